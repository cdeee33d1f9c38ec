// SPDX-License-Identifier: MIT
// Puts what a study asks to its models, and has each answer on the disk before anything new is sent in its place.
#ifndef CALMA_MODEL_ASKING_H
#define CALMA_MODEL_ASKING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "model/chat.h"
#include "study/requests.h"

#define OUTCOMES 4 // of `enum outcome`

struct asking_options {
    const char *endpoint;     // in the place of those that the models name; NULL: theirs
    const char *model;        // put to this one alone, by its id; NULL: to all
    bool questions_alone;     // no prompts
    size_t limit;             // no more than so many; 0: all
    struct chat_options chat;
    // Called ten times a second: answers so far, how many there will be, and how many are under way and wait to be tried again.
    void (*tick)(void *context, size_t done, size_t total, size_t under_way, size_t waiting);
    // Called for each answer and each failure, in the order in which they come. `answer` is NULL for a failure.
    void (*each)(void *context, const struct request *ask, const struct chat_answer *answer);
    void *context;
};

struct asking_result {
    size_t total;              // how many were to be asked
    size_t answers[OUTCOMES];  // by outcome
    size_t failed;             // asked, and not answered
    size_t behind;             // not asked, because what they go on from was not answered
    size_t left;               // not asked, because the limit was reached or the user stopped
    long long prompt_tokens, completion_tokens; // as far as the servers counted them
};

// How many would be asked with these options, and whether this one would.
size_t asking_total(const struct requests *asks, const struct asking_options *options);
bool asking_takes(const struct request *ask, const struct asking_options *options);

// Where a model is asked, and the variable of the environment whose key is sent there.
const char *asking_endpoint(const struct model *model, const struct asking_options *options);
const char *asking_key(const struct model *model, const struct asking_options *options);

// Whether that key, if there is one, may go there: the study alone does not decide it (key_is_for).
bool asking_key_goes(const struct model *model, const struct asking_options *options);

// Reads it, to key_free(); NULL in `*key` where none is sent. -1 when one should be, and is not there or may not go.
int asking_take_key(const struct model *model, const struct asking_options *options, char **key, struct diag *d);

// Asks. Failures are in `d`, one at a time, and the rest goes on; -1 when nothing can go on, with what was answered kept.
int asking_run(struct requests *asks, const struct asking_options *options, struct asking_result *result, struct diag *d);

#endif
