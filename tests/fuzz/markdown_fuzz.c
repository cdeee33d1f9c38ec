// SPDX-License-Identifier: MIT
// Markdown from models: the HTML is of the fixed kind, the text is well-formed and as long as it says, and both are the
// same the second time.
#include "fuzz.h"

#include "base/text.h"
#include "packet/anchor.h"

static const char *const tags[] = {
    "section", "div", "p",  "h1",         "h2",  "h3",   "h4", "h5",     "h6",   "ul",
    "ol",      "li",  "br", "blockquote", "pre", "code", "em", "strong", "span", "hr"};

static void must_be_known(const char *name)
{
    size_t len = strcspn(name, " >/");
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (strlen(tags[i]) == len && strncmp(tags[i], name, len) == 0)
            return;
    }
    fprintf(stderr, "the element <%.*s>\n", (int)len, name);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 20000 || !text_valid((const char *)data, size, NULL))
        return 0;
    struct anchor a, b;
    anchor_render(&a, (const char *)data, size, "en");
    anchor_render(&b, (const char *)data, size, "en");
    MUST(a.text.len == b.text.len && strcmp(a.sha256, b.sha256) == 0);
    MUST(text_valid(a.text.data, a.text.len, NULL));
    MUST(a.length == text_length(a.text.data, a.text.len));
    for (const char *at = strchr(a.html.data, '<'); at; at = strchr(at + 1, '<'))
        must_be_known(at[1] == '/' ? at + 2 : at + 1);
    anchor_release(&a);
    anchor_release(&b);
    return 0;
}
