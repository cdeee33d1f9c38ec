// SPDX-License-Identifier: MIT
// One person's first names (Segment 1) against their list of final axes (Segment 5), through a mapping that people
// recorded: any name to any number of axes, or to none. Names without a mapping stay themselves. Pure functions; false
// means "not computable". With few people these are counts to talk about, not a test.
#ifndef CALMA_REPORT_CHANGE_H
#define CALMA_REPORT_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

struct change_link {
    size_t name; // place in the first list, 0 the first
    size_t axis; // number of a final axis
};

struct change {
    size_t kept;     // axes of the last list that one of the first names became
    size_t fresh;    // axes of the last list that none did
    size_t dropped;  // first names that became no axis of the last list, mapped or not
    size_t unmapped; // of those, names that were mapped to no axis at all
    double jaccard;  // kept / (kept + fresh + what the first names became else), 0 to 1 (the same); NAN: both empty
};

// `names` first names, and the axes of the last list, the best first in both. shifts[i], for axis i of the last list:
// the place of the best first name that became it minus its place now, so above 0 it rose; NAN where it is new.
void change_between(size_t names, const size_t *axes, size_t axis_count, const struct change_link *links,
                    size_t link_count, struct change *out, double *shifts);

// The mean over all pairs of people of |both| / |either| of what they have: has[person * items + item]. Pairs in which
// neither has anything are left out; not computable when no pair is left.
bool change_likeness(const unsigned char *has, size_t people, size_t items, double *out);

#endif
