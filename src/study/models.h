// SPDX-License-Identifier: MIT
// The language models that a study puts its questions to: `model` or `models` of study.lua. Keys are no part of a study: it
// names the environment variable in which one lies.
#ifndef CALMA_STUDY_MODELS_H
#define CALMA_STUDY_MODELS_H

#include <jansson.h>

#include "base/diag.h"
#include "study/study.h"

struct model {
    char *id;         // "model" where study.lua says none; the name of its answers' file
    char *name;       // what its endpoint calls it; "" where the study asks nothing of it
    char *endpoint;   // "http://127.0.0.1:8080/v1", or "" when it is not said
    char *key;        // the name of an environment variable, or ""
    char *system;     // the system prompt, or ""
    json_t *parameters; // what is sent with every request: an object, perhaps empty
    long long max_tokens; // 0 when not said
    double prompt_price, completion_price; // for a million tokens; negative when not said
    char *currency;   // "USD"
    struct place where;
    char *path;       // how messages call it: "models, number 2"
};

// Reads study->models and study->embedder from the definition, whose texts have been read. Goes on after errors; what looks like a key is never
// in a message.
void models_read(struct study *study, const json_t *definition, struct diag *d);
void models_release(struct study *study);

// NULL when there is none of that id.
const struct model *model_find(const struct study *study, const char *id);

#endif
