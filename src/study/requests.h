// SPDX-License-Identifier: MIT
// What is to be put to which model: every prompt and every question, with what has been answered already and what waits for
// the answer to another. It follows from the study and the questions alone.
#ifndef CALMA_STUDY_REQUESTS_H
#define CALMA_STUDY_REQUESTS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "study/models.h"
#include "study/prompts.h"
#include "study/question.h"
#include "study/study.h"

#define REQUEST_NO_SYSTEM "none" // what an answer says where there was no system prompt

enum request_kind { REQUEST_PROMPT, REQUEST_QUESTION, REQUEST_KINDS };

struct request {
    enum request_kind kind;
    const struct model *model;
    const struct prompt *prompt;     // of REQUEST_PROMPT
    const struct question *question; // of REQUEST_QUESTION
    const char *text;
    char asked[65];
    char *id;                        // of the transcript that the answer will be
    const struct transcript *answer; // NULL: it awaits one
    const struct transcript *after;  // what it goes on from; NULL: nothing, or `before`
    struct request *before;              // what it goes on from and waits for; NULL: nothing
    struct request *next, *beside;       // the first that waits for this one, and the next that waits for the same
    json_t *messages;                // once it was answered in this run: the new user's message and the answer
    bool failed;                     // it was asked in this run, and not answered
    struct place where;              // for messages; of a question in words
    char *shown;                     // "p07, round ask, question 2"; NULL of a prompt
};

struct requests {
    const struct study *study;
    struct request *items;
    size_t count;
    bool whole;     // the questions were all that there are: what is not among them was taken back
    size_t stray;   // questions of groups without asked(), which are put to nobody
    size_t closed;  // questions that go on from what is not theirs, or is not there any more
};

// What the study asks: prompts in the order of its files, then questions in the order in which they are given; each for every
// model, but what goes on from a conversation for the model alone that answered there, when it is one of the study's.
// `questions` and the study must outlive it. A question that cannot be put to anybody is told.
void requests_make(struct requests *asks, const struct study *study, const struct question *questions, size_t count,
               struct diag *d);
void requests_release(struct requests *asks);

// How many await an answer, of a kind (REQUEST_KINDS: of all).
size_t requests_waiting(const struct requests *asks, enum request_kind kind);

// What is sent: the system prompt, all that the conversation holds so far, and the new message. What it waits for must have
// been answered. New reference.
json_t *request_messages(const struct request *ask, const struct study *study);

// How many of the answers that count were given with a system prompt or parameters that are not the model's now.
size_t requests_other_settings(const struct requests *asks);

#endif
