// SPDX-License-Identifier: MIT
// Vectors that a language model once gave for texts, as they lie in a study's embeddings.jsonl: one line for each text,
// {"text", "model", "vector"}. They are read, and never asked for. Vectors of two models are never compared.
#ifndef CALMA_REPORT_EMBEDDINGS_H
#define CALMA_REPORT_EMBEDDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct embedding {
    char *model, *text;
    double *vector; // of length 1
    size_t size;
    int line;
};

struct embeddings {
    struct embedding *list; // by model, then text; each pair once, the last line counts
    size_t count;
};

// Reads folder/embeddings.jsonl. Without the file there are none. Lines that cannot be used are named and passed over.
void embeddings_read(struct embeddings *e, const char *folder, struct diag *d);
void embeddings_clear(struct embeddings *e);

const struct embedding *embeddings_find(const struct embeddings *e, const char *model,
                                        const char *text);

// -1 to 1; 0 when the sizes differ.
double embedding_cosine(const double *a, size_t a_size, const double *b, size_t b_size);

#endif
