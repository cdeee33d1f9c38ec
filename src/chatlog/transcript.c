// SPDX-License-Identifier: MIT
// transcript@1, and lines with some of its fields that do not name it.
#include <string.h>

#include "base/json.h"
#include "chatlog/formats.h"
#include "chatlog/reading.h"

static bool has_any(const json_t *record, const char *const *keys)
{
    for (; *keys; keys++)
        if (json_object_get(record, *keys))
            return true;
    return false;
}

bool transcript_guess(const struct chatlog_head *head)
{
    static const char *const own[] = {"id",     "title",   "topic",      "language",
                                      "lang",   "source",  "owner",      "share",
                                      "system", "follows", "parameters", NULL};
    static const char *const others[] = {
        "tools",    "functions", "tool_choice",         "usage", "choices", "object",
        "metadata", "user",      "parallel_tool_calls", NULL};
    const json_t *record = head->record;
    if (strncmp(json_text(record, "format"), "calma/", 6) == 0)
        return true;
    return json_object_get(record, "messages") && has_any(record, own) &&
           !has_any(record, others) &&
           !json_is_number(json_object_get(record, "created"));
}

json_t *transcript_record(struct reading *r, const json_t *record)
{
    json_t *document = json_copy((json_t *)(size_t)record);
    json_t *messages = *json_text(record, "format") || !json_is_object(record)
                           ? NULL
                           : openai_messages(r, record, true);
    if (messages)
        json_object_set_new(document, "messages", messages);
    return document;
}
