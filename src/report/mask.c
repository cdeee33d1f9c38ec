// SPDX-License-Identifier: MIT
#include "report/mask.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

void mask_init(struct mask *mask, int width, int height)
{
    // One word more than the row needs: a shifted word may spill into it.
    *mask = (struct mask){.width = width, .height = height, .stride = width / 64 + 2};
    mask->bits = mem_alloc((size_t)mask->stride * (size_t)height * sizeof *mask->bits);
    mask->order = mem_alloc((size_t)height * sizeof *mask->order);
    for (int y = 0; y < height; y++) {
        mask->order[y] = y;
    }
}

void mask_clear(struct mask *mask)
{
    free(mask->bits);
    free(mask->order);
}

static uint64_t *mask_row(const struct mask *mask, int y)
{
    return mask->bits + (size_t)y * (size_t)mask->stride;
}

static int row_ink(const struct mask *mask, int y)
{
    int ink = 0;
    for (int i = 0; i < mask->stride; i++) {
        ink += __builtin_popcountll(mask_row(mask, y)[i]);
    }
    return ink;
}

// Insertion sort: rows are few, and already nearly in order for most words.
static void order_rows(struct mask *mask)
{
    int *ink = mem_alloc((size_t)mask->height * sizeof *ink);
    for (int y = 0; y < mask->height; y++) {
        ink[y] = row_ink(mask, y);
    }
    for (int i = 1; i < mask->height; i++) {
        int row = mask->order[i], k = i;
        for (; k > 0 && ink[mask->order[k - 1]] < ink[row]; k--) {
            mask->order[k] = mask->order[k - 1];
        }
        mask->order[k] = row;
    }
    free(ink);
}

static cairo_surface_t *draw(const struct outline *line, double scale, int width,
                             int height, struct mask_grid grid)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    cairo_t *cairo = cairo_create(surface);
    outline_path(line, cairo, grid.beside, grid.above, scale);
    cairo_fill(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return surface;
}

static void mark_cells(struct mask *mask, int x, int y, struct mask_grid grid)
{
    int right = (x + grid.beside) / grid.cell, bottom = (y + grid.above) / grid.cell;
    for (int row = (y - grid.above) / grid.cell; row <= bottom && row < mask->height;
         row++) {
        for (int column = (x - grid.beside) / grid.cell;
             column <= right && column < mask->width; column++) {
            mask_row(mask, row)[column / 64] |= 1ULL << (column % 64);
        }
    }
}

// Marks the cells of every pixel that has ink; answers how many full pixels the ink makes.
static size_t mark_ink(struct mask *mask, cairo_surface_t *surface,
                       struct mask_grid grid)
{
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface), coverage = 0;
    int right = cairo_image_surface_get_width(surface) - grid.beside;
    int bottom = cairo_image_surface_get_height(surface) - grid.above;
    for (int y = grid.above; y < bottom; y++) {
        for (int x = grid.beside; x < right; x++) {
            unsigned char ink = pixels[(size_t)y * stride + (size_t)x];
            if (ink) {
                coverage += ink;
                mark_cells(mask, x, y, grid);
            }
        }
    }
    return coverage / 255;
}

void mask_trace(struct mask *mask, const struct outline *line, double scale,
                struct mask_grid grid)
{
    // One pixel more than the ink, since its edge may lie between pixels.
    int width = (int)ceil(line->width * scale) + 2 * grid.beside + 1;
    int height = (int)ceil(line->height * scale) + 2 * grid.above + 1;
    mask_init(mask, (width + grid.cell - 1) / grid.cell,
              (height + grid.cell - 1) / grid.cell);
    cairo_surface_t *surface = draw(line, scale, width, height, grid);
    mask->ink = mark_ink(mask, surface, grid);
    cairo_surface_destroy(surface);
    order_rows(mask);
}

// 64 cells of a row from column x on.
static uint64_t window(const uint64_t *row, int x)
{
    int word = x / 64, shift = x % 64;
    return shift ? row[word] >> shift | row[word + 1] << (64 - shift) : row[word];
}

bool mask_fits(const struct mask *picture, const struct mask *word, int x, int y)
{
    int words = (word->width + 63) / 64;
    for (int i = 0; i < word->height; i++) {
        const uint64_t *bits = mask_row(word, word->order[i]);
        const uint64_t *taken = mask_row(picture, y + word->order[i]);
        for (int k = 0; k < words; k++) {
            if (bits[k] && bits[k] & window(taken, x + 64 * k)) {
                return false;
            }
        }
    }
    return true;
}

void mask_put(struct mask *picture, const struct mask *word, int x, int y)
{
    int shift = x % 64;
    for (int row = 0; row < word->height; row++) {
        const uint64_t *bits = mask_row(word, row);
        uint64_t *taken = mask_row(picture, y + row) + x / 64;
        for (int k = 0; k < (word->width + 63) / 64; k++) {
            taken[k] |= bits[k] << shift;
            if (shift) {
                taken[k + 1] |= bits[k] >> (64 - shift);
            }
        }
    }
}
