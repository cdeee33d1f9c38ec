// SPDX-License-Identifier: MIT
// What the readers of the formats share: where they are, what they left out, and handing over what they found.
#ifndef CALMA_CHATLOG_READING_H
#define CALMA_CHATLOG_READING_H

#include "chatlog/chatlog.h"

// What is not taken over, with its words for one and for many. No include guard is needed for a list.
#define LEFT_LIST(X)                                                                   \
    X(LEFT_TOOL, "message of a tool", "messages of tools")                             \
    X(LEFT_HIDDEN, "hidden message", "hidden messages")                                \
    X(LEFT_THOUGHT, "thought of the model", "thoughts of the model")                   \
    X(LEFT_CANVAS, "canvas", "canvases")                                               \
    X(LEFT_MEDIA, "picture, sound or file", "pictures, sounds or files")               \
    X(LEFT_OTHER, "message that is no text", "messages that are no text")              \
    X(LEFT_MARK, "mark of a source", "marks of sources")                               \
    X(LEFT_BRANCH, "branch that was given up", "branches that were given up")          \
    X(LEFT_ANSWER, "answer that was not chosen", "answers that were not chosen")       \
    X(LEFT_LINE, "line before the first speaker", "lines before the first speaker")    \
    X(LEFT_FIELD, "field of other kinds", "fields of other kinds")                     \
    X(LEFT_TALK_ID, "conversation's own id", "conversations' own ids")                 \
    X(LEFT_PERSON, "id of a person", "ids of people")

enum left {
#define X(kind, one, many) kind,
    LEFT_LIST(X)
#undef X
        LEFT_COUNT
};

struct reading {
    const char *file;
    const struct chatlog_format *format;
    int line; // of the conversation at hand
    size_t number;
    size_t left[LEFT_COUNT];
    struct chatlog_sink sink;
    struct chatlog_result *result;
    struct diag *diag;
};

// Where the conversation at hand begins; `path` leads into it.
struct place reading_place(const struct reading *r, const char *path);

// Takes a document over: checks its shape, and hands it to the sink or refuses it.
void reading_found(struct reading *r, json_t *document);

#endif
