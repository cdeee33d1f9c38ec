// SPDX-License-Identifier: MIT
// The models of a study, its files of prompts, and what is wrong with them. No message ever holds what may be a key.
#include "study/models.h"
#include "study/prompts.h"

#include "support.h"

static struct diag d;
static struct study study;

static int setup(void **state)
{
    diag_init(&d);
    return folder_setup(state);
}

static void forget(void)
{
    study_clear(&study);
    diag_release(&d);
}

static int teardown(void **state)
{
    forget();
    return folder_teardown(state);
}

// A study that says `fields`, whose group's baseline is `baseline`.
static int load(const char *folder, const char *fields, const char *baseline)
{
    static const char frame[] =
        "return study {\n"
        "  id = \"s\", title = \"S\", context = text \"context.md\", ethics = "
        "\"none\",\n"
        "  %s\n"
        "  groups = { group { id = \"g\", participants = { \"p1\" }, baseline = %s } "
        "},\n"
        "  rounds = { round \"code\" { consent { text \"context.md\" },\n"
        "    code { baseline() } } } }\n";
    char definition[8000];
    forget();
    snprintf(definition, sizeof definition, frame, fields, baseline);
    put_file(in(folder, "study.lua"), definition);
    put_file(in(folder, "context.md"), "Why.\n\n");
    return study_load(&study, folder, &d);
}

static int load_model(const char *folder, const char *model)
{
    char fields[4000];
    snprintf(fields, sizeof fields, "model = { %s },", model);
    put_file(in(folder, "p.txt"), "Why?\n");
    return load(folder, fields, "prompts \"p.txt\"");
}

static void one_model_and_all_it_says(void **state)
{
    assert_int_equal(
        load_model(*state,
                   "name = \"llama\", endpoint = \"http://127.0.0.1:8080/v1/\", key = "
                   "\"LLAMA_KEY\", system = text \"context.md\", temperature = 0.5, "
                   "top_p = 1, max_tokens = 40, stop = { \"x\" }, parameters = { min_p "
                   "= 0.25 }, price = { prompt = 2, completion = 4.5 }"),
        0);
    assert_int_equal(d.count, 0);
    assert_int_equal(study.model_count, 1);
    const struct model *m = &study.models[0];
    assert_string_equal(m->id, "model");
    assert_string_equal(m->name, "llama");
    assert_string_equal(m->endpoint, "http://127.0.0.1:8080/v1");
    assert_string_equal(m->key, "LLAMA_KEY");
    assert_string_equal(m->system, "Why.");
    assert_string_equal(m->currency, "USD");
    assert_true(m->prompt_price == 2 && m->completion_price == 4.5);
    assert_int_equal(m->max_tokens, 40);
    assert_int_equal(json_object_size(m->parameters), 5);
    assert_true(json_real_value(json_object_get(m->parameters, "min_p")) == 0.25);
}

static void the_seed_of_the_study_is_the_models(void **state)
{
    put_file(in(*state, "p.txt"), "Why?\n");
    assert_int_equal(load(*state,
                          "seed = 9, models = { { id = \"a\", name = \"x\" }, { id = "
                          "\"b\", name = \"y\", seed = 3 } },",
                          "prompts \"p.txt\""),
                     0);
    assert_int_equal(
        json_integer_value(json_object_get(study.models[0].parameters, "seed")), 9);
    assert_int_equal(
        json_integer_value(json_object_get(study.models[1].parameters, "seed")), 3);
}

static void no_seed_is_sent_where_none_is_said(void **state)
{
    assert_int_equal(load_model(*state, "name = \"x\""), 0);
    assert_null(json_object_get(study.models[0].parameters, "seed"));
}

// What may be a key is in no message.
static void assert_no_key(const char *key)
{
    for (size_t i = 0; i < d.count; i++)
        assert_null(strstr(d.entries[i].text, key));
    assert_int_equal(count_said(&d, E_MODEL_KEY), 1);
}

static void keys_are_refused_and_never_shown(void **state)
{
    static const char *const ways[] = {
        "key = \"sk-abcdefgh12345678\"",
        "key = \"ABCDEFGH12345678ABCD\"",
        "api_key = \"sk-abcdefgh12345678\"",
        "Authorization = \"ABCDEFGH12345678ABCD\"",
        "parameters = { api_key = \"sk-abcdefgh12345678\" }",
        "parameters = { route = { { token = \"sk-abcdefgh12345678\" } } }",
    };
    for (size_t i = 0; i < COUNT(ways); i++) {
        char model[200];
        snprintf(model, sizeof model, "name = \"x\", %s", ways[i]);
        assert_int_equal(load_model(*state, model), -1);
        assert_no_key("sk-abc");
        assert_no_key("ABCDEFGH");
    }
}

static void a_password_in_an_address_is_not_shown(void **state)
{
    assert_int_equal(
        load_model(*state,
                   "name = \"x\", endpoint = \"https://me:hush@example.org/v1\""),
        -1);
    assert_int_equal(count_said(&d, E_MODEL_ENDPOINT), 1);
    assert_null(strstr(d.entries[0].text, "hush"));
}

static void what_is_wrong_with_a_model(void **state)
{
    static const struct {
        const char *model;
        enum diag_code code;
    } wrong[] = {
        {"endpoint = \"http://127.0.0.1/v1\"", E_MODEL_NAME},
        {"name = 3", E_FIELD_KIND},
        {"name = \"x\", endpoint = \"127.0.0.1\"", E_MODEL_ENDPOINT},
        {"name = \"x\", temperature = \"warm\"", E_FIELD_KIND},
        {"name = \"x\", top_p = 1.5", E_FIELD_KIND},
        {"name = \"x\", max_tokens = 0", E_FIELD_KIND},
        {"name = \"x\", max_tokens = 1.5", E_FIELD_KIND},
        {"name = \"x\", stop = 3", E_FIELD_KIND},
        {"name = \"x\", stop = { 3 }", E_FIELD_KIND},
        {"name = \"x\", parameters = { messages = {} }", E_MODEL_OURS},
        {"name = \"x\", price = { prompt = -1 }", E_FIELD_KIND},
        {"name = \"x\", price = 3", E_FIELD_KIND},
        {"name = \"x\", system = 3", E_FIELD_KIND},
        {"name = \"x\", id = \"a/b\"", E_ID},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_int_equal(load_model(*state, wrong[i].model), -1);
        assert_true(count_said(&d, wrong[i].code) >= 1);
    }
    assert_int_equal(load_model(*state, "name = \"x\", temprature = 1"), 0);
    assert_said(&d, W_FIELD_UNKNOWN, "study.lua", 1, NULL);
}

static void what_is_wrong_with_several(void **state)
{
    put_file(in(*state, "p.txt"), "Why?\n");
    assert_int_equal(
        load(*state,
             "models = { { id = \"a\", name = \"x\" }, { id = \"A\", name = \"y\" } },",
             "prompts \"p.txt\""),
        -1);
    assert_int_equal(count_said(&d, E_ID_TWICE), 1);
    assert_int_equal(
        load(*state, "model = { name = \"x\" }, models = {},", "prompts \"p.txt\""),
        -1);
    assert_int_equal(count_said(&d, E_MODEL_BOTH), 1);
    assert_int_equal(load(*state, "models = { 3 },", "prompts \"p.txt\""), -1);
    assert_int_equal(load(*state, "", "prompts \"p.txt\""), -1);
    assert_int_equal(count_said(&d, E_MODEL_NONE), 1);
}

static const struct prompt_file *load_prompts(const char *folder, const char *file,
                                              const char *text)
{
    char baseline[100];
    put_file(in(folder, file), text);
    snprintf(baseline, sizeof baseline, "prompts \"%s\"", file);
    int result = load(folder, "model = { name = \"x\" },", baseline);
    assert_int_equal(result, diag_has_errors(&d) ? -1 : 0);
    return prompt_file_find(&study, file);
}

static void prompts_a_line_each(void **state)
{
    const struct prompt_file *file =
        load_prompts(*state, "p.txt", "\xEF\xBB\xBFWhy?\r\n\n  कब?  \nWho");
    assert_int_equal(d.count, 0);
    assert_int_equal(file->count, 3);
    assert_string_equal(file->prompts[0].text, "Why?");
    assert_string_equal(file->prompts[1].text, "कब?");
    assert_int_equal(file->prompts[1].where.line, 3);
    char id[30];
    snprintf(id, sizeof id, "%s", file->prompts[2].id);
    file = load_prompts(*state, "p.txt", "Who\nWhy?\n");
    assert_string_equal(file->prompts[0].id,
                        id); // a line that moves is the same prompt
}

static void prompts_in_a_table(void **state)
{
    const struct prompt_file *file =
        load_prompts(*state, "p.csv",
                     "follows,id,prompt,topic,language\nbread,rise,\"And "
                     "why,\nthen?\",,\n,bread,Why?,Food,en\n");
    assert_int_equal(d.count, 0);
    assert_int_equal(file->count, 2);
    assert_ptr_equal(file->prompts[0].before, &file->prompts[1]);
    assert_ptr_equal(file->prompts[1].next, &file->prompts[0]);
    assert_string_equal(file->prompts[0].text, "And why,\nthen?");
    assert_string_equal(file->prompts[1].topic, "Food");
}

static void prompts_as_json_lines(void **state)
{
    const struct prompt_file *file =
        load_prompts(*state, "p.jsonl",
                     "{\"id\":\"a\",\"prompt\":\"Why?\",\"title\":\"T\",\"more\":1}\n\n"
                     "{\"id\":\"b\",\"prompt\":\"When?\",\"follows\":\"a\"}\n");
    assert_int_equal(d.count, 0);
    assert_int_equal(file->count, 2);
    assert_string_equal(file->prompts[0].title, "T");
    assert_ptr_equal(file->prompts[1].before, &file->prompts[0]);
}

static void what_is_wrong_with_prompts(void **state)
{
    static const struct {
        const char *file, *text;
        enum diag_code code;
        int line;
    } wrong[] = {
        {"p.md", "Why?\n", E_PROMPT_KIND, 0},
        {"p.txt", " \n\n", E_PROMPT_NONE, 0},
        {"p.txt", "\xFF\n", E_UTF8, 0},
        {"p.csv", "id,text\na,Why?\n", E_PROMPT_COLUMNS, 1},
        {"p.csv", "id,prompt\na,Why?\nb,\n", E_PROMPT_EMPTY, 3},
        {"p.csv", "id,prompt\na b,Why?\n", E_SHAPE, 2},
        {"p.csv", "id,prompt\na,\"Why?\n", E_CSV_QUOTE, 2},
        {"p.csv", "id,prompt,follows\na,Why?,b\n", E_PROMPT_FOLLOWS, 2},
        {"p.csv", "id,prompt,follows\na,Why?,b\nb,Who?,a\n", E_PROMPT_CIRCLE, 2},
        {"p.csv", "id,prompt,follows\na,Why?,a\n", E_PROMPT_CIRCLE, 2},
        {"p.csv", "id,prompt\na,Why?\na,Who?\n", E_PROMPT_TWICE, -1},
        {"p.jsonl", "{\"id\":\"a\"}\n", E_SHAPE, 1},
        {"p.jsonl", "{\"id\":\"a\",\"prompt\":\"Why?\"}\n{\n", E_JSON, 2},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        load_prompts(*state, wrong[i].file, wrong[i].text);
        assert_said(&d, wrong[i].code, wrong[i].file, wrong[i].line, NULL);
        assert_true(diag_has_errors(&d));
    }
}

static void one_id_in_two_files(void **state)
{
    put_file(in(*state, "a.csv"), "id,prompt\none,Why?\n");
    put_file(in(*state, "b.csv"), "id,prompt\none,Who?\n");
    assert_int_equal(load(*state, "model = { name = \"x\" },",
                          "{ prompts \"a.csv\", prompts \"b.csv\" }"),
                     -1);
    assert_int_equal(count_said(&d, E_PROMPT_TWICE), 1);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(one_model_and_all_it_says),
        TEST(the_seed_of_the_study_is_the_models),
        TEST(no_seed_is_sent_where_none_is_said),
        TEST(keys_are_refused_and_never_shown),
        TEST(a_password_in_an_address_is_not_shown),
        TEST(what_is_wrong_with_a_model),
        TEST(what_is_wrong_with_several),
        TEST(prompts_a_line_each),
        TEST(prompts_in_a_table),
        TEST(prompts_as_json_lines),
        TEST(what_is_wrong_with_prompts),
        TEST(one_id_in_two_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
