// SPDX-License-Identifier: MIT
#include "chatlog/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/shape.h"
#include "base/text.h"

#define STEM_MOST 150 // bytes

static const char *const roles[] = {"system", "user", "assistant", NULL};
static const struct shape message_fields[] = {
    {.name = "role", .type = SHAPE_STRING, .words = roles},
    {.name = "content", .type = SHAPE_STRING, .most = 1000000},
    {.name = NULL},
};
static const struct shape message = {.type = SHAPE_OBJECT, .fields = message_fields};
static const struct shape document_fields[] = {
    {.name = "id",
     .type = SHAPE_STRING,
     .optional = true,
     .least = 1,
     .most = 200,
     .form = FORM_LINE},
    {.name = "title",
     .type = SHAPE_STRING,
     .optional = true,
     .most = 500,
     .form = FORM_LINE},
    {.name = "topic",
     .type = SHAPE_STRING,
     .optional = true,
     .most = 500,
     .form = FORM_LINE},
    {.name = "language",
     .type = SHAPE_STRING,
     .optional = true,
     .most = 35,
     .form = FORM_LINE},
    {.name = "model", .type = SHAPE_STRING, .optional = true, .most = 500},
    {.name = "system", .type = SHAPE_STRING, .optional = true},
    {.name = "created", .type = SHAPE_STRING, .optional = true, .most = 100},
    {.name = "source", .type = SHAPE_STRING, .optional = true, .most = 2000},
    {.name = "follows", .type = SHAPE_STRING, .optional = true, .most = 200},
    {.name = "follows_turn",
     .type = SHAPE_INTEGER,
     .optional = true,
     .least = 1,
     .most = 1000},
    {.name = "owner", .type = SHAPE_STRING, .optional = true, .most = 40},
    {.name = "share", .type = SHAPE_BOOL, .optional = true},
    {.name = "messages", .type = SHAPE_LIST, .least = 1, .most = 1000, .of = &message},
    {.name = NULL},
};
static const struct shape shape = {.type = SHAPE_OBJECT, .fields = document_fields};

int document_check(const json_t *document, struct place where, struct diag *d)
{
    const char *format = json_text(document, "format");
    if (*format && strcmp(format, DOCUMENT_FORMAT) != 0)
        return diag_add(d, where, E_TRANSCRIPT_VERSION, format);
    return shape_check(&shape, document, where, d) ? -1 : 0;
}

static bool has_answer(const json_t *document)
{
    const json_t *messages = json_object_get(document, "messages");
    for (size_t i = 0; i < json_array_size(messages); i++)
        if (strcmp(json_text(json_array_get(messages, i), "role"), "assistant") == 0)
            return true;
    return false;
}

int document_usable(const json_t *document, const char *id, struct place where,
                    struct diag *d)
{
    int result = 0;
    if (strpbrk(id, " \t"))
        result = diag_add(d, where, E_SHAPE, "the id must not have spaces");
    if (!has_answer(document))
        result = diag_add(d, where, E_TRANSCRIPT_EMPTY, id);
    return result;
}

// The beginning of a file's name, as an id may have it: names have spaces where somebody saved a page.
static void add_stem(struct buf *id, const char *name)
{
    size_t len = strcspn(name, ".");
    if (!len || !text_valid(name, len, NULL)) {
        buf_str(id, "conversation");
        return;
    }
    if (len > STEM_MOST)
        for (len = STEM_MOST; ((unsigned char)name[len] & 0xc0) == 0x80;)
            len--;
    for (size_t i = 0; i < len; i++)
        buf_char(id, (unsigned char)name[i] <= ' ' || name[i] == 0x7f ? '-' : name[i]);
}

char *document_id(const struct chatlog_found *found)
{
    const char *given = json_text(found->document, "id");
    if (*given)
        return mem_strdup(given);
    const char *slash = strrchr(found->file, '/');
    const char *name = slash ? slash + 1 : found->file;
    struct buf id;
    buf_init(&id, 200);
    add_stem(&id, name);
    buf_fmt(&id, "-%zu", found->number);
    return buf_take(&id);
}

static void set_missing(json_t *document, const char *key, const char *value)
{
    if (!*json_text(document, key))
        json_object_set_new(document, key, json_string(value));
}

void document_complete(json_t *document, const char *id)
{
    const json_t *first = json_array_get(json_object_get(document, "messages"), 0);
    set_missing(document, "format", DOCUMENT_FORMAT);
    set_missing(document, "id", id);
    set_missing(document, "model", "unknown");
    set_missing(document, "created", "unknown");
    set_missing(document, "source", "unknown");
    if (strcmp(json_text(first, "role"), "system") != 0)
        set_missing(document, "system", "unknown");
}

// --- writing

static const char *const order[] = {"format",       "id",     "title",      "topic",
                                    "language",     "owner",  "share",      "follows",
                                    "follows_turn", "model",  "parameters", "system",
                                    "created",      "source", NULL};
static const char *const message_order[] = {"role", "content", NULL};

static bool is_among(const char *key, const char *const *keys)
{
    for (; *keys; keys++)
        if (strcmp(*keys, key) == 0)
            return true;
    return false;
}

static void write_key(const char *key, bool first, struct buf *out)
{
    if (!first)
        buf_char(out, ',');
    json_write_string(key, strlen(key), out);
    buf_char(out, ':');
}

// The members named in `ahead` in that order, then the others by name; without `last`, which comes after them.
static void write_members(const json_t *object, const char *const *ahead,
                          const char *last, struct buf *out)
{
    bool first = true;
    for (size_t i = 0; ahead[i]; i++) {
        const json_t *value = json_object_get(object, ahead[i]);
        if (!value)
            continue;
        write_key(ahead[i], first, out);
        json_canonical(value, out);
        first = false;
    }
    struct json_member *members;
    size_t count = json_sorted(object, last, &members);
    for (size_t i = 0; i < count; i++) {
        if (is_among(members[i].key, ahead))
            continue;
        write_key(members[i].key, first, out);
        json_canonical(members[i].value, out);
        first = false;
    }
    free(members);
}

void document_write(const json_t *document, struct buf *out)
{
    const json_t *messages = json_object_get(document, "messages");
    bool alone = json_object_size(document) == 1;
    buf_char(out, '{');
    write_members(document, order, "messages", out);
    write_key("messages", alone, out);
    buf_char(out, '[');
    for (size_t i = 0; i < json_array_size(messages); i++) {
        buf_str(out, i ? ",{" : "{");
        write_members(json_array_get(messages, i), message_order, NULL, out);
        buf_char(out, '}');
    }
    buf_str(out, "]}\n");
}
