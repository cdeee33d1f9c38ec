// SPDX-License-Identifier: MIT
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

// jansson refuses deeper nesting itself (2048); ours is what any document of this program could need.
#define DEPTH_MAX 64

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
            if (++depth > DEPTH_MAX)
                return true;
        } else if (c == ']' || c == '}') {
            depth--;
        }
    }
    return false;
}

json_t *json_parse(const char *text, size_t len, const char *file, int first_line,
                   struct diag *d)
{
    struct place where = {file, first_line, ""};
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
        where.line = first_line + (error.line > 0 ? error.line - 1 : 0);
        diag_add(d, where, E_JSON, error.text);
    }
    return value;
}

// --- canonical form

static void write_string(const char *s, size_t len, struct buf *out)
{
    static const char letters[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";
    buf_char(out, '"');
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        const char *letter = c ? strchr(letters, c) : NULL;
        if (c >= 0x20 && !letter)
            continue;
        buf_add(out, s + done, i - done);
        done = i + 1;
        if (letter)
            buf_fmt(out, "\\%c", names[letter - letters]);
        else
            buf_fmt(out, "\\u%04x", c);
    }
    buf_add(out, s + done, len - done);
    buf_char(out, '"');
}

static int by_key(const void *a, const void *b)
{
    // The order of UTF-8 bytes is the order of code points.
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void write_object(const json_t *object, const char *without, struct buf *out)
{
    size_t count = 0, size = json_object_size(object);
    const char **keys = mem_grow(NULL, size, sizeof *keys);
    const char *key;
    json_t *value;
    json_object_foreach ((json_t *)(size_t)object, key, value)
        if (!without || strcmp(key, without) != 0)
            keys[count++] = key;
    if (count)
        qsort(keys, count, sizeof *keys, by_key);
    buf_char(out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_char(out, ',');
        write_string(keys[i], strlen(keys[i]), out);
        buf_char(out, ':');
        json_canonical(json_object_get(object, keys[i]), out);
    }
    buf_char(out, '}');
    free(keys);
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

static void write_real(const json_t *real, struct buf *out)
{
    char *text = json_dumps(real, JSON_ENCODE_ANY | JSON_REAL_PRECISION(17));
    buf_str(out, text ? text : "0.0");
    free(text);
}

void json_canonical(const json_t *value, struct buf *out)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT: write_object(value, NULL, out); break;
    case JSON_ARRAY: write_list(value, out); break;
    case JSON_STRING:
        write_string(json_string_value(value), json_string_length(value), out);
        break;
    case JSON_INTEGER:
        buf_fmt(out, "%lld", (long long)json_integer_value(value));
        break;
    case JSON_REAL: write_real(value, out); break;
    case JSON_TRUE: buf_str(out, "true"); break;
    case JSON_FALSE: buf_str(out, "false"); break;
    default: buf_str(out, "null"); break;
    }
}

void json_sum(json_t *object, const char *without, char hex[65])
{
    struct buf text;
    buf_init(&text, (size_t)1 << 30);
    if (json_is_object(object))
        write_object(object, without, &text);
    else
        json_canonical(object, &text);
    hash_hex(text.data, text.len, hex);
    buf_release(&text);
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
