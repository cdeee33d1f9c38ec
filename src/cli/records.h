// SPDX-License-Identifier: MIT
// What verbs that work on the record share: the study and the record opened, one function called, both closed.
#ifndef CALMA_CLI_RECORDS_H
#define CALMA_CLI_RECORDS_H

#include "cli/cli.h"
#include "record/record.h"

// Answers the status to leave with. `use` says what it has to say in the diagnostics and on standard output.
int records_use(struct cli *cli, void (*use)(struct cli *cli, struct cli_study *open,
                                             struct record *record));

#endif
