// SPDX-License-Identifier: MIT
#include "base/json.h"

#include "base/file.h"
#include "support.h"

static struct diag d;

static int setup(void **state)
{
    (void)state;
    diag_init(&d);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    diag_release(&d);
    return 0;
}

static json_t *parse(const char *text)
{
    return json_parse(text, strlen(text), "f.json", 10, &d);
}

static void refuses(const char *text, size_t len, int line)
{
    assert_null(json_parse(text, len, "f.json", 10, &d));
    assert_said(&d, E_JSON, "f.json", line, "");
    diag_release(&d);
}

static void faults_are_located_by_line(void **state)
{
    (void)state;
    refuses("{\"a\": 1,\n \"b\": ]", 16, 11);
    refuses("", 0, 10);
    refuses("{} {}", 5, 10);
    refuses("{\"a\": 1, \"a\": 2}", 16, 10);
    refuses("[\"\xC3\"]", 5, 10);
    refuses("[\"\xED\xA0\x80\"]", 7, 10);
}

static void nul_is_refused_wherever_it_stands(void **state)
{
    (void)state;
    refuses("[1]\0", 4, 10);
    refuses("[1\0]", 4, 10);
    refuses("[\"a\0b\"]", 7, 10);
    refuses("[\"a\\u0000b\"]", 12, 10);
    refuses("{\"a\\u0000b\": 1}", 15, 10);
}

static json_t *nested(int depth)
{
    struct buf text;
    buf_init(&text, 1 << 20);
    for (int i = 0; i < depth; i++)
        buf_str(&text, i % 2 ? "{\"[\":" : "[");
    buf_str(&text, "\"{[\\\"\"");
    for (int i = depth; i-- > 0;)
        buf_str(&text, i % 2 ? "}" : "]");
    json_t *value = json_parse(text.data, text.len, "f.json", 1, &d);
    buf_release(&text);
    return value;
}

static void nesting_has_a_limit(void **state)
{
    (void)state;
    json_t *value = nested(64);
    assert_non_null(value);
    json_decref(value);
    assert_null(nested(65));
    assert_null(nested(100000));
    assert_int_equal(count_said(&d, E_JSON), 2);
}

static void brackets_in_texts_do_not_nest(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_str(&text, "[\"\\\"");
    for (int i = 0; i < 1000; i++)
        buf_str(&text, "[{");
    buf_str(&text, "\"]");
    json_t *value = parse(text.data);
    assert_non_null(value);
    json_decref(value);
    buf_release(&text);
}

static void members_never_fail(void **state)
{
    (void)state;
    json_t *value = parse("{\"s\": \"x\", \"n\": 7, \"t\": true, \"z\": null}");
    assert_string_equal(json_text(value, "s"), "x");
    assert_string_equal(json_text(value, "n"), "");
    assert_string_equal(json_text(NULL, "s"), "");
    assert_int_equal(json_number(value, "n"), 7);
    assert_int_equal(json_number(value, "s"), 0);
    assert_true(json_flag(value, "t"));
    assert_false(json_flag(value, "n"));
    assert_string_equal(json_text(json_object_get(value, "z"), "s"), "");
    json_decref(value);
}

static void canonical_numbers(void **state)
{
    (void)state;
    json_t *value =
        parse("[0, -0, 9007199254740991, 1.5, -1e3, true, false, null, {}, [ ]]");
    struct buf out;
    buf_init(&out, 1000);
    json_canonical(value, &out);
    assert_string_equal(out.data,
                        "[0,0,9007199254740991,1.5,-1000.0,true,false,null,{},[]]");
    buf_release(&out);
    json_decref(value);
}

// --- fixtures that other languages are tested with too

static void agrees(const char *folder, const char *name)
{
    char file[300], hex[65];
    size_t len;
    snprintf(file, sizeof file, "%s.in.json", name);
    char *text = get_file(in(folder, file), &len);
    json_t *value = json_parse(text, len, file, 1, &d);
    assert_no_errors(&d);
    json_object_del(value, "sum");
    canonical_sum(value, hex);
    snprintf(file, sizeof file, "%s.sum", name);
    char *sum = get_file(in(folder, file), NULL);
    assert_memory_equal(hex, sum, 64);
    struct buf out;
    buf_init(&out, 1 << 20);
    json_canonical(value, &out);
    snprintf(file, sizeof file, "%s.out.json", name);
    char *expected = get_file(in(folder, file), NULL);
    assert_string_equal(out.data, expected);
    buf_release(&out);
    json_decref(value);
    free(text);
    free(sum);
    free(expected);
}

static void canonical_fixtures(void **state)
{
    (void)state;
    size_t count, done = 0;
    const char *folder = "tests/contract/canonical";
    char **names = folder_names(folder, &count, &d);
    for (size_t i = 0; i < count; i++) {
        char *end = strstr(names[i], ".in.json");
        if (!end)
            continue;
        *end = '\0';
        agrees(folder, names[i]);
        done++;
    }
    assert_true(done >= 5);
    names_free(names, count);
}

// --- the corpus: y_ must be accepted, n_ refused, i_ may be either

// By design: doubled names and NUL are refused, since no document of the program could mean them.
static bool is_ours_to_refuse(const char *name)
{
    static const char *const names[] = {
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
        "y_object_escaped_null_in_key.json", "y_string_null_escape.json"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static void check_file(const char *folder, const char *name)
{
    size_t len;
    char *text = get_file(in(folder, name), &len);
    json_t *value = json_parse(text, len, name, 1, &d);
    bool wanted = name[0] == 'y' && !is_ours_to_refuse(name);
    if (name[0] != 'i' && (value != NULL) != wanted)
        fail_msg("%s was %s", name, value ? "accepted" : "refused");
    assert_int_equal(d.count, value ? 0 : 1); // refused: said once, with its place
    if (!value) {
        assert_int_equal(d.entries[0].code, E_JSON);
        assert_string_equal(d.entries[0].file, name);
        assert_true(d.entries[0].line >= 1);
        assert_true(strlen(d.entries[0].text) > 20);
    }
    diag_release(&d);
    json_decref(value);
    free(text);
}

static void parsing_suite(void **state)
{
    (void)state;
    size_t count;
    char folder[4096];
    snprintf(folder, sizeof folder, "%s", corpus("nasty/json_test_suite/test_parsing"));
    char **names = folder_names(folder, &count, &d);
    assert_true(count > 300);
    for (size_t i = 0; i < count; i++)
        check_file(folder, names[i]);
    names_free(names, count);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(faults_are_located_by_line), T(nul_is_refused_wherever_it_stands),
        T(nesting_has_a_limit),        T(brackets_in_texts_do_not_nest),
        T(members_never_fail),         T(canonical_numbers),
        T(canonical_fixtures),         T(parsing_suite),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
