// SPDX-License-Identifier: MIT
// Worked examples: somebody's own codings of a practice conversation, written by hand (docs/formats.md, worked@1).
#ifndef CALMA_PACKET_WORKED_H
#define CALMA_PACKET_WORKED_H

#include "base/diag.h"
#include "packet/turn.h"
#include "study/study.h"

// Checks every worked example that the study's steps name. Answers -1 when one has errors; each is located.
int worked_check(const struct study *study, const struct turns *turns, struct diag *d);

#endif
