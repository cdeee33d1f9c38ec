// SPDX-License-Identifier: MIT
// Boxes on a plane, in whole pixels, that may not lie over each other.
#ifndef CALMA_REPORT_BOXES_H
#define CALMA_REPORT_BOXES_H

#include <stdbool.h>
#include <stddef.h>

struct box {
    double x, y;       // its middle; whole numbers after boxes_part
    int width, height; // even numbers, so that sides are whole too
    bool fixed;        // never moved, also where two such lie over each other
};

// Parts boxes until any two are at least `gap` apart, fixed ones left where they are. Boxes move as little as can be:
// they first push each other along the shorter way (twice as far sideways if need be), and what is still in a tight place goes to the nearest free one.
void boxes_part(struct box *boxes, size_t count, int gap);

// Puts boxes[first] and those behind it evenly around those before it, in rings where one is not enough, and parts
// all of them: the boxes before `first` stay.
void boxes_surround(struct box *boxes, size_t count, size_t first, int gap);

#endif
