// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include "support.h"

static void stands(const char *epoch, const char *expected)
{
    char stamp[CLOCK_STAMP_SIZE];
    setenv("SOURCE_DATE_EPOCH", epoch, 1);
    clock_stamp(stamp);
    assert_string_equal(stamp, expected);
}

static void stands_still_where_it_is_told(void **state)
{
    (void)state;
    stands("0", "1970-01-01T00:00:00Z");
    stands("1772323200", "2026-03-01T00:00:00Z");
    stands("1709164799", "2024-02-28T23:59:59Z");
    stands("253402300799", "9999-12-31T23:59:59Z");
    unsetenv("SOURCE_DATE_EPOCH");
}

static void seconds_as_a_stamp(void **state)
{
    (void)state;
    char stamp[CLOCK_STAMP_SIZE] = "";
    assert_true(clock_stamp_at(1772323200.75, stamp));
    assert_string_equal(stamp, "2026-03-01T00:00:00Z");
    assert_true(clock_stamp_at(0, stamp));
    assert_string_equal(stamp, "1970-01-01T00:00:00Z");
    assert_false(clock_stamp_at(-1, stamp));
    assert_false(clock_stamp_at(253402300800.0, stamp));
    assert_false(clock_stamp_at(strtod("nan", NULL), stamp));
}

static void runs_when_it_is_told_nothing_it_knows(void **state)
{
    (void)state;
    static const char *const given[] = {
        "", "x", "12x", "-1", "253402300800", "99999999999999999999"};
    for (size_t i = 0; i < COUNT(given); i++) {
        char stamp[CLOCK_STAMP_SIZE];
        setenv("SOURCE_DATE_EPOCH", given[i], 1);
        clock_stamp(stamp);
        assert_true(clock_stamp_valid(stamp));
        assert_true(strcmp(stamp, "2024") > 0 && strcmp(stamp, "2999") < 0);
    }
    unsetenv("SOURCE_DATE_EPOCH");
}

static void the_local_time_zone_changes_nothing(void **state)
{
    (void)state;
    setenv("TZ", "Asia/Kathmandu", 1);
    stands("1772323200", "2026-03-01T00:00:00Z");
    unsetenv("TZ");
    unsetenv("SOURCE_DATE_EPOCH");
}

static void the_form_of_a_stamp(void **state)
{
    (void)state;
    assert_true(clock_stamp_valid("2026-03-01T10:42:00Z"));
    static const char *const wrong[] = {"",
                                        "2026-03-01",
                                        "2026-03-01T10:42:00",
                                        "2026-03-01 10:42:00Z",
                                        "2026-03-01T10:42:00Zx",
                                        "2026-3-01T10:42:00Z ",
                                        "2026-03-01T10:42:00z",
                                        "xxxx-03-01T10:42:00Z"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_false(clock_stamp_valid(wrong[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stands_still_where_it_is_told),
        cmocka_unit_test(seconds_as_a_stamp),
        cmocka_unit_test(runs_when_it_is_told_nothing_it_knows),
        cmocka_unit_test(the_local_time_zone_changes_nothing),
        cmocka_unit_test(the_form_of_a_stamp),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
