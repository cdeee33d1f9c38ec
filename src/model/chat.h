// SPDX-License-Identifier: MIT
// Puts questions to language models, by the chat requests of OpenAI's service, which llama.cpp's server, Ollama, vLLM
// and most others answer too. Many are under way at once; each ends as one answer or as one failure.
#ifndef CALMA_MODEL_CHAT_H
#define CALMA_MODEL_CHAT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "model/answer.h"
#include "model/body.h"
#include "model/options.h"

// What is asked. Strings stay the caller's, and stay as they are until the answer or the failure has been told.
struct chat {
    const char *endpoint; // "http://127.0.0.1:8080/v1": what comes before /chat/completions
    const char *key;      // NULL: none is sent (model/key.h)
    const char *key_name; // the environment variable that a key comes from, or would come from
    json_t *body;         // the request, as chat_body makes it; handed over
    struct place where;   // of what is asked, for messages: {"prompts.csv", 4, ""}
    void *owner;          // the caller's
};

// Why something was not answered. The message itself is in `d` of chat_all, at `where` of what was asked.
struct chat_failure {
    int status;    // of HTTP; 0 when none came
    int attempts;  // 0: it was not even sent, because the model was given up before
    bool given_up; // this model is of no use now (no server there, a wrong key, an unknown model): said once, at its
                   // endpoint and not at `where`. What else is asked of it fails at once.
    bool stopped;  // dropped because the caller wanted to stop; no message
};

// All are called from chat_all, one at a time.
struct chat_caller {
    // Fills `chat` and answers true; false when there is nothing to ask just now. It is asked again after each answer
    // and each failure, and chat_all ends when it answers false while nothing is under way.
    bool (*next)(void *context, struct chat *chat);
    // Takes an answer; what it keeps it copies. -1, with the reason in `d`, ends everything.
    int (*answered)(void *context, const struct chat *chat, const struct chat_answer *answer, struct diag *d);
    // Is told of a failure.
    void (*failed)(void *context, const struct chat *chat, const struct chat_failure *failure);
    // Called after one or more calls of `answered` and before `next`: the place to flush answers to the disk, once for
    // all that came together. -1, with the reason in `d`, ends everything. May be NULL.
    int (*keep)(void *context, struct diag *d);
    // Called about ten times a second, with how many are under way, and how many of these wait to be tried again. May
    // be NULL.
    void (*tick)(void *context, size_t under_way, size_t waiting);
    void *context;
};

// Asks until `next` has nothing more. 0 when everything was tried, even where it failed; -1 with an error when a caller's
// function ended it, or when libcurl cannot be used. What failed is in `d` as errors, too.
int chat_all(const struct chat_options *options, const struct chat_caller *caller, struct diag *d);

#endif
