// SPDX-License-Identifier: MIT
// What `calma run` brought: answers/<model id>.jsonl in the study's folder, transcript@1 lines with a `run` (docs/formats.md,
// "Answers").
#ifndef CALMA_STUDY_ANSWERS_H
#define CALMA_STUDY_ANSWERS_H

#include "base/buf.h"
#include "base/diag.h"
#include "study/prompts.h"
#include "study/study.h"

#define ANSWERS_FOLDER "answers"

// Reads study->answers, and what each prompt was answered. Adds "<sha256> <file>" lines to `digests`. Goes on after errors.
// Whoever calls it has study->transcripts take over each answer.
void answers_read(struct study *study, struct buf *digests, struct diag *d);

// The answer to what is asked, by `run.asked`; NULL: it awaits one.
const struct transcript *answers_find(const struct study *study, const char *asked);

// Appends what the prompts of a file were answered, in the file's order: each answer, then what goes on from it. Answers of
// several models to one prompt come in an order that does not tell which is whose.
void answers_of_prompts(const struct study *study, const struct prompt_file *file, struct transcript_list *list);

// Appends what the questions of a group's participants were answered, participant by participant in the order of asking; of
// a question that was reworded the last answer of each model.
void answers_of_group(const struct study *study, const struct group *group, struct transcript_list *list);

// "refused", "empty" or "truncated" where an answer is not simply one; else "". Its last turn is the answer.
const char *answer_outcome(const struct transcript *transcript);

#endif
