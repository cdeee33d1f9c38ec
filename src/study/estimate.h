// SPDX-License-Identifier: MIT
// How much is likely to be sent and written, before anything is: tokens, reckoned from letters, and what they cost.
#ifndef CALMA_STUDY_ESTIMATE_H
#define CALMA_STUDY_ESTIMATE_H

#include "study/requests.h"

struct estimate {
    long long prompt, completion; // tokens
    double cost;                  // in the model's currency; negative where study.lua does not say both prices
};

// Tokens of an answer of this model: as many as its answers had so far on average; else max_tokens, up to 400.
long long estimate_answer(const struct study *study, const struct model *model);

// Adds one ask. A token is reckoned as four bytes of UTF-8, and as four more for each message.
void estimate_add(struct estimate *sum, const struct request *ask, const struct study *study, long long answer);

#endif
