// SPDX-License-Identifier: MIT
// Published elections. Ballots are written as letters, the best first.
#include "report/ballot.h"

#include <math.h>

#include "support.h"

#define ITEMS 5
#define BALLOTS 10

static void assert_near(double got, double wanted, double within)
{
    if (!(fabs(got - wanted) <= within)) {
        fail_msg("%.9f is not %.9f", got, wanted);
    }
}

struct vote {
    double weight;
    const char *order;
};

struct election {
    const char *names;
    double ranks[BALLOTS * ITEMS], weights[BALLOTS], wins[ITEMS * ITEMS];
    struct ballots ballots;
};

static size_t item_of(const struct election *e, char name)
{
    return (size_t)(strchr(e->names, name) - e->names);
}

static void hold(struct election *e, const char *names, const struct vote *votes,
                 size_t count)
{
    size_t items = strlen(names);
    e->names = names;
    for (size_t i = 0; i < count; i++) {
        e->weights[i] = votes[i].weight;
        for (size_t k = 0; k < items; k++) {
            e->ranks[i * items + item_of(e, votes[i].order[k])] = (double)k + 1;
        }
    }
    e->ballots = (struct ballots){e->ranks, e->weights, count, items};
    ballot_wins(&e->ballots, e->wins);
}

// "EABCD": the items by points, the most first.
static void assert_points(const struct election *e, const double *points,
                          const char *order)
{
    for (size_t i = 0; order[i + 1]; i++) {
        assert_true(points[item_of(e, order[i])] > points[item_of(e, order[i + 1])]);
    }
}

static void assert_levels(const struct election *e, const size_t *wanted)
{
    double paths[ITEMS * ITEMS];
    size_t level[ITEMS];
    ballot_schulze(e->wins, e->ballots.items, paths, level);
    for (size_t i = 0; i < e->ballots.items; i++) {
        assert_int_equal(level[i], wanted[i]);
    }
}

// The one order that agrees most.
static void assert_kemeny(const struct election *e, const char *order,
                          double agreements)
{
    struct kemeny kemeny;
    size_t orders[2 * ITEMS];
    assert_true(ballot_kemeny(e->wins, e->ballots.items, orders, 2, &kemeny));
    assert_near(kemeny.agreements, agreements, 0);
    assert_int_equal(kemeny.count, 1);
    for (size_t i = 0; i < e->ballots.items; i++) {
        assert_int_equal(orders[i], item_of(e, order[i]));
    }
}

// ---- Tennessee's capital: Memphis, Nashville, Chattanooga, Knoxville

static const struct vote tennessee[] = {
    {42, "MNCK"}, {26, "NCKM"}, {15, "CKNM"}, {17, "KCNM"}};

static void test_tennessee(void **state)
{
    (void)state;
    struct election e;
    double points[ITEMS], paths[ITEMS * ITEMS];
    size_t level[ITEMS];
    hold(&e, "MNCK", tennessee, COUNT(tennessee));
    ballot_borda(&e.ballots, points);
    const double wanted[] = {126, 194, 173, 107};
    for (size_t i = 0; i < COUNT(wanted); i++) {
        assert_near(points[i], wanted[i], 0);
    }
    assert_kemeny(&e, "NCKM", 393); // of 6 pairs by 100 people: a distance of 207
    ballot_schulze(e.wins, 4, paths, level);
    assert_levels(&e, (size_t[]){4, 1, 2, 3});
}

// Nashville wins all three pairs, Chattanooga two, Knoxville one.
static void test_tennessee_pairs_and_firsts(void **state)
{
    (void)state;
    struct election e;
    double points[ITEMS];
    hold(&e, "MNCK", tennessee, COUNT(tennessee));
    ballot_copeland(e.wins, 4, points);
    const double pairs[] = {0, 3, 2, 1};
    for (size_t i = 0; i < COUNT(pairs); i++) {
        assert_near(points[i], pairs[i], 0);
    }
    ballot_among(&e.ballots, 2, points);
    const double among[] = {42, 68, 58, 32};
    for (size_t i = 0; i < COUNT(among); i++) {
        assert_near(points[i], among[i], 0);
    }
}

// ---- Schulze's 45 ballots: five methods, two winners, three full orders

static const struct vote schulze_45[] = {{5, "ACBED"}, {5, "ADECB"}, {8, "BEDAC"},
                                         {3, "CABED"}, {7, "CAEBD"}, {2, "CBADE"},
                                         {7, "DCEBA"}, {8, "EBADC"}};

static void test_45_firsts_and_medians(void **state)
{
    (void)state;
    struct election e;
    double firsts[ITEMS], lower, upper, of_c;
    hold(&e, "ABCDE", schulze_45, COUNT(schulze_45));
    ballot_firsts(&e.ballots, firsts);
    assert_points(&e, firsts, "CA");
    assert_points(&e, firsts, "CB");
    assert_points(&e, firsts, "CD");
    assert_points(&e, firsts, "CE");
    assert_true(ballot_median(&e.ballots, item_of(&e, 'C'), &of_c, &upper));
    assert_near(of_c, upper, 0);
    for (const char *other = "ABDE"; *other; other++) {
        assert_true(ballot_median(&e.ballots, item_of(&e, *other), &lower, &upper));
        assert_true(of_c < lower);
    }
}

static void test_45_orders(void **state)
{
    (void)state;
    struct election e;
    double points[ITEMS], paths[ITEMS * ITEMS];
    size_t level[ITEMS];
    hold(&e, "ABCDE", schulze_45, COUNT(schulze_45));
    ballot_borda(&e.ballots, points);
    assert_points(&e, points, "EABCD");
    ballot_among(&e.ballots, 3, points);
    assert_points(&e, points, "EABCD");
    ballot_copeland(e.wins, ITEMS, points);
    const double pairs[] = {2, 2, 2, 1, 3};
    for (size_t i = 0; i < ITEMS; i++) {
        assert_near(points[i], pairs[i], 0);
    }
    assert_kemeny(&e, "EBADC", 260);
    ballot_schulze(e.wins, ITEMS, paths, level);
    assert_near(paths[ITEMS * item_of(&e, 'E') + item_of(&e, 'A')], 25, 0);
    assert_levels(&e, (size_t[]){2, 4, 3, 5, 1});
}

// ---- the other elections of electowiki's article on Schulze's method

static void test_schulze_elections(void **state)
{
    (void)state;
    struct election e;
    const struct vote thirty[] = {{5, "ACBD"}, {2, "ACDB"}, {3, "ADCB"},
                                  {4, "BACD"}, {3, "CBDA"}, {3, "CDBA"},
                                  {1, "DACB"}, {5, "DBAC"}, {4, "DCBA"}};
    hold(&e, "ABCD", thirty, COUNT(thirty));
    assert_levels(&e, (size_t[]){2, 4, 3, 1});
    const struct vote another[] = {{3, "ABDEC"}, {5, "ADEBC"}, {1, "ADECB"},
                                   {2, "BADEC"}, {2, "BDECA"}, {4, "CABDE"},
                                   {6, "CBADE"}, {2, "DBECA"}, {5, "DECAB"}};
    hold(&e, "ABCDE", another, COUNT(another));
    assert_levels(&e, (size_t[]){2, 1, 5, 3, 4});
    // B beats C, D beats A, and nothing else is decided.
    const struct vote nine[] = {{3, "ABCD"}, {2, "DABC"}, {2, "DBCA"}, {2, "CBDA"}};
    hold(&e, "ABCD", nine, COUNT(nine));
    assert_levels(&e, (size_t[]){2, 1, 2, 1});
}

static void test_schulze_paths(void **state)
{
    (void)state;
    const struct vote nine[] = {{3, "ABCD"}, {2, "DABC"}, {2, "DBCA"}, {2, "CBDA"}};
    const double wanted[] = {0, 5, 5, 5, 5, 0, 7, 5, 5, 5, 0, 5, 6, 5, 5, 0};
    struct election e;
    double paths[ITEMS * ITEMS];
    size_t level[ITEMS];
    hold(&e, "ABCD", nine, COUNT(nine));
    ballot_schulze(e.wins, 4, paths, level);
    for (size_t i = 0; i < COUNT(wanted); i++) {
        assert_near(paths[i], wanted[i], 0);
    }
}

// Ballots with ties, from the test of the Habermas Machine (Tessler and others 2024): ranks from 1 and what comes out.
static void test_schulze_with_ties(void **state)
{
    (void)state;
    const struct {
        size_t people, items;
        double ranks[20];
        size_t level[4];
    } cases[] = {{2, 4, {0, 0, 1, 2, 0, 1, 3, 2}, {1, 2, 3, 3}},
                 {5,
                  4,
                  {0, 1, 3, 2, 0, 1, 3, 2, 1, 3, 2, 0, 2, 3, 0, 1, 2, 0, 3, 1},
                  {1, 2, 3, 1}},
                 {2, 2, {0, 1, 1, 0}, {1, 1}},
                 {5,
                  4,
                  {1, 2, 3, 4, 2, 1, 4, 3, 4, 1, 2, 3, 2, 3, 4, 1, 3, 2, 4, 1},
                  {3, 1, 4, 2}},
                 {5,
                  4,
                  {3, 1, 2, 2, 1, 3, 2, 2, 3, 2, 2, 1, 2, 3, 1, 1, 4, 2, 1, 3},
                  {3, 2, 1, 1}}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ballots ballots = {cases[i].ranks, NULL, cases[i].people,
                                  cases[i].items};
        double wins[16], paths[16];
        size_t level[4];
        ballot_wins(&ballots, wins);
        ballot_schulze(wins, ballots.items, paths, level);
        for (size_t k = 0; k < ballots.items; k++) {
            assert_int_equal(level[k], cases[i].level[k]);
        }
    }
}

// ---- by hand

// Three points for the first; the two that are not ranked share what is left of 1 and 0.
static void test_borda_of_unranked(void **state)
{
    (void)state;
    const double ranks[] = {2, 1, NAN, NAN};
    struct ballots ballots = {ranks, NULL, 1, 4};
    double points[4];
    ballot_borda(&ballots, points);
    const double wanted[] = {2, 3, 0.5, 0.5};
    for (size_t i = 0; i < 4; i++) {
        assert_near(points[i], wanted[i], 1e-12);
    }
}

static void test_medians(void **state)
{
    (void)state;
    const double ranks[] = {1, 2, NAN, 2, 1, NAN, 1, 2, NAN, 2, 1, NAN};
    struct ballots ballots = {ranks, NULL, 4, 3};
    double lower, upper;
    assert_true(ballot_median(&ballots, 0, &lower, &upper));
    assert_near(lower, 1, 0);
    assert_near(upper, 2, 0);
    assert_false(ballot_median(&ballots, 2, &lower, &upper));
}

static void test_firsts_are_shared(void **state)
{
    (void)state;
    const double ranks[] = {1, 1, 2, NAN, NAN, NAN};
    struct ballots ballots = {ranks, NULL, 2, 3};
    double firsts[3];
    ballot_firsts(&ballots, firsts);
    assert_near(firsts[0], 0.5, 0);
    assert_near(firsts[1], 0.5, 0);
    assert_near(firsts[2], 0, 0);
}

// In a circle everybody wins once; with nobody's word every pair is even.
static void test_copeland_of_ties(void **state)
{
    (void)state;
    struct election e;
    const struct vote circle[] = {{1, "ABC"}, {1, "BCA"}, {1, "CAB"}};
    double points[3];
    hold(&e, "ABC", circle, COUNT(circle));
    ballot_copeland(e.wins, 3, points);
    for (size_t i = 0; i < 3; i++) {
        assert_near(points[i], 1, 0);
    }
    ballot_copeland((const double[9]){0}, 3, points);
    assert_near(points[0], 1, 0);
}

// Who tied across the border has all of the tied; what was not ranked is nobody's.
static void test_among_with_ties(void **state)
{
    (void)state;
    const double ranks[] = {1, 2, 2, NAN, NAN, NAN, NAN, NAN, 1, 2, 3, 4};
    struct ballots ballots = {ranks, NULL, 3, 4};
    double among[4];
    ballot_among(&ballots, 2, among);
    const double wanted[] = {2, 2, 1, 0};
    for (size_t i = 0; i < 4; i++) {
        assert_near(among[i], wanted[i], 0);
    }
}

// A circle of three has three best orders; only as many as there is room for are written.
static void test_kemeny_of_a_circle(void **state)
{
    (void)state;
    struct election e;
    const struct vote circle[] = {{1, "ABC"}, {1, "BCA"}, {1, "CAB"}};
    struct kemeny kemeny;
    size_t orders[6] = {9, 9, 9, 9, 9, 9};
    hold(&e, "ABC", circle, COUNT(circle));
    assert_true(ballot_kemeny(e.wins, 3, orders, 1, &kemeny));
    assert_near(kemeny.agreements, 5, 0);
    assert_int_equal(kemeny.count, 3);
    assert_int_equal(orders[0], 0);
    assert_int_equal(orders[1], 1);
    assert_int_equal(orders[2], 2);
    assert_int_equal(orders[3], 9);
}

// Nine items are searched; ten are not.
static void test_kemeny_sizes(void **state)
{
    (void)state;
    double ranks[10], wins[100];
    size_t orders[10];
    struct kemeny kemeny;
    for (size_t i = 0; i < 10; i++) {
        ranks[i] = (double)(10 - i);
    }
    ballot_wins(&(struct ballots){ranks, NULL, 1, 9}, wins);
    assert_true(ballot_kemeny(wins, 9, orders, 1, &kemeny));
    assert_near(kemeny.agreements, 36, 0);
    assert_int_equal(kemeny.count, 1);
    assert_int_equal(orders[0], 8);
    ballot_wins(&(struct ballots){ranks, NULL, 1, 10}, wins);
    assert_false(ballot_kemeny(wins, 10, orders, 1, &kemeny));
    assert_false(ballot_kemeny(wins, 0, orders, 1, &kemeny));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tennessee),
        cmocka_unit_test(test_tennessee_pairs_and_firsts),
        cmocka_unit_test(test_copeland_of_ties),
        cmocka_unit_test(test_among_with_ties),
        cmocka_unit_test(test_45_firsts_and_medians),
        cmocka_unit_test(test_45_orders),
        cmocka_unit_test(test_schulze_elections),
        cmocka_unit_test(test_schulze_paths),
        cmocka_unit_test(test_schulze_with_ties),
        cmocka_unit_test(test_borda_of_unranked),
        cmocka_unit_test(test_medians),
        cmocka_unit_test(test_firsts_are_shared),
        cmocka_unit_test(test_kemeny_of_a_circle),
        cmocka_unit_test(test_kemeny_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
