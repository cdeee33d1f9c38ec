// SPDX-License-Identifier: MIT
// What a run would ask, before anything is sent: how much of what kind of which model, where it goes, and what it may cost.
#ifndef CALMA_CLI_OUTLOOK_H
#define CALMA_CLI_OUTLOOK_H

#include "cli/cli.h"
#include "model/asking.h"

// Prints it, as text or as one JSON object.
void outlook_print(const struct cli *cli, const struct requests *asks, const struct asking_options *options);

#endif
