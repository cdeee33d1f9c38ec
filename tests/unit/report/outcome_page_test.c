// SPDX-License-Identifier: MIT
// A discussion counted by hand, and what the report says of what came of it. Group g1 adopts Alpha, Beta, Gamma and Delta
// (a, b, c, d), has retired e, and ranks a, b, c as its first three and a, b, d among its first five.
//   first names and what they became      ranking               ratings of a; of d
//   p1  n1: a, n2: b, n3: c               a > b > c > d         5; 1
//   p2  n1: b, n2: none, n3: not said     a > b > c = d         5; 2
//   p3  n1: e, n2: a and d                d > a                 4; 3
//   p4                                    c > e > b > c > a > d would rather not; 4
//   p5  n1: c                                                   left empty; 5
//   p6  has sent nothing after coding
// p1 rated b 2 before its words changed. p1 to p5 are teachers, p6 is a pupil, and no parent is there, who should be.
// Group g2 has one person, q1, and a board from which nothing came.
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

static void add_item(struct fixture *f, const char *person, const char *round,
                     const char *step, const char *kind, const char *id,
                     const char *body)
{
    char *sql = sqlite3_mprintf(
        "INSERT INTO item VALUES (%Q, %Q, %Q, %Q, 1, 's', 'h', %Q, 0, %Q)", person,
        round, step, id, kind, body);
    run(f, sql);
    sqlite3_free(sql);
}

// ---- the study

static void add_study(struct fixture *f)
{
    run(f,
        "INSERT INTO study (id, title, language, direction, sha256, options, "
        "fingerprint) "
        "VALUES ('s', 'Sea', 'en', 'ltr', 'h', '{}', '');"
        "INSERT INTO study_group VALUES ('g1', 'One', 1, '[\"teacher\",\"parent\"]'), "
        "('g2', "
        "'Two', 2, '[]');"
        "INSERT INTO participant VALUES ('p1', 'g1', '', '', 'teacher', 'A', 1), "
        "('p2', "
        "'g1', '', '', 'teacher', 'A', 2), ('p3', 'g1', '', '', 'teacher', 'A', 3), "
        "('p4', "
        "'g1', '', '', 'teacher', 'A', 4), ('p5', 'g1', '', '', 'teacher', 'A', 5), "
        "('p6', "
        "'g1', '', '', 'pupil', 'A', 6), ('q1', 'g2', '', '', '', 'A', 1);"
        "INSERT INTO board VALUES ('board-g1', 'g1', '', '', 1, 'A'), ('board-g2', "
        "'g2', "
        "'', '', 2, 'A');"
        "INSERT INTO round VALUES ('code', 'Coding', 1), ('discuss', 'Talking', 2), "
        "('rate', 'Rating', 3);"
        "INSERT INTO step (round, id, kind, title, position, options) VALUES "
        "('code', 'code', 'code', '', 1, '{}'), ('discuss', 'rank', 'rank', '', 2, "
        "'{\"top\":3,\"define\":true}'), ('discuss', 'board', 'board', '', 3, '{}'), "
        "('rate', 'rate', 'rate', '', 4, '{\"points\":5}'), ('rate', 'rank', 'rank', "
        "'', "
        "5, '{}');"
        "INSERT INTO packet SELECT id || round, id, group_id, round FROM participant, "
        "(SELECT id AS round FROM round);"
        "INSERT INTO file (sha256, size, state, participant, round) SELECT id || "
        "round, 1, "
        "'accepted', id, round FROM participant, (SELECT id AS round FROM round) "
        "WHERE id <> 'p6' AND id <> 'q1' OR round = 'code';");
}

// ---- what came from the board

static void decide(struct fixture *f, int n, const char *rest)
{
    char *id = sqlite3_mprintf("d%d", n);
    char *body = sqlite3_mprintf(
        "{\"n\":%d,\"by\":\"F\",\"reason\":\"so\",\"at\":\"\",%s}", n, rest);
    add_item(f, "board-g1", "discuss", "board", "decision", id, body);
    sqlite3_free(body);
    sqlite3_free(id);
}

static void add_axes(struct fixture *f)
{
    const char *const names[] = {"Alpha", "Beta", "Gamma", "Delta", "Epsilon"};
    for (int i = 0; i < 5; i++) {
        char *rest =
            sqlite3_mprintf("\"act\":\"create\",\"axis\":\"%c\",\"fields\":{\"name\":"
                            "\"%s\",\"definition\":\"%s\"}",
                            'a' + i, names[i], i == 1 ? "Old words" : names[i]);
        decide(f, i + 1, rest);
        sqlite3_free(rest);
    }
    decide(f, 6, "\"act\":\"retire\",\"axis\":\"e\"");
    decide(f, 7,
           "\"act\":\"edit\",\"axis\":\"b\",\"fields\":{\"definition\":\"New words\"}");
    decide(f, 8, "\"act\":\"adopt\",\"axes\":[\"a\",\"b\",\"c\",\"d\"]");
    decide(f, 9, "\"act\":\"top\",\"size\":3,\"axes\":[\"a\",\"b\",\"c\"]");
    decide(f, 10, "\"act\":\"top\",\"size\":5,\"axes\":[\"a\",\"b\",\"d\"]");
}

static void add_board(struct fixture *f, const char *kind, const char *id,
                      const char *body)
{
    add_item(f, "board-g1", "discuss", "board", kind, id, body);
}

static void add_session(struct fixture *f)
{
    add_board(f, "session", "session",
              "{\"format\":\"room\",\"held\":\"May\",\"place\":\"<i>Hall</"
              "i>\",\"facilitator\":\"F\"}");
    add_board(f, "caveat", "c1", "{\"text\":\"It <b>rained</b>\",\"at\":\"\"}");
    add_board(f, "attendance", "here:k1",
              "{\"person\":\"k1\",\"name\":\"\",\"role\":\"participant\",\"here\":true,"
              "\"at\":\"\"}");
    add_board(f, "attendance", "here:k2",
              "{\"person\":\"k2\",\"name\":\"\",\"role\":\"participant\",\"here\":"
              "false,\"at\":\"\"}");
    add_board(f, "attendance", "here:k3",
              "{\"person\":\"k3\",\"name\":\"Dr "
              "Guest\",\"role\":\"expert\",\"here\":true,\"at\":\"\"}");
    add_board(f, "segment", "segment:segment4",
              "{\"segment\":\"segment4\",\"budget\":30,\"spans\":[{\"from\":\"2026-02-"
              "28T23:50:00Z\",\"to\":\"2026-03-01T00:35:00Z\"}]}");
    add_board(f, "segment", "segment:segment3",
              "{\"segment\":\"segment3\",\"budget\":10,\"spans\":[{\"from\":\"2026-02-"
              "28T10:00:00Z\",\"to\":\"2026-02-28T10:05:00Z\"},{\"from\":\"2026-02-"
              "28T11:00:00Z\",\"to\":\"\"}]}");
    add_board(
        f, "talk", "talk:k1",
        "{\"person\":\"k1\",\"order\":1,\"state\":\"done\",\"shown\":true,\"spans\":[{"
        "\"from\":\"2026-02-28T10:00:00Z\",\"to\":\"2026-02-28T10:03:00Z\"}]}");
    add_board(
        f, "talk", "talk:k3",
        "{\"person\":\"k3\",\"order\":2,\"state\":\"done\",\"shown\":true,\"spans\":[{"
        "\"from\":\"2026-02-28T10:03:00Z\",\"to\":\"2026-02-28T10:09:30Z\"}]}");
    add_board(f, "talk", "talk:k2",
              "{\"person\":\"k2\",\"order\":3,\"state\":\"passed\",\"shown\":false,"
              "\"spans\":[]}");
    add_board(f, "override", "o1",
              "{\"missing\":[\"k4\",\"k5\"],\"reason\":\"the "
              "bus\",\"by\":\"F\",\"at\":\"\"}");
    add_board(f, "minute", "m1",
              "{\"text\":\"Say "
              "<b>it</"
              "b>\",\"speaker\":\"k3\",\"consent\":true,\"axis\":\"a\",\"about\":"
              "\"discussion\",\"segment\":\"segment4\",\"at\":\"\"}");
    add_board(f, "minute", "m2",
              "{\"text\":\"KEPT "
              "BACK\",\"speaker\":\"k1\",\"consent\":false,\"axis\":\"\",\"about\":"
              "\"interview\",\"segment\":\"\",\"at\":\"\"}");
}

// ---- what people wrote, ranked and rated

// A first name, and what the board says it became: a list in JSON, or NULL where it says nothing.
static void add_first(struct fixture *f, const char *person, int place,
                      const char *axes)
{
    char *id = sqlite3_mprintf("n%d", place), hex[HASH_HEX_SIZE];
    char *body = sqlite3_mprintf(
        "{\"name\":\"%s-n%d\",\"definition\":\"own\",\"rank\":%d,\"examples\":[]}",
        person, place, place);
    add_item(f, person, "discuss", "rank", "attribute", id, body);
    sqlite3_free(body);
    if (axes) {
        char *key =
            sqlite3_mprintf("calma card\ns\n%s\ndiscuss\nrank\n%s\n", person, id);
        hash_hex(key, strlen(key), hex);
        hex[16] = '\0';
        body = sqlite3_mprintf("{\"card\":\"%s\",\"axes\":%s,\"by\":\"F\",\"at\":\"\"}",
                               hex, axes);
        add_board(f, "mapping", hex, body);
        sqlite3_free(body);
        sqlite3_free(key);
    }
    sqlite3_free(id);
}

static void add_firsts(struct fixture *f)
{
    add_first(f, "p1", 1, "[\"a\"]");
    add_first(f, "p1", 2, "[\"b\"]");
    add_first(f, "p1", 3, "[\"c\"]");
    add_first(f, "p2", 1, "[\"b\"]");
    add_first(f, "p2", 2, "[]");
    add_first(f, "p2", 3, NULL);
    add_first(f, "p3", 1, "[\"e\"]");
    add_first(f, "p3", 2, "[\"a\",\"d\"]");
    add_first(f, "p5", 1, "[\"c\"]");
}

static void add_ranking(struct fixture *f, const char *person, const char *places)
{
    char *body = sqlite3_mprintf("{\"places\":%s,\"at\":\"\"}", places);
    add_item(f, person, "rate", "rank", "ranking", "ranking", body);
    sqlite3_free(body);
}

// `more`: further fields, each with a comma in front.
static void add_rating(struct fixture *f, const char *person, const char *axis,
                       const char *definition, const char *more)
{
    char hex[HASH_HEX_SIZE], *id = sqlite3_mprintf("axis:%s", axis);
    hash_hex(definition, strlen(definition), hex);
    char *body =
        sqlite3_mprintf("{\"axis\":\"%s\",\"definition_sha256\":\"%s\",\"at\":\"\"%s}",
                        axis, hex, more);
    add_item(f, person, "rate", "rate", "rating", id, body);
    sqlite3_free(body);
    sqlite3_free(id);
}

static void add_answers(struct fixture *f)
{
    add_ranking(f, "p1", "[[\"a\"],[\"b\"],[\"c\"],[\"d\"]]");
    add_ranking(f, "p2", "[[\"a\"],[\"b\"],[\"c\",\"d\"]]");
    add_ranking(f, "p3", "[[\"d\"],[\"a\"]]");
    add_ranking(f, "p4", "[[\"c\"],[\"e\"],[\"b\"],[\"c\"],[\"a\"],[\"d\"]]");
    add_rating(f, "p1", "a", "Alpha", ",\"value\":5,\"comment\":\"so <script>\"");
    add_rating(f, "p2", "a", "Alpha", ",\"value\":5,\"comment\":\"=cmd()\"");
    add_rating(f, "p3", "a", "Alpha", ",\"value\":4");
    add_rating(f, "p4", "a", "Alpha", "");
    add_rating(f, "p1", "b", "Old words", ",\"value\":2,\"comment\":\"of the old\"");
    add_rating(f, "p2", "e", "Epsilon", ",\"value\":1");
    for (int i = 1; i <= 5; i++) {
        char person[] = {'p', (char)('0' + i), '\0'}, more[] = ",\"value\":0";
        more[9] = (char)('0' + i);
        add_rating(f, person, "d", "Delta", more);
    }
}

// ---- fixture

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

static void write_all(struct fixture *f, void **state)
{
    fixture_open(f, state);
    add_axes(f);
    add_session(f);
    add_firsts(f);
    add_answers(f);
    write_report(f);
}

static void assert_says(struct fixture *f, const char *path, const char *part,
                        bool wanted)
{
    size_t len;
    char *text = get_file(in(f->folder, path), &len);
    if (!strstr(text, part) == wanted) {
        fail_msg("%s %s: %s", path, wanted ? "does not say" : "says", part);
    }
    free(text);
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

// ---- before and after

static void test_change(void **state)
{
    struct fixture f;
    write_all(&f, state);
    // p1, p2 and p3 have both lists. Before: what a first name became; after: the first three of the own ranking.
    assert_table(&f, "report/tables/change-last-g1.csv",
                 "Alpha,2,3,1,1\r\nBeta,2,2,2,2\r\nGamma,1,2,3,\r\nDelta,1,2,,3\r\n");
    assert_table(&f, "report/tables/kept-last-g1.csv", "0,0\r\n1,1\r\n2,1\r\n3,1\r\n");
    // Pairs before: 1/5, 1/5, 0/6; after: 3/4, 1/4, 2/4. With the group's three before: 1, 1/5, 1/5; after: 1, 3/4, 1/4.
    assert_table(&f, "report/tables/alike-last-g1.csv",
                 "\"Two people's lists, over all pairs\",0.1333,0.5\r\n"
                 "A person's list and the group's first three,0.4667,0.6667\r\n");
    assert_says(&f, "report/change.html", "On average 2.00 axes are in both", true);
    // (3 * 3 + 1 * 4 + 2 * 2) / 4 / 3
    assert_says(&f, "report/change.html", "by chance would share 1.42.", true);
    assert_says(&f, "report/change.html", "1 rose, 4 stayed in their place, 1 fell.",
                true);
    assert_says(&f, "report/change.html", "4 wrote down first names, 4 ranked", true);
    fixture_close(&f);
}

static void test_mapping(void **state)
{
    struct fixture f;
    write_all(&f, state);
    assert_table(&f, "report/tables/mapping-g1.csv",
                 "p1-n1,1,Alpha,F\r\np1-n2,2,Beta,F\r\np1-n3,3,Gamma,F\r\n"
                 "p2-n1,1,Beta,F\r\np2-n2,2,none of them,F\r\n"
                 "p2-n3,3,nobody has said yet,\r\np3-n1,1,Epsilon \xe2\x80\xa0,F\r\n"
                 "p3-n2,2,Alpha; Delta,F\r\np5-n1,1,Gamma,F\r\n");
    assert_says(&f, "report/change.html",
                "Nobody has said yet what became of 1 name: <bdi>p2-n3", true);
    assert_says(&f, "report/change.html",
                "1 name went into none of the axes: <bdi>p2-n2", true);
    assert_says(&f, "report/change.html", "is not among the final axes", true);
    fixture_close(&f);
}

// Who is who stands on a page of its own: the page for the group names nobody.
static void test_people(void **state)
{
    struct fixture f;
    write_all(&f, state);
    assert_table(&f, "report/tables/changes.csv",
                 "One,p1,First names and the last ranking,p1-n1; p1-n2; p1-n3,"
                 "Alpha (0); Beta (0); Gamma (0),3,0,0,0,3,2.25,1.0\r\n"
                 "One,p2,First names and the last ranking,p2-n1; p2-n2; p2-n3,"
                 "Alpha (new); Beta (\xe2\x88\x92"
                 "1); Gamma (new); Delta (new),1,3,2,2,1,1.0,0.1667\r\n"
                 "One,p3,First names and the last ranking,p3-n1; p3-n2,Delta (+1); "
                 "Alpha (0),2,0,1,0,2,1.0,0.6667\r\n");
    assert_table(&f, "report/tables/views.csv",
                 "One,p1,p1-n1,own,Alpha,Alpha,5,so <script>,5.0,3\r\n"
                 "One,p1,p1-n2,own,Beta,New words,rated an earlier wording,,,0\r\n"
                 "One,p1,p1-n3,own,Gamma,Gamma,not rated,,,0\r\n"
                 "One,p2,p2-n1,own,Beta,New words,not rated,,,0\r\n"
                 "One,p2,p2-n2,own,none of them,,,,,\r\n"
                 "One,p2,p2-n3,own,nobody has said yet,,,,,\r\n"
                 "One,p3,p3-n1,own,Epsilon \xe2\x80\xa0,Epsilon,,,,\r\n"
                 "One,p3,p3-n2,own,Alpha,Alpha,4,,5.0,3\r\n"
                 "One,p3,p3-n2,own,Delta,Delta,3,,3.0,5\r\n"
                 "One,p5,p5-n1,own,Gamma,Gamma,not rated,,,0\r\n");
    assert_says(&f, "report/change-people.html",
                "Own rating: 4. The group&#39;s median: 5.00 (n = 3).", true);
    assert_says(&f, "report/change.html", ">p1<", false);
    fixture_close(&f);
}

// p1 puts d, b, a first from the other point of view, and p4 c alone.
static void test_other_point_of_view(void **state)
{
    struct fixture f;
    fixture_open(&f, state);
    add_axes(&f);
    add_answers(&f);
    run(&f, "INSERT INTO step VALUES ('rate', 'veil', 'rank', '', 7, "
            "'{\"framing\":\"Not knowing <i>who</i> you are\"}')");
    add_item(&f, "p1", "rate", "veil", "ranking", "ranking",
             "{\"places\":[[\"d\"],[\"b\"],[\"a\"]],\"at\":\"\"}");
    add_item(&f, "p4", "rate", "veil", "ranking", "ranking",
             "{\"places\":[[\"c\"]],\"at\":\"\"}");
    write_report(&f);
    assert_table(&f, "report/tables/change-framed1-g1.csv",
                 "Alpha,2,1,1,1\r\nBeta,2,1,2,2\r\nGamma,2,1,3,\r\nDelta,0,1,,3\r\n");
    assert_table(&f, "report/tables/kept-framed1-g1.csv",
                 "0,0\r\n1,1\r\n2,1\r\n3,0\r\n");
    // Both share 1.5 on average: (2 + 1) / 2, and by chance (9 / 4 + 3 / 4) / 2.
    assert_says(&f, "report/change.html", "On average 1.50 axes are in both", true);
    assert_says(&f, "report/change.html", "by chance would share 1.50.", true);
    assert_says(&f, "report/change.html", "0 rose, 2 stayed in their place, 1 fell.",
                true);
    assert_says(&f, "report/change.html",
                "People were asked: <bdi>Not knowing &lt;i&gt;who&lt;/i&gt; you are",
                true);
    assert_says(&f, "report/tables/rankings-g1-framed1.csv", "Gamma,3,,1,1,1,", true);
    assert_says(&f, "report/tables/rankings-g1.csv", "Gamma,3,,3,3,1,", true);
    fixture_close(&f);
}

// A session of its own has axes of its own: y went into d of the group's board, z into none.
static void test_session_of_its_own(void **state)
{
    struct fixture f;
    fixture_open(&f, state);
    run(&f, "INSERT INTO board VALUES ('board-g1-young', 'g1', 'young', 'The young', "
            "3, 'A')");
    add_axes(&f);
    decide(&f, 11,
           "\"act\":\"edit\",\"axis\":\"d\",\"fields\":{\"from\":[{\"kind\":"
           "\"axis\",\"key\":\"board-g1-young/y\"}]}");
    add_first(&f, "p1", 1, NULL);
    add_first(&f, "p1", 2, NULL);
    const char *const axes[] = {"y", "z"};
    for (int i = 0; i < 2; i++) {
        char hex[HASH_HEX_SIZE], *id = sqlite3_mprintf("d%d", i);
        char *key = sqlite3_mprintf("calma card\ns\np1\ndiscuss\nrank\nn%d\n", i + 1);
        hash_hex(key, strlen(key), hex);
        hex[16] = '\0';
        char *body = sqlite3_mprintf(
            "{\"n\":%d,\"act\":\"create\",\"axis\":\"%s\",\"by\":\"F\",\"reason\":\"\","
            "\"at\":\"\",\"fields\":{\"name\":\"young %s\"}}",
            i, axes[i], axes[i]);
        add_item(&f, "board-g1-young", "discuss", "board", "decision", id, body);
        sqlite3_free(body);
        body = sqlite3_mprintf(
            "{\"card\":\"%s\",\"axes\":[\"%s\"],\"by\":\"Y\",\"at\":\"\"}", hex,
            axes[i]);
        add_item(&f, "board-g1-young", "discuss", "board", "mapping", hex, body);
        sqlite3_free(body);
        sqlite3_free(key);
        sqlite3_free(id);
    }
    write_report(&f);
    assert_table(&f, "report/tables/mapping-g1.csv",
                 "p1-n1,1,Delta,Y\r\np1-n2,2,young z \xe2\x80\xa0,Y\r\n");
    assert_says(&f, "report/session.html", "One: a session of its own, The young",
                true);
    fixture_close(&f);
}

// ---- rankings

static void test_rankings(void **state)
{
    struct fixture f;
    write_all(&f, state);
    // The place of p4's e is left out, and their second c; mid-ranks where p2 tied; p3 left b and c unranked.
    assert_table(&f, "report/tables/rankings-g1.csv",
                 "Alpha,1,1,4,1\xe2\x80\x93"
                 "2,2,4,9,3,1,1,yes\r\n"
                 "Beta,2,2,3,2,0,3,6.5,2,2,2,in 2 of 3 ways\r\n"
                 "Gamma,3,,3,3,1,3,5,1,3,3,in 2 of 3 ways\r\n"
                 "Delta,,3,4,3.5\xe2\x80\x93"
                 "4,1,2,3.5,0,4,4,in 2 of 3 ways\r\n");
    // Sums of mid-ranks 5, 6, 7.5, 11.5 of three whole rankings, of which one has a tie: 12 * 24.5 / (540 - 18).
    assert_says(&f, "report/rankings.html",
                "W = 0.56, of 3 whole rankings. Chance alone gives 0.33", true);
    assert_says(&f, "report/rankings.html",
                "4 people ranked. 1 left axes unranked. 1 put axes level.", true);
    assert_says(&f, "report/rankings.html",
                "1 ranking names something that is not among the final axes", true);
    assert_says(&f, "report/rankings.html", "1 ranking has an axis twice", true);
    assert_says(&f, "report/rankings.html",
                "In the three and not in the five: <bdi>Gamma</bdi>.", true);
    assert_says(
        &f, "report/tables/orders-g1.csv",
        "Kemeny,Alpha > Beta > Gamma > Delta,\"1 order agrees with 16 pairs, more",
        true);
    assert_says(&f, "report/tables/orders-g1.csv",
                "\"Alpha, Beta (2/3), Gamma (2/3), Delta (2/3)\"", true);
    fixture_close(&f);
}

// ---- ratings

static void test_ratings(void **state)
{
    struct fixture f;
    write_all(&f, state);
    // Alpha: the mean of 5, 5, 4 is 14/3, so consensus is 1 + (log2(5/6) + 2 log2(11/12)) / 3.
    assert_table(
        &f, "report/tables/ratings-g1.csv",
        "Alpha,as it is now,3,0,0,0,1,2,1,1,1,5.0,4.5,5.0,0.5,0.8286\r\n"
        "Beta,as it is now,0,0,0,0,0,0,0,4,1,not computable,not computable,not "
        "computable,not computable,not computable\r\n"
        "Beta,an earlier one,1,0,1,0,0,0,0,,,2.0,2.0,2.0,0.0,1.0\r\n"
        "Gamma,as it is now,0,0,0,0,0,0,0,5,1,not computable,not computable,not "
        "computable,not computable,not computable\r\n"
        "Delta,as it is now,5,1,1,1,1,1,0,0,1,3.0,2.0,4.0,2.0,0.434\r\n");
    const char *page = "report/ratings.html";
    assert_says(&f, page,
                "3 people rated. 1 would rather not rate. 1 left it empty. 1 has not "
                "sent this round.",
                true);
    assert_says(&f, page, "so &lt;script&gt;", true);
    assert_says(&f, page, "<p class=\"definition\" dir=\"auto\">Old words</p>", true);
    assert_says(&f, page,
                "1 rating is of \xe2\x80\x9c<bdi>Epsilon</bdi>\xe2\x80\x9d, which is "
                "not among the final axes.",
                true);
    assert_says(&f, page, "Nobody in this group has rated yet.", true);
    const char *const people[] = {">p1", " p1", "/p1.", ">p3", " p3", "/p3."};
    for (size_t i = 0; i < COUNT(people); i++) {
        assert_says(&f, page, people[i], false);
    }
    fixture_close(&f);
}

// Three teachers rated Alpha, which is fewer than five; five rated Delta.
static void test_roles_of_raters(void **state)
{
    struct fixture f;
    write_all(&f, state);
    assert_table(&f, "report/tables/ratings-role-g1.csv",
                 "Alpha,teacher,fewer than 5,,,,,,,\r\n"
                 "Delta,teacher,5,1,1,1,1,1,3.0,0.434\r\n");
    // With a pupil's rating of Delta the teachers' is hidden too: the difference to all would be the pupil's.
    add_rating(&f, "p6", "d", "Delta", ",\"value\":1");
    write_report(&f);
    assert_says(&f, "report/ratings.html", "No role has 5 or more people who rated",
                true);
    fixture_close(&f);
}

// ---- the session

static void test_session(void **state)
{
    struct fixture f;
    write_all(&f, state);
    const char *page = "report/session.html";
    assert_table(&f, "report/tables/time-board-g1.csv",
                 "3: presentations,10,5,-5\r\n4: the axes,30,45,15\r\nAll "
                 "together,40,50,10\r\n");
    assert_table(&f, "report/tables/attendance-board-g1.csv",
                 "participant,1,1,0\r\nexpert,1,0,1\r\n");
    assert_table(&f, "report/tables/talks-board-g1.csv", "1,6.5\r\n2,3\r\n");
    assert_table(&f, "report/tables/sessions.csv", "One,in one room,2,50,45,4,4,0\r\n");
    assert_table(&f, "report/tables/minutes.csv",
                 "One,discussion,4: the axes,expert,Alpha,Say <b>it</b>\r\n");
    assert_says(&f, page, "A clock was still running", true);
    assert_says(&f, page,
                "although 2 people had not sent theirs. Reason: <bdi>the bus</bdi> "
                "(<bdi>F</bdi>)",
                true);
    assert_says(&f, page, "It &lt;b&gt;rained&lt;/b&gt;", true);
    assert_says(&f, page, "&lt;i&gt;Hall&lt;/i&gt;", true);
    assert_says(&f, page, "1 more note of interviews is kept and may not be quoted.",
                true);
    assert_says(&f, page, "Nothing has come back from this board.", true);
    assert_says(&f, page, "KEPT BACK", false);
    assert_says(&f, page, "Dr Guest", false);
    fixture_close(&f);
}

static void test_attrition_and_roles(void **state)
{
    struct fixture f;
    write_all(&f, state);
    // Of five files of the discussion four hold a first name; nobody did anything in the round of coding.
    assert_table(&f, "report/tables/attrition.csv",
                 "One,Coding,6,6,0\r\nOne,Talking,6,5,4\r\nOne,Rating,6,5,5\r\n"
                 "Two,Coding,1,1,0\r\nTwo,Talking,1,0,0\r\nTwo,Rating,1,0,0\r\n");
    // One pupil is hidden, and the teachers with them.
    assert_table(&f, "report/tables/roles.csv",
                 "One,teacher,yes,fewer than "
                 "5\r\nOne,parent,yes,0\r\nOne,pupil,no,fewer than 5\r\n"
                 "Two,no role given,no,fewer than 5\r\n");
    assert_says(&f, "report/session.html",
                "nobody is there in the role \xe2\x80\x9c<bdi>parent</bdi>\xe2\x80\x9d",
                true);
    fixture_close(&f);
}

// ---- the survey

static void add_answer(struct fixture *f, const char *person, const char *question,
                       const char *body)
{
    add_item(f, person, "rate", "survey", "answer", question, body);
}

static void test_survey(void **state)
{
    struct fixture f;
    fixture_open(&f, state);
    run(&f,
        "INSERT INTO step VALUES ('rate', 'survey', 'survey', '', 6, '{\"sections\":["
        "{\"id\":\"glad\",\"ask\":\"Glad?\",\"kind\":\"single\",\"options\":[\"yes\","
        "\"no\"]},"
        "{\"id\":\"far\",\"ask\":\"How far?\",\"kind\":\"scale\",\"points\":3},"
        "{\"id\":\"why\",\"ask\":\"Why?\",\"kind\":\"text\",\"when\":{\"question\":"
        "\"glad\",\"is\":[\"no\"]}},"
        "{\"id\":\"tongue\",\"ask\":\"Tongue?\",\"kind\":\"text\",\"profile\":true},"
        "{\"id\":\"age\",\"ask\":\"Age?\",\"kind\":\"single\",\"options\":[\"young\","
        "\"old\"],\"profile\":true}]}');"
        "INSERT INTO file (sha256, size, state, participant, round) VALUES ('q1rate', "
        "1, 'accepted', 'q1', 'rate')");
    for (int i = 1; i <= 5; i++) {
        char person[] = {'p', (char)('0' + i), '\0'};
        add_answer(&f, person, "glad", "{\"choices\":[\"yes\"],\"at\":\"\"}");
        add_answer(&f, person, "tongue",
                   i % 2 ? "{\"text\":\"Sea\",\"at\":\"\"}"
                         : "{\"text\":\"sea\",\"at\":\"\"}");
        add_answer(&f, person, "age", "{\"choices\":[\"old\"],\"at\":\"\"}");
    }
    add_answer(&f, "p1", "far", "{\"value\":3,\"at\":\"\"}");
    add_answer(&f, "p1", "why",
               "{\"text\":\"answered before it was not asked\",\"at\":\"\"}");
    add_answer(&f, "q1", "glad", "{\"choices\":[\"no\"],\"at\":\"\"}");
    add_answer(&f, "q1", "why", "{\"text\":\"<b>cold</b>\",\"at\":\"\"}");
    add_answer(&f, "q1", "tongue", "{\"text\":\"Rare\",\"at\":\"\"}");
    write_report(&f);
    // What all said is shown; q1's "no" alone is hidden in the group's column, and with it what would give it away.
    assert_table(&f, "report/tables/survey-rate.survey.csv",
                 "Glad?,yes,5,fewer than 5,fewer than 5\r\nGlad?,no,1,fewer than "
                 "5,fewer than 5\r\n"
                 "Glad?,Answered,6,5,1\r\nGlad?,Not answered,0,0,0\r\nGlad?,Was not "
                 "asked,0,0,0\r\n"
                 "Glad?,Has not sent this round,1,1,0\r\n"
                 "How far?,1,0,fewer than 5,fewer than 5\r\nHow far?,2,0,0,0\r\n"
                 "How far?,3,1,fewer than 5,fewer than 5\r\nHow far?,Answered,1,1,0\r\n"
                 "How far?,Not answered,5,4,1\r\nHow far?,Was not asked,0,0,0\r\n"
                 "How far?,Has not sent this round,1,1,0\r\n"
                 "Why?,Answered,1,0,1\r\nWhy?,Not answered,0,0,0\r\n"
                 "Why?,Was not asked,5,5,0\r\nWhy?,Has not sent this round,1,1,0\r\n");
    // What fewer than five call themselves is put together, and that is fewer than five too.
    assert_table(
        &f, "report/tables/composition-rate.survey.csv",
        "Tongue?,sea,5,,\r\n"
        "Tongue?,\"Answers that fewer than 5 people gave, together\",fewer than 5,,\r\n"
        "Age?,young,0,0,0\r\nAge?,old,5,5,0\r\n");
    assert_table(&f, "report/tables/survey-open-rate.survey.csv",
                 "Why?,<b>cold</b>\r\n");
    assert_says(&f, "report/survey.html", "&lt;b&gt;cold&lt;/b&gt;", true);
    assert_says(&f, "report/survey.html", "Rare", false);
    assert_says(&f, "report/survey.html", "answered before", false);
    fixture_close(&f);
}

// ---- nothing came back

static void test_empty(void **state)
{
    struct fixture f;
    fixture_open(&f, state);
    write_report(&f);
    assert_says(&f, "report/change.html",
                "Nobody in this group has written down first names.", true);
    assert_says(&f, "report/rankings.html", "The group has not said it.", true);
    assert_says(&f, "report/rankings.html",
                "Nobody in this group has ranked the axes yet.", true);
    assert_says(&f, "report/ratings.html", "Nobody in this group has rated yet.", true);
    assert_says(&f, "report/session.html", "Nothing has come back from this board.",
                true);
    fixture_close(&f);
}

#define PAGE_TEST(name)                                                                \
    cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_change),
        PAGE_TEST(test_mapping),
        PAGE_TEST(test_people),
        PAGE_TEST(test_other_point_of_view),
        PAGE_TEST(test_session_of_its_own),
        PAGE_TEST(test_rankings),
        PAGE_TEST(test_ratings),
        PAGE_TEST(test_roles_of_raters),
        PAGE_TEST(test_session),
        PAGE_TEST(test_attrition_and_roles),
        PAGE_TEST(test_survey),
        PAGE_TEST(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
