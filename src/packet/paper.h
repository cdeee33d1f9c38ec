// SPDX-License-Identifier: MIT
// A packet on paper: its texts, its conversations with numbered lines, and sheets to write on, as PDF.
#ifndef CALMA_PACKET_PAPER_H
#define CALMA_PACKET_PAPER_H

#include <jansson.h>

#include "base/buf.h"
#include "base/diag.h"
#include "packet/assign.h"
#include "packet/leaf.h"

// `words` are the interface's (words_load). The PDF goes to the end of `out`.
int paper_make(const struct assignment *a, const json_t *words, enum leaf_size size, struct buf *out, struct diag *d);

#endif
