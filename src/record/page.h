// SPDX-License-Identifier: MIT
// A packet that was saved with the browser's own "Save page as": the response is in a block of the page.
#ifndef CALMA_RECORD_PAGE_H
#define CALMA_RECORD_PAGE_H

#include <stdbool.h>
#include <stddef.h>

// True when the text starts as a web page does.
bool page_is(const char *text, size_t len);

// The content of <script id="calma-state">, trimmed: a part of `text`. `*state_len` is 0 when there is none.
const char *page_state(const char *text, size_t len, size_t *state_len);

#endif
