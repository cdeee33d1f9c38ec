// SPDX-License-Identifier: MIT
#include "base/escape.h"

#include <string.h>

static const char *html_entity(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void escape_html(struct buf *out, const char *s, size_t len)
{
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        const char *entity = html_entity(s[i]);
        if (!entity)
            continue;
        buf_add(out, s + done, i - done);
        buf_str(out, entity);
        done = i + 1;
    }
    buf_add(out, s + done, len - done);
}

void escape_json_script(struct buf *out, const char *json, size_t len)
{
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        if (json[i] != '<')
            continue;
        buf_add(out, json + done, i - done);
        buf_str(out, "\\u003c");
        done = i + 1;
    }
    buf_add(out, json + done, len - done);
}

void escape_raw(struct buf *out, const char *markup, size_t len)
{
    buf_add(out, markup, len);
}
