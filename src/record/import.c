// SPDX-License-Identifier: MIT
#include "record/import.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "record/inbox.h"
#include "record/merge.h"
#include "record/returned.h"

struct import {
    struct merge merge;
    struct import_result *result;
    struct import_progress progress;
};

static void add_line(struct import *im, const char *name, enum import_state state,
                     const char *reason, const struct merge_outcome *outcome)
{
    struct import_result *r = im->result;
    if (r->count == r->cap)
        r->lines =
            mem_grow(r->lines, r->cap = r->cap ? 2 * r->cap : 64, sizeof *r->lines);
    r->states[state]++;
    r->lines[r->count++] = (struct import_line){
        mem_strdup(name), state, mem_strdup(reason),
        outcome && outcome->participant ? outcome->participant : "",
        outcome && outcome->round ? outcome->round : ""};
    if (im->progress.tick)
        im->progress.tick(im->progress.context, r->count, name);
}

static int take_file(void *context, const char *name, const struct buf *bytes,
                     struct diag *d)
{
    struct import *im = context;
    struct merge_outcome outcome;
    const char *folder = im->merge.record->study->folder;
    char sha256[HASH_HEX_SIZE];
    hash_hex(bytes->data, bytes->len, sha256);
    if (returned_keep(folder, sha256, bytes->data, bytes->len, d) < 0 ||
        merge_file(&im->merge, sha256, bytes, name, &outcome, d, d) < 0)
        return -1;
    enum import_state state = !outcome.accepted ? IMPORT_QUARANTINED
                              : outcome.known   ? IMPORT_KNOWN
                                                : IMPORT_ACCEPTED;
    add_line(im, name, state, outcome.reason, &outcome);
    return 0;
}

static int take_unread(void *context, const char *name, enum diag_code reason,
                       struct diag *d)
{
    (void)d;
    add_line(context, name, IMPORT_UNREAD, diag_code_name(reason), NULL);
    return 0;
}

int import_paths(struct record *record, char *const *paths, size_t count,
                 struct import_result *result, struct import_progress progress,
                 struct diag *d)
{
    struct import im = {.result = result, .progress = progress};
    struct inbox_reader reader = {take_file, take_unread, &im};
    *result = (struct import_result){0};
    int done = merge_begin(&im.merge, record, d);
    if (done == 0)
        done = inbox_walk(paths, count, &reader, d);
    if (done == 0)
        done = merge_commit(&im.merge, d);
    result->items_new = im.merge.items_new;
    result->items_changed = im.merge.items_changed;
    result->problems = im.merge.problems;
    merge_end(&im.merge);
    return done;
}

void import_result_release(struct import_result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        free(result->lines[i].name);
        free(result->lines[i].reason);
    }
    free(result->lines);
    *result = (struct import_result){0};
}

const char *import_state_name(enum import_state state)
{
    static const char *const names[] = {"accepted", "known", "quarantined", "unread"};
    return names[state];
}
