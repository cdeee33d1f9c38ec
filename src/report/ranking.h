// SPDX-License-Identifier: MIT
// How alike rankings are. Mirrors for the talk: none of them says which ranking is right. Every function is pure;
// false means "not computable", and *out is left alone.
//
// Ranks are plain numbers, the smaller the better; equal numbers are ties and get the mean of their places (mid-ranks).
#ifndef CALMA_REPORT_RANKING_H
#define CALMA_REPORT_RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The places 1..count of `values`, ties sharing the mean of theirs; NAN counts as behind all others, tied.
void ranking_mid(const double *values, size_t count, double *ranks);

// Kendall's coefficient of concordance with ties: values[person * items + item]; 0 (no more alike than ranks can be
// unlike) to 1 (all the same). Chance alone gives 1 / people on average. Only for full rankings of one list: not
// computable where a value is NAN, with fewer than two people or items, or when everybody tied everything.
// Source: Kendall and Babington Smith 1939, with the correction for ties of Kendall 1948.
bool ranking_concordance(const double *values, size_t people, size_t items, double *out);

// The value of W that 95 of 100 rankings drawn at random stay at or below, without ties: `draws` sets from a seed.
// Read beside W instead of a p-value, which holds for many people only. Not computable as above, or without draws.
bool ranking_concordance_chance(size_t people, size_t items, size_t draws, uint64_t seed, double *out);

// Kendall's tau-b of two rankings: -1 (reversed) to 1 (same order). Not computable with fewer than two items, a NAN, or
// when one of them ties everything. With 3 to 5 items few values are possible. Source: Kendall 1945, Biometrika 33.
bool ranking_tau(const double *a, const double *b, size_t items, double *out);

// Spearman's rho: Pearson's correlation of the mid-ranks, -1 to 1. Not computable as tau-b.
// Source: Spearman 1904, American Journal of Psychology 15.
bool ranking_rho(const double *a, const double *b, size_t items, double *out);

struct overlap {
    size_t common;  // items in both lists
    double jaccard; // common / in either
    double chance;  // common, on average, of two lists of these lengths drawn from `all` items
    double tail;    // how likely chance alone has at least this many in common (hypergeometric)
};

// Two lists of different items (numbers below `all`), such as two people's first three. Not computable when both are
// empty, or longer than `all`.
bool ranking_overlap(const size_t *a, size_t a_count, const size_t *b, size_t b_count, size_t all,
                     struct overlap *out);

#endif
