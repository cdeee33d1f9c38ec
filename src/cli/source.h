// SPDX-License-Identifier: MIT
// What packets carry of the record: opened when the first packet asks for something of it, since a study's first round
// needs none.
#ifndef CALMA_CLI_SOURCE_H
#define CALMA_CLI_SOURCE_H

#include <stdbool.h>

#include "cli/cli.h"
#include "packet/assign.h"
#include "record/record.h"
#include "report/ask.h"

struct source {
    struct packet_source packets; // for packet/build.h
    struct cli_study *open;
    struct record record;
    struct ask ask;
    bool is_open, was_asked;
};

void source_init(struct source *source, struct cli_study *open);
void source_close(struct source *source);

#endif
