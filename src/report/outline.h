// SPDX-License-Identifier: MIT
// Text as outlines: shaped by Pango in every script, kept as a cairo path, written as SVG path data. Outlines look the
// same whatever fonts the reader has.
#ifndef CALMA_REPORT_OUTLINE_H
#define CALMA_REPORT_OUTLINE_H

#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdbool.h>

#include "base/buf.h"

// SVG path data is in tenths of a pixel: whole numbers, and fine enough.
#define OUTLINE_UNITS 10

// Shapes texts in one font.
struct outliner {
    PangoFontMap *map;
    PangoLayout *layout;
    cairo_surface_t *surface;
    cairo_t *cairo;
};

// A path and the box of its ink, in pixels at the outliner's size.
struct outline {
    cairo_path_t *path;
    double x, y, width, height;
};

// `font` is a list of families as Pango reads it ("Noto Sans, DejaVu Sans"); `size` in pixels.
void outliner_init(struct outliner *o, const char *font, double size);
void outliner_clear(struct outliner *o);

// Appends the text as it is drawn: what a reader cannot see, and what would start a line, becomes a space.
void outline_label(const char *text, struct buf *out);

// Traces one line of text; control characters and line ends become spaces, what is longer than `most` pixels ends in
// an ellipsis. False when nothing would be seen; `line` is filled, and outline_clear is due, only when true.
bool outline_trace(struct outliner *o, const char *text, double most,
                   struct outline *line);
void outline_clear(struct outline *line);

// Adds the path to cairo's current one, scaled, with the top left corner of its ink at (x, y).
void outline_path(const struct outline *line, cairo_t *cairo, double x, double y,
                  double scale);

// Appends the same as SVG path data in tenths of a pixel.
void outline_svg(const struct outline *line, double x, double y, double scale,
                 struct buf *out);

#endif
