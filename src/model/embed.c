// SPDX-License-Identifier: MIT
#include "model/embed.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "model/pool.h"

#define BATCH_TEXTS 32 // what the least of common servers takes at once
#define REFUSED_MAX                                                                    \
    3 // texts that are not taken, with none that was, that end the asking
#define BATCH_BYTES ((size_t)100000) // of texts

// Texts that are asked for in one request: texts[first] and those behind it.
struct batch {
    size_t first, count;
};

struct embedding_run {
    const struct embed *embed;
    const struct embed_caller *caller;
    size_t fresh;  // the first text that has not been asked for
    size_t *alone; // texts to be asked for alone
    size_t alone_count, alone_room;
    size_t done, refused;
};

// ---- answers

static bool is_vector(const json_t *list, size_t size)
{
    double sum = 0;
    for (size_t i = 0; i < size; i++) {
        const json_t *number = json_array_get(list, i);
        if (!json_is_number(number))
            return false;
        sum += json_number_value(number) * json_number_value(number);
    }
    return sum > 0 && isfinite(sum);
}

const char *embed_read(const json_t *document, size_t count, const json_t **vectors)
{
    const json_t *data = json_object_get(document, "data");
    size_t size =
        json_array_size(json_object_get(json_array_get(data, 0), "embedding"));
    memset(vectors, 0, count * sizeof *vectors);
    if (json_array_size(data) != count)
        return "it does not hold one vector for each text";
    for (size_t i = 0; i < count; i++) {
        const json_t *each = json_array_get(data, i);
        const json_t *number = json_object_get(each, "index");
        const json_t *vector = json_object_get(each, "embedding");
        json_int_t index = number ? json_integer_value(number) : (json_int_t)i;
        if (index < 0 || (size_t)index >= count || vectors[index])
            return "it does not say which vector is whose";
        if (!size || size > EMBED_SIZE_MAX || json_array_size(vector) != size ||
            !is_vector(vector, size))
            return "it holds what is no vector";
        vectors[index] = vector;
    }
    return NULL;
}

// ---- requests

static struct batch take_batch(struct embedding_run *run)
{
    const struct embed *e = run->embed;
    struct batch batch = {run->fresh, 0};
    size_t bytes = 0;
    if (run->alone_count)
        return (struct batch){run->alone[--run->alone_count], 1};
    while (run->fresh < e->count && batch.count < BATCH_TEXTS &&
           (!batch.count || bytes < BATCH_BYTES)) {
        bytes += strlen(e->texts[run->fresh++]);
        batch.count++;
    }
    return batch;
}

static bool next(void *context, struct post *post)
{
    struct embedding_run *run = context;
    const struct embed *e = run->embed;
    struct batch batch = take_batch(run), *kept;
    struct buf body;
    if (!batch.count)
        return false;
    json_t *texts = json_array();
    for (size_t i = 0; i < batch.count; i++)
        json_array_append_new(texts, json_string(e->texts[batch.first + i]));
    json_t *object = embeddings_body(e->model, texts, e->parameters);
    buf_init(&body, (size_t)64 << 20);
    json_canonical(object, &body);
    json_decref(object);
    json_decref(texts);
    kept = mem_alloc(sizeof *kept);
    *kept = batch;
    *post = (struct post){
        .endpoint = e->endpoint,
        .name = "embeddings",
        .model = e->model,
        .key = e->key,
        .key_name = e->key_name,
        .len = body.len,
        .owner = kept,
        .where = {e->file, 0, batch.count == 1 ? e->texts[batch.first] : ""}};
    post->body = buf_take(&body);
    return true;
}

// Whether one text among many may be to blame.
static bool is_to_split(const struct trouble *trouble, int attempts)
{
    return trouble->kind == TROUBLE_REQUEST || trouble->kind == TROUBLE_LARGE ||
           (trouble->status == 500 && attempts > 1);
}

static void split(struct embedding_run *run, const struct batch *batch)
{
    run->alone_room += batch->count;
    run->alone = mem_grow(run->alone, run->alone_room, sizeof *run->alone);
    for (size_t i = batch->count; i-- > 0;)
        run->alone[run->alone_count++] = batch->first + i;
}

static int give(struct embedding_run *run, const struct batch *batch,
                const json_t *const *vectors, const char *model, struct diag *d)
{
    int result = 0;
    for (size_t i = 0; i < batch->count && result == 0; i++)
        result = run->caller->given(run->caller->context, batch->first + i, vectors[i],
                                    model, d);
    run->done += batch->count;
    return result;
}

static enum pool_came came(void *context, const struct post *post,
                           struct transfer *transfer, enum trouble_kind broken,
                           int attempts, struct trouble *trouble, struct diag *d)
{
    struct embedding_run *run = context;
    struct batch *batch = post->owner;
    const json_t *vectors[BATCH_TEXTS];
    enum pool_came result = POOL_TROUBLE;
    json_t *document =
        reply_end_document(&transfer->reply, broken, post->model, trouble);
    const char *why = document ? embed_read(document, batch->count, vectors) : NULL;
    if (why) {
        trouble->kind = TROUBLE_ANSWER;
        snprintf(trouble->detail, sizeof trouble->detail, "%s", why);
    } else if (document) {
        result = give(run, batch, vectors, json_text(document, "model"), d) < 0
                     ? POOL_END
                     : POOL_TAKEN;
    } else if (batch->count > 1 && is_to_split(trouble, attempts)) {
        split(run, batch);
        result = POOL_ASIDE;
    } else if (is_to_split(trouble, attempts) && !run->done &&
               ++run->refused >= REFUSED_MAX) {
        trouble->kind = TROUBLE_DENIED; // it is no single text's fault
    }
    if (result != POOL_TROUBLE)
        free(batch);
    json_decref(document);
    return result;
}

static void failed(void *context, const struct post *post,
                   const struct pool_failure *why)
{
    (void)context;
    (void)why;
    free(post->owner);
}

static int keep(void *context, struct diag *d)
{
    struct embedding_run *run = context;
    return run->caller->keep(run->caller->context, d);
}

static void tick(void *context, size_t under_way, size_t waiting)
{
    struct embedding_run *run = context;
    (void)under_way;
    (void)waiting;
    if (run->caller->tick)
        run->caller->tick(run->caller->context, run->done);
}

int embed_all(const struct embed *embed, const struct chat_options *options,
              const struct embed_caller *caller, struct diag *d)
{
    struct embedding_run run = {.embed = embed, .caller = caller};
    struct pool_user user = {next, came, failed, keep, tick, &run};
    int result = pool_run(options, &user, d);
    free(run.alone);
    return result;
}
