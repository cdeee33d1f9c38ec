// SPDX-License-Identifier: MIT
// Allocation that cannot fail: out of memory ends the program with one line. Sizes that a stranger chooses are
// checked against a limit before they come here.
#ifndef CALMA_BASE_MEM_H
#define CALMA_BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                       // zeroed
void *mem_grow(void *old, size_t count, size_t size); // realloc(count * size), overflow checked
char *mem_strdup(const char *s);
char *mem_strndup(const char *s, size_t n);

#endif
