// SPDX-License-Identifier: MIT
#include "chatlog_fixture.h"

// A node's message, piece by piece.
#define USER "'message': {'author': {'role': 'user'},"
#define ASSISTANT "'message': {'author': {'role': 'assistant'},"
#define SYSTEM "'message': {'author': {'role': 'system'},"
#define TOOL "'message': {'author': {'role': 'tool'},"
#define TEXT "'content': {'content_type': 'text', 'parts': ["
#define END "]}}"

static void the_current_branch(void **state)
{
    (void)state;
    const char *text =
        "[{'title': 'Two\\nlines', 'create_time': 1772355600.5, 'id': 'abc',"
        "'conversation_id': 'abc', 'current_node': 'd', 'mapping': {"
        "'r': {'parent': null, 'children': ['a'], 'message': null},"
        "'a': {'parent': 'r', 'children': ['b', 'c']," USER TEXT "'Q'" END "},"
        "'b': {'parent': 'a', 'children': []," ASSISTANT TEXT "'Old'" END "},"
        "'c': {'parent': 'a', 'children': ['d', 'e']," ASSISTANT
        "'metadata': {'model_slug': 'm-1'}," TEXT "'A1', 'A2'" END "},"
        "'d': {'parent': 'c', 'children': []," USER TEXT "'Thanks'" END "},"
        "'e': {'parent': 'c', 'children': []," USER TEXT "'Never mind'" END "}}}]";
    assert_int_equal(talk_read_json("conversations.json", text), 0);
    assert_string_equal(talk_result.format->name, "chatgpt");
    assert_messages(0, 3);
    assert_said_by(0, 0, "user", "Q");
    assert_said_by(0, 1, "assistant", "A1\n\nA2");
    assert_said_by(0, 2, "user", "Thanks");
    assert_string_equal(talk_field(0, "title"), "Two lines");
    assert_string_equal(talk_field(0, "created"), "2026-03-01T09:00:00Z");
    assert_string_equal(talk_field(0, "model"), "m-1");
    assert_string_equal(talk_field(0, "source"), "ChatGPT export");
    assert_left("2 branches that were given up");
    assert_left("1 conversation's own id");
    // the id is always the same one, and not the account's
    assert_memory_equal(talk_field(0, "id"), "chatgpt-", 8);
    assert_int_equal(strlen(talk_field(0, "id")), 20);
    assert_null(strstr(talk_field(0, "id"), "abc"));
}

static void what_people_did_not_see_is_counted(void **state)
{
    (void)state;
    const char *text =
        "[{'current_node': 'i', 'default_model_slug': 'auto', 'mapping': {"
        "'a': {'children': ['b']," SYSTEM TEXT "'Be good'" END "},"
        "'b': {'parent': 'a', 'children': ['c']," USER
        "'content': {'content_type': 'user_editable_context', 'user_profile': 'x'}}},"
        "'c': {'parent': 'b', 'children': ['d']," USER
        "'content': {'content_type': 'multimodal_text', 'parts': ["
        "{'content_type': 'image_asset_pointer'}, 'See',"
        "{'content_type': 'audio_transcription', 'text': 'Hear'}" END "},"
        "'d': {'parent': 'c', 'children': ['e']," ASSISTANT
        "'content': {'content_type': 'thoughts', 'thoughts': []}}},"
        "'e': {'parent': 'd', 'children': ['f']," ASSISTANT TEXT "'One moment.'" END
        "},"
        "'f': {'parent': 'e', 'children': ['g']," ASSISTANT
        "'recipient': 'python', 'content': {'content_type': 'code'}}},"
        "'g': {'parent': 'f', 'children': ['h']," TOOL
        "'content': {'content_type': 'execution_output', 'text': '4'}}},"
        "'h': {'parent': 'g', 'children': ['i']," ASSISTANT
        "'recipient': 'canmore.create_textdoc'," TEXT "'{}'" END "},"
        "'i': {'parent': 'h', 'children': []," ASSISTANT "'recipient': 'all'," TEXT
        "'Here\\ue200cite\\ue202turn0\\ue201.'" END "}}}]";
    assert_int_equal(talk_read_json("conversations.json", text), 0);
    assert_messages(0, 2);
    assert_said_by(0, 0, "user", "See\n\nHear");
    assert_said_by(0, 1, "assistant", "One moment.\n\nHere.");
    assert_string_equal(talk_field(0, "model"), "auto");
    assert_left("2 messages of tools, 2 hidden messages, 1 thought of the model, "
                "1 canvas, 1 picture, sound or file, 1 mark of a source");
}

static void a_tree_that_goes_round(void **state)
{
    (void)state;
    const char *text =
        "[{'current_node': 'a', 'mapping': {"
        "'a': {'parent': 'b', 'children': ['b']," ASSISTANT TEXT "'A'" END "},"
        "'b': {'parent': 'a', 'children': ['a']," USER TEXT "'Q'" END "}}}]";
    assert_int_equal(talk_read_json("c.json", text), 0);
    assert_messages(0, 2);
    assert_said_by(0, 0, "user", "Q");
}

static void no_current_branch(void **state)
{
    (void)state;
    const char *text =
        "[{'title': 'T', 'mapping': {"
        "'a': {'children': ['b', 'c']," USER TEXT "'Q'" END "},"
        "'b': {'parent': 'a'," ASSISTANT "'create_time': 9.5," TEXT "'Late'" END "},"
        "'c': {'parent': 'a'," ASSISTANT "'create_time': 2," TEXT "'Early'" END "}}}]";
    assert_int_equal(talk_read_json("c.json", text), 0);
    assert_said_by(0, 1, "assistant", "Late");
    assert_said(&talk_diag, W_CHATLOG_BRANCH, "c.json", 1, "");
    assert_left("1 branch that was given up");
}

#define GOOD "{'mapping': {'a': {" ASSISTANT TEXT "'A'" END "}}}"

static void empty_and_foreign_conversations(void **state)
{
    (void)state;
    const char *text = "[" GOOD ",\n{'title': 'Empty', 'mapping': {}},\n"
                       "{'mapping': 7},\n7,\n" GOOD "]";
    assert_int_equal(talk_read_json("c.json", text), -1);
    assert_int_equal(talk_count, 2);
    assert_int_equal(talk_result.refused, 2);
    assert_said(&talk_diag, W_CHATLOG_EMPTY, "c.json", 2, "");
    assert_said(&talk_diag, E_CHATLOG_RECORD, "c.json", 3, "");
    assert_said(&talk_diag, E_CHATLOG_RECORD, "c.json", 4, "");
    assert_int_equal(talks[1].line, 5);
    assert_int_equal(talks[1].number, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TALK_TEST(the_current_branch),
        TALK_TEST(what_people_did_not_see_is_counted),
        TALK_TEST(a_tree_that_goes_round),
        TALK_TEST(no_current_branch),
        TALK_TEST(empty_and_foreign_conversations),
    };
    return cmocka_run_group_tests_name("chatgpt", tests, NULL, NULL);
}
