// SPDX-License-Identifier: MIT
// The map of labels in a report, made from responses and boards that were imported. The texts are "Bread is old.\n\nIt made people
// settle down." and two others; a1 and a2 are in the group ash, b1 in beech.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "record_fixture.h"
#include "report/report.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define FILE_MAX ((size_t)64 << 20)

// ---- a record

struct use {
    const char *turn;
    int start, end;
    const char *label;
};

static json_t *consent(const char *session)
{
    return json_pack("{ss si ss ss sb s[] ss}", "id", "consent", "clock", 1, "session",
                     session, "kind", "consent", "accepted", 1, "documents", "at",
                     "2026-03-01T10:40:00Z");
}

static void answer(struct fixture *f, const char *participant, const struct use *uses,
                   size_t count)
{
    json_t *r = fixture_response(f, participant, participant, 1);
    fixture_put(r, "consent", consent(participant));
    for (size_t i = 0; i < count; i++) {
        char id[24];
        snprintf(id, sizeof id, "c%zu", i);
        fixture_put(r, "code",
                    fixture_coding(f, id, 2, participant, uses[i].turn, uses[i].start,
                                   uses[i].end, uses[i].label));
    }
    fixture_sum_file(f, r, "response.json");
    struct import_result result = fixture_import(f, "response.json");
    assert_int_equal(result.items_new, count + 1);
    assert_int_equal(result.problems, 0);
    import_result_release(&result);
    json_decref(r);
}

static void report(struct fixture *f)
{
    char *folder = path_join(f->folder, "out/report");
    diag_release(&f->diag);
    diag_init(&f->diag);
    assert_int_equal(
        report_write(&f->study, f->record.db, folder, "1", NULL, NULL, &f->diag), 0);
    free(folder);
}

static char *read_report(struct fixture *f, const char *name)
{
    struct buf out;
    char *folder = path_join(f->folder, "out/report"), *path = path_join(folder, name);
    buf_init(&out, FILE_MAX);
    assert_int_equal(file_read(path, &out, &f->diag), 0);
    free(path);
    free(folder);
    return buf_take(&out);
}

static void assert_has(struct fixture *f, const char *name, const char *part)
{
    char *text = read_report(f, name);
    if (!strstr(text, part)) {
        fail_msg("%s does not hold: %s\n%s", name, part, text);
    }
    free(text);
}

static void assert_has_not(struct fixture *f, const char *name, const char *part)
{
    char *text = read_report(f, name);
    if (strstr(text, part)) {
        fail_msg("%s holds: %s", name, part);
    }
    free(text);
}

static size_t occurrences(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part)) {
        n++;
    }
    return n;
}

// The place of a label in the table of places.
static void read_place(struct fixture *f, const char *label, double *x, double *y)
{
    char *text = read_report(f, "tables/map-ash.csv");
    struct csv csv;
    assert_int_equal(csv_parse(&csv, text, "places", &f->diag), 0);
    int column = csv_column(&csv, "label");
    bool found = false;
    for (size_t i = 1; i < csv.count; i++) {
        if (strcmp(csv_field(&csv.rows[i], column), label) == 0) {
            assert_false(found);
            found = true;
            *x = strtod(csv_field(&csv.rows[i], csv_column(&csv, "x")), NULL);
            *y = strtod(csv_field(&csv.rows[i], csv_column(&csv, "y")), NULL);
        }
    }
    assert_true(found);
    csv_release(&csv);
    free(text);
}

static double apart(struct fixture *f, const char *a, const char *b)
{
    double ax, ay, bx, by;
    read_place(f, a, &ax, &ay);
    read_place(f, b, &bx, &by);
    return hypot(ax - bx, ay - by);
}

// ---- meaning

// Nobody marked the same words twice, and no two labels share a word: only the vectors link.
static const struct use apart_uses[] = {
    {"bread/2", 0, 2, "balanced"},   {"bread/2", 2, 4, "diplomatic"},
    {"bread/2", 4, 6, "nuanced"},    {"bread/2", 6, 8, "biased"},
    {"bread/2", 8, 10, "one-sided"}, {"bread/2", 10, 12, "hello"}};

static void write_vectors(struct fixture *f)
{
    static const char lines[] =
        "{\"text\":\"balanced: Br\",\"model\":\"m\",\"vector\":[9,1,0]}\n"
        "{\"text\":\"diplomatic: ea\",\"model\":\"m\",\"vector\":[8,2,0.5]}\n"
        "\n"
        "{\"text\":\"nuanced\",\"model\":\"m\",\"vector\":[7,0,1]}\n"
        "{\"text\":\"biased: is\",\"model\":\"m\",\"vector\":[0,9,1]}\n"
        "{\"text\":\"biased\",\"model\":\"m\",\"vector\":[9,0,0]}\n"
        "{\"text\":\"one-sided: o\",\"model\":\"other\",\"vector\":[1,0]}\n"
        "{\"text\":\"one-sided\",\"model\":\"m\",\"vector\":[1,8,0]}\n"
        "{\"text\":\"broken\",\"model\":\"m\",\"vector\":[0,0,0]}\n"
        "not a line\n";
    fixture_write(f, "embeddings.jsonl", lines, strlen(lines));
}

static void test_meaning(void **state)
{
    (void)state;
    static const char *const near[] = {"balanced", "diplomatic", "nuanced"};
    static const char *const other[] = {"biased", "one-sided"};
    struct fixture f;
    fixture_open(&f);
    answer(&f, "a1", apart_uses, COUNT(apart_uses));
    write_vectors(&f);
    report(&f);
    assert_int_equal(fixture_count(&f, "embedding"), 2);
    double inside = 0, across = INFINITY;
    for (size_t i = 0; i < COUNT(near); i++) {
        for (size_t k = 0; k < i; k++) {
            inside = fmax(inside, apart(&f, near[i], near[k]));
        }
        for (size_t k = 0; k < COUNT(other); k++) {
            across = fmin(across, apart(&f, near[i], other[k]));
        }
    }
    if (!(inside < across)) {
        fail_msg("%f is not less than %f", inside, across);
    }
    assert_true(apart(&f, "biased", "one-sided") < across);
    assert_has(&f, "tables/map-ash-links.csv", "close in meaning, says m (0.99)");
    assert_has(&f, "map-ash.html",
               "Meaning comes from kept vectors of m, for 5 labels.");
    fixture_close(&f);
}

// ---- all labels alike, and all there

static const struct use a1_uses[] = {{"bread/2", 0, 5, "Political bias"},
                                     {"bread/2", 0, 5, "dry"},
                                     {"bread/2", 6, 12, "used once"},
                                     {"emoji/2", 0, 3, "=cmd()<b>"}};
static const struct use a2_uses[] = {{"bread/2", 0, 5, "robot"},
                                     {"bread/2", 15, 20, "biased"},
                                     {"emoji/2", 4, 7, "political BIAS"},
                                     {"hindi/2", 0, 4, "خبز قديم"}};

static void open_two(struct fixture *f)
{
    fixture_open(f);
    answer(f, "a1", a1_uses, COUNT(a1_uses));
    answer(f, "a2", a2_uses, COUNT(a2_uses));
}

static void test_labels_are_equal(void **state)
{
    (void)state;
    struct fixture f;
    open_two(&f);
    report(&f);
    char *svg = read_report(&f, "map-ash.svg");
    assert_int_equal(occurrences(svg, "<g class=\"spot\""), 7);
    assert_int_equal(occurrences(svg, "<text "), 7);
    assert_int_equal(occurrences(svg, "font-size"), 1);
    assert_non_null(strstr(svg, "font-size=\"20\""));
    assert_null(strstr(svg, "font-weight"));
    assert_null(strstr(svg, "style"));
    assert_int_equal(occurrences(svg, ">used once</text>"), 1);
    assert_int_equal(occurrences(svg, "direction=\"rtl\""), 1);
    // Also in a page that is read from right to left.
    assert_int_equal(occurrences(svg, "direction=\"ltr\""), 1);
    assert_null(strstr(svg, "<b>"));
    free(svg);
    assert_has(&f, "map-ash.html", "Also written: Political bias; political BIAS");
    assert_has(&f, "map-ash.html", "No link found.");
    assert_has(&f, "map-ash.html", "3 labels have no link and stand at the rim.");
    fixture_close(&f);
}

static void test_reasons(void **state)
{
    (void)state;
    struct fixture f;
    open_two(&f);
    report(&f);
    const char *links = "tables/map-ash-links.csv";
    assert_has(&f, links,
               "\r\ndry,robot,on the same words of the text,1.0,\"on the same "
               "words, by 2 people\"\r\n");
    // One person's labels on one passage are not linked by it.
    assert_has_not(&f, links, "dry,Political bias");
    assert_has(&f, links, "\r\nbiased,Political bias,by a shared word,");
    assert_has(&f, links, "\"\"\"biased\"\" and \"\"bias\"\" begin alike\"");
    assert_has(&f, "map-ash.html", "No language model was used.");
    assert_has(&f, "map-ash.html", "on the same words, by 2 people");
    fixture_close(&f);
}

static void test_nobody_and_one(void **state)
{
    (void)state;
    static const struct use one[] = {{"bread/2", 0, 5, "alone"}};
    struct fixture f;
    fixture_open(&f);
    report(&f);
    assert_has(&f, "map-ash.html", "Nobody in this group has used a label yet.");
    answer(&f, "b1", one, 1);
    report(&f);
    assert_has(&f, "map-beech.svg", ">alone</text>");
    assert_has(&f, "map-beech.html",
               "Stress cannot be computed: no labels are linked.");
    assert_has(&f, "map-ash.html", "Nobody in this group has used a label yet.");
    fixture_close(&f);
}

// ---- by hand

static void test_by_hand(void **state)
{
    (void)state;
    static const char placed[] = "\xEF\xBB\xBFy,label,x\r\n"
                                 "-40,ROBOT,700\r\n"
                                 "90,'=cmd()<b>,12.5\r\n"
                                 "10,nobody said this,3\r\n"
                                 "10,robot,3\r\n"
                                 "far,dry,3\r\n";
    struct fixture f;
    double x, y, dry_x, dry_y;
    open_two(&f);
    fixture_write(&f, "map-ash.csv", placed, strlen(placed));
    for (int i = 0; i < 2; i++) {
        report(&f);
        read_place(&f, "robot", &x, &y);
        assert_true(x == 700 && y == -40);
        read_place(&f, "'=cmd()<b>", &x, &y);
        assert_true(y == 90 && fabs(x - 12.5) <= 0.5);
        assert_int_equal(fixture_count(&f, "map-place"), 1);
        assert_int_equal(fixture_count(&f, "script-warning"), 2);
    }
    assert_has(&f, "map-ash.html", "2 labels were placed by hand.");
    assert_has(&f, "map-ash.html", "Placed by hand, in map-ash.csv.");
    read_place(&f, "dry", &dry_x, &dry_y);
    char *kept = read_report(&f, "tables/map-ash.csv");
    // The table of places can be kept as the file that places labels: then nothing moves.
    fixture_write(&f, "map-ash.csv", kept, strlen(kept));
    report(&f);
    read_place(&f, "robot", &x, &y);
    assert_true(x == 700 && y == -40);
    read_place(&f, "dry", &x, &y);
    assert_true(x == dry_x && y == dry_y);
    assert_has(&f, "map-ash.html", "7 labels were placed by hand.");
    free(kept);
    fixture_close(&f);
}

static void test_hand_file_that_cannot_be_used(void **state)
{
    (void)state;
    struct fixture f;
    open_two(&f);
    fixture_write(&f, "map-ash.csv", "name,x,y\nrobot,1,2\n", 19);
    report(&f);
    assert_int_equal(fixture_count(&f, "map-columns"), 1);
    assert_has(&f, "map-ash.html", "0 labels were placed by hand.");
    fixture_close(&f);
}

// ---- by boards

struct move {
    int n;
    const char *label;
    int x, y;
    const char *by, *undo;
};

// All places that the report has, as a board writes them down with its first move.
static json_t *arrangement(struct fixture *f, const char *session)
{
    char *text = read_report(f, "tables/map-ash.csv");
    struct csv csv;
    json_t *labels = json_array();
    assert_int_equal(csv_parse(&csv, text, "places", &f->diag), 0);
    for (size_t i = 1; i < csv.count; i++) {
        const struct csv_row *row = &csv.rows[i];
        json_array_append_new(
            labels,
            json_pack("{ss si si}", "label", csv_field(row, csv_column(&csv, "label")),
                      "x", atoi(csv_field(row, csv_column(&csv, "x"))), "y",
                      atoi(csv_field(row, csv_column(&csv, "y")))));
    }
    csv_release(&csv);
    free(text);
    return json_pack("{ss si ss ss so ss}", "id", "arrangement", "clock", 1, "session",
                     session, "kind", "arrangement", "labels", labels, "at",
                     "2026-03-02T09:00:00Z");
}

static json_t *move_item(const char *session, const struct move *move)
{
    char id[24];
    snprintf(id, sizeof id, "%s-m%d", session, move->n);
    json_t *item = json_pack("{ss si ss ss si ss si si ss ss}", "id", id, "clock",
                             1 + move->n, "session", session, "kind", "move", "n",
                             move->n, "label", move->label, "x", move->x, "y", move->y,
                             "by", move->by, "at", "2026-03-02T09:10:00Z");
    if (move->undo) {
        json_object_set_new(item, "undo", json_string(move->undo));
    }
    return item;
}

static void move_labels(struct fixture *f, const char *board, bool arranged,
                        const struct move *moves, size_t count)
{
    json_t *r = fixture_response_in(f, "meet", board, board, 1);
    if (arranged) {
        fixture_put(r, "board", arrangement(f, board));
    }
    for (size_t i = 0; i < count; i++) {
        fixture_put(r, "board", move_item(board, &moves[i]));
    }
    fixture_sum_file(f, r, "board.json");
    struct import_result result = fixture_import(f, "board.json");
    assert_int_equal(result.items_new, count + arranged);
    import_result_release(&result);
    json_decref(r);
}

static void assert_place(struct fixture *f, const char *label, double x, double y)
{
    double is_x, is_y;
    read_place(f, label, &is_x, &is_y);
    if (is_x != x || is_y != y) {
        fail_msg("%s stands at %g, %g and not at %g, %g", label, is_x, is_y, x, y);
    }
}

static const char *const a1_labels[] = {"Political bias", "dry", "used once",
                                        "'=cmd()<b>"};

// What was moved and what the group saw beside it stand still, whatever comes back later.
static void test_moved_labels_keep_their_place(void **state)
{
    (void)state;
    static const struct move moves[] = {{1, "dry", 700, -40, "Ana", NULL},
                                        {2, "dry", 720, -60, "Ana", NULL}};
    struct fixture f;
    double x[4], y[4];
    fixture_open(&f);
    answer(&f, "a1", a1_uses, COUNT(a1_uses));
    report(&f);
    for (size_t i = 0; i < 4; i++) {
        read_place(&f, a1_labels[i], &x[i], &y[i]);
    }
    move_labels(&f, "board-ash", true, moves, COUNT(moves));
    x[1] = 720;
    y[1] = -60;
    for (int late = 0; late < 2; late++) {
        report(&f);
        for (size_t i = 0; i < 4; i++) {
            assert_place(&f, a1_labels[i], x[i], y[i]);
        }
        assert_has(&f, "map-ash.html", "1 label was placed by hand.");
        if (!late) {
            answer(&f, "a2", a2_uses, COUNT(a2_uses));
        }
    }
    assert_has(&f, "map-ash.svg", ">robot</text>");
    assert_has(&f, "map-ash.html",
               "Placed by hand on the board: Ana, 2026-03-02T09:10:00Z.");
    assert_has(&f, "map-ash.html",
               "3 other labels stand where the group saw them when it began to");
    fixture_close(&f);
}

static void test_the_log_has_every_move(void **state)
{
    (void)state;
    static const struct move moves[] = {
        {1, "dry", 700, -40, "Ana", NULL},
        {2, "robot", 10, 600, "facilitator", NULL},
        {3, "dry", 300, 300, "Ana", "board-ash-m1"},
    };
    static const struct move later[] = {{4, "ROBOT", 20, 640, "Ben", NULL}};
    struct fixture f;
    open_two(&f);
    report(&f);
    move_labels(&f, "board-ash", true, moves, COUNT(moves));
    move_labels(&f, "board-ash-young", false, later, COUNT(later));
    report(&f);
    assert_place(&f, "robot", 20, 640);
    assert_place(&f, "dry", 300, 300);
    assert_has(&f, "tables/map-ash-moves.csv",
               "dry,put here,Ana,2026-03-02T09:10:00Z,700,-40,board-ash\r\n"
               "robot,put here,the facilitator,2026-03-02T09:10:00Z,10,600,board-ash"
               "\r\n"
               "dry,taken back,Ana,2026-03-02T09:10:00Z,300,300,board-ash\r\n"
               "robot,put here,Ben,2026-03-02T09:10:00Z,20,640,board-ash-young\r\n");
    // The other group's map is as it was.
    assert_has_not(&f, "map-beech.html", "Ana");
    fixture_close(&f);
}

static void test_boards_before_the_file(void **state)
{
    (void)state;
    static const char placed[] = "label,x,y\nrobot,700,-40\ndry,12,90\n";
    static const struct move moves[] = {{1, "robot", 40, 500, "Ana", NULL}};
    struct fixture f;
    open_two(&f);
    fixture_write(&f, "map-ash.csv", placed, strlen(placed));
    report(&f);
    move_labels(&f, "board-ash", true, moves, COUNT(moves));
    report(&f);
    assert_place(&f, "robot", 40, 500);
    assert_place(&f, "dry", 12, 90);
    assert_has(&f, "map-ash.html", "2 labels were placed by hand.");
    fixture_close(&f);
}

static void test_what_is_put_back_is_placed_by_nobody(void **state)
{
    (void)state;
    struct fixture f;
    double x, y;
    open_two(&f);
    report(&f);
    read_place(&f, "dry", &x, &y);
    const struct move moves[] = {{1, "dry", 700, -40, "Ana", NULL},
                                 {2, "dry", (int)x, (int)y, "Ana", NULL}};
    move_labels(&f, "board-ash", true, moves, COUNT(moves));
    report(&f);
    assert_place(&f, "dry", x, y);
    assert_has(&f, "map-ash.html", "0 labels were placed by hand.");
    assert_has(&f, "tables/map-ash-moves.csv",
               "dry,put here,Ana,2026-03-02T09:10:00Z,700,-40");
    fixture_close(&f);
}

static void test_moves_that_cannot_be_used(void **state)
{
    (void)state;
    static const struct move moves[] = {
        {1, "never said", 1, 2, "Ana", NULL},
        {2, "dry", 900000, 2, "Ana", NULL},
        {3, "robot", 50, 60, "Ana", NULL},
    };
    struct fixture f;
    open_two(&f);
    move_labels(&f, "board-ash", false, moves, COUNT(moves));
    report(&f);
    assert_int_equal(fixture_count(&f, "script-warning"), 2);
    assert_place(&f, "robot", 50, 60);
    assert_has(&f, "map-ash.html", "1 label was placed by hand.");
    fixture_close(&f);
}

static void test_same_bytes(void **state)
{
    (void)state;
    static const char *const names[] = {"map-ash.svg", "map-ash.html",
                                        "tables/map-ash.json",
                                        "tables/map-ash-links.json"};
    char *first[COUNT(names)];
    for (int run = 0; run < 2; run++) {
        struct fixture f;
        open_two(&f);
        write_vectors(&f);
        report(&f);
        for (size_t i = 0; i < COUNT(names); i++) {
            char *bytes = read_report(&f, names[i]);
            if (run == 0) {
                first[i] = bytes;
            } else {
                assert_string_equal(first[i], bytes);
                free(bytes);
                free(first[i]);
            }
        }
        fixture_close(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_meaning),
        cmocka_unit_test(test_labels_are_equal),
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_nobody_and_one),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_hand_file_that_cannot_be_used),
        cmocka_unit_test(test_moved_labels_keep_their_place),
        cmocka_unit_test(test_the_log_has_every_move),
        cmocka_unit_test(test_boards_before_the_file),
        cmocka_unit_test(test_what_is_put_back_is_placed_by_nobody),
        cmocka_unit_test(test_moves_that_cannot_be_used),
        cmocka_unit_test(test_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
