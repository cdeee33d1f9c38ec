// SPDX-License-Identifier: MIT
// The one clock. With SOURCE_DATE_EPOCH set it stands still there, so that what is built twice is the same twice.
#ifndef CALMA_BASE_CLOCK_H
#define CALMA_BASE_CLOCK_H

#include <stdbool.h>

#define CLOCK_STAMP_SIZE 21 // "2026-03-01T10:42:00Z" and a NUL

void clock_stamp(char stamp[CLOCK_STAMP_SIZE]); // now, UTC
bool clock_stamp_at(double seconds, char stamp[CLOCK_STAMP_SIZE]); // since 1970; false before it, or after 9999
bool clock_stamp_valid(const char *stamp);
double clock_seconds(void);                     // monotonic, for rates on the terminal only

#endif
