// SPDX-License-Identifier: MIT
// The quick reader against jansson: the same value, or none.
#include "base/json_read.h"

#include "support.h"

static json_t *by_jansson(const char *text, size_t len)
{
    return json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
}

static void reads_as_jansson_does(void **state)
{
    static const char *const texts[] = {
        "{}",
        " [ ] ",
        "\t{ \"a\" :\r\n[ 1 , -2,{ \"b\":null} ], \"\": true }\n",
        "[0, -0, 7, -12, 123456789012345678, -999999999999999999]",
        "[1.5, -0.0, 1e3, 1E+3, 2e-3, 0.7, 1772355600.123456, 1e-999, -12.25e2]",
        "[true, false, null]",
        "\"plain\"",
        "[\"\\b\\f\\n\\r\\t\\\"\\\\\\/\", \"a\\u0041\\u00e9\\u20ac\\ud83d\\uDE00z\"]",
        "[\"h\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\", \"\x7F\"]",
        "{\"\xC3\xA9\": \"\"}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        json_t *mine = json_read(texts[i], strlen(texts[i]));
        json_t *theirs = by_jansson(texts[i], strlen(texts[i]));
        if (!mine || !json_equal(mine, theirs))
            fail_msg("%s", texts[i]);
        json_decref(mine);
        json_decref(theirs);
    }
}

// What is no JSON, and what is rare.
static const char *const odd[] = {
    "",
    " ",
    "{",
    "[1",
    "[1,]",
    "[,1]",
    "[1 2]",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{a:1}",
    "{\"a\" 1}",
    "[01]",
    "[-]",
    "[+1]",
    "[1.]",
    "[-.5]",
    "[1.e3]",
    "[1e]",
    "[1e+]",
    "[01.5]",
    "[1e999]",
    "[1.5.5]",
    "[.5]",
    "[tru]",
    "[nul",
    "[True]",
    "\"open",
    "\"\\",
    "\"\\x\"",
    "\"\\u12g4\"",
    "\"\\u00\"",
    "\"\n\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "1 2",
    "{} {}",
    "[1]]",
    "\"\xC3\"",
    "\"\\udc00\"",
    "'a'",
    "// a\n1",
    "\xEF\xBB\xBF"
    "1",
    "{\"a\":1,\"a\":1}",
    "{\"\\u0061\":1}",
    "\"\\ud800\\u0041\"",
    "\"\xED\xA0\x80\"",
    "[1234567890123456789]",
    "[-9999999999999999999]",
    "\"\\ud800\\n\"",
};

static void leaves_the_rest_to_jansson(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (json_read(odd[i], strlen(odd[i])))
            fail_msg("%s", odd[i]);
    assert_null(json_read("[1]\0", 4));
    assert_null(json_read("[1\0]", 4));
    assert_null(json_read("[\"a\0b\"]", 7));
}

// Every prefix, and every text with one byte changed: what is read is what jansson reads.
static void never_differs_from_jansson(void **state)
{
    static const char text[] =
        "{\"a\": [1, -20, true, \"x\\n\\ud83d\\ude00\"], \"b\": {\"c\": null}, \"d\": "
        "\"\xC3\xA9\"}";
    static const char bytes[] = "\"\\{}[],: 0195-+.eEntu\n\t\x01\x7F\x80\xC3\xED\xFF";
    char changed[sizeof text];
    size_t len = sizeof text - 1, read = 0;
    (void)state;
    for (size_t at = 0; at < len; at++) {
        assert_null(json_read(text, at));
        for (size_t b = 0; b < sizeof bytes; b++) { // the last one is NUL
            memcpy(changed, text, len);
            changed[at] = bytes[b];
            json_t *mine = json_read(changed, len), *theirs = by_jansson(changed, len);
            if (mine && !json_equal(mine, theirs))
                fail_msg("%zu %zu", at, b);
            read += mine != NULL;
            json_decref(mine);
            json_decref(theirs);
        }
    }
    assert_true(read > 200);
}

static void nesting_has_a_limit(void **state)
{
    char text[132];
    (void)state;
    memset(text, '[', 66);
    memset(text + 66, ']', 66);
    json_t *value = json_read(text + 2, 128);
    assert_non_null(value);
    json_decref(value);
    assert_null(json_read(text + 1, 130));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_as_jansson_does),
        cmocka_unit_test(leaves_the_rest_to_jansson),
        cmocka_unit_test(never_differs_from_jansson),
        cmocka_unit_test(nesting_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
