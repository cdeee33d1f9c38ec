// SPDX-License-Identifier: MIT
// The conversations of a study, from wherever study.lua has them: files, what models answered to prompts and to questions, and
// files that steps name themselves.
#ifndef CALMA_STUDY_GATHER_H
#define CALMA_STUDY_GATHER_H

#include "study/loading.h"

// Appends what is not in the list yet.
void gather_append(struct transcript_list *to, const struct transcript_list *from);

// Appends what `key` of a table names: transcripts "file" or prompts "file", or a list of them.
void gather_listed(struct loading *l, struct transcript_list *list, const json_t *object, const char *what,
                   const char *key);
// The same for a group's `own`, where asked() may stand too; each conversation right behind what it goes on from.
void gather_own(struct loading *l, struct group *group, const json_t *object);
// Checks that what a group's participants own is theirs, and what others would learn from what is shared.
void gather_check_owners(struct loading *l, const struct group *group);

// Models, the files of prompts, and what was answered; before the groups are read. Then the answers become conversations of
// the study, those that somebody is given first.
void gather_models(struct loading *l, const json_t *definition);
void gather_answers(struct loading *l);

// The files of conversations that a step brings along, wherever its options name them; after the groups.
void gather_step_files(struct loading *l, const json_t *value, bool practice, struct place where);

#endif
