// SPDX-License-Identifier: MIT
#include "model/key.h"

#include <sodium.h>

#include "support.h"

#define KEY "sk-live-0123456789abcdef"

static void comes_from_the_environment(void **state)
{
    (void)state;
    struct diag d;
    char *key;
    diag_init(&d);
    setenv("CALMA_TEST_KEY", KEY, 1);
    assert_int_equal(key_read("CALMA_TEST_KEY", &key, &d), 0);
    assert_string_equal(key, KEY);
    key_free(key);
    setenv("CALMA_TEST_KEY", "", 1);
    assert_int_equal(key_read("CALMA_TEST_KEY", &key, &d), 0);
    assert_null(key);
    unsetenv("CALMA_TEST_KEY");
    assert_int_equal(key_read("CALMA_TEST_KEY", &key, &d), 0);
    assert_null(key);
    assert_no_errors(&d);
    key_free(NULL);
    diag_release(&d);
}

static void what_would_be_another_header_is_no_key(void **state)
{
    (void)state;
    static const char *const bad[] = {"two words", "line\nX-Evil: 1", "line\r",
                                      "caf\xC3\xA9", "\x7f"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct diag d;
        char *key;
        diag_init(&d);
        setenv("CALMA_TEST_KEY", bad[i], 1);
        assert_int_equal(key_read("CALMA_TEST_KEY", &key, &d), -1);
        assert_null(key);
        assert_said(&d, E_MODEL_KEY_FORM, NULL, -1, NULL);
        assert_non_null(strstr(d.entries[0].text, "CALMA_TEST_KEY"));
        assert_null(strstr(d.entries[0].text, bad[i]));
        diag_release(&d);
    }
    unsetenv("CALMA_TEST_KEY");
}

static void belongs_where_its_owner_says(void **state)
{
    (void)state;
    unsetenv("CALMA_TEST_KEY_FOR");
    assert_false(key_has_place("CALMA_TEST_KEY"));
    assert_true(key_is_for("CALMA_TEST_KEY", "http://127.0.0.1:8080/v1"));
    assert_false(key_is_for("CALMA_TEST_KEY", "https://models.example/v1"));
    setenv("CALMA_TEST_KEY_FOR", "https://models.example", 1);
    assert_true(key_has_place("CALMA_TEST_KEY"));
    assert_true(key_is_for("CALMA_TEST_KEY", "https://models.example/v1"));
    static const char *const others[] = {
        "http://models.example/v1", "https://models.example:444/v1",
        "https://models.example.evil/v1", "https://evil/models.example", "nonsense"};
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(key_is_for("CALMA_TEST_KEY", others[i]));
    setenv("CALMA_TEST_KEY_FOR", "*", 1);
    assert_false(key_is_for("CALMA_TEST_KEY", "https://models.example/v1"));
    unsetenv("CALMA_TEST_KEY_FOR");
}

static void redacts(const char *key, const char *text, const char *expected)
{
    struct buf b;
    buf_init(&b, 1000);
    buf_str(&b, text);
    key_redact(key, &b);
    assert_string_equal(b.data, expected);
    buf_release(&b);
}

static void is_written_over(void **state)
{
    (void)state;
    redacts(KEY, "Incorrect API key: " KEY ".", "Incorrect API key: [key].");
    redacts(KEY, KEY KEY, "[key][key]");
    redacts(KEY, "sk-live-0123...cdef", "[key]...cdef"); // a part that tells much
    redacts(KEY, "9abcdef sk-live", "9abcdef sk-live");  // parts that tell little
    redacts(KEY, "nothing here", "nothing here");
    redacts("none!", "the key is none!", "the key is [key]");
    redacts("x", "extra", "extra"); // no secret
    redacts(NULL, "no key", "no key");
    redacts(KEY, "", "");
}

static void is_found_whole(void **state)
{
    (void)state;
    assert_true(key_is_in(KEY, "a " KEY " b"));
    assert_false(key_is_in(KEY, "a sk-live-0123456789abcde b"));
    assert_false(key_is_in("short", "in short"));
    assert_false(key_is_in(NULL, "anything"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_from_the_environment),
        cmocka_unit_test(belongs_where_its_owner_says),
        cmocka_unit_test(what_would_be_another_header_is_no_key),
        cmocka_unit_test(is_written_over),
        cmocka_unit_test(is_found_whole),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
