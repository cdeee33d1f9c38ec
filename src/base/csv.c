// SPDX-License-Identifier: MIT
#include "base/csv.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#define FILE_MAX ((size_t)4 << 20)

struct reader {
    const char *at;
    int line;
    const char *file;
    struct diag *diag;
    bool failed;
};

// Reads a quoted field; `at` stands behind its opening quote.
static void read_quoted(struct reader *r, struct buf *field)
{
    int opened = r->line;
    for (; *r->at; r->at++) {
        if (*r->at == '"' && r->at[1] == '"') {
            r->at++;
        } else if (*r->at == '"') {
            r->at++;
            return;
        }
        r->line += *r->at == '\n';
        buf_char(field, *r->at);
    }
    r->failed = true;
    diag_add(r->diag, (struct place){r->file, opened, ""}, E_CSV_QUOTE);
}

static bool at_field_end(const struct reader *r)
{
    return !*r->at || *r->at == ',' || *r->at == '\n' ||
           (*r->at == '\r' && r->at[1] == '\n');
}

static char *read_field(struct reader *r)
{
    struct buf field;
    buf_init(&field, (size_t)1 << 30); // files are smaller
    if (*r->at == '"') {
        r->at++;
        read_quoted(r, &field);
        if (!r->failed && !at_field_end(r)) {
            r->failed = true;
            diag_add(r->diag, (struct place){r->file, r->line, ""}, E_CSV_AFTER_QUOTE);
        }
    }
    while (!at_field_end(r))
        buf_char(&field, *r->at++);
    return buf_take(&field);
}

static void row_add(struct csv_row *row, char *field)
{
    row->fields = mem_grow(row->fields, row->count + 1, sizeof *row->fields);
    row->fields[row->count++] = field;
}

static void row_release(struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        free(row->fields[i]);
    free(row->fields);
}

static struct csv_row read_row(struct reader *r)
{
    struct csv_row row = {.line = r->line};
    row_add(&row, read_field(r));
    while (*r->at == ',') {
        r->at++;
        row_add(&row, read_field(r));
    }
    if (*r->at == '\r')
        r->at++;
    if (*r->at == '\n') {
        r->at++;
        r->line++;
    }
    return row;
}

static bool row_is_blank(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (*row->fields[i])
            return false;
    return true;
}

int csv_parse(struct csv *csv, const char *text, const char *file, struct diag *d)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    if (strncmp(text, byte_order_mark, 3) == 0)
        text += 3;
    struct reader r = {.at = text, .line = 1, .file = file, .diag = d};
    *csv = (struct csv){0};
    while (*r.at) {
        struct csv_row row = read_row(&r);
        if (row_is_blank(&row)) {
            row_release(&row);
            continue;
        }
        csv->rows = mem_grow(csv->rows, csv->count + 1, sizeof *csv->rows);
        csv->rows[csv->count++] = row;
    }
    return r.failed ? -1 : 0;
}

int csv_read(struct csv *csv, const char *folder, const char *name, struct diag *d)
{
    struct buf file;
    size_t bad;
    buf_init(&file, FILE_MAX);
    *csv = (struct csv){0};
    int result = file_read_in(folder, name, &file, d);
    if (result == 0 && !text_valid(file.data, file.len, &bad))
        result = diag_add(d, (struct place){name, 0, ""}, E_UTF8, bad);
    if (result == 0)
        result = csv_parse(csv, file.data, name, d);
    buf_release(&file);
    return result;
}

void csv_release(struct csv *csv)
{
    for (size_t i = 0; i < csv->count; i++)
        row_release(&csv->rows[i]);
    free(csv->rows);
    *csv = (struct csv){0};
}

int csv_column(const struct csv *csv, const char *name)
{
    for (size_t i = 0; csv->count && i < csv->rows[0].count; i++)
        if (strcmp(csv->rows[0].fields[i], name) == 0)
            return (int)i;
    return -1;
}

const char *csv_field(const struct csv_row *row, int column)
{
    return column >= 0 && (size_t)column < row->count ? row->fields[column] : "";
}
