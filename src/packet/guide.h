// SPDX-License-Identifier: MIT
// The page of instructions that goes out with a packet: how to open it, save, and send back; and the mail that it goes
// out with. In the words of the interface.
#ifndef CALMA_PACKET_GUIDE_H
#define CALMA_PACKET_GUIDE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buf.h"
#include "packet/assign.h"

struct guide {
    const json_t *words;             // of WORDS_HAND
    const char *language;            // of the words
    const struct assignment *a;
    const char *page, *paper;        // the packet's file name; the PDF's, or NULL where there is none
    const char *zip, *readme;        // of the zip file, and of the instructions in it
    const struct buf *style;
};

void guide_html(const struct guide *guide, struct buf *out);
// Plain text that old editors show as it is: with a byte order mark, lines ended by CR LF.
void guide_text(const struct guide *guide, struct buf *out);
// The subject, an empty line, and the body.
void guide_mail(const struct guide *guide, struct buf *out);

#endif
