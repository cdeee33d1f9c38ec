// SPDX-License-Identifier: MIT
#include "report/rating.h"

#include <math.h>

size_t rating_counts(const double *values, size_t count, size_t steps, double *counts)
{
    size_t missing = 0;
    for (size_t i = 0; i < steps; i++) {
        counts[i] = 0;
    }
    for (size_t i = 0; i < count; i++) {
        double value = values[i];
        if (value >= 1 && value <= (double)steps && value == floor(value)) {
            counts[(size_t)value - 1]++;
        } else {
            missing++;
        }
    }
    return missing;
}

static double total(const double *counts, size_t steps)
{
    double sum = 0;
    for (size_t i = 0; i < steps; i++) {
        sum += counts[i];
    }
    return sum;
}

// The value at a place in order, from 1; a place between two is halfway between their values.
static double value_at(const double *counts, size_t steps, double place)
{
    double low = 0, high = 0, seen = 0;
    for (size_t i = 0; i < steps; i++) {
        seen += counts[i];
        low = low > 0 || seen < floor(place) ? low : (double)i + 1;
        high = high > 0 || seen < ceil(place) ? high : (double)i + 1;
    }
    return (low + high) / 2;
}

bool rating_summary(const double *counts, size_t steps, struct rating *out)
{
    double n = total(counts, steps);
    if (n <= 0) {
        return false;
    }
    double middle = (n + 1) / 2, depth = (floor(middle) + 1) / 2;
    *out =
        (struct rating){value_at(counts, steps, middle), value_at(counts, steps, depth),
                        value_at(counts, steps, n + 1 - depth)};
    return true;
}

bool rating_consensus(const double *counts, size_t steps, double *out)
{
    double n = total(counts, steps), mean = 0, sum = 1;
    if (n <= 0 || steps < 2) {
        return false;
    }
    for (size_t i = 0; i < steps; i++) {
        mean += counts[i] / n * ((double)i + 1);
    }
    for (size_t i = 0; i < steps; i++) {
        double apart = fabs((double)i + 1 - mean) / (double)(steps - 1);
        sum += counts[i] > 0 ? counts[i] / n * log2(1 - apart) : 0;
    }
    *out = sum;
    return true;
}
