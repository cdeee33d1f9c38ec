// SPDX-License-Identifier: MIT
// Every turn of a study's transcripts, rendered once.
#ifndef CALMA_PACKET_TURN_H
#define CALMA_PACKET_TURN_H

#include <stdbool.h>
#include <stddef.h>

#include "packet/anchor.h"
#include "study/study.h"

struct turn {
    char *id; // "<transcript id>/<n>"
    const struct transcript *transcript;
    int n;            // from 1, messages with role system left out
    const char *role; // "user" or "assistant"
    struct anchor anchor;
};

struct turns {
    struct turn *items; // in the order of study->transcripts, then n
    size_t count;
    size_t *slots; // hash table over ids
    size_t slot_count;
};

void turns_render(struct turns *turns, const struct study *study);
void turns_release(struct turns *turns);
const struct turn *turns_find(const struct turns *turns, const char *id);

#endif
