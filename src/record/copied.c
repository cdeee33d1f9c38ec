// SPDX-License-Identifier: MIT
#define _GNU_SOURCE // memmem

#include "record/copied.h"

#include <string.h>

// Without the hyphens around them, which some programs make dashes of.
#define BEGIN "BEGIN CALMA ANSWERS"
#define END "END CALMA ANSWERS"

static int digit_of(char c)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

// Whatever is no digit was put in on the way: line ends, spaces, the marks of a quotation.
static void decode(const char *text, size_t len, struct buf *out)
{
    unsigned bits = 0;
    int count = 0;
    for (size_t i = 0; i < len; i++) {
        int digit = digit_of(text[i]);
        if (digit < 0)
            continue;
        bits = bits << 6 | (unsigned)digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buf_char(out, (char)(bits >> count & 0xFF));
        }
    }
}

int copied_find(const char *text, size_t len, struct buf *out)
{
    const char *begin = memmem(text, len, BEGIN, strlen(BEGIN));
    if (!begin)
        return 0;
    begin += strlen(BEGIN);
    size_t rest = len - (size_t)(begin - text);
    const char *end = memmem(begin, rest, END, strlen(END));
    if (!end)
        return -1;
    decode(begin, (size_t)(end - begin), out);
    return 1;
}
