// SPDX-License-Identifier: MIT
// The transcripts of a study: what chatlog/ reads, in whatever format it is, and what a study needs to know of it.
#ifndef CALMA_STUDY_TRANSCRIPTS_H
#define CALMA_STUDY_TRANSCRIPTS_H

#include "base/diag.h"
#include "study/study.h"

// Appends the transcripts of `file` (relative to `folder`) to `list`; each is new memory. Says what is missing of
// their provenance in one warning per file and field. Adds the bytes read to `*digest_hex` as the file's SHA-256.
// Answers -1 when there were errors; the readable transcripts are in the list all the same.
int transcripts_read(struct transcript_list *list, const char *folder, const char *file,
                     char digest_hex[65], struct diag *d);

// The same of what was read already.
int transcripts_parse(struct transcript_list *list, const struct buf *text,
                      const char *file, char digest_hex[65], struct diag *d);

void transcript_free(struct transcript *transcript);

#endif
