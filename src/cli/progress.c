// SPDX-License-Identifier: MIT
#include "cli/progress.h"

#include <stdio.h>

#include "base/clock.h"

void progress_start(struct progress *p, const char *what, bool on)
{
    *p = (struct progress){.what = what, .on = on, .start = clock_seconds()};
}

void progress_step(size_t done, size_t total, void *progress)
{
    struct progress *p = progress;
    double now = clock_seconds();
    if (!p->on || (now - p->shown < 0.1 && done != total))
        return;
    double rate = now > p->start ? (double)done / (now - p->start) : 0;
    fprintf(stderr, "\r\033[K%zu", done);
    if (total)
        fprintf(stderr, " of %zu", total);
    fprintf(stderr, " %s, %.0f a second", p->what, rate);
    if (total && rate > 0 && now - p->start > 1)
        fprintf(stderr, ", %.0f s left", (double)(total - done) / rate);
    fflush(stderr);
    p->shown = now;
}

void progress_end(struct progress *p)
{
    if (p->on && p->shown > 0)
        fprintf(stderr, "\r\033[K");
}
