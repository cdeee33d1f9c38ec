// SPDX-License-Identifier: MIT
#include "model/retry.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_S (LONG_MAX / 2000) // seconds whose milliseconds a long can hold

static long doubled(int attempt)
{
    long most = RETRY_FIRST_MS;
    for (int i = 1; i < attempt && most < RETRY_MOST_MS; i++)
        most *= 2;
    return most < RETRY_MOST_MS ? most : RETRY_MOST_MS;
}

long retry_wait(int attempt, long asked_ms, struct shuffle *chance)
{
    if (asked_ms > RETRY_PATIENCE_MS)
        return -1;
    long own = (long)shuffle_below(chance, (uint64_t)doubled(attempt) + 1);
    if (asked_ms < 0)
        return own;
    return asked_ms + (long)shuffle_below(chance, (uint64_t)asked_ms / 10 + 1);
}

// Seconds since 1970 of a date in one of HTTP's forms (RFC 9110, section 5.6.7), or -1.
static time_t read_date(const char *value)
{
    static const char *const forms[] = {"%a, %d %b %Y %H:%M:%S GMT",
                                        "%A, %d-%b-%y %H:%M:%S GMT",
                                        "%a %b %e %H:%M:%S %Y"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct tm date = {0};
        const char *end = strptime(value, forms[i], &date);
        if (end && end[strspn(end, " \t")] == '\0')
            return timegm(&date);
    }
    return -1;
}

long retry_after(const char *value, time_t now)
{
    value += strspn(value, " \t");
    size_t digits = strspn(value, "0123456789");
    if (digits && value[digits + strspn(value + digits, " \t")] == '\0') {
        long seconds = digits > 9 ? LONGEST_S : strtol(value, NULL, 10);
        return seconds * 1000;
    }
    time_t date = read_date(value);
    if (date < 0)
        return -1;
    return date <= now
               ? 0
               : (date - now > LONGEST_S ? LONGEST_S : (long)(date - now)) * 1000;
}
