// SPDX-License-Identifier: MIT
#include "model/chat.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "model/pool.h"

#define BODY_MAX ((size_t)64 << 20)

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

static enum pool_came came(void *context, const struct post *post,
                           struct transfer *transfer, enum trouble_kind broken,
                           int attempts, struct trouble *trouble, struct diag *d)
{
    const struct chat_caller *caller = context;
    struct chat_answer answer;
    char stamp[CLOCK_STAMP_SIZE];
    reply_end_chat(&transfer->reply, broken, post->model, trouble);
    if (trouble->kind != TROUBLE_NONE)
        return POOL_TROUBLE;
    assembly_take(&transfer->reply.assembly, &answer);
    clock_stamp(stamp);
    free(answer.created);
    answer.created = mem_strdup(stamp);
    answer.milliseconds = transfer_milliseconds(transfer);
    answer.attempts = attempts;
    int result = caller->answered(caller->context, post->owner, &answer, d);
    chat_answer_release(&answer);
    release(post->owner);
    return result < 0 ? POOL_END : POOL_TAKEN;
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
    struct pool_user user = {next, came, failed, keep, tick, (void *)(size_t)caller};
    return pool_run(options, &user, d);
}
