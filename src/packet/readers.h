// SPDX-License-Identifier: MIT
// Who is to code what, as data: of each round and group, each participant's conversations with where they come from,
// and how many people read each conversation.
#ifndef CALMA_PACKET_READERS_H
#define CALMA_PACKET_READERS_H

#include <jansson.h>

#include "base/diag.h"
#include "packet/assign.h"
#include "packet/plan.h"

// {"seed", "rounds": [{"round", "groups": [{"group", "people": [{"participant", "conversations": [{"id", "source"}]}],
// "conversations": [{"id", "source", "owner", "share", "readers"}]}]}]}; rounds in which nobody codes are not in it.
// Practice is nobody's work. Where `source` (may be NULL) knows that people declined before a round, they have "away":
// true, and so many of a conversation's readers are its "away": the plan stays as it was, since other people's packets
// must not change by it.
// `round` and `participant` (NULL: all) leave out the others; readers are counted over everybody. New reference; NULL
// after an error.
json_t *readers_list(const struct plan *plan, const char *round, const char *participant,
                     const struct packet_source *source, struct diag *d);

#endif
