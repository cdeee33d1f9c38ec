// SPDX-License-Identifier: MIT
// Files and folders. Everything that is written appears whole or not at all.
#ifndef CALMA_BASE_FILE_H
#define CALMA_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/uio.h>

#include "base/buf.h"
#include "base/diag.h"

// Appends the whole file to `out`; an error when it is missing, no regular file, or larger than `out` may grow.
int file_read(const char *path, struct buf *out, struct diag *d);

// The same for `file` inside `folder`: a name that leads out of it is an error, and messages name just `file`.
int file_read_in(const char *folder, const char *file, struct buf *out, struct diag *d);

// True when a regular file (or a folder) is there.
bool file_exists(const char *path);
bool folder_exists(const char *path);

// Makes the folder and those above it.
int folder_make(const char *path, struct diag *d);

// Writes a temporary neighbour, flushes it to the disk, and renames it over `path`.
int file_write(const char *path, const void *data, size_t len, struct diag *d);

// The same from parts (as writev), without flushing: for many files that can be made again. Skips the write when the
// file holds these very bytes already; `*written` says which (may be NULL).
int file_write_parts(const char *path, const struct iovec *parts, int count, bool *written, struct diag *d);

// Copies a file of any size over another one's name; skips the write when that holds the same bytes (`written` as above).
int file_copy(const char *from, const char *to, bool *written, struct diag *d);

// Names in a folder, without "." and "..", sorted by bytes. Free with names_free. `*count` is 0 when it is empty.
char **folder_names(const char *path, size_t *count, struct diag *d);
void names_free(char **names, size_t count);

// Removes a folder with what is in it. Follows no symbolic link.
int folder_remove(const char *path, struct diag *d);

// Puts the finished folder `fresh` in the place of `path`, whatever was there.
int folder_publish(const char *fresh, const char *path, struct diag *d);

// True for a name that is safe as one path component: 1 to 100 of [A-Za-z0-9._-], not starting with a dot.
bool name_is_safe(const char *name);

// True for a relative path that stays inside its folder: components separated by '/', none empty, "." or "..".
bool path_is_inside(const char *path);

// True when symbolic links lead from `file` in the folder to a place outside it: a study from somebody else must not make
// its reader's own files a part of packets, or of what is sent to a model. False for what is not there.
bool path_leads_out(const char *folder, const char *file);

// "folder/name" in memory of its own.
char *path_join(const char *folder, const char *name);

#endif
