// SPDX-License-Identifier: MIT
// From bytes that may be anything to a response that is this study's, whole and unaltered (docs/formats.md,
// response@1). What is decided here depends on the bytes and the study alone.
#ifndef CALMA_RECORD_RESPONSE_H
#define CALMA_RECORD_RESPONSE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"
#include "study/study.h"

#define RESPONSE_MAX ((size_t)4 << 20)
#define RESPONSE_ITEMS_MAX 20000

struct response_item {
    const char *step; // its id: the study's own string, once the response is read
    const char *id;
    size_t index;     // in the step's items
    const json_t *value;
    size_t at, len;   // its canonical form, in `canonical`
    int misfit;       // a diag_code: why it has no place in the study as it is now; 0 when it has
    char hash[HASH_HEX_SIZE]; // of that
};

struct response {
    const json_t *document;
    struct arena values; // holds the document
    const struct participant *participant; // NULL until the response is known to be theirs; of a board its `self`
    const struct board *board;             // NULL: a person's
    const struct round *round;
    struct response_item *items;
    size_t count, cap;
    struct buf decoded;   // the text as UTF-8, where it was not
    struct buf copied;    // the document, where it stood in a text
    struct buf canonical; // the document without `sum`
};

void response_init(struct response *r);
void response_release(struct response *r);

// Reads and checks one file; `r` may be used again and again. After -1 the first error in `d` is why the file is to be
// quarantined; `r->participant` and `r->round` are set when the file is theirs all the same.
int response_read(struct response *r, const struct study *study, const char *data, size_t len, const char *file,
                  struct diag *d);

// A file as it was read. What `found` holds is the caller's to pass on; reading another releases it.
struct reading {
    struct response response;
    struct diag found;
    bool fits;
};
void reading_init(struct reading *reading);
void reading_release(struct reading *reading);
void reading_make(struct reading *reading, const struct study *study, const struct buf *bytes, const char *file);

// Where an item is in its document, as a JSON pointer. Ids of steps are at most 40 characters.
#define RESPONSE_PATH_SIZE 100
void response_path(const struct response_item *item, char path[RESPONSE_PATH_SIZE]);

// True for the bytes of a zip file.
bool response_is_zip(const char *data, size_t len);

#endif
