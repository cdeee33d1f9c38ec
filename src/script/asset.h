// SPDX-License-Identifier: MIT
// The files that the program carries inside itself: lua/ and themes/, bytes unmodified, so that build/calma works from
// any folder. A file of the same path next to the study wins.
#ifndef CALMA_SCRIPT_ASSET_H
#define CALMA_SCRIPT_ASSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

struct asset_file {
    const char *path; // "lua/steps/code.lua", "themes/base/app.js"
    const unsigned char *data;
    size_t size;
};

// Generated; sorted by path as bytes.
extern const struct asset_file asset_files[];
extern const size_t asset_files_count;

// The embedded file, or NULL.
const struct asset_file *asset_find(const char *path);

// Appends the file `path` of the study's folder, or else the embedded one; `*own` says which it was (may be NULL).
int asset_read(const char *study_folder, const char *path, struct buf *out, bool *own,
               struct diag *d);

// Names (without folder) of all files directly in `folder`, embedded and the study's own, sorted, each once.
// Free with names_free.
char **asset_names(const char *study_folder, const char *folder, size_t *count);

#endif
