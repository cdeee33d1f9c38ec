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

// What a block is, for whoever sets it on paper. `text` is its part of the anchor text.
struct anchor_block {
    const char *text;
    size_t len;
    enum { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_LITERAL } kind;
    int level;     // of a heading, from 1
    int depth;     // of lists and quotations around it
    char mark[16]; // of the item that it begins: "3." or a dot; or ""
};

// The same blocks in the same order, those without text left out.
void anchor_blocks(const char *markdown, size_t len, void (*each)(const struct anchor_block *block, void *context),
                   void *context);

#endif
