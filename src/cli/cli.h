// SPDX-License-Identifier: MIT
// The command line. Only this folder prints, and only it chooses an exit status.
#ifndef CALMA_CLI_CLI_H
#define CALMA_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/diag.h"
#include "packet/turn.h"
#include "study/study.h"

enum { STATUS_FINE = 0, STATUS_DATA = 1, STATUS_USAGE = 2, STATUS_SYSTEM = 3 };

struct cli_option {
    const char *name;  // "round": given as --round
    const char *value; // what its value is called; NULL for a switch
    const char *help;
};

struct cli;

struct verb {
    const char *name;
    const char *arguments; // "FILE|FOLDER|ZIP...", or ""
    const char *summary;   // one line
    const char *text;      // what it does, in a few lines
    const char *examples;  // lines of "calma ...", each indented by two
    const struct cli_option *options; // ended by one without a name; NULL for none
    int least, most;                  // number of arguments
    bool warns;                       // says what the study's warnings are; others say its errors alone
    int (*run)(struct cli *cli);      // answers an exit status
};

#define CLI_OPTIONS 16

struct cli {
    const struct verb *verb;
    const char *folder; // the study's
    bool json;          // --json: results and diagnostics for programs
    bool colour, progress;
    const char *values[CLI_OPTIONS]; // of the verb's options; "" for a switch that is on
    char **arguments;
    int argument_count;
    struct diag diag;
    int worst; // the status that diagnostics printed so far mean
};

// The verbs, ended by one without a name.
extern const struct verb *const verbs[];
const struct verb *verb_find(const char *name);

// Parses and runs; answers the exit status.
int cli_main(int argc, char **argv);

// The option's value, or NULL when it was not given.
const char *cli_value(const struct cli *cli, const char *name);

// Reads the study and renders its turns; STATUS_FINE, or the status to leave with, everything said.
struct cli_study {
    struct study study;
    struct turns turns;
};
int cli_open(struct cli *cli, struct cli_study *open);
void cli_close(struct cli_study *open);

// The status that the diagnostics so far mean.
int cli_status(const struct cli *cli);

#endif
