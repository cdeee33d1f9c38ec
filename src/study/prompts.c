// SPDX-License-Identifier: MIT
#include "study/prompts.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/shape.h"
#include "base/text.h"

#define PROMPTS_MOST 100000
#define CHAIN_MOST 500 // prompts that follow one another
#define BLANK " \t\r\n"

struct reading {
    struct prompt_file *to;
    struct diag *diag;
    int result;
};

static const struct shape fields[] = {
    {.name = "id",
     .type = SHAPE_STRING,
     .optional = true,
     .most = 190,
     .form = FORM_LINE},
    {.name = "prompt", .type = SHAPE_STRING, .least = 1, .most = 100000},
    {.name = "topic",
     .type = SHAPE_STRING,
     .optional = true,
     .most = 500,
     .form = FORM_LINE},
    {.name = "title",
     .type = SHAPE_STRING,
     .optional = true,
     .most = 500,
     .form = FORM_LINE},
    {.name = "language",
     .type = SHAPE_STRING,
     .optional = true,
     .most = 35,
     .form = FORM_LINE},
    {.name = "follows", .type = SHAPE_STRING, .optional = true, .most = 190},
    {.name = NULL},
};
static const struct shape prompt_shape = {.type = SHAPE_OBJECT, .fields = fields};

// --- one prompt

// Of its words, so that a line above or below it does not make it another one.
static char *make_id(const char *text)
{
    char hex[HASH_HEX_SIZE];
    struct buf id;
    hash_hex(text, strlen(text), hex);
    hex[10] = '\0';
    buf_init(&id, 100);
    buf_fmt(&id, "p-%s", hex);
    return buf_take(&id);
}

// A copy without the white space around it.
static char *trimmed(const char *text)
{
    text += strspn(text, BLANK);
    size_t len = strlen(text);
    while (len && strchr(BLANK, text[len - 1]))
        len--;
    return mem_strndup(text, len);
}

static int add(struct reading *r, const json_t *object, struct place where)
{
    struct prompt_file *to = r->to;
    if (shape_check(&prompt_shape, object, where, r->diag))
        return -1;
    char *text = trimmed(json_text(object, "prompt"));
    char *id = trimmed(json_text(object, "id"));
    int result = 0;
    if (!*text)
        result = diag_add(r->diag, where, E_PROMPT_EMPTY);
    else if (strpbrk(id, BLANK))
        result = diag_add(r->diag, where, E_SHAPE, "the id must not have spaces");
    else if (to->count == PROMPTS_MOST)
        result = diag_add(r->diag, where, E_PROMPT_MANY, PROMPTS_MOST);
    if (result == 0 && !*id) {
        free(id);
        id = make_id(text);
    }
    if (result < 0) {
        free(text);
        free(id);
        return result;
    }
    to->prompts = mem_grow(to->prompts, to->count + 1, sizeof *to->prompts);
    to->prompts[to->count++] = (struct prompt){
        .id = id,
        .text = text,
        .topic = trimmed(json_text(object, "topic")),
        .title = trimmed(json_text(object, "title")),
        .language = trimmed(json_text(object, "language")),
        .follows = trimmed(json_text(object, "follows")),
        .where = {to->file, where.line, ""},
    };
    return 0;
}

static void add_object(struct reading *r, json_t *object, int line)
{
    struct place where = {r->to->file, line, ""};
    if (!object || add(r, object, where) < 0)
        r->result = -1;
    json_decref(object);
}

// --- the three kinds of files

static void read_lines(struct reading *r, const char *text, bool json)
{
    int line = 1;
    for (const char *at = text; *at; line++) {
        size_t len = strcspn(at, "\n");
        if (strspn(at, BLANK) < len && json)
            add_object(r, json_parse(at, len, r->to->file, line, r->diag), line);
        else if (strspn(at, BLANK) < len)
            add_object(r, json_pack("{s:s%}", "prompt", at, len), line);
        at += len + (at[len] == '\n');
    }
}

static void read_row(struct reading *r, const struct csv *csv, size_t row)
{
    json_t *object = json_object();
    for (const struct shape *f = fields; f->name; f++) {
        const char *value = csv_field(&csv->rows[row], csv_column(csv, f->name));
        if (*value)
            json_object_set_new(object, f->name, json_string(value));
    }
    if (!*json_text(object, "prompt"))
        json_object_set_new(object, "prompt", json_string(" "));
    add_object(r, object, csv->rows[row].line);
}

static void read_csv(struct reading *r, const char *text)
{
    struct csv csv;
    if (csv_parse(&csv, text, r->to->file, r->diag) < 0)
        r->result = -1;
    else if (csv_column(&csv, "prompt") < 0)
        r->result =
            diag_add(r->diag, (struct place){r->to->file, 1, ""}, E_PROMPT_COLUMNS);
    else
        for (size_t i = 1; i < csv.count; i++)
            read_row(r, &csv, i);
    csv_release(&csv);
}

static void read_kind(struct reading *r, const char *text)
{
    const char *file = r->to->file, *dot = strrchr(file, '.');
    if (dot && strcmp(dot, ".txt") == 0)
        read_lines(r, text, false);
    else if (dot && strcmp(dot, ".jsonl") == 0)
        read_lines(r, text, true);
    else if (dot && strcmp(dot, ".csv") == 0)
        read_csv(r, text);
    else
        r->result = diag_add(r->diag, (struct place){file, 0, ""}, E_PROMPT_KIND);
}

// --- what they are to each other

static int by_id(const void *a, const void *b)
{
    const struct prompt *p = *(const struct prompt *const *)a,
                        *q = *(const struct prompt *const *)b;
    return strcmp(p->id, q->id);
}

// All of them, sorted by id; to free().
static const struct prompt **sorted(struct prompt_file *const *files, size_t count,
                                    size_t *total)
{
    const struct prompt **list = NULL;
    *total = 0;
    for (size_t f = 0; f < count; f++) {
        list = mem_grow(list, *total + files[f]->count + 1, sizeof *list);
        for (size_t i = 0; i < files[f]->count; i++)
            list[(*total)++] = &files[f]->prompts[i];
    }
    if (*total)
        qsort(list, *total, sizeof *list, by_id);
    return list;
}

static int by_id_alone(const void *key, const void *member)
{
    return strcmp(key, (*(const struct prompt *const *)member)->id);
}

static int link_all(struct prompt_file *file, const struct prompt **list,
                    struct diag *d)
{
    int result = 0;
    for (size_t i = 0; i < file->count; i++) {
        struct prompt *p = &file->prompts[i];
        const struct prompt **found =
            *p->follows
                ? bsearch(p->follows, list, file->count, sizeof *list, by_id_alone)
                : NULL;
        p->before = found ? *found : NULL;
        if (*p->follows && !found)
            result = diag_add(d, p->where, E_PROMPT_FOLLOWS, p->id, p->follows);
    }
    return result;
}

static int check_chains(struct prompt_file *file, struct diag *d)
{
    int result = 0;
    for (size_t i = 0; i < file->count; i++) {
        int length = 0;
        for (const struct prompt *p = file->prompts[i].before; p; p = p->before)
            if (++length > CHAIN_MOST) {
                result = diag_add(d, file->prompts[i].where, E_PROMPT_CIRCLE,
                                  file->prompts[i].id, CHAIN_MOST);
                file->prompts[i].before = NULL; // so that every walk ends
                break;
            }
    }
    return result;
}

// What follows a prompt is a list, in the order of the file.
static void link_back(struct prompt_file *file)
{
    for (size_t i = file->count; i-- > 0;) {
        struct prompt *p = &file->prompts[i],
                      *before = (struct prompt *)(size_t)p->before;
        if (!before)
            continue;
        p->beside = before->next;
        before->next = p;
    }
}

int prompts_parse(struct prompt_file *to, const struct buf *text, const char *file,
                  struct diag *d)
{
    struct reading r = {.to = to, .diag = d};
    size_t bad;
    *to = (struct prompt_file){.file = mem_strdup(file)};
    if (!text_valid(text->data, text->len, &bad))
        return diag_add(d, (struct place){file, 0, ""}, E_UTF8, bad);
    hash_hex(text->data, text->len, to->sha256);
    read_kind(&r, text->data + (strncmp(text->data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0));
    if (!to->count && r.result == 0)
        r.result = diag_add(d, (struct place){file, 0, ""}, E_PROMPT_NONE);
    size_t total;
    const struct prompt **list = sorted(&to, 1, &total);
    if (link_all(to, list, d) < 0)
        r.result = -1;
    if (check_chains(to, d) <
        0) // in any case: it cuts the circles that nobody could walk
        r.result = -1;
    link_back(to);
    free(list);
    return r.result;
}

void prompts_release(struct prompt_file *file)
{
    for (size_t i = 0; i < file->count; i++) {
        struct prompt *p = &file->prompts[i];
        free(p->id);
        free(p->text);
        free(p->topic);
        free(p->title);
        free(p->language);
        free(p->follows);
        free(p->asked);
        free(p->answers);
    }
    free(file->prompts);
    free(file->file);
}

void prompts_check(const struct study *study, struct diag *d)
{
    size_t count;
    const struct prompt **list =
        sorted(study->prompt_files, study->prompt_file_count, &count);
    for (size_t i = 1; i < count; i++)
        if (strcmp(list[i]->id, list[i - 1]->id) == 0)
            diag_add(d, list[i]->where, E_PROMPT_TWICE, list[i]->id,
                     list[i - 1]->where.file, list[i - 1]->where.line);
    free(list);
}

const struct prompt_file *prompt_file_find(const struct study *study, const char *file)
{
    for (size_t i = 0; i < study->prompt_file_count; i++)
        if (strcmp(study->prompt_files[i]->file, file) == 0)
            return study->prompt_files[i];
    return NULL;
}
