// SPDX-License-Identifier: MIT
#include "record/oneround.h"

#include <string.h>

#include "base/buf.h"
#include "record/sql.h"

static bool codes(const struct round *round)
{
    for (size_t i = 0; i < round->step_count; i++)
        if (strcmp(round->steps[i].kind, "code") == 0)
            return true;
    return false;
}

static int check_round(const struct study *study, const char *id, struct diag *d)
{
    struct buf names;
    const struct round *round = study_round(study, id);
    if (round && codes(round))
        return 0;
    buf_init(&names, 10000);
    for (size_t i = 0; i < study->round_count; i++)
        if (codes(&study->rounds[i]))
            buf_fmt(&names, "%s%s", names.len ? ", " : "", study->rounds[i].id);
    diag_add(d, NOWHERE, E_ROUND_CODES, id, names.len ? names.data : "none");
    buf_release(&names);
    return -1;
}

static sqlite3 *copy_of(sqlite3 *db, struct diag *d)
{
    sqlite3 *copy = NULL;
    sqlite3_backup *backup = NULL;
    if (sqlite3_open(":memory:", &copy) == SQLITE_OK)
        backup = sqlite3_backup_init(copy, "main", db, "main");
    if (backup)
        sqlite3_backup_step(backup, -1);
    if (backup && sqlite3_backup_finish(backup) == SQLITE_OK)
        return copy;
    diag_add(d, (struct place){"record.sqlite", 0, ""}, E_RECORD, sqlite3_errmsg(copy));
    sqlite3_close(copy);
    return NULL;
}

#define CODED " WHERE round <> ?1 AND EXISTS (SELECT 1 FROM step WHERE step.round = "

static const char *const narrowing[] = {
    "DELETE FROM item" CODED "item.round AND step.id = item.step AND step.kind IN "
    "('code', 'cluster'))",
    "DELETE FROM item_problem" CODED "item_problem.round AND step.id = "
    "item_problem.step AND step.kind IN ('code', 'cluster'))",
    "DELETE FROM assigned WHERE round <> ?1",
    "UPDATE study SET title = title || ' · ' || (SELECT CASE title WHEN '' THEN id "
    "ELSE title END FROM round WHERE id = ?1)",
};

sqlite3 *record_one_round(const struct record *record, const char *round,
                          struct diag *d)
{
    if (check_round(record->study, round, d) < 0)
        return NULL;
    sqlite3 *copy = copy_of(record->db, d);
    int result = copy ? 0 : -1;
    for (size_t i = 0; i < sizeof narrowing / sizeof *narrowing && result == 0; i++) {
        sqlite3_stmt *s = sql_prepare(copy, narrowing[i], d);
        if (s)
            sql_bind(s, "t", round);
        result = s ? sql_done(s, d) : -1;
        sqlite3_finalize(s);
    }
    if (result == 0)
        return copy;
    sqlite3_close(copy);
    return NULL;
}
