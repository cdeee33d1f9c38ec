// SPDX-License-Identifier: MIT
// calma run --embeddings: vectors for the texts that the maps of labels look for, kept in the study's embeddings.jsonl.
#ifndef CALMA_CLI_MEANINGS_H
#define CALMA_CLI_MEANINGS_H

#include "cli/cli.h"
#include "model/asking.h"

// Asks for what is not there (with --dry-run for nothing), and says what came of it. Of the options endpoint, limit and
// chat count.
void meanings_run(struct cli *cli, struct cli_study *open, const struct asking_options *options);

#endif
