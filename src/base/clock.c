// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define YEAR_10000 253402300800

static time_t clock_now(void)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    if (fixed && *fixed) {
        char *end;
        long long seconds = strtoll(fixed, &end, 10);
        if (!*end && seconds >= 0 && seconds < YEAR_10000)
            return (time_t)seconds;
    }
    return time(NULL);
}

static void write_stamp(time_t at, char stamp[CLOCK_STAMP_SIZE])
{
    struct tm utc;
    gmtime_r(&at, &utc);
    strftime(stamp, CLOCK_STAMP_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

void clock_stamp(char stamp[CLOCK_STAMP_SIZE])
{
    write_stamp(clock_now(), stamp);
}

bool clock_stamp_at(double seconds, char stamp[CLOCK_STAMP_SIZE])
{
    bool fits = seconds >= 0 && seconds < YEAR_10000;
    if (fits)
        write_stamp((time_t)seconds, stamp);
    return fits;
}

bool clock_stamp_valid(const char *stamp)
{
    static const char form[] = "0000-00-00T00:00:00Z";
    if (strlen(stamp) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++) {
        bool fits = form[i] == '0' ? isdigit((unsigned char)stamp[i]) != 0
                                   : stamp[i] == form[i];
        if (!fits)
            return false;
    }
    return true;
}

double clock_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
