// SPDX-License-Identifier: MIT
#include "base/shape.h"

#include "support.h"

static struct diag d;
static struct shape *shape;

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
    shape_free(shape);
    shape = NULL;
    return 0;
}

static const struct place where = {"p07.json", 3, "/steps"};

static void use(const char *spec)
{
    json_t *value = json_loads(spec, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    shape_free(shape);
    shape = shape_from_json(value, where, &d);
    json_decref(value);
}

// The paths with problems, one a line with what was said.
static void finds(const char *text, const char *expected)
{
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    struct buf found;
    assert_non_null(value);
    assert_non_null(shape);
    buf_init(&found, 10000);
    int problems = shape_check(shape, value, where, &d);
    assert_int_equal(problems, d.count);
    for (size_t i = 0; i < d.count; i++) {
        assert_int_equal(d.entries[i].code, E_SHAPE);
        assert_string_equal(d.entries[i].file, "p07.json");
        assert_int_equal(d.entries[i].line, 3);
        buf_fmt(&found, "%s %s\n", d.entries[i].path, d.entries[i].text);
    }
    assert_string_equal(found.data, expected);
    buf_release(&found);
    json_decref(value);
    diag_release(&d);
}

static void strings(void **state)
{
    (void)state;
    use("{\"type\": \"string\", \"least\": 2, \"most\": 3}");
    finds("\"ab\"", "");
    finds("\"\\u0915\\ud83d\\ude00\\u0937\"", ""); // counted in code points
    finds("\"a\"", "/steps must have at least 2 characters\n");
    finds("\"\"", "/steps must not be empty\n");
    finds("\"abcd\"", "/steps must have at most 3 characters\n");
    finds("7", "/steps must be a text\n");
    use("{\"type\": \"string\", \"words\": [\"seen\", \"later\"]}");
    finds("\"seen\"", "");
    finds("\"Seen\"", "/steps must be one of \"seen\", \"later\"\n");
}

static void forms(void **state)
{
    (void)state;
    use("{\"type\": \"string\", \"form\": \"id\"}");
    finds("\"a-B_9\"", "");
    finds("\"a b\"", "/steps must be 1 to 64 letters, digits, \"-\" or \"_\"\n");
    finds("\"\"", "/steps must be 1 to 64 letters, digits, \"-\" or \"_\"\n");
    finds("\"caf\xC3\xA9\"",
          "/steps must be 1 to 64 letters, digits, \"-\" or \"_\"\n");
    use("{\"type\": \"string\", \"form\": \"hex64\"}");
    finds("\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"", "");
    finds("\"E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855\"",
          "/steps must be 64 hexadecimal digits in lower case\n");
    use("{\"type\": \"string\", \"form\": \"stamp\"}");
    finds("\"2026-03-01T10:42:00Z\"", "");
    finds("\"yesterday\"", "/steps must be a time like 2026-03-01T10:42:00Z\n");
    use("{\"type\": \"string\", \"form\": \"line\"}");
    finds("\"one line\"", "");
    finds("\"two\\nlines\"", "/steps must be one line of text\n");
    use("{\"type\": \"string\", \"form\": \"free\"}");
    finds("\"two\\nlines\"", "");
}

static void numbers_and_truth(void **state)
{
    (void)state;
    use("{\"type\": \"integer\", \"least\": 1, \"most\": 5}");
    finds("5", "");
    finds("0", "/steps must be at least 1\n");
    finds("6", "/steps must be at most 5\n");
    finds("1.0", "/steps must be a whole number\n");
    finds("\"1\"", "/steps must be a whole number\n");
    use("{\"type\": \"integer\"}");
    finds("9007199254740991", "");
    finds("9007199254740992", "/steps must be at most 9007199254740991\n");
    use("{\"type\": \"boolean\"}");
    finds("false", "");
    finds("0", "/steps must be true or false\n");
    use("{\"type\": \"any\"}");
    finds("[{\"anything\": null}]", "");
}

static void collections(void **state)
{
    (void)state;
    use("{\"type\": \"list\", \"least\": 1, \"most\": 2, \"of\": {\"type\": "
        "\"integer\"}}");
    finds("[1, 2]", "");
    finds("[]", "/steps must have at least 1 entry\n");
    finds("[1, 2, 3]", "/steps must have at most 2 entries\n");
    finds("[true, -1]",
          "/steps/0 must be a whole number\n/steps/1 must be at least 0\n");
    finds("{}", "/steps must be a list\n");
    use("{\"type\": \"map\", \"of\": {\"type\": \"boolean\"}}");
    finds("{\"x\": true}", "");
    finds("{\"x\": 1}", "/steps/x must be true or false\n");
    finds("[]", "/steps must be an object\n");
}

static void objects(void **state)
{
    (void)state;
    use("{\"type\": \"object\", \"fields\": {\"a\": {\"type\": \"string\"},"
        " \"b\": {\"type\": \"integer\", \"optional\": true}}}");
    finds("{\"a\": \"x\"}", "");
    finds("{\"a\": \"x\", \"b\": null, \"more\": [1]}",
          ""); // what is not known is kept
    finds("{}", "/steps/a is missing\n");
    finds("{\"a\": null, \"b\": \"x\"}",
          "/steps/a is missing\n/steps/b must be a whole number\n");
    finds("[]", "/steps must be an object\n");
}

static void paths_are_json_pointers(void **state)
{
    (void)state;
    use("{\"type\": \"map\", \"of\": {\"type\": \"list\", \"of\": {\"type\": "
        "\"object\","
        " \"fields\": {\"a/b~c\": {\"type\": \"string\"}}}}}");
    finds("{\"x~/y\": [{\"a/b~c\": \"\"}, {}]}",
          "/steps/x~0~1y/1/a~1b~0c is missing\n");
}

static void every_problem_is_reported(void **state)
{
    (void)state;
    use("{\"type\": \"list\", \"of\": {\"type\": \"integer\"}}");
    json_t *value = json_array();
    for (int i = 0; i < 2000; i++)
        json_array_append_new(value, json_true());
    assert_int_equal(shape_check(shape, value, where, &d), 2000);
    assert_int_equal(d.grades[DIAG_ERROR], 2000);
    assert_string_equal(d.entries[999].path, "/steps/999");
    json_decref(value);
}

static void a_wrong_shape_is_said(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "{}",
        "[]",
        "{\"type\": \"text\"}",
        "{\"type\": \"string\", \"form\": \"word\"}",
        "{\"type\": \"list\"}",
        "{\"type\": \"map\", \"of\": {\"type\": 7}}",
        "{\"type\": \"object\", \"fields\": {\"a\": {\"type\": \"string\"}, \"b\": {}, "
        "\"c\": []}}"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        use(wrong[i]);
        assert_null(shape);
        assert_said(&d, E_SHAPE_SPEC, "p07.json", 3, "/steps");
        diag_release(&d);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(strings),
        T(forms),
        T(numbers_and_truth),
        T(collections),
        T(objects),
        T(paths_are_json_pointers),
        T(every_problem_is_reported),
        T(a_wrong_shape_is_said),
    };
    return cmocka_run_group_tests_name("shape", tests, NULL, NULL);
}
