// SPDX-License-Identifier: MIT
// What a model's server sends, whole or as a stream: it means the same in whatever pieces it comes, an answer is text, and no
// message holds the key. The first byte says how it comes; the rest is what comes.
#include "fuzz.h"

#include "base/text.h"
#include "model/reply.h"

#define KEY "sk-live-0123456789abcdef"

static const int statuses[] = {200, 200, 200, 200, 400, 404, 429, 500};

static enum trouble_kind read_so(struct reply *r, struct trouble *trouble, uint8_t how,
                                 const char *bytes, size_t len, size_t step)
{
    int status = statuses[how & 7];
    bool wanted = true;
    reply_clear(r, KEY);
    for (size_t at = 0; at < len && wanted; at += step)
        wanted =
            reply_feed(r, status, how & 8 ? "application/json" : "text/event-stream",
                       bytes + at, len - at < step ? len - at : step);
    reply_end_chat(r, wanted ? TROUBLE_NONE : TROUBLE_CUT, "llama-9", trouble);
    return trouble->kind;
}

static void must_be_text(const char *text)
{
    MUST(text_valid(text, strlen(text), NULL));
}

// The key may be written in the input by halves, which no reader can know; whole it must not come out.
static void check(struct reply *r, const struct trouble *trouble)
{
    struct chat_answer answer;
    must_be_text(trouble->detail);
    MUST(!strstr(trouble->detail, KEY));
    if (trouble->kind != TROUBLE_NONE)
        return;
    assembly_take(&r->assembly, &answer);
    must_be_text(answer.text);
    must_be_text(answer.model);
    MUST(!strstr(answer.text, KEY) && !strstr(answer.model, KEY));
    chat_answer_release(&answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reply whole, pieces;
    struct trouble one = {0}, other = {0};
    if (size < 2)
        return 0;
    const char *bytes = (const char *)data + 1;
    reply_init(&whole, 20000);
    reply_init(&pieces, 20000);
    enum trouble_kind a = read_so(&whole, &one, data[0], bytes, size - 1, size);
    enum trouble_kind b =
        read_so(&pieces, &other, data[0], bytes, size - 1, 1 + (data[0] >> 5));
    MUST(a == b);
    MUST(strcmp(one.detail, other.detail) == 0);
    MUST(strcmp(whole.assembly.text.data, pieces.assembly.text.data) == 0);
    check(&whole, &one);
    check(&pieces, &other);
    reply_release(&whole);
    reply_release(&pieces);
    return 0;
}
