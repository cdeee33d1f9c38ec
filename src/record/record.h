// SPDX-License-Identifier: MIT
// The record of a study: record.sqlite in the study's folder, by schema.sql. It is what the study and the files under
// returned/ make together, and nothing else: whenever either has changed, it is made again.
#ifndef CALMA_RECORD_RECORD_H
#define CALMA_RECORD_RECORD_H

#include <sqlite3.h>

#include "base/diag.h"
#include "packet/turn.h"
#include "study/study.h"

struct record {
    sqlite3 *db;
    const struct study *study;
    const struct turns *turns;
};

// Opens the record, and makes it (again) where it is missing, broken, of another version, or older than the study.
// `study` and `turns` must outlive it. After -1 nothing is open.
int record_open(struct record *record, const struct study *study, const struct turns *turns, struct diag *d);
void record_close(struct record *record);

#endif
