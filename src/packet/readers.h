// SPDX-License-Identifier: MIT
// Who is to code what, as data: of each round and group, each participant's conversations with where they come from,
// and how many people read each conversation.
#ifndef CALMA_PACKET_READERS_H
#define CALMA_PACKET_READERS_H

#include <jansson.h>

#include "base/diag.h"
#include "packet/plan.h"

// {"seed", "rounds": [{"round", "groups": [{"group", "people": [{"participant", "conversations": [{"id", "source"}]}],
// "conversations": [{"id", "source", "owner", "share", "readers"}]}]}]}; rounds in which nobody codes are not in it.
// `round` and `participant` (NULL: all) leave out the others; readers are counted over everybody. New reference; NULL
// after an error.
json_t *readers_list(const struct plan *plan, const char *round, const char *participant, struct diag *d);

#endif
