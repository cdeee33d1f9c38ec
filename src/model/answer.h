// SPDX-License-Identifier: MIT
// A model's answer: put together from one whole document, or from the chunks of a stream.
#ifndef CALMA_MODEL_ANSWER_H
#define CALMA_MODEL_ANSWER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

// Bytes of an answer's text: no message of a transcript may have more.
#define ANSWER_TEXT_MAX ((size_t)1000000)

enum outcome {
    OUTCOME_ANSWERED,
    OUTCOME_REFUSED,   // the model or its service declined; `text` is what it said, perhaps nothing
    OUTCOME_EMPTY,     // it ended in good order, without a word
    OUTCOME_TRUNCATED, // it reached max_tokens, or the model's own limit
};

const char *outcome_name(enum outcome outcome); // "answered", "refused", "empty", "truncated"

struct chat_answer {
    char *text;    // valid UTF-8 without NUL, as the model wrote it; "" when it is empty
    char *model;   // as the server reports it; "" when it does not
    char *finish;  // finish_reason as the server gave it: "stop", "length", "content_filter"; "" when it gave none
    char *created; // when the answer was complete: "2026-03-01T10:42:00Z"
    enum outcome outcome;
    long long prompt_tokens, completion_tokens; // as the server counts them; -1 when it does not say
    long milliseconds;                          // from sending to the answer's last byte, of the last attempt
    int attempts;                               // from 1
};

// An answer in the making.
struct assembly {
    struct buf text, refusal;
    char *model, *finish; // NULL until known
    long long prompt_tokens, completion_tokens;
    bool choice; // something was said about the answer
};

void assembly_init(struct assembly *a, size_t max); // bytes of text
void assembly_release(struct assembly *a);

// Takes a whole answer ("message") or a chunk of one ("delta"). NULL, or what is wrong with the document. What a model
// thought before it answered ("reasoning") is no part of the answer.
const char *assembly_add(struct assembly *a, const json_t *document);

// Whether the answer has come to its end. A stream may go on with counts of tokens.
bool assembly_finished(const struct assembly *a);

// Fills text, model, finish, outcome and tokens; the rest is empty. `a` is as after assembly_init.
void assembly_take(struct assembly *a, struct chat_answer *answer);
void chat_answer_release(struct chat_answer *answer);

#endif
