// SPDX-License-Identifier: MIT
#include "report/diversity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static double total(const double *counts, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += counts[i];
    }
    return sum;
}

// How many codes were used exactly `times`; with 0, how many were used at all.
static double used(const double *counts, size_t count, double times)
{
    double n = 0;
    for (size_t i = 0; i < count; i++) {
        n += times > 0 ? counts[i] == times : counts[i] > 0;
    }
    return n;
}

bool diversity_shannon(const double *counts, size_t count, double *out)
{
    double n = total(counts, count), sum = 0;
    if (n <= 0) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        sum -= counts[i] > 0 ? counts[i] / n * log(counts[i] / n) : 0;
    }
    *out = sum;
    return true;
}

bool diversity_evenness(const double *counts, size_t count, double *out)
{
    double codes = used(counts, count, 0), entropy;
    if (codes < 2 || !diversity_shannon(counts, count, &entropy)) {
        return false;
    }
    *out = entropy / log(codes);
    return true;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

bool diversity_gini(const double *values, size_t count, double *out)
{
    double n = total(values, count), sum = 0;
    if (n <= 0) {
        return false;
    }
    double *sorted = mem_alloc(count * sizeof *sorted);
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_value);
    for (size_t i = 0; i < count; i++) {
        sum += (2 * (double)i + 1 - (double)count) * sorted[i];
    }
    free(sorted);
    *out = sum / ((double)count * n);
    return true;
}

bool diversity_chao1(const double *counts, size_t count, bool corrected, double *out)
{
    double codes = used(counts, count, 0);
    double once = used(counts, count, 1), twice = used(counts, count, 2);
    if (codes <= 0 || (!corrected && twice <= 0)) {
        return false;
    }
    *out = codes + (corrected ? once * (once - 1) / (2 * (twice + 1))
                              : once * once / (2 * twice));
    return true;
}

bool diversity_coverage(const double *counts, size_t count, double *out)
{
    double n = total(counts, count);
    if (n <= 0) {
        return false;
    }
    *out = 1 - used(counts, count, 1) / n;
    return true;
}
