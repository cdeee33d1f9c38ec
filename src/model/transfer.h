// SPDX-License-Identifier: MIT
// One request on its way: a handle of libcurl, which serves one request after the other, and what comes back.
#ifndef CALMA_MODEL_TRANSFER_H
#define CALMA_MODEL_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/options.h"
#include "model/reply.h"
#include "model/service.h"

struct transfer {
    const struct curl *curl;
    CURL *easy;
    const struct chat_options *limits;
    struct reply reply;
    double began, heard; // when it was sent, when the last byte came (clock_seconds)
    void *task;          // the pool's; NULL while it is free
    char error[CURL_ERROR_SIZE];
};

// -1 when libcurl gives no handle.
int transfer_init(struct transfer *t, const struct curl *curl, const struct chat_options *limits);
void transfer_release(struct transfer *t);

// Makes it ready to post `body`, which must last until the end.
void transfer_begin(struct transfer *t, const struct service *service, const char *body, size_t len);

// Whether it has had its time. A stream that has said all, and is left open, has had it soon.
bool transfer_is_late(const struct transfer *t, double now);

// What the end of it means, before the answer is looked at: TROUBLE_NONE, or what broke it. `late`: it was ended here.
enum trouble_kind transfer_broken(const struct transfer *t, CURLcode code, bool late);

// Adds to trouble what libcurl knows of it: its words, how long the server asks to wait, where it sends to.
void transfer_explain(const struct transfer *t, const struct service *service, bool late, struct trouble *trouble);

// Where the server sends to, as a whole address; NULL when it does not, or not with the same request.
const char *transfer_redirect(const struct transfer *t);

long transfer_milliseconds(const struct transfer *t); // from sending to the last byte

#endif
