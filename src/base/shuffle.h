// SPDX-License-Identifier: MIT
// Chance that is the same on every machine: SplitMix64 (Steele, Lea, Flood 2014), and shuffles drawn from it. The same
// seed makes the same draws.
#ifndef CALMA_BASE_SHUFFLE_H
#define CALMA_BASE_SHUFFLE_H

#include <stddef.h>
#include <stdint.h>

struct shuffle {
    uint64_t state; // starts as the seed
};

// A number from 0 to below - 1, each as likely (what would favour some is drawn again); `below` is at least 1.
uint64_t shuffle_below(struct shuffle *shuffle, uint64_t below);

// Puts 0..count-1 into `order`, each order as likely (Fisher and Yates).
void shuffle_order(struct shuffle *shuffle, size_t *order, size_t count);

#endif
