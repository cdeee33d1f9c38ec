// SPDX-License-Identifier: MIT
// What does not fit in what boards decided and in what people said of their axes: lua/check.lua tells.
#ifndef CALMA_REPORT_CHECK_H
#define CALMA_REPORT_CHECK_H

#include <sqlite3.h>

#include "base/diag.h"
#include "study/study.h"

// Adds to `d` a bounded number of what is graded `least` or higher. -1 when the check itself fails, with an error in `d`.
int report_check(const struct study *study, sqlite3 *record, enum diag_grade least,
                 struct diag *d);

#endif
