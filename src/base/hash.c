// SPDX-License-Identifier: MIT
#include "base/hash.h"

#include <sodium.h>

void hash_hex(const void *data, size_t len, char hex[HASH_HEX_SIZE])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, data, len);
    sodium_bin2hex(hex, HASH_HEX_SIZE, digest, sizeof digest);
}

void hash_base64(const void *data, size_t len, struct buf *out)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    char text[sodium_base64_ENCODED_LEN(sizeof digest, sodium_base64_VARIANT_ORIGINAL)];
    crypto_hash_sha256(digest, data, len);
    sodium_bin2base64(text, sizeof text, digest, sizeof digest,
                      sodium_base64_VARIANT_ORIGINAL);
    buf_str(out, text);
}
