// SPDX-License-Identifier: MIT
#include "model/asking.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "model/key.h"
#include "model/url.h"
#include "study/ledger.h"

// What is the same for all that is put to one model.
struct line {
    const struct model *model;
    const char *endpoint;
    char *key;            // NULL: none
    const char *variable; // where it comes from, or would
    struct ledger ledger;
    bool unsaved;
};

struct asking {
    struct requests *asks;
    const struct study *study;
    const struct asking_options *options;
    struct asking_result *result;
    struct line *lines;     // one for each model of the study
    struct request **ready; // what can be asked now, in order
    size_t first, last;     // of `ready`
    size_t sent;
    size_t fresh[OUTCOMES]; // answers that may not be on the disk yet
    struct diag *diag;
};

// --- what is asked

bool asking_takes(const struct request *ask, const struct asking_options *options)
{
    return !ask->answer && (ask->kind != REQUEST_PROMPT || !options->questions_alone) &&
           (!options->model || strcmp(options->model, ask->model->id) == 0);
}

size_t asking_total(const struct requests *asks, const struct asking_options *options)
{
    size_t count = 0;
    for (size_t i = 0; i < asks->count; i++)
        count += asking_takes(&asks->items[i], options);
    return options->limit && options->limit < count ? options->limit : count;
}

static struct line *line_of(const struct asking *a, const struct request *ask)
{
    return &a->lines[ask->model - a->study->models];
}

static void get_ready(struct asking *a)
{
    for (size_t i = 0; i < a->asks->count; i++) {
        struct request *ask = &a->asks->items[i];
        if (asking_takes(ask, a->options) && !ask->before)
            a->ready[a->last++] = ask;
    }
}

// What waited for this one goes first: a conversation that was begun is brought to its end.
static void wake(struct asking *a, const struct request *done)
{
    size_t count = 0;
    for (const struct request *next = done->next; next; next = next->beside)
        count += !next->answer;
    memmove(a->ready + a->first + count, a->ready + a->first,
            (a->last - a->first) * sizeof *a->ready);
    size_t at = a->first;
    for (struct request *next = done->next; next; next = next->beside)
        if (!next->answer) // its line may be there while that of what it goes on from was taken out
            a->ready[at++] = next;
    a->last += count;
}

// --- one request

static void count_failure(struct asking *a, struct request *ask)
{
    ask->failed = true;
    a->result->failed++;
    if (a->options->each)
        a->options->each(a->options->context, ask, NULL);
}

static bool next(void *context, struct chat *chat)
{
    struct asking *a = context;
    const struct asking_options *o = a->options;
    while (a->first < a->last && (!o->limit || a->sent < o->limit)) {
        struct request *ask = a->ready[a->first++];
        const struct line *line = line_of(a, ask);
        json_t *messages = request_messages(ask, a->study);
        json_t *body = chat_body(ask->model->name, messages, ask->model->parameters,
                                 ask->where, a->diag);
        json_decref(messages);
        a->sent++;
        if (!body) {
            count_failure(a, ask);
            continue;
        }
        *chat = (struct chat){.endpoint = line->endpoint,
                              .key = line->key,
                              .key_name = line->variable,
                              .body = body,
                              .where = ask->where,
                              .owner = ask};
        return true;
    }
    return false;
}

// --- the line of an answer

static const char *or_unknown(const char *text)
{
    return *text ? text : "unknown";
}

static const char *participant_language(const struct study *study, const char *id)
{
    const struct participant *p = study_participant(study, id, NULL);
    return p ? p->language : "";
}

static void set_text(json_t *object, const char *key, const char *text)
{
    if (*text)
        json_object_set_new(object, key, json_string(text));
}

// The topic of a question is its author's; what they do not want to be shown has none, since topics are shown to the group.
static void describe_question(json_t *line, const struct study *study,
                              const struct request *ask)
{
    const struct question *q = ask->question;
    const char *topic = *q->topic ? q->topic : ask->after ? ask->after->topic : "";
    json_object_set_new(line, "owner", json_string(q->participant));
    json_object_set_new(line, "share", json_boolean(q->share));
    set_text(line, "topic", q->sensitive ? "" : topic);
    set_text(line, "language", participant_language(study, q->participant));
}

static void describe_prompt(json_t *line, const struct prompt *p)
{
    set_text(line, "title", p->title);
    set_text(line, "language", p->language);
    // What goes on from a prompt is about the same, unless it says so itself.
    for (; p->before && !*p->topic; p = p->before)
        ;
    set_text(line, "topic", p->topic);
}

static void set_follows(json_t *line, const struct request *ask)
{
    int turns = ask->after ? transcript_turns(ask->after) : 2;
    const char *id = ask->after ? ask->after->id : ask->before ? ask->before->id : "";
    set_text(line, "follows", id);
    if (*id)
        json_object_set_new(line, "follows_turn", json_integer(turns));
}

static json_t *source_of(const struct request *ask)
{
    const struct question *q = ask->question;
    if (ask->kind == REQUEST_PROMPT)
        return json_pack("{s:s, s:s}", "file", ask->prompt->where.file, "id",
                         ask->prompt->id);
    return json_pack("{s:s, s:s, s:s, s:s, s:I, s:b}", "participant", q->participant,
                     "round", q->round, "step", q->step, "id", q->id, "n",
                     (json_int_t)q->n, "sensitive", q->sensitive);
}

static json_t *tokens_of(const struct chat_answer *answer)
{
    json_t *tokens = json_object();
    if (answer->prompt_tokens >= 0)
        json_object_set_new(tokens, "prompt", json_integer(answer->prompt_tokens));
    if (answer->completion_tokens >= 0)
        json_object_set_new(tokens, "completion",
                            json_integer(answer->completion_tokens));
    return tokens;
}

static void hash_body(const json_t *body, char hex[HASH_HEX_SIZE])
{
    struct buf text;
    buf_init(&text, (size_t)1 << 28);
    json_canonical(body, &text);
    hash_hex(text.data, text.len, hex);
    buf_release(&text);
}

static json_t *run_of(const struct request *ask, const struct chat *chat,
                      const struct chat_answer *answer)
{
    char request[HASH_HEX_SIZE];
    hash_body(chat->body, request);
    return json_pack(
        "{s:s, s:s, s:o, s:s, s:s, s:s, s:o, s:I, s:i}", "model", ask->model->id,
        "asked", ask->asked, ask->kind == REQUEST_PROMPT ? "prompt" : "question",
        source_of(ask), "request", request, "outcome", outcome_name(answer->outcome),
        "finish", answer->finish, "tokens", tokens_of(answer), "milliseconds",
        (json_int_t)answer->milliseconds, "attempts", answer->attempts);
}

static json_t *line_for(const struct asking *a, const struct request *ask,
                        const struct chat *chat, const struct chat_answer *answer)
{
    const struct model *m = ask->model;
    json_t *line = json_pack(
        "{s:s, s:s, s:s, s:O, s:s, s:s, s:s, s:O, s:o}", "id", ask->id, "format",
        "calma/transcript@1", "model", or_unknown(answer->model), "parameters",
        m->parameters, "system", *m->system ? m->system : REQUEST_NO_SYSTEM, "created",
        answer->created, "source", "calma run", "messages", ask->messages, "run",
        run_of(ask, chat, answer));
    if (ask->kind == REQUEST_QUESTION)
        describe_question(line, a->study, ask);
    else
        describe_prompt(line, ask->prompt);
    set_follows(line, ask);
    return line;
}

// --- what comes back

static void count_answer(struct asking *a, const struct chat_answer *answer)
{
    struct asking_result *r = a->result;
    r->answers[answer->outcome]++;
    a->fresh[answer->outcome]++;
    if (answer->prompt_tokens > 0)
        r->prompt_tokens += answer->prompt_tokens;
    if (answer->completion_tokens > 0)
        r->completion_tokens += answer->completion_tokens;
}

static int answered(void *context, const struct chat *chat,
                    const struct chat_answer *answer, struct diag *d)
{
    struct asking *a = context;
    struct request *ask = chat->owner;
    struct line *line = line_of(a, ask);
    ask->messages = json_pack("[{s:s, s:s}, {s:s, s:s}]", "role", "user", "content",
                              ask->text, "role", "assistant", "content", answer->text);
    json_t *object = line_for(a, ask, chat, answer);
    int result = ledger_append(&line->ledger, object, d);
    json_decref(object);
    line->unsaved = true;
    if (result < 0) { // it is not kept, so it has not been answered
        json_decref(ask->messages);
        ask->messages = NULL;
        return -1;
    }
    count_answer(a, answer);
    if (!ask->next) // nobody asks on from it: that it is there is enough
        json_array_clear(ask->messages);
    wake(a, ask);
    if (a->options->each)
        a->options->each(a->options->context, ask, answer);
    return 0;
}

// What the disk did not take has not been answered; what of it is there all the same, the next run finds.
static void count_lost(struct asking *a)
{
    for (int i = 0; i < OUTCOMES; i++) {
        a->result->answers[i] -= a->fresh[i];
        a->result->failed += a->fresh[i];
    }
}

static int keep(void *context, struct diag *d)
{
    struct asking *a = context;
    int result = 0;
    for (size_t i = 0; i < a->study->model_count; i++) {
        if (a->lines[i].unsaved && ledger_flush(&a->lines[i].ledger, d) < 0)
            result = -1;
        a->lines[i].unsaved = false;
    }
    if (result < 0)
        count_lost(a);
    memset(a->fresh, 0, sizeof a->fresh);
    return result;
}

static void failed(void *context, const struct chat *chat,
                   const struct chat_failure *failure)
{
    struct asking *a = context;
    if (!failure->stopped) // that is counted with what was left
        count_failure(a, chat->owner);
}

static size_t done_so_far(const struct asking_result *r)
{
    size_t done = r->failed;
    for (int i = 0; i < OUTCOMES; i++)
        done += r->answers[i];
    return done;
}

static void tick(void *context, size_t under_way, size_t waiting)
{
    const struct asking *a = context;
    if (a->options->tick)
        a->options->tick(a->options->context, done_so_far(a->result), a->result->total,
                         under_way, waiting);
}

// --- where to

const char *asking_endpoint(const struct model *model,
                            const struct asking_options *options)
{
    return options->endpoint ? options->endpoint : model->endpoint;
}

// A key is for the place that the study names; another one that is said instead must not learn it.
static const char *key_variable(const struct model *m, const char *endpoint)
{
    bool other = *m->endpoint && !url_same_origin(m->endpoint, endpoint);
    return *m->key && !other ? m->key : KEY_VARIABLE;
}

const char *asking_key(const struct model *model, const struct asking_options *options)
{
    return key_variable(model, asking_endpoint(model, options));
}

bool asking_key_goes(const struct model *model, const struct asking_options *options)
{
    const char *variable = asking_key(model, options);
    // Who says --endpoint has named the place, and CALMA_API_KEY is there for what this program asks.
    bool said = options->endpoint && strcmp(variable, KEY_VARIABLE) == 0;
    return said || key_is_for(variable, asking_endpoint(model, options));
}

// The part of an address that tells one place from another.
static int say_place(const char *variable, const char *endpoint, struct diag *d)
{
    struct url url;
    struct buf place;
    url_read(&url, endpoint);
    buf_init(&place, URL_MAX);
    buf_add(&place, endpoint, strlen(endpoint) - strlen(url.path));
    diag_add(d, NOWHERE, E_MODEL_KEY_PLACE, variable, place.data, variable, place.data);
    buf_release(&place);
    return -1;
}

int asking_take_key(const struct model *model, const struct asking_options *options,
                    char **key, struct diag *d)
{
    const char *variable = asking_key(model, options);
    bool named = variable == model->key;
    if (key_read(variable, key, d) < 0)
        return -1;
    if (!*key && named)
        return diag_add(d, model->where, E_MODEL_KEY_EMPTY, model->path, variable);
    if (!*key || asking_key_goes(model, options))
        return 0;
    key_free(*key);
    *key = NULL;
    if (!named &&
        key_has_place(variable)) // it is for another server, and this one gets none
        return 0;
    return say_place(variable, asking_endpoint(model, options), d);
}

// --- life

static bool is_wanted(const struct asking *a, const struct model *model)
{
    for (size_t i = 0; i < a->asks->count; i++)
        if (a->asks->items[i].model == model &&
            asking_takes(&a->asks->items[i], a->options))
            return true;
    return false;
}

static int open_line(struct asking *a, struct line *line, struct diag *d)
{
    const struct model *m = line->model;
    line->endpoint = asking_endpoint(m, a->options);
    if (!*line->endpoint)
        return diag_add(d, m->where, E_MODEL_NOWHERE, m->path);
    line->variable = asking_key(m, a->options);
    if (url_check(line->endpoint, a->options->chat.plain_http, d) < 0)
        return -1;
    return asking_take_key(m, a->options, &line->key, d);
}

static int open_lines(struct asking *a, struct diag *d)
{
    int result = 0;
    a->lines = mem_alloc((a->study->model_count + 1) * sizeof *a->lines);
    for (size_t i = 0; i < a->study->model_count; i++) {
        struct line *line = &a->lines[i];
        line->model = &a->study->models[i];
        ledger_init(&line->ledger, a->study->folder, line->model->id);
        if (is_wanted(a, line->model) && open_line(a, line, d) < 0)
            result = -1;
    }
    return result;
}

static void close_lines(struct asking *a)
{
    for (size_t i = 0; i < a->study->model_count; i++) {
        ledger_close(&a->lines[i].ledger);
        key_free(a->lines[i].key);
    }
    free(a->lines);
    free(a->ready);
}

static bool is_behind_failure(const struct request *ask)
{
    for (const struct request *before = ask->before; before; before = before->before)
        if (before->failed)
            return true;
    return false;
}

static void count_rest(struct asking *a)
{
    for (size_t i = 0; i < a->asks->count; i++) {
        const struct request *ask = &a->asks->items[i];
        if (!asking_takes(ask, a->options) || ask->messages || ask->failed)
            continue;
        is_behind_failure(ask) ? a->result->behind++ : a->result->left++;
    }
}

int asking_run(struct requests *asks, const struct asking_options *options,
               struct asking_result *result, struct diag *d)
{
    struct asking a = {.asks = asks,
                       .study = asks->study,
                       .options = options,
                       .result = result,
                       .diag = d};
    const struct chat_caller caller = {.next = next,
                                       .answered = answered,
                                       .failed = failed,
                                       .keep = keep,
                                       .tick = tick,
                                       .context = &a};
    *result = (struct asking_result){.total = asking_total(asks, options)};
    a.ready = mem_alloc((asks->count + 1) * sizeof *a.ready);
    int done = open_lines(&a, d);
    get_ready(&a);
    if (done == 0 && a.last)
        done = chat_all(&options->chat, &caller, d);
    if (keep(&a, d) < 0)
        done = -1;
    count_rest(&a);
    close_lines(&a);
    return done;
}
