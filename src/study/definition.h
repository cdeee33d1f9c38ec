// SPDX-License-Identifier: MIT
// study.lua, run in a closed state, as data. Every constructor's table becomes an object with three members more:
// "kind" (the constructor's name), "line" (where it stands in study.lua), and "list" (its values without a name).
#ifndef CALMA_STUDY_DEFINITION_H
#define CALMA_STUDY_DEFINITION_H

#include <jansson.h>

#include "base/diag.h"
#include "study/stepkind.h"

#define STUDY_FILE "study.lua"

// NULL after an error.
json_t *definition_load(const char *folder, const struct step_kinds *kinds, struct diag *d);

// A copy without lines and without participants: what the study's hash is made of, so that a line added above, or a
// person added later, makes no other study.
json_t *definition_essence(const json_t *definition);

// A copy without lines: what the record keeps.
json_t *definition_plain(const json_t *definition);

#endif
