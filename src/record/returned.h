// SPDX-License-Identifier: MIT
// The folder returned/: every file that ever came back, under the SHA-256 of its bytes. It is the truth that the record
// is made from, so a file is safe on the disk here before the record mentions it.
#ifndef CALMA_RECORD_RETURNED_H
#define CALMA_RECORD_RETURNED_H

#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

// The most that one file may have. A response has less (RESPONSE_MAX); a saved packet holds its conversations too.
#define RETURN_MAX ((size_t)32 << 20)

// Keeps the bytes. Not yet safe against a power cut: returned_flush.
int returned_keep(const char *study_folder, const char *sha256, const void *data, size_t len, struct diag *d);

// Waits until all that was kept is on the disk.
int returned_flush(const char *study_folder, struct diag *d);

// The kept files' SHA-256, sorted. NULL and 0 when nothing has come back yet. Free with names_free.
char **returned_names(const char *study_folder, size_t *count, struct diag *d);

// Appends a kept file's bytes; a warning and -1 when they are no longer what they were.
int returned_read(const char *study_folder, const char *sha256, struct buf *out, struct diag *d);

#endif
