// SPDX-License-Identifier: MIT
// Answers on a scale of a few steps, such as "how far do you agree" from 1 to 5. Always to be shown with the counts and
// with how many did not rate. Every function is pure; false means "not computable", and *out is left alone.
#ifndef CALMA_REPORT_RATING_H
#define CALMA_REPORT_RATING_H

#include <stdbool.h>
#include <stddef.h>

// counts[i]: how many values are i + 1, for steps 1 to `steps`. Answers how many values are no step (NAN: not rated).
size_t rating_counts(const double *values, size_t count, size_t steps, double *counts);

struct rating {
    double median;       // the middle value, or halfway between the two in the middle
    double lower, upper; // Tukey's hinges: the medians of the lower and the upper half, the middle one in both
};

// From counts[0..steps-1]; hinges as in Tukey 1977, Exploratory Data Analysis, so the spread is upper - lower. Not
// computable when nobody rated.
bool rating_summary(const double *counts, size_t steps, struct rating *out);

// Tastle and Wierman's consensus: 1 + sum p log2(1 - |x - mean| / (steps - 1)): 1 all the same, 0 one half at each end.
// It treats the steps as equally far apart. One person's change weighs much in a small group. Not computable with fewer
// than two steps or without ratings. Source: Tastle and Wierman 2007, Int. J. of Approximate Reasoning 45.
bool rating_consensus(const double *counts, size_t steps, double *out);

#endif
