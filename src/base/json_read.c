// SPDX-License-Identifier: MIT
#include "base/json_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

#define INTEGER_DIGITS 18 // always fit
#define REAL_SIZE 64

struct reader {
    const char *at, *end;
    int depth;
    struct buf text; // a string that has escapes, without them
};

struct span {
    const char *data;
    size_t len;
};

static char peek(const struct reader *r)
{
    return r->at < r->end ? *r->at : '\0';
}

static char next_mark(struct reader *r)
{
    while (peek(r) == ' ' || peek(r) == '\n' || peek(r) == '\t' || peek(r) == '\r')
        r->at++;
    return peek(r);
}

static bool take(struct reader *r, char mark)
{
    if (next_mark(r) != mark)
        return false;
    r->at++;
    return true;
}

static bool take_word(struct reader *r, const char *word)
{
    size_t len = strlen(word);
    if ((size_t)(r->end - r->at) < len || memcmp(r->at, word, len) != 0)
        return false;
    r->at += len;
    return true;
}

// --- strings

// Up to what ends a run of plain characters: a quotation mark, an escape, a control character, the end.
static struct span plain_run(struct reader *r)
{
    const char *from = r->at, *at = from;
    while (at < r->end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
        at++;
    r->at = at;
    return (struct span){from, (size_t)(at - from)};
}

static int hex_value(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;
    return found ? (int)(found - digits) : -1;
}

static long take_unit(struct reader *r)
{
    long unit = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        int digit = hex_value(peek(r));
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

// Behind "\u": one code point, in UTF-8. Halves of pairs and NUL are refused.
static bool take_code_point(struct reader *r)
{
    long c = take_unit(r);
    if (c >= 0xD800 && c < 0xDC00 && take_word(r, "\\u")) {
        long low = take_unit(r);
        if (low < 0xDC00 || low > 0xDFFF)
            return false;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    if (c <= 0 || (c >= 0xD800 && c <= 0xDFFF))
        return false;
    text_add_code_point(&r->text, (unsigned long)c);
    return true;
}

static bool take_escape(struct reader *r)
{
    static const char names[] = "bfnrt\"\\/", letters[] = "\b\f\n\r\t\"\\/";
    r->at++;
    if (take_word(r, "u"))
        return take_code_point(r);
    const char *name = peek(r) ? strchr(names, peek(r)) : NULL;
    if (!name)
        return false;
    r->at++;
    buf_char(&r->text, letters[name - names]);
    return true;
}

// The string that starts here; it stays until the next one is read.
static bool take_string(struct reader *r, struct span *string)
{
    r->at++;
    *string = plain_run(r);
    if (peek(r) == '\\') {
        buf_clear(&r->text);
        buf_add(&r->text, string->data, string->len);
        while (peek(r) == '\\') {
            if (!take_escape(r))
                return false;
            *string = plain_run(r);
            buf_add(&r->text, string->data, string->len);
        }
        *string = (struct span){r->text.data, r->text.len};
    }
    return take_word(r, "\"");
}

// --- values

static json_t *read_value(struct reader *r);

// A key with escapes is rare, and would not outlast the reading of its value.
static bool read_member(struct reader *r, json_t *object)
{
    struct span key;
    size_t before = json_object_size(object);
    if (!take(r, '"'))
        return false;
    key = plain_run(r);
    json_t *value = take_word(r, "\"") && take(r, ':') ? read_value(r) : NULL;
    return value &&
           json_object_setn_new_nocheck(object, key.data, key.len, value) == 0 &&
           json_object_size(object) > before; // else the key is doubled
}

static bool read_members(struct reader *r, json_t *object)
{
    if (take(r, '}'))
        return true;
    do {
        if (!read_member(r, object))
            return false;
    } while (take(r, ','));
    return take(r, '}');
}

static bool read_elements(struct reader *r, json_t *list)
{
    if (take(r, ']'))
        return true;
    do {
        json_t *value = read_value(r);
        if (!value || json_array_append_new(list, value) < 0)
            return false;
    } while (take(r, ','));
    return take(r, ']');
}

static json_t *read_inside(struct reader *r, json_t *made,
                           bool (*read)(struct reader *r, json_t *into))
{
    r->at++;
    bool whole = made && ++r->depth <= JSON_DEPTH_MAX && read(r, made);
    r->depth--;
    if (whole)
        return made;
    json_decref(made);
    return NULL;
}

static bool at_digit(const struct reader *r)
{
    return peek(r) >= '0' && peek(r) <= '9';
}

static size_t take_digits(struct reader *r)
{
    const char *first = r->at;
    while (at_digit(r))
        r->at++;
    return (size_t)(r->at - first);
}

// Behind the whole part: a fraction, an exponent, or both. The number starts at `first`.
static json_t *read_real(struct reader *r, const char *first)
{
    char text[REAL_SIZE];
    if (take_word(r, ".") && !take_digits(r))
        return NULL;
    if (take_word(r, "e") || take_word(r, "E")) {
        if (!take_word(r, "-"))
            take_word(r, "+");
        if (!take_digits(r))
            return NULL;
    }
    size_t len = (size_t)(r->at - first);
    if (len >= sizeof text)
        return NULL;
    memcpy(text, first, len);
    text[len] = '\0';
    double value = strtod(text, NULL);
    return isfinite(value) ? json_real(value) : NULL;
}

static json_t *read_number(struct reader *r)
{
    const char *first = r->at;
    bool minus = take_word(r, "-");
    const char *digits = r->at;
    long long n = 0;
    for (; at_digit(r) && r->at - digits < INTEGER_DIGITS; r->at++)
        n = n * 10 + (peek(r) - '0');
    bool plain = r->at > digits && (*digits != '0' || r->at == digits + 1);
    if (!plain || at_digit(r))
        return NULL;
    if (peek(r) == '.' || peek(r) == 'e' || peek(r) == 'E')
        return read_real(r, first);
    return json_integer(minus ? -n : n);
}

static json_t *read_value(struct reader *r)
{
    struct span string;
    switch (next_mark(r)) {
    case '{': return read_inside(r, json_object(), read_members);
    case '[': return read_inside(r, json_array(), read_elements);
    case '"':
        return take_string(r, &string) ? json_stringn_nocheck(string.data, string.len)
                                       : NULL;
    case 't': return take_word(r, "true") ? json_true() : NULL;
    case 'f': return take_word(r, "false") ? json_false() : NULL;
    case 'n': return take_word(r, "null") ? json_null() : NULL;
    default: return read_number(r);
    }
}

json_t *json_read(const char *text, size_t len)
{
    struct reader r = {text, text + len, 0, {0}};
    if (!text_valid(text, len, NULL))
        return NULL;
    buf_init(&r.text, len);
    json_t *value = read_value(&r);
    if (value && (next_mark(&r) || r.at < r.end)) {
        json_decref(value);
        value = NULL;
    }
    buf_release(&r.text);
    return value;
}
