// SPDX-License-Identifier: MIT
// The numbers of scikit-bio's tests.
#include "report/diversity.h"

#include <math.h>

#include "support.h"

static void assert_near(double got, double wanted, double within)
{
    if (!(fabs(got - wanted) <= within)) {
        fail_msg("%.12f is not %.12f", got, wanted);
    }
}

static void test_shannon(void **state)
{
    (void)state;
    double got;
    assert_true(diversity_shannon((double[]){1, 2, 3, 4}, 4, &got));
    assert_near(got, 1.279854226, 5e-10);
    assert_near(exp(got), 3.596115467, 5e-10);
    assert_true(diversity_shannon((double[]){0, 7, 0}, 3, &got));
    assert_near(got, 0, 0);
    assert_false(diversity_shannon((double[]){0, 0}, 2, &got));
}

static void test_evenness(void **state)
{
    (void)state;
    double got;
    assert_true(diversity_evenness((double[]){1, 1, 196, 1, 1}, 5, &got));
    assert_near(got, 0.078, 0.0005);
    assert_true(diversity_evenness((double[]){3, 0, 3, 3}, 4, &got));
    assert_near(got, 1, 1e-12);
    assert_false(diversity_evenness((double[]){0, 7}, 2, &got));
}

static void test_gini(void **state)
{
    (void)state;
    const double values[] = {4.5, 6.7, 3.4, 15, 18, 3.5, 6.7, 14.1};
    double got;
    assert_true(diversity_gini(values, COUNT(values), &got));
    assert_near(got, 0.32771210013908214, 1e-15);
    assert_near(values[0], 4.5, 0); // the caller's order stays
    assert_true(diversity_gini((double[]){2, 2, 2}, 3, &got));
    assert_near(got, 0, 1e-12);
    assert_true(diversity_gini((double[]){0, 0, 0, 8}, 4, &got));
    assert_near(got, 0.75, 1e-12);
    assert_false(diversity_gini((double[]){0, 0}, 2, &got));
}

static void test_unseen(void **state)
{
    (void)state;
    const double counts[] = {0, 1, 1, 4, 2, 5, 2, 4, 1, 2};
    double got;
    assert_true(diversity_chao1(counts, COUNT(counts), true, &got));
    assert_near(got, 9.75, 1e-12);
    assert_true(diversity_chao1(counts, COUNT(counts), false, &got));
    assert_near(got, 10.5, 1e-12);
    assert_true(diversity_coverage(counts, COUNT(counts), &got));
    assert_near(got, 1 - 3.0 / 22, 1e-12);
}

// Every code used once: nothing is covered, and without one used twice the plain estimate has no value.
static void test_all_once(void **state)
{
    (void)state;
    const double counts[] = {1, 1, 1, 1};
    double got;
    assert_false(diversity_chao1(counts, 4, false, &got));
    assert_true(diversity_chao1(counts, 4, true, &got));
    assert_near(got, 10, 1e-12);
    assert_true(diversity_coverage(counts, 4, &got));
    assert_near(got, 0, 1e-12);
    assert_false(diversity_chao1((double[]){0}, 1, true, &got));
    assert_false(diversity_coverage((double[]){0}, 1, &got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shannon),  cmocka_unit_test(test_evenness),
        cmocka_unit_test(test_gini),     cmocka_unit_test(test_unseen),
        cmocka_unit_test(test_all_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
