// SPDX-License-Identifier: MIT
// What is rendered is read back by a small reader of its own, as docs/formats.md describes it: every text that a page
// shows must be the anchor text, and nothing may be in the page but the few tags that are ours.
#include "packet/anchor.h"

#include <jansson.h>

#include "base/json.h"
#include "base/text.h"
#include "support.h"

// --- a reader of the small HTML

struct reader {
    const char *at;
    struct buf text;     // of the block being read
    struct buf whole;    // blocks joined by two line feeds
    char open[4096];     // names of open elements, "p em "
    const char *block;   // where in `open` the block's name stands, or NULL
    char starts[100000]; // the block's data-s
    size_t points;       // blocks read before: code points of `whole`
};

static void append_character(struct reader *r)
{
    static const char *const entities[] = {"&amp;", "&",      "&lt;", "<",     "&gt;",
                                           ">",     "&quot;", "\"",   "&#39;", "'"};
    if (*r->at == '&') {
        for (size_t i = 0; i < COUNT(entities); i += 2) {
            if (strncmp(r->at, entities[i], strlen(entities[i])) != 0)
                continue;
            buf_str(&r->text, entities[i + 1]);
            r->at += strlen(entities[i]);
            return;
        }
        fail_msg("an ampersand that is no entity of ours: %.20s", r->at);
    }
    if (*r->at == '>' || *r->at == '"' || *r->at == '\'' || *r->at == '\r')
        fail_msg("unescaped: %.20s", r->at);
    buf_char(&r->text, *r->at++);
}

// Sentences start inside the block, each behind the one before.
static void check_starts(const struct reader *r)
{
    long last = 0, length = (long)text_length(r->text.data, r->text.len);
    for (const char *at = r->starts; *at;) {
        char *end;
        long start = strtol(at, &end, 10);
        assert_true(end > at && start > last && start < length);
        last = start;
        assert_true(*end == ' ' || *end == '\0');
        at = *end ? end + 1 : end;
    }
}

static void end_block(struct reader *r)
{
    assert_true(r->text.len > 0); // a block without text has no data-s
    check_starts(r);
    if (r->whole.len)
        buf_str(&r->whole, "\n\n");
    buf_add(&r->whole, r->text.data, r->text.len);
    buf_clear(&r->text);
    r->block = NULL;
}

static void check_attribute(struct reader *r, const char *tag, const char *attributes)
{
    char value[100000];
    r->starts[0] = '\0';
    if (!*attributes ||
        (strcmp(tag, "pre") == 0 && strcmp(attributes, " class=\"raw\"") == 0))
        return;
    if (strcmp(tag, "ul") == 0 || strcmp(tag, "ol") == 0) {
        int start, used = 0;
        if (strncmp(attributes, " class=\"tight\"", 14) == 0)
            attributes += 14;
        if (*attributes && (sscanf(attributes, " start=\"%d\"%n", &start, &used) != 1 ||
                            attributes[used]))
            fail_msg("an attribute of a list: %s", attributes);
        return;
    }
    if (strncmp(attributes, " data-s=\"", 9) != 0)
        fail_msg("an attribute of %s: %s", tag, attributes);
    size_t len = strspn(attributes + 9, "0123456789 ");
    memcpy(value, attributes + 9, len);
    value[len] = '\0';
    strcpy(r->starts, value);
    const char *rest = attributes + 9 + len;
    assert_true(strcmp(rest, "\"") == 0 || strcmp(rest, "\" class=\"raw\"") == 0);
    assert_null(r->block); // a block holds no block
    r->block = r->open + strlen(r->open);
}

static bool is_one_of(const char *tag, const char *list)
{
    char wanted[30];
    snprintf(wanted, sizeof wanted, " %.20s ", tag);
    return strstr(list, wanted) != NULL;
}

static void open_tag(struct reader *r, const char *tag, const char *attributes)
{
    if (!is_one_of(
            tag, " p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong br hr "))
        fail_msg("an element that is not ours: %s", tag);
    if (strcmp(tag, "br") == 0) {
        buf_char(&r->text, '\n');
        assert_string_equal(attributes, "");
        return;
    }
    if (strcmp(tag, "hr") == 0)
        return;
    check_attribute(r, tag, attributes);
    assert_true(strlen(r->open) + strlen(tag) + 2 < sizeof r->open);
    strcat(strcat(r->open, tag), " ");
}

static void close_tag(struct reader *r, const char *tag)
{
    size_t open = strlen(r->open), len = strlen(tag) + 1;
    char wanted[30];
    snprintf(wanted, sizeof wanted, "%.20s ", tag);
    assert_true(open >= len);
    assert_string_equal(r->open + open - len, wanted); // closed in the order of opening
    r->open[open - len] = '\0';
    if (r->block == r->open + open - len)
        end_block(r);
}

static void read_tag(struct reader *r)
{
    static char tag[200000];
    size_t len = strcspn(r->at, ">");
    assert_true(r->at[len] == '>' && len < sizeof tag);
    memcpy(tag, r->at + 1, len - 1);
    tag[len - 1] = '\0';
    r->at += len + 1;
    bool closing = tag[0] == '/';
    size_t name = strcspn(tag + closing, " ") + closing;
    char attributes[100100];
    snprintf(attributes, sizeof attributes, "%s", tag + name);
    tag[name] = '\0';
    closing ? close_tag(r, tag + 1) : open_tag(r, tag, attributes);
}

// Renders, reads back, compares.
static void check(const char *markdown, size_t len)
{
    static struct reader r;
    struct anchor a;
    anchor_render(&a, markdown, len, "en");
    r = (struct reader){.at = a.html.data};
    buf_init(&r.text, 1 << 24);
    buf_init(&r.whole, 1 << 24);
    while (*r.at) {
        *r.at == '<' ? read_tag(&r) : append_character(&r);
        assert_true(r.block || !r.text.len); // all text is in blocks
    }
    assert_string_equal(r.open, "");
    assert_string_equal(r.whole.data, a.text.data);
    assert_int_equal(a.length, text_length(a.text.data, a.text.len));
    if (!text_valid(a.text.data, a.text.len, NULL))
        fail_msg("no UTF-8 from: %s", markdown);
    buf_release(&r.text);
    buf_release(&r.whole);
    anchor_release(&a);
}

// --- single cases

static void gives(const char *markdown, const char *html, const char *text)
{
    struct anchor a;
    anchor_render(&a, markdown, strlen(markdown), "en");
    assert_string_equal(a.html.data, html);
    assert_string_equal(a.text.data, text);
    anchor_release(&a);
    check(markdown, strlen(markdown));
}

static void blocks_and_inlines(void **state)
{
    (void)state;
    gives("", "", "");
    gives("One. Two.", "<p data-s=\"5\">One. Two.</p>", "One. Two.");
    gives("a\nb  \nc", "<p data-s=\"4\">a b<br>c</p>", "a b\nc");
    gives("# H *e* **s**", "<h1 data-s=\"\">H <em>e</em> <strong>s</strong></h1>",
          "H e s");
    gives("`a<b`", "<p data-s=\"\"><code>a&lt;b</code></p>", "a<b");
    gives("```js\nx\n\ny\n```", "<pre data-s=\"2 3\"><code>x\n\ny</code></pre>",
          "x\n\ny");
    gives("> q\n\n---\n", "<blockquote><p data-s=\"\">q</p></blockquote><hr>", "q");
    gives("3. a\n4. b",
          "<ol class=\"tight\" start=\"3\"><li><p data-s=\"\">a</p></li>"
          "<li><p data-s=\"\">b</p></li></ol>",
          "a\n\nb");
    gives("```\n```\n\nx", "<pre><code></code></pre><p data-s=\"\">x</p>",
          "x"); // no text, no block
}

static void links_and_html_are_words(void **state)
{
    (void)state;
    gives("[w](http://x.y)", "<p data-s=\"\">w (http://x.y)</p>", "w (http://x.y)");
    gives("<http://x.y>", "<p data-s=\"\">http://x.y</p>", "http://x.y");
    gives("<a@b.cd>", "<p data-s=\"\">a@b.cd</p>", "a@b.cd");
    gives("![d](i.png)", "<p data-s=\"\">d (i.png)</p>", "d (i.png)");
    gives("[](x)", "<p data-s=\"\">(x)</p>", "(x)");
    gives("[w](javascript:a)", "<p data-s=\"\">w (javascript:a)</p>",
          "w (javascript:a)");
    gives("a <b>c</b>", "<p data-s=\"\">a &lt;b&gt;c&lt;/b&gt;</p>", "a <b>c</b>");
    gives("<div>\nx\n</div>",
          "<pre data-s=\"6 8\" class=\"raw\">&lt;div&gt;\nx\n&lt;/div&gt;</pre>",
          "<div>\nx\n</div>");
}

static void offsets_are_code_points(void **state)
{
    (void)state;
    gives("\xF0\x9F\x98\x80 One. Two.",
          "<p data-s=\"7\">\xF0\x9F\x98\x80 One. Two.</p>",
          "\xF0\x9F\x98\x80 One. Two.");
    gives("&#13;x", "<p data-s=\"\"> x</p>",
          " x"); // a reader of HTML would make it a line feed
    gives("&#xFFFE;&#xFFFF;", "<p data-s=\"\">\xEF\xBF\xBD\xEF\xBF\xBD</p>",
          "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void deep_nesting_is_shown_flat(void **state)
{
    (void)state;
    struct buf deep;
    buf_init(&deep, 1 << 20);
    for (int i = 0; i < 5000; i++)
        buf_str(&deep, "> ");
    buf_str(&deep, "x");
    check(deep.data, deep.len);
    buf_clear(&deep);
    for (int i = 0; i < 5000; i++)
        buf_str(&deep, "*a **b ");
    for (int i = 0; i < 5000; i++)
        buf_str(&deep, " c** d*");
    check(deep.data, deep.len);
    buf_release(&deep);
}

// --- fixtures that the packet's own code is tested with too

static void the_shared_cases(void **state)
{
    (void)state;
    json_t *cases = json_load_file("tests/contract/anchor/cases.json", 0, NULL);
    assert_true(json_array_size(cases) > 10);
    for (size_t i = 0; i < json_array_size(cases); i++) {
        const char *markdown = json_text(json_array_get(cases, i), "markdown");
        struct anchor a;
        anchor_render(&a, markdown, strlen(markdown), "en");
        assert_string_equal(a.text.data, json_text(json_array_get(cases, i), "text"));
        anchor_release(&a);
        check(markdown, strlen(markdown));
    }
    json_decref(cases);
}

// --- corpora

// Calls check for every example's Markdown, with its arrows made tabs; answers how many there were.
static size_t check_examples(char *text)
{
    size_t count = 0;
    struct buf markdown;
    buf_init(&markdown, 1 << 20);
    for (char *at = text; (at = strstr(at, "````` example")); count++) {
        buf_clear(&markdown);
        for (at = strchr(at, '\n') + 1; strncmp(at, ".\n", 2) != 0;
             at = strchr(at, '\n') + 1)
            for (const char *c = at; c == at || c[-1] != '\n'; c++) {
                if (strncmp(c, "\xE2\x86\x92", 3) == 0) {
                    buf_char(&markdown, '\t');
                    c += 2;
                } else {
                    buf_char(&markdown, *c);
                }
            }
        if (text_valid(markdown.data, markdown.len,
                       NULL)) // what is not never comes so far
            check(markdown.data, markdown.len);
    }
    buf_release(&markdown);
    free(text);
    return count;
}

static void the_commonmark_examples(void **state)
{
    (void)state;
    assert_true(check_examples(get_file(corpus("nasty/commonmark/spec.txt"), NULL)) >=
                649);
    assert_true(check_examples(get_file(corpus("nasty/commonmark_cmark/regression.txt"),
                                        NULL)) > 20);
}

static void hostile_texts_never_become_markup(void **state)
{
    (void)state;
    static const char *const files[] = {
        "nasty/xss_payloadbox/xss-payload-list.txt",
        "nasty/xss_owasp/XSS_Filter_Evasion_Cheat_Sheet.md", "nasty/blns/blns.txt",
        "nasty/commonmark/spec.txt"};
    for (size_t i = 0; i < COUNT(files); i++) {
        size_t len;
        char *text = get_file(corpus(files[i]), &len), *rest = text;
        if (text_valid(text, len, NULL))
            check(text, len);
        for (char *line; (line = strsep(&rest, "\n"));)
            if (text_valid(line, strlen(line), NULL))
                check(line, strlen(line));
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_inlines),
        cmocka_unit_test(links_and_html_are_words),
        cmocka_unit_test(offsets_are_code_points),
        cmocka_unit_test(deep_nesting_is_shown_flat),
        cmocka_unit_test(the_shared_cases),
        cmocka_unit_test(the_commonmark_examples),
        cmocka_unit_test(hostile_texts_never_become_markup),
    };
    return cmocka_run_group_tests_name("anchor", tests, NULL, NULL);
}
