// SPDX-License-Identifier: MIT
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/json_read.h"
#include "base/mem.h"

// jansson allows nesting of 2048; ours is what any document of this program could need.
static bool too_deep(const char *text, size_t len)
{
    int depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (in_string) {
            if (c == '\\')
                i++;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > JSON_DEPTH_MAX)
                return true;
        } else if (c == ']' || c == '}') {
            depth--;
        }
    }
    return false;
}

// By jansson, which says what is wrong and where.
static json_t *load(const char *text, size_t len, struct place where, struct diag *d)
{
    if (memchr(text, '\0', len)) {
        // jansson 2.14 takes a NUL behind a number for the end of the text
        diag_add(d, where, E_JSON, "it holds a NUL byte");
        return NULL;
    }
    if (too_deep(text, len)) {
        diag_add(d, where, E_JSON, "it is nested too deeply");
        return NULL;
    }
    json_error_t error;
    json_t *value =
        json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!value) {
        where.line += error.line > 0 ? error.line - 1 : 0;
        diag_add(d, where, E_JSON, error.text);
    }
    return value;
}

json_t *json_parse(const char *text, size_t len, const char *file, int first_line,
                   struct diag *d)
{
    json_t *value = json_read(text, len);
    return value ? value : load(text, len, (struct place){file, first_line, ""}, d);
}

// --- canonical form

static void write_escape(unsigned char c, struct buf *out)
{
    static const char letters[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter) {
        buf_char(out, '\\');
        buf_char(out, names[letter - letters]);
    } else {
        buf_fmt(out, "\\u%04x", c);
    }
}

void json_write_string(const char *s, size_t len, struct buf *out)
{
    buf_char(out, '"');
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(out, s + done, i - done);
        done = i + 1;
        write_escape(c, out);
    }
    buf_add(out, s + done, len - done);
    buf_char(out, '"');
}

static int by_key(const void *a, const void *b)
{
    // The order of UTF-8 bytes is the order of code points.
    return strcmp(((const struct json_member *)a)->key,
                  ((const struct json_member *)b)->key);
}

// Keys come in the same few orders again and again, and are few: that makes insertion quick.
static void insert(struct json_member *sorted, size_t count, struct json_member member)
{
    for (; count && by_key(&sorted[count - 1], &member) > 0; count--)
        sorted[count] = sorted[count - 1];
    sorted[count] = member;
}

#define FEW 32

size_t json_sorted(const json_t *object, const char *without,
                   struct json_member **members)
{
    size_t count = 0, size = json_object_size(object);
    struct json_member *list = *members = mem_grow(NULL, size + 1, sizeof *list);
    struct json_member one;
    json_object_foreach ((json_t *)(size_t)object, one.key, one.value) {
        if (without && strcmp(one.key, without) == 0)
            continue;
        if (size <= FEW)
            insert(list, count++, one);
        else
            list[count++] = one;
    }
    if (size > FEW)
        qsort(list, count, sizeof *list, by_key);
    return count;
}

static void write_object(const json_t *object, struct buf *out)
{
    struct json_member *members;
    size_t count = json_sorted(object, NULL, &members);
    buf_char(out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_char(out, ',');
        json_write_string(members[i].key, strlen(members[i].key), out);
        buf_char(out, ':');
        json_canonical(members[i].value, out);
    }
    buf_char(out, '}');
    free(members);
}

static void write_list(const json_t *list, struct buf *out)
{
    buf_char(out, '[');
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (i)
            buf_char(out, ',');
        json_canonical(json_array_get(list, i), out);
    }
    buf_char(out, ']');
}

static void write_integer(long long n, struct buf *out)
{
    unsigned long long size = n < 0 ? -(unsigned long long)n : (unsigned long long)n;
    if (n < 0)
        buf_char(out, '-');
    buf_uint(out, size);
}

// With as many digits as it takes to read the same number again: 0.7, and not 0.69999999999999996.
static void write_real(const json_t *real, struct buf *out)
{
    char *text = NULL;
    for (size_t digits = 15; digits <= 17; digits++) {
        free(text);
        text = json_dumps(real, JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits));
        if (text && strtod(text, NULL) == json_real_value(real))
            break;
    }
    buf_str(out, text ? text : "0.0");
    free(text);
}

void json_canonical(const json_t *value, struct buf *out)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT: write_object(value, out); break;
    case JSON_ARRAY: write_list(value, out); break;
    case JSON_STRING:
        json_write_string(json_string_value(value), json_string_length(value), out);
        break;
    case JSON_INTEGER: write_integer(json_integer_value(value), out); break;
    case JSON_REAL: write_real(value, out); break;
    case JSON_TRUE: buf_str(out, "true"); break;
    case JSON_FALSE: buf_str(out, "false"); break;
    default: buf_str(out, "null"); break;
    }
}

// --- members

const char *json_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

long long json_number(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

bool json_flag(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}
