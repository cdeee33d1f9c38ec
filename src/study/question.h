// SPDX-License-Identifier: MIT
// A participant's own question for the model, as the record has it (docs/formats.md, "Questions").
#ifndef CALMA_STUDY_QUESTION_H
#define CALMA_STUDY_QUESTION_H

#include <stdbool.h>

struct question {
    char *participant, *round, *step, *id; // who asks, and which item it is
    long long n;                           // from 1 in each step of a participant
    char *text;
    char *topic; // what its author says it is about, or ""
    char *role;  // what stood above, or ""
    char *after; // the id of the transcript that it goes on from, or ""
    bool sensitive, share;
};

#endif
