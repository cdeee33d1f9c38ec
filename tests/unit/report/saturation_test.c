// SPDX-License-Identifier: MIT
// Codes that are new with each further person.
#include "report/saturation.h"

#include <math.h>

#include "support.h"

static void assert_near(double got, double wanted, double within)
{
    if (!(fabs(got - wanted) <= within)) {
        fail_msg("%.9f is not %.9f", got, wanted);
    }
}

// One person has three codes, the second one of them, the third a code of their own.
static const unsigned char three[] = {1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1};

static void test_curve(void **state)
{
    (void)state;
    double mean[3], least[3], most[3];
    struct saturation curve = {mean, least, most};
    assert_true(saturation_curve(three, 3, 4, 20000, 1, &curve));
    assert_near(least[0], 1, 0);
    assert_near(most[0], 3, 0);
    assert_near(mean[0], 5.0 / 3, 0.03);
    assert_near(least[1], 2, 0);
    assert_near(most[1], 4, 0);
    assert_near(mean[1], 3, 0.03);
    assert_near(least[2], 4, 0);
    assert_near(mean[2], 4, 0);
    assert_near(most[2], 4, 0);
}

static void test_same_seed(void **state)
{
    (void)state;
    double a[9], b[9];
    struct saturation first = {a, a + 3, a + 6}, again = {b, b + 3, b + 6};
    assert_true(saturation_curve(three, 3, 4, 7, 42, &first));
    assert_true(saturation_curve(three, 3, 4, 7, 42, &again));
    assert_memory_equal(a, b, sizeof a);
}

static void test_curve_not_computable(void **state)
{
    (void)state;
    struct saturation none = {NULL, NULL, NULL};
    assert_false(saturation_curve(three, 0, 4, 200, 1, &none));
    assert_false(saturation_curve(three, 3, 4, 0, 1, &none));
}

// Guest, Namey and Chen 2020: 37 codes in the first four, then runs of two: 4 of 37 are 11%, 1 of 37 is 3%.
static void test_runs(void **state)
{
    (void)state;
    const size_t fresh[] = {17, 9, 6, 5, 3, 1, 1, 0};
    double got;
    assert_true(saturation_run(fresh, COUNT(fresh), 4, 4, 2, &got));
    assert_near(got, 0.11, 0.005);
    assert_true(saturation_run(fresh, COUNT(fresh), 4, 6, 2, &got));
    assert_near(got, 0.03, 0.005);
    assert_near(got, 1.0 / 37, 1e-12);
}

static void test_runs_not_computable(void **state)
{
    (void)state;
    const size_t fresh[] = {0, 0, 2};
    double got;
    assert_false(saturation_run(fresh, 3, 2, 2, 1, &got));
    assert_false(saturation_run(fresh, 3, 4, 0, 1, &got));
    assert_false(saturation_run(fresh, 3, 3, 2, 2, &got));
    assert_false(saturation_run(fresh, 3, 3, 4, 1, &got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_curve),
        cmocka_unit_test(test_same_seed),
        cmocka_unit_test(test_curve_not_computable),
        cmocka_unit_test(test_runs),
        cmocka_unit_test(test_runs_not_computable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
