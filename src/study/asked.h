// SPDX-License-Identifier: MIT
// What names an asking: the SHA-256 of who or what asks, the words, what they go on from, and the model. An answer has it in
// `run.asked`; what has been answered is not asked again, whatever the model's settings are now.
#ifndef CALMA_STUDY_ASKED_H
#define CALMA_STUDY_ASKED_H

#include "base/buf.h"
#include "study/prompts.h"
#include "study/question.h"

// Fills `asked` of every prompt of the study for every model.
void asked_prompts(struct study *study);

// Of a question put to a model.
void asked_question(const struct question *question, const char *model, char hex[65]);

// Appends the id of the answer's transcript, which tells neither model nor person: "<prompt id>-<6 digits>", or
// "q-<12 digits>" where `prompt` is NULL.
void asked_id(const char *prompt, const char asked[65], struct buf *out);

#endif
