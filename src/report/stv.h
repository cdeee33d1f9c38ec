// SPDX-License-Identifier: MIT
// The single transferable vote: a few items, chosen so that many people find one of their first among them. A mirror
// beside the group's own ranking, as everything in ballot.h. Pure; false means "not computable".
//
// An item is taken with more votes than Droop's quota, people / (items to take + 1), not rounded: rounded, a group of
// five would run out of votes. Surpluses go on by weighted inclusive Gregory: all of an item's votes, each at the same
// share. Items that are over the quota together are taken together. A person's vote is shared by items that they tied.
// What nobody has in front goes at once, so fewer may be taken than were asked for. Where several have the fewest
// votes, each of them goes in turn and the count follows all of these ways: no lot is drawn.
#ifndef CALMA_REPORT_STV_H
#define CALMA_REPORT_STV_H

#include "report/ballot.h"

#define STV_ITEMS_MAX 64
#define STV_COUNTS_MAX 20000 // counts of all the ways together

struct stv {
    double quota; // more votes than this take an item
    size_t ways;  // how many ways ties can go, 1 where there are none
};

// taken[item]: in how many of the ways the item is among the `seats`. Not computable where there are not more items
// than seats, without seats or votes, with more than STV_ITEMS_MAX items, or with more ties than STV_COUNTS_MAX allows.
// Source: Tideman 1995, J. of Economic Perspectives 9; the surpluses as in the Scottish Local Government Elections
// Order 2007.
bool stv_count(const struct ballots *ballots, size_t seats, size_t *taken,
               struct stv *out);

#endif
