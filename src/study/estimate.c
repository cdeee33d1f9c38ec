// SPDX-License-Identifier: MIT
#include "study/estimate.h"

#include <string.h>

#include "base/json.h"

#define USUAL 400
#define BELIEVED 1000000000 // more tokens than this no answer has; sums stay sums
#define BYTES 4             // of a token
#define MESSAGE 4           // tokens around each message

long long estimate_answer(const struct study *study, const struct model *model)
{
    long long sum = 0, count = 0;
    for (size_t i = 0; i < study->answers.count; i++) {
        const json_t *run = study->answers.items[i]->run;
        long long tokens = json_number(json_object_get(run, "tokens"), "completion");
        if (tokens > 0 && tokens <= BELIEVED &&
            strcmp(json_text(run, "model"), model->id) == 0) {
            sum += tokens;
            count++;
        }
    }
    if (count)
        return (sum + count - 1) / count;
    return model->max_tokens && model->max_tokens < USUAL ? model->max_tokens : USUAL;
}

static long long tokens_of(size_t bytes)
{
    return (long long)((bytes + BYTES - 1) / BYTES) + MESSAGE;
}

void estimate_add(struct estimate *sum, const struct request *ask,
                  const struct study *study, long long answer)
{
    const struct model *m = ask->model;
    long long prompt = 0;
    json_t *messages = request_messages(ask, study);
    for (size_t i = 0; i < json_array_size(messages); i++)
        prompt += tokens_of(strlen(json_text(json_array_get(messages, i), "content")));
    json_decref(messages);
    // What it waits for will be sent along with it.
    for (const struct request *before = ask->before; before; before = before->before)
        prompt += tokens_of(strlen(before->text)) + answer + MESSAGE;
    sum->prompt += prompt;
    sum->completion += answer;
    if (m->prompt_price < 0 || m->completion_price < 0)
        sum->cost = -1;
    else if (sum->cost >= 0)
        sum->cost +=
            ((double)prompt * m->prompt_price + (double)answer * m->completion_price) /
            1e6;
}
