// SPDX-License-Identifier: MIT
// The few calls of SQLite that the record makes, with failures as diagnostics.
#ifndef CALMA_RECORD_SQL_H
#define CALMA_RECORD_SQL_H

#include <sqlite3.h>

#include "base/diag.h"

// Runs statements without results, separated by semicolons.
int sql_run(sqlite3 *db, const char *statements, struct diag *d);

// A statement to be used often, or NULL after an error. Free with sqlite3_finalize.
sqlite3_stmt *sql_prepare(sqlite3 *db, const char *statement, struct diag *d);

// Binds by `kinds`, one letter a parameter: t text (NULL is SQL's NULL), i long long, n size_t and the text before it
// is that long. The texts must live until the statement is reset.
void sql_bind(sqlite3_stmt *statement, const char *kinds, ...);

// The next row: 1, none: 0, failure: -1. After 0 and -1 the statement is ready for new values.
int sql_step(sqlite3_stmt *statement, struct diag *d);

// Runs a statement whose rows do not matter.
int sql_done(sqlite3_stmt *statement, struct diag *d);

// A column as text, "" where it is NULL.
const char *sql_text(sqlite3_stmt *statement, int column);

// The first column of the first row of a query, or `otherwise`.
long long sql_number(sqlite3 *db, const char *query, long long otherwise);

#endif
