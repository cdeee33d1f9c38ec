// SPDX-License-Identifier: MIT
// Lists of messages as chat interfaces take and give them: {"messages": [{"role", "content"}]}, where content is a text,
// a list of parts, or nothing beside a call of a tool.
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "chatlog/formats.h"
#include "chatlog/messages.h"
#include "chatlog/reading.h"

#define TEXT_MOST ((size_t)1 << 30) // files are smaller

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(*words, word) == 0)
            return true;
    return false;
}

// --- one message

static void add_paragraph(struct buf *text, const char *paragraph)
{
    if (text->len && *paragraph)
        buf_str(text, "\n\n");
    buf_str(text, paragraph);
}

static void take_part(const json_t *part, struct buf *text, size_t *left)
{
    static const char *const texts[] = {"text", "input_text", "output_text", NULL};
    static const char *const thoughts[] = {"thinking", "reasoning", NULL};
    static const char *const tools[] = {"tool_use", "tool_result", "tool_call", NULL};
    const char *type = json_text(part, "type");
    if (json_is_string(part))
        add_paragraph(text, json_string_value(part));
    else if (is_one_of(type, texts))
        add_paragraph(text, json_text(part, "text"));
    else if (strcmp(type, "refusal") == 0)
        add_paragraph(text, json_text(part, "refusal"));
    else if (is_one_of(type, thoughts))
        left[LEFT_THOUGHT]++;
    else
        left[is_one_of(type, tools) ? LEFT_TOOL : LEFT_MEDIA]++;
}

static bool calls_tool(const json_t *message)
{
    return json_array_size(json_object_get(message, "tool_calls")) ||
           json_is_object(json_object_get(message, "function_call"));
}

// Adds its words to `text`; false when its content is of no known kind. `*none`: it has no words, and was counted.
static bool take_content(const json_t *message, struct buf *text, size_t *left,
                         bool *none)
{
    const json_t *content = json_object_get(message, "content");
    const json_t *refusal = json_object_get(message, "refusal");
    bool call = calls_tool(message);
    left[LEFT_TOOL] += call;
    left[LEFT_THOUGHT] += *json_text(message, "reasoning_content") != '\0';
    if (json_is_string(content))
        buf_str(text, json_string_value(content));
    for (size_t i = 0; i < json_array_size(content); i++)
        take_part(json_array_get(content, i), text, left);
    if (!text->len && json_is_string(refusal))
        buf_str(text, json_string_value(refusal));
    *none = !text->len && (call || json_array_size(content));
    return json_is_string(content) || json_is_array(content) || text->len || call;
}

static bool take_message(const json_t *message, json_t *into, size_t *left, bool keep)
{
    static const char *const roles[] = {"system", "user", "assistant", NULL};
    static const char *const tools[] = {"tool", "function", NULL};
    const char *role = json_text(message, "role");
    if (strcmp(role, "developer") == 0)
        role = "system";
    if (is_one_of(role, tools)) {
        left[LEFT_TOOL]++;
        return true;
    }
    struct buf text;
    bool none;
    buf_init(&text, TEXT_MOST);
    bool good = is_one_of(role, roles) && take_content(message, &text, left, &none);
    bool plain = json_is_string(json_object_get(message, "content")) &&
                 strcmp(role, json_text(message, "role")) == 0;
    if (good && !none && keep && plain)
        json_array_append(into, (json_t *)(size_t)message);
    else if (good && !none)
        messages_add(into, role, text.data);
    buf_release(&text);
    return good;
}

json_t *openai_messages(struct reading *r, const json_t *record, bool keep)
{
    const json_t *given = json_object_get(record, "messages");
    if (!json_is_array(given))
        return NULL;
    json_t *messages = json_array();
    size_t left[LEFT_COUNT] = {0};
    for (size_t i = 0; i < json_array_size(given); i++)
        if (!take_message(json_array_get(given, i), messages, left, keep)) {
            json_decref(messages);
            return NULL;
        }
    for (int i = 0; i < LEFT_COUNT; i++)
        r->left[i] += left[i];
    return messages;
}

// --- a record

static const char *const parameters[] = {
    "temperature",           "top_p", "max_tokens",
    "max_completion_tokens", "seed",  "frequency_penalty",
    "presence_penalty",      "stop",  NULL};
static const char *const lines[] = {"title", "topic",  "language", "owner",
                                    "model", "source", NULL};

bool openai_guess(const struct chatlog_head *head)
{
    return json_is_array(json_object_get(head->record, "messages"));
}

static void take_field(json_t *document, const char *key, const json_t *value,
                       size_t *left)
{
    const char *text = json_string_value(value);
    if (strcmp(key, "id") == 0)
        id_set(document, value);
    else if (strcmp(key, "created") == 0)
        stamp_set(document, key, value);
    else if (strcmp(key, "lang") == 0 && text)
        line_set(document, "language", text, 35);
    else if (strcmp(key, "system") == 0 && text)
        json_object_set(document, key, (json_t *)(size_t)value);
    else if (is_one_of(key, lines) && text)
        line_set(document, key, text, strcmp(key, "language") == 0 ? 35 : 500);
    else if (strcmp(key, "messages") != 0 && strcmp(key, "parameters") != 0 &&
             !is_one_of(key, parameters))
        left[LEFT_FIELD]++;
}

static void take_parameters(json_t *document, const json_t *record)
{
    const json_t *given = json_object_get(record, "parameters");
    json_t *taken =
        json_is_object(given) ? json_copy((json_t *)(size_t)given) : json_object();
    for (int i = 0; parameters[i]; i++)
        if (json_object_get(record, parameters[i]))
            json_object_set(taken, parameters[i],
                            json_object_get(record, parameters[i]));
    if (json_object_size(taken))
        json_object_set(document, "parameters", taken);
    json_decref(taken);
}

json_t *openai_record(struct reading *r, const json_t *record)
{
    const char *key;
    json_t *value;
    json_t *messages = openai_messages(r, record, false);
    json_t *document = json_object();
    json_object_foreach ((json_t *)(size_t)record, key, value)
        take_field(document, key, value, r->left);
    take_parameters(document, record);
    if (messages)
        system_set(document, messages);
    else // for the check of the shape to say what is wrong
        messages = json_incref(json_object_get(record, "messages"));
    if (messages)
        json_object_set_new(document, "messages", messages);
    return document;
}
