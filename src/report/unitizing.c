// SPDX-License-Identifier: MIT
#include "report/unitizing.h"

#include <stdlib.h>

#include "base/mem.h"

// A unit, or a gap between units.
struct section {
    double start, length;
    bool is_unit;
};

struct sections {
    struct section *list;
    size_t *first; // of each coder; one more for the end
    size_t coders;
};

static void add_section(struct sections *s, size_t *n, size_t from, size_t to,
                        bool is_unit)
{
    if (to > from) {
        s->list[(*n)++] = (struct section){(double)from, (double)(to - from), is_unit};
    }
}

static struct sections cut(const struct unit *units, size_t count, size_t coders,
                           size_t length)
{
    struct sections s = {mem_alloc((2 * count + coders + 1) * sizeof *s.list),
                         mem_alloc((coders + 1) * sizeof *s.first), coders};
    size_t n = 0, unit = 0;
    for (size_t coder = 0; coder < coders; coder++) {
        size_t at = 0;
        s.first[coder] = n;
        for (; unit < count && units[unit].coder == coder; unit++) {
            add_section(&s, &n, at, units[unit].start, false);
            add_section(&s, &n, units[unit].start, units[unit].end, true);
            at = units[unit].end;
        }
        add_section(&s, &n, at, length, false);
    }
    s.first[coders] = n;
    return s;
}

static bool holds(const struct section *gap, const struct section *unit)
{
    return gap->start <= unit->start &&
           gap->start + gap->length >= unit->start + unit->length;
}

static double distance(const struct section *g, const struct section *h)
{
    double begins = g->start - h->start, ends = begins + g->length - h->length;
    if (g->is_unit && h->is_unit) {
        return -g->length < begins && begins < h->length ? begins * begins + ends * ends
                                                         : 0;
    }
    if (g->is_unit && holds(h, g)) {
        return g->length * g->length;
    }
    return h->is_unit && holds(g, h) ? h->length * h->length : 0;
}

static double observed(const struct sections *s, double length)
{
    double sum = 0, m = (double)s->coders;
    for (size_t i = 0; i < s->coders; i++) {
        for (size_t j = i + 1; j < s->coders; j++) {
            for (size_t g = s->first[i]; g < s->first[i + 1]; g++) {
                for (size_t h = s->first[j]; h < s->first[j + 1]; h++) {
                    sum += distance(&s->list[g], &s->list[h]);
                }
            }
        }
    }
    return 2 * sum / (m * (m - 1) * length * length);
}

// What one unit adds: against the other units, and against the gaps that could hold it.
static double expected_of(const struct sections *s, double l, double units)
{
    double places = 0;
    for (size_t h = 0; h < s->first[s->coders]; h++) {
        const struct section *gap = &s->list[h];
        places += !gap->is_unit && gap->length >= l ? gap->length - l + 1 : 0;
    }
    return (units - 1) / 3 * (2 * l * l * l - 3 * l * l + l) + l * l * places;
}

static double expected(const struct sections *s, double length, double units)
{
    double sum = 0, own = 0, all = (double)s->coders * length;
    for (size_t g = 0; g < s->first[s->coders]; g++) {
        double l = s->list[g].length;
        if (s->list[g].is_unit) {
            sum += expected_of(s, l, units);
            own += l * (l - 1);
        }
    }
    double room = all * (all - 1) - own;
    return room > 0 ? 2 * sum / length / room : 0;
}

bool unitizing_disagreement(const struct unit *units, size_t count, size_t coders,
                            size_t length, struct unitizing *out)
{
    if (coders < 2 || count == 0 || length == 0) {
        return false;
    }
    struct sections s = cut(units, count, coders, length);
    *out = (struct unitizing){observed(&s, (double)length),
                              expected(&s, (double)length, (double)count)};
    free(s.list);
    free(s.first);
    return out->expected > 0;
}
