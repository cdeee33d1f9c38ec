// SPDX-License-Identifier: MIT
// The join: of each item that came back the record holds the one with the largest (clock, session, hash). So the order
// in which files come, and how often, makes no difference.
#ifndef CALMA_RECORD_MERGE_H
#define CALMA_RECORD_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "record/given.h"
#include "record/record.h"
#include "record/response.h"

struct merge {
    struct record *record;
    struct reading own;              // of a file that comes unread
    const struct response *response; // that is being merged
    sqlite3_stmt *known, *file, *arrival, *item, *newer, *healed, *problem, *entered;
    struct given given;
    size_t pending, pending_bytes; // since the transaction began; 0 files: none is open
    size_t items_new, items_changed, problems;
};

struct merge_outcome {
    bool known, accepted;
    char reason[40];         // a diagnostic's name, "" when accepted
    const char *participant; // NULL when not known
    const char *round;
};

int merge_begin(struct merge *m, struct record *record, struct diag *d);

// True when the record has a file of these bytes.
bool merge_knows(struct merge *m, const char *sha256, struct diag *d);

struct merge_input {
    const char *sha256;
    const char *name; // what it came as, or NULL
    const struct buf *bytes;
    struct reading *reading; // NULL: not read yet
};

// Takes one file, which returned/ holds already. Adds to `faults` why it goes to quarantine or which items do not fit,
// and to `d` what keeps the record from being written; only that answers -1.
int merge_file(struct merge *m, struct merge_input input, struct merge_outcome *outcome, struct diag *faults,
               struct diag *d);

// Makes what was taken so far permanent. Called now and then by merge_file itself.
int merge_commit(struct merge *m, struct diag *d);

// Ends; what was not committed is undone.
void merge_end(struct merge *m);

#endif
