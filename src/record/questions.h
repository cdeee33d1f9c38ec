// SPDX-License-Identifier: MIT
// The record's view `question` as plain data, for what puts questions to models.
#ifndef CALMA_RECORD_QUESTIONS_H
#define CALMA_RECORD_QUESTIONS_H

#include "record/record.h"
#include "study/question.h"

struct questions {
    struct question *items;
    size_t count;
};

// Reads the questions of all who take part, of one round or one participant where these are given (NULL: any).
int questions_read(struct questions *questions, struct record *record, const char *round, const char *participant,
                   struct diag *d);
void questions_release(struct questions *questions);

#endif
