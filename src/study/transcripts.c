// SPDX-License-Identifier: MIT
#include "study/transcripts.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "chatlog/chatlog.h"
#include "chatlog/document.h"
#include "study/study.h"

#define FILE_MOST ((size_t)256 << 20)

struct reading_list {
    struct transcript_list *list;
    struct diag *diag;
    int result;
};

// --- one transcript

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

static void add_found(const struct chatlog_found *found, void *context)
{
    struct reading_list *r = context;
    json_t *document = found->document;
    struct transcript *t = mem_alloc(sizeof *t);
    *t = (struct transcript){
        .id = document_id(found),
        .title = transcript_title(document),
        .topic = mem_strdup(json_text(document, "topic")),
        .language = mem_strdup(language_of(document)),
        .model = or_unknown(json_text(document, "model")),
        .owner = mem_strdup(json_text(document, "owner")),
        .system = system_prompt(document),
        .follows = json_text(document, "follows"),
        .follows_turn = (int)json_number(document, "follows_turn"),
        .share = json_flag(document, "share"),
        .file = mem_strdup(found->file),
        .line = found->line,
        .document = document,
    };
    struct place where = {found->file, found->line, ""};
    if (document_usable(document, t->id, where, r->diag) < 0)
        r->result = -1;
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

// --- provenance

enum { PROVENANCE = 4 };

static const struct provenance {
    const char *field, *words;
} provenance[PROVENANCE] = {{"model", "model"},
                            {"system", "system prompt"},
                            {"created", "date"},
                            {"source", "source"}};

static size_t count_missing(const struct transcript_list *list, size_t first,
                            const char *field)
{
    size_t missing = 0;
    for (size_t i = first; i < list->count; i++) {
        const struct transcript *t = list->items[i];
        missing += !*json_text(t->document, field) &&
                   (strcmp(field, "system") != 0 || strcmp(t->system, "unknown") == 0);
    }
    return missing;
}

// One warning for all that is missing as often, since it is mostly all of it or nothing.
static void warn_missing(const struct transcript_list *list, size_t first,
                         const char *file, struct diag *d)
{
    size_t missing[PROVENANCE];
    for (int i = 0; i < PROVENANCE; i++)
        missing[i] = count_missing(list, first, provenance[i].field);
    for (int i = 0; i < PROVENANCE; i++) {
        size_t n = missing[i];
        if (!n)
            continue;
        struct buf names;
        buf_init(&names, 1000);
        for (int k = i; k < PROVENANCE; k++) {
            if (missing[k] != n)
                continue;
            buf_fmt(&names, "%s%s (\"%s\")", names.len ? ", " : "", provenance[k].words,
                    provenance[k].field);
            missing[k] = 0;
        }
        diag_add(d, (struct place){file, 0, ""}, W_PROVENANCE, n, list->count - first,
                 names.data);
        buf_release(&names);
    }
}

int transcripts_parse(struct transcript_list *list, const struct buf *text,
                      const char *file, char digest_hex[65], struct diag *d)
{
    struct reading_list r = {.list = list, .diag = d};
    struct chatlog_sink sink = {.found = add_found, .context = &r};
    struct chatlog_result result;
    size_t bad, first = list->count;
    if (!text_valid(text->data, text->len, &bad))
        return diag_add(d, (struct place){file, 0, ""}, E_UTF8, bad);
    hash_hex(text->data, text->len, digest_hex);
    if (chatlog_read(text->data, text->len, file, NULL, sink, &result, d) < 0)
        r.result = -1;
    if (list->count == first && r.result == 0)
        r.result = diag_add(d, (struct place){file, 0, ""}, E_TRANSCRIPT_NONE);
    warn_missing(list, first, file, d);
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
