// SPDX-License-Identifier: MIT
// Conversations that are no JSON: tables and Markdown.
#include "chatlog_fixture.h"

static void tables(void **state)
{
    (void)state;
    assert_int_equal(talk_read("a.csv",
                               "\xEF\xBB\xBFID,TEXT,\r\n0,T,\r\n1,[Prompt] Q,\r\n"
                               "2,\"A, b\",\r\n3,C,\r\n4,\" \",\r\n5,[Prompt]R,\r\n"),
                     0);
    assert_string_equal(talk_result.format->name, "pilot");
    assert_string_equal(talk_field(0, "title"), "T");
    assert_messages(0, 3);
    assert_said_by(0, 0, "user", "Q");
    assert_said_by(0, 1, "assistant", "A, b\n\nC");
    assert_said_by(0, 2, "user", "R");
    assert_said(&talk_diag, W_CHATLOG_ROW, "a.csv", 6, "");
    assert_int_equal(talks[0].line, 2);
    // no mark: the first row is the question; no title: the first row is a question
    assert_int_equal(talk_read("a.csv", "ID,TEXT\n0,T\n1,Q\n2,A\n"), 0);
    assert_said_by(0, 0, "user", "Q");
    assert_said_by(0, 1, "assistant", "A");
    assert_int_equal(talk_read("a.csv", "ID,TEXT\n0,[Prompt] Q\n1,A\n"), 0);
    assert_string_equal(talk_field(0, "title"), "");
    assert_said_by(0, 0, "user", "Q");
}

static void tables_that_are_not_in_order(void **state)
{
    (void)state;
    assert_int_equal(talk_read("a.csv", "id,name\n1,x\n2,y\n"), -1);
    assert_said(&talk_diag, E_TRANSCRIPT_COLUMNS, "a.csv", 1, "");
    assert_int_equal(talk_read("a.csv", "ID,TEXT\n0,T\n1,\"Q\n2,A\n"), -1);
    assert_said(&talk_diag, E_CSV_QUOTE, "a.csv", 3, "");
    assert_int_equal(talk_read("a.csv", "ID,TEXT\n0,T\n1,\xFF\n"), -1);
    assert_said(&talk_diag, E_UTF8, "a.csv", 0, "");
    assert_int_equal(talk_read("a.csv", "ID,TEXT\n0,T\n1,,\n2,,\n"), -1);
    assert_int_equal(talk_result.refused, 1);
}

static void headings(void **state)
{
    (void)state;
    const char *text =
        "---\nmodel: \"m: 1\"\nmood: good\n---\n"
        "# The talk\nSaved yesterday.\n\n"
        "### System\nBe kind.\n\n### User:\r\n\r\nQ1\r\n\r\nQ2\n\n---\n\n"
        "### **Assistant**\n# A heading\n\n## User\n\n**User:** quoted\n"
        "```\n### User\n```\n### Human\n";
    assert_int_equal(talk_read("talk.md", text), 0);
    assert_string_equal(talk_result.format->name, "markdown");
    assert_string_equal(talk_field(0, "title"), "The talk");
    assert_string_equal(talk_field(0, "model"), "m: 1");
    assert_string_equal(talk_field(0, "system"), "Be kind.");
    assert_messages(0, 2);
    assert_said_by(0, 0, "user", "Q1\n\nQ2");
    assert_said_by(0, 1, "assistant",
                   "# A heading\n\n## User\n\n**User:** quoted\n"
                   "```\n### User\n```\n### Human");
    assert_left("1 line before the first speaker, 1 field of other kinds");
}

static void bold_and_plain(void **state)
{
    (void)state;
    assert_int_equal(talk_read("a.md", "**You:** Q\n\n**ChatGPT**: A\nUser: no\n\n"
                                       "**You**\n\nR\n**You** know.\n"),
                     0);
    assert_messages(0, 3);
    assert_said_by(0, 1, "assistant", "A\nUser: no");
    assert_said_by(0, 2, "user", "R\n**You** know.");
    assert_int_equal(
        talk_read("a.txt", "user: Q\nAI: A\nModel: T\nUser:nothing\nUSER:\nR\n"), 0);
    assert_messages(0, 3);
    assert_said_by(0, 0, "user", "Q");
    assert_said_by(0, 1, "assistant", "A\nModel: T\nUser:nothing");
    assert_said_by(0, 2, "user", "R");
}

static void text_without_speakers(void **state)
{
    (void)state;
    assert_int_equal(talk_read("a.txt", "User: Q\nHello\n"), -1); // nobody answers
    assert_said(&talk_diag, E_TRANSCRIPT_KIND, "a.txt", 0, "");
    assert_int_equal(talk_read_bytes(NULL, "a.txt", "\xFF\xFEU\0s\0e\0r\0:\0", 12), -1);
    assert_said(&talk_diag, E_UTF8, "a.txt", 0, "");
    assert_int_equal(talk_read("a.md", "# Notes\n\nHello\n"), -1);
    assert_said(&talk_diag, E_CHATLOG_RECORD, "a.md", 1, "");
    assert_int_equal(talk_read_as("markdown", "a.txt", "User: Q\nHello\n"), 0);
    assert_said_by(0, 0, "user", "Q\nHello");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TALK_TEST(tables),
        TALK_TEST(tables_that_are_not_in_order),
        TALK_TEST(headings),
        TALK_TEST(bold_and_plain),
        TALK_TEST(text_without_speakers),
    };
    return cmocka_run_group_tests_name("text_files", tests, NULL, NULL);
}
