// SPDX-License-Identifier: MIT
// Bitmaps of coarse cells: what a word covers, and what of the picture is taken.
#ifndef CALMA_REPORT_MASK_H
#define CALMA_REPORT_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/outline.h"

// One bit for each cell, rows of `stride` 64-bit words, the lowest bit leftmost.
struct mask {
    int width, height; // in cells
    int stride;
    uint64_t *bits;
    int *order; // rows, the fullest first: a collision is then found soon
    size_t ink; // pixels under the outline, not cells
};

void mask_init(struct mask *mask, int width, int height);
void mask_clear(struct mask *mask);

// Pixels of a cell's side, and pixels kept free around a word's ink.
struct mask_grid {
    int cell;
    int beside, above;
};

// The cells that the outline, drawn at `scale` with its ink at (beside, above), touches or comes too near to.
void mask_trace(struct mask *mask, const struct outline *line, double scale,
                struct mask_grid grid);

// True when no cell of `word`, put with its corner at (x, y), is taken. The word lies inside the picture.
bool mask_fits(const struct mask *picture, const struct mask *word, int x, int y);
void mask_put(struct mask *picture, const struct mask *word, int x, int y);

#endif
