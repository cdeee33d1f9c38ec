// SPDX-License-Identifier: MIT
// Making a transcript's messages, and the lines of text that stand beside them.
#ifndef CALMA_CHATLOG_MESSAGES_H
#define CALMA_CHATLOG_MESSAGES_H

#include <jansson.h>
#include <stddef.h>

// Appends {role, content}.
void messages_add(json_t *messages, const char *role, const char *text);

// The same, unless the last message is of that role: then the text becomes its last paragraph.
void messages_join(json_t *messages, const char *role, const char *text);

// Sets `key` to `text` as one line without control characters, cut to `most` code points; nothing when that is empty.
void line_set(json_t *object, const char *key, const char *text, size_t most);

// Sets `id` to what a file calls a conversation, where it can be one: a text without spaces, or a whole number.
void id_set(json_t *object, const json_t *id);

// Makes a first message of the system the document's system prompt, unless it has one.
void system_set(json_t *document, json_t *messages);

// Sets `key` to the time so many seconds after 1970, as 2026-03-01T10:42:00Z; a text stays a text, whatever it says,
// but "2026-03-01 10:42:00..." is written in that form. Nothing for other values.
void stamp_set(json_t *object, const char *key, const json_t *time);

#endif
