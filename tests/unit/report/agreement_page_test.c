// SPDX-License-Identifier: MIT
// A record counted by hand, and what the page "Agreement" says of it. One answer of 20 characters:
//   g1: anna marks 0 to 10 "Bias"; boris 5 to 15 "bias" and "Cold"; carla says there is nothing to code; doris put it off;
//       edwin was given it and has not seen it
//   g2: only frida has coded; g3: nobody has
// Alpha of three people: 1 - 59 * 30 / 2 / (20 * 40) = -0.10625; overlap: 10 / 20, 0, 0.
#include "packet/anchor.h"
#include "report/report.h"
#include "script/asset.h"
#include "support.h"

struct fixture {
    struct study study;
    sqlite3 *db;
    struct diag d;
    const char *folder;
};

static void run(struct fixture *f, const char *statements)
{
    char *message = NULL;
    if (sqlite3_exec(f->db, statements, NULL, NULL, &message)) {
        fail_msg("%s: %s", statements, message);
    }
}

static void add_text(struct fixture *f)
{
    struct anchor anchor;
    anchor_render(&anchor, "abcdefghijklmnopqrst", 20, "en");
    char *sql =
        sqlite3_mprintf("INSERT INTO turn VALUES ('sea/2', 'sea', 2, 'assistant',"
                        " %Q, 20, %Q, %Q)",
                        anchor.sha256, anchor.text.data, anchor.html.data);
    run(f, sql);
    sqlite3_free(sql);
    anchor_release(&anchor);
}

static void add_study(struct fixture *f)
{
    run(f,
        "INSERT INTO study (id, title, language, direction, sha256, community, "
        "use_case, ethics, options, fingerprint) VALUES ('s', 'Sea', 'en', 'ltr', 'h', "
        "'', '', '', '{}', '');"
        "INSERT INTO study_group (id, title, position) VALUES ('g1', 'One', 1), ('g2', "
        "'Two', 2), ('g3', "
        "'Three', 3);"
        "INSERT INTO participant VALUES ('anna', 'g1', '', '', '', 'A', 1), ('boris', "
        "'g1', '', '', '', 'A', 2), ('carla', 'g1', '', '', '', 'A', 3), ('doris', "
        "'g1', '', '', '', 'A', 4), ('edwin', 'g1', '', '', '', 'A', 5), ('frida', "
        "'g2', '', '', '', 'A', 1), ('gerda', 'g3', '', '', '', 'A', 1);"
        "INSERT INTO round VALUES ('code', 'Coding', 1);"
        "INSERT INTO step (round, id, kind, title, position) VALUES ('code', 'code', "
        "'code', '', 1);"
        "INSERT INTO transcript (id, title, topic, language, model, system, owner, "
        "position) VALUES ('sea', 'The sea', '', 'en', 'm', 's', '', 1)");
    add_text(f);
    run(f,
        "INSERT INTO assigned SELECT id, 'code', 'code', 'sea/2', 1 FROM participant");
}

static void add_item(struct fixture *f, const char *person, const char *kind,
                     const char *body)
{
    char *sql = sqlite3_mprintf("INSERT INTO item VALUES (%Q, 'code', 'code', %Q || 1, "
                                "1, 's', 'h', %Q, 0, %Q)",
                                person, kind, kind, body);
    run(f, sql);
    sqlite3_free(sql);
}

static void add_answers(struct fixture *f)
{
    add_item(f, "anna", "coding",
             "{\"turn\":\"sea/2\",\"start\":0,\"end\":10,\"quote\":\"abcdefghij\","
             "\"codes\":[{\"label\":\"Bias\"}]}");
    add_item(f, "boris", "coding",
             "{\"turn\":\"sea/2\",\"start\":5,\"end\":15,\"quote\":\"fghijklmno\","
             "\"codes\":[{\"label\":\"bias\"},{\"label\":\"Cold\"}]}");
    add_item(f, "carla", "turn", "{\"turn\":\"sea/2\",\"state\":\"nothing\"}");
    add_item(f, "doris", "turn", "{\"turn\":\"sea/2\",\"state\":\"later\"}");
    add_item(f, "frida", "coding",
             "{\"turn\":\"sea/2\",\"start\":0,\"end\":3,\"quote\":\"abc\",\"codes\":"
             "[{\"label\":\"Dry\"}]}");
}

static void fixture_open(struct fixture *f, void **state)
{
    *f = (struct fixture){.folder = *state};
    f->study.folder = *state;
    diag_init(&f->d);
    assert_int_equal(sqlite3_open(":memory:", &f->db), SQLITE_OK);
    run(f, (const char *)asset_find("record/schema.sql")->data);
    add_study(f);
}

static void fixture_close(struct fixture *f)
{
    sqlite3_close(f->db);
    diag_release(&f->d);
}

static void write_report(struct fixture *f)
{
    int failed =
        report_write(&f->study, f->db, in(f->folder, "report"), "1", NULL, NULL, &f->d);
    assert_no_errors(&f->d);
    assert_int_equal(failed, 0);
}

static char *page(struct fixture *f)
{
    size_t len;
    return get_file(in(f->folder, "report/agreement.html"), &len);
}

static void assert_says(const char *text, const char *part)
{
    if (!strstr(text, part)) {
        fail_msg("the page does not say: %s", part);
    }
}

// The rows of a table behind its titles, as they stand in the file.
static void assert_table(struct fixture *f, const char *path, const char *rows)
{
    size_t len;
    char *text = get_file(in(f->folder, path), &len);
    const char *first = strchr(text, '\n');
    assert_non_null(first);
    assert_string_equal(first + 1, rows);
    free(text);
}

static void test_numbers(void **state)
{
    struct fixture f;
    fixture_open(&f, state);
    add_answers(&f);
    write_report(&f);
    assert_table(&f, "report/tables/agreement-g1.csv",
                 "The sea,2,3,2,3,0.1667,0.0,0.5,-0.1062,0.25\r\n");
    assert_table(&f, "report/tables/overlap-g1.csv",
                 "The sea,2,1,0.5\r\nThe sea,2,2,0.0\r\nThe sea,2,3,0.0\r\n");
    assert_table(&f, "report/tables/places-g1.csv",
                 "sea,2,0,5,1,3\r\nsea,2,5,10,2,3\r\nsea,2,10,15,1,3\r\n"
                 "sea,2,15,20,0,3\r\n");
    assert_table(&f, "report/tables/together-g1.csv", "Bias,Cold,2,2,\r\n");
    // Gini of 1, 2, 0, 0: (-3 * 0 - 0 + 1 * 1 + 3 * 2) / (4 * 3).
    assert_table(&f, "report/tables/balance.csv",
                 "One,4,3,0.5833,0.9183\r\nTwo,1,1,not computable,not computable\r\n"
                 "Three,0,0,not computable,not computable\r\n");
    fixture_close(&f);
}

// Capital and small letters are one label in the curve; each way of counting has its row.
static void test_labels(void **state)
{
    struct fixture f;
    fixture_open(&f, state);
    add_answers(&f);
    write_report(&f);
    assert_table(&f, "report/tables/variety-g1.csv",
                 "As written,3,3,3,0,3.0,1.0,6.0,0.0\r\n"
                 "Capital letters as small,3,2,1,1,1.8899,0.9183,2.0,0.6667\r\n"
                 "After focused coding,3,2,1,1,1.8899,0.9183,2.0,0.6667\r\n");
    size_t len;
    char *growth = get_file(in(f.folder, "report/tables/growth-g1.csv"), &len);
    assert_says(growth, "\r\n4,2.0,2,2\r\n");
    assert_says(growth, "\r\n1,");
    free(growth);
    fixture_close(&f);
}

static void test_page(void **state)
{
    struct fixture f;
    fixture_open(&f, state);
    add_answers(&f);
    write_report(&f);
    char *text = page(&f);
    assert_says(text, "n = 3. 25% of the text was marked by 2 people, 50% by 1, 25% by "
                      "nobody. Overlap: 0.17. Alpha: −0.11.");
    assert_says(text, "2 of 3 people, characters 5 to 10");
    assert_says(text, "Only one person of this group has coded so far");
    assert_says(text, "Nobody in this group has coded anything yet.");
    assert_says(text, "Little agreement is no error.");
    const char *const people[] = {"anna",  "boris", "carla", "doris",
                                  "edwin", "frida", "gerda"};
    for (size_t i = 0; i < COUNT(people); i++) {
        assert_null(strstr(text, people[i]));
    }
    free(text);
    fixture_close(&f);
}

// A person whose only quote is not in the text marked something nobody knows where: they do not count.
static void test_lost_quote(void **state)
{
    struct fixture f;
    fixture_open(&f, state);
    add_answers(&f);
    add_item(&f, "edwin", "coding",
             "{\"turn\":\"sea/2\",\"start\":0,\"end\":3,\"quote\":\"xyz\",\"codes\":"
             "[{\"label\":\"Lost\"}]}");
    run(&f, "INSERT INTO item_problem VALUES ('edwin', 'code', 'code', 'coding1', "
            "'quote-differs', 'no')");
    write_report(&f);
    assert_table(&f, "report/tables/agreement-g1.csv",
                 "The sea,2,3,2,3,0.1667,0.0,0.5,-0.1062,0.25\r\n");
    char *text = page(&f);
    assert_says(text, "1 quote is left out");
    free(text);
    fixture_close(&f);
}

static void test_empty(void **state)
{
    struct fixture f;
    fixture_open(&f, state);
    write_report(&f);
    char *text = page(&f);
    assert_says(text, "Nobody in this group has coded anything yet.");
    assert_null(strstr(text, "<svg"));
    free(text);
    fixture_close(&f);
}

#define PAGE_TEST(name)                                                                \
    cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_numbers),    PAGE_TEST(test_labels), PAGE_TEST(test_page),
        PAGE_TEST(test_lost_quote), PAGE_TEST(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
