// SPDX-License-Identifier: MIT
#include "model/chat.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "model/pool.h"

#define BODY_MAX ((size_t)64 << 20)

struct chat_options chat_defaults(void)
{
    return (struct chat_options){
        .connections = 4,
        .attempts = 6,
        .connect_ms = 15000,
        .idle_ms = 300000,
        .whole_ms = 1800000,
        .answer_max = (size_t)16 << 20,
        .seed = randombytes_random(),
    };
}

void chat_allow(struct chat_options *options, long seconds)
{
    long times = options->whole_ms / options->idle_ms;
    if (!seconds)
        return;
    options->idle_ms = seconds * 1000;
    options->whole_ms = times * options->idle_ms;
}

// The question becomes the bytes of a request, in the canonical form: their SHA-256 names it.
static bool next(void *context, struct post *post)
{
    const struct chat_caller *caller = context;
    struct chat *chat = mem_alloc(sizeof *chat);
    struct buf body;
    if (!caller->next(caller->context, chat)) {
        free(chat);
        return false;
    }
    buf_init(&body, BODY_MAX);
    json_canonical(chat->body, &body);
    *post = (struct post){
        .endpoint = chat->endpoint,
        .name = "chat/completions",
        .model = json_text(chat->body, "model"),
        .key = chat->key,
        .key_name = chat->key_name,
        .len = body.len,
        .where = chat->where,
        .owner = chat,
    };
    post->body = buf_take(&body);
    return true;
}

static void release(struct chat *chat)
{
    json_decref(chat->body);
    free(chat);
}

static int came(void *context, const struct post *post, struct transfer *transfer,
                enum trouble_kind broken, int attempts, struct trouble *trouble,
                struct diag *d)
{
    const struct chat_caller *caller = context;
    struct chat_answer answer;
    char stamp[CLOCK_STAMP_SIZE];
    reply_end_chat(&transfer->reply, broken, post->model, trouble);
    if (trouble->kind != TROUBLE_NONE)
        return 1;
    assembly_take(&transfer->reply.assembly, &answer);
    clock_stamp(stamp);
    free(answer.created);
    answer.created = mem_strdup(stamp);
    answer.milliseconds = transfer_milliseconds(transfer);
    answer.attempts = attempts;
    int result = caller->answered(caller->context, post->owner, &answer, d);
    chat_answer_release(&answer);
    release(post->owner);
    return result < 0 ? -1 : 0;
}

static void failed(void *context, const struct post *post,
                   const struct pool_failure *why)
{
    const struct chat_caller *caller = context;
    struct chat_failure failure = {why->status, why->attempts, why->given_up,
                                   why->stopped};
    caller->failed(caller->context, post->owner, &failure);
    release(post->owner);
}

static int keep(void *context, struct diag *d)
{
    const struct chat_caller *caller = context;
    return caller->keep ? caller->keep(caller->context, d) : 0;
}

static void tick(void *context, size_t under_way, size_t waiting)
{
    const struct chat_caller *caller = context;
    if (caller->tick)
        caller->tick(caller->context, under_way, waiting);
}

int chat_all(const struct chat_options *options, const struct chat_caller *caller,
             struct diag *d)
{
    struct pool_options pool = {
        .connections = options->connections,
        .attempts = options->attempts,
        .limits = {options->connect_ms, options->idle_ms, options->whole_ms,
                   options->answer_max},
        .plain_http = options->plain_http,
        .seed = options->seed,
        .stop = options->stop,
    };
    struct pool_user user = {next, came, failed, keep, tick, (void *)(size_t)caller};
    return pool_run(&pool, &user, d);
}
