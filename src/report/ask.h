// SPDX-License-Identifier: MIT
// What packets of later rounds carry from the record: lua/asks/<name>.lua answers by name.
//   return { per = "group" or "participant", answer = function(record, context, where) -> plain data }
//   where: {group, participant, round, board}; an answer per group is made once for all its packets
//   In a board's packet participant is the board's id, and board {id, session, people}: `session` is "" for the group's
//   board, `people` a list of ids, nil where everybody in the group is at it. `board` is nil in a participant's packet.
#ifndef CALMA_REPORT_ASK_H
#define CALMA_REPORT_ASK_H

#include <sqlite3.h>

#include "base/diag.h"
#include "packet/assign.h"
#include "script/host.h"

struct ask {
    const struct study *study;
    struct script *script;
    json_t *inputs; // of lua/context.lua
    json_t *known;  // answers per group, by "<name> <group> <round>"
    json_t *own;    // answers per participant, of the last one alone, by the same
    const struct participant *last;
};

// `record` must outlive it.
void ask_open(struct ask *ask, const struct study *study, sqlite3 *record, const char *version,
              struct diag *d);
void ask_close(struct ask *ask);

// New reference, or NULL after an error.
json_t *ask_answer(struct ask *ask, const char *name, const struct assignment *a,
                   struct diag *d);

#endif
