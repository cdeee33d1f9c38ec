// SPDX-License-Identifier: MIT
#include "report/ranking.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/shuffle.h"

// ---- mid-ranks

static bool before(double a, double b)
{
    return a < b || (!isnan(a) && isnan(b));
}

void ranking_mid(const double *values, size_t count, double *ranks)
{
    for (size_t i = 0; i < count; i++) {
        double better = 0, same = 0;
        for (size_t k = 0; k < count; k++) {
            better += before(values[k], values[i]);
            same += !before(values[k], values[i]) && !before(values[i], values[k]);
        }
        ranks[i] = better + (same + 1) / 2;
    }
}

static bool any_missing(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (isnan(values[i])) {
            return true;
        }
    }
    return false;
}

// ---- Kendall's W

// Each value of a tie of t adds t^2 - 1, so that a tie adds t^3 - t.
static double tie_term(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double same = 0;
        for (size_t k = 0; k < count; k++) {
            same += values[k] == values[i];
        }
        sum += same * same - 1;
    }
    return sum;
}

static double spread(const double *sums, size_t people, size_t items)
{
    double mean = (double)people * ((double)items + 1) / 2, sum = 0;
    for (size_t i = 0; i < items; i++) {
        sum += (sums[i] - mean) * (sums[i] - mean);
    }
    return sum;
}

bool ranking_concordance(const double *values, size_t people, size_t items, double *out)
{
    if (people < 2 || items < 2 || any_missing(values, people * items)) {
        return false;
    }
    double *ranks = mem_alloc(items * sizeof *ranks),
           *sums = mem_alloc(items * sizeof *sums);
    double m = (double)people, n = (double)items, ties = 0;
    for (size_t person = 0; person < people; person++) {
        ranking_mid(values + person * items, items, ranks);
        ties += tie_term(ranks, items);
        for (size_t i = 0; i < items; i++) {
            sums[i] += ranks[i];
        }
    }
    double most = m * m * (n * n * n - n) - m * ties;
    bool computable = most > 0;
    if (computable) {
        *out = 12 * spread(sums, people, items) / most;
    }
    free(ranks);
    free(sums);
    return computable;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double draw_concordance(struct shuffle *shuffle, size_t people, size_t items,
                               size_t *order, double *sums)
{
    double m = (double)people, n = (double)items;
    for (size_t i = 0; i < items; i++) {
        sums[i] = 0;
    }
    for (size_t person = 0; person < people; person++) {
        shuffle_order(shuffle, order, items);
        for (size_t i = 0; i < items; i++) {
            sums[i] += (double)order[i] + 1;
        }
    }
    return 12 * spread(sums, people, items) / (m * m * (n * n * n - n));
}

bool ranking_concordance_chance(size_t people, size_t items, size_t draws,
                                uint64_t seed, double *out)
{
    if (people < 2 || items < 2 || draws == 0) {
        return false;
    }
    struct shuffle shuffle = {seed};
    double *drawn = mem_alloc(draws * sizeof *drawn),
           *sums = mem_alloc(items * sizeof *sums);
    size_t *order = mem_alloc(items * sizeof *order);
    for (size_t i = 0; i < draws; i++) {
        drawn[i] = draw_concordance(&shuffle, people, items, order, sums);
    }
    qsort(drawn, draws, sizeof *drawn, by_value);
    *out = drawn[(size_t)ceil(0.95 * (double)draws) - 1];
    free(drawn);
    free(sums);
    free(order);
    return true;
}

// ---- two rankings

static int sign(double x)
{
    return (x > 0) - (x < 0);
}

bool ranking_tau(const double *a, const double *b, size_t items, double *out)
{
    if (any_missing(a, items) || any_missing(b, items)) {
        return false;
    }
    double alike = 0, a_pairs = 0, b_pairs = 0;
    for (size_t i = 0; i < items; i++) {
        for (size_t k = i + 1; k < items; k++) {
            int x = sign(a[i] - a[k]), y = sign(b[i] - b[k]);
            alike += x * y;
            a_pairs += x != 0;
            b_pairs += y != 0;
        }
    }
    if (a_pairs <= 0 || b_pairs <= 0) {
        return false;
    }
    *out = alike / sqrt(a_pairs * b_pairs);
    return true;
}

bool ranking_rho(const double *a, const double *b, size_t items, double *out)
{
    if (items < 2 || any_missing(a, items) || any_missing(b, items)) {
        return false;
    }
    double *ranks = mem_alloc(2 * items * sizeof *ranks);
    double mean = ((double)items + 1) / 2, both = 0, first = 0, second = 0;
    ranking_mid(a, items, ranks);
    ranking_mid(b, items, ranks + items);
    for (size_t i = 0; i < items; i++) {
        double x = ranks[i] - mean, y = ranks[items + i] - mean;
        both += x * y;
        first += x * x;
        second += y * y;
    }
    free(ranks);
    if (first <= 0 || second <= 0) {
        return false;
    }
    *out = both / sqrt(first * second);
    return true;
}

// ---- first few of two lists

// The chance that b items drawn from `all` hold at least `least` of a given a.
static double tail(size_t a, size_t b, size_t all, size_t least)
{
    double sum = 0, every = lgamma((double)all + 1) - lgamma((double)b + 1) -
                            lgamma((double)(all - b) + 1);
    for (size_t k = least; k <= a && k <= b; k++) {
        if (b - k > all - a) {
            continue;
        }
        double rest = (double)(all - a), other = (double)(b - k);
        double ways = lgamma((double)a + 1) - lgamma((double)k + 1) -
                      lgamma((double)(a - k) + 1) + lgamma(rest + 1) -
                      lgamma(other + 1) - lgamma(rest - other + 1);
        sum += exp(ways - every);
    }
    return fmin(sum, 1);
}

bool ranking_overlap(const size_t *a, size_t a_count, const size_t *b, size_t b_count,
                     size_t all, struct overlap *out)
{
    if (a_count + b_count == 0 || a_count > all || b_count > all) {
        return false;
    }
    size_t common = 0;
    for (size_t i = 0; i < a_count; i++) {
        for (size_t k = 0; k < b_count; k++) {
            common += a[i] == b[k];
        }
    }
    *out =
        (struct overlap){common, (double)common / (double)(a_count + b_count - common),
                         (double)a_count * (double)b_count / (double)all,
                         tail(a_count, b_count, all, common)};
    return true;
}
