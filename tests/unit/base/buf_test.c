// SPDX-License-Identifier: MIT
#include "base/buf.h"

#include "support.h"

static void starts_empty_and_terminated(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 10);
    assert_string_equal(b.data, "");
    assert_int_equal(b.len, 0);
    assert_false(b.full);
    buf_release(&b);
    assert_string_equal(b.data, "");
}

static void keeps_what_fits_and_remembers_the_rest(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 5);
    buf_str(&b, "abc");
    assert_false(b.full);
    buf_str(&b, "defg");
    assert_true(b.full);
    assert_string_equal(b.data, "abcde");
    buf_char(&b, 'x');
    assert_string_equal(b.data, "abcde");
    buf_clear(&b);
    assert_false(b.full);
    assert_string_equal(b.data, "");
    buf_str(&b, "12345");
    assert_false(b.full);
    buf_release(&b);
}

static void a_hostile_length_allocates_nothing(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 100);
    buf_reserve(&b, SIZE_MAX);
    assert_in_range(b.cap, 1, 101);
    buf_release(&b);
    buf_init(&b, 0);
    buf_str(&b, "x");
    assert_true(b.full);
    assert_string_equal(b.data, "");
    buf_release(&b);
}

static void holds_bytes_of_any_value(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 100);
    buf_add(&b, "a\0b", 3);
    assert_int_equal(b.len, 3);
    assert_memory_equal(b.data, "a\0b", 4);
    buf_add(&b, NULL, 0);
    assert_int_equal(b.len, 3);
    buf_release(&b);
}

static void formats_and_numbers(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1000);
    buf_fmt(&b, "%s-%03d ", "p", 7);
    buf_uint(&b, 18446744073709551615ULL);
    buf_fmt(&b, "%s", "");
    assert_string_equal(b.data, "p-007 18446744073709551615");
    buf_release(&b);
}

static void take_hands_the_bytes_over(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 10);
    buf_str(&b, "abc");
    char *taken = buf_take(&b);
    assert_string_equal(taken, "abc");
    assert_int_equal(b.len, 0);
    assert_int_equal(b.max, 10);
    buf_str(&b, "more");
    assert_string_equal(taken, "abc");
    free(taken);
    buf_release(&b);
    char *nothing = buf_take(&b);
    assert_string_equal(nothing, "");
    free(nothing);
}

static void grows_over_many_small_additions(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < 100000; i++)
        buf_char(&b, (char)('a' + i % 26));
    assert_int_equal(b.len, 100000);
    assert_int_equal(strlen(b.data), 100000);
    for (size_t i = 0; i < b.len; i += 997)
        assert_int_equal(b.data[i], 'a' + i % 26);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_empty_and_terminated),
        cmocka_unit_test(keeps_what_fits_and_remembers_the_rest),
        cmocka_unit_test(a_hostile_length_allocates_nothing),
        cmocka_unit_test(holds_bytes_of_any_value),
        cmocka_unit_test(formats_and_numbers),
        cmocka_unit_test(take_hands_the_bytes_over),
        cmocka_unit_test(grows_over_many_small_additions),
    };
    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
