// SPDX-License-Identifier: MIT
// What people hand in: files, folders of files, zip files of files. Names are shown and never used as paths.
#ifndef CALMA_RECORD_INBOX_H
#define CALMA_RECORD_INBOX_H

#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

#define INBOX_DEPTH_MAX 32
#define ZIP_ENTRIES_MAX 10000
#define ZIP_TOTAL_MAX ((unsigned long long)1 << 30) // bytes, over all zip files of one import

// Both answer 0 to go on and -1 to stop everything. The name is well-formed text in one line, such as
// "classroom.zip:p07.json", and lives only until the call returns.
struct inbox_reader {
    int (*file)(void *context, const char *name, const struct buf *bytes, struct diag *d);
    // A file that could not be read; why has just been added to `d` as `reason`.
    int (*unread)(void *context, const char *name, enum diag_code reason, struct diag *d);
    void *context;
};

// Reads everything under the `count` paths, one file at a time and in the order of their names. Answers -1 only when
// the reader stopped it.
int inbox_walk(char *const *paths, size_t count, const struct inbox_reader *reader, struct diag *d);

#endif
