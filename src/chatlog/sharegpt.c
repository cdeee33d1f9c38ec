// SPDX-License-Identifier: MIT
// {"conversations": [{"from": "human", "value": "..."}, {"from": "gpt", ...}]}, as many collections of conversations are.
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "chatlog/formats.h"
#include "chatlog/messages.h"
#include "chatlog/reading.h"

#define SPEAKERS                                                                       \
    "human, user, gpt, chatgpt, bing, bard, assistant, model, system, tool, "          \
    "function_call, function_response, observation"

static const struct speaker {
    const char *from, *role; // without a role: a tool
} speakers[] = {
    {"human", "user"},          {"user", "user"},
    {"gpt", "assistant"},       {"chatgpt", "assistant"},
    {"bing", "assistant"},      {"bard", "assistant"},
    {"assistant", "assistant"}, {"model", "assistant"},
    {"system", "system"},       {"tool", NULL},
    {"function_call", NULL},    {"function_response", NULL},
    {"observation", NULL},      {NULL, NULL},
};

static const struct speaker *find_speaker(const char *from)
{
    for (const struct speaker *s = speakers; s->from; s++)
        if (strcmp(s->from, from) == 0)
            return s;
    return NULL;
}

bool sharegpt_guess(const struct chatlog_head *head)
{
    const json_t *list = json_object_get(head->record, "conversations");
    return json_object_get(json_array_get(list, 0), "from") != NULL;
}

static int refuse(struct reading *r, size_t turn, const char *key, const char *from)
{
    struct buf path;
    buf_init(&path, 100);
    buf_fmt(&path, "/conversations/%zu/%s", turn, key);
    struct place where = reading_place(r, path.data);
    if (from)
        diag_add(r->diag, where, E_CHATLOG_SPEAKER, from, r->format->name, SPEAKERS);
    else
        diag_add(r->diag, where, E_SHAPE, "must be a text");
    buf_release(&path);
    return -1;
}

static int take_turn(struct reading *r, const json_t *turn, size_t n, json_t *messages)
{
    const char *from = json_string_value(json_object_get(turn, "from"));
    const char *value = json_string_value(json_object_get(turn, "value"));
    if (!from)
        return refuse(r, n, "from", NULL);
    const struct speaker *speaker = find_speaker(from);
    if (!speaker)
        return refuse(r, n, "from", from);
    if (speaker->role && !value)
        return refuse(r, n, "value", NULL);
    if (speaker->role)
        messages_add(messages, speaker->role, value);
    else
        r->left[LEFT_TOOL]++;
    return 0;
}

json_t *sharegpt_record(struct reading *r, const json_t *record)
{
    const json_t *turns = json_object_get(record, "conversations");
    if (!json_array_size(turns)) {
        diag_add(r->diag, reading_place(r, ""), E_CHATLOG_RECORD, r->format->name,
                 "it has no list \"conversations\" with something in it");
        return NULL;
    }
    json_t *messages = json_array(), *document = json_object();
    int result = 0;
    for (size_t i = 0; i < json_array_size(turns); i++)
        if (take_turn(r, json_array_get(turns, i), i, messages) < 0)
            result = -1;
    id_set(document, json_object_get(record, "id"));
    line_set(document, "title", json_text(record, "title"), 500);
    line_set(document, "model", json_text(record, "model"), 500);
    if (*json_text(record, "system"))
        json_object_set(document, "system", json_object_get(record, "system"));
    system_set(document, messages);
    json_object_set_new(document, "messages", messages);
    if (result == 0)
        return document;
    json_decref(document);
    return NULL;
}
