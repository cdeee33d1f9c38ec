// SPDX-License-Identifier: MIT
#include "model/complaint.h"

#include "base/text.h"
#include "support.h"

#define KEY "sk-live-0123456789abcdef"

static struct complaint read(const char *body)
{
    struct complaint c;
    complaint_read(&c, body, strlen(body), KEY);
    return c;
}

static void reads_what_servers_say(void **state)
{
    (void)state;
    static const struct {
        const char *body, *message, *code;
    } known[] = {
        {"{\"error\":{\"message\":\"The model `x` does not "
         "exist\",\"type\":\"invalid_request_error\",\"code\":\"model_not_found\"}}",
         "The model `x` does not exist", "model_not_found"},
        {"{\"error\":{\"message\":\"out of "
         "room\",\"type\":\"server_error\",\"code\":null}}",
         "out of room", "server_error"},
        {"{\"error\":\"model 'x' not found\"}", "model 'x' not found", ""},
        {"{\"object\":\"error\",\"message\":\"No such "
         "model.\",\"type\":\"NotFoundError\",\"code\":404}",
         "No such model.", "NotFoundError"},
        {"{\"detail\":\"Not Found\"}", "Not Found", ""},
        {"{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\"}]}",
         "field required", ""},
        {"[{\"error\":{\"message\":\"in a list\"}}]", "in a list", ""},
        {"404 page not found\n", "404 page not found", ""},
        {"two\r\n  lines\x1b[31m", "two lines [31m", ""},
        {"", "", ""},
        {"{\"error\":{}}", "", ""},
        {"{}", "", ""},
        {"\xff\xfe", "", ""},
    };
    for (size_t i = 0; i < COUNT(known); i++) {
        struct complaint c = read(known[i].body);
        assert_string_equal(c.message, known[i].message);
        assert_string_equal(c.code, known[i].code);
        assert_false(c.page);
    }
}

static void a_status_may_stand_in_the_text(void **state)
{
    (void)state;
    assert_int_equal(
        read("{\"error\":{\"code\":429,\"message\":\"slow down\"}}").status, 429);
    assert_int_equal(read("{\"error\":{\"code\":7,\"message\":\"odd\"}}").status, 0);
}

static void a_page_is_not_shown(void **state)
{
    (void)state;
    struct complaint c =
        read("\n<!DOCTYPE html><html><title>502 Bad Gateway</title></html>");
    assert_true(c.page);
    assert_string_equal(c.message, "");
}

static void what_is_shown_has_an_end_between_two_characters(void **state)
{
    (void)state;
    char body[5000] = "";
    for (size_t i = 0; i + 4 < sizeof body; i += 3)
        memcpy(body + i, "\xE0\xA4\xA8", 4);
    struct complaint c = read(body);
    assert_in_range(strlen(c.message), COMPLAINT_MAX - 5, COMPLAINT_MAX);
    assert_true(text_valid(c.message, strlen(c.message), NULL));
    assert_string_equal(c.message + strlen(c.message) - 3, "...");
}

static void the_key_is_not_shown(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "{\"error\":{\"message\":\"wrong key " KEY "\",\"code\":\"" KEY "\"}}",
        "{\"error\":{\"message\":\"wrong key sk-live-\\u0030123456789abcdef\"}}",
        "you sent Authorization: Bearer " KEY,
    };
    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct complaint c = read(bodies[i]);
        assert_non_null(strstr(c.message, "[key]"));
        assert_null(strstr(c.message, "0123456789"));
        assert_null(strstr(c.code, "0123456789"));
    }
}

static void an_answer_is_no_complaint(void **state)
{
    (void)state;
    struct complaint c;
    json_t *answer = json_pack("{s:[], s:n}", "choices", "error");
    assert_false(complaint_find(&c, answer, KEY));
    json_decref(answer);
    json_t *error = json_pack("{s:{s:s}}", "error", "message", "no");
    assert_true(complaint_find(&c, error, NULL));
    assert_string_equal(c.message, "no");
    json_decref(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_servers_say),
        cmocka_unit_test(a_status_may_stand_in_the_text),
        cmocka_unit_test(a_page_is_not_shown),
        cmocka_unit_test(what_is_shown_has_an_end_between_two_characters),
        cmocka_unit_test(the_key_is_not_shown),
        cmocka_unit_test(an_answer_is_no_complaint),
    };
    return cmocka_run_group_tests_name("complaint", tests, NULL, NULL);
}
