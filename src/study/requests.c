// SPDX-License-Identifier: MIT
#include "study/requests.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "study/answers.h"
#include "study/asked.h"

static size_t most_asks(const struct study *study, size_t questions)
{
    size_t count = questions;
    for (size_t f = 0; f < study->prompt_file_count; f++)
        count += study->prompt_files[f]->count;
    return count * study->model_count;
}

static void add(struct requests *asks, struct request ask, const char *stem)
{
    struct buf id;
    struct request *added = &asks->items[asks->count++];
    buf_init(&id, 300);
    asked_id(stem, ask.asked, &id);
    *added = ask;
    added->id = buf_take(&id);
    added->answer = answers_find(asks->study, ask.asked);
}

static char *shown(const struct question *q)
{
    struct buf text;
    buf_init(&text, 300);
    buf_fmt(&text, "%s, round %s, question %lld", q->participant, q->round, q->n);
    return buf_take(&text);
}

// --- prompts

static void add_prompt(struct requests *asks, const struct prompt *prompt, size_t model)
{
    struct request ask = {.kind = REQUEST_PROMPT,
                          .model = &asks->study->models[model],
                          .prompt = prompt,
                          .text = prompt->text,
                          .where = prompt->where};
    memcpy(ask.asked, prompt->asked[model], sizeof ask.asked);
    add(asks, ask, prompt->id);
}

static void wait_for(struct request *ask, struct request *before)
{
    ask->after = before->answer;
    ask->before = before->answer ? NULL : before;
}

static void add_prompts(struct requests *asks)
{
    const struct study *s = asks->study;
    for (size_t f = 0; f < s->prompt_file_count; f++) {
        const struct prompt_file *file = s->prompt_files[f];
        struct request *first = asks->items + asks->count;
        for (size_t i = 0; i < file->count; i++)
            for (size_t m = 0; m < s->model_count; m++)
                add_prompt(asks, &file->prompts[i], m);
        for (size_t i = 0; i < file->count; i++)
            for (size_t m = 0; file->prompts[i].before && m < s->model_count; m++)
                wait_for(&first[i * s->model_count + m],
                         &first[(size_t)(file->prompts[i].before - file->prompts) *
                                    s->model_count +
                                m]);
    }
}

// --- questions

// The models of the study that answered there: by their id where calma run brought it, else by their name.
static bool has_answered(const struct model *model, const struct transcript *t)
{
    if (t->run)
        return strcmp(json_text(t->run, "model"), model->id) == 0;
    return *model->name && strcmp(t->model, model->name) == 0;
}

static void add_question(struct requests *asks, const struct question *question,
                         const struct transcript *after)
{
    const struct study *s = asks->study;
    bool any = false;
    for (size_t m = 0; after && m < s->model_count; m++)
        any = any || has_answered(&s->models[m], after);
    for (size_t m = 0; m < s->model_count; m++) {
        if (any && !has_answered(&s->models[m], after))
            continue;
        struct request ask = {.kind = REQUEST_QUESTION,
                              .model = &s->models[m],
                              .question = question,
                              .text = question->text,
                              .after = after,
                              .shown = shown(question)};
        ask.where.file = ask.shown;
        asked_question(question, s->models[m].id, ask.asked);
        add(asks, ask, NULL);
    }
}

// Nobody goes on from what is somebody else's alone.
static bool is_theirs(const struct transcript *after, const struct question *q)
{
    return after && (!*after->owner || strcmp(after->owner, q->participant) == 0);
}

static void take_question(struct requests *asks, const struct question *q,
                          struct diag *d)
{
    const struct group *group = NULL;
    const struct transcript *after =
        *q->after ? study_transcript(asks->study, q->after) : NULL;
    if (!study_participant(asks->study, q->participant, &group))
        return;
    if (!group->asks) {
        asks->stray++;
    } else if (*q->after && !is_theirs(after, q)) {
        asks->closed++;
        diag_add(d, NOWHERE, W_QUESTION_AFTER, q->participant, q->n, q->round,
                 q->after);
    } else {
        add_question(asks, q, after);
    }
}

// --- all

// What waits for an ask is a list, in order.
static void link_back(struct requests *asks)
{
    for (size_t i = asks->count; i-- > 0;) {
        struct request *ask = &asks->items[i];
        if (!ask->before)
            continue;
        ask->beside = ask->before->next;
        ask->before->next = ask;
    }
}

void requests_make(struct requests *asks, const struct study *study,
                   const struct question *questions, size_t count, struct diag *d)
{
    *asks = (struct requests){.study = study};
    asks->items = mem_alloc((most_asks(study, count) + 1) * sizeof *asks->items);
    add_prompts(asks);
    for (size_t i = 0; i < count; i++)
        take_question(asks, &questions[i], d);
    link_back(asks);
}

void requests_release(struct requests *asks)
{
    for (size_t i = 0; i < asks->count; i++) {
        free(asks->items[i].id);
        free(asks->items[i].shown);
        json_decref(asks->items[i].messages);
    }
    free(asks->items);
    *asks = (struct requests){0};
}

size_t requests_waiting(const struct requests *asks, enum request_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < asks->count; i++)
        count += !asks->items[i].answer && !asks->items[i].messages &&
                 (kind == REQUEST_KINDS || kind == asks->items[i].kind);
    return count;
}

// --- what is sent

static void append_turns(json_t *list, const json_t *messages, int most)
{
    int turns = 0;
    for (size_t i = 0; i < json_array_size(messages); i++) {
        const json_t *message = json_array_get(messages, i);
        const char *role = json_text(message, "role");
        if (strcmp(role, "system") == 0 || (most && turns++ >= most))
            continue;
        json_array_append_new(list, json_pack("{s:s, s:O}", "role", role, "content",
                                              json_object_get(message, "content")));
    }
}

// A conversation from its beginning to the end of `t`. No calls for each part, since chains may be long.
static void append_chain(json_t *list, const struct study *study,
                         const struct transcript *t)
{
    const struct transcript **parts = NULL;
    size_t count = 0;
    for (; t; t = *t->follows ? study_transcript(study, t->follows) : NULL) {
        parts = mem_grow(parts, count + 1, sizeof *parts);
        parts[count++] = t;
    }
    for (size_t i = count; i-- > 0;)
        append_turns(list, json_object_get(parts[i]->document, "messages"),
                     i ? parts[i - 1]->follows_turn : 0);
    free(parts);
}

static void append_ask(json_t *list, const struct study *study,
                       const struct request *ask)
{
    if (ask->after)
        append_chain(list, study, ask->after);
    if (ask->before) {
        append_ask(list, study, ask->before);
        append_turns(list, ask->before->messages, 0);
    }
}

json_t *request_messages(const struct request *ask, const struct study *study)
{
    json_t *list = json_array();
    if (*ask->model->system)
        json_array_append_new(list, json_pack("{s:s, s:s}", "role", "system", "content",
                                              ask->model->system));
    append_ask(list, study, ask);
    json_array_append_new(
        list, json_pack("{s:s, s:s}", "role", "user", "content", ask->text));
    return list;
}

// --- settings

static bool same_parameters(const json_t *was, const json_t *now)
{
    return json_is_object(was)
               ? json_equal((json_t *)(size_t)was, (json_t *)(size_t)now)
               : json_object_size(now) == 0;
}

size_t requests_other_settings(const struct requests *asks)
{
    size_t count = 0;
    for (size_t i = 0; i < asks->count; i++) {
        const struct transcript *t = asks->items[i].answer;
        const struct model *m = asks->items[i].model;
        if (t)
            count +=
                strcmp(t->system, *m->system ? m->system : REQUEST_NO_SYSTEM) != 0 ||
                !same_parameters(json_object_get(t->document, "parameters"),
                                 m->parameters);
    }
    return count;
}
