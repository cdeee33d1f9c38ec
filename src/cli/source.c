// SPDX-License-Identifier: MIT
#include "cli/source.h"

#include "record/sql.h"

static int open_record(struct source *s, struct diag *d)
{
    if (record_open(&s->record, &s->open->study, &s->open->turns, d) < 0)
        return -1;
    ask_open(&s->ask, &s->open->study, s->record.db, CALMA_VERSION, d);
    s->is_open = true;
    return 0;
}

static void note_nothing_back(struct source *s, struct diag *d)
{
    if (!s->was_asked &&
        !sql_number(s->record.db, "SELECT count(*) FROM file WHERE state = 'accepted'",
                    0))
        diag_add(d, NOWHERE, N_NOTHING_BACK);
    s->was_asked = true;
}

static json_t *answer(void *context, const char *name, const struct assignment *a,
                      struct diag *d)
{
    struct source *s = context;
    if (!s->is_open && open_record(s, d) < 0)
        return NULL;
    note_nothing_back(s, d);
    return ask_answer(&s->ask, name, a, d);
}

static bool is_away(void *context, const char *participant, const char *round,
                    struct diag *d)
{
    struct source *s = context;
    if (!s->is_open && open_record(s, d) < 0)
        return false;
    sqlite3_stmt *q = sql_prepare(
        s->record.db, "SELECT 1 FROM away WHERE participant = ? AND round = ?", d);
    sql_bind(q, "tt", participant, round);
    bool away = q && sql_step(q, d) == 1;
    sqlite3_finalize(q);
    return away;
}

void source_init(struct source *s, struct cli_study *open)
{
    *s = (struct source){.open = open};
    s->packets = (struct packet_source){answer, is_away, s};
}

void source_close(struct source *s)
{
    if (!s->is_open)
        return;
    ask_close(&s->ask);
    record_close(&s->record);
}
