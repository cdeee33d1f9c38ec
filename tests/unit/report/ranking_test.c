// SPDX-License-Identifier: MIT
// Published numbers of rank statistics.
#include "report/ranking.h"

#include <math.h>

#include "base/shuffle.h"
#include "support.h"

static void assert_near(double got, double wanted, double within)
{
    if (!(fabs(got - wanted) <= within)) {
        fail_msg("%.9f is not %.9f", got, wanted);
    }
}

// ---- chance

// The first numbers of SplitMix64 from 1234567, as its authors' program prints them.
static void test_generator(void **state)
{
    (void)state;
    struct shuffle shuffle = {1234567};
    const uint64_t wanted[] = {6457827717110365317u, 3203168211198807973u,
                               9817491932198370423u, 4593380528125082431u};
    for (size_t i = 0; i < COUNT(wanted); i++) {
        assert_true(shuffle_below(&shuffle, UINT64_MAX) == wanted[i]);
    }
}

// Each of the six orders of three comes about as often.
static void test_orders(void **state)
{
    (void)state;
    struct shuffle shuffle = {1};
    size_t order[3], seen[27] = {0}, different = 0;
    for (int i = 0; i < 60000; i++) {
        shuffle_order(&shuffle, order, 3);
        seen[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    for (size_t i = 0; i < 27; i++) {
        different += seen[i] > 0;
        assert_true(seen[i] == 0 || (seen[i] > 9600 && seen[i] < 10400));
    }
    assert_int_equal(different, 6);
}

// ---- Kendall's W

static void test_mid_ranks(void **state)
{
    (void)state;
    double ranks[5];
    ranking_mid((double[]){3, 1, NAN, 3, NAN}, 5, ranks);
    const double wanted[] = {2.5, 1, 4.5, 2.5, 4.5};
    for (size_t i = 0; i < 5; i++) {
        assert_near(ranks[i], wanted[i], 0);
    }
}

// Four judges, three competitors: the example of ProofWiki.
static void test_judges(void **state)
{
    (void)state;
    const double ranks[] = {1, 3, 2, 1, 2, 3, 2, 3, 1, 3, 1, 2};
    double w;
    assert_true(ranking_concordance(ranks, 4, 3, &w));
    assert_near(w, 1.0 / 16, 1e-12);
}

// Three raters, twenty people, many ties: `anxiety` of DescTools and irr.
static void test_anxiety(void **state)
{
    (void)state;
    const double ratings[] = {3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2,
                              2, 1, 2, 4, 3, 3, 6, 4, 6, 2, 4, 2, 4, 3, 3,
                              2, 3, 3, 3, 2, 2, 1, 3, 3, 4, 2, 1, 4, 4, 3,
                              2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2};
    double w;
    assert_true(ranking_concordance(ratings, 3, 20, &w));
    assert_near(w, 0.5396569, 0.00000005);
}

static void test_concordance_extremes(void **state)
{
    (void)state;
    double w = 7;
    assert_true(ranking_concordance((double[]){1, 2, 3, 1, 2, 3}, 2, 3, &w));
    assert_near(w, 1, 1e-12);
    assert_true(ranking_concordance((double[]){1, 2, 3, 3, 2, 1}, 2, 3, &w));
    assert_near(w, 0, 1e-12);
    assert_false(ranking_concordance((double[]){1, 1, 2, 2}, 2, 2, &w));
    assert_false(ranking_concordance((double[]){1, 2, 1, NAN}, 2, 2, &w));
    assert_false(ranking_concordance((double[]){1, 2}, 1, 2, &w));
    assert_false(ranking_concordance((double[]){1, 2}, 2, 1, &w));
}

// Friedman 1940 has .378 for six people and five items; the others were measured.
static void test_concordance_by_chance(void **state)
{
    (void)state;
    const struct {
        size_t people, items;
        double wanted, within;
    } levels[] = {{6, 5, 0.378, 0.012},
                  {6, 3, 0.53, 0.012},
                  {12, 5, 0.19, 0.012},
                  {12, 9, 0.16, 0.008},
                  {15, 9, 0.13, 0.008}};
    for (size_t i = 0; i < COUNT(levels); i++) {
        double level, again;
        assert_true(ranking_concordance_chance(levels[i].people, levels[i].items, 4000,
                                               1, &level));
        assert_near(level, levels[i].wanted, levels[i].within);
        assert_true(ranking_concordance_chance(levels[i].people, levels[i].items, 4000,
                                               1, &again));
        assert_near(again, level, 0);
    }
    double level;
    assert_false(ranking_concordance_chance(1, 5, 4000, 1, &level));
    assert_false(ranking_concordance_chance(6, 1, 4000, 1, &level));
    assert_false(ranking_concordance_chance(6, 5, 0, 1, &level));
}

// Chance alone gives 1 / people on average.
static void test_mean_concordance(void **state)
{
    (void)state;
    struct shuffle shuffle = {3};
    double sum = 0, ranks[6 * 4], w;
    for (int draw = 0; draw < 4000; draw++) {
        size_t order[4];
        for (size_t person = 0; person < 6; person++) {
            shuffle_order(&shuffle, order, 4);
            for (size_t i = 0; i < 4; i++) {
                ranks[4 * person + i] = (double)order[i];
            }
        }
        assert_true(ranking_concordance(ranks, 6, 4, &w));
        sum += w;
    }
    assert_near(sum / 4000, 1.0 / 6, 0.005);
}

// ---- two rankings

// The examples of SciPy's documentation.
static void test_correlations(void **state)
{
    (void)state;
    const double a[] = {12, 2, 1, 12, 2}, b[] = {1, 4, 7, 1, 0};
    const double c[] = {1, 2, 3, 4, 5}, d[] = {5, 6, 7, 8, 7};
    double value;
    assert_true(ranking_tau(a, b, 5, &value));
    assert_near(value, -0.47140452, 0.00000001);
    assert_true(ranking_rho(c, d, 5, &value));
    assert_near(value, 0.82078268, 0.00000001);
    assert_true(ranking_tau(c, c, 5, &value));
    assert_near(value, 1, 1e-12);
    assert_true(ranking_rho(c, (double[]){5, 4, 3, 2, 1}, 5, &value));
    assert_near(value, -1, 1e-12);
}

static void test_correlations_not_computable(void **state)
{
    (void)state;
    const double a[] = {1, 2, 3}, tied[] = {2, 2, 2}, missing[] = {1, NAN, 2};
    double value;
    assert_false(ranking_tau(a, tied, 3, &value));
    assert_false(ranking_rho(a, tied, 3, &value));
    assert_false(ranking_tau(a, missing, 3, &value));
    assert_false(ranking_rho(missing, a, 3, &value));
    assert_false(ranking_tau(a, a, 1, &value));
    assert_false(ranking_rho(a, a, 1, &value));
}

// ---- first three of two lists

static void test_overlap(void **state)
{
    (void)state;
    const size_t a[] = {0, 3, 5}, b[] = {5, 4, 0};
    struct overlap overlap;
    assert_true(ranking_overlap(a, 3, b, 3, 6, &overlap));
    assert_int_equal(overlap.common, 2);
    assert_near(overlap.jaccard, 0.5, 1e-12);
    assert_near(overlap.chance, 1.5, 1e-12);
    assert_near(overlap.tail, 0.5, 1e-12);
    assert_false(ranking_overlap(a, 0, b, 0, 6, &overlap));
    assert_false(ranking_overlap(a, 3, b, 3, 2, &overlap));
}

// Hypergeometric: three of 6, 9 and 20, two of them the same.
static void test_overlap_by_chance(void **state)
{
    (void)state;
    const size_t a[] = {0, 1, 2}, b[] = {1, 2, 3}, none[] = {3, 4, 5};
    const struct {
        size_t all;
        double chance, two;
    } wanted[] = {{6, 1.5, 0.50}, {9, 1.0, 0.23}, {20, 0.45, 0.05}};
    for (size_t i = 0; i < COUNT(wanted); i++) {
        struct overlap overlap;
        assert_true(ranking_overlap(a, 3, b, 3, wanted[i].all, &overlap));
        assert_near(overlap.chance, wanted[i].chance, 1e-12);
        assert_near(overlap.tail, wanted[i].two, 0.005);
        assert_true(ranking_overlap(a, 3, none, 3, wanted[i].all, &overlap));
        assert_near(overlap.tail, 1, 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_generator),
        cmocka_unit_test(test_orders),
        cmocka_unit_test(test_mid_ranks),
        cmocka_unit_test(test_judges),
        cmocka_unit_test(test_anxiety),
        cmocka_unit_test(test_concordance_extremes),
        cmocka_unit_test(test_concordance_by_chance),
        cmocka_unit_test(test_mean_concordance),
        cmocka_unit_test(test_correlations),
        cmocka_unit_test(test_correlations_not_computable),
        cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_overlap_by_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
