// SPDX-License-Identifier: MIT
// The words of the interface: themes/base/strings/<language>/<area>.json, flat objects of strings. What a language does
// not have yet is said in English. A language with a region ("pt-BR") may have the words of the language alone ("pt").
#ifndef CALMA_PACKET_WORDS_H
#define CALMA_PACKET_WORDS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"

// Each reader has the areas that it shows: report.json is the report's alone, paper.json for paper alone, board.json and
// board-*.json for boards alone, enter.json for packets in which paper is typed in, hand.json for what goes out beside packets, training.json for the steps' Lua; the others are
// for packets, boards, paper and what goes out beside packets.
enum words_for { WORDS_PACKET, WORDS_ENTRY, WORDS_BOARD, WORDS_PAPER, WORDS_HAND, WORDS_REPORT };

// `spoken` (may be NULL) gets the tag of the language
// that the words are really in: "en" where the study's has none. New reference; NULL after an error.
json_t *words_load(const char *study_folder, const char *language,
                   enum words_for reader, struct buf *spoken, struct diag *d);

#endif
