// SPDX-License-Identifier: MIT
// The words of the interface: themes/base/strings/<language>/<area>.json, flat objects of strings. What a language does
// not have yet is said in English. A language with a region ("pt-BR") may have the words of the language alone ("pt").
#ifndef CALMA_PACKET_WORDS_H
#define CALMA_PACKET_WORDS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"

// All areas for packets (`report` false) or the report's own area. `spoken` (may be NULL) gets the tag of the language
// that the words are really in: "en" where the study's has none. New reference; NULL after an error.
json_t *words_load(const char *study_folder, const char *language, bool report,
                   struct buf *spoken, struct diag *d);

#endif
