// SPDX-License-Identifier: MIT
// Files that came back, into the record. One bad file never stops the rest, and none is dropped in silence.
#ifndef CALMA_RECORD_IMPORT_H
#define CALMA_RECORD_IMPORT_H

#include <stddef.h>

#include "base/diag.h"
#include "record/record.h"

enum import_state {
    IMPORT_ACCEPTED,    // merged into the record
    IMPORT_KNOWN,       // the same bytes were accepted before
    IMPORT_QUARANTINED, // kept, and not merged; also when that was decided before
    IMPORT_UNREAD,      // could not be read at all, so nothing is kept
};

struct import_line {
    char *name;
    enum import_state state;
    char *reason;                    // a diagnostic's name, "" when there is none
    const char *participant, *round; // of the study; "" when not known
};

struct import_result {
    struct import_line *lines; // one for each file, in the order in which they were read
    size_t count, cap;
    size_t states[4];                // how many files of each state
    size_t items_new, items_changed; // in the record
    size_t problems;                 // things that do not fit in those items
};

struct import_progress {
    void (*tick)(void *context, size_t files, const char *name); // after each file; may be NULL
    void *context;
};

// Imports every file under the paths. Adds an error for each file that is quarantined or unread and a warning for each
// thing that does not fit in an accepted one. Answers -1 only when the record or returned/ cannot be written; what
// was imported before that stays.
int import_paths(struct record *record, char *const *paths, size_t count, struct import_result *result,
                 struct import_progress progress, struct diag *d);
void import_result_release(struct import_result *result);

const char *import_state_name(enum import_state state);

#endif
