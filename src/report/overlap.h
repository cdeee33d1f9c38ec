// SPDX-License-Identifier: MIT
// How much of the same text different people gave to the same two labels. Lengths are code points, and a character
// counts once for each two people.
#ifndef CALMA_REPORT_OVERLAP_H
#define CALMA_REPORT_OVERLAP_H

#include <stddef.h>
#include <stdint.h>

// One person's label on one stretch of a turn; turns, labels and people are numbers from 0.
struct stretch {
    uint32_t turn, label, person;
    int64_t start, end; // end exclusive
};

struct overlap {
    uint32_t a, b; // labels, a < b
    double cosine; // of the two labels' coverings of the text: more than 0, at most 1
};

// The pairs of labels whose cosine is at least `least`, sorted by a and b; mem-allocated, NULL when there are none.
// Sorts the stretches. `labels` is how many labels there are. Takes time for each two stretches that overlap.
struct overlap *overlap_pairs(struct stretch *stretches, size_t count, size_t labels, double least, size_t *found);

#endif
