// SPDX-License-Identifier: MIT
#include "chatlog/records.h"

#include "support.h"

static struct diag d;
static struct records records;
static struct record record;

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

static void open_text(const char *text, const char *file)
{
    records_open(&records, text, strlen(text), file);
}

static void assert_next(const char *text, int line, size_t number)
{
    assert_true(records_next(&records, &record, &d));
    assert_int_equal(record.len, strlen(text));
    assert_memory_equal(record.text, text, record.len);
    assert_int_equal(record.line, line);
    assert_int_equal(record.number, number);
}

static void assert_end(size_t errors)
{
    assert_false(records_next(&records, &record, &d));
    assert_false(records_next(&records, &record, &d));
    assert_int_equal(d.grades[DIAG_ERROR], errors);
    assert_int_equal(records.faults, errors);
}

static void lines_keep_their_numbers(void **state)
{
    (void)state;
    open_text("\n{\"a\":1}\n \r\n{\n[]", "x.jsonl");
    assert_next("{\"a\":1}", 2, 2);
    assert_next("{", 4, 4);
    assert_next("[]", 5, 5);
    assert_end(0);
    open_text("{\"a\":1}\n{\"b\":2}\n", "x.txt"); // told by the first line
    assert_next("{\"a\":1}", 1, 1);
    assert_next("{\"b\":2}", 2, 2);
    assert_end(0);
}

static void elements_say_where_they_begin(void **state)
{
    (void)state;
    open_text(" [\n{\"a\": \"]\\\"}\"}\n,\n\n[{\n}], 7 ,\"x,\"]\n", "x.json");
    assert_next("{\"a\": \"]\\\"}\"}", 2, 1);
    assert_next("[{\n}]", 5, 2);
    assert_next("7", 6, 3);
    assert_next("\"x,\"", 6, 4);
    assert_end(0);
    open_text("[]", "x.json");
    assert_end(0);
}

static void one_document(void **state)
{
    (void)state;
    open_text("\n{\n\"a\": 1\n}\n", "x.json");
    assert_next("{\n\"a\": 1\n}\n", 2, 1);
    assert_end(0);
    open_text("[{\"content\": \"role\", \"role\": \"user\"}, {}]", "x.json");
    assert_true(records_next(&records, &record, &d));
    assert_int_equal(record.len, strlen(records.start));
    assert_end(0);
    open_text("[{\"x\": {\"role\": 1}, \"y\": \"role\"}, {}]", "x.json"); // no messages
    assert_true(records_next(&records, &record, &d));
    assert_int_equal(record.number, 1);
    assert_true(records_next(&records, &record, &d));
    assert_end(0);
}

// What is read before a fault stands; the fault is said once, at its line.
static void assert_fault(const char *text, size_t before, int line)
{
    diag_release(&d);
    diag_init(&d);
    open_text(text, "x.json");
    for (size_t i = 0; i < before; i++)
        assert_true(records_next(&records, &record, &d));
    assert_end(1);
    assert_said(&d, E_CHATLOG_LIST, "x.json", line, "");
}

static void lists_out_of_order(void **state)
{
    (void)state;
    assert_fault("[{},\n{\"a\"", 1, 2);
    assert_fault("[{}\n", 1, 2);
    assert_fault("[{},\n\n", 1, 3);
    assert_fault("[{}\n{}]", 1, 2);
    assert_fault("[{},\n]", 1, 2);
    assert_fault("[,{}]", 0, 1);
    assert_fault("[{}\n]\nx", 1, 3);
    assert_fault("[\"abc", 1, 1);
    assert_fault("[", 0, 1);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(lines_keep_their_numbers),
        T(elements_say_where_they_begin),
        T(one_document),
        T(lists_out_of_order),
    };
    return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
