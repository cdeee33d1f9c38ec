// SPDX-License-Identifier: MIT
// Points in a plane whose distances follow wanted ones as well as a plane allows: classical scaling, then majorization
// (SMACOF in its form for one point at a time: de Leeuw 1977; Gansner, Koren and North 2004), which never raises the
// stress. A pair weighs 1 / wanted distance squared, so that what is near counts most. The same input makes the same
// points.
#ifndef CALMA_REPORT_MAP_H
#define CALMA_REPORT_MAP_H

#include <stdbool.h>
#include <stddef.h>

#define MAP_MOST 2000 // points
#define MAP_NEAR 0.1  // the smallest wanted distance
#define MAP_FAR 1.6   // what two points are apart that nothing connects

struct map {
    size_t count;
    double *wanted; // count x count, symmetric; 0: nothing is known yet
    double *x, *y;
    bool *fixed; // stays where x and y were set before map_start
};

void map_init(struct map *map, size_t count);
void map_clear(struct map *map);

// Wants `i` and `j` to be `distance` apart, within MAP_NEAR and MAP_FAR; the nearest of several wishes counts.
void map_link(struct map *map, size_t i, size_t j, double distance);

// Fills in the pairs that no link names: the shortest way over one other point, or MAP_FAR.
void map_fill(struct map *map);

// Puts every point at its place by classical scaling, turned and mirrored onto the fixed points where there are any.
void map_start(struct map *map);

// Moves every free point once. Answers the stress afterwards.
double map_sweep(struct map *map);

// The root of the mean squared relative error of the distances: 0 is perfect. 0 when there are fewer than two points.
double map_stress(const struct map *map);

// All of it after the links: map_fill, map_start, then sweeps until they no longer help. Answers the stress.
double map_solve(struct map *map);

#endif
