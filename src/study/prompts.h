// SPDX-License-Identifier: MIT
// Files of prompts, to be put to every model of the study: .txt (one a line), .csv (columns prompt, and if you like id,
// topic, title, language, follows) and .jsonl (objects with these names). docs/formats.md, "Prompts".
#ifndef CALMA_STUDY_PROMPTS_H
#define CALMA_STUDY_PROMPTS_H

#include "base/buf.h"
#include "base/diag.h"
#include "study/study.h"

struct prompt {
    char *id;   // unique over all files of a study; made of the words where the file gives none
    char *text;
    char *topic, *title, *language; // "" where not given
    char *follows;                  // the id of the one that it goes on from, or ""
    const struct prompt *before;    // that one
    const struct prompt *next;      // the first that follows this one
    const struct prompt *beside;    // the next that follows the same one
    char (*asked)[65];              // for each model of the study, what it is asked by (study/asked.h)
    struct transcript **answers;    // for each model its answer; NULL: it awaits one
    struct place where;
};

struct prompt_file {
    char *file;
    char sha256[65];
    struct prompt *prompts;
    size_t count;
};

// Appends the prompts of what was read of `file` and checks them with each other. Goes on after errors, each located; -1
// when there were any. What could be read is in `to` all the same; prompts_release is due.
int prompts_parse(struct prompt_file *to, const struct buf *text, const char *file, struct diag *d);
void prompts_release(struct prompt_file *file);

// Reports ids that are there twice in the study's files.
void prompts_check(const struct study *study, struct diag *d);

const struct prompt_file *prompt_file_find(const struct study *study, const char *file);

#endif
