// SPDX-License-Identifier: MIT
// What the files that read a study share, and nobody else: the study while it is being read, and the fields of a table.
#ifndef CALMA_STUDY_LOADING_H
#define CALMA_STUDY_LOADING_H

#include "base/buf.h"
#include "base/diag.h"
#include "study/study.h"

struct loading {
    struct study *study;
    struct diag *diag;
    char **read_files; // names of transcript files read so far
    struct transcript_list *read_lists;
    size_t read_count;
    struct transcript_list common; // what every group's baseline begins with
    struct buf digests; // "<sha256> <file>\n" of every file that people will see
};

// Where a table of study.lua stands.
struct place loading_place(const json_t *value);

// Warns of every field that is not among the known ones, ended by NULL.
void loading_known(struct loading *l, const json_t *object, const char *what, const char *const *known);

// A text field: "" when it is not there, and an error when it is something else. To free().
char *loading_text(struct loading *l, const json_t *object, const char *what, const char *key);
// A whole number: 0 when it is not there, and an error when it is something else.
long long loading_number(struct loading *l, const json_t *object, const char *what, const char *key);

// Errors for a field that is empty, and for an id that is none.
void loading_need(struct loading *l, const json_t *object, const char *what, const char *value, const char *hint);
void loading_need_id(struct loading *l, const json_t *object, const char *what, const char *id);

// True when the file that `reference` names lies in the study's folder. A constructor that got no name has said so.
bool loading_inside(struct loading *l, const json_t *reference);

// Appends a file of the study, or one that the program brings along.
int loading_read(struct loading *l, const char *file, struct buf *out);

#endif
