// SPDX-License-Identifier: MIT
// What is to be put to which model, and what has been answered: from a study, its answers' files and people's questions.
#include "study/requests.h"

#include "base/json.h"
#include "study/answers.h"
#include "study/asked.h"
#include "study/estimate.h"
#include "study/wishes.h"
#include "support.h"

static struct diag d;
static struct study study;
static struct requests requests;

static int setup(void **state)
{
    diag_init(&d);
    return folder_setup(state);
}

static void forget(void)
{
    requests_release(&requests);
    study_clear(&study);
    diag_release(&d);
}

static int teardown(void **state)
{
    forget();
    return folder_teardown(state);
}

static const char definition[] =
    "return study {\n"
    "  id = \"s\", title = \"S\", context = text \"context.md\", ethics = \"none\",\n"
    "  models = { { id = \"a\", name = \"llama\", system = \"Be brief.\",\n"
    "      price = { prompt = 1, completion = 2 } }, { id = \"b\", name = \"tiny\" } "
    "},\n"
    "  groups = { group { id = \"g\", participants = { \"p1\", \"p2\" },\n"
    "      baseline = prompts \"p.csv\", own = { transcripts \"own.jsonl\", asked() } "
    "},\n"
    "    group { id = \"h\", participants = { \"q1\" }, baseline = prompts \"p.csv\" } "
    "},\n"
    "  rounds = { round \"ask\" { consent { text \"context.md\" }, ask {} },\n"
    "    round \"code\" { code { baseline(), own() } } } }\n";

static void load(const char *folder)
{
    forget();
    put_file(in(folder, "study.lua"), definition);
    put_file(in(folder, "context.md"), "Why.\n");
    put_file(in(folder, "p.csv"),
             "id,prompt,follows\nrise,And then?,bread\nbread,Why?,\n");
    put_file(
        in(folder, "own.jsonl"),
        "{\"id\":\"old\",\"owner\":\"p1\",\"model\":\"tiny\",\"system\":\"s\","
        "\"created\":\"c\","
        "\"source\":\"o\",\"messages\":[{\"role\":\"system\",\"content\":\"S\"},{"
        "\"role\":"
        "\"user\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":\"A\"}]}\n");
    int result = study_load(&study, folder, &d);
    assert_no_errors(&d);
    assert_int_equal(result, 0);
}

static void make(const struct question *questions, size_t count)
{
    requests_release(&requests);
    requests_make(&requests, &study, questions, count, &d);
}

static struct question question_of(const char *participant, long long n,
                                   const char *text, const char *after)
{
    return (struct question){.participant = (char *)(size_t)participant,
                             .round = "ask",
                             .step = "ask",
                             .id = n == 1 ? "one" : "two",
                             .n = n,
                             .text = (char *)(size_t)text,
                             .topic = "",
                             .role = "",
                             .after = (char *)(size_t)after};
}

static struct request *find(const char *model, const char *text)
{
    for (size_t i = 0; i < requests.count; i++)
        if (strcmp(requests.items[i].model->id, model) == 0 &&
            strcmp(requests.items[i].text, text) == 0)
            return &requests.items[i];
    fail_msg("nobody asks %s \"%s\"", model, text);
    return NULL;
}

// A line such as calma run appends.
static void answer(const char *folder, const struct request *r, const char *said,
                   const char *outcome)
{
    struct buf path, line;
    buf_init(&path, 1000);
    buf_init(&line, 10000);
    json_t *run = json_pack("{s:s, s:s, s:s}", "model", r->model->id, "asked", r->asked,
                            "outcome", outcome);
    if (r->prompt)
        json_object_set_new(
            run, "prompt",
            json_pack("{s:s, s:s}", "file", "p.csv", "id", r->prompt->id));
    else
        json_object_set_new(run, "question",
                            json_pack("{s:s, s:s, s:s, s:s, s:I}", "participant",
                                      r->question->participant, "round", "ask", "step",
                                      "ask", "id", r->question->id, "n",
                                      (json_int_t)r->question->n));
    json_t *whole = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:{}, s:s, s:o, s:[{s:s, s:s}, {s:s, s:s}]}",
        "id", r->id, "format", "calma/transcript@1", "model", "reported", "system",
        *r->model->system ? r->model->system : "none", "created", "c", "source",
        "calma run", "parameters", "owner", r->question ? r->question->participant : "",
        "run", run, "messages", "role", "user", "content", r->text, "role", "assistant",
        "content", said);
    if (r->after || r->before)
        json_object_set_new(whole, "follows",
                            json_string(r->after ? r->after->id : r->before->id));
    json_canonical(whole, &line);
    json_decref(whole);
    buf_fmt(&path, "%s/answers/%s.jsonl", folder, r->model->id);
    size_t len = 0;
    FILE *there = fopen(path.data, "rb");
    char *old = there ? get_file(path.data, &len) : NULL;
    if (there)
        fclose(there);
    struct buf all;
    buf_init(&all, 1 << 20);
    buf_add(&all, old ? old : "", len);
    buf_fmt(&all, "%s\n", line.data);
    put_file(path.data, all.data);
    free(old);
    buf_release(&all);
    buf_release(&line);
    buf_release(&path);
}

static void every_prompt_for_every_model(void **state)
{
    load(*state);
    make(NULL, 0);
    assert_int_equal(requests.count, 4);
    assert_int_equal(requests_waiting(&requests, REQUEST_KINDS), 4);
    const struct request *first = find("a", "Why?"), *then = find("a", "And then?");
    assert_null(first->before);
    assert_ptr_equal(then->before, first);
    assert_ptr_equal(first->next, then);
    assert_memory_equal(first->id, "bread-", 6);
    assert_string_not_equal(first->id, find("b", "Why?")->id);
    assert_null(strstr(first->id, "llama"));
    assert_int_equal(study.groups[0].baseline.count, 0);
}

static void what_was_answered_is_not_asked(void **state)
{
    load(*state);
    make(NULL, 0);
    answer(*state, find("a", "Why?"), "Because.", "answered");
    answer(*state, find("b", "Why?"), "", "empty");
    load(*state);
    make(NULL, 0);
    assert_int_equal(requests_waiting(&requests, REQUEST_PROMPT), 2);
    const struct request *then = find("a", "And then?");
    assert_null(then->before);
    assert_string_equal(then->after->id, find("a", "Why?")->id);
    assert_int_equal(study.groups[0].baseline.count, 2);
    assert_int_equal(study.groups[1].baseline.count, 2);
    assert_int_equal(study.transcript_count, 3);
    assert_string_equal(answer_outcome(answers_find(&study, find("b", "Why?")->asked)),
                        "empty");
    assert_string_equal(answer_outcome(answers_find(&study, find("a", "Why?")->asked)),
                        "");
}

static void what_goes_on_stands_behind(void **state)
{
    load(*state);
    make(NULL, 0);
    answer(*state, find("a", "And then?"), "Then that.", "answered");
    answer(*state, find("b", "Why?"), "So.", "answered");
    answer(*state, find("a", "Why?"), "Because.", "answered");
    load(*state);
    const struct transcript_list *list = &study.groups[0].baseline;
    assert_int_equal(list->count, 3);
    for (size_t i = 0; i < 3; i++)
        if (*list->items[i]->follows)
            assert_string_equal(list->items[i]->follows, list->items[i - 1]->id);
}

static void the_whole_conversation_is_sent(void **state)
{
    load(*state);
    make(NULL, 0);
    answer(*state, find("a", "Why?"), "Because.", "answered");
    load(*state);
    make(NULL, 0);
    json_t *messages = request_messages(find("a", "And then?"), &study);
    struct buf text;
    buf_init(&text, 10000);
    json_canonical(messages, &text);
    assert_string_equal(
        text.data,
        "[{\"content\":\"Be brief.\",\"role\":\"system\"},{\"content\":\"Why?\","
        "\"role\":\"user\"},{\"content\":\"Because.\",\"role\":\"assistant\"},{"
        "\"content\":\"And then?\",\"role\":\"user\"}]");
    json_decref(messages);
    buf_release(&text);
}

static void other_words_are_another_asking(void **state)
{
    load(*state);
    make(NULL, 0);
    answer(*state, find("a", "Why?"), "Because.", "answered");
    put_file(in(*state, "p.csv"), "id,prompt\nbread,Why not?\n");
    forget();
    assert_int_equal(study_load(&study, *state, &d), 0);
    make(NULL, 0);
    assert_int_equal(requests_waiting(&requests, REQUEST_PROMPT), 2);
    assert_int_equal(study.groups[0].baseline.count, 0);
    assert_int_equal(study.transcript_count, 2); // what it said before is kept
}

static void questions_belong_to_their_author(void **state)
{
    struct question asked[] = {question_of("p1", 1, "Mine?", ""),
                               question_of("p2", 1, "Mine?", "")};
    load(*state);
    make(asked, 2);
    assert_int_equal(requests_waiting(&requests, REQUEST_QUESTION), 4);
    for (size_t i = 0; i < requests.count; i++)
        if (requests.items[i].question) {
            assert_memory_equal(requests.items[i].id, "q-", 2);
            answer(*state, &requests.items[i], "So.", "answered");
        }
    load(*state);
    make(asked, 2);
    assert_int_equal(requests_waiting(&requests, REQUEST_QUESTION), 0);
    assert_int_equal(study.groups[0].own.count, 5);
    assert_string_equal(study.groups[0].own.items[1]->owner, "p1");
    assert_string_equal(study.groups[0].own.items[4]->owner, "p2");
    assert_int_equal(study.groups[1].own.count, 0);
}

static void of_a_reworded_question_the_last_answer_counts(void **state)
{
    struct question first = question_of("p1", 1, "Mine?", ""),
                    second = question_of("p1", 1, "Mine, then?", "");
    load(*state);
    make(&first, 1);
    answer(*state, find("a", "Mine?"), "Old.", "answered");
    make(&second, 1);
    answer(*state, find("a", "Mine, then?"), "New.", "answered");
    load(*state);
    assert_int_equal(study.groups[0].own.count, 2);
    assert_string_equal(study.groups[0].own.items[1]->title, "Mine, then?");
    assert_int_equal(study.transcript_count, 3);
}

static void a_conversation_goes_on_with_who_answered(void **state)
{
    struct question on = question_of("p1", 1, "And?", "old");
    load(*state);
    make(&on, 1);
    assert_int_equal(requests_waiting(&requests, REQUEST_QUESTION), 1);
    assert_string_equal(find("b", "And?")->after->id, "old"); // "tiny" answered it
    answer(*state, find("b", "And?"), "So.", "answered");
    load(*state);
    struct question again =
        question_of("p1", 2, "And again?", study.groups[0].own.items[1]->id);
    make(&again, 1);
    assert_int_equal(requests_waiting(&requests, REQUEST_QUESTION), 1);
    json_t *messages = request_messages(find("b", "And again?"), &study);
    assert_int_equal(json_array_size(messages), 5); // no system prompt: theirs is none
    json_decref(messages);
}

static void nobody_goes_on_from_what_is_not_theirs(void **state)
{
    struct question asked[] = {question_of("p2", 1, "And?", "old"),
                               question_of("p2", 2, "And?", "gone"),
                               question_of("q1", 1, "Who?", "")};
    load(*state);
    make(asked, 3);
    assert_int_equal(requests_waiting(&requests, REQUEST_QUESTION), 0);
    assert_int_equal(count_said(&d, W_QUESTION_AFTER), 2);
    assert_int_equal(requests.stray, 1);
}

static void other_settings_are_counted(void **state)
{
    load(*state);
    make(NULL, 0);
    answer(*state, find("a", "Why?"), "Because.", "answered");
    load(*state);
    make(NULL, 0);
    assert_int_equal(requests_other_settings(&requests), 0);
    free(study.models[0].system);
    study.models[0].system = strdup("Be long.");
    assert_int_equal(requests_other_settings(&requests), 1);
}

static void broken_answers_are_said(void **state)
{
    static const struct {
        const char *text;
        enum diag_code code;
        int line;
    } wrong[] = {
        {"{\"id\":\"x\",\"messages\":[{\"role\":\"assistant\",\"content\":\"\"}]}\n",
         E_ANSWER_RUN, 1},
        {"{\"id\":\"x\",\"messages\":[{\"role\":\"assistant\",\"content\":\"\"}],"
         "\"run\":{\"model\":\"a\"}}\n",
         E_SHAPE, 1},
        {"\n{\n", E_JSON, 2},
        {"{\"id\":\"x\",\"messages\":[{\"role\":\"assistant\",\"content\":\"\"}],"
         "\"run\":{\"model\":\"b\",\"asked\":"
         "\"0123456789012345678901234567890123456789012345678901234567890123\","
         "\"outcome\":\"empty\",\"prompt\":{"
         "\"file\":\"p\",\"id\":\"x\"}}}\n",
         E_ANSWER_MODEL, 1},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        load(*state);
        put_file(in(*state, "answers/a.jsonl"), wrong[i].text);
        forget();
        assert_int_equal(study_load(&study, *state, &d), -1);
        assert_said(&d, wrong[i].code, "answers/a.jsonl", wrong[i].line, NULL);
        put_file(in(*state, "answers/a.jsonl"), "");
    }
}

static void a_torn_line_was_never_an_answer(void **state)
{
    load(*state);
    make(NULL, 0);
    answer(*state, find("a", "Why?"), "Because.", "answered");
    size_t len;
    char *text = get_file(in(*state, "answers/a.jsonl"), &len);
    for (size_t cut = 0; cut < len; cut += 7) { // also in the middle of its bytes
        put_bytes(in(*state, "answers/a.jsonl"), text, cut);
        load(*state);
        make(NULL, 0);
        assert_int_equal(requests_waiting(&requests, REQUEST_KINDS), 4);
        assert_int_equal(count_said(&d, W_ANSWER_TORN), cut > 0);
    }
    put_bytes(in(*state, "answers/a.jsonl"), text,
              len - 1); // only the line feed is missing
    load(*state);
    make(NULL, 0);
    assert_int_equal(requests_waiting(&requests, REQUEST_KINDS), 3);
    free(text);
}

static void of_one_answer_twice_the_last_counts(void **state)
{
    load(*state);
    make(NULL, 0);
    answer(*state, find("a", "Why?"), "Because.", "answered");
    answer(*state, find("a", "Why?"), "Or not.", "answered");
    load(*state);
    assert_int_equal(count_said(&d, W_ANSWER_TWICE), 1);
    assert_int_equal(study.groups[0].baseline.count, 1);
    const json_t *messages =
        json_object_get(study.groups[0].baseline.items[0]->document, "messages");
    assert_string_equal(json_text(json_array_get(messages, 1), "content"), "Or not.");
}

static void wishes_are_written_down(void **state)
{
    struct question asked = question_of("p1", 1, "Mine?", "");
    load(*state);
    make(&asked, 1);
    answer(*state, find("a", "Mine?"), "So.", "answered");
    asked.share = true;
    load(*state);
    make(&asked, 1);
    assert_int_equal(wishes_count(&requests).changed, 1);
    assert_int_equal(wishes_count(&requests).withdrawn, 0);
    assert_int_equal(wishes_keep(&requests, &d), 1);
    load(*state);
    make(&asked, 1);
    assert_int_equal(wishes_count(&requests).changed, 0);
    assert_true(find("a", "Mine?")->answer->share);
    asked.sensitive = true; // which is more than not shared
    make(&asked, 1);
    assert_int_equal(wishes_count(&requests).withdrawn, 1);
    assert_int_equal(wishes_keep(&requests, &d), 1);
    load(*state);
    make(&asked, 1);
    assert_false(find("a", "Mine?")->answer->share);
    assert_int_equal(wishes_keep(&requests, &d), 0);
    assert_int_equal(count_said(&d, W_ANSWER_TWICE), 0);
    assert_int_equal(requests_waiting(&requests, REQUEST_QUESTION), 1); // by "b"
}

static void what_is_taken_back_is_given_to_nobody(void **state)
{
    struct question asked = question_of("p1", 1, "Mine?", "");
    load(*state);
    make(&asked, 1);
    answer(*state, find("a", "Mine?"), "So.", "answered");
    asked.share = true;
    load(*state);
    make(&asked, 1);
    assert_int_equal(wishes_keep(&requests, &d), 1);
    load(*state);
    make(NULL, 0); // of one round alone, say
    assert_int_equal(wishes_count(&requests).withdrawn, 0);
    requests.whole = true;
    assert_int_equal(wishes_count(&requests).withdrawn, 1);
    assert_int_equal(wishes_keep(&requests, &d), 1);
    load(*state);
    assert_int_equal(study.groups[0].own.count, 2); // it is its author's still
    assert_false(study.groups[0].own.items[1]->share);
}

static void answers_of_a_model_that_is_gone(void **state)
{
    put_file(in(*state, "answers/gone.jsonl"), "not even JSON\n");
    load(*state);
    assert_said(&d, W_ANSWER_STRANGER, "answers/gone.jsonl", 0, NULL);
}

static void costs_are_reckoned(void **state)
{
    struct estimate sum = {0};
    load(*state);
    make(NULL, 0);
    assert_int_equal(estimate_answer(&study, &study.models[0]), 400);
    estimate_add(&sum, find("a", "Why?"), &study, 400);
    // "Be brief." is nine bytes, three tokens and four around them; "Why?" one and four.
    assert_int_equal(sum.prompt, 12);
    assert_int_equal(sum.completion, 400);
    assert_true(sum.cost > 0.00081 && sum.cost < 0.000813);
    estimate_add(&sum, find("a", "And then?"), &study, 400);
    assert_true(sum.prompt > 12 + 400);
    estimate_add(&sum, find("b", "Why?"), &study, 400);
    assert_true(sum.cost < 0); // nobody says what it costs
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_prompt_for_every_model),
        TEST(what_was_answered_is_not_asked),
        TEST(what_goes_on_stands_behind),
        TEST(the_whole_conversation_is_sent),
        TEST(other_words_are_another_asking),
        TEST(questions_belong_to_their_author),
        TEST(of_a_reworded_question_the_last_answer_counts),
        TEST(a_conversation_goes_on_with_who_answered),
        TEST(nobody_goes_on_from_what_is_not_theirs),
        TEST(other_settings_are_counted),
        TEST(broken_answers_are_said),
        TEST(a_torn_line_was_never_an_answer),
        TEST(of_one_answer_twice_the_last_counts),
        TEST(wishes_are_written_down),
        TEST(what_is_taken_back_is_given_to_nobody),
        TEST(answers_of_a_model_that_is_gone),
        TEST(costs_are_reckoned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
