// SPDX-License-Identifier: MIT
#include "cli/progress.h"

#include <stdio.h>

#include "base/clock.h"

void progress_start(struct progress *p, const char *what, bool on)
{
    *p = (struct progress){.what = what, .on = on, .start = clock_seconds()};
}

void progress_rate(double rate, FILE *out)
{
    if (rate >= 9.5)
        fprintf(out, "%.0f a second", rate);
    else if (rate >= 0.95)
        fprintf(out, "%.1f a second", rate);
    else
        fprintf(out, "%.1f a minute", rate * 60);
}

void progress_left(double seconds, FILE *out)
{
    if (seconds < 120)
        fprintf(out, ", %.0f s left", seconds);
    else if (seconds < 7200)
        fprintf(out, ", %.0f min left", seconds / 60);
    else
        fprintf(out, ", %.0f h left", seconds / 3600);
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
    fprintf(stderr, " %s, ", p->what);
    progress_rate(rate, stderr);
    if (total && rate > 0 && now - p->start > 1)
        progress_left((double)(total - done) / rate, stderr);
    fflush(stderr);
    p->shown = now;
}

void progress_end(struct progress *p)
{
    if (p->on && p->shown > 0)
        fprintf(stderr, "\r\033[K");
}
