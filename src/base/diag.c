// SPDX-License-Identifier: MIT
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct {
    enum diag_grade grade;
    const char *name, *text;
} codes[] = {
#define X(code, grade, name, text) {grade, name, text},
#include "base/diag_codes.h"
#undef X
};

void diag_init(struct diag *d)
{
    *d = (struct diag){0};
}

void diag_release(struct diag *d)
{
    for (size_t i = 0; i < d->count; i++) {
        free(d->entries[i].file);
        free(d->entries[i].path);
        free(d->entries[i].text);
    }
    free(d->entries);
    diag_init(d);
}

static struct diag_entry *next_entry(struct diag *d)
{
    if (d->count == d->cap) {
        d->cap = d->cap ? d->cap * 2 : 16;
        d->entries = mem_grow(d->entries, d->cap, sizeof *d->entries);
    }
    return &d->entries[d->count++];
}

static char *sentence(const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = mem_alloc((size_t)(len < 0 ? 0 : len) + 1);
    if (len > 0)
        vsnprintf(text, (size_t)len + 1, format, args);
    return text;
}

int diag_add(struct diag *d, struct place where, enum diag_code code, ...)
{
    d->grades[codes[code].grade]++;
    if (d->count >= DIAG_MAX) {
        d->dropped++;
        return -1;
    }
    va_list args;
    va_start(args, code);
    char *text = sentence(codes[code].text, args);
    va_end(args);
    *next_entry(d) = (struct diag_entry){
        .code = code,
        .file = mem_strdup(where.file ? where.file : ""),
        .line = where.line,
        .path = mem_strdup(where.path ? where.path : ""),
        .text = text,
    };
    return -1;
}

enum diag_grade diag_code_grade(enum diag_code code)
{
    return codes[code].grade;
}

const char *diag_code_name(enum diag_code code)
{
    return codes[code].name;
}

const char *diag_grade_name(enum diag_grade grade)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[grade];
}

bool diag_has_errors(const struct diag *d)
{
    return d->grades[DIAG_ERROR] > 0;
}

void diag_append(struct diag *into, struct diag *from)
{
    for (int i = 0; i < 3; i++)
        into->grades[i] += from->grades[i];
    into->dropped += from->dropped;
    for (size_t i = 0; i < from->count; i++) {
        if (into->count < DIAG_MAX) {
            *next_entry(into) = from->entries[i];
            continue;
        }
        into->dropped++;
        free(from->entries[i].file);
        free(from->entries[i].path);
        free(from->entries[i].text);
    }
    free(from->entries);
    diag_init(from);
}
