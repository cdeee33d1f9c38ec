// SPDX-License-Identifier: MIT
#include "report/ballot.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/ranking.h"

static double weight(const struct ballots *ballots, size_t person)
{
    return ballots->weights ? ballots->weights[person] : 1;
}

static const double *ballot(const struct ballots *ballots, size_t person)
{
    return ballots->ranks + person * ballots->items;
}

// ---- places

void ballot_firsts(const struct ballots *ballots, double *out)
{
    for (size_t i = 0; i < ballots->items; i++) {
        out[i] = 0;
    }
    for (size_t person = 0; person < ballots->people; person++) {
        const double *ranks = ballot(ballots, person);
        double best = NAN, tied = 0;
        for (size_t i = 0; i < ballots->items; i++) {
            best = fmin(best, ranks[i]);
        }
        for (size_t i = 0; i < ballots->items; i++) {
            tied += ranks[i] == best;
        }
        for (size_t i = 0; i < ballots->items; i++) {
            out[i] += ranks[i] == best ? weight(ballots, person) / tied : 0;
        }
    }
}

void ballot_borda(const struct ballots *ballots, double *points)
{
    double *ranks = mem_alloc((ballots->items + 1) * sizeof *ranks);
    for (size_t i = 0; i < ballots->items; i++) {
        points[i] = 0;
    }
    for (size_t person = 0; person < ballots->people; person++) {
        ranking_mid(ballot(ballots, person), ballots->items, ranks);
        for (size_t i = 0; i < ballots->items; i++) {
            points[i] += weight(ballots, person) * ((double)ballots->items - ranks[i]);
        }
    }
    free(ranks);
}

// How many items the person has before this one.
static size_t better(const double *ranks, size_t items, size_t item)
{
    size_t count = 0;
    for (size_t i = 0; i < items; i++) {
        count += ranks[i] < ranks[item];
    }
    return count;
}

void ballot_among(const struct ballots *ballots, size_t first, double *out)
{
    for (size_t i = 0; i < ballots->items; i++) {
        out[i] = 0;
        for (size_t person = 0; person < ballots->people; person++) {
            const double *ranks = ballot(ballots, person);
            bool counts = !isnan(ranks[i]) && better(ranks, ballots->items, i) < first;
            out[i] += counts ? weight(ballots, person) : 0;
        }
    }
}

struct place {
    double rank, weight;
};

static int by_rank(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

// The first rank at which `share` of all the weight is reached, or is passed.
static double rank_at(const struct place *places, size_t count, double share,
                      bool passed)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += places[i].weight;
        if (passed ? sum > share : sum >= share) {
            return places[i].rank;
        }
    }
    return places[count - 1].rank;
}

bool ballot_median(const struct ballots *ballots, size_t item, double *lower,
                   double *upper)
{
    struct place *places = mem_alloc((ballots->people + 1) * sizeof *places);
    double *ranks = mem_alloc((ballots->items + 1) * sizeof *ranks), sum = 0;
    size_t count = 0;
    for (size_t person = 0; person < ballots->people; person++) {
        ranking_mid(ballot(ballots, person), ballots->items, ranks);
        if (!isnan(ballot(ballots, person)[item])) {
            places[count++] = (struct place){ranks[item], weight(ballots, person)};
            sum += weight(ballots, person);
        }
    }
    if (count > 0) {
        qsort(places, count, sizeof *places, by_rank);
        *lower = rank_at(places, count, sum / 2, false);
        *upper = rank_at(places, count, sum / 2, true);
    }
    free(places);
    free(ranks);
    return count > 0;
}

// ---- pairs

void ballot_wins(const struct ballots *ballots, double *wins)
{
    size_t n = ballots->items;
    for (size_t i = 0; i < n * n; i++) {
        wins[i] = 0;
    }
    for (size_t person = 0; person < ballots->people; person++) {
        const double *ranks = ballot(ballots, person);
        for (size_t a = 0; a < n; a++) {
            for (size_t b = 0; b < n; b++) {
                bool first =
                    ranks[a] < ranks[b] || (!isnan(ranks[a]) && isnan(ranks[b]));
                wins[a * n + b] += first ? weight(ballots, person) : 0;
            }
        }
    }
}

void ballot_copeland(const double *wins, size_t items, double *points)
{
    for (size_t a = 0; a < items; a++) {
        points[a] = 0;
        for (size_t b = 0; b < items; b++) {
            double for_a = wins[a * items + b], for_b = wins[b * items + a];
            points[a] += a == b || for_a < for_b ? 0 : for_a > for_b ? 1 : 0.5;
        }
    }
}

struct search {
    const double *wins;
    size_t items, *orders, most;
    size_t order[KEMENY_ITEMS_MAX];
    struct kemeny *best;
};

static bool is_placed(const struct search *search, size_t depth, size_t item)
{
    for (size_t i = 0; i < depth; i++) {
        if (search->order[i] == item) {
            return true;
        }
    }
    return false;
}

static void keep(struct search *search, double agreements)
{
    if (agreements > search->best->agreements) {
        *search->best = (struct kemeny){agreements, 0};
    }
    if (agreements < search->best->agreements) {
        return;
    }
    for (size_t i = 0; i < search->items && search->best->count < search->most; i++) {
        search->orders[search->best->count * search->items + i] = search->order[i];
    }
    search->best->count++;
}

// Each item that is placed agrees with those who have it behind all that are placed already.
static void place_next(struct search *search, size_t depth, double agreements)
{
    if (depth == search->items) {
        keep(search, agreements);
        return;
    }
    for (size_t item = 0; item < search->items; item++) {
        if (is_placed(search, depth, item)) {
            continue;
        }
        double sum = agreements;
        for (size_t i = 0; i < depth; i++) {
            sum += search->wins[search->order[i] * search->items + item];
        }
        search->order[depth] = item;
        place_next(search, depth + 1, sum);
    }
}

bool ballot_kemeny(const double *wins, size_t items, size_t *orders, size_t most,
                   struct kemeny *out)
{
    if (items == 0 || items > KEMENY_ITEMS_MAX) {
        return false;
    }
    *out = (struct kemeny){-1, 0};
    struct search search = {wins, items, orders, most, {0}, out};
    place_next(&search, 0, 0);
    return true;
}

// ---- paths

static void strengthen(double *paths, size_t n)
{
    for (size_t via = 0; via < n; via++) {
        for (size_t a = 0; a < n; a++) {
            for (size_t b = 0; b < n; b++) {
                double around = fmin(paths[a * n + via], paths[via * n + b]);
                if (a != b && a != via && b != via && around > paths[a * n + b]) {
                    paths[a * n + b] = around;
                }
            }
        }
    }
}

// Is any item that has no level yet stronger than `item`?
static bool is_beaten(const double *paths, const size_t *level, size_t now, size_t n,
                      size_t item)
{
    for (size_t other = 0; other < n; other++) {
        bool open = level[other] == 0 || level[other] == now;
        if (open && paths[other * n + item] > paths[item * n + other]) {
            return true;
        }
    }
    return false;
}

void ballot_schulze(const double *wins, size_t items, double *paths, size_t *level)
{
    for (size_t a = 0; a < items; a++) {
        level[a] = 0;
        for (size_t b = 0; b < items; b++) {
            double for_a = wins[a * items + b], for_b = wins[b * items + a];
            paths[a * items + b] = for_a > for_b ? for_a : 0;
        }
    }
    strengthen(paths, items);
    size_t left = items;
    for (size_t now = 1; left > 0; now++) {
        for (size_t item = 0; item < items; item++) {
            if (level[item] == 0 && !is_beaten(paths, level, now, items, item)) {
                level[item] = now;
                left--;
            }
        }
    }
}
