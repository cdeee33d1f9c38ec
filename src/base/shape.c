// SPDX-License-Identifier: MIT
#include "base/shape.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

#define INTEGER_MOST 9007199254740991LL // what a JavaScript number holds exactly
#define SIZE_MOST 100000

// One step of the way to a value: a member's name or, without one, an index.
struct trail {
    const struct trail *up;
    const char *name;
    long long index;
};

struct walk {
    const struct trail *trail; // to where we are
    struct place where;
    struct diag *diag;
    int problems;
};

static void add_name(struct buf *path, const char *name)
{
    for (; *name; name++) { // RFC 6901
        if (*name == '~')
            buf_str(path, "~0");
        else if (*name == '/')
            buf_str(path, "~1");
        else
            buf_char(path, *name);
    }
}

static void add_trail(struct buf *path, const struct trail *trail)
{
    if (!trail)
        return;
    add_trail(path, trail->up);
    if (trail->name) {
        buf_char(path, '/');
        add_name(path, trail->name);
    } else {
        buf_fmt(path, "/%lld", trail->index);
    }
}

static int problem(struct walk *w, const char *text)
{
    struct buf path;
    buf_init(&path, 10000);
    buf_str(&path, w->where.path ? w->where.path : "");
    add_trail(&path, w->trail);
    diag_add(w->diag, (struct place){w->where.file, w->where.line, path.data}, E_SHAPE,
             text);
    buf_release(&path);
    w->problems++;
    return -1;
}

static int problem_number(struct walk *w, const char *before, long long n,
                          const char *behind)
{
    struct buf text;
    buf_init(&text, 500);
    buf_fmt(&text, "%s %lld%s", before, n, behind);
    problem(w, text.data);
    buf_release(&text);
    return -1;
}

// --- strings

static bool is_id(const char *s)
{
    size_t len = 0;
    while (isalnum((unsigned char)s[len]) || s[len] == '_' || s[len] == '-')
        len++;
    return len >= 1 && len <= 64 && !s[len];
}

static bool is_hex64(const char *s)
{
    return strlen(s) == 64 && strspn(s, "0123456789abcdef") == 64;
}

static bool is_line(const char *s)
{
    for (; *s; s++)
        if (iscntrl((unsigned char)*s))
            return false;
    return true;
}

static void check_form(struct walk *w, enum shape_form form, const char *s)
{
    if (form == FORM_ID && !is_id(s))
        problem(w, "must be 1 to 64 letters, digits, \"-\" or \"_\"");
    else if (form == FORM_HEX64 && !is_hex64(s))
        problem(w, "must be 64 hexadecimal digits in lower case");
    else if (form == FORM_STAMP && !clock_stamp_valid(s))
        problem(w, "must be a time like 2026-03-01T10:42:00Z");
    else if (form == FORM_LINE && !is_line(s))
        problem(w, "must be one line of text");
}

static void check_words(struct walk *w, const char *const *words, const char *s)
{
    struct buf text;
    for (size_t i = 0; words[i]; i++)
        if (strcmp(words[i], s) == 0)
            return;
    buf_init(&text, 2000);
    buf_str(&text, "must be one of");
    for (size_t i = 0; words[i]; i++)
        buf_fmt(&text, "%s \"%s\"", i ? "," : "", words[i]);
    problem(w, text.data);
    buf_release(&text);
}

static void check_string(struct walk *w, const struct shape *shape, const json_t *value)
{
    const char *s = json_string_value(value);
    if (!s) {
        problem(w, "must be a text");
        return;
    }
    long long len = (long long)text_length(s, json_string_length(value));
    long long most = shape->most ? shape->most : SIZE_MOST;
    if (len < shape->least)
        len == 0 ? problem(w, "must not be empty")
                 : problem_number(w, "must have at least", shape->least, " characters");
    else if (len > most)
        problem_number(w, "must have at most", most, " characters");
    else if (shape->words)
        check_words(w, shape->words, s);
    else
        check_form(w, shape->form, s);
}

static void check_integer(struct walk *w, const struct shape *shape,
                          const json_t *value)
{
    long long n = json_integer_value(value);
    long long most = shape->most ? shape->most : INTEGER_MOST;
    if (!json_is_integer(value))
        problem(w, "must be a whole number");
    else if (n < shape->least)
        problem_number(w, "must be at least", shape->least, "");
    else if (n > most)
        problem_number(w, "must be at most", most, "");
}

// --- collections

static void check(struct walk *w, const struct shape *shape, const json_t *value);

// A step further; NULL is a value that is missing.
static void check_inside(struct walk *w, const struct shape *shape, const char *name,
                         long long index, const json_t *value)
{
    struct trail here = {w->trail, name, index};
    w->trail = &here;
    if (value)
        check(w, shape, value);
    else
        problem(w, "is missing");
    w->trail = here.up;
}

static void check_list(struct walk *w, const struct shape *shape, const json_t *value)
{
    if (!json_is_array(value)) {
        problem(w, "must be a list");
        return;
    }
    long long size = (long long)json_array_size(value);
    long long most = shape->most ? shape->most : SIZE_MOST;
    if (size < shape->least)
        problem_number(w, "must have at least", shape->least,
                       shape->least == 1 ? " entry" : " entries");
    if (size > most) {
        problem_number(w, "must have at most", most, " entries");
        return;
    }
    for (long long i = 0; i < size && shape->of; i++)
        check_inside(w, shape->of, NULL, i, json_array_get(value, (size_t)i));
}

static void check_map(struct walk *w, const struct shape *shape, const json_t *value)
{
    const char *key;
    json_t *member;
    if (!json_is_object(value)) {
        problem(w, "must be an object");
        return;
    }
    json_object_foreach ((json_t *)(size_t)value, key, member)
        check_inside(w, shape->of, key, 0, member);
}

static void check_object(struct walk *w, const struct shape *shape, const json_t *value)
{
    if (!json_is_object(value)) {
        problem(w, "must be an object");
        return;
    }
    for (const struct shape *field = shape->fields; field && field->name; field++) {
        const json_t *member = json_object_get(value, field->name);
        if (json_is_null(member))
            member = NULL;
        if (member || !field->optional)
            check_inside(w, field, field->name, 0, member);
    }
}

static void check(struct walk *w, const struct shape *shape, const json_t *value)
{
    switch (shape->type) {
    case SHAPE_ANY: break;
    case SHAPE_STRING: check_string(w, shape, value); break;
    case SHAPE_INTEGER: check_integer(w, shape, value); break;
    case SHAPE_BOOL:
        if (!json_is_boolean(value))
            problem(w, "must be true or false");
        break;
    case SHAPE_LIST: check_list(w, shape, value); break;
    case SHAPE_MAP: check_map(w, shape, value); break;
    case SHAPE_OBJECT: check_object(w, shape, value); break;
    }
}

int shape_check(const struct shape *shape, const json_t *value, struct place where,
                struct diag *d)
{
    struct walk w = {.where = where, .diag = d};
    check(&w, shape, value);
    return w.problems;
}

// --- shapes written by hand

static const char *const type_names[] = {"any",  "string", "integer", "boolean",
                                         "list", "map",    "object"};
static const char *const form_names[] = {"free", "id", "hex64", "stamp", "line"};

static int index_of(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static int shape_read(struct shape *shape, const json_t *spec, struct place where,
                      struct diag *d);

static const char *const *words_read(const json_t *spec)
{
    const json_t *list = json_object_get(spec, "words");
    size_t count = json_array_size(list);
    if (!count)
        return NULL;
    const char **words = mem_alloc((count + 1) * sizeof *words);
    for (size_t i = 0; i < count; i++) {
        const char *word = json_string_value(json_array_get(list, i));
        words[i] = mem_strdup(word ? word : "");
    }
    return words;
}

static int fields_read(struct shape *shape, const json_t *spec, struct place where,
                       struct diag *d)
{
    json_t *fields = json_object_get(spec, "fields");
    struct shape *list = mem_alloc((json_object_size(fields) + 1) * sizeof *list);
    shape->fields = list;
    const char *name;
    json_t *field;
    int result = 0;
    json_object_foreach (fields, name, field) {
        if (shape_read(list, field, where, d) < 0)
            result = -1;
        list->name = mem_strdup(name);
        list++;
    }
    return result;
}

static int shape_read(struct shape *shape, const json_t *spec, struct place where,
                      struct diag *d)
{
    int type = index_of(type_names, 7, json_text(spec, "type"));
    if (type < 0)
        return diag_add(d, where, E_SHAPE_SPEC, "its type is not known");
    const char *form_name = json_text(spec, "form");
    int form = *form_name ? index_of(form_names, 5, form_name) : 0;
    if (form < 0)
        return diag_add(d, where, E_SHAPE_SPEC, "its form is not known");
    shape->type = (enum shape_type)type;
    shape->form = (enum shape_form)form;
    shape->optional = json_flag(spec, "optional");
    shape->least = json_number(spec, "least");
    shape->most = json_number(spec, "most");
    shape->words = words_read(spec);
    int result = type == SHAPE_OBJECT ? fields_read(shape, spec, where, d) : 0;
    if (type == SHAPE_LIST || type == SHAPE_MAP) {
        struct shape *of = mem_alloc(sizeof *of);
        shape->of = of;
        if (shape_read(of, json_object_get(spec, "of"), where, d) < 0)
            result = -1;
    }
    return result;
}

struct shape *shape_from_json(const json_t *spec, struct place where, struct diag *d)
{
    struct shape *shape = mem_alloc(sizeof *shape);
    if (shape_read(shape, spec, where, d) == 0)
        return shape;
    shape_free(shape);
    return NULL;
}

static void shape_release(const struct shape *shape)
{
    for (size_t i = 0; shape->words && shape->words[i]; i++)
        free((char *)(size_t)shape->words[i]);
    free((void *)(size_t)shape->words);
    for (const struct shape *field = shape->fields; field && field->name; field++)
        shape_release(field);
    free((void *)(size_t)shape->fields);
    if (shape->of)
        shape_release(shape->of);
    free((void *)(size_t)shape->of);
    free((char *)(size_t)shape->name);
}

void shape_free(struct shape *shape)
{
    if (!shape)
        return;
    shape_release(shape);
    free(shape);
}
