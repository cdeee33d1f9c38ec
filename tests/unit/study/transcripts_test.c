// SPDX-License-Identifier: MIT
#include "study/transcripts.h"

#include "base/json.h"
#include "support.h"

static struct diag d;
static struct transcript_list list;
static char digest[65];

static int setup(void **state)
{
    diag_init(&d);
    return folder_setup(state);
}

static void forget(void)
{
    for (size_t i = 0; i < list.count; i++)
        transcript_free(list.items[i]);
    free(list.items);
    list = (struct transcript_list){0};
    diag_release(&d);
}

static int teardown(void **state)
{
    forget();
    return folder_teardown(state);
}

static int read_as(const char *folder, const char *file, const char *text)
{
    forget();
    put_file(in(folder, file), text);
    return transcripts_read(&list, folder, file, digest, &d);
}

static const json_t *message(size_t transcript, size_t n)
{
    assert_true(transcript < list.count);
    return json_array_get(json_object_get(list.items[transcript]->document, "messages"),
                          n);
}

static void assert_message(size_t transcript, size_t n, const char *role,
                           const char *content)
{
    assert_string_equal(json_text(message(transcript, n), "role"), role);
    assert_string_equal(json_text(message(transcript, n), "content"), content);
}

#define TALK                                                                           \
    "\"messages\":[{\"role\":\"user\",\"content\":\"Q\"},{\"role\":\"assistant\","     \
    "\"content\":\"A\"}]"

static void json_lines(void **state)
{
    const char *text =
        "{\"id\":\"a\",\"title\":\"T\",\"topic\":\"t\",\"language\":\"hi\",\"model\":"
        "\"m\","
        "\"system\":\"s\",\"created\":\"c\",\"source\":\"o\",\"owner\":\"p1\"," TALK
        "}\n"
        "\r\n"
        "{\"format\":\"calma/transcript@1\",\"extra\":[1]," TALK "}";
    assert_int_equal(read_as(*state, "x/talks.jsonl", text), 0);
    assert_int_equal(list.count, 2);
    const struct transcript *a = list.items[0], *b = list.items[1];
    assert_string_equal(a->id, "a");
    assert_string_equal(a->title, "T");
    assert_string_equal(a->topic, "t");
    assert_string_equal(a->language, "hi");
    assert_string_equal(a->model, "m");
    assert_string_equal(a->system, "s");
    assert_string_equal(a->owner, "p1");
    assert_string_equal(a->file, "x/talks.jsonl");
    assert_int_equal(a->line, 1);
    assert_string_equal(b->id, "talks-3");
    assert_string_equal(b->title, "Q"); // the first question
    assert_string_equal(b->model, "unknown");
    assert_string_equal(b->owner, "");
    assert_int_equal(b->line, 3);
    assert_non_null(json_object_get(b->document, "extra")); // kept
    assert_message(1, 1, "assistant", "A");
    assert_int_equal(strlen(digest), 64);
    assert_int_equal(count_said(&d, W_PROVENANCE), 1);
    assert_non_null(strstr(d.entries[0].text,
                           "1 of 2 transcripts do not say their model (\"model\"), "
                           "system prompt (\"system\"), date (\"created\"), source"));
}

static void what_is_missing_as_often_is_said_at_once(void **state)
{
    const char *text = "{\"id\":\"a\",\"model\":\"m\",\"source\":\"o\"," TALK "}\n"
                       "{\"id\":\"b\"," TALK "}";
    assert_int_equal(read_as(*state, "talks.jsonl", text), 0);
    assert_int_equal(count_said(&d, W_PROVENANCE), 2);
    assert_non_null(strstr(d.entries[0].text,
                           "1 of 2 transcripts do not say their "
                           "model (\"model\"), source (\"source\"); "));
    assert_non_null(strstr(d.entries[1].text,
                           "2 of 2 transcripts do not say their "
                           "system prompt (\"system\"), date (\"created\"); "));
}

static void json_files(void **state)
{
    assert_int_equal(read_as(*state, "one.json", "{\"id\":\"a\"," TALK "}"), 0);
    assert_int_equal(list.count, 1);
    assert_int_equal(read_as(*state, "list.json", "[{" TALK "},\n{" TALK "}]"), 0);
    assert_int_equal(list.count, 2);
    assert_string_not_equal(list.items[0]->id, list.items[1]->id);
    assert_int_equal(read_as(*state, "bare.json",
                             "[{\"role\":\"user\",\"content\":\"Q\"},"
                             "{\"role\":\"assistant\",\"content\":\"A\"}]"),
                     0);
    assert_int_equal(list.count, 1);
    assert_message(0, 0, "user", "Q");
    assert_int_equal(read_as(*state, "mark.json", "\xEF\xBB\xBF{" TALK "}"), 0);
    assert_int_equal(list.count, 1);
}

static void a_system_message_is_the_system_prompt(void **state)
{
    const char *text = "{\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                       "{\"role\":\"user\",\"content\":\"Q\"},{\"role\":\"assistant\","
                       "\"content\":\"A\"}]}";
    assert_int_equal(read_as(*state, "a.jsonl", text), 0);
    assert_string_equal(list.items[0]->system, "Be kind.");
    assert_string_equal(list.items[0]->title, "Q");
    for (size_t i = 0; i < d.count; i++)
        assert_null(strstr(d.entries[i].text, "their system"));
}

static void long_titles_are_cut_at_a_word(void **state)
{
    struct buf text;
    buf_init(&text, 10000);
    buf_str(&text, "{\"messages\":[{\"role\":\"user\",\"content\":\"");
    for (int i = 0; i < 60; i++)
        buf_str(&text, "\\u0915\\u094d\\u0937 ");
    buf_str(&text, "\"},{\"role\":\"assistant\",\"content\":\"A\"}]}");
    assert_int_equal(read_as(*state, "a.jsonl", text.data), 0);
    const char *title = list.items[0]->title;
    size_t len = strlen(title);
    assert_true(len > 100 && len < 260);
    assert_string_equal(title + len - 6,
                        "\xE0\xA4\xB7\xE2\x80\xA6"); // a whole word, then the ellipsis
    buf_release(&text);
}

// --- conversations in CSV, as a tool of the past kept them

static void csv_files(void **state)
{
    const char *text =
        "ID,TEXT\n0,A TITLE\n1,[Prompt] One?\n2,First.\n3,\"Second, still.\"\n"
        "4,[Prompt]  Two?\n5,Third.\n";
    assert_int_equal(read_as(*state, "talk.csv", text), 0);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0]->title, "A TITLE");
    assert_message(0, 0, "user", "One?");
    assert_message(0, 1, "assistant", "First.\n\nSecond, still.");
    assert_message(0, 2, "user", "Two?");
    assert_message(0, 3, "assistant", "Third.");
    assert_int_equal(
        read_as(*state, "plain.csv", "ID,TEXT\n0,T\n1,One?\n2,First.\n3,Second.\n"), 0);
    assert_message(0, 0, "user", "One?"); // without marks the first row is the question
    assert_message(0, 1, "assistant", "First.\n\nSecond.");
    assert_int_equal(read_as(*state, "bad.csv", "A,B\n1,2\n3,4\n"), -1);
    assert_said(&d, E_TRANSCRIPT_COLUMNS, "bad.csv", 1, "");
    assert_int_equal(read_as(*state, "short.csv", "ID,TEXT\n0,T\n"), -1);
    assert_said(&d, E_TRANSCRIPT_COLUMNS, "short.csv", 1, "");
}

// --- what other programs kept (docs/transcripts.md)

static void other_formats(void **state)
{
    const char *text =
        "[{\"title\":\"T\",\"current_node\":\"b\",\"mapping\":{\"a\":{\"message\":{"
        "\"author\":{\"role\":\"user\"},\"content\":{\"content_type\":\"text\","
        "\"parts\":["
        "\"Q\"]}},\"children\":[\"b\"]},\"b\":{\"parent\":\"a\",\"message\":{"
        "\"author\":{"
        "\"role\":\"assistant\"},\"content\":{\"content_type\":\"text\",\"parts\":["
        "\"A\"]}}}}}"
        "]";
    assert_int_equal(read_as(*state, "conversations.json", text), 0);
    assert_int_equal(list.count, 1);
    assert_message(0, 1, "assistant", "A");
    assert_string_equal(list.items[0]->id, "conversations-1");
    assert_string_equal(list.items[0]->title, "T");
    assert_string_equal(json_text(list.items[0]->document, "source"), "ChatGPT export");
    assert_int_equal(read_as(*state, "talk.md", "# T\n\nUser: Q\nAssistant: A\n"), 0);
    assert_message(0, 0, "user", "Q");
    assert_message(0, 1, "assistant", "A");
    assert_string_equal(list.items[0]->title, "T");
}

static size_t paragraphs(const char *content)
{
    size_t count = 1;
    for (const char *at = content; (at = strstr(at, "\n\n")); at += 2)
        count++;
    return count;
}

static void historical(const char *folder, const char *name, size_t prompts,
                       size_t answers)
{
    size_t len, user = 0, parts = 0;
    char *text = get_file(corpus(name), &len);
    put_bytes(in(folder, "baseline.csv"), text, len);
    free(text);
    forget();
    assert_int_equal(transcripts_read(&list, folder, "baseline.csv", digest, &d), 0);
    const json_t *messages = json_object_get(list.items[0]->document, "messages");
    for (size_t i = 0; i < json_array_size(messages); i++) {
        const char *content = json_text(message(0, i), "content");
        bool is_user = strcmp(json_text(message(0, i), "role"), "user") == 0;
        assert_null(strstr(content, "[Prompt]"));
        user += is_user;
        parts += is_user ? 0 : paragraphs(content);
    }
    assert_int_equal(user, prompts);
    assert_int_equal(parts, answers);
}

static void the_three_historical_layouts(void **state)
{
    historical(*state, "transcripts/calma_tool/baseline.csv", 4, 13);
    assert_string_equal(list.items[0]->title, "BASELINE CHAT");
    historical(*state, "transcripts/calma_tool_v2_trailing_comma/baseline.csv", 4, 13);
    historical(*state, "transcripts/calma_tool_v1_first/baseline.csv", 1, 12);
}

// --- what is wrong

static void faults_are_located_and_the_rest_is_read(void **state)
{
    const char *text =
        "{\"id\":\"a\"," TALK "}\n"
        "{\"id\":\"b\",\n"
        "{\"format\":\"calma/transcript@2\"," TALK "}\n"
        "{\"id\":7,\"messages\":[{\"role\":\"robot\",\"content\":\"x\"},{\"role\":"
        "\"user\"}]}\n"
        "{\"id\":\"c d\"," TALK "}\n"
        "{\"id\":\"e\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}\n"
        "{\"id\":\"f\",\"messages\":[]}\n"
        "7\n"
        "{\"id\":\"g\"," TALK "}\n";
    assert_int_equal(read_as(*state, "t.jsonl", text), -1);
    assert_said(&d, E_JSON, "t.jsonl", 2, "");
    assert_said(&d, E_TRANSCRIPT_VERSION, "t.jsonl", 3, "");
    assert_said(&d, E_SHAPE, "t.jsonl", 4, "/id");
    assert_said(&d, E_SHAPE, "t.jsonl", 4, "/messages/0/role");
    assert_said(&d, E_SHAPE, "t.jsonl", 4, "/messages/1/content");
    assert_said(&d, E_SHAPE, "t.jsonl", 5, "");
    assert_said(&d, E_TRANSCRIPT_EMPTY, "t.jsonl", 6, "");
    assert_said(&d, E_SHAPE, "t.jsonl", 7, "/messages");
    assert_said(&d, E_SHAPE, "t.jsonl", 8, "");
    assert_string_equal(list.items[0]->id, "a");
    assert_string_equal(list.items[list.count - 1]->id, "g");
}

static void files_that_hold_none(void **state)
{
    assert_int_equal(read_as(*state, "t.jsonl", "\n\n"), -1);
    assert_said(&d, E_TRANSCRIPT_NONE, "t.jsonl", 0, "");
    assert_int_equal(read_as(*state, "t.json", "[]"), -1);
    assert_said(&d, E_TRANSCRIPT_NONE, "t.json", 0, "");
    assert_int_equal(read_as(*state, "t.txt", "hello"), -1);
    assert_said(&d, E_TRANSCRIPT_KIND, "t.txt", 0, "");
    assert_int_equal(read_as(*state, "t.jsonl", "{\"id\": \"\xFF\"}"), -1);
    assert_said(&d, E_UTF8, "t.jsonl", 0, "");
    assert_int_equal(read_as(*state, "t.csv", "ID,TEXT\n0,\"T\n"), -1);
    assert_said(&d, E_CSV_QUOTE, "t.csv", 2, "");
    assert_int_equal(transcripts_read(&list, *state, "absent.json", digest, &d), -1);
    assert_said(&d, E_FILE_MISSING, "absent.json", 0, "");
    assert_int_equal(transcripts_read(&list, *state, "../t.json", digest, &d), -1);
    assert_said(&d, E_PATH_OUTSIDE, NULL, -1, NULL);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(json_lines),
        T(what_is_missing_as_often_is_said_at_once),
        T(json_files),
        T(a_system_message_is_the_system_prompt),
        T(long_titles_are_cut_at_a_word),
        T(csv_files),
        T(other_formats),
        T(the_three_historical_layouts),
        T(faults_are_located_and_the_rest_is_read),
        T(files_that_hold_none),
    };
    return cmocka_run_group_tests_name("transcripts", tests, NULL, NULL);
}
