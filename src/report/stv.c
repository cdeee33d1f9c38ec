// SPDX-License-Identifier: MIT
#include "report/stv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define SAME 1e-9 // votes closer than this are as many: thirds do not add up to ones

enum fate { HOPEFUL, TAKEN, OUT };

// What stays the same while ties are followed.
struct stv_search {
    const struct ballots *ballots;
    size_t seats, *taken, counts;
    struct stv *out;
};

// One state of the count: what became of each item, and what each person's vote is still worth.
struct stage {
    enum fate fate[STV_ITEMS_MAX];
    double votes[STV_ITEMS_MAX];
    double *worth;
};

static const double *ranks_of(const struct stv_search *s, size_t person)
{
    return s->ballots->ranks + person * s->ballots->items;
}

static size_t with_fate(const struct stv_search *s, const struct stage *stage,
                        enum fate fate)
{
    size_t count = 0;
    for (size_t i = 0; i < s->ballots->items; i++) {
        count += stage->fate[i] == fate;
    }
    return count;
}

// The best rank that a person gave to what is still open, NAN where there is none, and how many share it.
static double front(const struct stv_search *s, const struct stage *stage,
                    size_t person, double *sharing)
{
    const double *ranks = ranks_of(s, person);
    double best = NAN;
    for (size_t i = 0; i < s->ballots->items; i++) {
        best = stage->fate[i] == HOPEFUL ? fmin(best, ranks[i]) : best;
    }
    *sharing = 0;
    for (size_t i = 0; i < s->ballots->items; i++) {
        *sharing += stage->fate[i] == HOPEFUL && ranks[i] == best;
    }
    return best;
}

static void count_votes(const struct stv_search *s, struct stage *stage)
{
    memset(stage->votes, 0, sizeof stage->votes);
    for (size_t person = 0; person < s->ballots->people; person++) {
        double sharing, best = front(s, stage, person, &sharing);
        for (size_t i = 0; i < s->ballots->items; i++) {
            if (stage->fate[i] == HOPEFUL && ranks_of(s, person)[i] == best) {
                stage->votes[i] += stage->worth[person] / sharing;
            }
        }
    }
}

static bool is_over(const struct stv_search *s, const struct stage *stage, size_t item)
{
    return stage->fate[item] == HOPEFUL && stage->votes[item] > s->out->quota + SAME;
}

// What is left of a person's vote: of the part at items over the quota, as much as they have too much.
static double worth_after(const struct stv_search *s, const struct stage *stage,
                          size_t person)
{
    double sharing, best = front(s, stage, person, &sharing), worth = 0;
    for (size_t i = 0; i < s->ballots->items; i++) {
        if (stage->fate[i] == HOPEFUL && ranks_of(s, person)[i] == best) {
            bool over = is_over(s, stage, i);
            double share =
                over ? (stage->votes[i] - s->out->quota) / stage->votes[i] : 1;
            worth += stage->worth[person] / sharing * share;
        }
    }
    return worth;
}

// Takes what is over the quota and hands on the rest; false when nothing is.
static bool take(const struct stv_search *s, struct stage *stage)
{
    size_t count = 0;
    for (size_t i = 0; i < s->ballots->items; i++) {
        count += is_over(s, stage, i);
    }
    if (!count) {
        return false;
    }
    for (size_t person = 0; person < s->ballots->people; person++) {
        stage->worth[person] = worth_after(s, stage, person);
    }
    for (size_t i = 0; i < s->ballots->items; i++) {
        stage->fate[i] = is_over(s, stage, i) ? TAKEN : stage->fate[i];
    }
    return true;
}

static double fewest(const struct stv_search *s, const struct stage *stage)
{
    double least = INFINITY;
    for (size_t i = 0; i < s->ballots->items; i++) {
        least = stage->fate[i] == HOPEFUL ? fmin(least, stage->votes[i]) : least;
    }
    return least;
}

// What has no vote goes, once there is nothing left to hand on.
static void drop_empty(const struct stv_search *s, struct stage *stage)
{
    for (size_t i = 0; i < s->ballots->items; i++) {
        if (stage->fate[i] == HOPEFUL && stage->votes[i] <= SAME) {
            stage->fate[i] = OUT;
        }
    }
}

static void finish(const struct stv_search *s, const struct stage *stage)
{
    for (size_t i = 0; i < s->ballots->items; i++) {
        s->taken[i] += stage->fate[i] != OUT;
    }
    s->out->ways++;
}

static bool follow(struct stv_search *s, struct stage *stage);

// Leaves each of those with the fewest votes out in turn.
static bool drop_each(struct stv_search *s, const struct stage *stage)
{
    size_t people = s->ballots->people;
    double least = fewest(s, stage);
    struct stage next = {.worth = mem_alloc((people + 1) * sizeof *next.worth)};
    bool fits = true;
    for (size_t i = 0; i < s->ballots->items && fits; i++) {
        if (stage->fate[i] == HOPEFUL && stage->votes[i] <= least + SAME) {
            memcpy(next.fate, stage->fate, sizeof next.fate);
            memcpy(next.worth, stage->worth, people * sizeof *next.worth);
            next.fate[i] = OUT;
            fits = follow(s, &next);
        }
    }
    free(next.worth);
    return fits;
}

static void drop_hopefuls(const struct stv_search *s, struct stage *stage)
{
    for (size_t i = 0; i < s->ballots->items; i++) {
        stage->fate[i] = stage->fate[i] == HOPEFUL ? OUT : stage->fate[i];
    }
}

// Counts on from here; false when the ties are too many.
static bool follow(struct stv_search *s, struct stage *stage)
{
    while (s->counts++ < STV_COUNTS_MAX) {
        count_votes(s, stage);
        size_t taken = with_fate(s, stage, TAKEN);
        if (taken < s->seats && take(s, stage)) {
            continue;
        }
        if (taken == s->seats) {
            drop_hopefuls(s, stage);
        } else {
            drop_empty(s, stage);
        }
        if (taken + with_fate(s, stage, HOPEFUL) > s->seats) {
            return drop_each(s, stage);
        }
        finish(s, stage);
        return true;
    }
    return false;
}

// Who ranked nothing has no vote, and does not raise the quota.
static double vote_all(const struct stv_search *s, struct stage *stage)
{
    double votes = 0, sharing;
    for (size_t person = 0; person < s->ballots->people; person++) {
        bool ranked = !isnan(front(s, stage, person, &sharing));
        double weight = s->ballots->weights ? s->ballots->weights[person] : 1;
        stage->worth[person] = ranked ? weight : 0;
        votes += stage->worth[person];
    }
    return votes;
}

bool stv_count(const struct ballots *ballots, size_t seats, size_t *taken,
               struct stv *out)
{
    if (seats == 0 || ballots->items <= seats || ballots->items > STV_ITEMS_MAX) {
        return false;
    }
    struct stv found = {0};
    struct stage stage = {.worth =
                              mem_alloc((ballots->people + 1) * sizeof *stage.worth)};
    struct stv_search s = {ballots, seats, taken, 0, &found};
    memset(taken, 0, ballots->items * sizeof *taken);
    double votes = vote_all(&s, &stage);
    found.quota = votes / ((double)seats + 1);
    bool computable = votes > 0 && follow(&s, &stage);
    free(stage.worth);
    if (computable) {
        *out = found;
    }
    return computable;
}
