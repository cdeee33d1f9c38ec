// SPDX-License-Identifier: MIT
// SHA-256, by libsodium.
#ifndef CALMA_BASE_HASH_H
#define CALMA_BASE_HASH_H

#include <stddef.h>

#include "base/buf.h"

#define HASH_HEX_SIZE 65 // 64 digits and a NUL

void hash_hex(const void *data, size_t len, char hex[HASH_HEX_SIZE]);
void hash_base64(const void *data, size_t len, struct buf *out); // as Content-Security-Policy wants it

#endif
