// SPDX-License-Identifier: MIT
// The answers' files as they are written: line by line, mended after a kill, held by one program at a time.
#include "study/ledger.h"

#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static struct diag d;
static struct ledger ledger;

static int setup(void **state)
{
    diag_init(&d);
    int result = folder_setup(state);
    ledger_init(&ledger, *state, "a");
    return result;
}

static int teardown(void **state)
{
    ledger_close(&ledger);
    diag_release(&d);
    return folder_teardown(state);
}

static void append(const char *text)
{
    json_t *object = json_pack("{s:s}", "text", text);
    assert_int_equal(ledger_append(&ledger, object, &d), 0);
    json_decref(object);
}

static void again(const char *folder)
{
    ledger_close(&ledger);
    ledger_init(&ledger, folder, "a");
}

static void assert_file(const char *path, const char *wanted)
{
    size_t len;
    char *text = get_file(path, &len);
    assert_string_equal(text, wanted);
    free(text);
}

static void one_line_behind_the_other(void **state)
{
    append("one");
    append("two\n");
    assert_int_equal(ledger_flush(&ledger, &d), 0);
    again(*state);
    append("three");
    assert_file(in(*state, "answers/a.jsonl"),
                "{\"text\":\"one\"}\n{\"text\":\"two\\n\"}\n{\"text\":\"three\"}\n");
    assert_int_equal(d.count, 0);
}

static void nothing_is_written_before_the_first_answer(void **state)
{
    assert_int_equal(ledger_flush(&ledger, &d), 0);
    assert_int_not_equal(access(in(*state, "answers"), F_OK), 0);
}

static void what_is_torn_is_set_aside(void **state)
{
    put_file(in(*state, "answers/a.jsonl"), "{\"text\":\"one\"}\n{\"text\":\"tw\xC3");
    append("two");
    assert_file(in(*state, "answers/a.jsonl"),
                "{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    assert_file(in(*state, "answers/a.jsonl.torn"), "{\"text\":\"tw\xC3\n");
    assert_said(&d, W_LEDGER_TORN, "answers/a.jsonl", 0, NULL);
}

static void a_long_torn_line(void **state)
{
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_str(&text, "{\"text\":\"one\"}\n{\"text\":\"");
    for (int i = 0; i < 20000; i++)
        buf_char(&text, 'x');
    put_bytes(in(*state, "answers/a.jsonl"), text.data, text.len);
    append("two");
    assert_file(in(*state, "answers/a.jsonl"),
                "{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    buf_release(&text);
}

static void a_missing_line_feed_is_added(void **state)
{
    put_file(in(*state, "answers/a.jsonl"), "{\"text\":\"one\"}");
    append("two");
    assert_file(in(*state, "answers/a.jsonl"),
                "{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    assert_int_equal(d.count, 0);
}

static void a_file_that_cannot_be_written(void **state)
{
    json_t *object = json_object();
    mkdir(in(*state, "answers"), 0777);
    mkdir(in(*state, "answers/a.jsonl"), 0777);
    assert_int_equal(ledger_append(&ledger, object, &d), -1);
    assert_said(&d, E_FILE_WRITE, "answers/a.jsonl", 0, NULL);
    json_decref(object);
}

// A study from somebody else could lead what is written anywhere.
static void links_are_not_followed(void **state)
{
    json_t *object = json_object();
    put_file(in(*state, "elsewhere"), "mine, without a line feed");
    mkdir(in(*state, "answers"), 0777);
    assert_int_equal(symlink("../elsewhere", in(*state, "answers/a.jsonl")), 0);
    assert_int_equal(ledger_append(&ledger, object, &d), -1);
    assert_said(&d, E_LEDGER_LINK, "answers/a.jsonl", 0, NULL);
    unlink(in(*state, "answers/a.jsonl"));
    put_file(in(*state, "answers/a.jsonl"), "{\"text\":");
    assert_int_equal(symlink("../elsewhere", in(*state, "answers/a.jsonl.torn")), 0);
    assert_int_equal(ledger_append(&ledger, object, &d), -1);
    assert_file(in(*state, "elsewhere"), "mine, without a line feed");
    json_decref(object);
}

static void a_folder_that_is_a_link_is_not_followed(void **state)
{
    json_t *object = json_object();
    mkdir(in(*state, "elsewhere"), 0777);
    assert_int_equal(symlink("elsewhere", in(*state, "answers")), 0);
    assert_int_equal(ledger_append(&ledger, object, &d), -1);
    assert_said(&d, E_LEDGER_LINK, "answers", 0, NULL);
    assert_int_not_equal(access(in(*state, "elsewhere/a.jsonl"), F_OK), 0);
    json_decref(object);
}

static void one_at_a_time(void **state)
{
    int first = ledger_hold(*state, &d);
    assert_true(first >= 0);
    assert_int_equal(ledger_hold(*state, &d), -1);
    assert_int_equal(count_said(&d, E_LEDGER_LOCKED), 1);
    close(first);
    int second = ledger_hold(*state, &d);
    assert_true(second >= 0);
    close(second);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(one_line_behind_the_other),
        TEST(nothing_is_written_before_the_first_answer),
        TEST(what_is_torn_is_set_aside),
        TEST(a_long_torn_line),
        TEST(a_missing_line_feed_is_added),
        TEST(a_file_that_cannot_be_written),
        TEST(links_are_not_followed),
        TEST(a_folder_that_is_a_link_is_not_followed),
        TEST(one_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
