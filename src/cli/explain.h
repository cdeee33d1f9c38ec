// SPDX-License-Identifier: MIT
// Who is to code what, for people to read.
#ifndef CALMA_CLI_EXPLAIN_H
#define CALMA_CLI_EXPLAIN_H

#include <jansson.h>

// `readers` as readers_list makes them.
void print_readers(const json_t *readers);

#endif
