// SPDX-License-Identifier: MIT
#include "record/dump.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "record/sql.h"

#define ROW_MAX ((size_t)64 << 20)

// The columns' names are the members of a row; NULL is left out, and some hold JSON already. Rows are sorted by what
// the query says: text compares by bytes, which is by code point.
static const struct {
    const char *row, *query;
} queries[] = {
    {"study", "SELECT id, title, language, direction, sha256, community, use_case, "
              "ethics, terms, contact, risks, changes, pay FROM study"},
    {"group", "SELECT id, title, roles FROM study_group ORDER BY id"},
    {"participant", "SELECT id, group_id AS \"group\", name, language, role, "
                    "check_character AS \"check\""
                    " FROM participant ORDER BY id"},
    {"board",
     "SELECT id, group_id AS \"group\", session, title, check_character AS \"check\","
     " (SELECT json_group_array(participant) FROM (SELECT participant FROM board_member"
     " WHERE board = board.id ORDER BY participant)) AS people FROM board ORDER BY id"},
    {"packet", "SELECT packet.id AS packet, packet.participant, packet.group_id AS "
               "\"group\", packet.round,"
               " coalesce(participant.check_character, board.check_character) AS "
               "\"check\" FROM packet"
               " LEFT JOIN participant ON participant.id = packet.participant"
               " LEFT JOIN board ON board.id = packet.participant"
               " ORDER BY packet.participant, packet.round"},
    {"turn", "SELECT id, transcript, n, role, sha256, length, text FROM turn ORDER BY "
             "transcript, n"},
    {"file", "SELECT * FROM file ORDER BY sha256"},
    {"item", "SELECT * FROM item ORDER BY participant, round, step, id"},
    {"entered", "SELECT * FROM entered ORDER BY participant, round, session"},
    {"problem",
     "SELECT * FROM item_problem ORDER BY participant, round, step, id, code"},
};

static bool is_json(const char *name)
{
    return strcmp(name, "body") == 0 || strcmp(name, "people") == 0 ||
           strcmp(name, "roles") == 0 || strcmp(name, "pay") == 0;
}

static json_t *column(sqlite3_stmt *s, int i, const char *name)
{
    if (sqlite3_column_type(s, i) == SQLITE_INTEGER) {
        long long n = sqlite3_column_int64(s, i);
        return strcmp(name, "deleted") == 0 ? json_boolean(n) : json_integer(n);
    }
    const char *text = sql_text(s, i);
    size_t len = (size_t)sqlite3_column_bytes(s, i);
    if (is_json(name))
        return json_loadb(text, len, 0, NULL);
    return json_stringn(text, len);
}

static void write_row(sqlite3_stmt *s, const char *kind, struct buf *out)
{
    json_t *row = json_object();
    json_object_set_new(row, "row", json_string(kind));
    for (int i = 0; i < sqlite3_column_count(s); i++) {
        const char *name = sqlite3_column_name(s, i);
        if (sqlite3_column_type(s, i) != SQLITE_NULL)
            json_object_set_new(row, name, column(s, i, name));
    }
    json_canonical(row, out);
    buf_char(out, '\n');
    json_decref(row);
}

int record_dump(struct record *record,
                int (*line)(void *context, const char *text, size_t len), void *context,
                struct diag *d)
{
    struct buf out;
    int more = 1;
    buf_init(&out, ROW_MAX);
    for (size_t i = 0; i < sizeof queries / sizeof *queries && more >= 0; i++) {
        sqlite3_stmt *s = sql_prepare(record->db, queries[i].query, d);
        more = s ? 1 : -1;
        while (more == 1 && (more = sql_step(s, d)) == 1) {
            buf_clear(&out);
            write_row(s, queries[i].row, &out);
            if (line(context, out.data, out.len) < 0)
                more = -1;
        }
        sqlite3_finalize(s);
    }
    buf_release(&out);
    return more < 0 ? -1 : 0;
}
