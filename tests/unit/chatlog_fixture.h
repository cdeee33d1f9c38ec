// SPDX-License-Identifier: MIT
// What the tests of chatlog/ share: a text read as a file of some name, and what came of it.
#ifndef CALMA_TESTS_CHATLOG_FIXTURE_H
#define CALMA_TESTS_CHATLOG_FIXTURE_H

#include "chatlog/chatlog.h"
#include "support.h"

extern struct diag talk_diag;
extern struct chatlog_found talks[400];
extern size_t talk_count;
extern struct chatlog_result talk_result;

int talk_setup(void **state);
int talk_teardown(void **state);

// Reads `text` as the file `name`, in the format that is guessed, or in the one named; what was read before is gone.
int talk_read(const char *name, const char *text);
// The same of JSON with ' in the place of ".
int talk_read_json(const char *name, const char *text);
int talk_read_as(const char *format, const char *name, const char *text);
int talk_read_bytes(const char *format, const char *name, const char *bytes, size_t len);

// Fails unless message `n` of conversation `talk` is this; and unless there are so many messages.
void assert_said_by(size_t talk, size_t n, const char *role, const char *content);
void assert_messages(size_t talk, size_t count);

// A field of a conversation's document, "" when it is missing.
const char *talk_field(size_t talk, const char *key);

// Fails unless the note on what was left out holds this.
void assert_left(const char *words);

#define TALK_TEST(name) cmocka_unit_test_setup_teardown(name, talk_setup, talk_teardown)

#endif
