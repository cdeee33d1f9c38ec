// SPDX-License-Identifier: MIT
#include "cli/outlook.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "cli/print.h"
#include "model/key.h"
#include "study/estimate.h"

// What would be put to one model.
struct outlook {
    const struct model *model;
    size_t prompts, questions, sensitive, waiting, answered;
    long long answer; // tokens of one
    struct estimate estimate;
};

static struct outlook *outlook_of(struct outlook *all, const struct study *study,
                                  const struct request *ask)
{
    return &all[ask->model - study->models];
}

static void look_at(struct outlook *o, const struct request *ask,
                    const struct study *study)
{
    o->prompts += ask->kind == REQUEST_PROMPT;
    o->questions += ask->kind == REQUEST_QUESTION;
    o->sensitive += ask->question && ask->question->sensitive;
    o->waiting += ask->before != NULL;
    estimate_add(&o->estimate, ask, study, o->answer);
}

// One for each model of the study; to free().
static struct outlook *look(const struct requests *asks,
                            const struct asking_options *options, size_t total)
{
    const struct study *study = asks->study;
    struct outlook *all = mem_alloc((study->model_count + 1) * sizeof *all);
    for (size_t i = 0; i < study->model_count; i++) {
        all[i].model = &study->models[i];
        all[i].answer = estimate_answer(study, all[i].model);
    }
    for (size_t i = 0; i < asks->count; i++) {
        const struct request *ask = &asks->items[i];
        struct outlook *o = outlook_of(all, study, ask);
        o->answered += ask->answer != NULL;
        if (!asking_takes(ask, options) || !total)
            continue;
        total--;
        look_at(o, ask, study);
    }
    return all;
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

// --- as text

// Whether a key would be sent, and where it lies; never the key.
static void print_key(const struct model *model, const struct asking_options *options)
{
    const char *variable = asking_key(model, options);
    bool goes = asking_key_goes(model, options);
    if (is_set(variable) && goes)
        printf("    with the key in %s\n", variable);
    else if (is_set(variable) && (variable == model->key || !key_has_place(variable)))
        printf("    the key in %s stays here until %s_FOR says that it is for this "
               "place\n",
               variable, variable);
    else if (variable == model->key)
        printf("    its key is to be in %s, which is not set\n", variable);
}

static void print_amount(const struct outlook *o)
{
    const struct estimate *e = &o->estimate;
    printf("    about %lld tokens to read and %lld to write", e->prompt, e->completion);
    if (e->cost >= 0 && e->cost < 0.01)
        printf(": less than 0.01 ");
    else if (e->cost >= 0)
        printf(": %.2f ", e->cost);
    if (e->cost >= 0) {
        print_safe(stdout, o->model->currency);
        printf(" by the prices in study.lua");
    }
    puts("");
}

static void print_model(const struct outlook *o, const struct asking_options *options)
{
    const char *endpoint = asking_endpoint(o->model, options);
    printf("  ");
    print_safe(stdout, o->model->id);
    printf(": ");
    print_safe(stdout, o->model->name);
    printf(" at ");
    print_safe(stdout,
               *endpoint
                   ? endpoint
                   : "no endpoint yet (endpoint in study.lua, or --endpoint URL)");
    printf("\n    %s", print_count(o->prompts, "prompt", "prompts"));
    printf(" and %s of participants to ask",
           print_count(o->questions, "question", "questions"));
    if (o->sensitive)
        printf(", %zu of them marked as sensitive", o->sensitive);
    if (o->waiting)
        printf("; %zu once what they go on from is answered", o->waiting);
    printf("; answered so far: %zu\n", o->answered);
    if (!o->prompts && !o->questions)
        return;
    print_key(o->model, options);
    print_amount(o);
}

// --- as JSON

static json_t *object_of(const struct outlook *o, const struct asking_options *options)
{
    const char *key = asking_key(o->model, options);
    json_t *object = json_pack(
        "{s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:s, s:b, s:b}", "id",
        o->model->id, "name", o->model->name, "endpoint",
        asking_endpoint(o->model, options), "prompts", (json_int_t)o->prompts,
        "questions", (json_int_t)o->questions, "sensitive", (json_int_t)o->sensitive,
        "waiting", (json_int_t)o->waiting, "answered", (json_int_t)o->answered,
        "prompt_tokens", (json_int_t)o->estimate.prompt, "completion_tokens",
        (json_int_t)o->estimate.completion, "key", key, "key_goes",
        asking_key_goes(o->model, options), "key_set", is_set(key));
    if (o->estimate.cost >= 0 && (o->prompts || o->questions)) {
        char cost[64];
        snprintf(cost, sizeof cost, "%.6f", o->estimate.cost);
        json_object_set_new(object, "cost", json_string(cost));
        json_object_set_new(object, "currency", json_string(o->model->currency));
    }
    return object;
}

static void print_json(const json_t *models, size_t total)
{
    struct buf line;
    buf_init(&line, 1 << 24);
    json_t *object = json_pack("{s:s, s:I, s:O}", "would", "ask", "total",
                               (json_int_t)total, "models", models);
    json_canonical(object, &line);
    puts(line.data);
    json_decref(object);
    buf_release(&line);
}

void outlook_print(const struct cli *cli, const struct requests *asks,
                   const struct asking_options *options)
{
    const struct study *study = asks->study;
    size_t total = asking_total(asks, options);
    struct outlook *all = look(asks, options, total);
    json_t *models = json_array();
    if (!cli->json)
        puts(total ? "Nothing was sent. This would be asked:"
                   : "Nothing was sent, and there is nothing to ask:");
    for (size_t i = 0; i < study->model_count; i++) {
        if (options->model && strcmp(options->model, all[i].model->id) != 0)
            continue;
        if (cli->json)
            json_array_append_new(models, object_of(&all[i], options));
        else
            print_model(&all[i], options);
    }
    if (cli->json)
        print_json(models, total);
    else if (total)
        printf("%s in all.\n", print_count(total, "request", "requests"));
    json_decref(models);
    free(all);
}
