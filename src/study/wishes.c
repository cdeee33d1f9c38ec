// SPDX-License-Identifier: MIT
#include "study/wishes.h"

#include <string.h>

#include "base/json.h"
#include "study/ledger.h"

static bool wants_share(const struct question *q)
{
    return q->share && !q->sensitive;
}

static bool has_changed(const struct request *r)
{
    const json_t *was = r->answer ? json_object_get(r->answer->run, "question") : NULL;
    return was && r->question &&
           (r->answer->share != wants_share(r->question) ||
            json_flag(was, "sensitive") != r->question->sensitive);
}

struct wishes wishes_count(const struct requests *requests)
{
    struct wishes wishes = {0};
    for (size_t i = 0; i < requests->count; i++) {
        const struct request *r = &requests->items[i];
        if (!has_changed(r))
            continue;
        wishes.changed++;
        wishes.withdrawn += r->answer->share && !wants_share(r->question);
    }
    return wishes;
}

// The answer's line with what its author wants now.
static json_t *renewed(const struct request *r)
{
    json_t *line = json_deep_copy(r->answer->document);
    json_t *question = json_object_get(json_object_get(line, "run"), "question");
    json_object_set_new(line, "share", json_boolean(wants_share(r->question)));
    json_object_set_new(question, "sensitive", json_boolean(r->question->sensitive));
    if (r->question->sensitive)
        json_object_del(line, "topic");
    return line;
}

static int keep(struct ledger *ledger, const struct request *r, struct diag *d)
{
    json_t *line = renewed(r);
    int result = ledger_append(ledger, line, d);
    json_decref(line);
    return result;
}

static long keep_of_model(const struct requests *requests, const struct model *model,
                          struct diag *d)
{
    struct ledger ledger;
    long kept = 0;
    int result = 0;
    ledger_init(&ledger, requests->study->folder, model->id);
    for (size_t i = 0; i < requests->count && result == 0; i++) {
        const struct request *r = &requests->items[i];
        if (r->model != model || !has_changed(r))
            continue;
        result = keep(&ledger, r, d);
        kept += result == 0;
    }
    if (ledger_flush(&ledger, d) < 0)
        result = -1;
    ledger_close(&ledger);
    return result < 0 ? -1 : kept;
}

long wishes_keep(const struct requests *requests, struct diag *d)
{
    long kept = 0;
    for (size_t m = 0; m < requests->study->model_count && kept >= 0; m++) {
        long n = keep_of_model(requests, &requests->study->models[m], d);
        kept = n < 0 ? -1 : kept + n;
    }
    return kept;
}
