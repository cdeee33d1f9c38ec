// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <unicode/uchar.h>

#include "support.h"

typedef void (*change)(struct buf *out, const char *s, size_t bytes);

static void gives(change function, const char *s, const char *expected)
{
    struct buf out;
    buf_init(&out, 10000);
    function(&out, s, strlen(s));
    assert_string_equal(out.data, expected);
    buf_release(&out);
}

// --- UTF-8

static void well_formed_text(void **state)
{
    (void)state;
    size_t bad = 0;
    assert_true(text_valid("", 0, &bad));
    assert_true(
        text_valid("a\xC3\xA9\xE0\xA4\x95\xF0\x9F\x98\x80\xEF\xBF\xBF", 13, &bad));
    assert_true(text_valid("\xF4\x8F\xBF\xBF", 4, &bad));
}

static void faults_are_found_at_their_byte(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len, bad;
    } cases[] = {
        {"ab\xFF", 3, 2},      {"a\0b", 3, 1},          {"\xC3", 1, 0},
        {"ok\xC3(", 4, 2},     {"\xED\xA0\x80", 3, 0},  {"\xF4\x90\x80\x80", 4, 0},
        {"\xC0\x80", 2, 0},    {"x\xE0\x80\xAF", 4, 1}, {"\xF8\x88\x80\x80\x80", 5, 0},
        {"abc\xE0\xA4", 5, 3}, {"\x80", 1, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t bad = 99;
        assert_false(text_valid(cases[i].bytes, cases[i].len, &bad));
        assert_int_equal(bad, cases[i].bad);
        assert_false(text_valid(cases[i].bytes, cases[i].len, NULL));
    }
}

static size_t read_hex(const char *hex, char *bytes)
{
    size_t len = 0;
    int used;
    for (unsigned value; sscanf(hex, " %2x%n", &value, &used) == 1; hex += used)
        bytes[len++] = (char)value;
    return len;
}

// Lines "num:valid hex:BYTES" and "num:invalid hex:BYTES:...".
static void agrees_with_the_utf8_corpus(void **state)
{
    (void)state;
    char *text = get_file(corpus("nasty/utf8_tests/utf8tests.txt"), NULL), *rest = text;
    size_t valid = 0, invalid = 0;
    for (char *line; (line = strsep(&rest, "\n"));) {
        char bytes[200], *kind = strchr(line, ':');
        if (*line == '#' || !kind ||
            strncmp(strchr(kind, ' ') ? strchr(kind, ' ') : "", " hex:", 5) != 0)
            continue;
        bool wanted = strncmp(kind, ":valid", 6) == 0;
        size_t len = read_hex(strchr(kind + 1, ':') + 1, bytes);
        if (memchr(bytes, '\0', len))
            wanted = false; // NUL is UTF-8, and no text of ours
        if (text_valid(bytes, len, NULL) != wanted)
            fail_msg("%s", line);
        wanted ? valid++ : invalid++;
    }
    free(text);
    assert_true(valid > 20 && invalid > 50);
}

static void offsets_count_code_points(void **state)
{
    (void)state;
    const char *s = "a\xC3\xA9\xE0\xA4\x95\xF0\x9F\x98\x80z";
    assert_int_equal(text_length(s, strlen(s)), 5);
    static const size_t starts[] = {0, 1, 3, 6, 10, 11, 11};
    for (size_t n = 0; n < COUNT(starts); n++)
        assert_int_equal(text_byte_offset(s, strlen(s), n), starts[n]);
}

// --- normal forms

static void decode(const char *points, struct buf *out)
{
    int used;
    for (unsigned c; sscanf(points, " %x%n", &c, &used) == 1; points += used) {
        char utf8[5] = {0};
        if (c < 0x80)
            utf8[0] = (char)c;
        else if (c < 0x800)
            sprintf(utf8, "%c%c", (int)(0xC0 | c >> 6), (int)(0x80 | (c & 63)));
        else if (c < 0x10000)
            sprintf(utf8, "%c%c%c", (int)(0xE0 | c >> 12), (int)(0x80 | (c >> 6 & 63)),
                    (int)(0x80 | (c & 63)));
        else
            sprintf(utf8, "%c%c%c%c", (int)(0xF0 | c >> 18),
                    (int)(0x80 | (c >> 12 & 63)), (int)(0x80 | (c >> 6 & 63)),
                    (int)(0x80 | (c & 63)));
        buf_str(out, utf8);
    }
}

// Columns 1 to 3 all compose to column 2, columns 4 and 5 to column 4.
static void check_normal(char *line)
{
    struct buf column[5];
    for (int i = 0; i < 5; i++) {
        buf_init(&column[i], 10000);
        decode(strsep(&line, ";"), &column[i]);
    }
    for (int i = 0; i < 5; i++)
        gives(text_nfc, column[i].data, column[i < 3 ? 1 : 3].data);
    for (int i = 0; i < 5; i++)
        buf_release(&column[i]);
}

static void composes_as_the_unicode_test_says(void **state)
{
    (void)state;
    char *text =
        get_file(corpus("nasty/unicode_normalization/NormalizationTest.txt"), NULL);
    char *rest = text;
    size_t count = 0;
    for (char *line; (line = strsep(&rest, "\n"));) {
        if (!*line || *line == '#' || *line == '@')
            continue;
        check_normal(line);
        count++;
    }
    free(text);
    assert_true(count > 18000);
}

static void folds_for_comparing(void **state)
{
    (void)state;
    gives(text_fold, "Trust", "trust");
    gives(text_fold, "STRASSE", "strasse");
    gives(text_fold,
          "Stra\xC3\x9F"
          "e",
          "strasse");
    gives(text_fold, "\xEF\xAC\x83", "ffi"); // a ligature
    gives(text_fold, "\xCE\xA3\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x82",
          "\xCF\x83\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x83"); // a final sigma
    gives(text_fold, "\xEF\xBC\xA1\xEF\xBC\x91", "a1");                // full width
    gives(text_fold, "I\xCC\x87", "i\xCC\x87");
    gives(text_fold, "\xE0\xA4\x95\xE0\xA5\x8D\xE0\xA4\xB7",
          "\xE0\xA4\x95\xE0\xA5\x8D\xE0\xA4\xB7");
    gives(text_fold, "e\xCC\x81", "\xC3\xA9");
}

static void bares_for_searches(void **state)
{
    (void)state;
    gives(text_bare, "Plain Words", "plain words");
    gives(text_bare, "R\xC3\xA9sum\xC3\xA9", "resume");
    gives(text_bare, "\xD9\x85\xD9\x8F\xD9\x82\xD8\xAF\xD9\x91\xD9\x90\xD9\x85",
          "\xD9\x85\xD9\x82\xD8\xAF\xD9\x85"); // Arabic without its vowel marks
    gives(text_bare, "\xE0\xA4\xAB\xE0\xA4\xBC\xE0\xA4\xBE",
          "\xE0\xA4\xAB\xE0\xA4\xBE"); // Devanagari keeps its vowel signs
}

// Both sides of every full or common folding come out the same.
static void folds_as_the_unicode_table_says(void **state)
{
    (void)state;
    char *text = get_file(corpus("nasty/unicode_casefold/CaseFolding.txt"), NULL),
         *rest = text;
    size_t count = 0;
    for (char *line; (line = strsep(&rest, "\n"));) {
        char from[20], status, to[60];
        if (sscanf(line, "%19[^;]; %c; %59[^;]", from, &status, to) != 3 ||
            !strchr("CF", status))
            continue;
        if (!u_isdefined(
                (UChar32)strtol(from, NULL, 16))) // the table may be newer than ICU
            continue;
        struct buf a, b, folded;
        buf_init(&a, 100);
        buf_init(&b, 100);
        buf_init(&folded, 100);
        decode(from, &a);
        decode(to, &b);
        text_fold(&folded, b.data, b.len);
        gives(text_fold, a.data, folded.data);
        buf_release(&a);
        buf_release(&b);
        buf_release(&folded);
        count++;
    }
    free(text);
    assert_true(count > 1400);
}

static void labels_are_trimmed_and_composed(void **state)
{
    (void)state;
    gives(text_label, "  a \t\n b  ", "a b");
    gives(text_label,
          "\xC2\xA0"
          "a\xE2\x80\xA9"
          "b\xE3\x80\x80",
          "a b"); // white space of Unicode
    gives(text_label, "e\xCC\x81", "\xC3\xA9");
    gives(text_label, "", "");
    gives(text_label, " \n ", "");
    gives(text_label,
          "a\xE2\x80\x8D"
          "b",
          "a\xE2\x80\x8D"
          "b"); // a joiner is part of the word
}

// --- words and sentences

struct found {
    const char *s;
    struct buf text;
    size_t count, most, last;
};

static bool keep(size_t start, size_t end, void *context)
{
    struct found *f = context;
    assert_true(start < end && start >= f->last);
    f->last = end;
    buf_add(&f->text, f->s + start, end - start);
    buf_char(&f->text, '|');
    return ++f->count < f->most;
}

static size_t splits(const char *s, const char *language, enum text_unit unit,
                     const char *expected)
{
    struct found f = {.s = s, .most = SIZE_MAX};
    buf_init(&f.text, 10000);
    text_split(s, strlen(s), language, unit, keep, &f);
    if (expected)
        assert_string_equal(f.text.data, expected);
    buf_release(&f.text);
    return f.count;
}

static void words_of_many_languages(void **state)
{
    (void)state;
    splits("It's 3 o'clock, well-known.", "en", TEXT_WORD,
           "It's|3|o'clock|well|known|");
    splits("क्षत्रिय की दृष्टि।", "hi", TEXT_WORD, "क्षत्रिय|की|दृष्टि|");
    splits("نصٌّ عربي، طويل.", "ar", TEXT_WORD, "نصٌّ|عربي|طويل|");
    splits("สวัสดีชาวโลก", "th", TEXT_WORD, "สวัสดี|ชาว|โลก|"); // without spaces
    splits("\xF0\x9F\x98\x80 !", "en", TEXT_WORD, "");
    splits("", "en", TEXT_WORD, "");
    splits("one two", "not-a-language-of-any-kind", TEXT_WORD, "one|two|");
}

static void sentences_cover_the_text(void **state)
{
    (void)state;
    splits("One. Two? Three!", "en", TEXT_SENTENCE, "One. |Two? |Three!|");
    splits("एक वाक्य। दूसरा वाक्य।", "hi", TEXT_SENTENCE, "एक वाक्य। |दूसरा वाक्य।|");
    splits("no end", "", TEXT_SENTENCE, "no end|");
}

static void splitting_stops_when_it_is_told(void **state)
{
    (void)state;
    struct found f = {.s = "a b c", .most = 2};
    buf_init(&f.text, 100);
    text_split("a b c", 5, "en", TEXT_WORD, keep, &f);
    assert_string_equal(f.text.data, "a|b|");
    buf_release(&f.text);
    assert_int_equal(splits("d e f", "en", TEXT_WORD, "d|e|f|"), 3);
}

static void order_and_direction(void **state)
{
    (void)state;
    assert_true(text_collate("en", "a", "B") < 0);
    assert_true(text_collate("sv", "\xC3\xB6", "z") > 0); // in Swedish behind z
    assert_true(text_collate("de", "\xC3\xB6", "z") < 0);
    assert_int_equal(text_collate("en", "a", "a"), 0);
    assert_int_not_equal(text_collate("en", "\xC3\xA9", "e\xCC\x81"), 0); // total
    assert_string_equal(text_direction("ar"), "rtl");
    assert_string_equal(text_direction("ur-PK"), "rtl");
    assert_string_equal(text_direction("hi"), "ltr");
    assert_string_equal(text_direction(""), "ltr");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_text),
        cmocka_unit_test(faults_are_found_at_their_byte),
        cmocka_unit_test(agrees_with_the_utf8_corpus),
        cmocka_unit_test(offsets_count_code_points),
        cmocka_unit_test(composes_as_the_unicode_test_says),
        cmocka_unit_test(folds_for_comparing),
        cmocka_unit_test(bares_for_searches),
        cmocka_unit_test(folds_as_the_unicode_table_says),
        cmocka_unit_test(labels_are_trimmed_and_composed),
        cmocka_unit_test(words_of_many_languages),
        cmocka_unit_test(sentences_cover_the_text),
        cmocka_unit_test(splitting_stops_when_it_is_told),
        cmocka_unit_test(order_and_direction),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
