// SPDX-License-Identifier: MIT
// How far people agree on what they marked in one text, and on what they called it. Every function is pure: plain
// arrays in, one number out; false means "not computable", and *out is left alone.
//
// Coders are people who coded the text or saw it: who has not seen it yet counts nowhere. Characters are code points.
// Characters that stand side by side depend on each other, so none of these has a confidence interval.
#ifndef CALMA_REPORT_AGREEMENT_H
#define CALMA_REPORT_AGREEMENT_H

#include <stdbool.h>
#include <stddef.h>

struct span {
    size_t start, end; // characters from 0, end exclusive
};

// Sorts one coder's spans, joins those that overlap or touch, drops empty ones; answers how many are left.
size_t span_merge(struct span *spans, size_t count);

// Sorensen and Dice's overlap of two coders: 2 |A and B| / (|A| + |B|) in characters, 0 (none in common) to 1 (the
// same). Spans are merged. Not computable when neither marked anything.
// Source: Dice 1945, Ecology 26.
bool agreement_dice(const struct span *a, size_t a_count, const struct span *b, size_t b_count, double *out);

struct heat_run {
    size_t start, end; // characters
    size_t coders;     // how many coders marked each of them
};

// The text's length cut into runs that the same number of coders marked, from 0 to `length`, none empty, neighbours
// different. `spans` has the merged spans of all coders one after the other, all within the text. `runs` has room for
// 2 * count + 1; answers how many there are (0 for an empty text).
size_t agreement_heat(const struct span *spans, size_t count, size_t length, struct heat_run *runs);

// Krippendorff's nominal alpha on marked / not marked, one unit a character: 1 all the same, 0 as chance would have
// it, below 0 less than chance. Not computable with fewer than two coders, or when all characters are marked by all, or
// none by any. Source: Krippendorff 1995, Sociological Methodology 25 (Bertha and Bill, 24 units: 0.329).
bool agreement_marked(const struct heat_run *runs, size_t count, size_t coders, double *out);

enum alpha_scale { ALPHA_NOMINAL, ALPHA_ORDINAL, ALPHA_INTERVAL };

// Krippendorff's alpha: values[coder * units + unit], NAN where a coder gave none. 1 to below 0 as above. Units with
// fewer than two values say nothing and are left out. Not computable when no unit has two values, or all pairable
// values are the same. Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.
bool agreement_alpha(const double *values, size_t coders, size_t units, enum alpha_scale scale, double *out);

#endif
