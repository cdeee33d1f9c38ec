// SPDX-License-Identifier: MIT
// Published numbers of ratings, and what is counted by hand.
#include "report/rating.h"

#include <math.h>

#include "support.h"

static void assert_near(double got, double wanted, double within)
{
    if (!(fabs(got - wanted) <= within)) {
        fail_msg("%.9f is not %.9f", got, wanted);
    }
}

static void test_counts(void **state)
{
    (void)state;
    const double values[] = {5, 1, NAN, 5, 3, 0, 6, 2.5};
    const double wanted[] = {1, 0, 1, 0, 2};
    double counts[5];
    assert_int_equal(rating_counts(values, COUNT(values), 5, counts), 4);
    for (size_t i = 0; i < 5; i++) {
        assert_near(counts[i], wanted[i], 0);
    }
}

static void assert_summary(const double *counts, struct rating wanted)
{
    struct rating got;
    assert_true(rating_summary(counts, 5, &got));
    assert_near(got.median, wanted.median, 0);
    assert_near(got.lower, wanted.lower, 0);
    assert_near(got.upper, wanted.upper, 0);
}

// Tukey's hinges, as R's fivenum has them.
static void test_hinges(void **state)
{
    (void)state;
    assert_summary((double[]){1, 1, 1, 1, 1}, (struct rating){3, 2, 4});
    assert_summary((double[]){1, 1, 1, 1, 0}, (struct rating){2.5, 1.5, 3.5});
    assert_summary((double[]){0, 1, 2, 2, 1}, (struct rating){3.5, 3, 4});
    assert_summary((double[]){0, 0, 0, 0, 1}, (struct rating){5, 5, 5});
    assert_summary((double[]){1, 0, 0, 0, 1}, (struct rating){3, 1, 5});
    // 1 1 2 4 4 4 5: halves 1 1 2 4 and 4 4 4 5.
    assert_summary((double[]){2, 1, 0, 3, 1}, (struct rating){4, 1.5, 4});
    struct rating none;
    assert_false(rating_summary((double[]){0, 0, 0, 0, 0}, 5, &none));
}

static void assert_consensus(const double *counts, size_t steps, double wanted,
                             double within)
{
    double got;
    assert_true(rating_consensus(counts, steps, &got));
    assert_near(got, wanted, within);
}

// The example of R's agrmt.
static void test_consensus(void **state)
{
    (void)state;
    assert_consensus((double[]){30, 40, 210, 130, 530, 50, 10}, 7, 0.7256876, 5e-8);
    assert_consensus((double[]){0, 0, 9, 0, 0}, 5, 1, 0);
    assert_consensus((double[]){6, 0, 0, 0, 6}, 5, 0, 1e-12);
}

// What one person does: three at 4 and three at 5, then one of six at 3, at 1, and one of twelve at 1.
static void test_consensus_of_few(void **state)
{
    (void)state;
    assert_consensus((double[]){0, 0, 0, 3, 3}, 5, 0.807, 0.0005);
    assert_consensus((double[]){0, 0, 1, 2, 3}, 5, 0.729, 0.0005);
    assert_consensus((double[]){1, 0, 0, 2, 3}, 5, 0.459, 0.0005);
    assert_consensus((double[]){1, 0, 0, 5, 6}, 5, 0.610, 0.0005);
}

static void test_consensus_not_computable(void **state)
{
    (void)state;
    double got = 7;
    assert_false(rating_consensus((double[]){0, 0}, 2, &got));
    assert_false(rating_consensus((double[]){3}, 1, &got));
    assert_near(got, 7, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_hinges),
        cmocka_unit_test(test_consensus),
        cmocka_unit_test(test_consensus_of_few),
        cmocka_unit_test(test_consensus_not_computable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
