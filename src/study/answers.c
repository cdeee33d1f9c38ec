// SPDX-License-Identifier: MIT
#include "study/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/mem.h"
#include "base/shape.h"
#include "study/asked.h"
#include "study/models.h"
#include "study/transcripts.h"

#define FILE_MOST ((size_t)256 << 20)
#define ENDING ".jsonl"

static const char *const outcomes[] = {"answered", "refused", "empty", "truncated",
                                       NULL};
static const struct shape prompt_fields[] = {
    {.name = "file", .type = SHAPE_STRING},
    {.name = "id", .type = SHAPE_STRING},
    {.name = NULL},
};
static const struct shape question_fields[] = {
    {.name = "participant", .type = SHAPE_STRING},
    {.name = "round", .type = SHAPE_STRING},
    {.name = "step", .type = SHAPE_STRING},
    {.name = "id", .type = SHAPE_STRING},
    {.name = "n", .type = SHAPE_INTEGER, .optional = true, .least = 1},
    {.name = NULL},
};
static const struct shape run_fields[] = {
    {.name = "model", .type = SHAPE_STRING},
    {.name = "asked", .type = SHAPE_STRING, .form = FORM_HEX64},
    {.name = "outcome", .type = SHAPE_STRING, .words = outcomes},
    {.name = "prompt", .type = SHAPE_OBJECT, .optional = true, .fields = prompt_fields},
    {.name = "question",
     .type = SHAPE_OBJECT,
     .optional = true,
     .fields = question_fields},
    {.name = NULL},
};
static const struct shape run_shape = {.type = SHAPE_OBJECT, .fields = run_fields};

static const char *asked_of(const struct transcript *t)
{
    return json_text(t->run, "asked");
}

// --- one file

// True for a line that is there to its end.
static bool is_whole(const char *line, size_t len)
{
    json_error_t ignored;
    json_t *value = json_loadb(line, len, JSON_REJECT_DUPLICATES, &ignored);
    json_decref(value);
    return value != NULL;
}

// A program that was ended while it wrote leaves the beginning of a line: it never was an answer.
static void cut_torn(struct buf *text, const char *file, struct diag *d)
{
    const char *end = memrchr(text->data, '\n', text->len);
    size_t whole = end ? (size_t)(end - text->data) + 1 : 0;
    if (whole == text->len || is_whole(text->data + whole, text->len - whole))
        return;
    diag_add(d, (struct place){file, 0, ""}, W_ANSWER_TORN);
    text->len = whole;
    text->data[whole] = '\0';
}

static int check(const struct transcript *t, const struct model *model, struct diag *d)
{
    struct place where = {t->file, t->line, "/run"};
    const json_t *run = json_object_get(t->document, "run");
    bool prompt = json_object_get(run, "prompt") != NULL,
         question = json_object_get(run, "question") != NULL;
    if (!json_is_object(run))
        return diag_add(d, (struct place){t->file, t->line, ""}, E_ANSWER_RUN);
    if (shape_check(&run_shape, run, where, d))
        return -1;
    if (prompt == question)
        return diag_add(d, where, E_ANSWER_RUN);
    if (strcmp(json_text(run, "model"), model->id) != 0)
        return diag_add(d, where, E_ANSWER_MODEL, json_text(run, "model"));
    return 0;
}

static void take(struct study *study, struct transcript *t, const struct model *model,
                 struct diag *d)
{
    struct transcript_list *all = &study->answers;
    if (check(t, model, d) < 0) {
        transcript_free(t);
        return;
    }
    t->run = json_object_get(t->document, "run");
    all->items = mem_grow(all->items, all->count + 1, sizeof *all->items);
    all->items[all->count++] = t;
}

static void read_file(struct study *study, const struct model *model, const char *file,
                      struct buf *digests, struct diag *d)
{
    struct buf text;
    struct transcript_list list = {0};
    char digest[65] = "";
    buf_init(&text, FILE_MOST);
    if (file_read_in(study->folder, file, &text, d) == 0) {
        cut_torn(&text, file, d);
        if (strspn(text.data, " \t\r\n") < text.len) // an empty one is no fault
            transcripts_parse(&list, &text, file, digest, d);
    }
    if (*digest)
        buf_fmt(digests, "%s %s\n", digest, file);
    for (size_t i = 0; i < list.count; i++)
        take(study, list.items[i], model, d);
    free(list.items);
    buf_release(&text);
}

// --- all files

static bool is_answers(const char *name)
{
    size_t len = strlen(name), end = strlen(ENDING);
    return *name != '.' && len > end && strcmp(name + len - end, ENDING) == 0;
}

static void read_named(struct study *study, const char *name, struct buf *digests,
                       struct diag *d)
{
    char *file = path_join(ANSWERS_FOLDER, name);
    char *id = mem_strndup(name, strlen(name) - strlen(ENDING));
    const struct model *model = model_find(study, id);
    if (model)
        read_file(study, model, file, digests, d);
    else
        diag_add(d, (struct place){file, 0, ""}, W_ANSWER_STRANGER);
    free(id);
    free(file);
}

static int by_asked(const void *a, const void *b)
{
    const struct transcript *x = *(const struct transcript *const *)a,
                            *y = *(const struct transcript *const *)b;
    int order = strcmp(asked_of(x), asked_of(y));
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

// The last line of an asking counts: what its author wants to be done with it may have changed. Other words in it are no
// such change, but two files that somebody put together.
static void drop_earlier(struct transcript_list *list, struct diag *d)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct transcript *t = list->items[i],
                          *last = kept ? list->items[kept - 1] : NULL;
        if (!last || strcmp(asked_of(last), asked_of(t)) != 0) {
            list->items[kept++] = t;
            continue;
        }
        if (!json_equal(json_object_get(last->document, "messages"),
                        json_object_get(t->document, "messages")))
            diag_add(d, (struct place){t->file, t->line, ""}, W_ANSWER_TWICE,
                     last->line);
        transcript_free(last);
        list->items[kept - 1] = t;
    }
    list->count = kept;
}

static int compare_asked(const void *key, const void *member)
{
    return strcmp(key, asked_of(*(struct transcript *const *)member));
}

static struct transcript *find(const struct study *study, const char *asked)
{
    const struct transcript_list *all = &study->answers;
    struct transcript **found = all->count ? bsearch(asked, all->items, all->count,
                                                     sizeof *all->items, compare_asked)
                                           : NULL;
    return found ? *found : NULL;
}

const struct transcript *answers_find(const struct study *study, const char *asked)
{
    return find(study, asked);
}

static void link_prompts(struct study *study)
{
    for (size_t f = 0; f < study->prompt_file_count; f++)
        for (size_t i = 0; i < study->prompt_files[f]->count; i++) {
            struct prompt *p = &study->prompt_files[f]->prompts[i];
            for (size_t m = 0; m < study->model_count; m++)
                p->answers[m] = find(study, p->asked[m]);
        }
}

void answers_read(struct study *study, struct buf *digests, struct diag *d)
{
    char *folder = path_join(study->folder, ANSWERS_FOLDER);
    size_t count = 0;
    char **names = folder_exists(folder) ? folder_names(folder, &count, d) : NULL;
    for (size_t i = 0; i < count; i++)
        if (is_answers(names[i]))
            read_named(study, names[i], digests, d);
    names_free(names, count);
    free(folder);
    if (study->answers.count)
        qsort(study->answers.items, study->answers.count, sizeof *study->answers.items,
              by_asked);
    drop_earlier(&study->answers, d);
    asked_prompts(study);
    link_prompts(study);
}

// --- lists of them

static void append(struct transcript_list *list, struct transcript *t)
{
    list->items = mem_grow(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count++] = t;
}

// What goes on from prompt `p` of model `m`, behind it.
static void append_chain(const struct prompt *p, size_t m, struct transcript_list *list)
{
    if (!p->answers[m])
        return;
    append(list, p->answers[m]);
    for (const struct prompt *next = p->next; next; next = next->beside)
        append_chain(next, m, list);
}

// The order of the models for one prompt: that of what names the asking, which nobody can foresee.
static size_t nth_model(const struct prompt *p, size_t count, size_t n)
{
    for (size_t m = 0; m < count; m++) {
        size_t before = 0;
        for (size_t k = 0; k < count; k++)
            before += strcmp(p->asked[k], p->asked[m]) < 0;
        if (before == n)
            return m;
    }
    return 0;
}

void answers_of_prompts(const struct study *study, const struct prompt_file *file,
                        struct transcript_list *list)
{
    for (size_t i = 0; i < file->count; i++)
        for (size_t n = 0; n < study->model_count && !file->prompts[i].before; n++)
            append_chain(&file->prompts[i],
                         nth_model(&file->prompts[i], study->model_count, n), list);
}

static const char *question_text(const struct transcript *t, const char *key)
{
    return json_text(json_object_get(t->run, "question"), key);
}

static long long round_place(const struct study *study, const struct transcript *t)
{
    const struct round *round = study_round(study, question_text(t, "round"));
    return round ? round - study->rounds : (long long)study->round_count;
}

// An answer to somebody's question, and what sorts it.
struct sorting {
    struct transcript *t;
    const char *participant;
    long long round, n;
};

static int compare_question(const struct transcript *a, const struct transcript *b,
                            const char *const *keys)
{
    int order = 0;
    for (; order == 0 && *keys; keys++)
        order = strcmp(question_text(a, *keys), question_text(b, *keys));
    return order;
}

// By what was asked of which model; of several answers the line that was written last is the last.
static int by_origin(const void *a, const void *b)
{
    static const char *const keys[] = {"participant", "round", "step", "id", NULL};
    const struct transcript *x = ((const struct sorting *)a)->t,
                            *y = ((const struct sorting *)b)->t;
    int order = compare_question(x, y, keys);
    if (order == 0)
        order = strcmp(json_text(x->run, "model"), json_text(y->run, "model"));
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static bool same_origin(const struct sorting *a, const struct sorting *b)
{
    static const char *const keys[] = {"participant", "round", "step", "id", NULL};
    return strcmp(json_text(a->t->run, "model"), json_text(b->t->run, "model")) == 0 &&
           compare_question(a->t, b->t, keys) == 0;
}

// By author, round, step, place and question; then by what names the asking, which does not tell the model.
static int by_question(const void *a, const void *b)
{
    static const char *const step[] = {"step", NULL}, *const id[] = {"id", NULL};
    const struct sorting *x = a, *y = b;
    int order = strcmp(x->participant, y->participant);
    if (order == 0)
        order = (x->round > y->round) - (x->round < y->round);
    if (order == 0)
        order = compare_question(x->t, y->t, step);
    if (order == 0)
        order = (x->n > y->n) - (x->n < y->n);
    if (order == 0)
        order = compare_question(x->t, y->t, id);
    return order ? order : strcmp(asked_of(x->t), asked_of(y->t));
}

// Those whose question has other words by now, which a later line answers, are left out.
static size_t drop_outdated(struct sorting *list, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (i + 1 == count || !same_origin(&list[i], &list[i + 1]))
            list[kept++] = list[i];
    return kept;
}

// What belongs to its author, sorted by author and question; to free().
static struct sorting *sort_questions(const struct study *study, size_t *count)
{
    struct sorting *list = mem_alloc((study->answers.count + 1) * sizeof *list);
    *count = 0;
    for (size_t i = 0; i < study->answers.count; i++) {
        struct transcript *t = study->answers.items[i];
        const json_t *question = json_object_get(t->run, "question");
        const char *author = question_text(t, "participant");
        if (*author && strcmp(t->owner, author) == 0)
            list[(*count)++] = (struct sorting){t, author, round_place(study, t),
                                                json_number(question, "n")};
    }
    qsort(list, *count, sizeof *list, by_origin);
    *count = drop_outdated(list, *count);
    qsort(list, *count, sizeof *list, by_question);
    return list;
}

static size_t first_of(const struct sorting *list, size_t count, const char *id)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(list[middle].participant, id) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

void answers_of_group(const struct study *study, const struct group *group,
                      struct transcript_list *list)
{
    size_t count;
    struct sorting *all = sort_questions(study, &count);
    for (size_t i = 0; i < group->participant_count; i++) {
        const char *id = group->participants[i].id;
        for (size_t at = first_of(all, count, id);
             at < count && strcmp(all[at].participant, id) == 0; at++)
            append(list, all[at].t);
    }
    free(all);
}

const char *answer_outcome(const struct transcript *t)
{
    const char *outcome = t->run ? json_text(t->run, "outcome") : "";
    return strcmp(outcome, "answered") == 0 ? "" : outcome;
}
