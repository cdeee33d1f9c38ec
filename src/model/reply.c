// SPDX-License-Identifier: MIT
#include "model/reply.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/key.h"

#define COMPLAINT_SEEN ((size_t)64 << 10) // bytes of an error that are read

static bool take_event(void *context, enum event_kind kind, const char *data,
                       size_t len);

void reply_init(struct reply *r, size_t max)
{
    *r = (struct reply){.max = max};
    buf_init(&r->body, max);
    events_init(&r->events, max, take_event, r);
    assembly_init(&r->assembly, max < ANSWER_TEXT_MAX ? max : ANSWER_TEXT_MAX);
}

void reply_release(struct reply *r)
{
    buf_release(&r->body);
    events_release(&r->events);
    assembly_release(&r->assembly);
}

void reply_clear(struct reply *r, const char *key)
{
    reply_release(r);
    reply_init(r, r->max);
    r->key = key;
}

static void set(struct trouble *trouble, enum trouble_kind kind, const char *detail)
{
    trouble->kind = kind;
    snprintf(trouble->detail, sizeof trouble->detail, "%s", detail);
}

static bool is_long(const struct reply *r)
{
    return r->assembly.text.full || r->assembly.refusal.full;
}

// ---- streams

// NULL, and why. Nothing of the text is shown, which could hold a key.
static json_t *parse(const char *data, size_t len, const char **why)
{
    struct diag inner;
    json_t *document = NULL;
    diag_init(&inner);
    *why = "it is not UTF-8 text";
    if (text_valid(data, len, NULL)) {
        *why = "it is not valid JSON";
        document = json_parse(data, len, "", 1, &inner);
    }
    diag_release(&inner);
    return document;
}

// An error that came in an answer that began well. `otherwise`: where it names no status.
static void complain(struct reply *r, const struct complaint *c,
                     enum trouble_kind otherwise, struct trouble *trouble)
{
    enum trouble_kind kind =
        c->status ? trouble_of_status(c->status, c, "") : otherwise;
    trouble->status = c->status ? c->status : r->status;
    set(trouble, kind, c->message);
}

static bool take_event(void *context, enum event_kind kind, const char *data,
                       size_t len)
{
    struct reply *r = context;
    struct complaint c;
    const char *why = "";
    if (r->ended)
        return true;
    r->ended = len == 6 && memcmp(data, "[DONE]", 6) == 0;
    json_t *document = r->ended || !len ? NULL : parse(data, len, &why);
    if (kind == EVENT_ERROR && !complaint_find(&c, document, r->key))
        complaint_read(&c, data, len, r->key);
    if (kind == EVENT_ERROR || complaint_find(&c, document, r->key)) {
        complain(r, &c, TROUBLE_SERVER, &r->trouble);
    } else if (!r->ended && len) {
        const char *wrong = document ? assembly_add(&r->assembly, document) : why;
        r->large = is_long(r);
        r->trouble.status = r->status;
        if (wrong)
            set(&r->trouble, TROUBLE_ANSWER, wrong);
    }
    json_decref(document);
    return r->trouble.kind == TROUBLE_NONE;
}

// ---- bytes

static bool is_stream(int status, const char *type)
{
    static const char events[] = "text/event-stream";
    return status == 200 && type && strncasecmp(type, events, sizeof events - 1) == 0;
}

bool reply_feed(struct reply *r, int status, const char *type, const char *bytes,
                size_t len)
{
    if (!r->begun) {
        r->status = status;
        r->stream = is_stream(status, type);
        r->begun = true;
    }
    if (r->stream && r->ended)
        return true;
    if (r->stream) {
        int fed = events_feed(&r->events, bytes, len);
        r->large = r->large || r->events.line.full || r->events.data.full;
        return fed == 0;
    }
    if (status < 200 || status > 299)
        r->body.max = COMPLAINT_SEEN;
    buf_add(&r->body, bytes, len);
    r->large = r->body.full && r->body.max != COMPLAINT_SEEN;
    return !r->body.full;
}

// ---- the end

static void set_large(const struct reply *r, struct trouble *trouble)
{
    size_t most = is_long(r) ? r->assembly.text.max : r->max;
    trouble->kind = TROUBLE_LARGE;
    snprintf(trouble->detail, sizeof trouble->detail, "%zu MB",
             (most + 999999) / 1000000);
}

static bool is_filtered(const struct complaint *c)
{
    return strstr(c->code, "content_filter") || strstr(c->code, "content_policy");
}

// Services that look at questions before a model does say so by an error.
static void refuse(struct reply *r, const struct complaint *c)
{
    buf_str(&r->assembly.refusal, c->message);
    r->assembly.finish = mem_strdup("content_filter");
    r->assembly.choice = true;
}

static void end_error(struct reply *r, const char *model, struct trouble *trouble)
{
    struct complaint c;
    complaint_read(&c, r->body.data, r->body.len, r->key);
    if (r->status == 400 && is_filtered(&c)) {
        refuse(r, &c);
        set(trouble, TROUBLE_NONE, "");
        return;
    }
    trouble->status = r->status;
    set(trouble, trouble_of_status(r->status, &c, model),
        c.page ? "it sent a web page" : c.message);
}

// What stands in place of an answer: nothing, a page, or something else.
static void set_odd(struct reply *r, const char *why, struct trouble *trouble)
{
    struct complaint c;
    complaint_read(&c, r->body.data, r->body.len, r->key);
    if (c.page)
        why = "it is a web page; is the endpoint right?";
    set(trouble, TROUBLE_ANSWER, r->body.len ? why : "nothing came");
}

static json_t *end_body(struct reply *r, struct trouble *trouble)
{
    struct complaint c;
    const char *why = "";
    json_t *document = parse(r->body.data, r->body.len, &why);
    if (document && !complaint_find(&c, document, r->key))
        return document;
    if (document)
        complain(r, &c, TROUBLE_ANSWER, trouble);
    else
        set_odd(r, why, trouble);
    json_decref(document);
    return NULL;
}

// True when the answer itself is to be looked at.
static bool is_whole(struct reply *r, enum trouble_kind broken, const char *model,
                     struct trouble *trouble)
{
    trouble->status = r->status;
    if (r->status && (r->status < 200 || r->status > 299)) {
        end_error(r, model, trouble);
        return false;
    }
    if (r->large) {
        set_large(r, trouble);
    } else if (r->trouble.kind != TROUBLE_NONE) {
        trouble->status = r->trouble.status;
        set(trouble, r->trouble.kind, r->trouble.detail);
    } else {
        set(trouble, broken, "");
    }
    return trouble->kind == TROUBLE_NONE;
}

static void end_document(struct reply *r, struct trouble *trouble)
{
    json_t *document = end_body(r, trouble);
    const char *why = document ? assembly_add(&r->assembly, document) : NULL;
    if (document && !why && !r->assembly.choice)
        why = "it holds no answer";
    if (why)
        set(trouble, TROUBLE_ANSWER, why);
    if (is_long(r))
        set_large(r, trouble);
    json_decref(document);
}

static bool says_key(const struct reply *r)
{
    const struct assembly *a = &r->assembly;
    return key_is_in(r->key, a->text.data) || key_is_in(r->key, a->refusal.data) ||
           key_is_in(r->key, a->model ? a->model : "") ||
           key_is_in(r->key, a->finish ? a->finish : "");
}

void reply_end_chat(struct reply *r, enum trouble_kind broken, const char *model,
                    struct trouble *trouble)
{
    bool complete = r->stream && (r->ended || assembly_finished(&r->assembly));
    if (is_whole(r, complete ? TROUBLE_NONE : broken, model, trouble)) {
        if (!r->stream)
            end_document(r, trouble);
        else if (!complete)
            set(trouble, TROUBLE_CUT, "");
    }
    const char *finish = r->assembly.finish ? r->assembly.finish : "";
    if (trouble->kind == TROUBLE_NONE && strcmp(finish, "error") == 0)
        set(trouble, TROUBLE_SERVER, "it says no more");
    if (trouble->kind == TROUBLE_NONE && says_key(r))
        set(trouble, TROUBLE_KEY_SAID, "");
}

json_t *reply_end_document(struct reply *r, enum trouble_kind broken, const char *model,
                           struct trouble *trouble)
{
    if (!is_whole(r, broken, model, trouble))
        return NULL;
    if (!r->stream)
        return end_body(r, trouble);
    set(trouble, TROUBLE_ANSWER, "it is a stream");
    return NULL;
}
