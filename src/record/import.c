// SPDX-License-Identifier: MIT
#include "record/import.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "record/inbox.h"
#include "record/merge.h"
#include "record/queue.h"
#include "record/returned.h"

struct import {
    struct merge merge;
    struct queue queue;
    struct diag *diag;
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

static int merge_arrival(struct import *im, struct arrival *a)
{
    struct merge_outcome outcome;
    struct merge_input input = {a->sha256, a->name.data, &a->bytes,
                                a->state == ARRIVAL_NEW ? &a->reading : NULL};
    diag_append(im->diag, &a->before);
    if (a->state == ARRIVAL_UNREAD) {
        add_line(im, a->name.data, IMPORT_UNREAD, diag_code_name(a->reason), NULL);
        return 0;
    }
    if (merge_file(&im->merge, input, &outcome, im->diag, im->diag) < 0)
        return -1;
    enum import_state state = !outcome.accepted ? IMPORT_QUARANTINED
                              : outcome.known   ? IMPORT_KNOWN
                                                : IMPORT_ACCEPTED;
    add_line(im, a->name.data, state, outcome.reason, &outcome);
    return 0;
}

static int merge_first(struct import *im)
{
    int result = merge_arrival(im, queue_first(&im->queue));
    queue_drop(&im->queue);
    return result;
}

static int merge_rest(struct import *im)
{
    int result = 0;
    while (result == 0 && queue_first(&im->queue))
        result = merge_first(im);
    return result;
}

// A place in the queue for a file of that name, for which others may have to go on first; NULL after an error. `said`
// is what was said on the way to it.
static struct arrival *make_room(struct import *im, const char *name, struct diag *said)
{
    struct arrival *a;
    while (!(a = queue_room(&im->queue)))
        if (merge_first(im) < 0)
            return NULL;
    buf_str(&a->name, name);
    diag_append(&a->before, said);
    return a;
}

static int take_file(void *context, const char *name, const struct buf *bytes,
                     struct diag *said)
{
    struct import *im = context;
    struct arrival *a = make_room(im, name, said);
    if (!a)
        return -1;
    hash_hex(bytes->data, bytes->len, a->sha256);
    if (returned_keep(im->merge.record->study->folder, a->sha256, bytes->data,
                      bytes->len, im->diag) < 0)
        return -1;
    buf_add(&a->bytes, bytes->data, bytes->len);
    a->state =
        merge_knows(&im->merge, a->sha256, im->diag) ? ARRIVAL_KNOWN : ARRIVAL_NEW;
    queue_put(&im->queue);
    return 0;
}

static int take_unread(void *context, const char *name, enum diag_code reason,
                       struct diag *said)
{
    struct import *im = context;
    struct arrival *a = make_room(im, name, said);
    if (!a)
        return -1;
    a->state = ARRIVAL_UNREAD;
    a->reason = reason;
    queue_put(&im->queue);
    return 0;
}

// What the walk says waits until the files before it are merged, so that everything is said in order.
static int walk(struct import *im, char *const *paths, size_t count)
{
    struct inbox_reader reader = {take_file, take_unread, im};
    struct diag said;
    diag_init(&said);
    int result = inbox_walk(paths, count, &reader, &said);
    if (result == 0)
        result = merge_rest(im);
    diag_append(im->diag, &said);
    return result;
}

int import_paths(struct record *record, char *const *paths, size_t count,
                 struct import_result *result, struct import_progress progress,
                 struct diag *d)
{
    struct import *im = mem_alloc(sizeof *im);
    im->result = result;
    im->progress = progress;
    im->diag = d;
    *result = (struct import_result){0};
    queue_init(&im->queue, record->study);
    int done = merge_begin(&im->merge, record, d);
    if (done == 0)
        done = walk(im, paths, count);
    if (done == 0)
        done = merge_commit(&im->merge, d);
    result->items_new = im->merge.items_new;
    result->items_changed = im->merge.items_changed;
    result->problems = im->merge.problems;
    merge_end(&im->merge);
    queue_release(&im->queue);
    free(im);
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
