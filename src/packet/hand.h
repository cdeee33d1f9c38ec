// SPDX-License-Identifier: MIT
// What is put into people's hands: out/hand/<round>/<id>-<round>.zip with the packet, a page of instructions and, where
// there is one, the PDF and the films that are small enough for mail; beside each participant's zip <id>-<round>.txt, a
// mail to send it with.
#ifndef CALMA_PACKET_HAND_H
#define CALMA_PACKET_HAND_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "packet/assign.h"
#include "packet/page.h"

struct hand {
    const struct study *study;
    json_t *words;
    struct buf style, spoken; // the language of the words
    struct buf *films;        // of the study's videos those that go by mail, empty for the others
};

int hand_init(struct hand *hand, const struct study *study, struct diag *d);
void hand_release(struct hand *hand);

// `pdf` may be NULL. Files that would not change are left alone.
int hand_write(const struct hand *hand, const struct assignment *a, const struct page *page, const struct buf *pdf,
               struct diag *d);

// Whether a zip of this packet is there; and taking it and its mail away.
bool hand_is_there(const struct study *study, const char *round, const char *id);
void hand_remove(const struct study *study, const char *round, const char *id);

#endif
