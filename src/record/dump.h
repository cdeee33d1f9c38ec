// SPDX-License-Identifier: MIT
// The record's contents as canonical JSON lines, sorted by their keys: the same bytes for the same study and the same
// files, in whatever order and however often they were imported.
#ifndef CALMA_RECORD_DUMP_H
#define CALMA_RECORD_DUMP_H

#include "record/record.h"

// Rows by kind: study, group, participant, board, packet, turn, file, item, problem. `line` gets one row with its line feed,
// and answers -1 to stop.
int record_dump(struct record *record, int (*line)(void *context, const char *text, size_t len), void *context,
                struct diag *d);

#endif
