// SPDX-License-Identifier: MIT
// PRISM's conversations.jsonl: in each turn a person's message and the answers of one or more models, one of them chosen.
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "chatlog/formats.h"
#include "chatlog/messages.h"
#include "chatlog/reading.h"

bool prism_guess(const struct chatlog_head *head)
{
    return json_is_array(json_object_get(head->record, "conversation_history"));
}

// "name (provider)", each model once.
static void name_model(const json_t *entry, struct buf *models)
{
    const char *name = json_text(entry, "model_name");
    const char *provider = json_text(entry, "model_provider");
    struct buf model;
    buf_init(&model, 400);
    buf_fmt(&model, *provider ? "%s (%s)" : "%s", name, provider);
    if (*name && !strstr(models->data, model.data))
        buf_fmt(models, "%s%s", models->len ? ", " : "", model.data);
    buf_release(&model);
}

static int take_entry(struct reading *r, const json_t *entry, json_t *messages,
                      struct buf *models)
{
    const char *role = json_text(entry, "role");
    const char *content = json_string_value(json_object_get(entry, "content"));
    bool user = strcmp(role, "user") == 0;
    if (!content || (!user && strcmp(role, "model") != 0))
        return diag_add(r->diag, reading_place(r, "/conversation_history"),
                        E_CHATLOG_RECORD, r->format->name,
                        "each entry has a role, \"user\" or \"model\", and a content");
    if (user) {
        messages_add(messages, role, content);
    } else if (json_is_true(json_object_get(entry, "if_chosen"))) {
        messages_add(messages, "assistant", content);
        name_model(entry, models);
    } else {
        r->left[LEFT_ANSWER]++;
    }
    return 0;
}

json_t *prism_record(struct reading *r, const json_t *record)
{
    const json_t *entries = json_object_get(record, "conversation_history");
    struct buf models;
    int result = 0;
    if (!json_array_size(entries)) {
        diag_add(r->diag, reading_place(r, ""), E_CHATLOG_RECORD, r->format->name,
                 "it has no list \"conversation_history\" with something in it");
        return NULL;
    }
    json_t *messages = json_array(), *document = json_object();
    buf_init(&models, 500);
    for (size_t i = 0; i < json_array_size(entries) && result == 0; i++)
        result = take_entry(r, json_array_get(entries, i), messages, &models);
    id_set(document, json_object_get(record, "conversation_id"));
    line_set(document, "model", models.data, 500);
    stamp_set(document, "created", json_object_get(record, "generated_datetime"));
    json_object_set_new(document, "messages", messages);
    buf_release(&models);
    r->left[LEFT_PERSON] += json_object_get(record, "user_id") != NULL;
    if (result == 0)
        return document;
    json_decref(document);
    return NULL;
}
