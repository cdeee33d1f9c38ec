// SPDX-License-Identifier: MIT
#include "report/overlap.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

// Sums by pair of labels: a table with open addressing, at most half full. A sum is never 0 where there is one.
struct sums {
    struct sum {
        uint64_t pair;
        int64_t length;
    } * slots;
    size_t count, cap; // cap is a power of two
};

static int by_place(const void *one, const void *other)
{
    const struct stretch *a = one, *b = other;
    if (a->turn != b->turn)
        return a->turn < b->turn ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

static int by_pair(const void *one, const void *other)
{
    const struct overlap *a = one, *b = other;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static struct sum *slot_of(struct sum *slots, size_t cap, uint64_t pair)
{
    size_t at = (size_t)((pair * 0x9E3779B97F4A7C15u) >> 20) & (cap - 1);
    while (slots[at].length && slots[at].pair != pair)
        at = (at + 1) & (cap - 1);
    return &slots[at];
}

static void grow(struct sums *s)
{
    size_t cap = s->cap ? 2 * s->cap : 1024;
    struct sum *fresh = mem_alloc(cap * sizeof *fresh);
    for (size_t i = 0; i < s->cap; i++)
        if (s->slots[i].length)
            *slot_of(fresh, cap, s->slots[i].pair) = s->slots[i];
    free(s->slots);
    s->slots = fresh;
    s->cap = cap;
}

static void add(struct sums *s, uint32_t a, uint32_t b, int64_t length)
{
    uint64_t pair = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
    if (2 * s->count >= s->cap)
        grow(s);
    struct sum *slot = slot_of(s->slots, s->cap, pair);
    s->count += !slot->length;
    slot->pair = pair;
    slot->length += length;
}

// `own`: by label, what its covering has in common with itself.
static void meet(struct sums *sums, double *own, const struct stretch *a,
                 const struct stretch *b)
{
    int64_t shared = (a->end < b->end ? a->end : b->end) - b->start;
    if (shared <= 0)
        return;
    if (a->label == b->label)
        own[a->label] += 2.0 * (double)shared;
    else if (a->person != b->person)
        add(sums, a->label, b->label, shared);
}

static struct overlap *take(const struct sums *sums, const double *own, double least,
                            size_t *found)
{
    struct overlap *list = sums->count ? mem_alloc(sums->count * sizeof *list) : NULL;
    *found = 0;
    for (size_t i = 0; i < sums->cap; i++) {
        const struct sum *sum = &sums->slots[i];
        uint32_t a = (uint32_t)(sum->pair >> 32), b = (uint32_t)sum->pair;
        double cosine = sum->length ? (double)sum->length / sqrt(own[a] * own[b]) : 0;
        if (sum->length && cosine >= least)
            list[(*found)++] = (struct overlap){a, b, cosine};
    }
    if (*found)
        qsort(list, *found, sizeof *list, by_pair);
    return list;
}

struct overlap *overlap_pairs(struct stretch *stretches, size_t count, size_t labels,
                              double least, size_t *found)
{
    struct sums sums = {0};
    double *own = mem_alloc((labels + 1) * sizeof *own);
    if (count)
        qsort(stretches, count, sizeof *stretches, by_place);
    for (size_t i = 0; i < count; i++) {
        const struct stretch *a = &stretches[i];
        own[a->label] += a->end > a->start ? (double)(a->end - a->start) : 0;
        for (size_t k = i + 1;
             k < count && stretches[k].turn == a->turn && stretches[k].start < a->end;
             k++)
            meet(&sums, own, a, &stretches[k]);
    }
    struct overlap *list = take(&sums, own, least, found);
    free(sums.slots);
    free(own);
    return list;
}
