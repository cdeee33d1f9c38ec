// SPDX-License-Identifier: MIT
// Which turns a participant was given to code. One step is asked about again and again, so its turns are kept until
// another one is asked about.
#ifndef CALMA_RECORD_GIVEN_H
#define CALMA_RECORD_GIVEN_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/diag.h"
#include "packet/turn.h"

// The strings are the study's own, so that the same id is the same pointer.
struct given_owner {
    const char *participant, *round, *step;
};

struct given {
    const struct turns *turns;
    sqlite3_stmt *query;
    struct given_owner owner;
    bool *has; // for each of the turns
};

int given_init(struct given *g, sqlite3 *db, const struct turns *turns, struct diag *d);
void given_release(struct given *g);

// `turn` is one of the turns. Adds to `d` when the record cannot be read; the answer is then no.
bool given_has(struct given *g, struct given_owner owner, const struct turn *turn, struct diag *d);

#endif
