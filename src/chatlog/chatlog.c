// SPDX-License-Identifier: MIT
#include "chatlog/chatlog.h"

#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "chatlog/document.h"
#include "chatlog/formats.h"
#include "chatlog/reading.h"
#include "chatlog/records.h"

#define SAMPLED 10 // records that a guess looks at, until one is JSON

const struct chatlog_format chatlog_formats[] = {
    {"transcript", "transcript@1", false, NULL, transcript_guess, transcript_record,
     NULL},
    {"chatgpt", "ChatGPT export", true, NULL, chatgpt_guess, chatgpt_record, NULL},
    {"prism", "PRISM conversations", true, NULL, prism_guess, prism_record, NULL},
    {"sharegpt", "ShareGPT conversations", true, NULL, sharegpt_guess, sharegpt_record,
     NULL},
    {"openai", "lists of messages", false, NULL, openai_guess, openai_record, NULL},
    {"pilot", "CSV with ID,TEXT", true, ".csv", pilot_guess, NULL, pilot_whole},
    {"markdown", "Markdown with speakers", true, ".md", markdown_guess, NULL,
     markdown_whole},
    {.name = NULL},
};

const struct chatlog_format *chatlog_find(const char *name)
{
    for (const struct chatlog_format *f = chatlog_formats; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

// --- what readers share

struct place reading_place(const struct reading *r, const char *path)
{
    return (struct place){r->file, r->line, path};
}

void reading_found(struct reading *r, json_t *document)
{
    if (document_check(document, reading_place(r, ""), r->diag) < 0) {
        r->result->refused++;
        json_decref(document);
        return;
    }
    if (r->format->sourced && !json_object_get(document, "source"))
        json_object_set_new(document, "source", json_string(r->format->kind));
    struct chatlog_found found = {document, r->format, r->file, r->line, r->number};
    r->result->found++;
    r->sink.found(&found, r->sink.context);
}

static void say_left(const struct reading *r)
{
    static const char *const words[][2] = {
#define X(kind, one, many) {one, many},
        LEFT_LIST(X)
#undef X
    };
    struct buf list;
    buf_init(&list, 5000);
    for (int i = 0; i < LEFT_COUNT; i++)
        if (r->left[i])
            buf_fmt(&list, "%s%zu %s", list.len ? ", " : "", r->left[i],
                    words[i][r->left[i] != 1]);
    if (list.len)
        diag_add(r->diag, (struct place){r->file, 0, ""}, N_CHATLOG_LEFT, list.data);
    buf_release(&list);
}

// --- records of JSON

// A list of messages is a conversation that says no more than they do.
static json_t *parse(const struct record *record, const char *file, struct diag *d)
{
    json_t *value = json_parse(record->text, record->len, file, record->line, d);
    return json_is_array(value) ? json_pack("{s:o}", "messages", value) : value;
}

// What was left out is said of conversations that were read; of the others nothing is there at all.
static void forget_left(struct reading *r, const size_t left[LEFT_COUNT], size_t found)
{
    if (r->result->found == found)
        memcpy(r->left, left, sizeof r->left);
}

static void read_record(struct reading *r, const struct record *record)
{
    size_t errors = r->diag->grades[DIAG_ERROR], found = r->result->found;
    size_t left[LEFT_COUNT];
    memcpy(left, r->left, sizeof left);
    r->line = record->line;
    r->number = record->number;
    json_t *value = parse(record, r->file, r->diag);
    json_t *document = value ? r->format->record(r, value) : NULL;
    json_decref(value);
    if (document)
        reading_found(r, document);
    else
        r->result->refused += r->diag->grades[DIAG_ERROR] > errors;
    forget_left(r, left, found);
}

static void read_records(struct reading *r, const char *text, size_t len)
{
    struct records records;
    struct record record;
    records_open(&records, text, len, r->file);
    while (records_next(&records, &record, r->diag)) {
        read_record(r, &record);
        if (r->sink.progress)
            r->sink.progress((size_t)(records.at - text), len, r->sink.context);
    }
    r->result->refused += records.faults;
}

// --- guessing

// The first record that is JSON; NULL when none of the first few is.
static json_t *sample(const char *text, size_t len, const char *file)
{
    struct records records;
    struct record record;
    struct diag unsaid;
    json_t *value = NULL;
    diag_init(&unsaid);
    records_open(&records, text, len, file);
    for (int i = 0; i < SAMPLED && !value; i++)
        if (records_next(&records, &record, &unsaid))
            value = parse(&record, file, &unsaid);
    diag_release(&unsaid);
    return value;
}

// Where nothing in it can be told, what is wrong is best said record by record.
static const struct chatlog_format *guess_by_name(const char *file)
{
    size_t len = strlen(file);
    for (const struct chatlog_format *f = chatlog_formats; f->name; f++) {
        size_t ending = f->ending ? strlen(f->ending) : len + 1;
        if (len >= ending && strcmp(file + len - ending, f->ending) == 0)
            return f;
    }
    return NULL;
}

static size_t mark_length(const char *text)
{
    return strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

const struct chatlog_format *chatlog_guess(const char *text, size_t len,
                                           const char *file)
{
    size_t mark = mark_length(text);
    text += mark;
    len -= mark;
    const char *first = text + strspn(text, " \t\r\n");
    bool json = !*first || strchr("{[", *first) || records_named(file);
    json_t *value = json ? sample(text, len, file) : NULL;
    bool parsed = value != NULL;
    struct chatlog_head head = {text, value};
    const struct chatlog_format *found = NULL;
    for (const struct chatlog_format *f = chatlog_formats; f->name && !found; f++)
        if (f->guess(&head))
            found = f;
    json_decref(value);
    if (!found && !parsed)
        found = json ? chatlog_formats : guess_by_name(file);
    return found;
}

// --- a file

static void read_whole(struct reading *r, const char *text, size_t len)
{
    size_t bad;
    r->line = 1;
    r->number = 1;
    if (text_valid(text, len, &bad)) {
        const size_t nothing[LEFT_COUNT] = {0};
        r->format->whole(r, text);
        forget_left(r, nothing, 0);
    } else {
        diag_add(r->diag, (struct place){r->file, 0, ""}, E_UTF8, bad);
        r->result->refused++;
    }
}

// A file in another encoding is told nothing by the formats that it might be in.
static int refuse_file(const char *text, size_t len, const char *file, struct diag *d)
{
    size_t bad;
    struct place where = {file, 0, ""};
    if (!text_valid(text, len, &bad))
        return diag_add(d, where, E_UTF8, bad);
    return diag_add(d, where, E_TRANSCRIPT_KIND);
}

int chatlog_read(const char *text, size_t len, const char *file,
                 const struct chatlog_format *as, struct chatlog_sink sink,
                 struct chatlog_result *result, struct diag *d)
{
    size_t errors = d->grades[DIAG_ERROR];
    *result =
        (struct chatlog_result){.format = as ? as : chatlog_guess(text, len, file)};
    size_t mark = mark_length(text);
    text += mark;
    len -= mark;
    if (!result->format)
        return refuse_file(text, len, file, d);
    struct reading r = {.file = file,
                        .format = result->format,
                        .sink = sink,
                        .result = result,
                        .diag = d};
    if (r.format->record)
        read_records(&r, text, len);
    else
        read_whole(&r, text, len);
    say_left(&r);
    return d->grades[DIAG_ERROR] > errors ? -1 : 0;
}
