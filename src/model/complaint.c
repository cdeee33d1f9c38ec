// SPDX-License-Identifier: MIT
#include "model/complaint.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "model/key.h"

#define SEEN_MAX ((size_t)64 << 10) // bytes of a body that are looked at

// The longest start of at most `max` bytes that ends between two code points.
static size_t cut_at(const char *text, size_t len, size_t max)
{
    if (len <= max)
        return len;
    while (max && ((unsigned char)text[max] & 0xC0) == 0x80)
        max--;
    return max;
}

// One line without what would command a terminal, white space runs as one space.
static void add_line(struct buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        bool space = c <= ' ' || c == 0x7f;
        if (!space)
            buf_char(out, text[i]);
        else if (out->len && out->data[out->len - 1] != ' ')
            buf_char(out, ' ');
    }
    while (out->len && out->data[out->len - 1] == ' ')
        out->data[--out->len] = '\0';
}

static void set_message(struct complaint *c, const char *text, size_t len,
                        const char *key)
{
    struct buf line;
    buf_init(&line, SEEN_MAX + 1000);
    add_line(&line, text, cut_at(text, len, SEEN_MAX));
    key_redact(key, &line);
    size_t kept = cut_at(line.data, line.len, COMPLAINT_MAX);
    if (kept < line.len && kept > 3)
        kept = cut_at(line.data, line.len, COMPLAINT_MAX - 3);
    snprintf(c->message, sizeof c->message, "%.*s%s", (int)kept, line.data,
             kept < line.len ? "..." : "");
    buf_release(&line);
}

static void set_code(struct complaint *c, const json_t *error, const char *key)
{
    const json_t *code = json_object_get(error, "code");
    if (json_is_integer(code) && json_integer_value(code) >= 400 &&
        json_integer_value(code) <= 599)
        c->status = (int)json_integer_value(code);
    const char *word = json_string_value(code);
    word = word ? word : json_text(error, "type");
    if (strlen(word) < sizeof c->code && !key_is_in(key, word))
        snprintf(c->code, sizeof c->code, "%s", word);
}

// The text of {"message"}, of "text", or of a list whose first is {"msg"}.
static const json_t *words_of(const json_t *error)
{
    if (json_is_array(error))
        return words_of(json_array_get(error, 0));
    if (!json_is_object(error))
        return json_is_string(error) ? error : NULL;
    const json_t *message = json_object_get(error, "message");
    return words_of(message ? message : json_object_get(error, "msg"));
}

bool complaint_find(struct complaint *c, const json_t *document, const char *key)
{
    *c = (struct complaint){0};
    const json_t *error = json_object_get(document, "error");
    bool is_error =
        json_string_length(error) || json_object_size(error) || json_array_size(error);
    if (!is_error && (error = json_object_get(document, "detail")) == NULL &&
        json_is_string(json_object_get(document, "message")))
        error = document;
    if (!error || json_is_null(error))
        return false;
    set_code(c, json_is_object(error) ? error : document, key);
    const json_t *words = words_of(error);
    if (words)
        set_message(c, json_string_value(words), json_string_length(words), key);
    return true;
}

static bool is_page(const char *body)
{
    body += strspn(body, " \t\r\n");
    return strncasecmp(body, "<!doctype", 9) == 0 || strncasecmp(body, "<html", 5) == 0;
}

void complaint_read(struct complaint *c, const char *body, size_t len, const char *key)
{
    struct diag ignored;
    diag_init(&ignored);
    len = cut_at(body, len, SEEN_MAX);
    bool is_text = text_valid(body, len, NULL);
    json_t *document = is_text ? json_parse(body, len, "", 1, &ignored) : NULL;
    const json_t *first =
        json_is_array(document) ? json_array_get(document, 0) : document;
    if (!complaint_find(c, first, key)) {
        c->page = is_text && len && is_page(body);
        if (is_text && !c->page && !document)
            set_message(c, body, len, key);
    }
    json_decref(document);
    diag_release(&ignored);
}
