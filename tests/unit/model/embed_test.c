// SPDX-License-Identifier: MIT
#include "model/embed.h"

#include "support.h"

static const json_t *vectors[3];

static const char *read_text(const char *text, size_t count)
{
    static json_t *document;
    json_decref(document);
    document = json_loads(text, 0, NULL);
    assert_non_null(document);
    return embed_read(document, count, vectors);
}

static double first(size_t i)
{
    return json_number_value(json_array_get(vectors[i], 0));
}

static void vectors_are_told_apart_by_their_index(void **state)
{
    (void)state;
    assert_null(read_text("{\"data\":[{\"index\":1,\"embedding\":[2,0.5]},{\"index\":0,"
                          "\"embedding\":[1,-1]}]}",
                          2));
    assert_true(first(0) == 1 && first(1) == 2);
    assert_null(read_text("{\"data\":[{\"embedding\":[3]},{\"embedding\":[4]}]}",
                          2)); // in order, then
    assert_true(first(0) == 3 && first(1) == 4);
}

static void what_is_no_vector_is_not_taken(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "{}",
        "{\"data\":[]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":2,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":-1,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1,2]}]"
        "}",
        "{\"data\":[{\"index\":0,\"embedding\":[]},{\"index\":1,\"embedding\":[]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[\"1\"]}"
        "]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[0]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1e300]}"
        "]}",
        "{\"data\":[{\"index\":0,\"embedding\":\"AAAA\"},{\"index\":1,\"embedding\":"
        "\"AAAA\"}]}",
    };
    for (size_t i = 0; i < COUNT(bad); i++)
        if (!read_text(bad[i], 2))
            fail_msg("taken: %s", bad[i]);
    (void)read_text("{}", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_are_told_apart_by_their_index),
        cmocka_unit_test(what_is_no_vector_is_not_taken),
    };
    return cmocka_run_group_tests_name("embed", tests, NULL, NULL);
}
