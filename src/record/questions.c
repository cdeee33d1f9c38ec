// SPDX-License-Identifier: MIT
#include "record/questions.h"

#include <stdlib.h>

#include "base/mem.h"
#include "record/sql.h"

static const char query[] =
    "SELECT question.participant, question.round, step, question.id, n, text, "
    "question.role, coalesce(after, ''), sensitive, share, topic FROM question "
    "JOIN participant ON participant.id = question.participant "
    "JOIN round ON round.id = question.round "
    "WHERE (?1 IS NULL OR question.round = ?1) "
    "AND (?2 IS NULL OR question.participant = ?2) "
    "ORDER BY participant.position, round.position, step, n";

static void take(struct questions *to, sqlite3_stmt *row)
{
    to->items = mem_grow(to->items, to->count + 1, sizeof *to->items);
    to->items[to->count++] = (struct question){
        .participant = mem_strdup(sql_text(row, 0)),
        .round = mem_strdup(sql_text(row, 1)),
        .step = mem_strdup(sql_text(row, 2)),
        .id = mem_strdup(sql_text(row, 3)),
        .n = sqlite3_column_int64(row, 4),
        .text = mem_strdup(sql_text(row, 5)),
        .role = mem_strdup(sql_text(row, 6)),
        .after = mem_strdup(sql_text(row, 7)),
        .sensitive = sqlite3_column_int64(row, 8),
        .share = sqlite3_column_int64(row, 9),
        .topic = mem_strdup(sql_text(row, 10)),
    };
}

int questions_read(struct questions *questions, struct record *record,
                   const char *round, const char *participant, struct diag *d)
{
    *questions = (struct questions){0};
    sqlite3_stmt *s = sql_prepare(record->db, query, d);
    int more = s ? 1 : -1;
    if (s)
        sql_bind(s, "tt", round, participant);
    while (more == 1 && (more = sql_step(s, d)) == 1)
        take(questions, s);
    sqlite3_finalize(s);
    return more;
}

void questions_release(struct questions *questions)
{
    for (size_t i = 0; i < questions->count; i++) {
        struct question *q = &questions->items[i];
        free(q->participant);
        free(q->round);
        free(q->step);
        free(q->id);
        free(q->text);
        free(q->topic);
        free(q->role);
        free(q->after);
    }
    free(questions->items);
    *questions = (struct questions){0};
}
