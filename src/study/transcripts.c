// SPDX-License-Identifier: MIT
#include "study/transcripts.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/shape.h"
#include "base/text.h"
#include "study/study.h"

#define FILE_MOST ((size_t)256 << 20)
#define FORMAT "calma/transcript@1"
#define PROMPT "[Prompt]"

struct reading {
    const char *file;
    struct transcript_list *list;
    struct diag *diag;
    int result;
};

// --- one transcript

static const char *const roles[] = {"system", "user", "assistant", NULL};
static const struct shape message_fields[] = {
    {.name = "role", .type = SHAPE_STRING, .words = roles},
    {.name = "content", .type = SHAPE_STRING, .most = 1000000},
    {.name = NULL},
};
static const struct shape message = {.type = SHAPE_OBJECT, .fields = message_fields};
static const struct shape transcript_fields[] = {
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
static const struct shape transcript_shape = {.type = SHAPE_OBJECT,
                                              .fields = transcript_fields};

static bool has_spaces(const char *id)
{
    return strpbrk(id, " \t") != NULL;
}

static char *transcript_id(const json_t *document, const char *file, int line)
{
    const char *given = json_text(document, "id");
    if (*given)
        return mem_strdup(given);
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    struct buf id;
    buf_init(&id, 200);
    buf_add(&id, name, strcspn(name, "."));
    buf_fmt(&id, "-%d", line);
    return buf_take(&id);
}

static bool has_answer(const json_t *document)
{
    const json_t *messages = json_object_get(document, "messages");
    for (size_t i = 0; i < json_array_size(messages); i++)
        if (strcmp(json_text(json_array_get(messages, i), "role"), "assistant") == 0)
            return true;
    return false;
}

// A system message among the messages is where many files keep the system prompt.
static char *system_prompt(const json_t *document)
{
    const char *given = json_text(document, "system");
    const json_t *first = json_array_get(json_object_get(document, "messages"), 0);
    if (!*given && strcmp(json_text(first, "role"), "system") == 0)
        given = json_text(first, "content");
    return mem_strdup(*given ? given : "unknown");
}

static char *or_unknown(const char *given)
{
    return mem_strdup(*given ? given : "unknown");
}

// The title, or else the first question, cut at a word.
static char *transcript_title(const json_t *document)
{
    const char *given = json_text(document, "title");
    const json_t *messages = json_object_get(document, "messages");
    struct buf title;
    for (size_t i = 0; !*given && i < json_array_size(messages); i++)
        if (strcmp(json_text(json_array_get(messages, i), "role"), "user") == 0)
            given = json_text(json_array_get(messages, i), "content");
    buf_init(&title, 600);
    text_label(&title, given, strlen(given));
    size_t cut = text_byte_offset(title.data, title.len, 80);
    if (cut < title.len) {
        for (size_t i = cut; i > cut / 2; i--)
            if (title.data[i] == ' ') {
                cut = i;
                break;
            }
        title.len = cut;
        buf_str(&title, "\xE2\x80\xA6"); // an ellipsis
    }
    return buf_take(&title);
}

static const char *language_of(const json_t *document)
{
    const char *language = json_text(document, "language");
    return *language ? language : json_text(document, "lang");
}

static void add_document(struct reading *r, json_t *document, int line)
{
    struct place where = {r->file, line, ""};
    const char *format = json_text(document, "format");
    if (*format && strcmp(format, FORMAT) != 0) {
        r->result = diag_add(r->diag, where, E_TRANSCRIPT_VERSION, format);
        json_decref(document);
        return;
    }
    if (shape_check(&transcript_shape, document, where, r->diag)) {
        r->result = -1;
        json_decref(document);
        return;
    }
    struct transcript *t = mem_alloc(sizeof *t);
    *t = (struct transcript){
        .id = transcript_id(document, r->file, line),
        .title = transcript_title(document),
        .topic = mem_strdup(json_text(document, "topic")),
        .language = mem_strdup(language_of(document)),
        .model = or_unknown(json_text(document, "model")),
        .owner = mem_strdup(json_text(document, "owner")),
        .system = system_prompt(document),
        .follows = json_text(document, "follows"),
        .follows_turn = (int)json_number(document, "follows_turn"),
        .share = json_flag(document, "share"),
        .file = mem_strdup(r->file),
        .line = line,
        .document = document,
    };
    if (has_spaces(t->id))
        r->result = diag_add(r->diag, where, E_SHAPE, "the id must not have spaces");
    if (!has_answer(document))
        r->result = diag_add(r->diag, where, E_TRANSCRIPT_EMPTY, t->id);
    r->list->items =
        mem_grow(r->list->items, r->list->count + 1, sizeof *r->list->items);
    r->list->items[r->list->count++] = t;
}

int transcript_turns(const struct transcript *transcript)
{
    const json_t *messages = json_object_get(transcript->document, "messages");
    int count = 0;
    for (size_t i = 0; i < json_array_size(messages); i++)
        count += strcmp(json_text(json_array_get(messages, i), "role"), "system") != 0;
    return count;
}

void transcript_free(struct transcript *t)
{
    free(t->id);
    free(t->title);
    free(t->topic);
    free(t->language);
    free(t->model);
    free(t->owner);
    free(t->system);
    free(t->file);
    json_decref(t->document);
    free(t);
}

// --- the three kinds of files

static void read_lines(struct reading *r, const char *text)
{
    int line = 1;
    for (const char *at = text; *at; line++) {
        size_t len = strcspn(at, "\n");
        if (strspn(at, " \t\r") < len) {
            json_t *document = json_parse(at, len, r->file, line, r->diag);
            if (document)
                add_document(r, document, line);
            else
                r->result = -1;
        }
        at += len + (at[len] == '\n');
    }
}

// One conversation {messages}, a list of them, or a bare list of {role, content}.
static void read_json(struct reading *r, const char *text, size_t len)
{
    json_t *whole = json_parse(text, len, r->file, 1, r->diag);
    if (!whole) {
        r->result = -1;
    } else if (json_is_array(whole) && *json_text(json_array_get(whole, 0), "role")) {
        add_document(r, json_pack("{s:o}", "messages", whole), 1);
    } else if (json_is_array(whole)) {
        for (size_t i = 0; i < json_array_size(whole); i++)
            add_document(r, json_incref(json_array_get(whole, i)), (int)i + 1);
        json_decref(whole);
    } else {
        add_document(r, whole, 1);
    }
}

static bool any_prompt(const struct csv *csv, int column)
{
    for (size_t i = 2; i < csv->count; i++)
        if (strncmp(csv_field(&csv->rows[i], column), PROMPT, strlen(PROMPT)) == 0)
            return true;
    return false;
}

static void add_message(json_t *messages, const char *role, const char *content)
{
    json_t *last = json_array_get(messages, json_array_size(messages) - 1);
    if (strcmp(role, "assistant") == 0 && strcmp(json_text(last, "role"), role) == 0) {
        struct buf joined; // rows of one answer are its paragraphs
        buf_init(&joined, FILE_MOST);
        buf_fmt(&joined, "%s\n\n%s", json_text(last, "content"), content);
        json_object_set_new(last, "content", json_string(joined.data));
        buf_release(&joined);
        return;
    }
    json_array_append_new(messages,
                          json_pack("{s:s, s:s}", "role", role, "content", content));
}

static void read_csv(struct reading *r, const char *text)
{
    struct csv csv;
    if (csv_parse(&csv, text, r->file, r->diag) < 0) {
        r->result = -1;
        csv_release(&csv);
        return;
    }
    int column = csv_column(&csv, "TEXT");
    if (column < 0 || csv.count < 3) {
        r->result =
            diag_add(r->diag, (struct place){r->file, 1, ""}, E_TRANSCRIPT_COLUMNS);
        csv_release(&csv);
        return;
    }
    bool marked = any_prompt(&csv, column);
    json_t *messages = json_array();
    for (size_t i = 2; i < csv.count; i++) {
        const char *row = csv_field(&csv.rows[i], column);
        bool prompt = strncmp(row, PROMPT, strlen(PROMPT)) == 0;
        if (prompt)
            row += strlen(PROMPT) + strspn(row + strlen(PROMPT), " ");
        add_message(messages, prompt || (!marked && i == 2) ? "user" : "assistant",
                    row);
    }
    json_t *document = json_pack("{s:s, s:o}", "title", csv_field(&csv.rows[1], column),
                                 "messages", messages);
    add_document(r, document, csv.rows[1].line);
    csv_release(&csv);
}

// --- provenance

static const struct provenance {
    const char *field, *words;
} provenance[] = {{"model", "model"},
                  {"system", "system prompt"},
                  {"created", "date"},
                  {"source", "source"}};

static void warn_missing(const struct reading *r, size_t first, struct provenance p)
{
    size_t missing = 0, total = r->list->count - first;
    for (size_t i = first; i < r->list->count; i++) {
        const struct transcript *t = r->list->items[i];
        bool known =
            *json_text(t->document, p.field) ||
            (strcmp(p.field, "system") == 0 && strcmp(t->system, "unknown") != 0);
        missing += !known;
    }
    if (missing)
        diag_add(r->diag, (struct place){r->file, 0, ""}, W_PROVENANCE, missing, total,
                 p.words, p.field);
}

static bool ends_with(const char *s, const char *end)
{
    size_t a = strlen(s), b = strlen(end);
    return a >= b && strcmp(s + a - b, end) == 0;
}

static void read_kind(struct reading *r, const char *text, size_t len)
{
    if (ends_with(r->file, ".jsonl"))
        read_lines(r, text);
    else if (ends_with(r->file, ".json"))
        read_json(r, text, len);
    else if (ends_with(r->file, ".csv"))
        read_csv(r, text);
    else
        r->result =
            diag_add(r->diag, (struct place){r->file, 0, ""}, E_TRANSCRIPT_KIND);
}

int transcripts_parse(struct transcript_list *list, const struct buf *text,
                      const char *file, char digest_hex[65], struct diag *d)
{
    struct reading r = {.file = file, .list = list, .diag = d};
    size_t bad, first = list->count;
    if (!text_valid(text->data, text->len, &bad))
        return diag_add(d, (struct place){file, 0, ""}, E_UTF8, bad);
    hash_hex(text->data, text->len, digest_hex);
    size_t mark = strncmp(text->data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    read_kind(&r, text->data + mark, text->len - mark);
    if (list->count == first && r.result == 0)
        r.result = diag_add(d, (struct place){file, 0, ""}, E_TRANSCRIPT_NONE);
    for (int i = 0; i < 4; i++)
        warn_missing(&r, first, provenance[i]);
    return r.result;
}

int transcripts_read(struct transcript_list *list, const char *folder, const char *file,
                     char digest_hex[65], struct diag *d)
{
    struct buf text;
    buf_init(&text, FILE_MOST);
    int result = file_read_in(folder, file, &text, d);
    if (result == 0)
        result = transcripts_parse(list, &text, file, digest_hex, d);
    buf_release(&text);
    return result;
}
