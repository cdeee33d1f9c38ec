// SPDX-License-Identifier: MIT
// What a server sends back to one request, as its bytes come: a stream of events is put together at once, everything else
// is kept until it is whole. In the end it is an answer, or trouble.
#ifndef CALMA_MODEL_REPLY_H
#define CALMA_MODEL_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "model/answer.h"
#include "model/event.h"
#include "model/trouble.h"

struct reply {
    size_t max;
    int status;               // of HTTP
    bool stream;              // of events
    bool begun, ended;        // a byte came; the stream said that it is complete
    bool large;               // more came than may come
    struct buf body;          // of what is no stream
    struct events events;
    struct assembly assembly; // the answer, where it is a chat's
    struct trouble trouble;   // that the stream told of
    const char *key;          // to be kept out of messages; NULL: none
};

// `max`: bytes of what comes; its text may have ANSWER_TEXT_MAX.
void reply_init(struct reply *r, size_t max);
void reply_release(struct reply *r);

// Before the first byte of each attempt.
void reply_clear(struct reply *r, const char *key);

// Takes bytes; `type` is what the server calls them ("text/event-stream"; may be NULL). False when no more is wanted.
bool reply_feed(struct reply *r, int status, const char *type, const char *bytes, size_t len);

// When all has come. `broken` is what befell the connection, or TROUBLE_NONE. Fills kind and detail of `trouble`; where the
// kind is TROUBLE_NONE, the answer stands in `assembly`. `model` is what was asked for.
void reply_end_chat(struct reply *r, enum trouble_kind broken, const char *model, struct trouble *trouble);

// The same for an answer that is one document and no chat. NULL, or the document, to json_decref.
json_t *reply_end_document(struct reply *r, enum trouble_kind broken, const char *model, struct trouble *trouble);

#endif
