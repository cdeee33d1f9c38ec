// SPDX-License-Identifier: MIT
// A label as a box of text: broken into lines by Pango, in one size and weight for all.
#ifndef CALMA_REPORT_LABELBOX_H
#define CALMA_REPORT_LABELBOX_H

#include <stdbool.h>

#include "base/buf.h"
#include "report/outline.h"

#define LABELBOX_LINES 8

struct labelbox_style {
    double size; // of the font, pixels
    double most; // the longest line, pixels
    int lines;   // at most, up to LABELBOX_LINES; what is longer ends in an ellipsis
};

struct labelbox {
    struct buf lines[LABELBOX_LINES];
    int count;
    int width, height; // pixels with room around the text, even numbers
    bool rtl;          // read from right to left
};

// The outliner is to be used for nothing else until it is cleared. Always at least one line; labelbox_clear is due.
void labelbox_measure(struct labelbox *box, struct outliner *outliner, const char *text,
                      const struct labelbox_style *style);
void labelbox_clear(struct labelbox *box);

#endif
