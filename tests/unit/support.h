// SPDX-License-Identifier: MIT
// What the unit tests share: cmocka and what it wants included first, a folder of one's own, the corpora beside the
// project (CALMA_CORPORA, or ../shared/data), and reading diagnostics.
#ifndef CALMA_TESTS_SUPPORT_H
#define CALMA_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

// cmocka set-up and tear-down: *state is the path of a fresh folder, removed afterwards with all that is in it.
int folder_setup(void **state);
int folder_teardown(void **state);

// "folder/name" in one of a few static buffers.
const char *in(const char *folder, const char *name);

// Writes a file, and the folders above it; reads one whole, to free().
void put_file(const char *path, const char *text);
void put_bytes(const char *path, const void *data, size_t len);
char *get_file(const char *path, size_t *len);

// SHA-256 of the canonical form, as a response's `sum` is made.
void canonical_sum(const json_t *value, char hex[HASH_HEX_SIZE]);

// The path of a file or folder of the corpora; skips the test when it is not there.
const char *corpus(const char *name);

// Fails unless `d` holds an entry of this code at this file, line and path; NULL and -1 mean any.
void assert_said(const struct diag *d, enum diag_code code, const char *file, int line,
                 const char *path);
// How many entries have the code.
size_t count_said(const struct diag *d, enum diag_code code);
// Prints what was said, and fails when there is anything of grade error.
void assert_no_errors(const struct diag *d);

#endif
