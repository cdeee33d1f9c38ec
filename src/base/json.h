// SPDX-License-Identifier: MIT
// JSON by jansson: parsing with limits, canonical writing, and shapes: tables that say what a document must look like,
// walked by one function that reports every problem with its path.
#ifndef CALMA_BASE_JSON_H
#define CALMA_BASE_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

// Parses one document. Nesting is limited to 64, doubled keys are an error, NUL is refused, text is valid UTF-8.
// NULL after an error, which is located by line.
json_t *json_parse(const char *text, size_t len, const char *file, int first_line, struct diag *d);

// Appends the canonical form (docs/formats.md, response@1): keys sorted, no white space.
void json_canonical(const json_t *value, struct buf *out);

// SHA-256 of the canonical form of `object` without its member `without` (NULL: of all of it).
void json_sum(json_t *object, const char *without, char hex[65]);

enum shape_type {
    SHAPE_ANY,
    SHAPE_STRING,  // least and most count code points
    SHAPE_INTEGER, // least and most bound the value
    SHAPE_BOOL,
    SHAPE_LIST,    // `of` is the shape of every element; least and most count elements
    SHAPE_MAP,     // an object with any keys; `of` is the shape of every value
    SHAPE_OBJECT,  // `fields`, ended by one without a name; fields beyond them are kept and not looked at
};

enum shape_form {
    FORM_FREE,
    FORM_ID,     // 1 to 64 of [A-Za-z0-9_-]
    FORM_HEX64,
    FORM_STAMP,  // 2026-03-01T10:42:00Z
    FORM_LINE,   // no control characters
};

struct shape {
    const char *name;  // of the field; NULL ends a list of fields
    enum shape_type type;
    bool optional;     // may be missing or null
    long long least, most; // most 0: the default of the type (strings 100,000, lists 100,000, integers 2^53)
    enum shape_form form;
    const char *const *words; // strings: the allowed ones, ended by NULL
    const struct shape *of, *fields;
};

// Reports everything in `value` that does not fit, located as `where.path` with the rest of the pointer added.
// Answers the number of problems.
int shape_check(const struct shape *shape, const json_t *value, struct place where, struct diag *d);

// Makes a shape from JSON written by hand, as lua/steps give it: {type="object", fields={...}}. Field order is by name.
// NULL after an error that says what is wrong in `where`. Free with shape_free.
struct shape *shape_from_json(const json_t *spec, struct place where, struct diag *d);
void shape_free(struct shape *shape);

// Member access that never fails: "" , 0, or false when missing or of another type.
const char *json_text(const json_t *object, const char *key);
long long json_number(const json_t *object, const char *key);
bool json_true(const json_t *object, const char *key);

#endif
