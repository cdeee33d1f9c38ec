// SPDX-License-Identifier: MIT
#include "study/wishes.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "study/ledger.h"

// What an answer should say of its author's wishes.
struct wish {
    const struct transcript *answer;
    bool share, sensitive;
};

static bool has_changed(const struct wish *wish)
{
    const json_t *was = json_object_get(wish->answer->run, "question");
    return wish->answer->share != wish->share ||
           json_flag(was, "sensitive") != wish->sensitive;
}

static int by_asked(const void *a, const void *b)
{
    return strcmp((*(const struct request *const *)a)->asked,
                  (*(const struct request *const *)b)->asked);
}

// The requests of questions, by what names them; to free().
static const struct request **sorted(const struct requests *requests, size_t *count)
{
    const struct request **list = mem_alloc((requests->count + 1) * sizeof *list);
    *count = 0;
    for (size_t i = 0; i < requests->count; i++)
        if (requests->items[i].question)
            list[(*count)++] = &requests->items[i];
    if (*count)
        qsort(list, *count, sizeof *list, by_asked);
    return list;
}

static const struct request *find(const struct request **list, size_t count,
                                  const char *asked)
{
    struct request wanted = {0};
    const struct request *key = &wanted, **found;
    memcpy(wanted.asked, asked, sizeof wanted.asked);
    found = count ? bsearch(&key, list, count, sizeof *list, by_asked) : NULL;
    return found ? *found : NULL;
}

// A question that is there no more was taken back, or its author takes part no more: what came of it is given to nobody else.
static struct wish wish_of(const struct requests *requests, const struct request *r,
                           const struct transcript *t)
{
    bool sensitive = json_flag(json_object_get(t->run, "question"), "sensitive");
    if (r)
        return (struct wish){t, r->question->share && !r->question->sensitive,
                             r->question->sensitive};
    return (struct wish){t, t->share && !requests->whole, sensitive};
}

// Calls `each` for every answer to a question that does not say what its author wants; -1 ends it.
static int walk(const struct requests *requests,
                int (*each)(const struct wish *wish, void *context), void *context)
{
    const struct transcript_list *answers = &requests->study->answers;
    size_t count;
    int result = 0;
    const struct request **list = sorted(requests, &count);
    for (size_t i = 0; i < answers->count && result == 0; i++) {
        const struct transcript *t = answers->items[i];
        if (!json_object_get(t->run, "question"))
            continue;
        struct wish wish =
            wish_of(requests, find(list, count, json_text(t->run, "asked")), t);
        if (has_changed(&wish))
            result = each(&wish, context);
    }
    free(list);
    return result;
}

static int count_one(const struct wish *wish, void *context)
{
    struct wishes *wishes = context;
    wishes->changed++;
    wishes->withdrawn += wish->answer->share && !wish->share;
    return 0;
}

struct wishes wishes_count(const struct requests *requests)
{
    struct wishes wishes = {0};
    walk(requests, count_one, &wishes);
    return wishes;
}

// --- writing them down

struct keeping {
    const struct study *study;
    struct ledger *ledgers; // of each model
    long kept;
    struct diag *diag;
};

// The answer's line with what its author wants now.
static json_t *renewed(const struct wish *wish)
{
    json_t *line = json_deep_copy(wish->answer->document);
    json_t *question = json_object_get(json_object_get(line, "run"), "question");
    json_object_set_new(line, "share", json_boolean(wish->share));
    json_object_set_new(question, "sensitive", json_boolean(wish->sensitive));
    if (wish->sensitive)
        json_object_del(line, "topic");
    return line;
}

static int keep_one(const struct wish *wish, void *context)
{
    struct keeping *k = context;
    const struct model *model =
        model_find(k->study, json_text(wish->answer->run, "model"));
    json_t *line = renewed(wish);
    int result = ledger_append(&k->ledgers[model - k->study->models], line, k->diag);
    json_decref(line);
    k->kept += result == 0;
    return result;
}

long wishes_keep(const struct requests *requests, struct diag *d)
{
    const struct study *study = requests->study;
    struct keeping k = {.study = study, .diag = d};
    k.ledgers = mem_alloc((study->model_count + 1) * sizeof *k.ledgers);
    for (size_t m = 0; m < study->model_count; m++)
        ledger_init(&k.ledgers[m], study->folder, study->models[m].id);
    int result = walk(requests, keep_one, &k);
    for (size_t m = 0; m < study->model_count; m++) {
        if (ledger_flush(&k.ledgers[m], d) < 0)
            result = -1;
        ledger_close(&k.ledgers[m]);
    }
    free(k.ledgers);
    return result < 0 ? -1 : k.kept;
}
