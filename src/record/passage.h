// SPDX-License-Identifier: MIT
// Whether what an item says about a turn is so: the turn is one of the study's, was given to the participant, reads as
// it did, and holds the quoted words; and the same of the passage in its `example`, which need not have been given. An
// item that fails is kept, with its problem next to it.
#ifndef CALMA_RECORD_PASSAGE_H
#define CALMA_RECORD_PASSAGE_H

#include <jansson.h>

#include "base/diag.h"
#include "packet/turn.h"
#include "record/given.h"

// Adds a warning for each thing that does not fit, located under `where`; `given` knows what `owner` was given to
// code, and is NULL for a step in which nobody codes. Items that name no turn have nothing to check.
void passage_check(const json_t *item, const struct turns *turns, struct given *given, struct given_owner owner,
                   struct place where, struct diag *d);

#endif
