// SPDX-License-Identifier: MIT
// A document of transcript@1 (docs/formats.md): its checks, its id, and how it is written.
#ifndef CALMA_CHATLOG_DOCUMENT_H
#define CALMA_CHATLOG_DOCUMENT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "chatlog/chatlog.h"

#define DOCUMENT_FORMAT "calma/transcript@1"

// Its version and its shape; -1 after an error at `where`.
int document_check(const json_t *document, struct place where, struct diag *d);

// Whether what it says of itself is enough to be used: an id without spaces, and an answer. `id` as document_id gives
// it; -1 after an error at `where`.
int document_usable(const json_t *document, const char *id, struct place where,
                    struct diag *d);

// Its own id, or "<beginning of the file's name>-<number>", with "-" for spaces in it. Free it.
char *document_id(const struct chatlog_found *found);

// Says outright what the document leaves open: its format, its id, and "unknown" for each part of its provenance that
// is missing.
void document_complete(json_t *document, const char *id);

// Appends it as one line: the fields of transcript@1 in their order, then others by name, the messages last.
void document_write(const json_t *document, struct buf *out);

#endif
