// SPDX-License-Identifier: MIT
// Who codes whose conversations: what others(k) gives each participant of a group. The same study gives the same plan;
// every conversation that may be shared goes to as equal a number of people as can be, and nobody gets their own.
#ifndef CALMA_PACKET_PLAN_H
#define CALMA_PACKET_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "study/study.h"

// One others(k) for one group.
struct plan_share {
    const struct group *group;
    size_t k;
    const struct round *since;             // the first round that asks for it
    const struct transcript **pool;        // what may be shared, in the order of study.lua
    size_t pool_count;
    bool *given; // a row of `pool_count` for each participant, in the order of the roster
};

struct plan {
    const struct study *study;
    struct plan_share *shares; // in the order in which study.lua asks for them, groups in their order
    size_t count;
};

// Says in one warning for each share how many people get fewer than k.
void plan_make(struct plan *plan, const struct study *study, struct diag *d);
void plan_release(struct plan *plan);

// The conversation number `n`, from 0 and less than k, that somebody of the share's group is given; NULL when they are
// given fewer, or are nobody of the group.
const struct transcript *plan_given(const struct plan_share *share, const struct participant *participant, size_t n);

#endif
