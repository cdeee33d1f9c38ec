// SPDX-License-Identifier: MIT
#include "base/shuffle.h"

static uint64_t next(struct shuffle *shuffle)
{
    uint64_t z = shuffle->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

uint64_t shuffle_below(struct shuffle *shuffle, uint64_t below)
{
    uint64_t uneven = (0 - below) % below, drawn;
    do {
        drawn = next(shuffle);
    } while (drawn < uneven);
    return drawn % below;
}

void shuffle_order(struct shuffle *shuffle, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t k = (size_t)shuffle_below(shuffle, i + 1);
        order[i] = order[k];
        order[k] = i;
    }
}
