// SPDX-License-Identifier: MIT
// Memory for jansson's values that all end together: taken from large blocks, and never given back one by one.
#ifndef CALMA_BASE_ARENA_H
#define CALMA_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; // the newest first
    size_t used;                // of the newest
};

void arena_init(struct arena *a);

// Between these two the values that this thread makes lie in `a`. They may be read and never be changed, kept or given
// to json_decref behind arena_end: they end with arena_clear.
void arena_begin(struct arena *a);
void arena_end(void);

void arena_clear(struct arena *a);   // ends all that lies in it, and keeps one block
void arena_release(struct arena *a); // and keeps none

#endif
