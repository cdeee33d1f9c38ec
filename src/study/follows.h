// SPDX-License-Identifier: MIT
// Conversations that go on from others: a transcript says which one it `follows`, and behind which of its turns.
#ifndef CALMA_STUDY_FOLLOWS_H
#define CALMA_STUDY_FOLLOWS_H

#include "base/diag.h"
#include "study/study.h"

// Reports, at its line, every transcript that follows one which the study does not have, goes on behind a turn that is
// not there, or follows itself by way of others.
void follows_check(const struct study *study, struct diag *d);

// Puts each conversation of the list right behind what it goes on from, where that is in the list too; else all stay in their
// order.
void follows_order(struct transcript_list *list);

#endif
