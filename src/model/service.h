// SPDX-License-Identifier: MIT
// Who is asked: a model at an endpoint, with a key. What is learned about one holds for all that is asked of it.
#ifndef CALMA_MODEL_SERVICE_H
#define CALMA_MODEL_SERVICE_H

#include <stdbool.h>

#include "base/diag.h"
#include "model/curl.h"
#include "model/trouble.h"

#define SERVICE_FAILING_MAX 10 // questions without an answer, one after the other, that end the asking

struct service {
    char *endpoint, *model, *url;
    const char *key, *key_name;
    bool local; // this computer, where no proxy stands between
    struct curl_slist *headers; // with the key
    double hold;   // until when nothing is sent (clock_seconds)
    bool answered; // at least once
    bool given_up; // why has been said
    int failing, moves;
    struct service *next;
};

struct services {
    const struct curl *curl;
    struct service *first;
    bool plain_http;
};

// Finds or makes it. One whose address may not be used is given up from the start, which `d` is told.
struct service *service_of(struct services *services, const char *endpoint, const char *name, const char *model,
                           const char *key, const char *key_name, struct diag *d);

// Follows a server to another address of its own; false for any other, and when it never ends.
bool service_follow(struct service *s, const char *url);

// Notes what came of a question. Trouble is said at `where`, or at the endpoint when it makes the service be given up; of
// one that is given up nothing more is said.
void service_succeeded(struct service *s);
void service_failed(struct service *s, const struct trouble *trouble, int attempts, struct place where, struct diag *d);

// Wipes the keys.
void services_release(struct services *services);

#endif
