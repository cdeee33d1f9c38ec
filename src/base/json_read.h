// SPDX-License-Identifier: MIT
// JSON that is in order, read quickly into jansson's values. What is not, and what is rare, is left to jansson, which
// can say what is wrong and where.
#ifndef CALMA_BASE_JSON_READ_H
#define CALMA_BASE_JSON_READ_H

#include <jansson.h>
#include <stddef.h>

#define JSON_DEPTH_MAX 64

// The value that jansson would give, or NULL: for everything that json_parse refuses, for numbers with more than 18
// digits before the point or more than 63 characters, and for keys with escapes.
json_t *json_read(const char *text, size_t len);

#endif
