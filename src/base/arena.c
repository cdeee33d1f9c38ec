// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include <jansson.h>
#include <stdalign.h>
#include <stdlib.h>

#include "base/mem.h"

#define BLOCK_SIZE ((size_t)1 << 20)

struct arena_block {
    struct arena_block *older;
    size_t size;
    alignas(max_align_t) char data[];
};

static _Thread_local struct arena *current;

static void add_block(struct arena *a, size_t least)
{
    size_t size = least > BLOCK_SIZE ? least : BLOCK_SIZE;
    struct arena_block *block = mem_grow(NULL, 1, sizeof *block + size);
    *block = (struct arena_block){a->blocks, size};
    a->blocks = block;
    a->used = 0;
}

static void *take(size_t size)
{
    struct arena *a = current;
    if (!a)
        return malloc(size);
    size =
        (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    if (!a->blocks || size > a->blocks->size - a->used)
        add_block(a, size);
    a->used += size;
    return a->blocks->data + a->used - size;
}

static void give_back(void *memory)
{
    if (!current)
        free(memory);
}

void arena_init(struct arena *a)
{
    *a = (struct arena){0};
}

void arena_begin(struct arena *a)
{
    current = a;
}

void arena_end(void)
{
    current = NULL;
}

void arena_clear(struct arena *a)
{
    while (a->blocks && a->blocks->older) {
        struct arena_block *older = a->blocks->older;
        free(a->blocks);
        a->blocks = older;
    }
    a->used = 0;
}

void arena_release(struct arena *a)
{
    arena_clear(a);
    free(a->blocks);
    arena_init(a);
}

// Before main, so that nothing was made by other functions and no other thread is there.
__attribute__((constructor)) static void install(void)
{
    json_set_alloc_funcs(take, give_back);
}
