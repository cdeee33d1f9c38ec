// SPDX-License-Identifier: MIT
#include "study/models.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "study/definition.h"
#include "study/people.h"

#define TOKENS_MOST 10000000
#define NAME_MOST 64

struct reading {
    const struct study *study;
    const json_t *table; // of one model
    struct model *model;
    struct diag *diag;
};

static void wrong(const struct reading *r, const char *key, const char *must)
{
    diag_add(r->diag, r->model->where, E_FIELD_KIND, r->model->path, key, must);
}

static const json_t *field(const struct reading *r, const char *key)
{
    return json_object_get(r->table, key);
}

static char *take_text(const struct reading *r, const char *key)
{
    if (field(r, key) && !json_is_string(field(r, key)))
        wrong(r, key, "a text in quotation marks");
    return mem_strdup(json_text(r->table, key));
}

// --- keys: they are named, and never held

// What a variable of the environment is called. A long run of letters and digits is more likely a key.
static bool is_variable(const char *name)
{
    bool digit = false, gap = false;
    size_t len = strlen(name);
    for (const char *c = name; *c; c++) {
        if (!isupper((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_')
            return false;
        digit = digit || isdigit((unsigned char)*c);
        gap = gap || *c == '_';
    }
    return len >= 1 && len <= NAME_MOST && !isdigit((unsigned char)*name) &&
           (gap || !digit || len < 16);
}

static void take_key(const struct reading *r)
{
    char *key = take_text(r, "key");
    if (*key && !is_variable(key)) {
        diag_add(r->diag, r->model->where, E_MODEL_KEY, r->model->path);
        *key = '\0';
    }
    r->model->key = key;
}

static bool is_secret(const char *name)
{
    static const char *const words[] = {
        "api_key", "apikey", "api-key",  "token",         "secret",
        "bearer",  "auth",   "password", "authorization", "headers"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(name, words[i]) == 0)
            return true;
    return false;
}

// Whether a text anywhere inside is called as a secret is.
static bool holds_secret(const json_t *value)
{
    const char *key;
    json_t *member;
    for (size_t i = 0; i < json_array_size(value); i++)
        if (holds_secret(json_array_get(value, i)))
            return true;
    json_object_foreach ((json_t *)(size_t)value, key, member)
        if ((is_secret(key) && json_is_string(member)) || holds_secret(member))
            return true;
    return false;
}

// --- the endpoint

static bool is_address(const char *url)
{
    size_t scheme = strncmp(url, "https://", 8) == 0  ? 8
                    : strncmp(url, "http://", 7) == 0 ? 7
                                                      : 0;
    size_t host = strcspn(url + scheme, "/?#");
    for (const char *c = url; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == '?' || *c == '#')
            return false;
    return scheme && host && !memchr(url + scheme, '@', host);
}

static void take_endpoint(const struct reading *r)
{
    char *endpoint = take_text(r, "endpoint");
    size_t len = strlen(endpoint);
    while (len && endpoint[len - 1] == '/')
        endpoint[--len] = '\0';
    if (*endpoint && !is_address(endpoint))
        diag_add(r->diag, r->model->where, E_MODEL_ENDPOINT, r->model->path);
    r->model->endpoint = endpoint;
}

// --- the system prompt

static void take_system(const struct reading *r)
{
    const json_t *value = field(r, "system");
    const char *text = "";
    size_t len;
    if (json_is_string(value)) {
        text = json_string_value(value);
    } else if (strcmp(json_text(value, "kind"), "text") == 0) {
        const struct text_file *file = study_text(r->study, json_text(value, "file"));
        text = file ? file->data : ""; // one that cannot be read has been told
    } else if (value) {
        wrong(r, "system", "text \"file.md\", or a text in quotation marks");
    }
    // The line that an editor ends a file with is no part of the prompt.
    for (len = strlen(text); len && strchr(" \t\r\n", text[len - 1]); len--)
        ;
    r->model->system = mem_strndup(text, len);
}

// --- parameters

static void take_number(const struct reading *r, const char *key, double least,
                        double most, const char *must)
{
    const json_t *value = field(r, key);
    double n = json_number_value(value);
    if (value && (!json_is_number(value) || !(n >= least && n <= most)))
        wrong(r, key, must);
    else if (value)
        json_object_set(r->model->parameters, key, (json_t *)(size_t)value);
}

static void take_whole(const struct reading *r, const char *key, long long least,
                       long long most, const char *must)
{
    const json_t *value = field(r, key);
    if (value && (!json_is_integer(value) || json_integer_value(value) < least ||
                  json_integer_value(value) > most))
        wrong(r, key, must);
    else if (value)
        json_object_set(r->model->parameters, key, (json_t *)(size_t)value);
}

static void take_stop(const struct reading *r)
{
    const json_t *value = field(r, "stop");
    bool good = json_is_string(value) || json_is_array(value);
    for (size_t i = 0; good && i < json_array_size(value); i++)
        good = json_is_string(json_array_get(value, i));
    if (value && !good)
        wrong(r, "stop", "a list of texts: { \"\\n\\n\" }");
    else if (value)
        json_object_set(r->model->parameters, "stop", (json_t *)(size_t)value);
}

// What the server knows beyond the common ones; these win.
static void take_others(const struct reading *r)
{
    static const char *const ours[] = {"model", "messages", "n", NULL};
    const json_t *value = field(r, "parameters");
    const char *key;
    json_t *member;
    if (value && !json_is_object(value) && json_array_size(value))
        wrong(r, "parameters", "a table of names and values: { min_p = 0.05 }");
    json_object_foreach ((json_t *)(size_t)value, key, member) {
        bool free = true;
        for (int i = 0; ours[i]; i++)
            free = free && strcmp(key, ours[i]) != 0;
        if (is_secret(key) || holds_secret(member))
            diag_add(r->diag, r->model->where, E_MODEL_KEY, r->model->path);
        else if (!free)
            diag_add(r->diag, r->model->where, E_MODEL_OURS, r->model->path, key);
        else
            json_object_set(r->model->parameters, key, member);
    }
}

// Every model draws with the study's seed, when study.lua says one.
static void take_seed(const struct reading *r)
{
    const json_t *study = json_object_get(r->study->definition, "seed");
    take_whole(r, "seed", -(1LL << 53), 1LL << 53, "a whole number");
    if (!field(r, "seed") && json_is_integer(study))
        json_object_set(r->model->parameters, "seed", (json_t *)(size_t)study);
}

static void take_parameters(const struct reading *r)
{
    r->model->parameters = json_object();
    take_number(r, "temperature", 0, 100, "a number from 0");
    take_number(r, "top_p", 0, 1, "a number from 0 to 1");
    take_whole(r, "max_tokens", 1, TOKENS_MOST, "a whole number from 1");
    take_seed(r);
    take_stop(r);
    take_others(r);
    r->model->max_tokens = json_number(r->model->parameters, "max_tokens");
}

// --- prices

static double take_price(const struct reading *r, const json_t *price, const char *key)
{
    const json_t *value = json_object_get(price, key);
    double n = json_number_value(value);
    if (value && (!json_is_number(value) || !(n >= 0 && n <= 1e6))) {
        wrong(r, "price",
              "{ prompt = 0.5, completion = 1.5, currency = \"USD\" }, for a "
              "million tokens");
        return -1;
    }
    return value ? n : -1;
}

static void take_prices(const struct reading *r)
{
    const json_t *price = field(r, "price");
    const char *currency = json_text(price, "currency");
    if (price && !json_is_object(price))
        wrong(r, "price",
              "{ prompt = 0.5, completion = 1.5, currency = \"USD\" }, for a "
              "million tokens");
    r->model->prompt_price = take_price(r, price, "prompt");
    r->model->completion_price = take_price(r, price, "completion");
    r->model->currency = mem_strdup(*currency ? currency : "USD");
}

// --- a model

static void warn_unknown(const struct reading *r, const char *const *known)
{
    const char *key;
    json_t *value;
    json_object_foreach ((json_t *)(size_t)r->table, key, value) {
        bool found = false;
        for (size_t i = 0; known[i] && !found; i++)
            found = strcmp(known[i], key) == 0;
        if (!found && is_secret(key))
            diag_add(r->diag, r->model->where, E_MODEL_KEY, r->model->path);
        else if (!found)
            diag_add(r->diag, r->model->where, W_FIELD_UNKNOWN, r->model->path, key);
    }
}

static void check_id(const struct reading *r)
{
    const struct study *s = r->study;
    const struct model *m = r->model;
    if (!id_is_good(m->id))
        diag_add(r->diag, m->where, E_ID, m->id, "a model");
    for (size_t i = 0; &s->models[i] < m; i++)
        if (strcasecmp(s->models[i].id, m->id) == 0)
            diag_add(r->diag, m->where, E_ID_TWICE, m->id, "a model");
}

static void read_model(struct study *study, const json_t *definition,
                       const json_t *table, const char *path, struct diag *d)
{
    static const char *const known[] = {
        "id",          "name",  "endpoint",   "key",  "system",
        "temperature", "top_p", "max_tokens", "seed", "stop",
        "parameters",  "price", NULL};
    struct model *m = &study->models[study->model_count++];
    struct reading r = {study, table, m, d};
    *m = (struct model){.where = {STUDY_FILE, (int)json_number(definition, "line"), ""},
                        .path = mem_strdup(path)};
    warn_unknown(&r, known);
    m->id = take_text(&r, "id");
    if (!*m->id) {
        free(m->id);
        m->id = mem_strdup("model");
    }
    check_id(&r);
    m->name = take_text(&r, "name");
    take_endpoint(&r);
    take_key(&r);
    take_system(&r);
    take_parameters(&r);
    take_prices(&r);
}

static void read_embedder(struct study *study, const json_t *definition, struct diag *d)
{
    static const char *const known[] = {"name", "endpoint", "key", "parameters", NULL};
    const json_t *table = json_object_get(definition, "embeddings");
    struct place where = {STUDY_FILE, (int)json_number(definition, "line"), ""};
    if (table && !json_is_object(table))
        diag_add(d, where, E_FIELD_KIND, "the study", "embeddings",
                 "a table: { name = \"...\", endpoint = \"...\" }");
    if (!json_is_object(table))
        return;
    struct model *m = study->embedder = mem_alloc(sizeof *m);
    struct reading r = {study, table, m, d};
    *m = (struct model){.where = where, .path = mem_strdup("embeddings")};
    m->id = mem_strdup("");
    m->system = mem_strdup("");
    m->currency = mem_strdup("");
    m->parameters = json_object();
    warn_unknown(&r, known);
    m->name = take_text(&r, "name");
    if (!*m->name)
        diag_add(d, where, E_MODEL_NAME, m->path);
    take_endpoint(&r);
    take_key(&r);
    take_others(&r);
}

void models_read(struct study *study, const json_t *definition, struct diag *d)
{
    read_embedder(study, definition, d);
    const json_t *one = json_object_get(definition, "model"),
                 *many = json_object_get(definition, "models");
    struct place where = {STUDY_FILE, (int)json_number(definition, "line"), ""};
    size_t count = json_array_size(many);
    study->models = mem_alloc((count + 1) * sizeof *study->models);
    if (one && many)
        diag_add(d, where, E_MODEL_BOTH);
    if (json_is_object(one))
        read_model(study, definition, one, "model", d);
    else if (one && !json_array_size(one) && !json_is_array(one))
        diag_add(d, where, E_FIELD_KIND, "the study", "model",
                 "a table: { name = \"...\", endpoint = \"...\" }");
    if (many && !json_is_array(many))
        diag_add(d, where, E_FIELD_KIND, "the study", "models",
                 "a list of tables: { { id = \"a\", name = \"...\" } }");
    for (size_t i = 0; i < count && !one; i++) {
        char path[40];
        snprintf(path, sizeof path, "models, number %zu", i + 1);
        if (json_is_object(json_array_get(many, i)))
            read_model(study, definition, json_array_get(many, i), path, d);
        else
            diag_add(d, where, E_FIELD_KIND, "the study", path, "a table");
    }
}

static void release(struct model *m)
{
    free(m->id);
    free(m->name);
    free(m->endpoint);
    free(m->key);
    free(m->system);
    free(m->currency);
    free(m->path);
    json_decref(m->parameters);
}

void models_release(struct study *study)
{
    for (size_t i = 0; i < study->model_count; i++)
        release(&study->models[i]);
    if (study->embedder)
        release(study->embedder);
    free(study->models);
    free(study->embedder);
}

const struct model *model_find(const struct study *study, const char *id)
{
    for (size_t i = 0; i < study->model_count; i++)
        if (strcmp(study->models[i].id, id) == 0)
            return &study->models[i];
    return NULL;
}
