// SPDX-License-Identifier: MIT
#include "record/given.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/sql.h"

static const char query[] =
    "SELECT turn FROM assigned WHERE participant = ? AND round = ? AND step = ?";

int given_init(struct given *g, sqlite3 *db, const struct turns *turns, struct diag *d)
{
    *g = (struct given){.turns = turns, .query = sql_prepare(db, query, d)};
    g->has = mem_alloc(turns->count * sizeof *g->has);
    return g->query ? 0 : -1;
}

void given_release(struct given *g)
{
    sqlite3_finalize(g->query);
    free(g->has);
    *g = (struct given){0};
}

static void load(struct given *g, struct given_owner owner, struct diag *d)
{
    int found;
    memset(g->has, 0, g->turns->count * sizeof *g->has);
    g->owner = owner;
    sql_bind(g->query, "ttt", owner.participant, owner.round, owner.step);
    while ((found = sql_step(g->query, d)) == 1) {
        const struct turn *turn = turns_find(g->turns, sql_text(g->query, 0));
        if (turn)
            g->has[turn - g->turns->items] = true;
    }
    if (found < 0)
        g->owner = (struct given_owner){0}; // to be asked anew
}

bool given_has(struct given *g, struct given_owner owner, const struct turn *turn,
               struct diag *d)
{
    if (owner.participant != g->owner.participant || owner.round != g->owner.round ||
        owner.step != g->owner.step)
        load(g, owner, d);
    return g->has[turn - g->turns->items];
}
