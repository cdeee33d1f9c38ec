// SPDX-License-Identifier: MIT
// The record as if people had coded in one round alone: for a report of that round where they coded in several.
#ifndef CALMA_RECORD_ONEROUND_H
#define CALMA_RECORD_ONEROUND_H

#include "base/diag.h"
#include "record/record.h"

// A copy in memory without the codes, clusters and assignments of other rounds; all else is as it was, and the study's title
// names the round. NULL after an error: `round` is none of the study's in which people code. Close with sqlite3_close.
sqlite3 *record_one_round(const struct record *record, const char *round, struct diag *d);

#endif
