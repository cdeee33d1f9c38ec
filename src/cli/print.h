// SPDX-License-Identifier: MIT
// What people see on a terminal, and what programs read from it.
#ifndef CALMA_CLI_PRINT_H
#define CALMA_CLI_PRINT_H

#include "cli/cli.h"

// Prints the diagnostics that have come since the last call to standard error, as text, or as JSON lines.
void print_diag(struct cli *cli);

// Text from a file: what would be a command to a terminal, or make a line read as another, is written as an escape.
void print_safe(FILE *out, const char *text);

// "calma: text" on standard error; answers STATUS_USAGE.
int print_usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

// "12.3 MB", in memory of the function that lasts until its next call but three.
const char *print_size(unsigned long long bytes);

// "1 packet", "3 packets".
const char *print_count(size_t n, const char *one, const char *many);

// Whether standard output and standard error may hold colour and progress.
bool print_colour(void);
bool print_progress(void);

void print_help(const struct verb *verb);
void print_overview(void);

#endif
