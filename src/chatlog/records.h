// SPDX-License-Identifier: MIT
// The records of a file of JSON, one at a time and unparsed: lines, the elements of one list, or all of it.
#ifndef CALMA_CHATLOG_RECORDS_H
#define CALMA_CHATLOG_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

enum records_layout { RECORDS_LINES, RECORDS_ELEMENTS, RECORDS_ONE };

struct records {
    enum records_layout layout;
    const char *start, *at, *end;
    int line;
    size_t number;
    const char *file;
    size_t faults; // of the list itself
};

struct record {
    const char *text;
    size_t len;
    int line;
    size_t number; // the line in JSON Lines, else the position, from 1
};

// Whether the file's name promises JSON (.json, .jsonl, .ndjson).
bool records_named(const char *file);

// JSON Lines are told by the file's name (.jsonl, .ndjson) or by a first line that is a value by itself; a list whose
// first element is a message, {role, ...}, is one record.
void records_open(struct records *records, const char *text, size_t len, const char *file);

// False at the end, and where a list is not in order: that is an error at its line. The text of a record ends where
// it should by its brackets; whether it is JSON is for a parser to say.
bool records_next(struct records *records, struct record *record, struct diag *d);

#endif
