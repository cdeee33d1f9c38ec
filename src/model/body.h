// SPDX-License-Identifier: MIT
// What is sent to a server: the bodies of its requests.
#ifndef CALMA_MODEL_BODY_H
#define CALMA_MODEL_BODY_H

#include <jansson.h>

#include "base/diag.h"

// The body of a chat request: "model", "messages" (a list of {"role", "content"}) and all that is in `parameters` (an
// object, or NULL), such as "temperature". Answers are streamed unless parameters say "stream": false: a slow model then
// keeps showing that it is at work. NULL with an error at `where` when the parameters name what is not theirs to say
// ("messages", "n"). To json_decref.
json_t *chat_body(const char *model, const json_t *messages, const json_t *parameters,
                  struct place where, struct diag *d);

// The body of a request for the vectors of `texts` (a list of strings), with all that is in `parameters` (an object, or
// NULL), such as "dimensions". To json_decref.
json_t *embeddings_body(const char *model, const json_t *texts, const json_t *parameters);

#endif
