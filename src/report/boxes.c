// SPDX-License-Identifier: MIT
#include "report/boxes.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define ROUNDS 4000 // of pushing
#define SLACK 2     // pixels more than the gap, for rounding to whole pixels
#define WIDE 2      // a way sideways counts as half of it: pictures would grow tall
#define STEP 4      // pixels from one place that is tried to the next
#define FULL 0.7    // how much of a ring is filled
#define CORNERS 720 // of the polygon that stands for a ring

// How far two boxes must part along each axis; both are positive when they lie over each other.
static double over_x(const struct box *a, const struct box *b, double gap)
{
    return (a->width + b->width) / 2.0 + gap - fabs(a->x - b->x);
}

static double over_y(const struct box *a, const struct box *b, double gap)
{
    return (a->height + b->height) / 2.0 + gap - fabs(a->y - b->y);
}

// ---- pushing

// `b` goes `by` further than `a` in the direction in which it already lies.
static void push(double *a, double *b, double by, bool a_fixed, bool b_fixed)
{
    double sign = *b < *a ? -1 : 1;
    double share = a_fixed ? 1 : b_fixed ? 0 : 0.5;
    *b += sign * by * share;
    *a -= sign * by * (1 - share);
}

static bool push_apart(struct box *a, struct box *b, double gap)
{
    double x = over_x(a, b, gap), y = over_y(a, b, gap);
    if (x <= 1e-9 || y <= 1e-9 || (a->fixed && b->fixed)) {
        return false;
    }
    if (x < WIDE * y) {
        push(&a->x, &b->x, x, a->fixed, b->fixed);
    } else {
        push(&a->y, &b->y, y, a->fixed, b->fixed);
    }
    return true;
}

// Boxes from left to right; of two at one place the earlier in the list.
static int by_x(const void *a, const void *b)
{
    const struct box *x = *(struct box *const *)a, *y = *(struct box *const *)b;
    return x->x != y->x ? (x->x > y->x) - (x->x < y->x) : (x > y) - (x < y);
}

// One round over all pairs that can touch: those whose middles are within `reach` of each other.
static bool push_round(struct box **order, size_t count, double reach, double gap)
{
    bool again = false;
    qsort(order, count, sizeof *order, by_x);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count && order[j]->x - order[i]->x < reach; j++) {
            again = push_apart(order[i], order[j], gap) || again;
        }
    }
    return again;
}

static void push_all(struct box *boxes, size_t count, double gap)
{
    struct box **order = mem_alloc((count + 1) * sizeof *order);
    int widest = 0;
    for (size_t i = 0; i < count; i++) {
        order[i] = &boxes[i];
        widest = boxes[i].width > widest ? boxes[i].width : widest;
    }
    bool again = count > 0;
    for (int round = 0; round < ROUNDS && again; round++) {
        again = push_round(order, count, widest + gap, gap);
    }
    free(order);
}

// ---- the nearest free place

static bool is_free(struct box *const *settled, size_t count, const struct box *box,
                    int gap)
{
    for (size_t i = 0; i < count; i++) {
        if (over_x(settled[i], box, gap) > 0 && over_y(settled[i], box, gap) > 0) {
            return false;
        }
    }
    return true;
}

// Tries the places around (x, y) in growing squares. A plane has no end, so one is free.
static void find_place(struct box *const *settled, size_t count, struct box *box,
                       int gap)
{
    double x = box->x, y = box->y;
    for (int ring = 1;; ring++) {
        for (int k = 0; k < 8 * ring; k++) {
            int side = k / (2 * ring), along = k % (2 * ring) - ring;
            int dx = side == 0 ? along : side == 1 ? ring : side == 2 ? -along : -ring;
            int dy = side == 0 ? -ring : side == 1 ? along : side == 2 ? ring : -along;
            box->x = x + dx * STEP;
            box->y = y + dy * STEP;
            if (is_free(settled, count, box, gap)) {
                return;
            }
        }
    }
}

static void settle(struct box *boxes, size_t count, int gap)
{
    struct box **settled = mem_alloc((count + 1) * sizeof *settled);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (boxes[i].fixed) {
            settled[n++] = &boxes[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (boxes[i].fixed) {
            continue;
        }
        boxes[i].x = round(boxes[i].x);
        boxes[i].y = round(boxes[i].y);
        if (!is_free(settled, n, &boxes[i], gap)) {
            find_place(settled, n, &boxes[i], gap);
        }
        settled[n++] = &boxes[i];
    }
    free(settled);
}

void boxes_part(struct box *boxes, size_t count, int gap)
{
    push_all(boxes, count, gap + SLACK);
    settle(boxes, count, gap);
}

// ---- around others

struct ring {
    double x, y, a, b; // middle and half axes
};

static struct ring inner_ring(const struct box *boxes, size_t count)
{
    double left = 0, right = 0, top = 0, bottom = 0;
    for (size_t i = 0; i < count; i++) {
        const struct box *box = &boxes[i];
        double w = box->width / 2.0, h = box->height / 2.0;
        left = i ? fmin(left, box->x - w) : box->x - w;
        right = i ? fmax(right, box->x + w) : box->x + w;
        top = i ? fmin(top, box->y - h) : box->y - h;
        bottom = i ? fmax(bottom, box->y + h) : box->y + h;
    }
    return (struct ring){(left + right) / 2, (top + bottom) / 2, (right - left) / 2,
                         (bottom - top) / 2};
}

// Rings are rounder than rectangles and fuller than ellipses, so that they also use a picture's corners.
static double bend(double sine)
{
    return copysign(sqrt(fabs(sine)), sine);
}

static double ring_x(const struct ring *ring, int k)
{
    return ring->x + ring->a * bend(sin(2 * acos(-1) * k / CORNERS));
}

static double ring_y(const struct ring *ring, int k)
{
    return ring->y - ring->b * bend(cos(2 * acos(-1) * k / CORNERS));
}

// A piece of the ring from corner k to the next, measured in boxes of the size (width, height): beside each other at
// the top, above each other at the sides.
static double piece(const struct ring *ring, int k, double width, double height)
{
    return hypot((ring_x(ring, k + 1) - ring_x(ring, k)) / width,
                 (ring_y(ring, k + 1) - ring_y(ring, k)) / height);
}

static double ring_length(const struct ring *ring, double width, double height)
{
    double length = 0;
    for (int k = 0; k < CORNERS; k++) {
        length += piece(ring, k, width, height);
    }
    return length;
}

// The first stands at the top, the rest follow clockwise at equal ways.
static void put_on_ring(struct box *boxes, size_t count, const struct ring *ring,
                        double width, double height)
{
    double way = ring_length(ring, width, height) / (double)count, gone = 0;
    size_t n = 0;
    for (int k = 0; k < CORNERS && n < count; k++) {
        for (; n < count && gone >= way * (double)n - 1e-9; n++) {
            boxes[n].x = ring_x(ring, k);
            boxes[n].y = ring_y(ring, k);
        }
        gone += piece(ring, k, width, height);
    }
    for (; n < count; n++) {
        boxes[n].x = ring_x(ring, 0);
        boxes[n].y = ring_y(ring, 0);
    }
}

static double mean_size(const struct box *boxes, size_t count, bool is_width)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += is_width ? boxes[i].width : boxes[i].height;
    }
    return count ? sum / (double)count : 0;
}

static void fix(struct box *boxes, size_t count, bool *was)
{
    for (size_t i = 0; i < count; i++) {
        was[i] = boxes[i].fixed;
        boxes[i].fixed = true;
    }
}

void boxes_surround(struct box *boxes, size_t count, size_t first, int gap)
{
    struct ring ring = inner_ring(boxes, first);
    double width = mean_size(boxes + first, count - first, true) + gap;
    double height = mean_size(boxes + first, count - first, false) + gap;
    for (size_t at = first; at < count;) {
        ring.a += at == first && !first ? 0 : 0.75 * width;
        ring.b += at == first && !first ? 0 : 1.2 * height;
        size_t room = 1 + (size_t)(FULL * ring_length(&ring, width, height));
        size_t n = count - at < room ? count - at : room;
        put_on_ring(boxes + at, n, &ring, width, height);
        at += n;
    }
    bool *was = mem_alloc(count + 1);
    fix(boxes, first, was);
    boxes_part(boxes, count, gap);
    for (size_t i = 0; i < first; i++) {
        boxes[i].fixed = was[i];
    }
    free(was);
}
