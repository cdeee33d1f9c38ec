// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static time_t clock_now(void)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    if (fixed && *fixed) {
        char *end;
        long long seconds = strtoll(fixed, &end, 10);
        if (!*end && seconds >= 0 && seconds < 253402300800) // before the year 10000
            return (time_t)seconds;
    }
    return time(NULL);
}

void clock_stamp(char stamp[CLOCK_STAMP_SIZE])
{
    time_t now = clock_now();
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(stamp, CLOCK_STAMP_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc);
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
