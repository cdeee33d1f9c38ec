// SPDX-License-Identifier: MIT
// What can go wrong between this computer and a model, how often it is tried again, and when a model is given up.
#ifndef CALMA_MODEL_TROUBLE_H
#define CALMA_MODEL_TROUBLE_H

#include <stdbool.h>

#include "base/diag.h"
#include "model/complaint.h"
#include "model/curl.h"

enum trouble_kind {
    TROUBLE_NONE,
    TROUBLE_CONNECT,   // nobody listens there
    TROUBLE_HOST,      // there is no such computer
    TROUBLE_HANDSHAKE, // no TLS came about
    TROUBLE_TLS,       // its certificate is not trusted
    TROUBLE_NETWORK,   // the connection failed
    TROUBLE_CUT,       // the answer broke off
    TROUBLE_SLOW,      // nothing came for too long
    TROUBLE_BUSY,      // too many requests
    TROUBLE_UNREADY,   // the server is not ready; it may be loading its model
    TROUBLE_SERVER,    // the server has a fault
    TROUBLE_ANSWER,    // what came is no answer
    TROUBLE_LARGE,     // more came than may come
    TROUBLE_REQUEST,   // the server does not take this question
    TROUBLE_KEY_SAID,  // the answer holds the key
    TROUBLE_KEY,       // the key is missing or wrong
    TROUBLE_DENIED,    // the server does not want to
    TROUBLE_CREDIT,    // the account is used up
    TROUBLE_MODEL,     // the server does not have the model
    TROUBLE_PATH,      // there is nothing at this address
    TROUBLE_REDIRECT,  // the server sends elsewhere
    TROUBLE_KINDS
};

struct trouble {
    enum trouble_kind kind;
    int status;   // of HTTP; 0 when none came
    long wait_ms; // how long the server asks to wait; -1 when it does not say
    char detail[COMPLAINT_MAX + 1]; // the server's or libcurl's words, without the key; "" when there are none
};

// By what libcurl says; TROUBLE_NONE for CURLE_OK. `answering`: the answer had begun.
enum trouble_kind trouble_of_curl(CURLcode code, bool answering);

// By what the server says. `model` tells an unknown model from a wrong address.
enum trouble_kind trouble_of_status(int status, const struct complaint *complaint,
                                    const char *model);

// The most attempts that make sense, where `attempts` are given to each question: 1 when trying again changes nothing, and
// more for what takes its time, such as loading a model.
int trouble_attempts(enum trouble_kind kind, int attempts);

// Whether the model is of no use. `answered`: it has answered something in this run.
bool trouble_gives_up(enum trouble_kind kind, bool answered);

// Says it at `where`: `model` and `key_name` as they were asked with; `has_key`: one was sent.
struct asked_with {
    const char *model, *key_name;
    bool has_key;
    int attempts;
};
void trouble_say(const struct trouble *trouble, const struct asked_with *with,
                 struct place where, struct diag *d);

#endif
