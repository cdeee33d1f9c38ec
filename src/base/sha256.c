// SPDX-License-Identifier: MIT
#include "base/sha256.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define BLOCK 64
#define FOR_SHA __attribute__((target("sha,sse4.1,ssse3")))

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
    0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
    0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
    0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
    0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2};
static const uint32_t initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// The instructions want the eight words as a, b, e, f and c, d, g, h, the first in the highest place.
struct state {
    __m128i abef, cdgh;
};

static bool have_instructions(void)
{
    static int known = -1;
    int have = __atomic_load_n(&known, __ATOMIC_RELAXED);
    if (have >= 0)
        return have;
    unsigned a, b, c, d;
    have = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSSE3) && (c & bit_SSE4_1) &&
           __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
    __atomic_store_n(&known, have, __ATOMIC_RELAXED);
    return have;
}

static __m128i load(const void *at)
{
    return _mm_loadu_si128((const __m128i *)at);
}

FOR_SHA static __m128i load_big_endian(const void *at)
{
    const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    return _mm_shuffle_epi8(load(at), order);
}

FOR_SHA static void four_rounds(struct state *s, __m128i words, int from)
{
    __m128i sum = _mm_add_epi32(words, load(constants + from));
    s->cdgh = _mm_sha256rnds2_epu32(s->cdgh, s->abef, sum);
    s->abef = _mm_sha256rnds2_epu32(s->abef, s->cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

FOR_SHA static void add_block(struct state *s, const unsigned char *block)
{
    struct state before = *s;
    __m128i a = load_big_endian(block), b = load_big_endian(block + 16);
    __m128i c = load_big_endian(block + 32), d = load_big_endian(block + 48);
    for (int from = 0; from < 64; from += 4) {
        four_rounds(s, a, from);
        __m128i next =
            _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4));
        next = _mm_sha256msg2_epu32(next, d);
        a = b;
        b = c;
        c = d;
        d = next;
    }
    s->abef = _mm_add_epi32(s->abef, before.abef);
    s->cdgh = _mm_add_epi32(s->cdgh, before.cdgh);
}

// The last one or two blocks: what is left, a one bit, zeros, the length in bits.
FOR_SHA static void add_end(struct state *s, const unsigned char *rest, size_t len)
{
    unsigned char end[2 * BLOCK] = {0};
    size_t left = len % BLOCK, size = left < BLOCK - 8 ? BLOCK : 2 * BLOCK;
    if (left)
        memcpy(end, rest, left);
    end[left] = 0x80;
    for (int i = 0; i < 8; i++)
        end[size - 1 - i] = (unsigned char)((uint64_t)len * 8 >> 8 * i);
    for (size_t at = 0; at < size; at += BLOCK)
        add_block(s, end + at);
}

FOR_SHA static void write_digest(struct state s, unsigned char *digest)
{
    uint32_t words[8] = {_mm_extract_epi32(s.abef, 3), _mm_extract_epi32(s.abef, 2),
                         _mm_extract_epi32(s.cdgh, 3), _mm_extract_epi32(s.cdgh, 2),
                         _mm_extract_epi32(s.abef, 1), _mm_extract_epi32(s.abef, 0),
                         _mm_extract_epi32(s.cdgh, 1), _mm_extract_epi32(s.cdgh, 0)};
    for (int i = 0; i < 32; i++)
        digest[i] = (unsigned char)(words[i / 4] >> (24 - i % 4 * 8));
}

FOR_SHA static void digest_of(const unsigned char *data, size_t len,
                              unsigned char *digest)
{
    const uint32_t *h = initial;
    struct state s = {
        _mm_setr_epi32((int)h[5], (int)h[4], (int)h[1], (int)h[0]),
        _mm_setr_epi32((int)h[7], (int)h[6], (int)h[3], (int)h[2]),
    };
    size_t whole = len - len % BLOCK;
    for (size_t at = 0; at < whole; at += BLOCK)
        add_block(&s, data + at);
    add_end(&s, data + whole, len);
    write_digest(s, digest);
}

bool sha256_quick(const void *data, size_t len, unsigned char digest[SHA256_SIZE])
{
    if (!have_instructions())
        return false;
    digest_of(data, len, digest);
    return true;
}

#else

bool sha256_quick(const void *data, size_t len, unsigned char digest[SHA256_SIZE])
{
    (void)data;
    (void)len;
    (void)digest;
    return false;
}

#endif
