// SPDX-License-Identifier: MIT
// Markdown to reading text: HTML of a small fixed kind and the anchor text, from one tree (docs/formats.md). Raw HTML is
// shown as text, links and images as words and addresses.
#ifndef CALMA_PACKET_ANCHOR_H
#define CALMA_PACKET_ANCHOR_H

#include <stddef.h>

#include "base/buf.h"

struct anchor {
    struct buf html; // without the turn's own element
    struct buf text; // the anchor text, UTF-8
    size_t length;   // of `text` in code points
    char sha256[65]; // of `text`
};

// `language` (BCP 47 or "") is for sentence boundaries. `markdown` is valid UTF-8.
void anchor_render(struct anchor *a, const char *markdown, size_t len, const char *language);
void anchor_release(struct anchor *a);

#endif
