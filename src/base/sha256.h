// SPDX-License-Identifier: MIT
// SHA-256 by the processor's own instructions, where it has them: four times as fast as without.
#ifndef CALMA_BASE_SHA256_H
#define CALMA_BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>

#define SHA256_SIZE 32

// False, and nothing done, where this processor has no such instructions.
bool sha256_quick(const void *data, size_t len, unsigned char digest[SHA256_SIZE]);

#endif
