// SPDX-License-Identifier: MIT
// The numbered lines of conversations on paper, which words each of them holds, and the code at the foot of a sheet that
// tells whether it was printed from what is at hand (docs/formats.md, sheet).
#ifndef CALMA_PACKET_LINES_H
#define CALMA_PACKET_LINES_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "packet/assign.h"
#include "packet/leaf.h"

// The letter of a step's nth conversation, from 0: A, B, ... Z, AA, ...
void lines_letter(struct buf *out, size_t n);

// Sets a message in Markdown with numbered lines, counted on from leaf->number. Its last line leaves `behind` points free
// below it.
void lines_put(struct leaf *leaf, const char *content, double behind);

// {"size", "code", "steps": {"<step>": [{"letter", "conversation", "turns": [{"turn", "sha256", "lines"}]}]}}: the sheet
// that lines_put makes of each conversation on paper of that size. New reference.
json_t *lines_sheet(const struct assignment *a, enum leaf_size size);

// The code of such a sheet as people read it: "482-913".
void lines_code(const json_t *sheet, struct buf *out);

#endif
