// SPDX-License-Identifier: MIT
#include "model/body.h"

#include "base/json.h"
#include "support.h"

#define HERE ((struct place){"study.lua", 3, ""})

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

static void is(json_t *body, const char *expected)
{
    struct buf text;
    buf_init(&text, 10000);
    assert_non_null(body);
    json_canonical(body, &text);
    assert_string_equal(text.data, expected);
    buf_release(&text);
    json_decref(body);
}

static void holds_what_is_asked_and_streams(void **state)
{
    (void)state;
    json_t *messages =
        json_pack("[{s:s, s:s}]", "role", "user", "content", "\xE0\xA4\xA8?\n");
    json_t *parameters =
        json_pack("{s:i, s:[s], s:i}", "max_tokens", 400, "stop", "END", "min_p", 1);
    is(chat_body("m", messages, parameters, HERE, &d),
       "{\"max_tokens\":400,\"messages\":[{\"content\":\"\xE0\xA4\xA8?\\n\",\"role\":"
       "\"user\"}],\"min_p\":1,"
       "\"model\":\"m\",\"stop\":[\"END\"],\"stream\":true,\"stream_options\":{"
       "\"include_usage\":true}}");
    assert_int_equal(json_object_size(parameters), 3); // left as they were
    json_decref(messages);
    json_decref(parameters);
}

static void parameters_can_ask_for_the_whole_at_once(void **state)
{
    (void)state;
    json_t *messages = json_array(), *parameters = json_pack("{s:b}", "stream", 0);
    is(chat_body("m", messages, parameters, HERE, &d),
       "{\"messages\":[],\"model\":\"m\",\"stream\":false}");
    is(chat_body("m", messages, NULL, HERE, &d),
       "{\"messages\":[],\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_"
       "usage\":true}}");
    json_decref(messages);
    json_decref(parameters);
}

static void parameters_cannot_say_what_is_asked(void **state)
{
    (void)state;
    static const char *const names[] = {"messages", "model", "n", "tools", "functions"};
    json_t *messages = json_array();
    for (size_t i = 0; i < COUNT(names); i++) {
        json_t *parameters = json_pack("{s:i}", names[i], 2);
        assert_null(chat_body("m", messages, parameters, HERE, &d));
        assert_said(&d, E_MODEL_PARAMETER, "study.lua", 3, "");
        json_decref(parameters);
    }
    assert_int_equal(d.count, COUNT(names));
    json_decref(messages);
}

static void texts_are_asked_for_together(void **state)
{
    (void)state;
    json_t *texts = json_pack("[s, s]", "bias: a quote", "care");
    is(embeddings_body("e", texts, NULL),
       "{\"input\":[\"bias: a quote\",\"care\"],\"model\":\"e\"}");
    json_decref(texts);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(holds_what_is_asked_and_streams),
        T(parameters_can_ask_for_the_whole_at_once),
        T(parameters_cannot_say_what_is_asked),
        T(texts_are_asked_for_together),
    };
    return cmocka_run_group_tests_name("body", tests, NULL, NULL);
}
