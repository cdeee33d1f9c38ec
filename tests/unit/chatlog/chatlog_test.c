// SPDX-License-Identifier: MIT
// Guessing, ids, writing, and files that nobody here wrote.
#include "chatlog/document.h"

#include <dirent.h>

#include "base/json.h"
#include "base/text.h"
#include "chatlog/ids.h"
#include "chatlog_fixture.h"

#define PAIR                                                                           \
    "[{\"role\":\"user\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":"      \
    "\"A\"}]"

static const char *guessed(const char *file, const char *text)
{
    const struct chatlog_format *format = chatlog_guess(text, strlen(text), file);
    return format ? format->name : "none";
}

static void guesses(void **state)
{
    (void)state;
    assert_string_equal(guessed("x", "{\"id\":\"a\",\"messages\":" PAIR "}"),
                        "transcript");
    assert_string_equal(guessed("x", "{\"messages\":" PAIR "}"), "openai");
    assert_string_equal(guessed("x", PAIR), "openai");
    assert_string_equal(guessed("x.jsonl", "oops\n{\"mapping\":{}}\n"), "chatgpt");
    assert_string_equal(guessed("x", "{\"conversation_history\":[]}"), "prism");
    assert_string_equal(
        guessed("x", "\xEF\xBB\xBF[{\"conversations\":[{\"from\":1}]}]"), "sharegpt");
    assert_string_equal(guessed("x", "ID,TEXT\n"), "pilot");
    assert_string_equal(guessed("x", "**Human:** a\n**Bot:** b"), "markdown");
    assert_string_equal(guessed("x", "[User](x)\nUser: a\nAI: b"), "markdown");
    assert_string_equal(guessed("x.json", "{\"email\":\"a@example.org\"}"), "none");
    assert_string_equal(guessed("x.txt", "hello"), "none");
    assert_string_equal(guessed("x.json", "{\"messages\":"), "transcript");
}

static void a_list_of_messages_is_a_conversation(void **state)
{
    (void)state;
    assert_int_equal(talk_read("x.json", PAIR), 0);
    assert_int_equal(talk_count, 1);
    assert_messages(0, 2);
    assert_int_equal(talk_read("x.json", "[" PAIR "," PAIR "]"), 0);
    assert_int_equal(talk_count, 2);
    assert_int_equal(talks[1].number, 2);
}

static char *take(struct chatlog_ids *ids, size_t talk)
{
    char *given = document_id(&talks[talk]);
    char *id = chatlog_ids_take(ids, &talks[talk], given, &talk_diag);
    free(given);
    return id;
}

static void assert_id(struct chatlog_ids *ids, size_t talk, const char *expected)
{
    char *id = take(ids, talk);
    if (expected)
        assert_string_equal(id, expected);
    else
        assert_null(id);
    free(id);
}

#define SHARED(id, answer)                                                             \
    "{\"id\":\"" id "\",\"conversations\":[{\"from\":\"human\",\"value\":\"Q\"},"      \
    "{\"from\":\"gpt\",\"value\":\"" answer "\"}]}\n"
#define OWN(id, answer)                                                                \
    "{\"id\":\"" id "\",\"messages\":[{\"role\":\"assistant\",\"content\":\"" answer   \
    "\"}]}\n"

static void ids_are_told_apart(void **state)
{
    (void)state;
    struct chatlog_ids ids;
    chatlog_ids_init(&ids);
    assert_int_equal(
        talk_read("x.jsonl", SHARED("a", "1") SHARED("a", "1") SHARED("a", "2")), 0);
    assert_id(&ids, 0, "a");
    assert_id(&ids, 1, NULL); // the same again
    assert_said(&talk_diag, W_CHATLOG_SAME, "x.jsonl", 2, "");
    assert_id(&ids, 2, "a-2");
    assert_int_equal(talk_read("y.jsonl", OWN("b", "1") OWN("b", "2")), 0);
    assert_id(&ids, 0, "b");
    assert_id(&ids, 1, NULL); // who writes ids of a study says which is which
    assert_said(&talk_diag, E_TRANSCRIPT_TWICE, "y.jsonl", 2, "");
    assert_int_equal(talk_read("folder/a.b.json", PAIR), 0);
    assert_id(&ids, 0, "a-1");
    assert_int_equal(talk_read("my chat (1).json", PAIR), 0);
    assert_id(&ids, 0, "my-chat-(1)-1");
    assert_int_equal(talk_read("b\xff"
                               "d.json",
                               PAIR),
                     0);
    assert_id(&ids, 0, "conversation-1");
    chatlog_ids_release(&ids);
}

static void write_all(struct buf *out)
{
    buf_clear(out);
    for (size_t i = 0; i < talk_count; i++) {
        char *id = document_id(&talks[i]);
        document_complete(talks[i].document, id);
        document_write(talks[i].document, out);
        free(id);
    }
}

// What was written is read as the same, and written as the same bytes.
static void assert_round_trip(void)
{
    struct buf once, twice;
    buf_init(&once, 1 << 24);
    buf_init(&twice, 1 << 24);
    write_all(&once);
    size_t count = talk_count;
    assert_int_equal(talk_read("again.jsonl", once.data), 0);
    assert_string_equal(talk_result.format->name, "transcript");
    assert_int_equal(talk_count, count);
    write_all(&twice);
    assert_string_equal(once.data, twice.data);
    buf_release(&once);
    buf_release(&twice);
}

static void writing(void **state)
{
    (void)state;
    const char *text = "{\"format\":\"calma/"
                       "transcript@1\",\"id\":\"a\",\"model\":\"m\",\"parameters\":{"
                       "\"temperature\":0.7,\"top_p\":1e-3},\"system\":\"s\","
                       "\"created\":\"c\",\"source\":"
                       "\"o\",\"mood\":[1],\"messages\":[{\"role\":\"user\","
                       "\"content\":\"Q\\n\\u0001\"},{"
                       "\"role\":\"assistant\",\"content\":\"A\",\"at\":3}]}\n";
    struct buf out;
    buf_init(&out, 10000);
    assert_int_equal(talk_read("x.jsonl", text), 0);
    write_all(&out);
    assert_non_null(strstr(out.data, "\"temperature\":0.7,"));
    json_t *given = json_loads(text, 0, NULL), *written = json_loads(out.data, 0, NULL);
    assert_true(json_equal(given, written));
    json_decref(given);
    json_decref(written);
    buf_release(&out);
    assert_round_trip();
    assert_int_equal(talk_read("x.json", PAIR), 0);
    buf_init(&out, 10000);
    write_all(&out); // completes them
    buf_release(&out);
    assert_string_equal(talk_field(0, "id"), "x-1");
    assert_string_equal(talk_field(0, "model"), "unknown");
    assert_string_equal(talk_field(0, "system"), "unknown");
    assert_string_equal(talk_field(0, "created"), "unknown");
    assert_string_equal(talk_field(0, "source"), "unknown");
}

// --- files that nobody here wrote

static void read_corpus(const char *name)
{
    size_t len;
    char *text = get_file(corpus(name), &len);
    talk_read_bytes(NULL, name, text, len);
    free(text);
}

static size_t turns(size_t talk)
{
    return json_array_size(json_object_get(talks[talk].document, "messages"));
}

static void conversations_of_others(void **state)
{
    (void)state;
    size_t many = 0;
    read_corpus("transcripts/transcripts_multi.shared.jsonl");
    assert_no_errors(&talk_diag);
    assert_int_equal(talk_count, 51);
    for (size_t i = 0; i < talk_count; i++)
        many += turns(i) >= 4; // two questions with their answers
    assert_true(many > 40);
    char *text = get_file(corpus("transcripts/transcripts_multi.shared.jsonl"), NULL);
    const char *line = text;
    for (size_t i = 0; i < talk_count; i++, line = strchr(line, '\n') + 1) {
        json_t *given = json_loadb(line, strcspn(line, "\n"), 0, NULL);
        assert_true(json_equal(json_object_get(given, "messages"),
                               json_object_get(talks[i].document, "messages")));
        json_decref(given);
    }
    free(text);
    assert_round_trip();
    read_corpus("transcripts/transcripts_single.shared.jsonl");
    assert_no_errors(&talk_diag);
    assert_int_equal(talk_count, 123);
    assert_round_trip();
}

// The reference says of each row of the table which turn it belongs to.
static void the_table_of_the_pilot(void **state)
{
    (void)state;
    read_corpus("transcripts/calma_tool/baseline.csv");
    char *text = get_file(corpus("transcripts/calma_segments.json"), NULL);
    json_t *rows = json_loads(text, 0, NULL), *row;
    size_t i, prompts = 0;
    free(text);
    json_array_foreach (rows, i, row) {
        const char *said = json_text(row, "text");
        bool prompt = strncmp(said, "[Prompt] ", 9) == 0;
        const json_t *messages = json_object_get(talks[0].document, "messages");
        const json_t *turn = json_array_get(messages, (size_t)json_number(row, "turn"));
        assert_string_equal(json_text(turn, "role"), prompt ? "user" : "assistant");
        assert_non_null(strstr(json_text(turn, "content"), said + (prompt ? 9 : 0)));
        prompts += prompt;
    }
    assert_int_equal(prompts, 4);
    assert_int_equal(json_array_size(rows) - prompts, 13);
    json_decref(rows);
    assert_round_trip();
}

// Every format reads every file of a folder: nothing breaks, and what is not read is said.
static void read_folder(const char *name)
{
    struct dirent *entry;
    DIR *folder = opendir(corpus(name));
    assert_non_null(folder);
    while ((entry = readdir(folder))) {
        if (entry->d_type != DT_REG)
            continue;
        size_t len;
        char *text = get_file(in(corpus(name), entry->d_name), &len);
        for (const struct chatlog_format *f = chatlog_formats; f->name; f++) {
            int result = talk_read_bytes(f->name, entry->d_name, text, len);
            assert_true(result == 0 || diag_has_errors(&talk_diag));
        }
        talk_read_bytes(NULL, entry->d_name, text, len);
        free(text);
    }
    closedir(folder);
}

static void hostile_files(void **state)
{
    (void)state;
    read_folder("nasty/json_test_suite/test_parsing");
    read_folder("nasty/json_test_suite/test_transform");
    read_folder("nasty/csv_spectrum/csvs");
    read_folder("nasty/csv_injection");
    read_folder("nasty/utf8_tests");
    read_folder("nasty/blns");
    read_folder("nasty/xss_payloadbox");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TALK_TEST(guesses),
        TALK_TEST(a_list_of_messages_is_a_conversation),
        TALK_TEST(ids_are_told_apart),
        TALK_TEST(writing),
        TALK_TEST(conversations_of_others),
        TALK_TEST(the_table_of_the_pilot),
        TALK_TEST(hostile_files),
    };
    return cmocka_run_group_tests_name("chatlog", tests, NULL, NULL);
}
