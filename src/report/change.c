// SPDX-License-Identifier: MIT
#include "report/change.h"

#include <math.h>

static bool is_listed(const size_t *axes, size_t count, size_t axis)
{
    for (size_t i = 0; i < count; i++) {
        if (axes[i] == axis) {
            return true;
        }
    }
    return false;
}

// The place of the best first name that became the axis; `names` when none did.
static size_t best_name(size_t names, size_t axis, const struct change_link *links,
                        size_t link_count)
{
    size_t best = names;
    for (size_t i = 0; i < link_count; i++) {
        if (links[i].axis == axis && links[i].name < best) {
            best = links[i].name;
        }
    }
    return best;
}

// Axes that names became and that are not in the last list, each once.
static size_t lost_axes(size_t names, const size_t *axes, size_t axis_count,
                        const struct change_link *links, size_t link_count)
{
    size_t lost = 0;
    for (size_t i = 0; i < link_count; i++) {
        bool counts =
            links[i].name < names && !is_listed(axes, axis_count, links[i].axis);
        for (size_t k = 0; k < i && counts; k++) {
            counts = links[k].name >= names || links[k].axis != links[i].axis;
        }
        lost += counts;
    }
    return lost;
}

static void count_names(size_t names, const size_t *axes, size_t axis_count,
                        const struct change_link *links, size_t link_count,
                        struct change *out)
{
    for (size_t name = 0; name < names; name++) {
        bool mapped = false, kept = false;
        for (size_t i = 0; i < link_count; i++) {
            bool own = links[i].name == name;
            mapped = mapped || own;
            kept = kept || (own && is_listed(axes, axis_count, links[i].axis));
        }
        out->dropped += !kept;
        out->unmapped += !mapped;
    }
}

void change_between(size_t names, const size_t *axes, size_t axis_count,
                    const struct change_link *links, size_t link_count,
                    struct change *out, double *shifts)
{
    *out = (struct change){0};
    for (size_t i = 0; i < axis_count; i++) {
        size_t name = best_name(names, axes[i], links, link_count);
        out->kept += name < names;
        out->fresh += name >= names;
        shifts[i] = name < names ? (double)name - (double)i : NAN;
    }
    count_names(names, axes, axis_count, links, link_count, out);
    size_t either = out->kept + out->fresh + out->unmapped +
                    lost_axes(names, axes, axis_count, links, link_count);
    out->jaccard = either > 0 ? (double)out->kept / (double)either : NAN;
}

bool change_likeness(const unsigned char *has, size_t people, size_t items, double *out)
{
    double sum = 0, pairs = 0;
    for (size_t a = 0; a < people; a++) {
        for (size_t b = a + 1; b < people; b++) {
            double both = 0, either = 0;
            for (size_t i = 0; i < items; i++) {
                both += has[a * items + i] && has[b * items + i];
                either += has[a * items + i] || has[b * items + i];
            }
            sum += either > 0 ? both / either : 0;
            pairs += either > 0;
        }
    }
    if (pairs <= 0) {
        return false;
    }
    *out = sum / pairs;
    return true;
}
