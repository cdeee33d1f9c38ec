// SPDX-License-Identifier: MIT
#include "study/asked.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "study/models.h"

static void seal(json_t *what, char hex[65])
{
    struct buf text;
    buf_init(&text, (size_t)1 << 24);
    json_canonical(what, &text);
    hash_hex(text.data, text.len, hex);
    buf_release(&text);
    json_decref(what);
}

void asked_id(const char *prompt, const char asked[65], struct buf *out)
{
    if (prompt)
        buf_fmt(out, "%s-%.6s", prompt, asked);
    else
        buf_fmt(out, "q-%.12s", asked);
}

// What a prompt follows comes first, since the answer to that is what it goes on from.
static void fill(const struct study *study, struct prompt *p)
{
    struct prompt *before = (struct prompt *)(size_t)p->before;
    if (p->asked)
        return;
    if (before)
        fill(study, before);
    p->asked = mem_alloc((study->model_count + 1) * sizeof *p->asked);
    p->answers = mem_alloc((study->model_count + 1) * sizeof *p->answers);
    for (size_t m = 0; m < study->model_count; m++) {
        struct buf after;
        buf_init(&after, 300);
        if (before)
            asked_id(before->id, before->asked[m], &after);
        seal(json_pack("{s:s, s:s, s:s, s:s}", "model", study->models[m].id, "prompt",
                       p->id, "text", p->text, "after", after.data),
             p->asked[m]);
        buf_release(&after);
    }
}

void asked_prompts(struct study *study)
{
    for (size_t f = 0; f < study->prompt_file_count; f++)
        for (size_t i = 0; i < study->prompt_files[f]->count; i++)
            fill(study, &study->prompt_files[f]->prompts[i]);
}

void asked_question(const struct question *q, const char *model, char hex[65])
{
    seal(json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "model", model,
                   "participant", q->participant, "round", q->round, "step", q->step,
                   "question", q->id, "text", q->text, "role", q->role, "after",
                   q->after),
         hex);
}
