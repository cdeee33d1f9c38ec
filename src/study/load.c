// SPDX-License-Identifier: MIT
// From what study.lua returned to a checked `struct study`. Every check goes on after an error.
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "study/ahead.h"
#include "study/board.h"
#include "study/definition.h"
#include "study/follows.h"
#include "study/gather.h"
#include "study/loading.h"
#include "study/people.h"
#include "study/texts.h"
#include "study/video.h"

// --- groups

static json_t *take_roles(struct loading *l, const json_t *group)
{
    json_t *roles = json_object_get(group, "roles");
    bool good = !roles || json_is_array(roles);
    for (size_t i = 0; good && i < json_array_size(roles); i++)
        good = json_is_string(json_array_get(roles, i));
    if (!good)
        diag_add(l->diag, loading_place(group), E_FIELD_KIND, "the group", "roles",
                 "a list of words: { \"teacher\", \"student\" }");
    return good && roles ? json_incref(roles) : json_array();
}

static void read_group(struct loading *l, struct group *group, const json_t *value)
{
    static const char *const known[] = {"id",  "title", "participants", "baseline",
                                        "own", "bank",  "roles",        NULL};
    loading_known(l, value, "a group", known);
    group->line = (int)json_number(value, "line");
    group->id = loading_text(l, value, "the group", "id");
    group->title = loading_text(l, value, "the group", "title");
    if (!*group->title) {
        free(group->title);
        group->title = mem_strdup(group->id);
    }
    loading_need(l, value, "a group", group->id, "an id: id = \"lowland\"");
    loading_need_id(l, value, "a group", group->id);
    const json_t *people = json_object_get(value, "participants");
    if (strcmp(json_text(people, "kind"), "roster") != 0 || loading_inside(l, people))
        people_read(group, people, l->study->folder, l->diag);
    gather_append(&group->baseline, &l->common);
    gather_listed(l, &group->baseline, value, "the group", "baseline");
    gather_own(l, group, value);
    gather_listed(l, &group->bank, value, "the group", "bank");
    gather_check_owners(l, group);
    group->roles = take_roles(l, value);
}

static bool same_id(const char *a, const char *b)
{
    return strcasecmp(a, b) == 0; // ids are ASCII; file systems may not tell case
}

static void check_group_ids(struct loading *l)
{
    const struct study *s = l->study;
    for (size_t i = 0; i < s->group_count; i++)
        for (size_t k = 0; k < i; k++)
            if (same_id(s->groups[i].id, s->groups[k].id))
                diag_add(l->diag, (struct place){STUDY_FILE, s->groups[i].line, ""},
                         E_ID_TWICE, s->groups[i].id, "a group");
}

static int by_id(const void *a, const void *b)
{
    const struct participant *p = *(const struct participant *const *)a;
    const struct participant *q = *(const struct participant *const *)b;
    return strcasecmp(p->id, q->id);
}

static void check_participant_ids(struct loading *l)
{
    const struct study *s = l->study;
    size_t count = 0;
    for (size_t g = 0; g < s->group_count; g++)
        count += s->groups[g].participant_count;
    const struct participant **all = mem_grow(NULL, count, sizeof *all);
    size_t n = 0;
    for (size_t g = 0; g < s->group_count; g++)
        for (size_t i = 0; i < s->groups[g].participant_count; i++)
            all[n++] = &s->groups[g].participants[i];
    if (count)
        qsort(all, count, sizeof *all, by_id);
    for (size_t i = 1; i < count; i++)
        if (same_id(all[i]->id, all[i - 1]->id))
            diag_add(l->diag, (struct place){all[i]->file, all[i]->line, ""},
                     E_ID_TWICE, all[i]->id, "a participant");
    free(all);
}

static void read_groups(struct loading *l, const json_t *definition)
{
    const json_t *groups = json_object_get(definition, "groups");
    struct study *s = l->study;
    gather_listed(l, &l->common, definition, "the study", "common");
    s->groups = mem_alloc((json_array_size(groups) + 1) * sizeof *s->groups);
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *value = json_array_get(groups, i);
        if (strcmp(json_text(value, "kind"), "group") == 0)
            read_group(l, &s->groups[s->group_count++], value);
        else
            diag_add(l->diag, loading_place(definition), E_FIELD_KIND, "the study",
                     "groups", "a list of group { ... }");
    }
    gather_answers(l);
    if (!json_array_size(groups))
        diag_add(l->diag, loading_place(definition), E_FIELD_MISSING, "the study",
                 "groups: groups = { group { ... } }");
    check_group_ids(l);
    check_participant_ids(l);
}

// --- rounds and steps

// The step's own fields, with the values without a name under the name that its kind gives them.
static json_t *step_options(const json_t *value, const struct step_kind *kind)
{
    static const char *const common[] = {"kind", "line", "list", "id", "title"};
    json_t *options = json_object(), *member;
    const char *key;
    json_object_foreach ((json_t *)(size_t)value, key, member) {
        bool mine = true;
        for (int i = 0; i < 5; i++)
            mine = mine && strcmp(key, common[i]) != 0;
        if (mine)
            json_object_set(options, key, member);
    }
    if (*kind->list)
        json_object_set(options, kind->list, json_object_get(value, "list"));
    return options;
}

static void warn_options(struct loading *l, const struct step *step,
                         const json_t *value)
{
    const char *key;
    json_t *member;
    json_object_foreach (step->options, key, member) {
        bool known = false;
        for (const struct shape *f = step->definition->needs->fields; f && f->name; f++)
            known = known || strcmp(f->name, key) == 0;
        if (!known)
            diag_add(l->diag, loading_place(value), W_FIELD_UNKNOWN, step->kind, key);
    }
}

// Fills in what the definition does not say, and reads what that names.
static void complete_step(struct loading *l, struct step *step, struct place where)
{
    json_t *options =
        step_kind_complete(step->definition, step->options, where, l->diag);
    if (!options)
        return;
    json_decref(step->options);
    step->options = options;
    texts_read(l, options, true);
    gather_step_files(l, options, strcmp(step->kind, "practice") == 0, where);
}

static void read_step(struct loading *l, struct round *round, const json_t *value)
{
    const struct step_kind *kind =
        step_kinds_find(l->study->kinds, json_text(value, "kind"));
    if (!kind) {
        diag_add(l->diag, loading_place(value), E_FIELD_KIND, "the round", "a step",
                 "made by a step's name: code { ... }");
        return;
    }
    char *id = loading_text(l, value, kind->name, "id");
    if (!*id) {
        free(id);
        id = mem_strdup(kind->name);
    }
    loading_need_id(l, value, "a step", id);
    for (size_t i = 0; i < round->step_count; i++)
        if (same_id(round->steps[i].id, id))
            diag_add(l->diag, loading_place(value), E_ID_TWICE, id, "a step");
    struct step *step = &round->steps[round->step_count++];
    *step = (struct step){
        .id = id,
        .kind = mem_strdup(kind->name),
        .title = loading_text(l, value, kind->name, "title"),
        .line = (int)json_number(value, "line"),
        .options = step_options(value, kind),
        .definition = kind,
    };
    warn_options(l, step, value);
    if (shape_check(kind->needs, step->options, loading_place(value), l->diag) == 0) {
        step_kind_check(kind, step->options, loading_place(value), l->diag);
        complete_step(l, step, loading_place(value));
    }
}

static void check_cluster(struct loading *l, const struct round *round,
                          const struct step *step)
{
    const char *from = json_text(step->options, "from");
    const struct step *source = round_step(round, *from ? from : "code");
    if (!source || strcmp(source->kind, "code") != 0 || source > step)
        diag_add(l->diag, (struct place){STUDY_FILE, step->line, ""}, E_CLUSTER_FROM,
                 step->id);
}

static void read_round(struct loading *l, struct round *round, const json_t *value)
{
    const json_t *steps = json_object_get(value, "list");
    round->line = (int)json_number(value, "line");
    round->id = loading_text(l, value, "the round", "id");
    round->title = loading_text(l, value, "the round", "title");
    static const char *const known[] = {"id", "title", NULL};
    loading_known(l, value, "a round", known);
    loading_need(l, value, "a round", round->id, "a name: round \"code\" { ... }");
    loading_need_id(l, value, "a round", round->id);
    round->steps = mem_alloc((json_array_size(steps) + 1) * sizeof *round->steps);
    for (size_t i = 0; i < json_array_size(steps); i++)
        read_step(l, round, json_array_get(steps, i));
    if (!json_array_size(steps))
        diag_add(l->diag, loading_place(value), E_FIELD_MISSING, "the round",
                 "steps: code { baseline() }");
    for (size_t i = 0; i < round->step_count; i++)
        if (strcmp(round->steps[i].kind, "cluster") == 0)
            check_cluster(l, round, &round->steps[i]);
    boards_read(l->study, round, l->diag);
}

static void read_rounds(struct loading *l, const json_t *definition)
{
    const json_t *rounds = json_object_get(definition, "rounds");
    struct study *s = l->study;
    s->rounds = mem_alloc((json_array_size(rounds) + 1) * sizeof *s->rounds);
    for (size_t i = 0; i < json_array_size(rounds); i++) {
        const json_t *value = json_array_get(rounds, i);
        if (strcmp(json_text(value, "kind"), "round") != 0) {
            diag_add(l->diag, loading_place(definition), E_FIELD_KIND, "the study",
                     "rounds", "a list of round \"name\" { ... }");
            continue;
        }
        for (size_t k = 0; k < s->round_count; k++)
            if (same_id(s->rounds[k].id, json_text(value, "id")))
                diag_add(l->diag, loading_place(value), E_ID_TWICE,
                         json_text(value, "id"), "a round");
        read_round(l, &s->rounds[s->round_count++], value);
    }
    if (!json_array_size(rounds))
        diag_add(l->diag, loading_place(definition), E_FIELD_MISSING, "the study",
                 "rounds: rounds = { round \"code\" { ... } }");
}

static bool has_step(const struct study *s, const char *kind)
{
    for (size_t r = 0; r < s->round_count; r++)
        for (size_t i = 0; i < s->rounds[r].step_count; i++)
            if (strcmp(s->rounds[r].steps[i].kind, kind) == 0)
                return true;
    return false;
}

static void check_group(struct loading *l, const struct group *group)
{
    struct place where = {STUDY_FILE, group->line, ""};
    bool has_any = group->baseline.count || group->own.count || group->asks ||
                   l->study->prompt_file_count;
    if (!has_any && has_step(l->study, "code"))
        diag_add(l->diag, where, E_NOTHING_TO_CODE, group->id);
    if (group->asks && !has_step(l->study, "ask"))
        diag_add(l->diag, where, W_ASKED_NOBODY, group->id);
}

static void check_whole(struct loading *l, const json_t *definition)
{
    const struct study *s = l->study;
    for (size_t i = 0; i < s->group_count; i++)
        check_group(l, &s->groups[i]);
    if (s->round_count && !has_step(s, "consent"))
        diag_add(l->diag, loading_place(definition), W_NO_CONSENT);
    if (!*s->ethics)
        diag_add(l->diag, loading_place(definition), W_NO_ETHICS);
    boards_check(s, loading_place(definition), l->diag);
    ahead_check(s, l->diag);
}

// --- the study

static void read_head(struct loading *l, const json_t *definition)
{
    static const char *const known[] = {
        "id",    "title",  "language", "context", "community", "use_case",   "ethics",
        "seed",  "model",  "groups",   "rounds",  "report",    "terms",      "contact",
        "risks", "common", "changes",  "models",  "pay",       "embeddings", NULL};
    struct study *s = l->study;
    loading_known(l, definition, "a study", known);
    s->id = loading_text(l, definition, "the study", "id");
    s->title = loading_text(l, definition, "the study", "title");
    s->language = loading_text(l, definition, "the study", "language");
    s->community = loading_text(l, definition, "the study", "community");
    s->use_case = loading_text(l, definition, "the study", "use_case");
    s->ethics = loading_text(l, definition, "the study", "ethics");
    s->contact = loading_text(l, definition, "the study", "contact");
    s->terms = s->risks = s->changes = "";
    s->seed = loading_number(l, definition, "the study", "seed");
    pay_read(&s->pay, json_object_get(definition, "pay"), loading_place(definition),
             l->diag);
    if (!*s->language) {
        free(s->language);
        s->language = mem_strdup("en");
    }
    s->direction = text_direction(s->language);
    loading_need(l, definition, "the study", s->id, "an id: id = \"history-tutor\"");
    loading_need_id(l, definition, "the study", s->id);
    loading_need(l, definition, "the study", s->title, "a title: title = \"...\"");
    json_t *report = json_object_get(definition, "report");
    s->report = json_is_object(report) ? json_incref(report) : json_object();
}

static void seal(struct loading *l)
{
    json_t *essence = definition_essence(l->study->definition);
    json_canonical(essence, &l->digests);
    hash_hex(l->digests.data, l->digests.len, l->study->sha256);
    json_decref(essence);
}

static void loading_release(struct loading *l)
{
    for (size_t i = 0; i < l->read_count; i++) {
        free(l->read_files[i]);
        free(l->read_lists[i].items);
    }
    free(l->read_files);
    free(l->read_lists);
    free(l->common.items);
    buf_release(&l->digests);
}

int study_load(struct study *study, const char *folder, struct diag *d)
{
    size_t errors = d->grades[DIAG_ERROR];
    struct loading l = {.study = study, .diag = d};
    *study = (struct study){.folder = mem_strdup(folder), .direction = "ltr"};
    buf_init(&l.digests, (size_t)64 << 20);
    study->kinds = mem_alloc(sizeof *study->kinds);
    step_kinds_load(study->kinds, folder, d);
    study->definition = definition_load(folder, study->kinds, d);
    if (study->definition) {
        read_head(&l, study->definition);
        texts_read(&l, study->definition, false);
        videos_read(study, study->definition, d);
        texts_context(&l, study->definition);
        study->terms = texts_prose(&l, study->definition, "terms");
        study->risks = texts_prose(&l, study->definition, "risks");
        study->changes = texts_prose(&l, study->definition, "changes");
        gather_models(&l, study->definition);
        read_groups(&l, study->definition);
        read_rounds(&l, study->definition);
        follows_check(study, d);
        check_whole(&l, study->definition);
        seal(&l);
    }
    loading_release(&l);
    return d->grades[DIAG_ERROR] == errors ? 0 : -1;
}
