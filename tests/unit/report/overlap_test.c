// SPDX-License-Identifier: MIT
// Text that different people gave to the same labels, against sums made character by character.
#include "report/overlap.h"

#include <math.h>
#include <stdlib.h>

#include "support.h"

static void assert_pair(const struct overlap *got, uint32_t a, uint32_t b,
                        double cosine)
{
    assert_int_equal(got->a, a);
    assert_int_equal(got->b, b);
    if (!(fabs(got->cosine - cosine) < 1e-12))
        fail_msg("%.12f is not %.12f", got->cosine, cosine);
}

// Two people share 5 of 10 characters; a third one has both labels alone.
static void test_by_hand(void **state)
{
    (void)state;
    size_t found;
    struct stretch list[] = {
        {0, 1, 1, 5, 15}, {0, 0, 0, 0, 10}, {1, 0, 2, 0, 10}, {1, 1, 2, 0, 10}};
    struct overlap *pairs = overlap_pairs(list, 4, 2, 0.1, &found);
    assert_int_equal(found, 1);
    assert_pair(&pairs[0], 0, 1, 5.0 / 20);
    free(pairs);
}

static void test_nothing(void **state)
{
    (void)state;
    size_t found = 9;
    struct stretch apart[] = {{0, 0, 0, 0, 5}, {0, 1, 1, 5, 9}, {1, 1, 1, 0, 5}};
    struct stretch empty[] = {{0, 0, 0, 3, 3}, {0, 1, 1, 0, 9}, {0, 0, 1, 8, 2}};
    assert_null(overlap_pairs(NULL, 0, 0, 0.1, &found));
    assert_int_equal(found, 0);
    free(overlap_pairs(apart, 3, 2, 0.1, &found));
    assert_int_equal(found, 0);
    free(overlap_pairs(empty, 3, 2, 0.1, &found));
    assert_int_equal(found, 0);
}

// ---- many, compared with the definition

enum { TURNS = 3, LABELS = 30, PEOPLE = 5, LENGTH = 60, MANY = 300 };

static bool covers(const struct stretch *s, uint32_t turn, int64_t at)
{
    return s->turn == turn && s->start <= at && at < s->end;
}

// By two labels: for each character, how many pairs of stretches have it, of different people where labels differ.
static void sum_characters(const struct stretch *list, double sums[LABELS][LABELS])
{
    for (uint32_t turn = 0; turn < TURNS; turn++)
        for (int64_t at = 0; at < LENGTH; at++)
            for (size_t i = 0; i < MANY; i++)
                for (size_t k = 0; k < MANY && covers(&list[i], turn, at); k++)
                    if (covers(&list[k], turn, at) &&
                        (list[i].label == list[k].label ||
                         list[i].person != list[k].person))
                        sums[list[i].label][list[k].label]++;
}

static void test_many(void **state)
{
    (void)state;
    static struct stretch list[MANY];
    static double sums[LABELS][LABELS];
    size_t found, at = 0;
    uint32_t seed = 7;
    for (size_t i = 0; i < MANY; i++) {
        seed = seed * 1664525 + 1013904223;
        uint32_t start = seed >> 8 & 31, length = seed >> 16 & 15;
        list[i] = (struct stretch){i % TURNS, (seed >> 20) % LABELS, i % PEOPLE, start,
                                   start + length};
    }
    sum_characters(list, sums);
    struct overlap *pairs = overlap_pairs(list, MANY, LABELS, 0.2, &found);
    for (uint32_t a = 0; a < LABELS; a++)
        for (uint32_t b = a + 1; b < LABELS; b++) {
            double cosine = sums[a][b] / sqrt(sums[a][a] * sums[b][b]);
            if (cosine >= 0.2)
                assert_pair(&pairs[at++], a, b, cosine);
        }
    assert_true(at > 100);
    assert_int_equal(found, at);
    free(pairs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests_name("overlap", tests, NULL, NULL);
}
