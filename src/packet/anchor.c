// SPDX-License-Identifier: MIT
#include "packet/anchor.h"

#include <cmark.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/hash.h"
#include "base/text.h"

// Quotations, lists and emphasis deeper than this are shown flat: no page should have to nest as deep as a text can.
#define DEPTH_MAX 48
#define RENDER_MOST ((size_t)64 << 20)

struct render {
    struct anchor *a;
    const char *language;
    struct buf html, text; // of the block being read
    int depth;
    struct anchor_block block; // what is known of it
    void (*each)(const struct anchor_block *block, void *context); // may be NULL
    void *context;
};

// --- inline content: every character goes into the text and, escaped, into the HTML

// A reader of HTML would take a carriage return for a line feed; cmark writes the bytes FE and FF for the characters
// U+FFFE and U+FFFF.
static const char *replacement(char c)
{
    return c == '\r' ? " " : c == '\xFE' || c == '\xFF' ? "\xEF\xBF\xBD" : NULL;
}

static void put_text(struct render *r, const char *s, size_t len)
{
    for (size_t run = 0; len; s += run, len -= run) {
        const char *other = replacement(*s);
        if (other) {
            run = 1;
            buf_str(&r->text, other);
            buf_str(&r->html, other);
            continue;
        }
        for (run = 1; run < len && !replacement(s[run]);)
            run++;
        buf_add(&r->text, s, run);
        escape_html(&r->html, s, run);
    }
}

static void put_string(struct render *r, const char *s)
{
    if (s)
        put_text(r, s, strlen(s));
}

static void put_tag(struct render *r, const char *tag)
{
    escape_raw(&r->html, tag, strlen(tag));
}

// A link's address is part of what the model said: it is shown, as text, behind the words.
static void put_address(struct render *r, cmark_node *link)
{
    size_t start = (size_t)(uintptr_t)cmark_node_get_user_data(link);
    const char *words = r->text.data + start, *url = cmark_node_get_url(link);
    if (!url || !*url || strcmp(words, url) == 0)
        return;
    if (strncmp(url, "mailto:", 7) == 0 && strcmp(words, url + 7) == 0)
        return;
    if (r->text.len > start)
        put_string(r, " ");
    put_string(r, "(");
    put_string(r, url);
    put_string(r, ")");
}

static void put_span(struct render *r, const char *open, const char *close,
                     bool entering)
{
    if (entering ? r->depth++ < DEPTH_MAX : --r->depth < DEPTH_MAX)
        put_tag(r, entering ? open : close);
}

static void inline_event(struct render *r, cmark_node *node, bool entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE: put_string(r, cmark_node_get_literal(node)); break;
    case CMARK_NODE_CODE:
        put_tag(r, "<code>");
        put_string(r, cmark_node_get_literal(node));
        put_tag(r, "</code>");
        break;
    case CMARK_NODE_SOFTBREAK: put_string(r, " "); break;
    case CMARK_NODE_LINEBREAK:
        buf_char(&r->text, '\n');
        put_tag(r, "<br>");
        break;
    case CMARK_NODE_EMPH: put_span(r, "<em>", "</em>", entering); break;
    case CMARK_NODE_STRONG: put_span(r, "<strong>", "</strong>", entering); break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        if (entering)
            cmark_node_set_user_data(node, (void *)(uintptr_t)r->text.len);
        else
            put_address(r, node);
        break;
    default: break;
    }
}

// --- blocks

struct starts {
    struct render *r;
    size_t bytes, points; // how far the text has been counted
};

static bool put_start(size_t start, size_t end, void *context)
{
    struct starts *s = context;
    (void)end;
    if (!start)
        return true;
    s->points += text_length(s->r->text.data + s->bytes, start - s->bytes);
    if (s->bytes)
        buf_char(&s->r->a->html, ' ');
    s->bytes = start;
    buf_uint(&s->r->a->html, s->points);
    return true;
}

static void tell_block(struct render *r)
{
    r->block.text = r->text.data;
    r->block.len = r->text.len;
    if (r->each && r->text.len)
        r->each(&r->block, r->context);
    r->block.kind = BLOCK_PARAGRAPH;
    r->block.mark[0] = '\0';
}

// Writes the block that has been read: `<tag data-s="...">html</close>`, and its text.
static void put_block(struct render *r, const char *tag, const char *more,
                      const char *close)
{
    struct anchor *a = r->a;
    tell_block(r);
    buf_fmt(&a->html, "<%s", tag);
    if (r->text.len) {
        if (a->text.len)
            buf_str(&a->text, "\n\n");
        buf_add(&a->text, r->text.data, r->text.len);
        struct starts starts = {.r = r};
        buf_str(&a->html, " data-s=\"");
        text_split(r->text.data, r->text.len, r->language, TEXT_SENTENCE, put_start,
                   &starts);
        buf_str(&a->html, "\"");
    }
    buf_fmt(&a->html, "%s>", more);
    escape_raw(&a->html, r->html.data, r->html.len);
    buf_fmt(&a->html, "</%s>", close);
    buf_clear(&r->html);
    buf_clear(&r->text);
}

static void put_literal(struct render *r, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    size_t len = literal ? strlen(literal) : 0;
    r->block.kind = BLOCK_LITERAL;
    put_text(r, literal, len && literal[len - 1] == '\n' ? len - 1 : len);
}

static void put_container(struct render *r, const char *open, const char *close,
                          bool entering)
{
    r->block.depth += entering ? 1 : -1;
    if (entering && r->depth++ < DEPTH_MAX)
        buf_str(&r->a->html, open);
    if (!entering && --r->depth < DEPTH_MAX)
        buf_str(&r->a->html, close);
}

static void list_event(struct render *r, cmark_node *node, bool entering)
{
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    int start = cmark_node_get_list_start(node);
    struct buf open;
    buf_init(&open, 100);
    buf_str(&open, ordered ? "<ol" : "<ul");
    if (cmark_node_get_list_tight(node))
        buf_str(&open, " class=\"tight\"");
    if (ordered && start != 1)
        buf_fmt(&open, " start=\"%d\"", start);
    buf_str(&open, ">");
    put_container(r, open.data, ordered ? "</ol>" : "</ul>", entering);
    buf_release(&open);
}

// The number of a list's next item is kept with the list.
static int next_number(cmark_node *list)
{
    uintptr_t kept = (uintptr_t)cmark_node_get_user_data(list);
    uintptr_t n = kept ? kept : (uintptr_t)cmark_node_get_list_start(list) + 1;
    cmark_node_set_user_data(list, (void *)(n + 1));
    return (int)(n - 1);
}

static void item_event(struct render *r, cmark_node *node, bool entering)
{
    cmark_node *list = cmark_node_parent(node);
    if (entering && cmark_node_get_list_type(list) == CMARK_ORDERED_LIST)
        snprintf(r->block.mark, sizeof r->block.mark, "%d.", next_number(list));
    else if (entering)
        snprintf(r->block.mark, sizeof r->block.mark, "\u2022");
    put_container(r, "<li>", "</li>", entering);
    r->block.depth -= entering ? 1 : -1; // the list around it counts
}

static void heading_exit(struct render *r, cmark_node *node)
{
    char tag[] = "h1";
    r->block.kind = BLOCK_HEADING;
    r->block.level = cmark_node_get_heading_level(node);
    tag[1] = (char)('0' + r->block.level);
    put_block(r, tag, "", tag);
}

static void block_event(struct render *r, cmark_node *node, bool entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        put_container(r, "<blockquote>", "</blockquote>", entering);
        break;
    case CMARK_NODE_LIST: list_event(r, node, entering); break;
    case CMARK_NODE_ITEM: item_event(r, node, entering); break;
    case CMARK_NODE_CODE_BLOCK:
        put_literal(r, node);
        put_block(r, "pre", "><code", "code></pre");
        break;
    case CMARK_NODE_HTML_BLOCK:
        put_literal(r, node);
        put_block(r, "pre", " class=\"raw\"", "pre");
        break;
    case CMARK_NODE_THEMATIC_BREAK: buf_str(&r->a->html, "<hr>"); break;
    case CMARK_NODE_PARAGRAPH:
        if (!entering)
            put_block(r, "p", "", "p");
        break;
    case CMARK_NODE_HEADING:
        if (!entering)
            heading_exit(r, node);
        break;
    default: break;
    }
}

static void walk(struct render *r, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (type >= CMARK_NODE_FIRST_INLINE)
            inline_event(r, node, event == CMARK_EVENT_ENTER);
        else
            block_event(r, node, event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iter);
}

static void render(struct render *r, const char *markdown, size_t len)
{
    buf_init(&r->a->html, RENDER_MOST);
    buf_init(&r->a->text, RENDER_MOST);
    buf_init(&r->html, RENDER_MOST);
    buf_init(&r->text, RENDER_MOST);
    cmark_node *document = cmark_parse_document(markdown, len, CMARK_OPT_DEFAULT);
    walk(r, document);
    cmark_node_free(document);
    buf_release(&r->html);
    buf_release(&r->text);
}

void anchor_blocks(const char *markdown, size_t len,
                   void (*each)(const struct anchor_block *block, void *context),
                   void *context)
{
    struct anchor ignored;
    render(
        &(struct render){
            .a = &ignored, .language = "", .each = each, .context = context},
        markdown, len);
    anchor_release(&ignored);
}

void anchor_render(struct anchor *a, const char *markdown, size_t len,
                   const char *language)
{
    render(&(struct render){.a = a, .language = language}, markdown, len);
    a->length = text_length(a->text.data, a->text.len);
    hash_hex(a->text.data, a->text.len, a->sha256);
}

void anchor_release(struct anchor *a)
{
    buf_release(&a->html);
    buf_release(&a->text);
}
