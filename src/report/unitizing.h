// SPDX-License-Identifier: MIT
// Krippendorff's alpha for units that people themselves cut out of a continuum (alpha-u), of one category. Labels that
// people invent are never the same words, so it is for one category at a time: "marked", or a code that a group agreed
// on.
#ifndef CALMA_REPORT_UNITIZING_H
#define CALMA_REPORT_UNITIZING_H

#include <stdbool.h>
#include <stddef.h>

struct unit {
    size_t coder;      // from 0
    size_t start, end; // characters from 0, end exclusive
};

struct unitizing {
    double observed, expected; // disagreement: squared differences of begins and ends, in squared shares of the length
};

// `units` are in order of coder and then of start; one coder's units may touch but do not overlap, and all lie within
// 0 and `length`. Not computable (false) with fewer than two coders, no unit, or an empty text. Alpha of the category
// is 1 - observed / expected; over several categories 1 - sum of observed / sum of expected.
// Source: Krippendorff 2004, Content Analysis, pages 251 to 256, which mends the expectation of 1995.
bool unitizing_disagreement(const struct unit *units, size_t count, size_t coders, size_t length,
                            struct unitizing *out);

#endif
