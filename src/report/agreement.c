// SPDX-License-Identifier: MIT
#include "report/agreement.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

// ---- spans

static int by_start(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

size_t span_merge(struct span *spans, size_t count)
{
    if (count > 1) {
        qsort(spans, count, sizeof *spans, by_start);
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].start >= spans[i].end) {
            continue;
        }
        if (kept > 0 && spans[i].start <= spans[kept - 1].end) {
            if (spans[i].end > spans[kept - 1].end) {
                spans[kept - 1].end = spans[i].end;
            }
        } else {
            spans[kept++] = spans[i];
        }
    }
    return kept;
}

static size_t spans_length(const struct span *spans, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        length += spans[i].end - spans[i].start;
    }
    return length;
}

static size_t spans_common(const struct span *a, size_t a_count, const struct span *b,
                           size_t b_count)
{
    size_t common = 0, i = 0, k = 0;
    while (i < a_count && k < b_count) {
        size_t start = a[i].start > b[k].start ? a[i].start : b[k].start;
        size_t end = a[i].end < b[k].end ? a[i].end : b[k].end;
        common += end > start ? end - start : 0;
        if (a[i].end < b[k].end) {
            i++;
        } else {
            k++;
        }
    }
    return common;
}

bool agreement_dice(const struct span *a, size_t a_count, const struct span *b,
                    size_t b_count, double *out)
{
    size_t both = spans_length(a, a_count) + spans_length(b, b_count);
    if (both == 0) {
        return false;
    }
    *out = 2.0 * (double)spans_common(a, a_count, b, b_count) / (double)both;
    return true;
}

// ---- the heat strip

// Where the number of coders changes: up by one at a start, down by one at an end.
struct edge {
    size_t at;
    int change;
};

static int by_place(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

static struct edge *sorted_edges(const struct span *spans, size_t count)
{
    struct edge *edges = mem_alloc((2 * count + 1) * sizeof *edges);
    for (size_t i = 0; i < count; i++) {
        edges[2 * i] = (struct edge){spans[i].start, 1};
        edges[2 * i + 1] = (struct edge){spans[i].end, -1};
    }
    qsort(edges, 2 * count, sizeof *edges, by_place);
    return edges;
}

static size_t add_run(struct heat_run *runs, size_t n, struct heat_run run)
{
    if (run.start >= run.end) {
        return n;
    }
    if (n > 0 && runs[n - 1].coders == run.coders) {
        runs[n - 1].end = run.end;
        return n;
    }
    runs[n] = run;
    return n + 1;
}

size_t agreement_heat(const struct span *spans, size_t count, size_t length,
                      struct heat_run *runs)
{
    struct edge *edges = sorted_edges(spans, count);
    size_t n = 0, at = 0;
    long coders = 0;
    for (size_t i = 0; i < 2 * count; i++) {
        n = add_run(runs, n, (struct heat_run){at, edges[i].at, (size_t)coders});
        at = edges[i].at;
        coders += edges[i].change;
    }
    n = add_run(runs, n, (struct heat_run){at, length, 0});
    free(edges);
    return n;
}

bool agreement_marked(const struct heat_run *runs, size_t count, size_t coders,
                      double *out)
{
    double marked = 0, unmarked = 0, differing = 0, m = (double)coders;
    for (size_t i = 0; i < count; i++) {
        double length = (double)(runs[i].end - runs[i].start);
        double yes = (double)runs[i].coders, no = m - yes;
        marked += length * yes;
        unmarked += length * no;
        differing += length * yes * no;
    }
    if (coders < 2 || marked <= 0 || unmarked <= 0) {
        return false;
    }
    *out = 1 - (marked + unmarked - 1) * differing / (m - 1) / (marked * unmarked);
    return true;
}

// ---- Krippendorff's alpha

// The different values in order, how often each is pairable, and how often two stand in one unit.
struct coincidences {
    double *values, *totals, *pairs;
    size_t count;
    double total;
};

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void find_values(struct coincidences *c, const double *values, size_t size)
{
    c->values = mem_alloc((size + 1) * sizeof *c->values);
    size_t n = 0;
    for (size_t i = 0; i < size; i++) {
        if (!isnan(values[i])) {
            c->values[n++] = values[i];
        }
    }
    qsort(c->values, n, sizeof *c->values, by_value);
    for (size_t i = 0; i < n; i++) {
        if (c->count == 0 || c->values[c->count - 1] < c->values[i]) {
            c->values[c->count++] = c->values[i];
        }
    }
}

static size_t value_index(const struct coincidences *c, double value)
{
    const double *found = bsearch(&value, c->values, c->count, sizeof value, by_value);
    return (size_t)(found - c->values);
}

// `here` counts the values of one unit.
static void add_unit(struct coincidences *c, const double *here, double n)
{
    for (size_t a = 0; a < c->count && n >= 2; a++) {
        for (size_t b = 0; b < c->count && here[a] > 0; b++) {
            double pairs = here[a] * (here[b] - (a == b)) / (n - 1);
            c->pairs[a * c->count + b] += pairs;
            c->totals[a] += pairs;
            c->total += pairs;
        }
    }
}

static void count_pairs(struct coincidences *c, const double *values, size_t coders,
                        size_t units)
{
    c->totals = mem_alloc((c->count + 1) * sizeof *c->totals);
    c->pairs = mem_alloc((c->count * c->count + 1) * sizeof *c->pairs);
    double *here = mem_alloc((c->count + 1) * sizeof *here);
    for (size_t unit = 0; unit < units; unit++) {
        double n = 0;
        for (size_t i = 0; i < c->count; i++) {
            here[i] = 0;
        }
        for (size_t coder = 0; coder < coders; coder++) {
            double value = values[coder * units + unit];
            if (!isnan(value)) {
                here[value_index(c, value)]++;
                n++;
            }
        }
        add_unit(c, here, n);
    }
    free(here);
}

// How far apart two values are, squared. On an ordinal scale: how many pairable values lie between them.
static double distance(const struct coincidences *c, size_t a, size_t b,
                       enum alpha_scale scale)
{
    if (a == b) {
        return 0;
    }
    if (scale == ALPHA_NOMINAL) {
        return 1;
    }
    double apart = c->values[a] - c->values[b];
    if (scale == ALPHA_ORDINAL) {
        apart = -(c->totals[a] + c->totals[b]) / 2;
        for (size_t i = a < b ? a : b; i <= (a < b ? b : a); i++) {
            apart += c->totals[i];
        }
    }
    return apart * apart;
}

bool agreement_alpha(const double *values, size_t coders, size_t units,
                     enum alpha_scale scale, double *out)
{
    struct coincidences c = {0};
    find_values(&c, values, coders * units);
    count_pairs(&c, values, coders, units);
    double observed = 0, expected = 0;
    for (size_t a = 0; a < c.count; a++) {
        for (size_t b = 0; b < c.count; b++) {
            double apart = distance(&c, a, b, scale);
            observed += c.pairs[a * c.count + b] * apart;
            expected += c.totals[a] * c.totals[b] * apart;
        }
    }
    bool computable = expected > 0;
    if (computable) {
        *out = 1 - (c.total - 1) * observed / expected;
    }
    free(c.values);
    free(c.totals);
    free(c.pairs);
    return computable;
}
