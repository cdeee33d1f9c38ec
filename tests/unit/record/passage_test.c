// SPDX-License-Identifier: MIT
// Passages checked against their turns, in every script, and the codes of focused coding as the record sees them.
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
#include "packet/assign.h"
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

static void import_and_release(json_t *response)
{
    fixture_sum_file(&f, response, "r.json");
    struct import_result r = fixture_import(&f, "r.json");
    if (r.states[IMPORT_ACCEPTED] != 1)
        fail_msg("%s: %s", r.lines[0].reason,
                 f.diag.count ? f.diag.entries[0].text : "");
    import_result_release(&r);
    json_decref(response);
}

static long long ask(const char *query)
{
    return sql_number(f.record.db, query, -1);
}

// Imports one coding of a1 with a member changed (stolen; NULL: nothing) and answers its problems as one text.
static char *problems_with(const char *turn, int start, int end, const char *member,
                           json_t *value)
{
    static int clock = 1;
    json_t *r = fixture_response(&f, "a1", "S1", clock);
    json_t *coding = fixture_coding(&f, "c", ++clock, "S1", turn, start, end, "x");
    if (member)
        json_object_set_new(coding, member, value);
    fixture_put(r, "code", coding);
    import_and_release(r);
    struct buf out;
    buf_init(&out, 1000);
    sqlite3_stmt *s = sql_prepare(
        f.record.db, "SELECT code FROM item_problem WHERE id = 'c' ORDER BY code",
        &f.diag);
    while (sql_step(s, &f.diag) == 1)
        buf_fmt(&out, "%s ", sql_text(s, 0));
    sqlite3_finalize(s);
    return buf_take(&out);
}

static void expect(const char *problems, char *found)
{
    assert_string_equal(found, problems);
    free(found);
}

static void passages_that_fit(void **state)
{
    (void)state;
    expect("", problems_with("bread/2", 0, 13, NULL, NULL));
    expect("", problems_with("bread/2", 11, 20, NULL, NULL)); // over two paragraphs
    for (int start = 0; start < 17; start++)
        for (int end = start + 1; end <= 17; end++)
            expect("", problems_with("emoji/2", start, end, NULL, NULL));
    expect("", problems_with("hindi/2", 0, 4, NULL, NULL));
    expect("", problems_with("hindi/2", 1, 2, NULL, NULL)); // a vowel sign alone
    assert_int_equal(ask("SELECT anchored FROM coding WHERE id = 'c'"),
                     -1); // no consent yet
}

static void passages_that_do_not(void **state)
{
    (void)state;
    char sha[65];
    memset(sha, 'a', 64);
    sha[64] = 0;
    expect("quote-differs ",
           problems_with("bread/2", 0, 5, "quote", json_string("bread")));
    expect("quote-differs ",
           problems_with("bread/2", 0, 5, "quote", json_string("Bread ")));
    expect("quote-differs ", problems_with("bread/2", 0, 5, "end", json_integer(4)));
    expect("quote-differs ", problems_with("bread/2", 0, 5, "end", json_integer(0)));
    expect("quote-differs ", problems_with("bread/2", 3, 5, "end", json_integer(2)));
    expect("quote-differs ",
           problems_with("bread/2", 0, 5, "start", json_integer(9007199254740991)));
    expect("quote-differs ",
           problems_with("bread/2", 0, 5, "end", json_integer(9007199254740991)));
    expect("turn-changed ",
           problems_with("bread/2", 0, 5, "turn_sha256", json_string(sha)));
    expect("turn-unknown ",
           problems_with("bread/2", 0, 5, "turn", json_string("bread/9")));
    expect("turn-not-assigned ", problems_with("bread/1", 0, 3, NULL, NULL));
    expect("",
           problems_with("bread/2", 0, 5, NULL, NULL)); // mended, so nothing is left
}

static void a_warning_says_where(void **state)
{
    (void)state;
    json_t *r = fixture_response(&f, "a2", "S9", 1);
    fixture_put(r, "code", fixture_coding(&f, "ok", 1, "S9", "bread/2", 0, 5, "x"));
    json_t *wrong = fixture_coding(&f, "wrong", 1, "S9", "bread/2", 0, 5, "x");
    json_object_set_new(wrong, "quote", json_string("Brad"));
    fixture_put(r, "code", wrong);
    import_and_release(r);
    assert_int_equal(f.diag.count, 1);
    assert_string_equal(f.diag.entries[0].path, "/steps/code/items/1/quote");
    assert_string_equal(diag_code_name(f.diag.entries[0].code), "quote-differs");
    assert_int_equal(ask("SELECT count(*) FROM item WHERE id = 'wrong'"), 1);
}

static void only_what_was_given(void **state)
{
    (void)state;
    json_t *r = fixture_response(&f, "b1", "S7", 1);
    fixture_put(r, "code", fixture_coding(&f, "g", 1, "S7", "hindi/2", 0, 4, "x"));
    fixture_put(r, "code",
                json_pack("{ss si ss ss ss ss ss}", "id", "turn:bread/2", "clock", 1,
                          "session", "S7", "kind", "turn", "turn", "bread/2",
                          "turn_sha256", turns_find(&f.turns, "bread/2")->anchor.sha256,
                          "state", "nothing"));
    import_and_release(r);
    assert_int_equal(ask("SELECT count(*) FROM item_problem WHERE participant = 'b1'"
                         " AND id = 'g' AND code = 'turn-not-assigned'"),
                     1);
    assert_int_equal(ask("SELECT count(*) FROM item_problem WHERE participant = 'b1'"),
                     1);
}

// --- consent, and what status says

static void put_consent(const char *participant, int clock, int accepted)
{
    json_t *r = fixture_response(&f, participant, "C", clock);
    fixture_put(r, "consent",
                json_pack("{ss si ss ss sb s[] ss}", "id", "consent", "clock", clock,
                          "session", "C", "kind", "consent", "accepted", accepted,
                          "documents", "at", "2026-03-01T10:00:00Z"));
    import_and_release(r);
}

static const struct status_person *person(const struct status *s,
                                          const char *participant)
{
    for (size_t i = 0; i < s->people_count; i++)
        if (strcmp(s->people[i].participant, participant) == 0)
            return &s->people[i];
    return NULL;
}

static void status_of_everybody(void **state)
{
    (void)state;
    struct status s;
    assert_int_equal(status_read(&s, &f.record, &f.diag), 0);
    assert_int_equal(s.people_count, 24); // three people, seven rounds; three boards
    const struct status_person *a1 = person(&s, "a1"), *b1 = person(&s, "b1");
    assert_int_equal(a1->consent, CONSENT_OPEN);
    assert_int_equal(a1->assigned, 3);
    assert_int_equal(a1->coded, 1);
    assert_int_equal(a1->unseen, 2);
    assert_int_equal(b1->assigned, 1);
    assert_int_equal(b1->nothing, 1);
    assert_int_equal(b1->coded + b1->unseen, 0);
    assert_int_equal(b1->files, 1);
    assert_int_equal(b1->problems, 1);
    assert_string_equal(b1->saved, "2026-03-01T10:42:00Z");
    status_release(&s);
}

static void only_who_consents_is_heard(void **state)
{
    (void)state;
    assert_int_equal(ask("SELECT count(*) FROM label_use"), 0);
    put_consent("a1", 1, 1);
    assert_int_equal(ask("SELECT count(*) FROM label_use"), 1);
    assert_int_equal(ask("SELECT anchored FROM coding WHERE id = 'c'"), 1);
    put_consent("a1", 2, 0);
    assert_int_equal(ask("SELECT count(*) FROM label_use"), 0);
    struct status s;
    status_read(&s, &f.record, &f.diag);
    assert_int_equal(person(&s, "a1")->consent, CONSENT_REFUSED);
    status_release(&s);
    put_consent("a1", 3, 1);
    assert_int_equal(ask("SELECT count(*) FROM label_use"), 1);
}

// Who takes part is worked out once for a query, not once for an item: a study with a thousand people has 200,000.
static void who_is_heard_is_asked_once(void **state)
{
    (void)state;
    sqlite3_stmt *s = sql_prepare(
        f.record.db, "EXPLAIN QUERY PLAN SELECT count(*) FROM live_item", &f.diag);
    int rows = 0;
    for (; sql_step(s, &f.diag) == 1; rows++)
        assert_null(strstr(sql_text(s, 3), "CORRELATED"));
    assert_true(rows > 0);
    sqlite3_finalize(s);
}

// --- before the discussion

static void put_attribute(int clock, const char *id, const char *name, int rank)
{
    json_t *r = fixture_response(&f, "a1", "C", clock);
    char packet[65];
    packet_id(&f.study, "ash", "a1", "talk", packet);
    json_object_set_new(r, "packet", json_string(packet));
    json_object_set_new(r, "round", json_string("talk"));
    fixture_put(r, "rank",
                json_pack("{ss si ss ss ss ss si s[ss]}", "id", id, "clock", clock,
                          "session", "C", "kind", "attribute", "name", name,
                          "definition", "d", "rank", rank, "examples", "c", "gone"));
    import_and_release(r);
}

static void attributes_have_places(void **state)
{
    (void)state;
    put_attribute(11, "x", "Warm", 2);
    put_attribute(12, "y", "Old", 2);
    put_attribute(13, "z", "", 7);
    assert_int_equal(ask("SELECT count(*) FROM attribute"), 3);
    assert_int_equal(ask("SELECT place FROM attribute WHERE id = 'x'"), 1);
    assert_int_equal(ask("SELECT place FROM attribute WHERE id = 'y'"), 2);
    assert_int_equal(ask("SELECT place FROM attribute WHERE id = 'z'"), 3);
    assert_int_equal(ask("SELECT count(*) FROM attribute_example WHERE coding = 'c'"),
                     3);
    assert_int_equal(ask("SELECT count(*) FROM item_problem WHERE round = 'talk'"), 0);
    struct status s;
    assert_int_equal(status_read(&s, &f.record, &f.diag), 0);
    assert_string_equal(s.people[3].round, "talk");
    assert_int_equal(s.people[3].attributes, 2); // one has no name yet
    assert_false(s.people[3].fewer);
    status_release(&s);
    put_consent("a1", 4, 0);
    assert_int_equal(ask("SELECT count(*) FROM attribute"), 0);
    put_consent("a1", 5, 1);
}

// --- focused coding: the view code_use against the fixtures

static json_t *read_fixture(const char *name)
{
    struct buf bytes;
    struct diag d;
    char *path = path_join("tests/contract/codes", name);
    buf_init(&bytes, 1 << 20);
    diag_init(&d);
    assert_int_equal(file_read(path, &bytes, &d), 0);
    json_t *value = json_loadb(bytes.data, bytes.len, 0, NULL);
    assert_non_null(value);
    free(path);
    buf_release(&bytes);
    diag_release(&d);
    return value;
}

static void put_rows(const json_t *items, const char *step)
{
    sqlite3_stmt *s = sql_prepare(
        f.record.db, "INSERT INTO item VALUES ('a1', 'code', ?, ?, ?, ?, '', ?, ?, ?)",
        &f.diag);
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        struct buf body;
        buf_init(&body, 1 << 20);
        json_canonical(item, &body);
        sql_bind(s, "ttittit", step, json_text(item, "id"), json_number(item, "clock"),
                 json_text(item, "session"), json_text(item, "kind"),
                 (long long)json_flag(item, "deleted"), body.data);
        assert_int_equal(sql_done(s, &f.diag), 0);
        buf_release(&body);
    }
    sqlite3_finalize(s);
}

static void add_fields(struct buf *out, sqlite3_stmt *s, int from, int count)
{
    for (int i = from; i < from + count; i++)
        buf_fmt(out, "%s\t", sql_text(s, i));
    buf_char(out, '\n');
}

// "key, label, coding, label of the use" and "key, cluster" lines, sorted, from the record.
static char *codes_seen(void)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    sqlite3_stmt *s =
        sql_prepare(f.record.db,
                    "SELECT DISTINCT code, code_label, coding, label FROM code_use"
                    " ORDER BY code, coding, label",
                    &f.diag);
    while (sql_step(s, &f.diag) == 1)
        add_fields(&out, s, 0, 4);
    sqlite3_finalize(s);
    s = sql_prepare(
        f.record.db,
        "SELECT DISTINCT member.code, cluster.id FROM member JOIN cluster"
        " ON cluster.id = member.cluster AND cluster.participant = member.participant"
        " WHERE member.code IN (SELECT code FROM code_use) ORDER BY 1, 2",
        &f.diag);
    while (sql_step(s, &f.diag) == 1)
        add_fields(&out, s, 0, 2);
    sqlite3_finalize(s);
    return buf_take(&out);
}

static char *codes_expected(const json_t *codes)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    for (size_t i = 0; i < json_array_size(codes); i++) {
        const json_t *code = json_array_get(codes, i),
                     *uses = json_object_get(code, "uses");
        for (size_t k = 0; k < json_array_size(uses); k++) {
            const json_t *use = json_array_get(uses, k);
            buf_fmt(&out, "%s\t%s\t%s\t%s\t\n", json_text(code, "key"),
                    json_text(code, "label"), json_text(use, "coding"),
                    json_text(use, "label"));
        }
    }
    for (size_t i = 0; i < json_array_size(codes); i++) {
        const json_t *code = json_array_get(codes, i);
        const json_t *clusters = json_object_get(code, "clusters");
        for (size_t k = 0; k < json_array_size(clusters); k++)
            buf_fmt(&out, "%s\t%s\t\n", json_text(code, "key"),
                    json_string_value(json_array_get(clusters, k)));
    }
    return buf_take(&out);
}

static void codes_of_focused_coding(void **state)
{
    (void)state;
    size_t count, seen = 0;
    char **names = folder_names("tests/contract/codes", &count, &f.diag);
    for (size_t i = 0; i < count; i++) {
        if (!strstr(names[i], ".json"))
            continue;
        json_t *fixture = read_fixture(names[i]);
        sql_run(f.record.db, "BEGIN; DELETE FROM item WHERE step <> 'consent'",
                &f.diag);
        put_rows(json_object_get(fixture, "codings"), "code");
        put_rows(json_object_get(fixture, "items"), "cluster");
        char *got = codes_seen(),
             *wanted = codes_expected(json_object_get(fixture, "codes"));
        if (strcmp(got, wanted) != 0)
            fail_msg("%s:\n%s\nwanted:\n%s", names[i], got, wanted);
        free(got);
        free(wanted);
        sql_run(f.record.db, "ROLLBACK", &f.diag);
        json_decref(fixture);
        seen++;
    }
    assert_true(seen >= 10);
    names_free(names, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passages_that_fit),
        cmocka_unit_test(passages_that_do_not),
        cmocka_unit_test(a_warning_says_where),
        cmocka_unit_test(only_what_was_given),
        cmocka_unit_test(status_of_everybody),
        cmocka_unit_test(only_who_consents_is_heard),
        cmocka_unit_test(who_is_heard_is_asked_once),
        cmocka_unit_test(attributes_have_places),
        cmocka_unit_test(codes_of_focused_coding),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
