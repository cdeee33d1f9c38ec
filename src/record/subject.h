// SPDX-License-Identifier: MIT
// The study as rows of the record: who takes part, what they were given, and what the texts say.
#ifndef CALMA_RECORD_SUBJECT_H
#define CALMA_RECORD_SUBJECT_H

#include "record/record.h"

// Fills the study's tables, which are empty. Belongs inside a transaction.
int subject_write(struct record *record, struct diag *d);

// What the record is made from besides returned/: the study, its steps, the schema, this program.
void subject_fingerprint(const struct study *study, char hex[65]);

#endif
