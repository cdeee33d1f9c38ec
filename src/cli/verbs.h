// SPDX-License-Identifier: MIT
#ifndef CALMA_CLI_VERBS_H
#define CALMA_CLI_VERBS_H

#include "cli/cli.h"

extern const struct verb verb_new;
extern const struct verb verb_check;
extern const struct verb verb_transcripts;
extern const struct verb verb_build;
extern const struct verb verb_enter;
extern const struct verb verb_import;
extern const struct verb verb_run;
extern const struct verb verb_status;
extern const struct verb verb_report;
extern const struct verb verb_dump;

#endif
