// SPDX-License-Identifier: MIT
// When a request that failed is sent again.
#ifndef CALMA_MODEL_RETRY_H
#define CALMA_MODEL_RETRY_H

#include <time.h>

#include "base/shuffle.h"

#define RETRY_FIRST_MS 1000      // the most before the second attempt; it doubles from one to the next
#define RETRY_MOST_MS 60000      // the most before any
#define RETRY_PATIENCE_MS 600000 // a server that asks for more than this is not waited for

// Milliseconds to wait behind attempt `attempt` (from 1): drawn evenly from 0 to a maximum that doubles, so that requests
// that failed together do not come again together. A server that asked for a time (`asked_ms`, or -1) gets all of it, and up
// to a tenth more. -1 when that is too long.
long retry_wait(int attempt, long asked_ms, struct shuffle *chance);

// The value of a Retry-After field, seconds or a date in any of HTTP's three forms, as milliseconds from `now`: 0 for
// what has passed, -1 for what is neither.
long retry_after(const char *value, time_t now);

#endif
