// SPDX-License-Identifier: MIT
// Published elections, and ties counted by hand. Ballots are written as letters, the best first; "-" behind the last
// that is ranked.
#include "report/stv.h"

#include <math.h>

#include "support.h"

#define ITEMS 10
#define BALLOTS 12

struct vote {
    double weight;
    const char *order;
};

static bool count(const char *names, const struct vote *votes, size_t people,
                  size_t seats, size_t *taken, struct stv *out)
{
    double ranks[BALLOTS * ITEMS], weights[BALLOTS];
    size_t items = strlen(names);
    for (size_t i = 0; i < people * items; i++) {
        ranks[i] = NAN;
    }
    for (size_t i = 0; i < people; i++) {
        weights[i] = votes[i].weight;
        for (size_t k = 0; votes[i].order[k]; k++) {
            size_t item = (size_t)(strchr(names, votes[i].order[k]) - names);
            ranks[i * items + item] = (double)k + 1;
        }
    }
    struct ballots ballots = {ranks, weights, people, items};
    return stv_count(&ballots, seats, taken, out);
}

static void assert_taken(const size_t *taken, const size_t *wanted, size_t items)
{
    for (size_t i = 0; i < items; i++) {
        assert_int_equal(taken[i], wanted[i]);
    }
}

// Tennessee's capital by one seat, which is instant run-off: Chattanooga goes, then Nashville, and Knoxville is taken.
static void test_tennessee(void **state)
{
    (void)state;
    const struct vote votes[] = {
        {42, "MNCK"}, {26, "NCKM"}, {15, "CKNM"}, {17, "KCNM"}};
    size_t taken[ITEMS];
    struct stv stv;
    assert_true(count("MNCK", votes, COUNT(votes), 1, taken, &stv));
    assert_true(fabs(stv.quota - 50) < 1e-12);
    assert_int_equal(stv.ways, 1);
    assert_taken(taken, (size_t[]){0, 0, 0, 1}, 4);
}

// Wikipedia's election of food for 20 guests: Oranges, Pears, Chocolate, Strawberries, Sweets; three are served.
static void test_food(void **state)
{
    (void)state;
    const struct vote votes[] = {{4, "O"},  {2, "PO"}, {8, "CS"},
                                 {4, "CW"}, {1, "S"},  {1, "W"}};
    size_t taken[ITEMS];
    struct stv stv;
    assert_true(count("OPCSW", votes, COUNT(votes), 3, taken, &stv));
    assert_int_equal(stv.ways, 1);
    assert_taken(taken, (size_t[]){1, 0, 1, 1, 0}, 5);
}

// Its later example with 23 guests and seven foods: Donuts, Pears, Strawberries, Cake, chOcolate, Hamburgers, chicKen.
// Pears, Cake and Hamburgers are served.
static void test_more_food(void **state)
{
    (void)state;
    const struct vote votes[] = {{4, "DS"}, {7, "PSC"}, {1, "SCP"},
                                 {1, "S"},  {3, "CDS"}, {1, "OC"},
                                 {4, "HK"}, {1, "KH"},  {1, "K"}};
    size_t taken[ITEMS];
    struct stv stv;
    assert_true(count("DPSCOHK", votes, COUNT(votes), 3, taken, &stv));
    assert_int_equal(stv.ways, 1);
    assert_taken(taken, (size_t[]){0, 1, 0, 1, 0, 1, 0}, 7);
}

// Schulze's 45 ballots. For one place B and E tie, and whichever goes, C is taken; for three, C, E and B are.
static void test_45(void **state)
{
    (void)state;
    const struct vote votes[] = {{5, "ACBED"}, {5, "ADECB"}, {8, "BEDAC"},
                                 {3, "CABED"}, {7, "CAEBD"}, {2, "CBADE"},
                                 {7, "DCEBA"}, {8, "EBADC"}};
    size_t taken[ITEMS];
    struct stv stv;
    assert_true(count("ABCDE", votes, COUNT(votes), 1, taken, &stv));
    assert_int_equal(stv.ways, 2);
    assert_taken(taken, (size_t[]){0, 0, 2, 0, 0}, 5);
    assert_true(count("ABCDE", votes, COUNT(votes), 3, taken, &stv));
    assert_int_equal(stv.ways, 1);
    assert_taken(taken, (size_t[]){0, 1, 1, 0, 1}, 5);
}

// ---- by hand

// Four who agree fill three places: each surplus goes on whole.
static void test_one_mind(void **state)
{
    (void)state;
    size_t taken[ITEMS];
    struct stv stv;
    assert_true(count("DCBA", (struct vote[]){{4, "ABCD"}}, 1, 3, taken, &stv));
    assert_taken(taken, (size_t[]){0, 1, 1, 1}, 4);
}

// In a circle of three whoever goes first decides, so each is taken in one of three ways.
static void test_circle(void **state)
{
    (void)state;
    const struct vote votes[] = {{1, "ABC"}, {1, "BCA"}, {1, "CAB"}};
    size_t taken[ITEMS];
    struct stv stv;
    assert_true(count("ABC", votes, COUNT(votes), 1, taken, &stv));
    assert_int_equal(stv.ways, 3);
    assert_taken(taken, (size_t[]){1, 1, 1}, 3);
}

// What nobody has in front of anything open takes no place, so only one of three is taken.
static void test_fewer(void **state)
{
    (void)state;
    size_t taken[ITEMS];
    struct stv stv;
    assert_true(count("ABCD", (struct vote[]){{2, "A"}}, 1, 3, taken, &stv));
    assert_int_equal(stv.ways, 1);
    assert_taken(taken, (size_t[]){1, 0, 0, 0}, 4);
}

// Two have A and B first, alike: half a vote each of two, and C has one. Over the quota of 3 / 2 is nobody. All three
// have one vote, and each way of leaving one out ends otherwise: without A, B has 2; without B, A has 2; without C, who
// is tied with nothing behind, A and B have one each, so both go in turn.
static void test_ties_share(void **state)
{
    (void)state;
    const double ranks[] = {1, 1, NAN, 1, 1, NAN, NAN, NAN, 1};
    struct ballots ballots = {ranks, NULL, 3, 3};
    size_t taken[ITEMS];
    struct stv stv;
    assert_true(stv_count(&ballots, 1, taken, &stv));
    assert_int_equal(stv.ways, 4);
    assert_taken(taken, (size_t[]){2, 2, 0}, 3);
}

static void test_not_computable(void **state)
{
    (void)state;
    const double none[] = {NAN, NAN}, one[] = {1, 2};
    size_t taken[STV_ITEMS_MAX];
    struct stv stv = {.quota = 7, .ways = 7};
    assert_false(stv_count(&(struct ballots){none, NULL, 1, 2}, 1, taken, &stv));
    assert_false(stv_count(&(struct ballots){one, NULL, 1, 2}, 2, taken, &stv));
    assert_false(stv_count(&(struct ballots){one, NULL, 1, 2}, 0, taken, &stv));
    assert_int_equal(stv.ways, 7);
}

// Twelve people who each name one thing that nobody else names: the ways are too many to follow.
static void test_too_many_ties(void **state)
{
    (void)state;
    double ranks[12 * 12];
    for (size_t i = 0; i < COUNT(ranks); i++) {
        ranks[i] = i % 13 == 0 ? 1 : NAN;
    }
    size_t taken[12];
    struct stv stv;
    assert_false(stv_count(&(struct ballots){ranks, NULL, 12, 12}, 3, taken, &stv));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tennessee),      cmocka_unit_test(test_food),
        cmocka_unit_test(test_more_food),      cmocka_unit_test(test_45),
        cmocka_unit_test(test_one_mind),       cmocka_unit_test(test_circle),
        cmocka_unit_test(test_fewer),          cmocka_unit_test(test_ties_share),
        cmocka_unit_test(test_not_computable), cmocka_unit_test(test_too_many_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
