// SPDX-License-Identifier: MIT
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

// What an empty buffer points to. Written only with the NUL that it already holds.
static char empty[1];

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.data = empty, .max = max};
}

void buf_release(struct buf *b)
{
    if (b->cap)
        free(b->data);
    buf_init(b, b->max);
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    b->full = false;
    if (b->cap)
        b->data[0] = '\0';
}

void buf_reserve(struct buf *b, size_t more)
{
    if (more > b->max - b->len)
        more = b->max - b->len;
    size_t need = b->len + more + 1;
    if (need <= b->cap)
        return;
    size_t cap = b->cap * 2 > need ? b->cap * 2 : need;
    if (cap < 64)
        cap = 64;
    b->data = mem_grow(b->cap ? b->data : NULL, cap, 1);
    b->cap = cap;
    b->data[b->len] = '\0';
}

void buf_add(struct buf *b, const void *data, size_t len)
{
    if (len > b->max - b->len) {
        len = b->max - b->len;
        b->full = true;
    }
    if (!len)
        return;
    buf_reserve(b, len);
    memcpy(b->data + b->len, data, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
    if (b->len + 1 >= b->cap || b->len >= b->max) {
        buf_add(b, &c, 1);
        return;
    }
    b->data[b->len++] = c;
    b->data[b->len] = '\0';
}

void buf_uint(struct buf *b, unsigned long long n)
{
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    buf_add(b, digits + at, sizeof digits - at);
}

// What is longer than most is written a second time, into memory of its own.
void buf_fmt(struct buf *b, const char *format, ...)
{
    char most[256];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(most, sizeof most, format, args);
    va_end(args);
    if (len > 0 && (size_t)len < sizeof most) {
        buf_add(b, most, (size_t)len);
    } else if (len > 0) {
        char *text = mem_alloc((size_t)len + 1);
        vsnprintf(text, (size_t)len + 1, format, again);
        buf_add(b, text, (size_t)len);
        free(text);
    }
    va_end(again);
}

char *buf_take(struct buf *b)
{
    char *data = b->cap ? b->data : mem_strdup("");
    size_t max = b->max;
    buf_init(b, max);
    return data;
}
