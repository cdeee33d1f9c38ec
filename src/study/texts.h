// SPDX-License-Identifier: MIT
// The texts that study.lua names: each is read once.
#ifndef CALMA_STUDY_TEXTS_H
#define CALMA_STUDY_TEXTS_H

#include "study/loading.h"

// Reads every text that the definition names, wherever it stands; or, once a step has filled in its options, those of the
// program alone, since the others have been read.
void texts_read(struct loading *l, const json_t *value, bool only_shipped);

// What the model is for, and for whom.
void texts_context(struct loading *l, const json_t *definition);

// A text file or a text in quotation marks, "" when it is not there.
const char *texts_prose(struct loading *l, const json_t *definition, const char *key);

#endif
