// SPDX-License-Identifier: MIT
#include "report/saturation.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/shuffle.h"

// Adds a person's codes to those that are known; answers how many were not.
static size_t add_codes(unsigned char *known, const unsigned char *used, size_t codes)
{
    size_t fresh = 0;
    for (size_t i = 0; i < codes; i++) {
        fresh += used[i] && !known[i];
        known[i] |= used[i];
    }
    return fresh;
}

static void add_order(const struct saturation *out, size_t i, double seen, bool first)
{
    out->mean[i] += seen;
    if (first || seen < out->least[i]) {
        out->least[i] = seen;
    }
    if (first || seen > out->most[i]) {
        out->most[i] = seen;
    }
}

bool saturation_curve(const unsigned char *used, size_t people, size_t codes,
                      size_t orders, uint64_t seed, const struct saturation *out)
{
    if (people == 0 || orders == 0) {
        return false;
    }
    struct shuffle shuffle = {seed};
    size_t *order = mem_alloc(people * sizeof *order);
    unsigned char *known = mem_alloc(codes + 1);
    memset(out->mean, 0, people * sizeof *out->mean);
    for (size_t n = 0; n < orders; n++) {
        shuffle_order(&shuffle, order, people);
        memset(known, 0, codes);
        size_t seen = 0;
        for (size_t i = 0; i < people; i++) {
            seen += add_codes(known, used + order[i] * codes, codes);
            add_order(out, i, (double)seen, n == 0);
        }
    }
    for (size_t i = 0; i < people; i++) {
        out->mean[i] /= (double)orders;
    }
    free(order);
    free(known);
    return true;
}

static size_t sum(const size_t *fresh, size_t from, size_t count)
{
    size_t n = 0;
    for (size_t i = from; i < from + count; i++) {
        n += fresh[i];
    }
    return n;
}

bool saturation_run(const size_t *fresh, size_t people, size_t base, size_t from,
                    size_t run, double *out)
{
    if (base > people || from > people || run > people - from) {
        return false;
    }
    size_t known = sum(fresh, 0, base);
    if (known == 0) {
        return false;
    }
    *out = (double)sum(fresh, from, run) / (double)known;
    return true;
}
