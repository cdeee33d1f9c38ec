// SPDX-License-Identifier: MIT
// The one channel for everything that a person must be told: graded, coded, located, ordered, bounded. Nothing below
// src/cli/ prints; it adds to a `struct diag`, goes on where it can, and returns -1 where it cannot.
#ifndef CALMA_BASE_DIAG_H
#define CALMA_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

enum diag_grade { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

// Every code, with its grade, its stable name, and the sentence it says, in one table: diag_codes.h.
enum diag_code {
#define X(code, grade, name, text) code,
#include "base/diag_codes.h"
#undef X
    DIAG_CODE_COUNT
};

// Where: a file as the user knows it, a line (0: none), a JSON pointer or a name inside it ("": none).
struct place {
    const char *file;
    int line;
    const char *path;
};

struct diag_entry {
    enum diag_code code;
    char *file; // "" when there is none
    int line;
    char *path;
    char *text;
};

struct diag {
    struct diag_entry *entries; // in the order in which they were added
    size_t count, cap;
    size_t dropped;             // beyond DIAG_MAX entries: counted, not kept
    size_t grades[3];           // how many of each grade, dropped ones included
};

#define DIAG_MAX 1000
#define NOWHERE ((struct place){"", 0, ""})

void diag_init(struct diag *d);
void diag_release(struct diag *d);

// Adds an entry whose text is the code's sentence with `...` put in. Always answers -1, so that a caller may write
// `return diag_add(...)`.
int diag_add(struct diag *d, struct place where, enum diag_code code, ...);

enum diag_grade diag_code_grade(enum diag_code code);
const char *diag_code_name(enum diag_code code);
const char *diag_grade_name(enum diag_grade grade);
bool diag_has_errors(const struct diag *d);

// Moves the entries of `from` to the end of `into`.
void diag_append(struct diag *into, struct diag *from);

#endif
