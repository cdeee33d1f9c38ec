// SPDX-License-Identifier: MIT
// Asks a model for the vectors of texts, by the embeddings requests of OpenAI's service, many texts in one request.
#ifndef CALMA_MODEL_EMBED_H
#define CALMA_MODEL_EMBED_H

#include <jansson.h>
#include <stddef.h>

#include "base/diag.h"
#include "model/chat.h"

#define EMBED_SIZE_MAX 16384 // numbers of a vector

struct embed {
    const char *endpoint, *model, *key, *key_name; // as in struct chat
    const json_t *parameters;                      // sent with every request; NULL: none
    const char *const *texts;
    size_t count;
    const char *file; // that the vectors are for, in messages
};

struct embed_caller {
    // Takes the vector of texts[text], and what the server calls its model ("" when it does not). -1, with the reason in
    // `d`, ends everything.
    int (*given)(void *context, size_t text, const json_t *vector, const char *model, struct diag *d);
    int (*keep)(void *context, struct diag *d); // called behind one or more of `given`: the place to flush
    void (*tick)(void *context, size_t done);   // about ten times a second; may be NULL
    void *context;
};

// Asks until every text was tried. A server that does not take many texts at once, or one that is among them, is asked for
// each alone. What failed is in `d`. -1 when a caller's function ended it, or nothing could be asked.
int embed_all(const struct embed *embed, const struct chat_options *options, const struct embed_caller *caller,
              struct diag *d);

// Reads an answer: `vectors` receives `count` lists of numbers of one length, in the order of the texts (they stay the
// document's). NULL, or what is wrong with it.
const char *embed_read(const json_t *document, size_t count, const json_t **vectors);

#endif
