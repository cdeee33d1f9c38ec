// SPDX-License-Identifier: MIT
// From what study.lua returned to a checked `struct study`. Every check goes on after an error.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "study/ahead.h"
#include "study/answers.h"
#include "study/board.h"
#include "study/definition.h"
#include "study/follows.h"
#include "study/models.h"
#include "study/people.h"
#include "study/private.h"
#include "study/prompts.h"
#include "study/shipped.h"
#include "study/study.h"
#include "study/transcripts.h"
#include "study/video.h"

#define TEXT_MOST ((size_t)1 << 20)
#define TRANSCRIPTS_MOST ((size_t)256 << 20)

struct loading {
    struct study *study;
    struct diag *diag;
    char **read_files; // names of transcript files read so far
    struct transcript_list *read_lists;
    size_t read_count;
    struct transcript_list common; // what every group's baseline begins with
    struct buf digests; // "<sha256> <file>\n" of every file that people will see
};

static struct place place_of(const json_t *value)
{
    return (struct place){STUDY_FILE, (int)json_number(value, "line"), ""};
}

// --- fields

static void warn_unknown(struct loading *l, const json_t *object, const char *what,
                         const char *const *known)
{
    const char *key;
    json_t *value;
    json_object_foreach ((json_t *)(size_t)object, key, value) {
        bool found = strcmp(key, "kind") == 0 || strcmp(key, "line") == 0 ||
                     strcmp(key, "list") == 0;
        for (size_t i = 0; known[i] && !found; i++)
            found = strcmp(known[i], key) == 0;
        if (!found)
            diag_add(l->diag, place_of(object), W_FIELD_UNKNOWN, what, key);
    }
}

// A text field: "" when it is not there, and an error when it is something else.
static char *take_text(struct loading *l, const json_t *object, const char *what,
                       const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_string(value))
        diag_add(l->diag, place_of(object), E_FIELD_KIND, what, key,
                 "a text in quotation marks");
    return mem_strdup(json_text(object, key));
}

// A whole number: 0 when it is not there, and an error when it is something else.
static long long take_number(struct loading *l, const json_t *object, const char *what,
                             const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_integer(value))
        diag_add(l->diag, place_of(object), E_FIELD_KIND, what, key, "a whole number");
    return json_number(object, key);
}

static void need(struct loading *l, const json_t *object, const char *what,
                 const char *value, const char *hint)
{
    if (!*value)
        diag_add(l->diag, place_of(object), E_FIELD_MISSING, what, hint);
}

static void need_id(struct loading *l, const json_t *object, const char *what,
                    const char *id)
{
    if (*id && !id_is_good(id))
        diag_add(l->diag, place_of(object), E_ID, id, what);
}

// True when the file that `reference` names lies in the study's folder. A constructor that got no name has said so.
static bool is_inside(struct loading *l, const json_t *reference)
{
    const char *file = json_text(reference, "file");
    if (*file && !path_is_inside(file))
        diag_add(l->diag, place_of(reference), E_PATH_OUTSIDE, file);
    return *file && path_is_inside(file);
}

// --- texts

static const struct text_file *keep_text(struct loading *l, const char *file,
                                         char *data, size_t len)
{
    struct study *s = l->study;
    struct text_file *text = mem_alloc(sizeof *text);
    *text = (struct text_file){.file = mem_strdup(file), .data = data, .len = len};
    hash_hex(data, len, text->sha256);
    buf_fmt(&l->digests, "%s %s\n", text->sha256, file);
    s->texts = mem_grow(s->texts, s->text_count + 1, sizeof *s->texts);
    s->texts[s->text_count++] = text;
    return text;
}

// A file of the study, or one that the program brings along.
static int read_named(struct loading *l, const char *file, struct buf *out)
{
    const struct study *s = l->study;
    if (shipped_is(file))
        return shipped_read(s->folder, s->language, file, out, l->diag);
    return file_read_in(s->folder, file, out, l->diag);
}

static bool is_text(const json_t *value)
{
    const char *kind = json_text(value, "kind");
    return strcmp(kind, "text") == 0 || strcmp(kind, "worked") == 0;
}

static const struct text_file *read_text(struct loading *l, const json_t *reference)
{
    const char *file = json_text(reference, "file");
    const struct text_file *text = study_text(l->study, file);
    if (text)
        return text;
    struct buf data;
    size_t bad;
    buf_init(&data, TEXT_MOST);
    if (read_named(l, file, &data) == 0) {
        if (text_valid(data.data, data.len, &bad)) {
            size_t len = data.len;
            return keep_text(l, file, buf_take(&data), len);
        }
        diag_add(l->diag, (struct place){file, 0, ""}, E_UTF8, bad);
    }
    buf_release(&data);
    return NULL;
}

// Reads every text that the definition names, wherever it stands; or, once a step has filled in its options, those of the
// program alone, since the others have been read.
static void read_texts(struct loading *l, const json_t *value, bool only_shipped)
{
    const char *key;
    json_t *member;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            read_texts(l, json_array_get(value, i), only_shipped);
    } else if (is_text(value)) {
        if (only_shipped ? shipped_is(json_text(value, "file")) : is_inside(l, value))
            read_text(l, value);
    } else {
        json_object_foreach ((json_t *)(size_t)value, key, member)
            read_texts(l, member, only_shipped);
    }
}

static void read_context(struct loading *l, const json_t *definition)
{
    const json_t *context = json_object_get(definition, "context");
    if (json_is_string(context)) {
        const char *s = json_string_value(context);
        l->study->context = keep_text(l, "context", mem_strdup(s), strlen(s));
    } else if (context) {
        l->study->context = study_text(l->study, json_text(context, "file"));
    }
    const struct text_file *text = l->study->context;
    if (!context || (text && strspn(text->data, " \t\r\n") == text->len))
        diag_add(l->diag, place_of(definition), E_FIELD_MISSING, "the study",
                 "context: what the model is for, and for whom: context = text "
                 "\"context.md\"");
}

// A text file or a text in quotation marks, "" when it is not there.
static const char *take_prose(struct loading *l, const json_t *definition,
                              const char *key)
{
    const json_t *value = json_object_get(definition, key);
    if (json_is_string(value))
        return json_string_value(value);
    if (value && strcmp(json_text(value, "kind"), "text") != 0)
        diag_add(l->diag, place_of(definition), E_FIELD_KIND, "the study", key,
                 "text \"file.md\", or a text in quotation marks");
    const struct text_file *text = study_text(l->study, json_text(value, "file"));
    return value && text ? text->data : "";
}

// --- transcripts

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
    buf_init(&text, TRANSCRIPTS_MOST);
    if (read_named(l, file, &text) == 0)
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

static bool is_listed(const struct transcript_list *list, const struct transcript *t)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == t)
            return true;
    return false;
}

// Each once, however often the study names its file.
static void append(struct transcript_list *to, const struct transcript_list *from)
{
    for (size_t i = 0; i < from->count; i++) {
        if (is_listed(to, from->items[i]))
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
    append(list, &answers);
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
        diag_add(l->diag, place_of(object), E_FIELD_KIND, what, key,
                 "transcripts \"file\" or prompts \"file\", or a list of them");
    else if (is_inside(l, reference))
        append(list, read_transcripts(l, reference));
}

// `value` is transcripts "file" or prompts "file", or a list of them.
static void collect_transcripts(struct loading *l, struct transcript_list *list,
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
static void collect_own(struct loading *l, struct group *group, const json_t *object)
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
        append(&group->own, &answers);
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
    if (!is_inside(l, reference) || prompt_file_find(s, file))
        return;
    struct prompt_file *prompts = mem_alloc(sizeof *prompts);
    buf_init(&text, TRANSCRIPTS_MOST);
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

static void read_models(struct loading *l, const json_t *definition)
{
    struct study *s = l->study;
    models_read(s, definition, l->diag);
    bool asks = read_prompts(l, definition);
    prompts_check(s, l->diag);
    if (asks && !s->model_count)
        diag_add(l->diag, place_of(definition), E_MODEL_NONE);
    for (size_t i = 0; asks && i < s->model_count; i++)
        if (!*s->models[i].name)
            diag_add(l->diag, s->models[i].where, E_MODEL_NAME, s->models[i].path);
    answers_read(s, &l->digests, l->diag);
}

// Those that somebody is given come first, in the order of the study.
static void keep_answers(struct loading *l)
{
    struct study *s = l->study;
    struct transcript_list all = {0};
    for (size_t i = 0; i < s->prompt_file_count; i++)
        answers_of_prompts(s, s->prompt_files[i], &all);
    for (size_t i = 0; i < s->group_count; i++)
        answers_of_group(s, &s->groups[i], &all);
    append(&all, &s->answers);
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
    if (!is_inside(l, reference))
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
static void read_step_files(struct loading *l, const json_t *value, bool practice,
                            struct place where)
{
    const char *key;
    json_t *member;
    for (size_t i = 0; i < json_array_size(value); i++)
        read_step_files(l, json_array_get(value, i), practice, where);
    if (strcmp(json_text(value, "kind"), "transcripts") == 0) {
        read_step_file(l, value, practice, where);
    } else if (json_is_object(value)) {
        json_object_foreach ((json_t *)(size_t)value, key, member)
            read_step_files(l, member, practice, where);
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

static void check_owners(struct loading *l, const struct group *group)
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

// --- groups

static json_t *take_roles(struct loading *l, const json_t *group)
{
    json_t *roles = json_object_get(group, "roles");
    bool good = !roles || json_is_array(roles);
    for (size_t i = 0; good && i < json_array_size(roles); i++)
        good = json_is_string(json_array_get(roles, i));
    if (!good)
        diag_add(l->diag, place_of(group), E_FIELD_KIND, "the group", "roles",
                 "a list of words: { \"teacher\", \"student\" }");
    return good && roles ? json_incref(roles) : json_array();
}

static void read_group(struct loading *l, struct group *group, const json_t *value)
{
    static const char *const known[] = {"id",  "title", "participants", "baseline",
                                        "own", "bank",  "roles",        NULL};
    warn_unknown(l, value, "a group", known);
    group->line = (int)json_number(value, "line");
    group->id = take_text(l, value, "the group", "id");
    group->title = take_text(l, value, "the group", "title");
    if (!*group->title) {
        free(group->title);
        group->title = mem_strdup(group->id);
    }
    need(l, value, "a group", group->id, "an id: id = \"lowland\"");
    need_id(l, value, "a group", group->id);
    const json_t *people = json_object_get(value, "participants");
    if (strcmp(json_text(people, "kind"), "roster") != 0 || is_inside(l, people))
        people_read(group, people, l->study->folder, l->diag);
    append(&group->baseline, &l->common);
    collect_transcripts(l, &group->baseline, value, "the group", "baseline");
    collect_own(l, group, value);
    collect_transcripts(l, &group->bank, value, "the group", "bank");
    check_owners(l, group);
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
    collect_transcripts(l, &l->common, definition, "the study", "common");
    s->groups = mem_alloc((json_array_size(groups) + 1) * sizeof *s->groups);
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *value = json_array_get(groups, i);
        if (strcmp(json_text(value, "kind"), "group") == 0)
            read_group(l, &s->groups[s->group_count++], value);
        else
            diag_add(l->diag, place_of(definition), E_FIELD_KIND, "the study", "groups",
                     "a list of group { ... }");
    }
    keep_answers(l);
    if (!json_array_size(groups))
        diag_add(l->diag, place_of(definition), E_FIELD_MISSING, "the study",
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
            diag_add(l->diag, place_of(value), W_FIELD_UNKNOWN, step->kind, key);
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
    read_texts(l, options, true);
    read_step_files(l, options, strcmp(step->kind, "practice") == 0, where);
}

static void read_step(struct loading *l, struct round *round, const json_t *value)
{
    const struct step_kind *kind =
        step_kinds_find(l->study->kinds, json_text(value, "kind"));
    if (!kind) {
        diag_add(l->diag, place_of(value), E_FIELD_KIND, "the round", "a step",
                 "made by a step's name: code { ... }");
        return;
    }
    char *id = take_text(l, value, kind->name, "id");
    if (!*id) {
        free(id);
        id = mem_strdup(kind->name);
    }
    need_id(l, value, "a step", id);
    for (size_t i = 0; i < round->step_count; i++)
        if (same_id(round->steps[i].id, id))
            diag_add(l->diag, place_of(value), E_ID_TWICE, id, "a step");
    struct step *step = &round->steps[round->step_count++];
    *step = (struct step){
        .id = id,
        .kind = mem_strdup(kind->name),
        .title = take_text(l, value, kind->name, "title"),
        .line = (int)json_number(value, "line"),
        .options = step_options(value, kind),
        .definition = kind,
    };
    warn_options(l, step, value);
    if (shape_check(kind->needs, step->options, place_of(value), l->diag) == 0) {
        step_kind_check(kind, step->options, place_of(value), l->diag);
        complete_step(l, step, place_of(value));
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
    round->id = take_text(l, value, "the round", "id");
    round->title = take_text(l, value, "the round", "title");
    static const char *const known[] = {"id", "title", NULL};
    warn_unknown(l, value, "a round", known);
    need(l, value, "a round", round->id, "a name: round \"code\" { ... }");
    need_id(l, value, "a round", round->id);
    round->steps = mem_alloc((json_array_size(steps) + 1) * sizeof *round->steps);
    for (size_t i = 0; i < json_array_size(steps); i++)
        read_step(l, round, json_array_get(steps, i));
    if (!json_array_size(steps))
        diag_add(l->diag, place_of(value), E_FIELD_MISSING, "the round",
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
            diag_add(l->diag, place_of(definition), E_FIELD_KIND, "the study", "rounds",
                     "a list of round \"name\" { ... }");
            continue;
        }
        for (size_t k = 0; k < s->round_count; k++)
            if (same_id(s->rounds[k].id, json_text(value, "id")))
                diag_add(l->diag, place_of(value), E_ID_TWICE, json_text(value, "id"),
                         "a round");
        read_round(l, &s->rounds[s->round_count++], value);
    }
    if (!json_array_size(rounds))
        diag_add(l->diag, place_of(definition), E_FIELD_MISSING, "the study",
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
        diag_add(l->diag, place_of(definition), W_NO_CONSENT);
    if (!*s->ethics)
        diag_add(l->diag, place_of(definition), W_NO_ETHICS);
    boards_check(s, place_of(definition), l->diag);
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
    warn_unknown(l, definition, "a study", known);
    s->id = take_text(l, definition, "the study", "id");
    s->title = take_text(l, definition, "the study", "title");
    s->language = take_text(l, definition, "the study", "language");
    s->community = take_text(l, definition, "the study", "community");
    s->use_case = take_text(l, definition, "the study", "use_case");
    s->ethics = take_text(l, definition, "the study", "ethics");
    s->contact = take_text(l, definition, "the study", "contact");
    s->terms = s->risks = s->changes = "";
    s->seed = take_number(l, definition, "the study", "seed");
    pay_read(&s->pay, json_object_get(definition, "pay"), place_of(definition),
             l->diag);
    if (!*s->language) {
        free(s->language);
        s->language = mem_strdup("en");
    }
    s->direction = text_direction(s->language);
    need(l, definition, "the study", s->id, "an id: id = \"history-tutor\"");
    need_id(l, definition, "the study", s->id);
    need(l, definition, "the study", s->title, "a title: title = \"...\"");
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
        read_texts(&l, study->definition, false);
        videos_read(study, study->definition, d);
        read_context(&l, study->definition);
        study->terms = take_prose(&l, study->definition, "terms");
        study->risks = take_prose(&l, study->definition, "risks");
        study->changes = take_prose(&l, study->definition, "changes");
        read_models(&l, study->definition);
        read_groups(&l, study->definition);
        read_rounds(&l, study->definition);
        follows_check(study, d);
        check_whole(&l, study->definition);
        seal(&l);
    }
    loading_release(&l);
    return d->grades[DIAG_ERROR] == errors ? 0 : -1;
}
