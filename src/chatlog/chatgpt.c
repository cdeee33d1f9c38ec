// SPDX-License-Identifier: MIT
// ChatGPT's conversations.json: each conversation is a tree of messages, `mapping`, of which the branch that ends in
// `current_node` is what its people last saw. An answer that was interrupted by tools is one message here.
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/json.h"
#include "chatlog/formats.h"
#include "chatlog/messages.h"
#include "chatlog/reading.h"

#define TEXT_MOST ((size_t)1 << 30) // files are smaller
#define ID_DIGITS 12

bool chatgpt_guess(const struct chatlog_head *head)
{
    return json_is_object(json_object_get(head->record, "mapping"));
}

// --- the branch

static bool is_leaf(const json_t *node)
{
    return !json_array_size(json_object_get(node, "children"));
}

static size_t count_leaves(const json_t *mapping)
{
    size_t count = 0;
    const char *id;
    json_t *node;
    json_object_foreach ((json_t *)(size_t)mapping, id, node)
        count += is_leaf(node);
    return count;
}

// The end of the branch with the last message, where no end is named.
static const json_t *last_leaf(const json_t *mapping)
{
    const json_t *last = NULL;
    double latest = -1;
    const char *id;
    json_t *node;
    json_object_foreach ((json_t *)(size_t)mapping, id, node) {
        const json_t *message = json_object_get(node, "message");
        double time = json_number_value(json_object_get(message, "create_time"));
        if (is_leaf(node) && time >= latest) {
            last = node;
            latest = time;
        }
    }
    return last;
}

// The messages from the root to `node`. A tree that goes round in a circle ends where it has been.
static json_t *branch(const json_t *mapping, const json_t *node)
{
    json_t *list = json_array();
    size_t most = json_object_size(mapping);
    for (; node && most; most--) {
        const json_t *message = json_object_get(node, "message");
        if (json_is_object(message))
            json_array_append(list, (json_t *)(size_t)message);
        node = json_object_get(mapping, json_text(node, "parent"));
    }
    return list; // from the end
}

// --- one message

// What the interface turns into links to sources stands between U+E200 and U+E201.
static void add_text(struct buf *text, const char *part, size_t *left)
{
    static const char open[] = "\xEE\x88\x80", close[] = "\xEE\x88\x81";
    if (text->len && *part)
        buf_str(text, "\n\n");
    for (const char *mark; (mark = strstr(part, open));) {
        const char *end = strstr(mark, close);
        if (!end)
            break;
        buf_add(text, part, (size_t)(mark - part));
        part = end + strlen(close);
        left[LEFT_MARK]++;
    }
    buf_str(text, part);
}

static void take_parts(const json_t *content, struct buf *text, size_t *left)
{
    const json_t *parts = json_object_get(content, "parts");
    for (size_t i = 0; i < json_array_size(parts); i++) {
        const json_t *part = json_array_get(parts, i);
        const char *type = json_text(part, "content_type");
        if (json_is_string(part))
            add_text(text, json_string_value(part), left);
        else if (strcmp(type, "audio_transcription") == 0) // what was said aloud
            add_text(text, json_text(part, "text"), left);
        else
            left[LEFT_MEDIA]++;
    }
}

static bool is_hidden(const json_t *message)
{
    const json_t *metadata = json_object_get(message, "metadata");
    return json_flag(metadata, "is_visually_hidden_from_conversation") ||
           json_flag(metadata, "is_user_system_message");
}

// What kind of thing the message is, where it is none that people said or read; LEFT_COUNT where it is.
static enum left kind_of(const json_t *message, const char *role)
{
    const json_t *content = json_object_get(message, "content");
    const char *type = json_text(content, "content_type");
    const char *to = json_text(message, "recipient");
    if (strcmp(role, "tool") == 0)
        return LEFT_TOOL;
    bool person = strcmp(role, "user") == 0 || strcmp(role, "assistant") == 0;
    if (is_hidden(message) || !person)
        return LEFT_HIDDEN;
    if (strncmp(to, "canmore.", 8) == 0)
        return LEFT_CANVAS;
    if (*to && strcmp(to, "all") != 0)
        return LEFT_TOOL;
    if (strcmp(type, "thoughts") == 0 || strcmp(type, "reasoning_recap") == 0)
        return LEFT_THOUGHT;
    if (strstr(type, "editable_context"))
        return LEFT_HIDDEN;
    bool text = strcmp(type, "text") == 0 || strcmp(type, "multimodal_text") == 0;
    return text ? LEFT_COUNT : LEFT_OTHER;
}

static bool has_words(const json_t *message)
{
    const json_t *parts = json_object_get(json_object_get(message, "content"), "parts");
    for (size_t i = 0; i < json_array_size(parts); i++) {
        const char *part = json_string_value(json_array_get(parts, i));
        if (!part || *part)
            return true;
    }
    return !json_is_array(parts);
}

// Frames without words, such as the root of each tree, are nothing that could be left out.
static void take_message(struct reading *r, const json_t *message, json_t *messages)
{
    const char *role = json_text(json_object_get(message, "author"), "role");
    enum left kind = kind_of(message, role);
    if (kind != LEFT_COUNT) {
        r->left[kind] += has_words(message);
        return;
    }
    struct buf text;
    buf_init(&text, TEXT_MOST);
    take_parts(json_object_get(message, "content"), &text, r->left);
    if (text.len && strcmp(role, "assistant") == 0)
        messages_join(messages, role, text.data);
    else if (text.len)
        messages_add(messages, role, text.data);
    buf_release(&text);
}

// --- a conversation

// Each model that answered on the branch, in their order.
static void set_model(json_t *document, const json_t *record, const json_t *path)
{
    struct buf models;
    buf_init(&models, 500);
    for (size_t i = json_array_size(path); i-- > 0;) {
        const json_t *message = json_array_get(path, i);
        const char *slug =
            json_text(json_object_get(message, "metadata"), "model_slug");
        const char *role = json_text(json_object_get(message, "author"), "role");
        if (*slug && strcmp(role, "assistant") == 0 && !strstr(models.data, slug))
            buf_fmt(&models, "%s%s", models.len ? ", " : "", slug);
    }
    line_set(document, "model",
             models.len ? models.data : json_text(record, "default_model_slug"), 500);
    buf_release(&models);
}

// An id that says the same of the same conversation in a later export, and nothing to others.
static void set_id(struct reading *r, json_t *document, const json_t *record)
{
    const char *given = json_text(record, "conversation_id");
    char hex[HASH_HEX_SIZE];
    struct buf id;
    if (!*given)
        given = json_text(record, "id");
    if (!*given)
        return;
    buf_init(&id, 40);
    hash_hex(given, strlen(given), hex);
    buf_fmt(&id, "chatgpt-%.*s", ID_DIGITS, hex);
    json_object_set_new(document, "id", json_string(id.data));
    buf_release(&id);
    r->left[LEFT_TALK_ID]++;
}

static bool any_answer(const json_t *messages)
{
    for (size_t i = 0; i < json_array_size(messages); i++)
        if (strcmp(json_text(json_array_get(messages, i), "role"), "assistant") == 0)
            return true;
    return false;
}

static json_t *read_branch(struct reading *r, const json_t *record,
                           const json_t *mapping, const json_t *end)
{
    json_t *path = branch(mapping, end), *messages = json_array();
    size_t leaves = count_leaves(mapping);
    for (size_t i = json_array_size(path); i-- > 0;)
        take_message(r, json_array_get(path, i), messages);
    r->left[LEFT_BRANCH] += leaves - (is_leaf(end) && leaves);
    json_t *document = json_object();
    set_id(r, document, record);
    line_set(document, "title", json_text(record, "title"), 500);
    set_model(document, record, path);
    stamp_set(document, "created", json_object_get(record, "create_time"));
    json_object_set_new(document, "messages", messages);
    json_decref(path);
    return document;
}

json_t *chatgpt_record(struct reading *r, const json_t *record)
{
    const json_t *mapping = json_object_get(record, "mapping");
    const char *title = json_text(record, "title");
    if (!json_is_object(mapping)) {
        diag_add(r->diag, reading_place(r, ""), E_CHATLOG_RECORD, r->format->name,
                 "it has no \"mapping\"");
        return NULL;
    }
    const json_t *end = json_object_get(mapping, json_text(record, "current_node"));
    if (!end && (end = last_leaf(mapping)) && count_leaves(mapping) > 1)
        diag_add(r->diag, reading_place(r, ""), W_CHATLOG_BRANCH, title);
    json_t *document = end ? read_branch(r, record, mapping, end) : NULL;
    if (any_answer(json_object_get(document, "messages")))
        return document;
    diag_add(r->diag, reading_place(r, ""), W_CHATLOG_EMPTY, title);
    json_decref(document);
    return NULL;
}
