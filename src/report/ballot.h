// SPDX-License-Identifier: MIT
// Ways to put several people's rankings together. They disagree with each other on the same ballots (on Schulze's 45
// ballots five methods find two winners and three full orders), so they stand beside the group's own ranking and are
// never merged into it. Every function is pure; false means "not computable".
//
// Ballots are ranks[person * items + item], the smaller the better, equal numbers tied, NAN not ranked: behind all that
// are ranked, and tied. `weights` says how many people gave each ballot; NULL is one each.
#ifndef CALMA_REPORT_BALLOT_H
#define CALMA_REPORT_BALLOT_H

#include <stdbool.h>
#include <stddef.h>

struct ballots {
    const double *ranks;
    const double *weights; // or NULL
    size_t people, items;
};

// First places of each item; who tied several first gives each a share.
void ballot_firsts(const struct ballots *ballots, double *out);

// Borda's points of each item: items - 1 for a first place down to 0. Ties share the mean of their places, and so do
// the items that were not ranked. Sensitive to items that are nearly the same. Source: Borda 1784.
void ballot_borda(const struct ballots *ballots, double *points);

// How many people have each item among their first `first` places. Who tied across the border has all of the tied;
// what was not ranked is nobody's. As if people approved of so many. Source: Brams and Fishburn 1978, APSR 72.
void ballot_among(const struct ballots *ballots, size_t first, double *out);

// The lower and the upper median of an item's places among those who ranked it; they differ where the middle lies
// between two. Not computable where nobody ranked it.
bool ballot_median(const struct ballots *ballots, size_t item, double *lower, double *upper);

// wins[a * items + b]: how many people put a before b.
void ballot_wins(const struct ballots *ballots, double *wins);

// Copeland's points of each item: 1 for each other item that more people have behind it than before it, half a point
// where as many do. Items often tie. Source: Copeland 1951; Lull 1299.
void ballot_copeland(const double *wins, size_t items, double *points);

#define KEMENY_ITEMS_MAX 9

struct kemeny {
    double agreements; // pairs of items, over all people, that an order has as they have them: the more the better
    size_t count;      // how many orders have that many
};

// The orders that agree with most of the pairs in `wins`. The first `most` of them, in the order of their item numbers,
// go into `orders` (items each, the best first). Several are common. Not computable with more than KEMENY_ITEMS_MAX
// items, or none. Source: Kemeny 1959, Daedalus 88.
bool ballot_kemeny(const double *wins, size_t items, size_t *orders, size_t most, struct kemeny *out);

// paths[a * items + b]: the strength of the strongest path from a to b, a path being as strong as its weakest win (in
// people on the winning side), 0 where there is none. level[item]: 1 for those that nothing beats, 2 for those that
// only they beat, and so on; the same level is a tie. Source: Schulze 2011, Social Choice and Welfare 36.
void ballot_schulze(const double *wins, size_t items, double *paths, size_t *level);

#endif
