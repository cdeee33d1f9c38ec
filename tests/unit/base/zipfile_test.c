// SPDX-License-Identifier: MIT
// Zip files: the same bytes at any time and place, names for every computer, and what went in comes out.
#include "base/zipfile.h"

#include <time.h>
#include <zip.h>

#include "support.h"

static const struct zip_entry entries[] = {
    {"p07-code.html", "<p>page</p>", 11},
    {"p07-code-README.txt", "read", 4},
    {"empty.txt", "", 0},
};

static void make(struct buf *out)
{
    buf_init(out, 1 << 20);
    assert_null(zip_make(entries, COUNT(entries), out));
}

static void the_same_bytes_wherever_it_is_made(void **state)
{
    (void)state;
    static const char *const zones[] = {"UTC0", "IST-5:30", "NST3:30NDT,M3.2.0,M11.1.0",
                                        "LINT-14"};
    struct buf first, again;
    make(&first);
    for (size_t i = 0; i < COUNT(zones); i++) {
        setenv("TZ", zones[i], 1);
        tzset();
        make(&again);
        assert_int_equal(again.len, first.len);
        assert_memory_equal(again.data, first.data, first.len);
        buf_release(&again);
    }
    unsetenv("TZ");
    tzset();
    buf_release(&first);
}

static void the_order_of_the_entries_does_not_matter(void **state)
{
    (void)state;
    const struct zip_entry turned[] = {entries[2], entries[0], entries[1]};
    struct buf one, two;
    make(&one);
    buf_init(&two, 1 << 20);
    assert_null(zip_make(turned, COUNT(turned), &two));
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.data, two.data, one.len);
    buf_release(&one);
    buf_release(&two);
}

static void what_went_in_comes_out_sorted(void **state)
{
    static const char *const names[] = {"empty.txt", "p07-code-README.txt",
                                        "p07-code.html"};
    static const char *const texts[] = {"", "read", "<p>page</p>"};
    struct buf bytes;
    make(&bytes);
    put_bytes(in(*state, "a.zip"), bytes.data, bytes.len);
    zip_t *zip = zip_open(in(*state, "a.zip"), ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(zip);
    assert_int_equal(zip_get_num_entries(zip, 0), 3);
    for (zip_uint64_t i = 0; i < 3; i++) {
        char text[100] = "";
        zip_file_t *file = zip_fopen_index(zip, i, 0);
        assert_string_equal(zip_get_name(zip, i, 0), names[i]);
        assert_int_equal(zip_fread(file, text, sizeof text), strlen(texts[i]));
        assert_string_equal(text, texts[i]);
        zip_fclose(file);
    }
    zip_close(zip);
    buf_release(&bytes);
}

static void names_are_for_every_computer(void **state)
{
    (void)state;
    static const char *const good[] = {"p07-code.html", "-x",           "_",
                                       "console.txt",   "con-code.zip", "A.b.c",
                                       "com10.txt"};
    static const char *const bad[] = {"",        ".x",      "x.",      "a b",
                                      "a/b",     "a\\b",    "a:b",     "\xC3\xA9.txt",
                                      "con",     "CON.txt", "nul.zip", "com1.html",
                                      "Lpt9.pdf"};
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(zip_name_is_portable(good[i]));
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct buf out;
        const struct zip_entry entry = {bad[i], "x", 1};
        assert_false(zip_name_is_portable(bad[i]));
        buf_init(&out, 1000);
        assert_non_null(zip_make(&entry, 1, &out));
        assert_int_equal(out.len, 0);
        buf_release(&out);
    }
    char most[122];
    memset(most, 'x', sizeof most);
    most[121] = '\0';
    assert_false(zip_name_is_portable(most));
    assert_true(zip_name_is_portable(most + 1));
}

static void twins_and_what_is_too_large_are_refused(void **state)
{
    (void)state;
    static const struct zip_entry twins[] = {{"a.txt", "1", 1}, {"A.txt", "2", 1}};
    struct buf out;
    buf_init(&out, 1000);
    assert_non_null(zip_make(twins, 2, &out));
    buf_release(&out);
    buf_init(&out, 20);
    assert_non_null(zip_make(entries, COUNT(entries), &out));
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_bytes_wherever_it_is_made),
        cmocka_unit_test(the_order_of_the_entries_does_not_matter),
        cmocka_unit_test_setup_teardown(what_went_in_comes_out_sorted, folder_setup,
                                        folder_teardown),
        cmocka_unit_test(names_are_for_every_computer),
        cmocka_unit_test(twins_and_what_is_too_large_are_refused),
    };
    return cmocka_run_group_tests_name("zipfile", tests, NULL, NULL);
}
