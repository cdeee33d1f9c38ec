// SPDX-License-Identifier: MIT
#include "model/answer.h"

#include "support.h"

static struct assembly a;
static struct chat_answer answer;

static int setup(void **state)
{
    (void)state;
    assembly_init(&a, 1000);
    answer = (struct chat_answer){0};
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    assembly_release(&a);
    chat_answer_release(&answer);
    return 0;
}

static const char *add(const char *text)
{
    json_t *document = json_loads(text, 0, NULL);
    assert_non_null(document);
    const char *why = assembly_add(&a, document);
    json_decref(document);
    return why;
}

// A stream's chunk: what stands in choices[0].
static void chunk(const char *choice)
{
    char text[1000];
    snprintf(text, sizeof text, "{\"model\":\"m-1\",\"choices\":[%s]}", choice);
    assert_null(add(text));
}

static void takes(enum outcome outcome, const char *text, const char *finish)
{
    assembly_take(&a, &answer);
    assert_int_equal(answer.outcome, outcome);
    assert_string_equal(answer.text, text);
    assert_string_equal(answer.finish, finish);
    chat_answer_release(&answer);
}

static void reads_a_whole_answer(void **state)
{
    (void)state;
    assert_null(add("{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":7,"
                    "\"model\":\"llama-3-70b-q4\",\"choices\":[{\"index\":0,"
                    "\"message\":{\"role\":\"assistant\",\"content\":\"**Yes.**"
                    "\\n\\nIt did.\",\"refusal\":null},\"finish_reason\":\"stop\"}],"
                    "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5,\"total_"
                    "tokens\":17}}"));
    assert_true(assembly_finished(&a));
    assembly_take(&a, &answer);
    assert_string_equal(answer.text, "**Yes.**\n\nIt did.");
    assert_string_equal(answer.model, "llama-3-70b-q4");
    assert_string_equal(answer.finish, "stop");
    assert_int_equal(answer.outcome, OUTCOME_ANSWERED);
    assert_int_equal(answer.prompt_tokens, 12);
    assert_int_equal(answer.completion_tokens, 5);
}

static void puts_a_stream_together(void **state)
{
    (void)state;
    chunk("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_"
          "reason\":null}");
    chunk("{\"index\":0,\"delta\":{\"content\":\" It\"}}");
    chunk("{\"index\":0,\"delta\":{\"content\":\" did \"}}");
    assert_false(assembly_finished(&a));
    chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}");
    assert_true(assembly_finished(&a));
    assert_null(add(
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}"));
    assembly_take(&a, &answer);
    assert_string_equal(answer.text, " It did "); // as the model wrote it
    assert_string_equal(answer.model, "m-1");
    assert_int_equal(answer.prompt_tokens, 3);
    assert_int_equal(answer.completion_tokens, 2);
}

static void what_is_not_said_is_not_known(void **state)
{
    (void)state;
    assert_null(
        add("{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":null}"));
    assembly_take(&a, &answer);
    assert_string_equal(answer.model, "");
    assert_string_equal(answer.finish, "");
    assert_int_equal(answer.prompt_tokens, -1);
    assert_int_equal(answer.completion_tokens, -1);
}

static void thoughts_are_no_answer(void **state)
{
    (void)state;
    chunk("{\"delta\":{\"reasoning_content\":\"Let me think.\"}}");
    chunk("{\"delta\":{\"reasoning\":\"Hm.\",\"content\":null}}");
    chunk("{\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":"
          "\"text\",\"text\":\"Hm.\"}]},"
          "{\"type\":\"text\",\"text\":\"Yes.\"}]},\"finish_reason\":\"stop\"}");
    takes(OUTCOME_ANSWERED, "Yes.", "stop");
}

static void a_refusal_is_kept_as_one(void **state)
{
    (void)state;
    chunk("{\"message\":{\"content\":null,\"refusal\":\"I cannot help with "
          "that.\"},\"finish_reason\":\"stop\"}");
    takes(OUTCOME_REFUSED, "I cannot help with that.", "stop");
    chunk("{\"delta\":{\"refusal\":\"I can\"}}");
    chunk("{\"delta\":{\"refusal\":\"not.\"},\"finish_reason\":\"stop\"}");
    takes(OUTCOME_REFUSED, "I cannot.", "stop");
    chunk(
        "{\"message\":{\"content\":\"Half an\"},\"finish_reason\":\"content_filter\"}");
    takes(OUTCOME_REFUSED, "Half an", "content_filter");
    chunk("{\"message\":{\"content\":\"\"},\"finish_reason\":\"content_filter\"}");
    takes(OUTCOME_REFUSED, "", "content_filter");
}

static void nothing_and_half_of_something_are_kept_as_what_they_are(void **state)
{
    (void)state;
    chunk("{\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}");
    takes(OUTCOME_EMPTY, "", "stop");
    chunk("{\"message\":{\"content\":\" \\n\"},\"finish_reason\":\"stop\"}");
    takes(OUTCOME_EMPTY, "", "stop");
    chunk("{\"message\":{\"content\":null},\"finish_reason\":\"tool_calls\"}");
    takes(OUTCOME_EMPTY, "", "tool_calls");
    chunk("{\"message\":{\"content\":\"It was in the\"},\"finish_reason\":\"length\"}");
    takes(OUTCOME_TRUNCATED, "It was in the", "length");
    chunk(
        "{\"message\":{\"content\":\"\"},\"finish_reason\":\"length\"}"); // all of it went into thoughts
    takes(OUTCOME_TRUNCATED, "", "length");
}

static void one_answer_counts(void **state)
{
    (void)state;
    assert_null(add(
        "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"two\"},\"finish_reason\":"
        "\"length\"},"
        "{\"index\":0,\"delta\":{\"content\":\"one\"},\"finish_reason\":\"stop\"}]}"));
    takes(OUTCOME_ANSWERED, "one", "stop");
}

static void what_is_no_answer_is_said(void **state)
{
    (void)state;
    assert_non_null(add("{}"));
    assert_non_null(add("{\"choices\":null}"));
    assert_non_null(add("[]"));
    assert_non_null(add("{\"object\":\"list\",\"data\":[]}"));
    assert_false(a.choice);
}

static void an_answer_has_a_maximum(void **state)
{
    (void)state;
    char many[600];
    memset(many, 'x', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    json_t *document =
        json_pack("{s:[{s:{s:s}}]}", "choices", "delta", "content", many);
    assert_null(assembly_add(&a, document));
    assert_non_null(assembly_add(&a, document));
    json_decref(document);
}

static void outcomes_have_names(void **state)
{
    (void)state;
    assert_string_equal(outcome_name(OUTCOME_ANSWERED), "answered");
    assert_string_equal(outcome_name(OUTCOME_REFUSED), "refused");
    assert_string_equal(outcome_name(OUTCOME_EMPTY), "empty");
    assert_string_equal(outcome_name(OUTCOME_TRUNCATED), "truncated");
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(reads_a_whole_answer),
        T(puts_a_stream_together),
        T(what_is_not_said_is_not_known),
        T(thoughts_are_no_answer),
        T(a_refusal_is_kept_as_one),
        T(nothing_and_half_of_something_are_kept_as_what_they_are),
        T(one_answer_counts),
        T(what_is_no_answer_is_said),
        T(an_answer_has_a_maximum),
        T(outcomes_have_names),
    };
    return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
