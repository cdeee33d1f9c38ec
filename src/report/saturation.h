// SPDX-License-Identifier: MIT
// How many different codes there are after the first, the second, ... person. The order in which files come back is
// arbitrary, so the curve is of many orders. Pure functions over plain arrays.
#ifndef CALMA_REPORT_SATURATION_H
#define CALMA_REPORT_SATURATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct saturation {
    double *mean, *least, *most; // different codes after i + 1 people: `people` numbers each
};

// used[person * codes + code] is not 0 where the person used the code. Takes `orders` orders of the people, drawn from
// a seed. Not computable (false, nothing written) without people or orders.
bool saturation_curve(const unsigned char *used, size_t people, size_t codes, size_t orders, uint64_t seed,
                      const struct saturation *out);

// In one given order: the new codes of `run` people behind the first `from`, as a share of the codes of the first
// `base` people; fresh[i] is how many codes person i used that nobody before did. 0 is no new code. Not computable when
// there are not so many people, or the base has no code. A base of 4 is most of a group of 6.
// Source: Guest, Namey, Chen 2020, PLoS ONE 15(5) e0232076.
bool saturation_run(const size_t *fresh, size_t people, size_t base, size_t from, size_t run, double *out);

#endif
