// SPDX-License-Identifier: MIT
// How many different codes there are, how evenly they are used, and how evenly people made them. Counts of uses, one
// for each code (or of codes, one for each person); a zero is a code that was not used. Spelling variants are different
// codes here, so what counts rare codes is best read after codes that mean the same were put together.
// Every function is pure; false means "not computable", and *out is left alone.
#ifndef CALMA_REPORT_DIVERSITY_H
#define CALMA_REPORT_DIVERSITY_H

#include <stdbool.h>
#include <stddef.h>

// Shannon's entropy -sum p ln p, in nats, 0 upward; exp of it is how many equally used codes would be as diverse.
// Not computable when all counts are zero. Source: Shannon 1948.
bool diversity_shannon(const double *counts, size_t count, double *out);

// Pielou's evenness: entropy over the most it could be for the codes that were used, 0 to 1 (all used alike).
// Not computable with fewer than two codes that were used. Source: Pielou 1966, J. of Theoretical Biology 13.
bool diversity_evenness(const double *counts, size_t count, double *out);

// Gini's coefficient: 0 everybody the same, toward 1 one has all; zeros count. How much is no measure of how important.
// Not computable when all are zero. Source: Gini 1912.
bool diversity_gini(const double *values, size_t count, double *out);

// Chao's lower bound on how many codes there are in all, the unseen ones too, from those used once (f1) and twice (f2).
// Corrected for bias: S + f1 (f1 - 1) / (2 (f2 + 1)); else S + f1^2 / (2 f2), not computable when f2 is 0. Not
// computable when all counts are zero. Source: Chao 1984, Scandinavian J. of Statistics 11; Chao 1987, Biometrics 43.
bool diversity_chao1(const double *counts, size_t count, bool corrected, double *out);

// Good's coverage 1 - f1 / n: about how likely the next use is of a code that was used already, 0 to 1. Not computable
// when all counts are zero. Source: Good 1953, Biometrika 40.
bool diversity_coverage(const double *counts, size_t count, double *out);

#endif
