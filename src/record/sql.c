// SPDX-License-Identifier: MIT
#include "record/sql.h"

#include <stdarg.h>
#include <string.h>

static int fail(sqlite3 *db, struct diag *d)
{
    return diag_add(d, (struct place){"record.sqlite", 0, ""}, E_RECORD,
                    sqlite3_errmsg(db));
}

int sql_run(sqlite3 *db, const char *statements, struct diag *d)
{
    return sqlite3_exec(db, statements, NULL, NULL, NULL) == SQLITE_OK ? 0
                                                                       : fail(db, d);
}

sqlite3_stmt *sql_prepare(sqlite3 *db, const char *statement, struct diag *d)
{
    sqlite3_stmt *made = NULL;
    if (sqlite3_prepare_v3(db, statement, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL) ==
        SQLITE_OK)
        return made;
    fail(db, d);
    return NULL;
}

void sql_bind(sqlite3_stmt *statement, const char *kinds, ...)
{
    va_list args;
    va_start(args, kinds);
    for (int i = 1; *kinds; i++, kinds++) {
        if (*kinds == 'i') {
            sqlite3_bind_int64(statement, i, va_arg(args, long long));
            continue;
        }
        const char *text = va_arg(args, const char *);
        int size = -1;
        if (kinds[1] == 'n') {
            size = (int)va_arg(args, size_t); // at most RETURN_MAX
            kinds++;
        }
        sqlite3_bind_text(statement, i, text, size, SQLITE_STATIC);
    }
    va_end(args);
}

int sql_step(sqlite3_stmt *statement, struct diag *d)
{
    int result = sqlite3_step(statement);
    if (result == SQLITE_ROW)
        return 1;
    if (result != SQLITE_DONE)
        fail(sqlite3_db_handle(statement), d);
    sqlite3_reset(statement);
    return result == SQLITE_DONE ? 0 : -1;
}

int sql_done(sqlite3_stmt *statement, struct diag *d)
{
    int result = sql_step(statement, d);
    sqlite3_reset(statement);
    return result < 0 ? -1 : 0;
}

const char *sql_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

long long sql_number(sqlite3 *db, const char *query, long long otherwise)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, query, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        otherwise = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return otherwise;
}
