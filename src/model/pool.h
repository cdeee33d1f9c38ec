// SPDX-License-Identifier: MIT
// Requests to model services, many at once on one thread: started as places come free, tried again when that can help,
// ended in good order.
#ifndef CALMA_MODEL_POOL_H
#define CALMA_MODEL_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "model/options.h"
#include "model/reply.h"
#include "model/transfer.h"

// What is sent. Strings are the user's, and stay until the task has ended.
struct post {
    const char *endpoint, *name; // "http://127.0.0.1:8080/v1", "chat/completions"
    const char *model, *key, *key_name;
    char *body; // handed over, to be freed
    size_t len;
    struct place where;
    void *owner;
};

// How a task ended. `chat.h` says what each means.
struct pool_failure {
    int status, attempts;
    bool given_up, stopped;
};

enum pool_came { POOL_TAKEN, POOL_TROUBLE, POOL_ASIDE, POOL_END };

struct pool_user {
    bool (*next)(void *context, struct post *post);
    // Looks at what came: POOL_TAKEN for an answer; POOL_TROUBLE, which is filled in; POOL_ASIDE for what is neither,
    // because it will be asked in another way; POOL_END, with the reason in `d`. `broken` is what befell the connection.
    enum pool_came (*came)(void *context, const struct post *post, struct transfer *transfer, enum trouble_kind broken, int attempts,
                struct trouble *trouble, struct diag *d);
    void (*failed)(void *context, const struct post *post, const struct pool_failure *failure);
    int (*keep)(void *context, struct diag *d);                          // may be NULL
    void (*tick)(void *context, size_t under_way, size_t waiting);       // may be NULL
    void *context;
};

// 0 when there is nothing left to do, -1 when something ended it before.
int pool_run(const struct chat_options *options, const struct pool_user *user, struct diag *d);

#endif
