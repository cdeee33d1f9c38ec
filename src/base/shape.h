// SPDX-License-Identifier: MIT
// Shapes: tables that say what a JSON document must look like, walked by one function that reports every problem with
// its path.
#ifndef CALMA_BASE_SHAPE_H
#define CALMA_BASE_SHAPE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/diag.h"

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

#endif
