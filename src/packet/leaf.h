// SPDX-License-Identifier: MIT
// Paper: pages of text in every script, ruled lines, boxes and tables to write in, as PDF. All measures are points (1/72
// inch); text flows down the page and on to the next one.
#ifndef CALMA_PACKET_LEAF_H
#define CALMA_PACKET_LEAF_H

#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

enum leaf_size { LEAF_A4, LEAF_LETTER };

enum leaf_style { LEAF_TITLE, LEAF_HEADING, LEAF_LABEL, LEAF_TEXT, LEAF_SMALL, LEAF_CODE };

struct leaf {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    double width, height; // of the sheet
    double y;             // where the next thing starts
    int page;             // from 1
    int number;           // of the last numbered line
    double behind;        // points that the last line of a text takes along on its page
    bool rtl;             // the interface runs from right to left
    char *foot;           // on every page, before the page's number
    struct buf *out;      // the bytes of the PDF
    // Told of each numbered line which bytes of its text it shows. May be NULL.
    void (*told)(size_t start, size_t len, void *context);
    void *context;
};

// The PDF is complete in `out` after leaf_close. The same calls give the same bytes. `title` is the document's.
// Where `out` is NULL nothing is drawn: the same calls break the same lines.
void leaf_open(struct leaf *leaf, enum leaf_size size, bool rtl, const char *title, const char *foot, struct buf *out);
int leaf_close(struct leaf *leaf, struct diag *d);

// Text from margin to margin, `indent` points further in; its direction is its own. `mark` (may be NULL) hangs before
// it, such as the number of a list's item.
void leaf_text(struct leaf *leaf, enum leaf_style style, const char *text, size_t len, double indent, const char *mark);

// The same, with the number of each line in the margin, counted on from leaf->number.
void leaf_numbered(struct leaf *leaf, enum leaf_style style, const char *text, size_t len, double indent, const char *mark);

void leaf_space(struct leaf *leaf, double points);

// A line from margin to margin.
void leaf_rule(struct leaf *leaf);

// A new page, unless this one is still empty; or unless `points` fit on this one.
void leaf_page(struct leaf *leaf);
void leaf_need(struct leaf *leaf, double points);

// `count` lines to write on, `indent` points further in.
void leaf_lines(struct leaf *leaf, int count, double indent);

// Boxes to tick, each with its words, in a row that wraps; or, one below the other.
void leaf_boxes(struct leaf *leaf, const char *const *words, size_t count, bool below);

// An empty table to the foot of the page, or of `rows` rows: headings, and the share of the width of each column.
void leaf_table(struct leaf *leaf, const char *const *headings, const double *shares, size_t count, int rows);

#endif
