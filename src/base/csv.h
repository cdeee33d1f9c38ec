// SPDX-License-Identifier: MIT
// Reading CSV (RFC 4180; LF or CRLF, a byte order mark is skipped).
#ifndef CALMA_BASE_CSV_H
#define CALMA_BASE_CSV_H

#include <stddef.h>

#include "base/diag.h"

struct csv_row {
    char **fields;
    size_t count;
    int line; // where it starts, from 1
};

struct csv {
    struct csv_row *rows;
    size_t count;
};

// Reads `text` (NUL-terminated, valid UTF-8). Adds a located error for a quote that never ends or for text behind a
// closing quote, and answers -1; what was read so far is in `csv`. Rows without any text are left out.
int csv_parse(struct csv *csv, const char *text, const char *file, struct diag *d);
void csv_release(struct csv *csv);

// Reads the file `name` in `folder`, of at most 4 MB; errors as above, and for one that cannot be read.
int csv_read(struct csv *csv, const char *folder, const char *name, struct diag *d);

// The column whose heading is `name` in the first row, or -1.
int csv_column(const struct csv *csv, const char *name);

// The field, trimmed of nothing; "" when the row is shorter.
const char *csv_field(const struct csv_row *row, int column);

#endif
