// SPDX-License-Identifier: MIT
// The only ways into HTML, SVG, script blocks and CSV. `escape_raw` is the exception, and easy to find.
#ifndef CALMA_BASE_ESCAPE_H
#define CALMA_BASE_ESCAPE_H

#include "base/buf.h"

void escape_html(struct buf *out, const char *s, size_t len);      // element content and attribute values
void escape_json_script(struct buf *out, const char *json, size_t len); // JSON inside <script>: '<' as \u003c
void escape_raw(struct buf *out, const char *markup, size_t len);  // markup that this program itself has made

#endif
