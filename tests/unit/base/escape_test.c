// SPDX-License-Identifier: MIT
#include "base/escape.h"

#include "support.h"

typedef void (*escape)(struct buf *out, const char *s, size_t len);

static void gives(escape function, const char *s, const char *expected)
{
    struct buf out;
    buf_init(&out, 1000);
    function(&out, s, strlen(s));
    assert_string_equal(out.data, expected);
    buf_release(&out);
}

static void html_for_content_and_attributes(void **state)
{
    (void)state;
    gives(escape_html, "a & b", "a &amp; b");
    gives(escape_html, "<script>alert(\"1\")</script>",
          "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    gives(escape_html, "' onload='x", "&#39; onload=&#39;x");
    gives(escape_html, "", "");
    gives(escape_html, "\xE0\xA4\x95 \xF0\x9F\x98\x80",
          "\xE0\xA4\x95 \xF0\x9F\x98\x80");
}

static void json_cannot_end_its_script(void **state)
{
    (void)state;
    gives(escape_json_script, "[\"</script><!--<script>\"]",
          "[\"\\u003c/script>\\u003c!--\\u003cscript>\"]");
    gives(escape_json_script, "{\"a\":1}", "{\"a\":1}");
}

static void raw_changes_nothing(void **state)
{
    (void)state;
    gives(escape_raw, "<p class=\"a\">&amp;</p>", "<p class=\"a\">&amp;</p>");
}

// Whatever people try, no character of it can open a tag, close an attribute, or start an entity of its own.
static void hostile(const char *line, size_t *count)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    escape_html(&out, line, strlen(line));
    assert_null(strpbrk(out.data, "<>\"'"));
    for (const char *amp = out.data; (amp = strchr(amp, '&')); amp++) {
        size_t len = strcspn(amp, ";");
        assert_true(len <= 5 && amp[len] == ';');
    }
    buf_clear(&out);
    escape_json_script(&out, line, strlen(line));
    assert_null(strchr(out.data, '<'));
    buf_release(&out);
    ++*count;
}

static void hostile_lines_never_become_markup(void **state)
{
    (void)state;
    static const char *const files[] = {
        "nasty/xss_payloadbox/xss-payload-list.txt",
        "nasty/xss_owasp/XSS_Filter_Evasion_Cheat_Sheet.md", "nasty/blns/blns.txt"};
    size_t count = 0;
    for (size_t i = 0; i < COUNT(files); i++) {
        char *text = get_file(corpus(files[i]), NULL), *rest = text;
        for (char *line; (line = strsep(&rest, "\n"));)
            hostile(line, &count);
        free(text);
    }
    assert_true(count > 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_for_content_and_attributes),
        cmocka_unit_test(json_cannot_end_its_script),
        cmocka_unit_test(raw_changes_nothing),
        cmocka_unit_test(hostile_lines_never_become_markup),
    };
    return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
