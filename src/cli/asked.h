// SPDX-License-Identifier: MIT
// What verbs that know what is to be put to models share: the questions of the record and the asks that follow.
#ifndef CALMA_CLI_ASKED_H
#define CALMA_CLI_ASKED_H

#include "cli/cli.h"
#include "record/questions.h"
#include "study/requests.h"

struct cli_asks {
    struct questions questions;
    struct requests asks;
};

// Reads them, of one round or one participant's questions where these are given (NULL: all). The record is opened only where
// a group has asked() and something has come back. -1 after an error; either way cli_asks_close is due.
int cli_asks_open(struct cli_study *open, const char *round, const char *participant, struct cli_asks *asks,
                  struct diag *d);
void cli_asks_close(struct cli_asks *asks);

// Warns when something awaits an answer, and answers how much; an error when a conversation would be given to others against its
// author's will.
size_t cli_asks_warn(struct cli_study *open, struct diag *d);

#endif
