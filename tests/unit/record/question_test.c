// SPDX-License-Identifier: MIT
// What the record tells of people's own questions, and of their path through the bank.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/sql.h"
#include "record/status.h"
#include "record_fixture.h"

static struct fixture f;

static void put(const char *who, const char *id, int deleted, const char *body)
{
    sqlite3_stmt *s = sql_prepare(
        f.record.db,
        "INSERT INTO item VALUES (?1, 'open', 'ask', ?2, 1, 's', 'h', 'question', ?3, "
        "?4)",
        &f.diag);
    sql_bind(s, "ttit", who, id, (long long)deleted, body);
    assert_int_equal(sql_done(s, &f.diag), 0);
    sqlite3_finalize(s);
}

static int set_up(void **state)
{
    (void)state;
    fixture_open(&f);
    sql_run(f.record.db,
            "INSERT INTO item VALUES ('a1', 'code', 'consent', 'consent', 1, 's', 'h', "
            "'consent', 0, '{\"accepted\":true}')",
            &f.diag);
    put("a1", "q3", 0,
        "{\"text\":\"c\",\"n\":7,\"sensitive\":true,\"share\":true,\"at\":\"\"}");
    put("a1", "q2", 0,
        "{\"text\":\"b\",\"n\":2,\"sensitive\":false,\"share\":true,\"after\":"
        "\"bread\",\"at\":\"\"}");
    put("a1", "q1", 0,
        "{\"text\":\"a\",\"topic\":\"Trade\",\"n\":2,\"sensitive\":false,\"share\":"
        "false,\"role\":\"r\","
        "\"at\":\"\"}");
    put("a1", "q0", 1, "{}");
    put("a2", "q", 0,
        "{\"text\":\"of one who has not consented\",\"n\":1,\"sensitive\":false,"
        "\"share\":true,\"at\":\"\"}");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fixture_close(&f);
    return 0;
}

static void holds(const char *query, const char *expected)
{
    sqlite3_stmt *s = sql_prepare(f.record.db, query, &f.diag);
    assert_non_null(s);
    assert_int_equal(sql_step(s, &f.diag), 1);
    assert_string_equal(sql_text(s, 0), expected);
    sqlite3_finalize(s);
}

static void in_order_without_gaps(void **state)
{
    (void)state;
    holds("SELECT group_concat(n || text, ' ') FROM (SELECT * FROM question ORDER BY "
          "n)",
          "1a 2b 3c");
}

static void what_each_says(void **state)
{
    (void)state;
    holds("SELECT role || '|' || topic || '|' || coalesce(after, '-') FROM question "
          "WHERE id = 'q1'",
          "r|Trade|-");
    holds("SELECT role || '|' || topic || '|' || coalesce(after, '-') FROM question "
          "WHERE id = 'q2'",
          "||bread");
}

static void what_is_sensitive_is_not_shared(void **state)
{
    (void)state;
    holds("SELECT group_concat(sensitive || share, ' ') FROM (SELECT * FROM question "
          "ORDER BY n)",
          "00 01 10");
}

static void status_counts_them(void **state)
{
    (void)state;
    struct status s;
    size_t all = 0;
    assert_int_equal(status_read(&s, &f.record, &f.diag), 0);
    for (size_t i = 0; i < s.people_count; i++)
        all += s.people[i].questions;
    assert_int_equal(all, 4); // whoever sent them
    status_release(&s);
}

static void a_path_in_its_order(void **state)
{
    (void)state;
    sql_run(f.record.db,
            "INSERT INTO item SELECT 'a1', 'open', 'browse', 'v' || n, 1, 's', 'h', "
            "'visit', 0, json_object('transcript', t, 'n', n, 'from', came, 'by', "
            "'topic', 'at', '') FROM (SELECT 9 AS n, 'emoji' AS t, 'bread' AS came "
            "UNION SELECT 4, 'bread', '' UNION SELECT 12, 'bread', 'emoji')",
            &f.diag);
    holds("SELECT group_concat(n || transcript || '<' || came_from, ' ') FROM (SELECT "
          "* FROM visit ORDER BY n)",
          "1bread< 2emoji<bread 3bread<emoji");
    struct status s;
    assert_int_equal(status_read(&s, &f.record, &f.diag), 0);
    size_t visited = 0;
    for (size_t i = 0; i < s.people_count; i++)
        visited += s.people[i].visited;
    assert_int_equal(visited, 2); // different ones
    status_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_order_without_gaps),
        cmocka_unit_test(what_each_says),
        cmocka_unit_test(what_is_sensitive_is_not_shared),
        cmocka_unit_test(status_counts_them),
        cmocka_unit_test(a_path_in_its_order),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
