// SPDX-License-Identifier: MIT
// Writing the answers' files: one line behind the other, each on the disk before the next question is asked. A process that
// is killed while it writes leaves at most the beginning of one line, and never an answer that was paid for twice.
#ifndef CALMA_STUDY_LEDGER_H
#define CALMA_STUDY_LEDGER_H

#include <jansson.h>

#include "base/diag.h"

// Holds the study's folder, so that no second run begins; to be taken before the study is read. Answers a descriptor to
// close (closing it lets go), -1 after an error, or -2 where the file system knows no locks, which is told.
int ledger_hold(const char *folder, struct diag *d);

struct ledger {
    int file; // -1: nothing has been written yet
    char *path;
    char *shown; // "answers/a.jsonl", as messages call it
};

// The file of a model's answers; it is made with the first of them.
void ledger_init(struct ledger *ledger, const char *folder, const char *model);
// Any other file of the study, such as "embeddings.jsonl".
void ledger_init_file(struct ledger *ledger, const char *folder, const char *name);
// Appends a line. What an earlier process left torn is first set aside, in the file's name with ".torn" behind it.
int ledger_append(struct ledger *ledger, const json_t *answer, struct diag *d);
// The same of bytes that end with a line feed.
int ledger_write(struct ledger *ledger, const char *line, size_t len, struct diag *d);
// Has all that was appended on the disk.
int ledger_flush(struct ledger *ledger, struct diag *d);
void ledger_close(struct ledger *ledger);

#endif
