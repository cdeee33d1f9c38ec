// SPDX-License-Identifier: MIT
#include "study/gather.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "study/answers.h"
#include "study/follows.h"
#include "study/models.h"
#include "study/private.h"
#include "study/prompts.h"
#include "study/transcripts.h"

#define FILE_MOST ((size_t)256 << 20)

// --- files of transcripts, each read once

static void keep_transcripts(struct loading *l, const struct transcript_list *list)
{
    struct study *s = l->study;
    for (size_t i = 0; i < list->count; i++) {
        struct transcript *t = list->items[i];
        const struct transcript *twin = study_transcript(s, t->id);
        if (twin)
            diag_add(l->diag, (struct place){t->file, t->line, ""}, E_TRANSCRIPT_TWICE,
                     t->id, twin->file, twin->line);
        s->transcripts =
            mem_grow(s->transcripts, s->transcript_count + 1, sizeof *s->transcripts);
        s->transcripts[s->transcript_count++] = t;
    }
}

static const struct transcript_list *find_read(struct loading *l, const char *file)
{
    for (size_t i = 0; i < l->read_count; i++)
        if (strcmp(l->read_files[i], file) == 0)
            return &l->read_lists[i];
    return NULL;
}

// A file that two groups share is read once.
static const struct transcript_list *read_transcripts(struct loading *l,
                                                      const json_t *reference)
{
    const char *file = json_text(reference, "file");
    const struct transcript_list *found = find_read(l, file);
    if (found)
        return found;
    struct transcript_list list = {0};
    struct buf text;
    char digest[65] = "";
    buf_init(&text, FILE_MOST);
    if (loading_read(l, file, &text) == 0)
        transcripts_parse(&list, &text, file, digest, l->diag);
    buf_release(&text);
    buf_fmt(&l->digests, "%s %s\n", digest, file);
    keep_transcripts(l, &list);
    l->read_files = mem_grow(l->read_files, l->read_count + 1, sizeof *l->read_files);
    l->read_lists = mem_grow(l->read_lists, l->read_count + 1, sizeof *l->read_lists);
    l->read_files[l->read_count] = mem_strdup(file);
    l->read_lists[l->read_count] = list;
    return &l->read_lists[l->read_count++];
}

// Whether it is among the first `count` of a list.
static bool is_listed(const struct transcript_list *list, size_t count,
                      const struct transcript *t)
{
    for (size_t i = 0; i < count; i++)
        if (list->items[i] == t)
            return true;
    return false;
}

// Each once, however often the study names its file.
void gather_append(struct transcript_list *to, const struct transcript_list *from)
{
    size_t had = to->count; // what comes in one list is there once
    for (size_t i = 0; i < from->count; i++) {
        if (is_listed(to, had, from->items[i]))
            continue;
        to->items = mem_grow(to->items, to->count + 1, sizeof *to->items);
        to->items[to->count++] = from->items[i];
    }
}

static void append_prompted(struct loading *l, struct transcript_list *list,
                            const json_t *reference)
{
    const struct prompt_file *file =
        prompt_file_find(l->study, json_text(reference, "file"));
    struct transcript_list answers = {0};
    if (file)
        answers_of_prompts(l->study, file, &answers);
    gather_append(list, &answers);
    free(answers.items);
}

static void append_reference(struct loading *l, struct transcript_list *list,
                             const json_t *reference, const json_t *object,
                             const char *what, const char *key)
{
    const char *kind = json_text(reference, "kind");
    if (strcmp(kind, "prompts") == 0)
        append_prompted(l, list, reference);
    else if (strcmp(kind, "transcripts") != 0)
        diag_add(l->diag, loading_place(object), E_FIELD_KIND, what, key,
                 "transcripts \"file\" or prompts \"file\", or a list of them");
    else if (loading_inside(l, reference))
        gather_append(list, read_transcripts(l, reference));
}

// `value` is transcripts "file" or prompts "file", or a list of them.
void gather_listed(struct loading *l, struct transcript_list *list,
                   const json_t *object, const char *what, const char *key)
{
    const json_t *value = json_object_get(object, key);
    size_t count = json_is_array(value) ? json_array_size(value) : value != NULL;
    for (size_t i = 0; i < count; i++)
        append_reference(l, list,
                         json_is_array(value) ? json_array_get(value, i) : value,
                         object, what, key);
}

// The same for what belongs to one participant each, where asked() may stand too.
void gather_own(struct loading *l, struct group *group, const json_t *object)
{
    const json_t *value = json_object_get(object, "own");
    size_t count = json_is_array(value) ? json_array_size(value) : value != NULL;
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        struct transcript_list answers = {0};
        group->asks = group->asks || strcmp(json_text(one, "kind"), "asked") == 0;
        if (strcmp(json_text(one, "kind"), "asked") == 0)
            answers_of_group(l->study, group, &answers);
        else
            append_reference(l, &group->own, one, object, "the group", "own");
        gather_append(&group->own, &answers);
        free(answers.items);
    }
    follows_order(&group->own);
}

// --- prompts, and what came of them

static void read_prompt_file(struct loading *l, const json_t *reference)
{
    struct study *s = l->study;
    const char *file = json_text(reference, "file");
    struct buf text;
    if (!loading_inside(l, reference) || prompt_file_find(s, file))
        return;
    struct prompt_file *prompts = mem_alloc(sizeof *prompts);
    buf_init(&text, FILE_MOST);
    if (file_read_in(s->folder, file, &text, l->diag) == 0)
        prompts_parse(prompts, &text, file, l->diag);
    else
        prompts->file = mem_strdup(file);
    buf_release(&text);
    buf_fmt(&l->digests, "%s %s\n", prompts->sha256, file);
    s->prompt_files =
        mem_grow(s->prompt_files, s->prompt_file_count + 1, sizeof *s->prompt_files);
    s->prompt_files[s->prompt_file_count++] = prompts;
}

// Every file of prompts that the definition names, wherever it stands. True when it puts anything to a model.
static bool read_prompts(struct loading *l, const json_t *value)
{
    const char *key;
    json_t *member;
    const char *kind = json_text(value, "kind");
    bool found = strcmp(kind, "prompts") == 0 || strcmp(kind, "asked") == 0;
    if (strcmp(kind, "prompts") == 0)
        read_prompt_file(l, value);
    for (size_t i = 0; i < json_array_size(value); i++)
        found = read_prompts(l, json_array_get(value, i)) || found;
    if (json_is_object(value))
        json_object_foreach ((json_t *)(size_t)value, key, member)
            found = read_prompts(l, member) || found;
    return found;
}

void gather_models(struct loading *l, const json_t *definition)
{
    struct study *s = l->study;
    models_read(s, definition, l->diag);
    bool asks = read_prompts(l, definition);
    prompts_check(s, l->diag);
    if (asks && !s->model_count)
        diag_add(l->diag, loading_place(definition), E_MODEL_NONE);
    for (size_t i = 0; asks && i < s->model_count; i++)
        if (!*s->models[i].name)
            diag_add(l->diag, s->models[i].where, E_MODEL_NAME, s->models[i].path);
    answers_read(s, &l->digests, l->diag);
}

// Those that somebody is given come first, in the order of the study.
void gather_answers(struct loading *l)
{
    struct study *s = l->study;
    struct transcript_list all = {0};
    for (size_t i = 0; i < s->prompt_file_count; i++)
        answers_of_prompts(s, s->prompt_files[i], &all);
    for (size_t i = 0; i < s->group_count; i++)
        answers_of_group(s, &s->groups[i], &all);
    gather_append(&all, &s->answers);
    keep_transcripts(l, &all);
    free(all.items);
}

// What people learn with must not prime them for what the study is about.
static void warn_topic(struct loading *l, const struct transcript *practice)
{
    const struct study *s = l->study;
    for (size_t i = 0; i < s->transcript_count; i++) {
        const struct transcript *t = s->transcripts[i];
        if (t->practice || !*t->topic || strcasecmp(t->topic, practice->topic) != 0)
            continue;
        diag_add(l->diag, (struct place){practice->file, practice->line, ""},
                 W_PRACTICE_TOPIC, practice->id, practice->topic, t->id);
        return;
    }
}

// A file of conversations that a step names itself: to practise with, or to explore. Groups have been read before.
static void read_step_file(struct loading *l, const json_t *reference, bool practice,
                           struct place where)
{
    const char *file = json_text(reference, "file");
    bool is_new = practice && !find_read(l, file);
    if (!loading_inside(l, reference))
        return;
    const struct transcript_list *list = read_transcripts(l, reference);
    for (size_t i = 0; is_new && i < list->count; i++)
        list->items[i]->practice = true;
    for (size_t i = 0; is_new && i < list->count; i++)
        warn_topic(l, list->items[i]);
    if (list->count && list->items[0]->practice != practice)
        diag_add(l->diag, where, E_PRACTICE_SHARED, file);
}

// The files of conversations that a step brings along, wherever its options name them.
void gather_step_files(struct loading *l, const json_t *value, bool practice,
                       struct place where)
{
    const char *key;
    json_t *member;
    for (size_t i = 0; i < json_array_size(value); i++)
        gather_step_files(l, json_array_get(value, i), practice, where);
    if (strcmp(json_text(value, "kind"), "transcripts") == 0) {
        read_step_file(l, value, practice, where);
    } else if (json_is_object(value)) {
        json_object_foreach ((json_t *)(size_t)value, key, member)
            gather_step_files(l, member, practice, where);
    }
}

// Whether `text` has `word` with no letter or digit beside it, capital or small.
static bool says_word(const char *text, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = text; len && (at = strcasestr(at, word)); at++)
        if ((at == text || !isalnum((unsigned char)at[-1])) &&
            !isalnum((unsigned char)at[len]))
            return true;
    return false;
}

// What its owner wrote, the answers being the model's.
static bool owner_says(const struct transcript *t, bool (*holds)(const char *text))
{
    const json_t *messages = json_object_get(t->document, "messages");
    for (size_t i = 0; i < json_array_size(messages); i++) {
        const json_t *message = json_array_get(messages, i);
        if (strcmp(json_text(message, "role"), "user") == 0 &&
            holds(json_text(message, "content")))
            return true;
    }
    return holds(t->title);
}

// The others who read it should not learn whose it is.
static void check_shared(struct loading *l, const struct transcript *t)
{
    struct place where = {t->file, t->line, ""};
    if (says_word(t->id, t->owner) || says_word(t->title, t->owner))
        diag_add(l->diag, where, W_SHARE_OWNER, t->id, t->owner);
    if (owner_says(t, private_mail))
        diag_add(l->diag, where, W_SHARE_PRIVATE, t->id, "an e-mail address");
    if (owner_says(t, private_phone))
        diag_add(l->diag, where, W_SHARE_PRIVATE, t->id, "a phone number");
}

void gather_check_owners(struct loading *l, const struct group *group)
{
    for (size_t i = 0; i < group->own.count; i++) {
        const struct transcript *t = group->own.items[i];
        struct place where = {t->file, t->line, ""};
        bool found = false;
        for (size_t p = 0; p < group->participant_count && !found; p++)
            found = strcmp(group->participants[p].id, t->owner) == 0;
        if (!*t->owner)
            diag_add(l->diag, where, E_OWNER_MISSING, t->id);
        else if (!found)
            diag_add(l->diag, where, E_OWNER, t->id, t->owner, group->id);
        else if (t->share)
            check_shared(l, t);
    }
}
