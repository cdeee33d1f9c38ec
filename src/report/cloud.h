// SPDX-License-Identifier: MIT
// A word cloud: every word drawn, none over another, the size saying how often it was used. The same words make the
// same bytes, with the same fonts installed.
#ifndef CALMA_REPORT_CLOUD_H
#define CALMA_REPORT_CLOUD_H

#include <stddef.h>

#include "base/buf.h"

struct cloud_word {
    const char *text; // valid UTF-8
    long long count;
};

struct cloud_settings {
    int width,
        height; // pixels: at least 600 by 400, where CLOUD_WORDS_MAX words fit, and at most 4,000
    const char *font;  // families, as Pango reads them
    double largest;    // the size of the most used word at most, in pixels
    double ratio;      // of the smallest size to the largest, 0 to 1
    const char *label; // what the picture shows, for those who do not see it
};

#define CLOUD_WORDS_MAX 2000
#define CLOUD_SETTINGS_DEFAULT                                                         \
    ((struct cloud_settings){1200, 800, "Noto Sans, DejaVu Sans, sans-serif", 150,     \
                             0.16, ""})

// Appends an <svg>: for each word a <g class="cloud-1"> (the band of its size, 1 the largest to 5) with a <title>
// "word: count" and its outlines. Answers how many words are in it: all but those that have nothing to see, such as
// spaces. At most CLOUD_WORDS_MAX words are looked at.
size_t cloud_svg(const struct cloud_word *words, size_t count,
                 const struct cloud_settings *settings, struct buf *out);

#endif
