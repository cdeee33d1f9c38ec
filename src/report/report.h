// SPDX-License-Identifier: MIT
// The report: static pages and tables, made from the record by lua/report.lua and lua/artifacts/.
#ifndef CALMA_REPORT_REPORT_H
#define CALMA_REPORT_REPORT_H

#include <jansson.h>
#include <sqlite3.h>

#include "base/diag.h"
#include "script/host.h"
#include "study/study.h"

// Called after each file that was written, with the number written so far.
typedef void report_progress(void *context, size_t files);

// Writes the report into `folder`, in place of what was there; nothing is changed after -1. `progress` may be NULL.
// A study's own lua/artifacts/ are run too: one that fails is an error in `d`, and the rest of the report is written.
int report_write(const struct study *study, sqlite3 *record, const char *folder,
                 const char *version, report_progress *progress, void *context,
                 struct diag *d);

// What the facilitator wrote about the topics: the texts of topics.md ("") and topics-<group>.md, by group. New
// reference.
json_t *report_topics(const struct study *study, struct diag *d);

// A state with every module that reports use. `record` must outlive it.
struct script *report_script(enum script_kind kind, const struct study *study,
                             sqlite3 *record);

#endif
