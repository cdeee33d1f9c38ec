// SPDX-License-Identifier: MIT
#include "report/map.h"

#include <lapacke.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define SWEEPS_MOST 300
#define SWEEPS_LEAST 60
#define WORK 200e6     // pairs looked at in all sweeps
#define ENOUGH 1e-9    // a sweep that lowers the stress by less is the last
#define WOBBLE 1e-3    // what equal distances differ by at the start
#define START_GRID 1e6 // the start is rounded to 1 / this

void map_init(struct map *map, size_t count)
{
    *map = (struct map){
        .count = count,
        .wanted = mem_alloc((count * count + 1) * sizeof(double)),
        .x = mem_alloc((count + 1) * sizeof(double)),
        .y = mem_alloc((count + 1) * sizeof(double)),
        .fixed = mem_alloc(count + 1),
    };
}

void map_clear(struct map *map)
{
    free(map->wanted);
    free(map->x);
    free(map->y);
    free(map->fixed);
    *map = (struct map){0};
}

// ---- wanted distances

static double wanted(const struct map *map, size_t i, size_t j)
{
    return map->wanted[i * map->count + j];
}

static void want(double *table, size_t count, size_t i, size_t j, double distance)
{
    if (table[i * count + j] == 0 || distance < table[i * count + j]) {
        table[i * count + j] = table[j * count + i] = distance;
    }
}

void map_link(struct map *map, size_t i, size_t j, double distance)
{
    if (i != j) {
        want(map->wanted, map->count, i, j, fmin(fmax(distance, MAP_NEAR), MAP_FAR));
    }
}

// The points that `i` is linked with; answers how many.
static size_t neighbours(const struct map *map, size_t i, size_t *out)
{
    size_t n = 0;
    for (size_t j = 0; j < map->count; j++) {
        if (wanted(map, i, j) > 0) {
            out[n++] = j;
        }
    }
    return n;
}

// Each point is a way between any two that it is linked with. What links already name stays: `filled` is another table.
static void fill_ways(const struct map *map, double *filled)
{
    size_t *near = mem_alloc((map->count + 1) * sizeof *near);
    for (size_t i = 0; i < map->count; i++) {
        size_t n = neighbours(map, i, near);
        for (size_t a = 0; a < n; a++) {
            for (size_t b = a + 1; b < n; b++) {
                double way = wanted(map, i, near[a]) + wanted(map, i, near[b]);
                if (wanted(map, near[a], near[b]) == 0 && way < MAP_FAR) {
                    want(filled, map->count, near[a], near[b], way);
                }
            }
        }
    }
    free(near);
}

void map_fill(struct map *map)
{
    size_t size = map->count * map->count;
    double *filled = mem_alloc((size + 1) * sizeof *filled);
    memcpy(filled, map->wanted, size * sizeof *filled);
    fill_ways(map, filled);
    for (size_t i = 0; i < map->count; i++) {
        for (size_t j = 0; j < map->count; j++) {
            double *each = &filled[i * map->count + j];
            *each = i == j ? 0 : *each == 0 ? MAP_FAR : *each;
        }
    }
    free(map->wanted);
    map->wanted = filled;
}

// ---- classical scaling

// A number from -1 to 1 that depends on a pair alone, the same on every machine.
static double wobble(size_t i, size_t j)
{
    uint32_t h = (uint32_t)(i < j ? i : j) * 2654435761u +
                 (uint32_t)(i < j ? j : i) * 2246822519u;
    h = (h ^ (h >> 15)) * 2246822519u;
    h = (h ^ (h >> 13)) * 3266489917u;
    return (double)((h ^ (h >> 16)) & 0xffff) / 32767.5 - 1;
}

// Squared distances, doubly centred. Equal distances are made a little unequal: where several planes are as good,
// rounding errors would otherwise choose one.
static double *centred(const struct map *map)
{
    size_t n = map->count;
    double *b = mem_alloc(n * n * sizeof *b), *mean = mem_alloc(n * sizeof *mean),
           all = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double d = wanted(map, i, j) * (1 + WOBBLE * wobble(i, j));
            b[i * n + j] = d * d;
            mean[i] += d * d / (double)n;
        }
        all += mean[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            b[i * n + j] = (mean[i] + mean[j] - b[i * n + j] - all) / 2;
        }
    }
    free(mean);
    return b;
}

// An axis has two directions: the first of its larger components is positive.
static double direction(const double *axis, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        most = fmax(most, fabs(axis[i]));
    }
    for (size_t i = 0; i < n; i++) {
        if (fabs(axis[i]) > most / 2) {
            return axis[i] < 0 ? -1 : 1;
        }
    }
    return 1;
}

// No two points start at the same place: they could not part.
static void put_axis(double *out, const double *axis, double strength, size_t n,
                     size_t salt)
{
    double length = direction(axis, n) * sqrt(fmax(strength, 0));
    for (size_t i = 0; i < n; i++) {
        out[i] = round(axis[i] * length * START_GRID) / START_GRID +
                 WOBBLE * wobble(i, MAP_MOST + salt);
    }
}

// Where the two longest axes cannot be had, points start near one place and the sweeps part them.
static void scale_classically(const struct map *map, double *x, double *y)
{
    lapack_int n = (lapack_int)map->count, found = 0;
    double *b = centred(map), strength[2] = {0, 0};
    double *all = mem_alloc(map->count * sizeof *all);
    double *axes = mem_alloc(2 * map->count * sizeof *axes);
    lapack_int support[4];
    lapack_int failed = LAPACKE_dsyevr(LAPACK_COL_MAJOR, 'V', 'I', 'U', n, b, n, 0, 0,
                                       n - 1, n, 0, &found, all, axes, n, support);
    if (!failed && found == 2) {
        strength[0] = all[1];
        strength[1] = all[0];
    }
    put_axis(x, axes + map->count, strength[0], map->count, 1);
    put_axis(y, axes, strength[1], map->count, 2);
    free(axes);
    free(all);
    free(b);
}

// ---- onto fixed points

struct middle {
    double x, y;
    size_t n;
};

static struct middle middle_of(const struct map *map, const double *x, const double *y)
{
    struct middle m = {0, 0, 0};
    for (size_t i = 0; i < map->count; i++) {
        if (map->fixed[i]) {
            m.x += x[i];
            m.y += y[i];
            m.n++;
        }
    }
    if (m.n) {
        m.x /= (double)m.n;
        m.y /= (double)m.n;
    }
    return m;
}

// The turn, and perhaps the mirror, that brings (x, y) nearest to the fixed points (Procrustes in a plane).
struct turn {
    double cosine, sine, mirror;
};

static struct turn best_turn(const struct map *map, const double *x, const double *y,
                             struct middle from, struct middle to)
{
    double best = -1;
    struct turn turn = {1, 0, 1};
    for (int side = 0; side < 2; side++) {
        double c = 0, s = 0, mirror = side ? -1 : 1;
        for (size_t i = 0; i < map->count; i++) {
            if (map->fixed[i]) {
                double ax = x[i] - from.x, ay = mirror * (y[i] - from.y);
                double bx = map->x[i] - to.x, by = map->y[i] - to.y;
                c += ax * bx + ay * by;
                s += ax * by - ay * bx;
            }
        }
        double length = hypot(c, s);
        if (length > best + 1e-9 && length > 0) {
            best = length;
            turn = (struct turn){c / length, s / length, mirror};
        }
    }
    return turn;
}

static void turn_onto(struct map *map, const double *x, const double *y)
{
    struct middle from = middle_of(map, x, y), to = middle_of(map, map->x, map->y);
    struct turn turn = best_turn(map, x, y, from, to);
    for (size_t i = 0; i < map->count; i++) {
        double ax = x[i] - from.x, ay = turn.mirror * (y[i] - from.y);
        if (!map->fixed[i]) {
            map->x[i] = to.x + turn.cosine * ax - turn.sine * ay;
            map->y[i] = to.y + turn.sine * ax + turn.cosine * ay;
        }
    }
}

void map_start(struct map *map)
{
    if (map->count < 2) {
        return;
    }
    double *x = mem_alloc(map->count * sizeof *x),
           *y = mem_alloc(map->count * sizeof *y);
    scale_classically(map, x, y);
    turn_onto(map, x, y);
    free(x);
    free(y);
}

// ---- majorization

double map_stress(const struct map *map)
{
    double sum = 0, pairs = 0;
    for (size_t i = 0; i < map->count; i++) {
        for (size_t j = i + 1; j < map->count; j++) {
            double dx = map->x[i] - map->x[j], dy = map->y[i] - map->y[j];
            double off = sqrt(dx * dx + dy * dy) / wanted(map, i, j) - 1;
            sum += off * off;
            pairs++;
        }
    }
    return pairs > 0 ? sqrt(sum / pairs) : 0;
}

// Each other point says where it wants this one; the weighted mean of that cannot raise the stress.
static void move(struct map *map, size_t i)
{
    double x = 0, y = 0, weights = 0;
    for (size_t j = 0; j < map->count; j++) {
        if (j == i) {
            continue;
        }
        double dx = map->x[i] - map->x[j], dy = map->y[i] - map->y[j];
        double d = sqrt(dx * dx + dy * dy), want = wanted(map, i, j);
        double weight = 1 / (want * want), pull = d > 0 ? want / d : 0;
        x += weight * (map->x[j] + pull * dx);
        y += weight * (map->y[j] + pull * dy);
        weights += weight;
    }
    map->x[i] = x / weights;
    map->y[i] = y / weights;
}

double map_sweep(struct map *map)
{
    for (size_t i = 0; i < map->count && map->count > 1; i++) {
        if (!map->fixed[i]) {
            move(map, i);
        }
    }
    return map_stress(map);
}

double map_solve(struct map *map)
{
    map_fill(map);
    map_start(map);
    double n = (double)map->count, stress = map_stress(map);
    int sweeps = (int)fmax(SWEEPS_LEAST, fmin(SWEEPS_MOST, WORK / (n * n + 1)));
    for (int i = 0; i < sweeps; i++) {
        double before = stress;
        stress = map_sweep(map);
        if (before - stress < ENOUGH) {
            break;
        }
    }
    return stress;
}
