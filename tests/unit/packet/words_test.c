// SPDX-License-Identifier: MIT
#include "packet/words.h"

#include "base/json.h"
#include "support.h"

static struct diag d;

static int setup(void **state)
{
    diag_init(&d);
    return folder_setup(state);
}

static int teardown(void **state)
{
    diag_release(&d);
    return folder_teardown(state);
}

static void english_is_always_there(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "xx", "", "../en", "en/.."};
    for (size_t i = 0; i < COUNT(languages); i++) {
        json_t *words = words_load("", languages[i], WORDS_PACKET, NULL, &d);
        assert_non_null(words);
        assert_true(*json_text(words, "noscript.what") != '\0');
        json_decref(words);
    }
    assert_int_equal(d.count, 0);
}

static void a_study_brings_its_own_language(void **state)
{
    put_file(in(*state, "themes/base/strings/hi/shell.json"),
             "{\"noscript.what\": \"\\u0928\\u092e\\u0915\"}");
    json_t *words = words_load(*state, "hi", WORDS_PACKET, NULL, &d);
    assert_string_equal(json_text(words, "noscript.what"),
                        "\xE0\xA4\xA8\xE0\xA4\xAE\xE0\xA4\x95");
    assert_true(*json_text(words, "noscript.open") !=
                '\0'); // what it does not say is English
    json_decref(words);
    words = words_load(*state, "en", WORDS_PACKET, NULL, &d);
    assert_string_not_equal(json_text(words, "noscript.what"),
                            "\xE0\xA4\xA8\xE0\xA4\xAE\xE0\xA4\x95");
    json_decref(words);
}

static void the_report_s_words_are_apart(void **state)
{
    put_file(in(*state, "themes/base/strings/hi/report.json"),
             "{\"only.report\": \"x\"}");
    put_file(in(*state, "themes/base/strings/hi/mine.json"),
             "{\"only.packet\": \"y\"}");
    json_t *packet = words_load(*state, "hi", WORDS_PACKET, NULL, &d),
           *report = words_load(*state, "hi", WORDS_REPORT, NULL, &d);
    assert_string_equal(json_text(packet, "only.packet"), "y");
    assert_null(json_object_get(packet, "only.report"));
    assert_string_equal(json_text(report, "only.report"), "x");
    assert_null(json_object_get(report, "only.packet"));
    json_decref(packet);
    json_decref(report);
}

static void broken_words_are_said(void **state)
{
    static const char *const broken[] = {"[]", "7", "{", "\xFF"};
    const char *file = in(*state, "themes/base/strings/hi/mine.json");
    for (size_t i = 0; i < COUNT(broken); i++) {
        put_file(file, broken[i]);
        assert_null(words_load(*state, "hi", WORDS_PACKET, NULL, &d));
        assert_string_equal(d.entries[0].file, "themes/base/strings/hi/mine.json");
        assert_said(&d, E_STRINGS, "", 0, "");
        diag_release(&d);
    }
}

static void spoken_is(const char *folder, const char *language, const char *expected)
{
    struct buf spoken;
    buf_init(&spoken, 1000);
    json_t *words = words_load(folder, language, WORDS_PACKET, &spoken, &d);
    assert_non_null(words);
    assert_string_equal(spoken.data, expected);
    json_decref(words);
    buf_release(&spoken);
}

static void a_region_has_the_words_of_its_language(void **state)
{
    put_file(in(*state, "themes/base/strings/tlh/shell.json"), "{\"a\": \"x\"}");
    put_file(in(*state, "themes/base/strings/tlh-Latn/report.json"), "{\"a\": \"y\"}");
    put_file(in(*state, "themes/base/strings/tlh-KL/shell.json"), "{\"a\": \"z\"}");
    spoken_is(*state, "tlh", "tlh");
    spoken_is(*state, "tlh-KL", "tlh-KL");
    spoken_is(*state, "tlh-DE", "tlh");
    spoken_is(*state, "tlh-Latn-DE", "tlh"); // it has words for the report only
    spoken_is(*state, "qqq", "en");
    spoken_is(*state, "qqq-DE", "en");
    spoken_is(*state, "en-GB", "en");
    spoken_is(*state, "../tlh", "en");
    assert_int_equal(d.count, 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(english_is_always_there),      T(a_study_brings_its_own_language),
        T(the_report_s_words_are_apart), T(a_region_has_the_words_of_its_language),
        T(broken_words_are_said),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
