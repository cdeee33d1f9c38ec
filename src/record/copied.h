// SPDX-License-Identifier: MIT
// The text that a packet gives where no file can be saved ("Copy as text"), wherever it was pasted: a mail with words
// around it, a text file, a chat. Between two marks stands the response in base64 (RFC 4648, without padding), in
// lines that no mail program breaks.
#ifndef CALMA_RECORD_COPIED_H
#define CALMA_RECORD_COPIED_H

#include <stddef.h>

#include "base/buf.h"

// Appends the response's bytes to `out`. Answers 1, 0 when the text has no marks, -1 when its end is missing.
int copied_find(const char *text, size_t len, struct buf *out);

#endif
