// SPDX-License-Identifier: MIT
// A tiny study in a folder of its own, and responses to it, for the tests and the fuzzer of the record.
#ifndef CALMA_TESTS_RECORD_FIXTURE_H
#define CALMA_TESTS_RECORD_FIXTURE_H

#include <jansson.h>

#include "base/buf.h"
#include "base/diag.h"
#include "packet/turn.h"
#include "record/import.h"
#include "record/record.h"
#include "study/study.h"

// Participants a1 and a2 (group "ash"), b1 (group "beech"); rounds "code" with consent, code and cluster, "talk" with
// review and rank, "meet" with map, propose and, for the facilitator, board, which has a session "young" of a1 beside
// the groups'. Turns bread/2, emoji/2 and hindi/2 for ash, bread/2 alone for beech.
struct fixture {
    char folder[64];
    struct diag diag;
    struct study study;
    struct turns turns;
    struct record record; // open
};

void fixture_open(struct fixture *f);
void fixture_close(struct fixture *f); // removes the folder
void fixture_reopen(struct fixture *f);

// Closes the record and takes away record.sqlite, and returned/ too if asked.
void fixture_forget(struct fixture *f, int returned_too);

// A response without items: set members, put items, then fixture_sum. Of the round "code", or of another one; there from
// a participant or a board.
json_t *fixture_response(const struct fixture *f, const char *participant,
                         const char *session, int revision);
json_t *fixture_response_in(const struct fixture *f, const char *round, const char *id,
                            const char *session, int revision);
void fixture_put(json_t *response, const char *step, json_t *item); // steals the item

// A coding of code points [start, end) of a turn, as it reads.
json_t *fixture_coding(const struct fixture *f, const char *id, int clock,
                       const char *session, const char *turn, int start, int end,
                       const char *label);

// Sets `sum` and appends the document to `out`.
void fixture_sum(json_t *response, struct buf *out);
void fixture_sum_file(const struct fixture *f, json_t *response,
                      const char *name); // writes folder/name

// Writes folder/name.
void fixture_write(const struct fixture *f, const char *name, const void *data,
                   size_t len);

// Imports folder/name; messages go to f->diag, which is emptied first.
struct import_result fixture_import(struct fixture *f, const char *name);

// What is in the record, to be freed.
char *fixture_dump(struct fixture *f);

// How many messages with that code are in f->diag.
int fixture_count(const struct fixture *f, const char *code);

#endif
