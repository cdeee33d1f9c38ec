// SPDX-License-Identifier: MIT
// The distances wanted are those of figures that everybody can draw, so that the right answer is known.
#include "report/map.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "report/boxes.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct point {
    double x, y;
};

static double apart(const struct map *map, size_t i, size_t j)
{
    return hypot(map->x[i] - map->x[j], map->y[i] - map->y[j]);
}

static void want_figure(struct map *map, const struct point *points, size_t count)
{
    map_init(map, count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            map_link(map, i, j,
                     hypot(points[i].x - points[j].x, points[i].y - points[j].y));
        }
    }
}

static void assert_recovered(const struct point *points, size_t count)
{
    struct map map;
    want_figure(&map, points, count);
    assert_true(map_solve(&map) < 1e-3);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            double d = hypot(points[i].x - points[j].x, points[i].y - points[j].y);
            if (fabs(apart(&map, i, j) - d) > 2e-3) {
                fail_msg("points %zu and %zu are %f apart, not %f", i, j,
                         apart(&map, i, j), d);
            }
        }
    }
    map_clear(&map);
}

static const struct point towns[] = {{0, 0},     {0.4, 0.1}, {0.9, 0.3}, {0.2, 0.6},
                                     {0.7, 0.8}, {1.1, 0.9}, {0.5, 0.4}};

static void test_recovers_figures(void **state)
{
    (void)state;
    const struct point pair[] = {{0, 0}, {0.7, 0}};
    const struct point triangle[] = {{0, 0}, {0.8, 0}, {0, 0.6}};
    const struct point square[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    const struct point line[] = {{0, 0}, {0.3, 0}, {0.6, 0}, {1.2, 0}};
    assert_recovered(pair, COUNT(pair));
    assert_recovered(triangle, COUNT(triangle));
    assert_recovered(square, COUNT(square));
    assert_recovered(line, COUNT(line));
    assert_recovered(towns, COUNT(towns));
}

// Distances that no plane has: they follow from the numbers of the points alone.
static void want_anything(struct map *map, size_t count, size_t step)
{
    map_init(map, count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j += step) {
            map_link(map, i, j,
                     0.1 + (double)((i * 7919 + j * 104729) % 997) / 997 * 1.4);
        }
    }
}

static void test_stress_falls(void **state)
{
    (void)state;
    struct map map;
    want_anything(&map, 40, 1);
    map_fill(&map);
    map_start(&map);
    double first = map_stress(&map), before = first;
    for (int i = 0; i < 100; i++) {
        double stress = map_sweep(&map);
        if (!(stress <= before + 1e-12)) {
            fail_msg("sweep %d raised the stress from %.15f to %.15f", i, before,
                     stress);
        }
        before = stress;
    }
    assert_true(before < 0.95 * first);
    map_clear(&map);
}

static void test_fixed_points_stay(void **state)
{
    (void)state;
    struct map map;
    want_figure(&map, towns, COUNT(towns));
    // Three towns where they are, but mirrored and elsewhere: the rest has to follow.
    for (size_t i = 0; i < 3; i++) {
        map.fixed[i] = true;
        map.x[i] = 5 - towns[i].x;
        map.y[i] = 3 + towns[i].y;
    }
    assert_true(map_solve(&map) < 1e-3);
    for (size_t i = 0; i < COUNT(towns); i++) {
        double tolerance = i < 3 ? 0 : 0.01;
        assert_true(fabs(map.x[i] - (5 - towns[i].x)) <= tolerance);
        assert_true(fabs(map.y[i] - (3 + towns[i].y)) <= tolerance);
    }
    map_clear(&map);
}

static void test_fixed_points_that_contradict(void **state)
{
    (void)state;
    struct map map;
    want_figure(&map, towns, COUNT(towns));
    for (size_t i = 0; i < 2; i++) {
        map.fixed[i] = true; // at one place, though they want to be apart
    }
    double stress = map_solve(&map);
    assert_true(isfinite(stress));
    assert_true(map.x[0] == 0 && map.y[0] == 0 && map.x[1] == 0 && map.y[1] == 0);
    for (size_t i = 0; i < map.count; i++) {
        assert_true(isfinite(map.x[i]) && isfinite(map.y[i]));
    }
    map_clear(&map);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct map a, b;
    want_anything(&a, 120, 3);
    want_anything(&b, 120, 3);
    double stress_a = map_solve(&a), stress_b = map_solve(&b);
    assert_memory_equal(&stress_a, &stress_b, sizeof stress_a);
    assert_memory_equal(a.x, b.x, a.count * sizeof *a.x);
    assert_memory_equal(a.y, b.y, a.count * sizeof *a.y);
    map_clear(&a);
    map_clear(&b);
}

static void test_sizes(void **state)
{
    (void)state;
    const size_t sizes[] = {0, 1, 2, 300};
    for (size_t k = 0; k < COUNT(sizes); k++) {
        struct map map;
        clock_t start = clock();
        want_anything(&map, sizes[k], 5);
        double stress = map_solve(&map);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        assert_true(isfinite(stress) && stress >= 0 && stress < 1);
        for (size_t i = 0; i < map.count; i++) {
            assert_true(isfinite(map.x[i]) && isfinite(map.y[i]));
        }
        if (seconds > 10) {
            fail_msg("%zu points took %f seconds", sizes[k], seconds);
        }
        map_clear(&map);
    }
}

// Nothing is nearer than anything else: points still part, and none is at another's place.
static void test_all_equal(void **state)
{
    (void)state;
    struct map map;
    map_init(&map, 50);
    double stress = map_solve(&map);
    assert_true(isfinite(stress));
    for (size_t i = 0; i < map.count; i++) {
        for (size_t j = i + 1; j < map.count; j++) {
            assert_true(apart(&map, i, j) > 0.05);
        }
    }
    map_clear(&map);
}

static void test_ways(void **state)
{
    (void)state;
    struct map map;
    map_init(&map, 5);
    map_link(&map, 0, 1, 0.3);
    map_link(&map, 1, 2, 0.4);
    map_link(&map, 2, 3, 1.5);
    map_link(&map, 0, 1, 0.5); // the nearer of two wishes counts
    map_link(&map, 3, 0, -4);  // within bounds
    map_fill(&map);
    const double expected[5][5] = {{0, 0.3, 0.7, 0.1, 1.6},
                                   {0.3, 0, 0.4, 0.4, 1.6},
                                   {0.7, 0.4, 0, 1.5, 1.6},
                                   {0.1, 0.4, 1.5, 0, 1.6},
                                   {1.6, 1.6, 1.6, 1.6, 0}};
    for (size_t i = 0; i < 25; i++) {
        assert_true(fabs(map.wanted[i] - expected[i / 5][i % 5]) < 1e-12);
    }
    map_clear(&map);
}

// ---- boxes

static void assert_parted(const struct box *boxes, size_t count, int gap)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            const struct box *a = &boxes[i], *b = &boxes[j];
            bool over = fabs(a->x - b->x) < (a->width + b->width) / 2.0 + gap &&
                        fabs(a->y - b->y) < (a->height + b->height) / 2.0 + gap;
            if (over && !(a->fixed && b->fixed)) {
                fail_msg("boxes %zu and %zu lie over each other", i, j);
            }
        }
    }
}

static void fill_boxes(struct box *boxes, size_t count, double spread)
{
    for (size_t i = 0; i < count; i++) {
        boxes[i] = (struct box){
            .x = spread * (double)((i * 7919) % 101) / 101,
            .y = spread * (double)((i * 104729) % 97) / 97,
            .width = 40 + 2 * (int)(i * 37 % 70),
            .height = i % 4 ? 28 : 48,
        };
    }
}

static void test_boxes_part(void **state)
{
    (void)state;
    struct box boxes[300], again[300];
    const double spreads[] = {0, 30, 2000};
    for (size_t k = 0; k < COUNT(spreads); k++) {
        fill_boxes(boxes, 300, spreads[k]);
        boxes[7].fixed = boxes[8].fixed = true;
        double x = boxes[7].x, y = boxes[7].y;
        memcpy(again, boxes, sizeof boxes);
        boxes_part(boxes, 300, 6);
        boxes_part(again, 300, 6);
        assert_parted(boxes, 300, 6);
        assert_true(boxes[7].x == x && boxes[7].y == y);
        assert_memory_equal(boxes, again, sizeof boxes);
    }
}

static void test_boxes_move_little(void **state)
{
    (void)state;
    struct box boxes[] = {
        {0, 0, 100, 30, false}, {300, 0, 100, 30, false}, {300, 20, 100, 30, false}};
    boxes_part(boxes, 3, 6);
    assert_parted(boxes, 3, 6);
    assert_true(boxes[0].x == 0 && boxes[0].y == 0);
    assert_true(boxes[1].x == 300 && boxes[2].x == 300);
    assert_true(boxes[2].y - boxes[1].y <= 40);
}

static void test_boxes_surround(void **state)
{
    (void)state;
    for (size_t first = 0; first <= 40; first += 40) {
        struct box boxes[200], before[200];
        fill_boxes(boxes, 200, 600);
        boxes_part(boxes, first, 6);
        memcpy(before, boxes, sizeof boxes);
        boxes_surround(boxes, 200, first, 6);
        assert_parted(boxes, 200, 6);
        assert_memory_equal(boxes, before, first * sizeof *boxes);
    }
    boxes_surround(NULL, 0, 0, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recovers_figures),
        cmocka_unit_test(test_stress_falls),
        cmocka_unit_test(test_fixed_points_stay),
        cmocka_unit_test(test_fixed_points_that_contradict),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_all_equal),
        cmocka_unit_test(test_ways),
        cmocka_unit_test(test_boxes_part),
        cmocka_unit_test(test_boxes_move_little),
        cmocka_unit_test(test_boxes_surround),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
