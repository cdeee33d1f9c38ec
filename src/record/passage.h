// SPDX-License-Identifier: MIT
// Whether what an item says about a turn is so: the turn is one of the study's, was given to the participant, reads as
// it did, and holds the quoted words. An item that fails is kept, with its problem next to it.
#ifndef CALMA_RECORD_PASSAGE_H
#define CALMA_RECORD_PASSAGE_H

#include <jansson.h>
#include <sqlite3.h>

#include "base/diag.h"
#include "packet/turn.h"

struct passage_owner {
    const char *participant, *round, *step;
};

// Adds a warning for each thing that does not fit, located under `where`. `assigned` is a statement that answers a row
// when (participant, round, step, turn) was given. Items that name no turn have nothing to check.
void passage_check(const json_t *item, const struct turns *turns, sqlite3_stmt *assigned, struct passage_owner owner,
                   struct place where, struct diag *d);

#endif
