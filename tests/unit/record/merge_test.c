// SPDX-License-Identifier: MIT
// The join: any order, any number of times, any fork, and the record's contents are the same bytes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "record/sql.h"
#include "record_fixture.h"

#define FILES 5

static json_t *consent(int clock, const char *session, int accepted)
{
    return json_pack("{ss si ss ss sb s[] ss}", "id", "consent", "clock", clock,
                     "session", session, "kind", "consent", "accepted", accepted,
                     "documents", "at", "2026-03-01T10:00:00Z");
}

static json_t *deleted(const char *id, int clock, const char *session)
{
    return json_pack("{ss si ss ss sb}", "id", id, "clock", clock, "session", session,
                     "kind", "coding", "deleted", 1);
}

// Says that somebody typed in, from paper, what a session has.
static void put_entered(json_t *response, const char *session, const char *by,
                        const char *sheet)
{
    json_t *list = json_object_get(response, "entered");
    if (!list)
        json_object_set_new(response, "entered", list = json_array());
    json_array_append_new(list,
                          json_pack("{ss ss ss ss}", "session", session, "by", by,
                                    "sheet", sheet, "at", "2026-03-02T10:00:00Z"));
}

// Five files: a first save, what two machines made of it, another participant, and a broken one.
static void write_files(struct fixture *f)
{
    json_t *r = fixture_response(f, "a1", "S1", 1);
    fixture_put(r, "consent", consent(1, "S1", 1));
    fixture_put(r, "code", fixture_coding(f, "c1", 2, "S1", "bread/2", 0, 5, "first"));
    fixture_put(r, "code",
                fixture_coding(f, "c2", 3, "S1", "bread/2", 6, 12, "second"));
    fixture_sum_file(f, r, "0.json");
    json_t *parent = json_incref(json_object_get(r, "sum"));

    json_t *left = fixture_response(f, "a1", "S2", 2);
    json_object_set(left, "parent", parent);
    put_entered(left, "S2", "Amina", "123456");
    fixture_put(left, "code",
                fixture_coding(f, "c1", 4, "S2", "bread/2", 0, 5, "left"));
    fixture_put(left, "code", deleted("c2", 5, "S2"));
    fixture_sum_file(f, left, "1.json");

    json_t *right = fixture_response(f, "a1", "S3", 2);
    json_object_set_new(right, "parent", parent);
    put_entered(right, "S3", "Binta", "123456");
    put_entered(right, "S2", "Somebody else", "123456");
    fixture_put(right, "code",
                fixture_coding(f, "c1", 4, "S3", "bread/2", 0, 5, "right"));
    fixture_put(right, "code",
                fixture_coding(f, "c2", 5, "S2", "bread/2", 6, 12, "same clock"));
    fixture_put(right, "code",
                fixture_coding(f, "c3", 6, "S3", "hindi/2", 0, 4, "रोटी"));
    fixture_sum_file(f, right, "2.json");

    json_t *other = fixture_response(f, "a2", "S4", 1);
    json_t *wrong = fixture_coding(f, "c1", 1, "S4", "bread/2", 0, 5, "misquoted");
    json_object_set_new(wrong, "quote", json_string("Broad"));
    fixture_put(other, "code", wrong);
    fixture_sum_file(f, other, "3.json");

    fixture_write(f, "4.json", "{\"format\":\"calma/response@1\",\"study\":\"tiny\",",
                  44);
    json_decref(r);
    json_decref(left);
    json_decref(right);
    json_decref(other);
}

static void import_in_order(struct fixture *f, const int *order)
{
    for (int i = 0; i < FILES; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.json", order[i]);
        struct import_result result = fixture_import(f, name);
        import_result_release(&result);
    }
}

// All orders, by Heap's algorithm.
static void each_order(int *order, int n, void (*use)(const int *order, void *context),
                       void *context)
{
    if (n == 1) {
        use(order, context);
        return;
    }
    for (int i = 0; i < n; i++) {
        each_order(order, n - 1, use, context);
        int k = n % 2 ? 0 : i, kept = order[k];
        order[k] = order[n - 1];
        order[n - 1] = kept;
    }
}

struct expected {
    struct fixture *f;
    char *dump;
    int orders;
};

static void check_order(const int *order, void *context)
{
    struct expected *e = context;
    fixture_forget(e->f, 1);
    fixture_reopen(e->f);
    import_in_order(e->f, order);
    char *dump = fixture_dump(e->f);
    assert_string_equal(dump, e->dump);
    free(dump);
    e->orders++;
}

static void any_order_gives_the_same_record(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    write_files(&f);
    int order[FILES] = {0, 1, 2, 3, 4};
    import_in_order(&f, order);
    struct expected e = {&f, fixture_dump(&f), 0};
    assert_non_null(strstr(e.dump, "\"label\":\"right\""));
    assert_null(strstr(e.dump, "\"label\":\"left\""));
    each_order(order, FILES, check_order, &e);
    assert_int_equal(e.orders, 120);
    free(e.dump);
    fixture_close(&f);
}

static void who_typed_from_paper_is_kept_by_session(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    write_files(&f);
    int order[FILES] = {0, 1, 2, 3, 4};
    import_in_order(&f, order);
    // Two files differ about S2: the larger name counts, whichever came first.
    assert_int_equal(sql_number(f.record.db, "SELECT count(*) FROM entered", -1), 2);
    assert_int_equal(sql_number(f.record.db,
                                "SELECT count(*) FROM entered WHERE session = 'S2' AND "
                                "by = 'Somebody else' AND sheet = '123456'",
                                -1),
                     1);
    // c1 and c3 are as they were typed in S3; c2 was taken back in S2.
    assert_int_equal(sql_number(f.record.db,
                                "SELECT count(*) FROM typed WHERE by = 'Binta' AND id "
                                "IN ('c1', 'c3')",
                                -1),
                     2);
    char *dump = fixture_dump(&f);
    assert_non_null(strstr(dump, "\"by\":\"Binta\""));
    free(dump);
    fixture_close(&f);
}

static void twice_changes_nothing(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    write_files(&f);
    int order[FILES] = {3, 1, 4, 0, 2};
    import_in_order(&f, order);
    char *before = fixture_dump(&f);
    struct import_result again = fixture_import(&f, "0.json");
    assert_int_equal(again.states[IMPORT_KNOWN], 1);
    assert_int_equal(again.items_new + again.items_changed, 0);
    assert_string_equal(again.lines[0].participant, "a1");
    import_result_release(&again);
    again = fixture_import(&f, "4.json");
    assert_int_equal(again.states[IMPORT_QUARANTINED], 1);
    assert_int_equal(fixture_count(&f, "return-cut"), 1);
    import_result_release(&again);
    char *after = fixture_dump(&f);
    assert_string_equal(after, before);
    free(before);
    free(after);
    fixture_close(&f);
}

static void a_lost_or_broken_record_is_made_again(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    write_files(&f);
    int order[FILES] = {0, 1, 2, 3, 4};
    import_in_order(&f, order);
    char *before = fixture_dump(&f);
    fixture_forget(&f, 0);
    fixture_reopen(&f);
    char *lost = fixture_dump(&f);
    assert_string_equal(lost, before);
    record_close(&f.record);
    fixture_write(&f, "record.sqlite",
                  "This is no database, but long enough to be one.", 47);
    fixture_reopen(&f);
    char *broken = fixture_dump(&f);
    assert_string_equal(broken, before);
    free(before);
    free(lost);
    free(broken);
    fixture_close(&f);
}

static void names_outlive_a_rebuild(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    write_files(&f);
    struct import_result result = fixture_import(&f, "4.json");
    import_result_release(&result);
    assert_int_equal(
        sql_run(f.record.db, "UPDATE study SET fingerprint = 'older'", &f.diag), 0);
    fixture_reopen(&f);
    assert_int_equal(fixture_count(&f, "record-made"), 1);
    assert_int_equal(
        sql_number(f.record.db,
                   "SELECT count(*) FROM arrival WHERE name LIKE '%/4.json'", 0),
        1);
    fixture_close(&f);
}

static void what_was_kept_but_not_recorded_is_taken_in(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    write_files(&f);
    int order[FILES] = {0, 1, 2, 3, 4};
    import_in_order(&f, order);
    char *before = fixture_dump(&f);
    sql_run(f.record.db, "DELETE FROM file WHERE state = 'accepted'; DELETE FROM item",
            &f.diag);
    sql_run(f.record.db, "DELETE FROM item_problem", &f.diag);
    fixture_reopen(&f);
    char *after = fixture_dump(&f);
    assert_string_equal(after, before);
    free(before);
    free(after);
    fixture_close(&f);
}

static void what_the_study_has_no_more_is_kept_and_named(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    json_t *r = fixture_response(&f, "a1", "S1", 1);
    fixture_put(r, "code", fixture_coding(&f, "c1", 1, "S1", "bread/2", 0, 5, "kept"));
    fixture_put(r, "once",
                json_pack("{ss si ss ss}", "id", "q", "clock", 2, "session", "S1",
                          "kind", "answer"));
    fixture_sum_file(&f, r, "once.json");
    struct import_result result = fixture_import(&f, "once.json");
    assert_int_equal(result.states[IMPORT_ACCEPTED], 1);
    assert_int_equal(result.items_new, 2);
    assert_int_equal(fixture_count(&f, "step-gone"), 1);
    assert_int_equal(sql_number(f.record.db,
                                "SELECT count(*) FROM item_problem WHERE step = 'once'"
                                " AND id = 'q' AND code = 'step-gone'",
                                0),
                     1);
    assert_int_equal(sql_number(f.record.db, "SELECT count(*) FROM item", 0), 2);
    import_result_release(&result);
    json_decref(r);
    fixture_close(&f);
}

static void a_damaged_copy_is_named_and_healed(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    write_files(&f);
    struct import_result result = fixture_import(&f, "0.json");
    import_result_release(&result);
    char *before = fixture_dump(&f);
    char sha[65], path[100];
    sqlite3_stmt *s = sql_prepare(f.record.db, "SELECT sha256 FROM file", &f.diag);
    assert_int_equal(sql_step(s, &f.diag), 1);
    snprintf(sha, sizeof sha, "%s", sql_text(s, 0));
    sqlite3_finalize(s);
    snprintf(path, sizeof path, "returned/%s", sha);
    fixture_write(&f, path, "half", 4);
    fixture_forget(&f, 0);
    fixture_reopen(&f);
    assert_int_equal(fixture_count(&f, "returned-damaged"), 1);
    assert_int_equal(sql_number(f.record.db, "SELECT count(*) FROM file", -1), 0);
    result = fixture_import(&f, "0.json");
    assert_int_equal(result.states[IMPORT_ACCEPTED], 1);
    import_result_release(&result);
    char *after = fixture_dump(&f);
    assert_string_equal(after, before);
    free(before);
    free(after);
    fixture_close(&f);
}

static void a_fork_is_seen(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    write_files(&f);
    int order[FILES] = {0, 1, 3, 4, 4};
    import_in_order(&f, order);
    assert_int_equal(sql_number(f.record.db, "SELECT count(*) FROM fork", -1), 0);
    struct import_result result = fixture_import(&f, "2.json");
    import_result_release(&result);
    assert_int_equal(sql_number(f.record.db, "SELECT count(*) FROM fork", -1), 1);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_gives_the_same_record),
        cmocka_unit_test(who_typed_from_paper_is_kept_by_session),
        cmocka_unit_test(twice_changes_nothing),
        cmocka_unit_test(a_lost_or_broken_record_is_made_again),
        cmocka_unit_test(names_outlive_a_rebuild),
        cmocka_unit_test(what_was_kept_but_not_recorded_is_taken_in),
        cmocka_unit_test(what_the_study_has_no_more_is_kept_and_named),
        cmocka_unit_test(a_damaged_copy_is_named_and_healed),
        cmocka_unit_test(a_fork_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
