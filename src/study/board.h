// SPDX-License-Identifier: MIT
// The boards of a round: one for each group, and one for each entry of `sessions` of its facilitator's steps.
#ifndef CALMA_STUDY_BOARD_H
#define CALMA_STUDY_BOARD_H

#include <stdbool.h>

#include "base/diag.h"
#include "study/study.h"

// True for an id that only a board may have, in capital letters too: ids become names of files.
bool board_id_is(const char *id);

// Makes `round->boards`; the groups and the round's steps have been read. Goes on after errors, each located in study.lua
// with its path inside the step.
void boards_read(const struct study *study, struct round *round, struct diag *d);

// Once all rounds are read: says which boards of different groups or sessions have the same id, which steps work on axes
// before any board has made them, and what a study with boards leaves unsaid; the latter at `where`.
void boards_check(const struct study *study, struct place where, struct diag *d);

#endif
