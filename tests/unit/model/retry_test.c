// SPDX-License-Identifier: MIT
#include "model/retry.h"

#include <limits.h>

#include "support.h"

#define NOW 784111777 // Sun, 06 Nov 1994 08:49:37 GMT, the example of the standard

static void a_wait_is_spread_below_a_maximum_that_doubles(void **state)
{
    (void)state;
    static const long most[] = {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};
    struct shuffle chance = {7};
    for (int attempt = 1; attempt <= (int)COUNT(most); attempt++) {
        long low = LONG_MAX, high = 0, sum = 0;
        for (int i = 0; i < 2000; i++) {
            long wait = retry_wait(attempt, -1, &chance);
            low = wait < low ? wait : low;
            high = wait > high ? wait : high;
            sum += wait;
        }
        assert_in_range(high, most[attempt - 1] * 98 / 100, most[attempt - 1]);
        assert_in_range(low, 0, most[attempt - 1] / 50);
        assert_in_range(sum / 2000, most[attempt - 1] * 45 / 100,
                        most[attempt - 1] * 55 / 100);
    }
    assert_in_range(retry_wait(1000000, -1, &chance), 0, 60000);
}

static void the_same_seed_waits_the_same(void **state)
{
    (void)state;
    struct shuffle one = {42}, other = {42}, third = {43};
    int same = 0;
    for (int i = 1; i < 20; i++) {
        long wait = retry_wait(i, -1, &one);
        assert_int_equal(wait, retry_wait(i, -1, &other));
        same += wait == retry_wait(i, -1, &third);
    }
    assert_in_range(same, 0, 5);
}

static void a_server_that_asks_for_time_gets_it(void **state)
{
    (void)state;
    struct shuffle chance = {1};
    for (int i = 0; i < 100; i++)
        assert_in_range(retry_wait(1 + i % 8, 30000, &chance), 30000, 33000);
    assert_int_equal(retry_wait(1, 0, &chance), 0);
    assert_in_range(retry_wait(1, RETRY_PATIENCE_MS, &chance), RETRY_PATIENCE_MS,
                    RETRY_PATIENCE_MS * 11 / 10);
    assert_int_equal(retry_wait(1, RETRY_PATIENCE_MS + 1, &chance), -1);
}

static void retry_after_is_seconds_or_a_date(void **state)
{
    (void)state;
    assert_int_equal(retry_after("0", NOW), 0);
    assert_int_equal(retry_after("120", NOW), 120000);
    assert_int_equal(retry_after("  7 ", NOW), 7000);
    assert_int_equal(retry_after("Sun, 06 Nov 1994 08:49:47 GMT", NOW), 10000);
    assert_int_equal(retry_after("Sunday, 06-Nov-94 08:49:47 GMT", NOW), 10000);
    assert_int_equal(retry_after("Sun Nov  6 08:49:47 1994", NOW), 10000);
    assert_int_equal(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", NOW), 0);
    assert_int_equal(retry_after("Sun, 06 Nov 1994 00:00:00 GMT", NOW), 0); // passed
}

static void what_is_neither_says_nothing(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "soon",
                                      "-5",
                                      "1.5",
                                      "12 minutes",
                                      "06 Nov 1994",
                                      "Sun, 06 Nov 1994 08:49:47 GMT+1"};
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(retry_after(bad[i], NOW), -1);
    assert_true(retry_after("99999999999999999999", NOW) > RETRY_PATIENCE_MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wait_is_spread_below_a_maximum_that_doubles),
        cmocka_unit_test(the_same_seed_waits_the_same),
        cmocka_unit_test(a_server_that_asks_for_time_gets_it),
        cmocka_unit_test(retry_after_is_seconds_or_a_date),
        cmocka_unit_test(what_is_neither_says_nothing),
    };
    return cmocka_run_group_tests_name("retry", tests, NULL, NULL);
}
