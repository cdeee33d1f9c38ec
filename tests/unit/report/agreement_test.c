// SPDX-License-Identifier: MIT
// Published numbers of agreement, and what is counted by hand. Tables of textbooks are read from the corpora.
#include "report/agreement.h"

#include <math.h>

#include "base/csv.h"
#include "support.h"

#define NO NAN

static void assert_near(double got, double wanted, double within)
{
    if (!(fabs(got - wanted) <= within)) {
        fail_msg("%.9f is not %.9f", got, wanted);
    }
}

// ---- spans

static void test_merge(void **state)
{
    (void)state;
    struct span spans[] = {{10, 12}, {0, 4}, {3, 6}, {6, 8}, {5, 5}, {11, 11}};
    assert_int_equal(span_merge(spans, COUNT(spans)), 2);
    assert_int_equal(spans[0].start, 0);
    assert_int_equal(spans[0].end, 8);
    assert_int_equal(spans[1].start, 10);
    assert_int_equal(spans[1].end, 12);
    assert_int_equal(span_merge(spans, 0), 0);
}

static void test_dice(void **state)
{
    (void)state;
    // 10 and 6 characters, 4 of them the same: 8 / 16.
    const struct span a[] = {{0, 5}, {10, 15}}, b[] = {{3, 7}, {13, 15}};
    double dice;
    assert_true(agreement_dice(a, 2, b, 2, &dice));
    assert_near(dice, 0.5, 1e-12);
    assert_true(agreement_dice(b, 2, a, 2, &dice));
    assert_near(dice, 0.5, 1e-12);
    assert_true(agreement_dice(a, 2, a, 2, &dice));
    assert_near(dice, 1, 0);
    assert_true(agreement_dice(a, 2, NULL, 0, &dice));
    assert_near(dice, 0, 0);
}

static void test_dice_of_nothing(void **state)
{
    (void)state;
    double dice = 7;
    assert_false(agreement_dice(NULL, 0, NULL, 0, &dice));
    assert_near(dice, 7, 0);
}

static void test_heat(void **state)
{
    (void)state;
    const struct span spans[] = {{2, 6}, {4, 8}, {6, 7}};
    const struct heat_run wanted[] = {
        {0, 2, 0}, {2, 4, 1}, {4, 7, 2}, {7, 8, 1}, {8, 9, 0}};
    struct heat_run runs[7];
    size_t count = agreement_heat(spans, COUNT(spans), 9, runs);
    assert_int_equal(count, COUNT(wanted));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(runs[i].start, wanted[i].start);
        assert_int_equal(runs[i].end, wanted[i].end);
        assert_int_equal(runs[i].coders, wanted[i].coders);
    }
    assert_int_equal(agreement_heat(NULL, 0, 9, runs), 1);
    assert_int_equal(agreement_heat(NULL, 0, 0, runs), 0);
    assert_int_equal(agreement_heat((struct span[]){{0, 9}}, 1, 9, runs), 1);
    assert_int_equal(runs[0].coders, 1);
}

// ---- marked or not

// Krippendorff 1995: Bertha and Bill, 24 units.
static const struct span bertha_bill[] = {{2, 10}, {14, 20}, {4, 8}, {15, 17}};

static void test_marked(void **state)
{
    (void)state;
    struct heat_run runs[9];
    size_t count = agreement_heat(bertha_bill, COUNT(bertha_bill), 24, runs);
    double alpha;
    assert_true(agreement_marked(runs, count, 2, &alpha));
    assert_near(alpha, 0.329, 0.0005);
}

// The same from a matrix of characters.
static void test_marked_is_nominal(void **state)
{
    (void)state;
    double values[2 * 24] = {0}, alpha, other;
    struct heat_run runs[9];
    for (size_t i = 0; i < COUNT(bertha_bill); i++) {
        for (size_t at = bertha_bill[i].start; at < bertha_bill[i].end; at++) {
            values[24 * (i / 2) + at] = 1;
        }
    }
    size_t count = agreement_heat(bertha_bill, COUNT(bertha_bill), 24, runs);
    assert_true(agreement_alpha(values, 2, 24, ALPHA_NOMINAL, &alpha));
    assert_true(agreement_marked(runs, count, 2, &other));
    assert_near(alpha, other, 1e-12);
}

// Everybody marked everything, nobody anything, one person alone.
static void test_marked_not_computable(void **state)
{
    (void)state;
    double alpha;
    assert_false(agreement_marked((struct heat_run[]){{0, 9, 2}}, 1, 2, &alpha));
    assert_false(agreement_marked((struct heat_run[]){{0, 9, 0}}, 1, 2, &alpha));
    assert_false(
        agreement_marked((struct heat_run[]){{0, 4, 1}, {4, 9, 0}}, 2, 1, &alpha));
    assert_false(agreement_marked(NULL, 0, 3, &alpha));
}

// ---- alpha of a matrix

// Three coders, fifteen units, with gaps: the computational example of the encyclopedia's article.
static const double example[] = {
    NO, NO, NO, NO, NO, 3,  4,  1,  2,  1, 1, 3, 3, NO, 3,  1, NO, 2, 1, 3, 3,  4, 3,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, 2, 1, 3, 4, 4,  NO, 2, 1,  1, 3, 3, NO, 4};

static void test_alpha_with_gaps(void **state)
{
    (void)state;
    double alpha;
    assert_true(agreement_alpha(example, 3, 15, ALPHA_NOMINAL, &alpha));
    assert_near(alpha, 0.691, 0.0005);
    assert_true(agreement_alpha(example, 3, 15, ALPHA_INTERVAL, &alpha));
    assert_near(alpha, 0.811, 0.0005);
    assert_true(agreement_alpha(example, 3, 15, ALPHA_ORDINAL, &alpha));
    assert_near(alpha, 0.807, 0.0005);
}

static void test_alpha_extremes(void **state)
{
    (void)state;
    double alpha = 7;
    const double same[] = {1, 2, 3, 1, 2, 3}, one[] = {1, 1, 1, 1},
                 apart[] = {1, NO, NO, 2};
    assert_true(agreement_alpha(same, 2, 3, ALPHA_NOMINAL, &alpha));
    assert_near(alpha, 1, 1e-12);
    assert_false(agreement_alpha(one, 2, 2, ALPHA_NOMINAL, &alpha));
    assert_false(agreement_alpha(apart, 2, 2, ALPHA_NOMINAL, &alpha));
    assert_false(agreement_alpha(NULL, 0, 0, ALPHA_NOMINAL, &alpha));
    // Two coders who never say the same, worse than chance: 1 - 3 * 4 / 8.
    const double against[] = {1, 2, 2, 1};
    assert_true(agreement_alpha(against, 2, 2, ALPHA_NOMINAL, &alpha));
    assert_near(alpha, -0.5, 1e-12);
}

// ---- tables of textbooks

static struct csv read_table(const char *name)
{
    struct csv csv;
    struct diag d;
    size_t len;
    diag_init(&d);
    char *text = get_file(corpus(name), &len);
    assert_int_equal(csv_parse(&csv, text, name, &d), 0);
    free(text);
    diag_release(&d);
    return csv;
}

static double cell(const struct csv *csv, size_t row, int column)
{
    const char *text = csv_field(&csv->rows[row], column);
    return *text ? strtod(text, NULL) : NO;
}

// One row a unit, one column a rater.
static void test_alpha_of_four_raters(void **state)
{
    (void)state;
    struct csv csv = read_table("annotations/irrcac_reference/cac.raw4raters.csv");
    double values[4 * 12], alpha;
    assert_int_equal(csv.count, 13);
    for (size_t unit = 0; unit < 12; unit++) {
        for (size_t rater = 0; rater < 4; rater++) {
            values[12 * rater + unit] = cell(&csv, unit + 1, (int)rater + 1);
        }
    }
    csv_release(&csv);
    assert_true(agreement_alpha(values, 4, 12, ALPHA_NOMINAL, &alpha));
    assert_near(alpha, 0.74342, 0.000005);
}

// How often two raters said what: a row is one rater's word, a column the other's.
static void test_alpha_of_a_table(void **state)
{
    (void)state;
    struct csv csv = read_table("annotations/irrcac_reference/cont3x3abstractors.csv");
    double values[2 * 100], alpha;
    size_t units = 0;
    for (size_t row = 1; row < csv.count; row++) {
        for (int column = 1; column <= 3; column++) {
            for (int n = (int)cell(&csv, row, column); n > 0; n--, units++) {
                assert_true(units < 100);
                values[units] = (double)row;
                values[100 + units] = column;
            }
        }
    }
    csv_release(&csv);
    assert_int_equal(units, 100);
    assert_true(agreement_alpha(values, 2, 100, ALPHA_NOMINAL, &alpha));
    assert_near(alpha, 0.7972585, 0.00000005);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_dice),
        cmocka_unit_test(test_dice_of_nothing),
        cmocka_unit_test(test_heat),
        cmocka_unit_test(test_marked),
        cmocka_unit_test(test_marked_is_nominal),
        cmocka_unit_test(test_marked_not_computable),
        cmocka_unit_test(test_alpha_with_gaps),
        cmocka_unit_test(test_alpha_extremes),
        cmocka_unit_test(test_alpha_of_four_raters),
        cmocka_unit_test(test_alpha_of_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
