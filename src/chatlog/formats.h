// SPDX-License-Identifier: MIT
// The readers, one file for each; the table of them is in chatlog.c.
#ifndef CALMA_CHATLOG_FORMATS_H
#define CALMA_CHATLOG_FORMATS_H

#include "chatlog/chatlog.h"

bool transcript_guess(const struct chatlog_head *head);
json_t *transcript_record(struct reading *r, const json_t *record);
bool openai_guess(const struct chatlog_head *head);
json_t *openai_record(struct reading *r, const json_t *record);
bool sharegpt_guess(const struct chatlog_head *head);
json_t *sharegpt_record(struct reading *r, const json_t *record);
bool chatgpt_guess(const struct chatlog_head *head);
json_t *chatgpt_record(struct reading *r, const json_t *record);
bool prism_guess(const struct chatlog_head *head);
json_t *prism_record(struct reading *r, const json_t *record);
bool pilot_guess(const struct chatlog_head *head);
void pilot_whole(struct reading *r, const char *text);
bool markdown_guess(const struct chatlog_head *head);
void markdown_whole(struct reading *r, const char *text);

// The messages of a record with a list {role, content}: content that is a list of parts becomes their text, what tools
// said and what is no text is left out and counted. Messages that need nothing of that stay as they are with `keep`;
// without it no other fields of theirs are taken. NULL when they, or one of them, are not in
// order.
json_t *openai_messages(struct reading *r, const json_t *record, bool keep);

#endif
