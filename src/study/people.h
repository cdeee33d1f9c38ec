// SPDX-License-Identifier: MIT
// The participants of a group: participant { ... } in study.lua, or a roster in CSV with the columns id, name, language
// and role, of which only id must be there.
#ifndef CALMA_STUDY_PEOPLE_H
#define CALMA_STUDY_PEOPLE_H

#include <jansson.h>

#include "base/diag.h"
#include "study/study.h"

// `source` is the group's `participants`. Goes on after errors; -1 when there were any.
int people_read(struct group *group, const json_t *source, const char *folder, struct diag *d);

// 1 to 40 letters, digits, "-" or "_".
bool id_is_good(const char *id);

#endif
