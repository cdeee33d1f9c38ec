// SPDX-License-Identifier: MIT
#include "chatlog/messages.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"

#define CONTENT_MOST ((size_t)1 << 30) // files are smaller

void messages_add(json_t *messages, const char *role, const char *text)
{
    json_array_append_new(messages,
                          json_pack("{s:s, s:s}", "role", role, "content", text));
}

void messages_join(json_t *messages, const char *role, const char *text)
{
    json_t *last = json_array_get(messages, json_array_size(messages) - 1);
    if (strcmp(json_text(last, "role"), role) != 0) {
        messages_add(messages, role, text);
        return;
    }
    struct buf joined;
    buf_init(&joined, CONTENT_MOST);
    buf_str(&joined, json_text(last, "content"));
    buf_str(&joined, "\n\n");
    buf_str(&joined, text);
    json_object_set_new(last, "content", json_string(joined.data));
    buf_release(&joined);
}

void line_set(json_t *object, const char *key, const char *text, size_t most)
{
    struct buf line;
    buf_init(&line, strlen(text) * 4 + 16);
    text_label(&line, text, strlen(text));
    size_t kept = 0, end = text_byte_offset(line.data, line.len, most);
    for (size_t i = 0; i < end; i++)
        if (!iscntrl((unsigned char)line.data[i]))
            line.data[kept++] = line.data[i];
    if (kept)
        json_object_set_new(object, key, json_stringn(line.data, kept));
    buf_release(&line);
}

void id_set(json_t *object, const json_t *id)
{
    const char *text = json_string_value(id);
    struct buf digits;
    buf_init(&digits, 40);
    if (text && *text && strlen(text) <= 200 && !strpbrk(text, " \t\r\n"))
        line_set(object, "id", text, 200);
    else if (json_is_integer(id)) {
        buf_fmt(&digits, "%lld", (long long)json_integer_value(id));
        json_object_set_new(object, "id", json_string(digits.data));
    }
    buf_release(&digits);
}

void system_set(json_t *document, json_t *messages)
{
    const json_t *first = json_array_get(messages, 0);
    if (json_object_get(document, "system") ||
        strcmp(json_text(first, "role"), "system") != 0)
        return;
    json_object_set(document, "system", json_object_get(first, "content"));
    json_array_remove(messages, 0);
}

// "2026-03-01 10:42:00", and whatever follows: fractions of a second, +00:00.
static bool is_spaced_stamp(const char *text)
{
    static const char form[] = "0000-00-00 00:00:00";
    for (size_t i = 0; form[i]; i++) {
        bool digit = isdigit((unsigned char)text[i]) != 0;
        if (form[i] == '0' ? !digit : text[i] != form[i])
            return false;
    }
    const char *zone = text + strlen(form) + strspn(text + strlen(form), ".0123456789");
    return !*zone || strcmp(zone, "Z") == 0 || strcmp(zone, "+00:00") == 0;
}

void stamp_set(json_t *object, const char *key, const json_t *time)
{
    char stamp[CLOCK_STAMP_SIZE];
    const char *text = json_string_value(time);
    if (json_is_number(time) && clock_stamp_at(json_number_value(time), stamp)) {
        json_object_set_new(object, key, json_string(stamp));
    } else if (text && is_spaced_stamp(text)) {
        memcpy(stamp, text, CLOCK_STAMP_SIZE - 2);
        stamp[10] = 'T';
        stamp[19] = 'Z';
        stamp[20] = '\0';
        json_object_set_new(object, key, json_string(stamp));
    } else if (text) {
        line_set(object, key, text, 100);
    }
}
