// SPDX-License-Identifier: MIT
#include "packet/turn.h"

#include "base/hash.h"
#include "packet/assign.h"
#include "study/study.h"
#include "support.h"

static struct diag d;
static struct study study;
static struct turns turns;

static const char definition[] =
    "return study { id = \"s\", title = \"S\", context = \"Why.\",\n"
    "groups = { group { id = \"g\", baseline = transcripts \"t.jsonl\", participants = "
    "{ \"p1\" } } },\n"
    "rounds = { round \"r\" { code { baseline() } } } }\n";

static int setup(void **state)
{
    diag_init(&d);
    folder_setup(state);
    put_file(in(*state, "study.lua"), definition);
    struct buf lines;
    buf_init(&lines, 1 << 20);
    for (int i = 1; i <= 300; i++)
        buf_fmt(
            &lines,
            "{\"id\":\"t/%d\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},"
            "{\"role\":\"user\",\"content\":\"*Q* "
            "%d\"},{\"role\":\"assistant\",\"content\":\"\"},"
            "{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"assistant\","
            "\"content\":\"A %d\"}]}\n",
            i, i, i);
    put_file(in(*state, "t.jsonl"), lines.data);
    buf_release(&lines);
    study_load(&study, *state, &d);
    turns_render(&turns, &study);
    return diag_has_errors(&d);
}

static int teardown(void **state)
{
    turns_release(&turns);
    study_clear(&study);
    diag_release(&d);
    return folder_teardown(state);
}

static void turns_are_numbered_without_system_messages(void **state)
{
    (void)state;
    assert_int_equal(turns.count, 900);
    assert_string_equal(turns.items[0].id, "t/1/1");
    assert_string_equal(turns.items[0].role, "user");
    assert_string_equal(turns.items[0].anchor.text.data, "Q 1");
    assert_string_equal(turns.items[1].id, "t/1/2");
    assert_int_equal(turns.items[1].anchor.length, 0);
    assert_string_equal(turns.items[2].id, "t/1/3");
    assert_string_equal(turns.items[2].anchor.text.data, "A 1");
}

static void every_turn_is_found_by_its_id(void **state)
{
    (void)state;
    for (size_t i = 0; i < turns.count; i++)
        assert_ptr_equal(turns_find(&turns, turns.items[i].id), &turns.items[i]);
    assert_null(turns_find(&turns, "t/1/4"));
    assert_null(turns_find(&turns, "t/301/1"));
    assert_null(turns_find(&turns, ""));
    const struct turns none = {0};
    assert_null(turns_find(&none, "t/1/1"));
}

static void a_turn_is_named_by_the_hash_of_its_text(void **state)
{
    (void)state;
    char hex[HASH_HEX_SIZE];
    hash_hex("A 300", 5, hex);
    assert_string_equal(turns_find(&turns, "t/300/3")->anchor.sha256, hex);
}

static void a_packet_is_named_by_whose_it_is(void **state)
{
    (void)state;
    static const char named[] = "calma packet\ns\ng\np1\nr\n"; // docs/formats.md
    char expected[65], id[65], other[65];
    hash_hex(named, sizeof named - 1, expected);
    packet_id(&study, "g", "p1", "r", id);
    assert_string_equal(id, expected);
    packet_id(&study, "g", "p2", "r", other);
    assert_string_not_equal(id, other);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(turns_are_numbered_without_system_messages),
        T(every_turn_is_found_by_its_id),
        T(a_turn_is_named_by_the_hash_of_its_text),
        T(a_packet_is_named_by_whose_it_is),
    };
    return cmocka_run_group_tests_name("turn", tests, NULL, NULL);
}
