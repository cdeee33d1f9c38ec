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

// A spreadsheet runs a field that starts so as a formula; an apostrophe in front makes it text again.
static bool is_formula(const char *s, size_t len)
{
    return len && strchr("=+-@\t\r", s[0]) && s[0];
}

void escape_csv(struct buf *out, const char *s, size_t len)
{
    bool formula = is_formula(s, len);
    bool quote = formula;
    for (size_t i = 0; i < len && !quote; i++)
        quote = s[i] == '"' || s[i] == ',' || s[i] == '\n' || s[i] == '\r';
    if (!quote) {
        buf_add(out, s, len);
        return;
    }
    buf_str(out, formula ? "\"'" : "\"");
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '"')
            buf_char(out, '"');
        buf_char(out, s[i]);
    }
    buf_char(out, '"');
}

void escape_raw(struct buf *out, const char *markup, size_t len)
{
    buf_add(out, markup, len);
}
