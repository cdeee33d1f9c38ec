// SPDX-License-Identifier: MIT
// The table of verbs. A verb's file defines one of these.
#include "cli/verbs.h"

const struct verb *const verbs[] = {
    &verb_new, &verb_check,  &verb_transcripts, &verb_build, &verb_enter, &verb_import,
    &verb_run, &verb_status, &verb_report,      &verb_dump,  NULL,
};
