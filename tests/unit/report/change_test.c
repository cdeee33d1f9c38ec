// SPDX-License-Identifier: MIT
// First names against final axes, by hand.
#include "report/change.h"

#include <math.h>

#include "support.h"

static void assert_near(double got, double wanted, double within)
{
    if (!(fabs(got - wanted) <= within)) {
        fail_msg("%.9f is not %.9f", got, wanted);
    }
}

// Names 0, 1, 2. Name 0 became axis 7; name 1 became 8 and 9; name 2 became none. The last list is 8, 5, 7.
static void test_one_person(void **state)
{
    (void)state;
    const struct change_link links[] = {{0, 7}, {1, 8}, {1, 9}};
    const size_t axes[] = {8, 5, 7};
    struct change change;
    double shifts[3];
    change_between(3, axes, 3, links, COUNT(links), &change, shifts);
    assert_int_equal(change.kept, 2);
    assert_int_equal(change.fresh, 1);
    assert_int_equal(change.dropped, 1);
    assert_int_equal(change.unmapped, 1);
    // 8 and 7 of 8, 5, 7, 9 and the name that stayed itself.
    assert_near(change.jaccard, 2.0 / 5, 1e-12);
    assert_near(shifts[0], 1, 0);
    assert_true(isnan(shifts[1]));
    assert_near(shifts[2], -2, 0);
}

// Two names became one axis: the better place counts, and nothing is dropped.
static void test_merged(void **state)
{
    (void)state;
    const struct change_link links[] = {{2, 4}, {1, 4}};
    struct change change;
    double shifts[1];
    change_between(3, (size_t[]){4}, 1, links, COUNT(links), &change, shifts);
    assert_int_equal(change.kept, 1);
    assert_int_equal(change.fresh, 0);
    assert_int_equal(change.dropped, 1);
    assert_near(shifts[0], 1, 0);
    assert_near(change.jaccard, 0.5, 1e-12);
}

// Both names became an axis that is not in the last list: it is one axis that was dropped, by two names.
static void test_lost(void **state)
{
    (void)state;
    const struct change_link links[] = {{0, 4}, {1, 4}};
    struct change change;
    double shifts[1];
    change_between(2, (size_t[]){6}, 1, links, COUNT(links), &change, shifts);
    assert_int_equal(change.dropped, 2);
    assert_int_equal(change.unmapped, 0);
    assert_near(change.jaccard, 0, 0);
    assert_int_equal(change.fresh, 1);
}

static void test_nothing(void **state)
{
    (void)state;
    struct change change;
    change_between(0, NULL, 0, NULL, 0, &change, NULL);
    assert_true(isnan(change.jaccard));
    double shifts[2];
    change_between(0, (size_t[]){1, 2}, 2, NULL, 0, &change, shifts);
    assert_int_equal(change.fresh, 2);
    assert_near(change.jaccard, 0, 0);
}

static void test_likeness(void **state)
{
    (void)state;
    // 1/3 of the first pair, 0 of the second, 1/2 of the third.
    const unsigned char has[] = {1, 1, 0, 0, 1, 1, 0, 0, 1};
    double got;
    assert_true(change_likeness(has, 3, 3, &got));
    assert_near(got, (1.0 / 3 + 0 + 0.5) / 3, 1e-12);
    assert_false(change_likeness(has, 1, 3, &got));
    assert_false(change_likeness((unsigned char[]){0, 0}, 2, 1, &got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_person), cmocka_unit_test(test_merged),
        cmocka_unit_test(test_lost),       cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_likeness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
