// SPDX-License-Identifier: MIT
// JSON by jansson: parsing with limits, canonical writing, and access that never fails.
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

// The parts that the canonical form is made of: a string in quotation marks, and an object's members sorted by key,
// without the one named `without` (NULL: all). Free the members; keys and values stay the object's.
struct json_member {
    const char *key;
    json_t *value;
};
void json_write_string(const char *s, size_t len, struct buf *out);
size_t json_sorted(const json_t *object, const char *without, struct json_member **members);

// Member access that never fails: "" , 0, or false when missing or of another type.
const char *json_text(const json_t *object, const char *key);
long long json_number(const json_t *object, const char *key);
bool json_flag(const json_t *object, const char *key);

#endif
