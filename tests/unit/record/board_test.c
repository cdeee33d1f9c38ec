// SPDX-License-Identifier: MIT
// Boards in the record: they are no participants, what they bring is kept apart, and what their decisions quote is
// checked. And what rating, proposing and the survey bring, as the views see it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "record/sql.h"
#include "record/status.h"
#include "record_fixture.h"

static struct fixture f;

static int set_up(void **state)
{
    (void)state;
    fixture_open(&f);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fixture_close(&f);
    return 0;
}

static long long ask(const char *query)
{
    return sql_number(f.record.db, query, -1);
}

// All rows of a query with one column of text, joined by spaces; to be freed.
static char *rows(const char *query)
{
    struct buf out;
    buf_init(&out, 100000);
    sqlite3_stmt *s = sql_prepare(f.record.db, query, &f.diag);
    assert_non_null(s);
    while (sql_step(s, &f.diag) == 1)
        buf_fmt(&out, "%s%s", out.len ? " " : "", sql_text(s, 0));
    sqlite3_finalize(s);
    return buf_take(&out);
}

static void expect(const char *query, const char *wanted)
{
    char *found = rows(query);
    assert_string_equal(found, wanted);
    free(found);
}

static void import_and_release(json_t *response)
{
    fixture_sum_file(&f, response, "board.json");
    struct import_result r = fixture_import(&f, "board.json");
    if (r.states[IMPORT_ACCEPTED] != 1)
        fail_msg("%s: %s", r.lines[0].reason,
                 f.diag.count ? f.diag.entries[0].text : "");
    import_result_release(&r);
    json_decref(response);
}

static void import_fixture(const char *name)
{
    struct buf bytes;
    char *path = path_join("tests/contract/response", name);
    buf_init(&bytes, 1 << 20);
    assert_int_equal(file_read(path, &bytes, &f.diag), 0);
    json_t *fixture = json_loadb(bytes.data, bytes.len, 0, NULL);
    import_and_release(json_incref(json_object_get(fixture, "response")));
    json_decref(fixture);
    buf_release(&bytes);
    free(path);
}

// --- who they are

static void a_board_is_no_participant(void **state)
{
    (void)state;
    expect("SELECT id FROM board ORDER BY position",
           "board-ash board-beech board-ash-young");
    expect("SELECT session || '/' || title || '/' || group_id FROM board"
           " WHERE id = 'board-ash-young'",
           "young/The young/ash");
    expect("SELECT participant FROM board_member WHERE board = 'board-ash'"
           " ORDER BY participant",
           "a1 a2");
    expect("SELECT participant FROM board_member WHERE board = 'board-ash-young'",
           "a1");
    expect("SELECT id FROM participant ORDER BY id", "a1 a2 b1");
    assert_int_equal(ask("SELECT count(*) FROM packet WHERE round = 'meet'"), 6);
    assert_int_equal(
        ask("SELECT count(*) FROM assigned WHERE participant LIKE 'board%'"), 0);
}

static void the_record_keeps_what_the_study_says(void **state)
{
    (void)state;
    expect("SELECT terms || contact || risks || changes FROM study",
           "Not for sale.ash@example.orgNone.Longer talks.");
    expect("SELECT options FROM step WHERE id = 'board'",
           "{\"documents\":[],\"sessions\":[{\"group\":\"ash\",\"id\":\"young\","
           "\"participants\":[\"a1\"],\"title\":\"The young\"}]}");
    expect("SELECT options ->> 'top' FROM step WHERE id = 'rank'", "3");
    expect("SELECT roles FROM study_group WHERE id = 'ash'", "[]");
}

// --- what they bring

static void what_a_board_brings_is_kept_apart(void **state)
{
    (void)state;
    import_fixture("board-whole.json");
    assert_int_equal(f.diag.count, 0);
    assert_int_equal(ask("SELECT count(*) FROM item WHERE participant = 'board-ash'"),
                     ask("SELECT count(*) FROM board_item"));
    expect("SELECT DISTINCT group_id || '/' || board_session || '/' || step_kind FROM "
           "board_item",
           "ash//board");
    assert_int_equal(ask("SELECT count(*) FROM board_item WHERE kind = 'decision'"),
                     17);
    assert_int_equal(ask("SELECT count(*) FROM live_item"), 0);
    assert_int_equal(ask("SELECT count(*) FROM speaker WHERE id LIKE 'board%'"), 0);
    import_fixture("board-session.json");
    expect("SELECT board_session FROM board_item WHERE participant = 'board-ash-young'",
           "young");
    json_t *later = fixture_response_in(&f, "meet", "board-ash-young", "S2", 2);
    fixture_put(later, "board",
                json_pack("{ss si ss ss sb}", "id", "session", "clock", 900, "session",
                          "S2", "kind", "session", "deleted", 1));
    import_and_release(later);
    assert_int_equal(
        ask("SELECT count(*) FROM board_item WHERE participant = 'board-ash-young'"),
        0);
}

static const struct status_person *find(const struct status *s, const char *id)
{
    for (size_t i = 0; i < s->people_count; i++)
        if (strcmp(s->people[i].participant, id) == 0 &&
            strcmp(s->people[i].round, "meet") == 0)
            return &s->people[i];
    return NULL;
}

static void status_lists_boards(void **state)
{
    (void)state;
    struct status s;
    assert_int_equal(status_read(&s, &f.record, &f.diag), 0);
    const struct status_person *ash = find(&s, "board-ash");
    assert_non_null(ash->board);
    assert_int_equal(ash->files, 1);
    assert_int_equal(ash->decisions, 17);
    assert_int_equal(ash->attending, 2);
    assert_int_equal(ash->minutes, 2);
    assert_int_equal(ash->problems, 0);
    assert_int_equal(ash->consent, CONSENT_NOT_ASKED);
    assert_int_equal(find(&s, "board-beech")->files, 0);
    assert_null(find(&s, "a1")->board);
    status_release(&s);
}

static void the_dump_has_boards(void **state)
{
    (void)state;
    char *dump = fixture_dump(&f);
    assert_non_null(strstr(dump,
                           "{\"check\":\"P\",\"group\":\"ash\",\"id\":\"board-ash\","
                           "\"people\":[\"a1\",\"a2\"],\"row\":\"board\","
                           "\"session\":\"\",\"title\":\"Ash\"}\n"));
    assert_non_null(strstr(dump,
                           "\"participant\":\"board-ash\",\"round\":\"meet\",\"row\":"
                           "\"packet\"}\n"));
    assert_non_null(strstr(dump, "\"contact\":\"ash@example.org\""));
    assert_non_null(strstr(dump, "\"roles\":[]"));
    free(dump);
}

// --- what their decisions quote

static json_t *quoting(const char *member, json_t *value)
{
    json_t *example = fixture_coding(&f, "e", 1, "S", "emoji/2", 2, 9, "x");
    json_object_set_new(
        example, "elisions",
        json_pack("[{si si ss}]", "start", 4, "end", 6, "mark", "a farmer"));
    if (member)
        json_object_set_new(example, member, value);
    return example;
}

// Imports one decision, with a member of its example changed (stolen), and answers its problems.
static void expect_problems(const char *problems, const char *member, json_t *value)
{
    static int clock = 1000;
    json_t *r = fixture_response_in(&f, "meet", "board-beech", "S3", ++clock);
    fixture_put(r, "board",
                json_pack("{ss si ss ss si ss ss ss ss ss so}", "id", "quote", "clock",
                          clock, "session", "S3", "kind", "decision", "n", 1, "act",
                          "example", "by", "f", "reason", "", "at",
                          "2026-03-15T09:30:00Z", "axis", "ax", "example",
                          quoting(member, value)));
    import_and_release(r);
    expect("SELECT code FROM item_problem WHERE id = 'quote' ORDER BY code", problems);
}

static void quotes_of_decisions_are_checked(void **state)
{
    (void)state;
    expect_problems("", NULL, NULL);
    expect_problems("turn-unknown", "turn", json_string("gone/2"));
    assert_string_equal(f.diag.entries[0].path, "/steps/board/items/0/example/turn");
    expect_problems(
        "turn-changed", "turn_sha256",
        json_string("0000000000000000000000000000000000000000000000000000000000"
                    "000000"));
    assert_string_equal(f.diag.entries[0].path,
                        "/steps/board/items/0/example/turn_sha256");
    expect_problems("quote-differs", "quote", json_string("something"));
    assert_string_equal(f.diag.entries[0].path, "/steps/board/items/0/example/quote");
    expect_problems("", NULL, NULL);
}

static void what_is_left_out_lies_inside(void **state)
{
    (void)state;
    expect_problems("", "elisions", json_pack("[]"));
    static const int bad[][4] = {
        {1, 3, 4, 5}, {4, 10, 0, 0}, {4, 4, 0, 0}, {5, 7, 6, 8}, {6, 7, 4, 5}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        json_t *list = json_array();
        for (int k = 0; k < 4; k += 2)
            if (k == 0 || bad[i][k])
                json_array_append_new(list,
                                      json_pack("{si si ss}", "start", bad[i][k], "end",
                                                bad[i][k + 1], "mark", ""));
        expect_problems("elision-outside", "elisions", list);
        assert_string_equal(f.diag.entries[0].path,
                            "/steps/board/items/0/example/elisions");
    }
}

// --- what rating, proposing and the survey bring

static void add_step(const char *id, const char *kind)
{
    char *sql =
        sqlite3_mprintf("INSERT INTO step (round, id, kind, title, position) VALUES"
                        " ('talk', %Q, %Q, '', 9)",
                        id, kind);
    assert_int_equal(sqlite3_exec(f.record.db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_free(sql);
}

static void add_item(const char *step, const char *id, const char *kind,
                     const char *body)
{
    char *sql = sqlite3_mprintf(
        "INSERT INTO item VALUES ('a1', 'talk', %Q, %Q, 1, 's', 'h', %Q, 0, %Q)", step,
        id, kind, body);
    assert_int_equal(sqlite3_exec(f.record.db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_free(sql);
}

static void views_of_later_rounds(void **state)
{
    (void)state;
    sqlite3_exec(f.record.db, "BEGIN; DELETE FROM step WHERE kind = 'consent'", NULL,
                 NULL, NULL);
    add_step("rate", "rate");
    add_step("survey", "survey");
    add_step("propose", "propose");
    add_item("rate", "axis:x", "rating",
             "{\"axis\":\"x\",\"definition_sha256\":\"d\",\"value\":4,\"at\":\"t\"}");
    add_item("rate", "axis:y", "rating",
             "{\"axis\":\"y\",\"definition_sha256\":\"d\",\"comment\":\"No.\",\"at\":"
             "\"t\"}");
    add_item("rate", "position:x", "position",
             "{\"axis\":\"x\",\"value\":2,\"text\":\"mine\",\"at\":\"t\"}");
    add_item("rank", "ranking", "ranking",
             "{\"places\":[[\"y\"],[\"x\",\"z\"]],\"at\":\"t\"}");
    add_item("rank", "named", "named", "{\"agreed\":true,\"at\":\"t\"}");
    add_item("survey", "q1", "answer", "{\"choices\":[\"a\",\"b\"],\"at\":\"t\"}");
    add_item("propose", "axis:x", "stance",
             "{\"axis\":\"x\",\"stance\":\"object\",\"reason\":\"r\",\"at\":\"t\"}");
    add_item(
        "propose", "p1", "proposal",
        "{\"name\":\"N\",\"definition\":\"D\",\"reason\":\"r\",\"examples\":[\"c\"],"
        "\"at\":\"t\"}");
    add_item("propose", "w1", "wish",
             "{\"axes\":[\"x\",\"y\"],\"name\":\"N\",\"reason\":\"r\",\"at\":\"t\"}");
    add_item("propose", "m1", "amendment",
             "{\"axis\":\"x\",\"name\":\"N\",\"reason\":\"r\",\"at\":\"t\"}");
    expect("SELECT axis || coalesce(value, '-') || coalesce(comment, '') FROM rating"
           " ORDER BY axis",
           "x4 y-No.");
    expect("SELECT axis || value || text || group_id FROM position", "x2mineash");
    expect("SELECT places FROM ranking", "[[\"y\"],[\"x\",\"z\"]]");
    expect("SELECT agreed FROM named", "1");
    expect("SELECT question || choices || coalesce(value, '-') FROM answer",
           "q1[\"a\",\"b\"]-");
    expect("SELECT axis || stance || reason FROM stance", "xobjectr");
    expect("SELECT id || name || examples FROM proposal", "p1N[\"c\"]");
    expect("SELECT id || axes || name FROM wish", "w1[\"x\",\"y\"]N");
    expect("SELECT axis || name || coalesce(definition, '-') FROM amendment", "xN-");
    sqlite3_exec(f.record.db, "ROLLBACK", NULL, NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_board_is_no_participant),
        cmocka_unit_test(the_record_keeps_what_the_study_says),
        cmocka_unit_test(what_a_board_brings_is_kept_apart),
        cmocka_unit_test(status_lists_boards),
        cmocka_unit_test(the_dump_has_boards),
        cmocka_unit_test(quotes_of_decisions_are_checked),
        cmocka_unit_test(what_is_left_out_lies_inside),
        cmocka_unit_test(views_of_later_rounds),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
