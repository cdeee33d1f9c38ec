// SPDX-License-Identifier: MIT
// One zip file of the inbox, by libzip: entries are read as streams, within limits.
#ifndef CALMA_RECORD_INBOX_ZIP_H
#define CALMA_RECORD_INBOX_ZIP_H

#include <stdbool.h>

#include "record/inbox.h"

struct zip_budget {
    unsigned long long left; // bytes that may still be unpacked in this import
    size_t hidden;           // entries passed over: left by computers, not by people
};

// Gives every entry to the reader, through `bytes`. What cannot be read is reported and makes `*complete` false. Answers
// -1 only when the reader stopped it.
int inbox_zip(const char *path, const struct inbox_reader *reader, struct zip_budget *budget, struct buf *bytes,
              bool *complete, struct diag *d);

// Appends a name as it may be shown: well-formed, one line, at most 300 bytes.
void inbox_name(struct buf *out, const char *name, size_t len);

#endif
