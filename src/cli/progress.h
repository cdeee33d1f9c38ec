// SPDX-License-Identifier: MIT
// One line that says how far long work has come, its rate and the time left: on a terminal only, where it is rewritten
// in place at most ten times a second and wiped in the end.
#ifndef CALMA_CLI_PROGRESS_H
#define CALMA_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct progress {
    const char *what; // "packets"
    bool on;
    double start, shown;
};

void progress_start(struct progress *p, const char *what, bool on);
void progress_step(size_t done, size_t total, void *progress); // total 0: not known
// "3.2 a second", "12.0 a minute"; ", 40 s left", ", 12 min left".
void progress_rate(double rate, FILE *out);
void progress_left(double seconds, FILE *out);
void progress_end(struct progress *p);

#endif
