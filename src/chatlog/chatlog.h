// SPDX-License-Identifier: MIT
// Conversations as other programs keep them, read as documents of transcript@1 (docs/formats.md, docs/transcripts.md).
// The table of formats, guessing which one a file is in, and reading a file one conversation at a time: of a long list
// no more than one conversation is held as values at once.
#ifndef CALMA_CHATLOG_CHATLOG_H
#define CALMA_CHATLOG_CHATLOG_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct reading;

// What a guess may look at.
struct chatlog_head {
    const char *text; // NUL-terminated, behind a byte order mark
    const json_t *record; // the first record that is JSON, or NULL
};

struct chatlog_format {
    const char *name; // as --as has it
    const char *kind; // as people call it
    bool sourced;     // the kind is all that is known of where the conversations come from: their source
    const char *ending; // of the names of files that are taken for it when nothing in them tells; may be NULL
    bool (*guess)(const struct chatlog_head *head);
    // Files of JSON: one conversation as a new document, or NULL when it is refused (said in the diagnostics) or has
    // nothing to read (likewise).
    json_t *(*record)(struct reading *reading, const json_t *record);
    // Other files: all of it, by reading_found.
    void (*whole)(struct reading *reading, const char *text);
};

// In the order in which they are guessed; ended by one without a name.
extern const struct chatlog_format chatlog_formats[];
const struct chatlog_format *chatlog_find(const char *name);

// One conversation that was read. The document fits transcript@1's shape; what the file does not say is not in it.
struct chatlog_found {
    json_t *document; // the receiver's
    const struct chatlog_format *format;
    const char *file;
    int line;      // where it begins
    size_t number; // what tells it from others of its file: its line in JSON Lines, its position in a list
};

struct chatlog_sink {
    void (*found)(const struct chatlog_found *found, void *context);
    void (*progress)(size_t done, size_t total, void *context); // bytes; may be NULL
    void *context;
};

struct chatlog_result {
    const struct chatlog_format *format; // NULL when none fits
    size_t found, refused;
};

// The format of `text` (NUL-terminated behind `len` bytes), or NULL when it is none of the table's.
const struct chatlog_format *chatlog_guess(const char *text, size_t len,
                                           const char *file);

// Reads `text`, likewise. `as` NULL: the format is guessed. Every conversation that cannot be
// read is an error at its line, and the others are read all the same; what was left out of those that were read is
// one note. Answers -1 when there was an error.
int chatlog_read(const char *text, size_t len, const char *file,
                 const struct chatlog_format *as, struct chatlog_sink sink,
                 struct chatlog_result *result, struct diag *d);

#endif
