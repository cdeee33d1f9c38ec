// SPDX-License-Identifier: MIT
#include "cli/meanings.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "model/embed.h"
#include "model/key.h"
#include "model/url.h"
#include "record/record.h"
#include "report/ask.h"
#include "report/embeddings.h"
#include "study/ledger.h"
#include "study/models.h"

#define FILE_NAME "embeddings.jsonl"
#define LINE_MAX_BYTES ((size_t)4 << 20)

struct meanings {
    struct cli *cli;
    const struct model *model;
    struct ledger ledger;
    json_t *asked;      // the texts that are to be asked for
    const char **texts; // the same
    size_t known, given;
    struct progress progress;
};

// ---- which texts

static void take_texts(struct meanings *m, const json_t *texts,
                       const struct embeddings *known, json_t *seen)
{
    for (size_t i = 0; i < json_array_size(texts); i++) {
        const char *text = json_string_value(json_array_get(texts, i));
        if (json_object_get(seen, text))
            continue;
        json_object_set_new(seen, text, json_true());
        if (embeddings_find(known, m->model->name, text))
            m->known++;
        else
            json_array_append_new(m->asked, json_string(text));
    }
}

// The texts of all groups, each once. They come from where the report takes them.
static void read_texts(struct meanings *m, struct cli_study *open,
                       struct record *record, const struct embeddings *known)
{
    const struct study *study = &open->study;
    struct ask ask;
    json_t *seen = json_object();
    ask_open(&ask, study, record->db, CALMA_VERSION, &m->cli->diag);
    for (size_t i = 0; i < study->group_count; i++) {
        const struct group *group = &study->groups[i];
        struct assignment where = {.study = study,
                                   .group = group,
                                   .participant = group->participants,
                                   .round = study->rounds};
        json_t *answer = group->participant_count && study->round_count
                             ? ask_answer(&ask, "meaning", &where, &m->cli->diag)
                             : NULL;
        take_texts(m, json_object_get(answer, "texts"), known, seen);
        json_decref(answer);
    }
    ask_close(&ask);
    json_decref(seen);
}

static void list_texts(struct meanings *m, size_t limit)
{
    size_t count = json_array_size(m->asked);
    while (limit && count > limit)
        json_array_remove(m->asked, --count);
    m->texts = mem_alloc((count + 1) * sizeof *m->texts);
    for (size_t i = 0; i < count; i++)
        m->texts[i] = json_string_value(json_array_get(m->asked, i));
}

// ---- what comes

// Models work with numbers of single precision: as few digits as tell such a number from its neighbours.
static void add_number(struct buf *line, double number)
{
    char text[40];
    for (int digits = 6; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if ((float)strtod(text, NULL) == (float)number)
            break;
    }
    buf_str(line, text);
}

static void add_member(struct buf *line, const char *name, const char *text)
{
    buf_fmt(line, "\"%s\":", name);
    json_write_string(text, strlen(text), line);
    buf_char(line, ',');
}

static int given(void *context, size_t text, const json_t *vector, const char *served,
                 struct diag *d)
{
    struct meanings *m = context;
    struct buf line;
    char stamp[CLOCK_STAMP_SIZE], hash[HASH_HEX_SIZE];
    clock_stamp(stamp);
    hash_hex(m->texts[text], strlen(m->texts[text]), hash);
    buf_init(&line, LINE_MAX_BYTES);
    buf_char(&line, '{');
    add_member(&line, "created", stamp);
    add_member(&line, "hash", hash);
    add_member(&line, "model", m->model->name);
    add_member(&line, "served", served);
    add_member(&line, "text", m->texts[text]);
    buf_str(&line, "\"vector\":[");
    for (size_t i = 0; i < json_array_size(vector); i++) {
        if (i)
            buf_char(&line, ',');
        add_number(&line, json_number_value(json_array_get(vector, i)));
    }
    buf_str(&line, "]}\n");
    int result = ledger_write(&m->ledger, line.data, line.len, d);
    buf_release(&line);
    m->given += result == 0;
    return result;
}

static int keep(void *context, struct diag *d)
{
    struct meanings *m = context;
    return ledger_flush(&m->ledger, d);
}

static void tick(void *context, size_t done)
{
    struct meanings *m = context;
    progress_step(done, json_array_size(m->asked), &m->progress);
}

// ---- asking

static void ask_for_vectors(struct meanings *m, const struct asking_options *options)
{
    struct diag *d = &m->cli->diag;
    const char *endpoint = asking_endpoint(m->model, options);
    char *key = NULL;
    if (url_check(endpoint, options->chat.plain_http, d) < 0 ||
        asking_take_key(m->model, options, &key, d) < 0)
        return;
    struct embed embed = {endpoint,
                          m->model->name,
                          key,
                          asking_key(m->model, options),
                          m->model->parameters,
                          m->texts,
                          json_array_size(m->asked),
                          FILE_NAME};
    struct embed_caller caller = {given, keep, tick, m};
    progress_start(&m->progress, "texts", m->cli->progress && !m->cli->json);
    embed_all(&embed, &options->chat, &caller, d);
    progress_end(&m->progress);
    key_free(key);
}

static void print_given(const struct meanings *m, size_t asked)
{
    printf("%s in %s/" FILE_NAME ".\n",
           print_count(m->given, "new vector", "new vectors"), m->cli->folder);
    if (m->given < asked)
        printf("%s none; asked again is what is missing, by: calma run --embeddings\n",
               print_count(asked - m->given, "text got", "texts got"));
    if (m->given)
        puts("They move the map of labels: calma report");
}

static void print_result(const struct meanings *m)
{
    size_t asked = json_array_size(m->asked);
    if (m->cli->json)
        printf("{\"asked\":%zu,\"given\":%zu,\"known\":%zu}\n", asked, m->given,
               m->known);
    else if (!asked && !m->known)
        puts("There are no labels yet whose meaning could be asked for; import what "
             "came back first.");
    else if (!asked)
        puts("Every text has its vector already; nothing was sent.");
    else
        print_given(m, asked);
}

static void print_dry(const struct meanings *m, const char *endpoint)
{
    size_t asked = json_array_size(m->asked);
    if (m->cli->json) {
        printf("{\"asked\":%zu,\"known\":%zu}\n", asked, m->known);
        return;
    }
    printf("%s would go to ", print_count(asked, "text", "texts"));
    print_safe(stdout, *endpoint ? endpoint : "no endpoint");
    printf(", model ");
    print_safe(stdout, m->model->name);
    printf("; %zu have their vectors already. Nothing was sent.\n", m->known);
    puts("Each is a label and the words that it was given to, as they stand in the "
         "report.");
}

static void ask_record(struct meanings *m, struct cli_study *open,
                       struct record *record, const struct asking_options *options)
{
    struct embeddings known;
    const char *endpoint = asking_endpoint(m->model, options);
    embeddings_read(&known, open->study.folder, &m->cli->diag);
    read_texts(m, open, record, &known);
    embeddings_clear(&known);
    list_texts(m, options->limit);
    print_diag(m->cli);
    if (cli_value(m->cli, "dry-run")) {
        print_dry(m, endpoint);
        return;
    }
    if (json_array_size(m->asked) && !*endpoint)
        diag_add(&m->cli->diag, m->model->where, E_MODEL_NOWHERE, m->model->path);
    else if (json_array_size(m->asked))
        ask_for_vectors(m, options);
    print_diag(m->cli);
    print_result(m);
}

void meanings_run(struct cli *cli, struct cli_study *open,
                  const struct asking_options *options)
{
    struct record record;
    struct meanings m = {
        .cli = cli, .model = open->study.embedder, .asked = json_array()};
    if (!m.model) {
        diag_add(&cli->diag, NOWHERE, E_EMBEDDER_NONE);
    } else if (record_open(&record, &open->study, &open->turns, &cli->diag) == 0) {
        ledger_init_file(&m.ledger, open->study.folder, FILE_NAME);
        ask_record(&m, open, &record, options);
        ledger_close(&m.ledger);
        record_close(&record);
    }
    json_decref(m.asked);
    free(m.texts);
}
