// SPDX-License-Identifier: MIT
#include "chatlog/records.h"

#include <string.h>

static bool at_end(const struct records *r)
{
    return r->at >= r->end;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_space(struct records *r)
{
    for (; !at_end(r) && is_space(*r->at); r->at++)
        r->line += *r->at == '\n';
}

// --- one value, by its brackets

// Behind the closing quotation mark; `at` stands on the opening one.
static const char *string_end(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        if (*at == '\\')
            at++;
    return at < end ? at + 1 : end;
}

static const char *scalar_end(const char *at, const char *end)
{
    while (at < end && !is_space(*at) && *at != ',' && *at != ']')
        at++;
    return at;
}

static bool is_bracket(char c)
{
    return c == '{' || c == '[' || c == '}' || c == ']';
}

// Behind the value that starts here, or NULL when the text ends inside it.
static const char *value_end(const char *at, const char *end)
{
    size_t depth = 0;
    if (*at != '{' && *at != '[')
        return *at == '"' ? string_end(at, end) : scalar_end(at, end);
    while (at < end) {
        if (*at == '"') {
            at = string_end(at, end);
            continue;
        }
        if (is_bracket(*at))
            depth += *at == '{' || *at == '[' ? 1 : (size_t)-1;
        at++;
        if (!depth)
            return at;
    }
    return NULL;
}

// --- how the records lie

static bool ends_with(const char *s, const char *end)
{
    size_t a = strlen(s), b = strlen(end);
    return a >= b && strcmp(s + a - b, end) == 0;
}

static bool named_lines(const char *file)
{
    return ends_with(file, ".jsonl") || ends_with(file, ".ndjson");
}

bool records_named(const char *file)
{
    return named_lines(file) || ends_with(file, ".json");
}

// Whether the first line that is not empty is one value, and more lines with something on them follow.
static bool looks_like_lines(const struct records *r)
{
    const char *line_end = memchr(r->at, '\n', (size_t)(r->end - r->at));
    const char *at = line_end ? value_end(r->at, line_end) : NULL;
    while (at && at < r->end && is_space(*at))
        at++;
    return at && at > line_end && at < r->end;
}

// [{"role": ...}, ...]: the key that comes first in the first element's object, or one of the next few, is "role".
static bool is_message_list(const struct records *r)
{
    const char *at = r->at + 1;
    while (at < r->end && is_space(*at))
        at++;
    const char *end = at < r->end && *at == '{' ? value_end(at, r->end) : NULL;
    for (size_t depth = 0; end && at < end;) {
        if (*at == '"') {
            const char *key = at;
            at = string_end(at, end);
            bool role = depth == 1 && at - key == 6 && memcmp(key, "\"role\"", 6) == 0;
            while (at < end && is_space(*at))
                at++;
            if (role && at < end && *at == ':')
                return true;
            continue;
        }
        if (is_bracket(*at))
            depth += *at == '{' || *at == '[' ? 1 : (size_t)-1;
        at++;
    }
    return false;
}

static enum records_layout layout_of(const struct records *r)
{
    if (at_end(r))
        return RECORDS_LINES;
    if (*r->at == '[' && !looks_like_lines(r))
        return is_message_list(r) ? RECORDS_ONE : RECORDS_ELEMENTS;
    return named_lines(r->file) || looks_like_lines(r) ? RECORDS_LINES : RECORDS_ONE;
}

void records_open(struct records *r, const char *text, size_t len, const char *file)
{
    *r = (struct records){
        .start = text, .at = text, .end = text + len, .line = 1, .file = file};
    skip_space(r);
    r->layout = layout_of(r);
    if (r->layout == RECORDS_ELEMENTS)
        r->at++;
}

// --- one after the other

static void take(struct records *r, const char *end, struct record *record)
{
    *record = (struct record){r->at, (size_t)(end - r->at), r->line, 0};
    for (const char *c = r->at; (c = memchr(c, '\n', (size_t)(end - c))); c++)
        r->line++;
    r->at = end;
}

static bool next_line(struct records *r, struct record *record)
{
    skip_space(r);
    if (at_end(r))
        return false;
    const char *end = memchr(r->at, '\n', (size_t)(r->end - r->at));
    take(r, end ? end : r->end, record);
    record->number = (size_t)record->line;
    return true;
}

static bool next_one(struct records *r, struct record *record)
{
    if (at_end(r))
        return false;
    take(r, r->end, record);
    record->number = ++r->number;
    return true;
}

static bool fault(struct records *r, const char *what, struct diag *d)
{
    diag_add(d, (struct place){r->file, r->line, ""}, E_CHATLOG_LIST, what);
    r->at = r->end;
    r->layout = RECORDS_LINES; // which has no more
    r->faults++;
    return false;
}

static bool list_ends(struct records *r, struct diag *d)
{
    r->at++;
    skip_space(r);
    if (!at_end(r))
        return fault(r, "there is text behind its end", d);
    r->layout = RECORDS_LINES;
    return false;
}

static bool next_element(struct records *r, struct record *record, struct diag *d)
{
    skip_space(r);
    bool comma = !at_end(r) && r->number && *r->at == ',';
    if (comma) {
        r->at++;
        skip_space(r);
    }
    if (at_end(r))
        return fault(r, "the file ends before it does, so it was cut off; get it again",
                     d);
    if (*r->at == ']' && !comma)
        return list_ends(r, d);
    if (r->number && !comma)
        return fault(r, "a comma is missing", d);
    const char *end = value_end(r->at, r->end);
    if (!end)
        return fault(r,
                     "the file ends inside this element, so it was cut off; get it "
                     "again",
                     d);
    if (end == r->at)
        return fault(r, "an element is missing", d);
    take(r, end, record);
    record->number = ++r->number;
    return true;
}

bool records_next(struct records *r, struct record *record, struct diag *d)
{
    switch (r->layout) {
    case RECORDS_LINES: return next_line(r, record);
    case RECORDS_ONE: return next_one(r, record);
    default: return next_element(r, record, d);
    }
}
