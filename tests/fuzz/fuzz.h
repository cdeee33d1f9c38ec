// SPDX-License-Identifier: MIT
// What fuzzers share: a claim that must hold ends the program, so that libFuzzer keeps the input.
#ifndef CALMA_TESTS_FUZZ_H
#define CALMA_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(claim)                                                                      \
    do {                                                                                 \
        if (!(claim)) {                                                                  \
            fprintf(stderr, "does not hold: %s\n", #claim);                              \
            abort();                                                                     \
        }                                                                                \
    } while (0)

#endif
