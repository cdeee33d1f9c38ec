// SPDX-License-Identifier: MIT
// A growing string of bytes. Never NULL, always NUL-terminated, and with a maximum that is stated when it is made:
// what would exceed it is dropped and remembered in `full`, so that a writer need only ask once, at the end.
#ifndef CALMA_BASE_BUF_H
#define CALMA_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data;  // NUL-terminated
    size_t len;  // without the NUL
    size_t cap;  // allocated bytes, 0 while `data` is the shared empty string
    size_t max;  // the most that `len` may be
    bool full;   // something was dropped
};

void buf_init(struct buf *b, size_t max);
void buf_release(struct buf *b);                 // frees; `b` is empty and usable again
void buf_clear(struct buf *b);                   // empties, keeps the memory
void buf_reserve(struct buf *b, size_t more);    // room for `more` bytes, as far as the maximum allows
void buf_add(struct buf *b, const void *data, size_t len);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_uint(struct buf *b, unsigned long long n);
void buf_fmt(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *buf_take(struct buf *b);                   // hands over the bytes (to free()); `b` is empty and usable again

#endif
