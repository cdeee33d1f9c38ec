// SPDX-License-Identifier: MIT
// What a server says when it does not answer: {"error": {"message", "code"}} and its relatives, or plain text.
#ifndef CALMA_MODEL_COMPLAINT_H
#define CALMA_MODEL_COMPLAINT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define COMPLAINT_MAX 300 // bytes of what is shown

struct complaint {
    char message[COMPLAINT_MAX + 1]; // one line, valid UTF-8, without the key; "" when nothing was said
    char code[61];   // "model_not_found", "insufficient_quota"; "" when there is none
    int status;      // one that the text names in place of HTTP's, or 0
    bool page;       // it is a web page, whose words are not shown
};

// Reads the body (with a NUL behind it) of an answer with an error's status. Whatever stands in it, there is a complaint.
void complaint_read(struct complaint *c, const char *body, size_t len, const char *key);

// The same of a document, such as one that came in a stream. False when it holds no error.
bool complaint_find(struct complaint *c, const json_t *document, const char *key);

#endif
