// SPDX-License-Identifier: MIT
// The HTML of packets. What all packets of a round share is made once; a packet is then a list of parts, most of them
// shared, to be written as they are.
#ifndef CALMA_PACKET_PAGE_H
#define CALMA_PACKET_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/uio.h>

#include "base/buf.h"
#include "base/diag.h"
#include "packet/assign.h"
#include "packet/turn.h"

struct page_block {
    const void *key; // the transcript or text that it shows
    struct buf html;
};

// What is before and behind a packet's own parts: boards have another program and more looks.
struct page_frame {
    struct buf head, tail;
    struct buf words; // the elements calma-strings and calma-state
};

struct pages {
    const struct study *study;
    const char *version;
    bool entry;                  // participants' packets are those in which their paper is typed in
    struct page_frame frames[2]; // of participants' packets, of boards
    struct page_block *blocks; // conversations and documents, rendered once; sorted by key
    size_t block_count;
    json_t *words;     // of the interface
    struct buf spoken; // their language
};

int pages_init(struct pages *pages, const struct study *study, const struct turns *turns,
               const char *version, bool entry, struct diag *d);
void pages_release(struct pages *pages);

struct page {
    struct iovec *parts;
    int count, cap;
    struct buf own; // what only this packet has
    size_t size;    // bytes of all parts
};

// The parts point into `pages`, into `a` and into `page` itself.
void page_make(struct page *page, const struct pages *pages, const struct assignment *a);
void page_release(struct page *page);

#endif
