// SPDX-License-Identifier: MIT
// The ids of conversations that are put together from several files.
#ifndef CALMA_CHATLOG_IDS_H
#define CALMA_CHATLOG_IDS_H

#include <jansson.h>

#include "base/diag.h"
#include "chatlog/chatlog.h"

struct chatlog_ids {
    json_t *taken; // id to {file, line, sum of the messages}
};

void chatlog_ids_init(struct chatlog_ids *ids);
void chatlog_ids_release(struct chatlog_ids *ids);

// An id for `found` that none before has; free it. `id` is what document_id says. NULL when the very conversation came
// before (a warning), or when a transcript@1 says an id that another one says (an error). In other formats an id that is
// taken gets "-2", "-3", ... at its end.
char *chatlog_ids_take(struct chatlog_ids *ids, const struct chatlog_found *found,
                       const char *id, struct diag *d);

#endif
