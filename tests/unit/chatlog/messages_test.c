// SPDX-License-Identifier: MIT
// Lists of messages: transcript@1, those of chat interfaces, ShareGPT's and PRISM's.
#include "base/json.h"
#include "chatlog_fixture.h"

static void a_transcript_stays_what_it_is(void **state)
{
    (void)state;
    const char *text =
        "{\"format\":\"calma/transcript@1\",\"id\":\"a\",\"mood\":[1],\"messages\":[{"
        "\"role\":\"user\",\"content\":\"Q\",\"at\":3},{\"role\":\"assistant\","
        "\"content\":\"A\"}]}\n";
    assert_int_equal(talk_read("x.jsonl", text), 0);
    assert_string_equal(talk_result.format->name, "transcript");
    json_t *given = json_loads(text, 0, NULL);
    assert_true(json_equal(talks[0].document, given));
    json_decref(given);
    assert_int_equal(talk_diag.count, 0);
    assert_int_equal(talk_read("x.jsonl", "{\"format\":\"calma/transcript@2\"}"), -1);
    assert_said(&talk_diag, E_TRANSCRIPT_VERSION, "x.jsonl", 1, "");
}

static void lines_that_do_not_name_the_format(void **state)
{
    (void)state;
    const char *text =
        "{\"id\":\"a\",\"mood\":1,\"messages\":[{\"role\":\"tool\",\"content\":\"x\"},"
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Q\"}]},"
        "{\"role\":\"assistant\",\"content\":\"A\",\"at\":3}]}\n";
    assert_int_equal(talk_read("x.jsonl", text), 0);
    assert_string_equal(talk_result.format->name, "transcript");
    assert_messages(0, 2);
    assert_said_by(0, 0, "user", "Q");
    const json_t *messages = json_object_get(talks[0].document, "messages");
    assert_int_equal(json_number(json_array_get(messages, 1), "at"), 3); // kept
    assert_int_equal(json_number(talks[0].document, "mood"), 1);
    assert_left("1 message of a tool");
}

static void chat_interfaces(void **state)
{
    (void)state;
    const char *text =
        "{\"id\":7,\"model\":\"m\",\"created\":1772355600,\"temperature\":0.5,\"user\":"
        "\"u@example.org\",\"metadata\":{},\"messages\":["
        "{\"role\":\"developer\",\"content\":\"Be short.\"},"
        "{\"role\":\"user\",\"name\":\"Ada\",\"content\":[{\"type\":\"text\",\"text\":"
        "\"One\"},{\"type\":\"image_url\"},{\"type\":\"input_text\",\"text\":\"Two\"}]}"
        ","
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{}]},"
        "{\"role\":\"tool\",\"content\":\"x\"},{\"role\":\"function\",\"content\":"
        "\"x\"},"
        "{\"role\":\"assistant\",\"content\":\"A\",\"reasoning_content\":\"hm\"},"
        "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\"}]}\n";
    assert_int_equal(talk_read("x.jsonl", text), 0);
    assert_string_equal(talk_result.format->name, "openai");
    assert_messages(0, 3);
    assert_said_by(0, 0, "user", "One\n\nTwo");
    assert_said_by(0, 1, "assistant", "A");
    assert_said_by(0, 2, "assistant", "No.");
    assert_string_equal(talk_field(0, "id"), "7");
    assert_string_equal(talk_field(0, "system"), "Be short.");
    assert_string_equal(talk_field(0, "created"), "2026-03-01T09:00:00Z");
    assert_string_equal(talk_field(0, "user"), "");
    assert_null(json_object_get(
        json_array_get(json_object_get(talks[0].document, "messages"), 0), "name"));
    const json_t *parameters = json_object_get(talks[0].document, "parameters");
    assert_true(json_number_value(json_object_get(parameters, "temperature")) == 0.5);
    assert_left(
        "3 messages of tools, 1 thought of the model, 1 picture, sound or file, "
        "2 fields of other kinds");
}

static void messages_that_are_not_in_order(void **state)
{
    (void)state;
    const char *text = "{\"messages\":[{\"role\":\"user\",\"content\":\"Q\"}]}\n"
                       "{\"messages\":[{\"role\":\"user\",\"content\":\"Q\"},{\"role\":"
                       "\"cat\",\"content\":"
                       "\"Meow\"}]}\n"
                       "{\"messages\":[{\"role\":\"user\",\"content\":null}]}\n"
                       "{\"messages\":{}}\n";
    assert_int_equal(talk_read("x.jsonl", text), -1);
    assert_int_equal(talk_count, 1);
    assert_int_equal(talk_result.refused, 3);
    assert_said(&talk_diag, E_SHAPE, "x.jsonl", 2, "/messages/1/role");
    assert_said(&talk_diag, E_SHAPE, "x.jsonl", 3, "/messages/0/content");
    assert_said(&talk_diag, E_SHAPE, "x.jsonl", 4, "/messages");
}

static void what_is_refused_leaves_nothing_out(void **state)
{
    (void)state;
    const char *text = "{'messages':[{'role':'user','content':'Q'},{'role':'tool'}]}\n"
                       "{'messages':[{'role':'tool'},{'role':'cat','content':'x'}]}\n"
                       "{'user':'u','messages':[{'role':'tool'}]}\n";
    assert_int_equal(talk_read_json("x.jsonl", text), -1);
    assert_int_equal(talk_count, 1);
    assert_left("left out: 1 message of a tool");
    for (size_t i = 0; i < talk_diag.count; i++)
        assert_null(strstr(talk_diag.entries[i].text, "field"));
}

static void share_gpt(void **state)
{
    (void)state;
    const char *text =
        "[{\"id\":\"x_0\",\"model\":\"m\",\"conversations\":[{\"from\":\"system\","
        "\"value\":"
        "\"S\"},{\"from\":\"human\",\"value\":\"Q\"},{\"from\":\"function_call\","
        "\"value\":"
        "\"{}\"},{\"from\":\"gpt\",\"value\":\"A\"}]},\n"
        "{\"conversations\":[{\"from\":\"cat\",\"value\":\"Meow\"},{\"from\":\"gpt\","
        "\"value\":7},{\"value\":\"x\"}]},\n"
        "{\"conversations\":[]}]";
    assert_int_equal(talk_read("x.json", text), -1);
    assert_string_equal(talk_result.format->name, "sharegpt");
    assert_int_equal(talk_count, 1);
    assert_int_equal(talk_result.refused, 2);
    assert_messages(0, 2);
    assert_said_by(0, 1, "assistant", "A");
    assert_string_equal(talk_field(0, "id"), "x_0");
    assert_string_equal(talk_field(0, "system"), "S");
    assert_string_equal(talk_field(0, "model"), "m");
    assert_left("1 message of a tool");
    assert_said(&talk_diag, E_CHATLOG_SPEAKER, "x.json", 2, "/conversations/0/from");
    assert_said(&talk_diag, E_SHAPE, "x.json", 2, "/conversations/1/value");
    assert_said(&talk_diag, E_SHAPE, "x.json", 2, "/conversations/2/from");
    assert_said(&talk_diag, E_CHATLOG_RECORD, "x.json", 3, "");
}

#define MODEL(turn, name, chosen, content)                                             \
    "{\"turn\":" turn ",\"role\":\"model\",\"model_name\":\"" name                     \
    "\",\"model_provider\":\"p\",\"score\":50,\"if_chosen\":" chosen                   \
    ",\"content\":\"" content "\"}"
#define USER(turn, content)                                                            \
    "{\"turn\":" turn ",\"role\":\"user\",\"content\":\"" content "\"}"

static void prism(void **state)
{
    (void)state;
    const char *text =
        "{\"conversation_id\":\"c9\",\"user_id\":\"user4\",\"generated_datetime\":"
        "\"2023-12-01 10:20:30.123+00:00\",\"conversation_history\":[" USER("0", "Q") "," MODEL(
            "0", "a", "false",
            "No") "," MODEL("0", "b", "true",
                            "Yes") "," USER("1",
                                            "R") "," MODEL("1", "b", "true",
                                                           "Sure") "," MODEL("1", "b",
                                                                             "false",
                                                                             "Nope") "]"
                                                                                     "}"
                                                                                     "\n"
                                                                                     "{"
                                                                                     "\"conversation_history\":[{\"role\":\"cat\",\"content\":\"Meow\"}]}\n";
    assert_int_equal(talk_read("conversations.jsonl", text), -1);
    assert_string_equal(talk_result.format->name, "prism");
    assert_int_equal(talk_count, 1);
    assert_messages(0, 4);
    assert_said_by(0, 1, "assistant", "Yes");
    assert_said_by(0, 3, "assistant", "Sure");
    assert_string_equal(talk_field(0, "id"), "c9");
    assert_string_equal(talk_field(0, "model"), "b (p)");
    assert_string_equal(talk_field(0, "created"), "2023-12-01T10:20:30Z");
    assert_string_equal(talk_field(0, "user_id"), "");
    assert_left("2 answers that were not chosen, 1 id of a person");
    assert_said(&talk_diag, E_CHATLOG_RECORD, "conversations.jsonl", 2, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TALK_TEST(a_transcript_stays_what_it_is),
        TALK_TEST(lines_that_do_not_name_the_format),
        TALK_TEST(chat_interfaces),
        TALK_TEST(messages_that_are_not_in_order),
        TALK_TEST(what_is_refused_leaves_nothing_out),
        TALK_TEST(share_gpt),
        TALK_TEST(prism),
    };
    return cmocka_run_group_tests_name("messages", tests, NULL, NULL);
}
