// SPDX-License-Identifier: MIT
// Zip files, made in memory: the same entries give the same bytes, at any time and in any place.
#ifndef CALMA_BASE_ZIPFILE_H
#define CALMA_BASE_ZIPFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct zip_entry {
    const char *name;
    const void *data; // stays the caller's
    size_t len;
};

// True for a name that every file system takes, FAT included, and no two of them read differently: 1 to 120 of
// [A-Za-z0-9._-], neither first nor last a dot, and no device of old systems ("con.html").
bool zip_name_is_portable(const char *name);

// Appends the zip file to `out`, entries sorted by name. NULL, or why it could not be made: a name that is not portable,
// two names that differ by case alone, or `out` is full. The answer lasts until the next call.
const char *zip_make(const struct zip_entry *entries, size_t count, struct buf *out);

#endif
