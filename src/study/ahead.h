// SPDX-License-Identifier: MIT
// Steps that show what others noticed (`reveals` in lua/steps/<kind>.lua) come when a person's own coding is done.
#ifndef CALMA_STUDY_AHEAD_H
#define CALMA_STUDY_AHEAD_H

#include "base/diag.h"
#include "study/study.h"

// Reports every such step behind which people still code, or behind which they still say alone what matters most to them,
// and one before which nobody codes.
void ahead_check(const struct study *study, struct diag *d);

#endif
