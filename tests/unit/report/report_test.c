// SPDX-License-Identifier: MIT
// A small record, counted by hand, and what the report says of it.
//   Groups: g1 has p1, p2, p5; g2 has p3, p4. One round with consent, code and cluster; two conversations.
//   p1 codes one passage "Bias" and "Only once" (implicit, unhelpful), and another "Bias"; renames "Only once" to
//      "Seldom"; has the cluster "Slant" with "Bias" and "Seldom"
//   p2 codes p1's first passage "bias" and with four hostile labels; one quote of theirs does not match, and one turn is unknown
//   p3 codes two words "इतिहास" and "FAIR", finds nothing to code in another turn; has the cluster "Fairness"
//   p4 codes "SECRET" and declines; p5 has sent nothing
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "packet/anchor.h"
#include "script/asset.h"

#define FILE_MAX ((size_t)64 << 20)

struct fixture {
    struct study study;
    struct group groups[2];
    sqlite3 *db;
    char folder[64]; // the study's; the report is in its out/
    struct diag d;
    int tables, links; // compared, followed
};

static void run(struct fixture *f, const char *statements)
{
    char *message = NULL;
    if (sqlite3_exec(f->db, statements, NULL, NULL, &message)) {
        fail_msg("%s: %s", statements, message);
    }
}

static void add_turn(struct fixture *f, const char *transcript, int n,
                     const char *markdown)
{
    struct anchor anchor;
    anchor_render(&anchor, markdown, strlen(markdown), "en");
    char *sql = sqlite3_mprintf(
        "INSERT INTO turn VALUES (%Q || '/' || %d, %Q, %d, %Q, %Q, %d, %Q, %Q)",
        transcript, n, transcript, n, n % 2 ? "user" : "assistant", anchor.sha256,
        (int)anchor.length, anchor.text.data, anchor.html.data);
    run(f, sql);
    sqlite3_free(sql);
    anchor_release(&anchor);
}

static void add_item(struct fixture *f, const char *person, const char *step,
                     const char *id, const char *kind, const char *body)
{
    char *sql = sqlite3_mprintf(
        "INSERT INTO item VALUES (%Q, 'code', %Q, %Q, 1, 's', 'h', %Q, 0, %Q)", person,
        step, id, kind, body);
    run(f, sql);
    sqlite3_free(sql);
}

static void add_study(struct fixture *f, const char *options)
{
    char *sql = sqlite3_mprintf(
        "INSERT INTO study (id, title, language, direction, sha256, community, "
        "use_case, ethics, options, fingerprint) VALUES ('s', 'History "
        "<b>tutor</b>', 'en', 'ltr', 'h', 'Pupils', "
        "'A program that answers', 'protocol 1', %Q, '')",
        options);
    run(f, sql);
    sqlite3_free(sql);
    run(f, "INSERT INTO study_group (id, title, position) VALUES ('g1', 'Lowland', 1), "
           "('g2', 'Highland', 2);"
           "INSERT INTO participant VALUES ('p1', 'g1', 'Ann Real', '', '', 'A', 1), "
           "('p2', 'g1', '', '', '', 'A', 2),"
           "  ('p5', 'g1', '', '', '', 'A', 3), ('p3', 'g2', '', '', '', 'A', 1), "
           "('p4', 'g2', '', '', '', 'A', 2);"
           "INSERT INTO round VALUES ('code', 'Coding', 1);"
           "INSERT INTO step (round, id, kind, title, position) VALUES ('code', "
           "'consent', 'consent', '', 1), ('code', "
           "'code', 'code', '', 2),"
           "  ('code', 'cluster', 'cluster', '', 3);"
           "INSERT INTO transcript (id, title, topic, language, model, system, owner, "
           "position) VALUES ('cocoa', 'Where <i>cocoa</i> comes from', "
           "'Trade', 'en', 'm', 's', '', 1),"
           "  ('printing', '', '', 'en', 'unknown', 'unknown', '', 2);");
}

static void add_texts(struct fixture *f)
{
    add_turn(f, "cocoa", 1, "Where does it come from?");
    add_turn(f, "cocoa", 2,
             "The *Maya* ground the seeds & drank them.\n\n- It was bitter.\n- "
             "**Europe** added sugar.");
    add_turn(f, "printing", 1, "Who printed first?");
    add_turn(f, "printing", 2, "Gutenberg did, in 1450.");
    run(f, "INSERT INTO assigned SELECT participant.id, 'code', 'code', turn.id, 1 "
           "FROM participant, turn"
           "  WHERE turn.role = 'assistant';"
           "INSERT INTO file (sha256, size, state, participant, round) VALUES"
           "  ('a1', 9, 'accepted', 'p1', 'code'), ('a2', 9, 'accepted', 'p2', 'code'),"
           "  ('a3', 9, 'accepted', 'p3', 'code'), ('a4', 9, 'accepted', 'p4', 'code');"
           "INSERT INTO file (sha256, size, state, reason, explanation) VALUES"
           "  ('b1', 9, 'quarantined', 'json', 'is not valid <JSON>');");
}

static void add_answers(struct fixture *f)
{
    for (int i = 1; i <= 4; i++) {
        char person[] = {'p', (char)('0' + i), '\0'};
        add_item(f, person, "consent", "consent", "consent",
                 i == 4 ? "{\"accepted\":false}" : "{\"accepted\":true}");
    }
    add_item(f, "p1", "code", "c1", "coding",
             "{\"turn\":\"cocoa/2\",\"start\":4,\"end\":26,\"quote\":\"Maya ground the "
             "seeds \",\"memo\":\"why\","
             "\"codes\":[{\"label\":\"Bias\"},{\"label\":\"Only "
             "once\",\"manner\":\"implicit\","
             "\"valence\":\"unhelpful\",\"toward\":\"growers\"}]}");
    add_item(f, "p1", "code", "c2", "coding",
             "{\"turn\":\"cocoa/"
             "2\",\"start\":57,\"end\":63,\"quote\":\"Europe\",\"codes\":[{\"label\":"
             "\"Bias\"}]}");
    add_item(f, "p2", "code", "c1", "coding",
             "{\"turn\":\"cocoa/2\",\"start\":9,\"end\":31,\"quote\":\"ground the "
             "seeds & dra\",\"codes\":"
             "[{\"label\":\"bias\"},{\"label\":\"<script>\"},{\"label\":\"=cmd()\"},"
             "{\"label\":\"\\\\input{x}\"},{\"label\":\"a|b\"}]}");
    add_item(f, "p2", "code", "lost", "coding",
             "{\"turn\":\"cocoa/2\",\"start\":0,\"end\":3,\"quote\":\"Not "
             "there\",\"codes\":[{\"label\":\"bias\"}]}");
    add_item(f, "p2", "code", "gone", "coding",
             "{\"turn\":\"other/"
             "2\",\"start\":0,\"end\":3,\"quote\":\"Elsewhere\",\"codes\":[{\"label\":"
             "\"bias\"}]}");
    run(f, "INSERT INTO item_problem VALUES ('p2', 'code', 'code', 'gone', "
           "'turn-unknown', 'no such turn')");
    run(f, "INSERT INTO item_problem VALUES ('p2', 'code', 'code', 'lost', "
           "'quote-differs', 'the quote is not there')");
    add_item(f, "p3", "code", "c1", "coding",
             "{\"turn\":\"cocoa/2\",\"start\":4,\"end\":8,\"quote\":\"Maya\",\"codes\":"
             "[{\"label\":"
             "\"\340\244\207\340\244\244\340\244\277\340\244\271\340\244\276\340\244"
             "\270\"},{\"label\":\"FAIR\"}]}");
    // From the first block over the gap: the end is between two blocks.
    add_item(f, "p3", "code", "c2", "coding",
             "{\"turn\":\"cocoa/"
             "2\",\"start\":34,\"end\":41,\"quote\":\"them.\\n\\n\",\"codes\":[]}");
    add_item(f, "p3", "code", "turn:printing/2", "turn",
             "{\"turn\":\"printing/2\",\"state\":\"nothing\"}");
    add_item(f, "p4", "code", "c1", "coding",
             "{\"turn\":\"cocoa/"
             "2\",\"start\":0,\"end\":3,\"quote\":\"The\",\"codes\":[{\"label\":"
             "\"SECRET\"}]}");
}

static void add_clusters(struct fixture *f)
{
    add_item(f, "p1", "cluster", "r1", "code",
             "{\"label\":\"Seldom\",\"uses\":[{\"coding\":\"c1\",\"label\":\"Only "
             "once\"}],\"was\":[\"Only once\"]}");
    add_item(f, "p1", "cluster", "k1", "cluster",
             "{\"name\":\"Slant\",\"definition\":\"Leaning\",\"best\":\"c2\",\"poles\":"
             "[\"even\",\"slanted\"],\"order\":1}");
    add_item(f, "p1", "cluster", "k1+label:Bias", "member",
             "{\"cluster\":\"k1\",\"code\":\"label:Bias\"}");
    add_item(f, "p1", "cluster", "k1+code:r1", "member",
             "{\"cluster\":\"k1\",\"code\":\"code:r1\"}");
    add_item(f, "p3", "cluster", "k1", "cluster",
             "{\"name\":\"Fairness\",\"definition\":\"\",\"best\":\"\",\"poles\":[],"
             "\"order\":1}");
}

static void fixture_open(struct fixture *f, const char *options)
{
    memset(f, 0, sizeof *f);
    diag_init(&f->d);
    strcpy(f->folder, "/tmp/calma-report-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    f->groups[0] = (struct group){.id = "g1", .title = "Lowland"};
    f->groups[1] = (struct group){.id = "g2", .title = "Highland"};
    f->study =
        (struct study){.folder = f->folder, .groups = f->groups, .group_count = 2};
    assert_int_equal(sqlite3_open(":memory:", &f->db), SQLITE_OK);
    const struct asset_file *schema = asset_find("record/schema.sql");
    assert_non_null(schema);
    run(f, (const char *)schema->data);
    add_study(f, options);
    add_texts(f);
    add_answers(f);
    add_clusters(f);
}

static void fixture_close(struct fixture *f)
{
    folder_remove(f->folder, &f->d);
    sqlite3_close(f->db);
    diag_release(&f->d);
}

static void write_report(struct fixture *f)
{
    char *folder = path_join(f->folder, "out/report");
    int failed = report_write(&f->study, f->db, folder, "1.2.3", NULL, NULL, &f->d);
    free(folder);
    for (size_t i = 0; i < f->d.count; i++) {
        print_message("%s:%d: %s\n", f->d.entries[i].file, f->d.entries[i].line,
                      f->d.entries[i].text);
    }
    assert_int_equal(failed, 0);
}

static struct buf read_report(struct fixture *f, const char *path)
{
    struct buf bytes;
    buf_init(&bytes, FILE_MAX);
    char *report = path_join(f->folder, "out/report"), *whole = path_join(report, path);
    int failed = file_read(whole, &bytes, &f->d);
    free(report);
    free(whole);
    if (failed) {
        fail_msg("%s is not in the report", path);
    }
    return bytes;
}

static void assert_has(struct fixture *f, const char *path, const char *part)
{
    struct buf bytes = read_report(f, path);
    if (!strstr(bytes.data, part)) {
        const char *text = strstr(bytes.data, "<main");
        fail_msg("%s does not say %s:\n%s", path, part, text ? text : bytes.data);
    }
    buf_release(&bytes);
}

static void assert_lacks(struct fixture *f, const char *path, const char *part)
{
    struct buf bytes = read_report(f, path);
    if (strstr(bytes.data, part)) {
        fail_msg("%s says %s", path, part);
    }
    buf_release(&bytes);
}

// Calls for each file of the report, by its path in it.
static void each_file(struct fixture *f, const char *folder,
                      void (*call)(struct fixture *, const char *))
{
    char *report = path_join(f->folder, "out/report");
    char *whole =
        *folder ? path_join(report, folder) : path_join(f->folder, "out/report");
    size_t count;
    char **names = folder_names(whole, &count, &f->d);
    for (size_t i = 0; i < count; i++) {
        char *path = *folder ? path_join(folder, names[i]) : path_join(".", names[i]);
        char *file = path_join(report, path);
        if (folder_exists(file)) {
            each_file(f, names[i], call);
        } else {
            call(f, path);
        }
        free(file);
        free(path);
    }
    names_free(names, count);
    free(whole);
    free(report);
}

// ---- tests

static void test_table_of_labels(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{}");
    write_report(&f);
    struct buf csv = read_report(&f, "tables/labels.csv");
    assert_string_equal(csv.data,
                        "\xef\xbb\xbfGroup,Label type,Example annotations\r\n"
                        "Lowland,Open coding annotation,\"\"\"\\INPUT{X}\"\", "
                        "\"\"<SCRIPT>\"\", \"\"=CMD()\"\", "
                        "\"\"A|B\"\", \"\"BIAS\"\", \"\"ONLY ONCE\"\"\"\r\n"
                        "Lowland,Focused grouping label,\"\"\"SLANT\"\"\"\r\n"
                        "Highland,Open coding annotation,\"\"\"FAIR\"\", "
                        "\"\"\340\244\207\340\244\244\340\244\277\340\244\271\340\244"
                        "\276\340\244\270\"\"\"\r\n"
                        "Highland,Focused grouping label,\"\"\"FAIRNESS\"\"\"\r\n");
    buf_release(&csv);
    fixture_close(&f);
}

static void test_counts(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{}");
    write_report(&f);
    // asked, sent, took part, declined, passages, uses of codes, clusters
    assert_has(&f, "tables/groups.csv", "Lowland,3,2,2,0,5,10,1\r\n");
    assert_has(&f, "tables/groups.csv", "Highland,2,2,1,1,2,2,1\r\n");
    struct buf csv = read_report(&f, "tables/cloud-g1-initial.csv");
    assert_string_equal(
        csv.data,
        "\xef\xbb\xbfWord,Times used,People who used it\r\n"
        "bias,5,2\r\na,1,1\r\nb,1,1\r\ncmd,1,1\r\ninput,1,1\r\nonce,1,1\r\nonly,1,1\r\n"
        "script,1,1\r\nx,1,1\r\n");
    buf_release(&csv);
    assert_has(&f, "cloud.html", "n = 10 uses of codes by 2 people.");
    assert_has(&f, "tables/labels-g1-initial.csv", "Only once,1,1,1\r\n");
    assert_has(&f, "tables/labels-g1-initial.csv", "Bias,2,1,2\r\n");
    assert_has(&f, "tables/labels-g1-initial.csv", "bias,3,1,3\r\n");
    assert_has(&f, "tables/nuances.csv", "Lowland,Only once,1,,1,,1,\r\n");
    assert_has(&f, "tables/topics-g1.csv", "Trade,1,4,2,");
    fixture_close(&f);
}

static void test_settings(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{\"cloud\":{\"by\":\"phrase\",\"fold\":false,\"stop_words\":["
                     "\"FAIR\"],\"least\":1},"
                     "\"labels\":{\"stem\":\"Bia\"}}");
    write_report(&f);
    assert_has(&f, "cloud.html", "Whole labels are counted.");
    assert_has(&f, "cloud.html", "Capital and small letters count as different.");
    assert_has(&f, "cloud.html", "1 word is left out: FAIR.");
    assert_has(&f, "tables/cloud-g1-initial.csv", "bias,3,1\r\nBias,2,1\r\n");
    assert_lacks(&f, "tables/cloud-g2-initial.csv", "FAIR,");
    assert_has(&f, "tables/labels-stem.csv",
               "Lowland,Open coding annotation,\"\"\"BIAS\"\"\"\r\n");
    assert_has(&f, "tables/labels-stem.csv",
               "Highland,Open coding annotation,None\r\n");
    fixture_close(&f);
}

static void test_transcript(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{}");
    write_report(&f);
    const char *page = "transcripts/1-cocoa.html";
    // p1's passage spans the end of an element, p3's lies in it, p2's overlaps it.
    assert_has(
        &f, page,
        "<em><mark class=\"by-1 lane-0\" id=\"passage.p1.code.code.c1\">"
        "<mark class=\"by-3 lane-1\" id=\"passage.p3.code.code.c1\">Maya</mark></mark>"
        "<a class=\"number\" href=\"#note.passage.p3.code.code.c1\">2</a></em>"
        "<mark class=\"by-1 lane-0\"> </mark>");
    assert_has(&f, page,
               "<mark class=\"by-1 lane-0\"><mark class=\"by-2 lane-1\" "
               "id=\"passage.p2.code.code.c1\">"
               "ground the seeds </mark></mark><a class=\"number\"");
    assert_has(&f, page, "<mark class=\"by-2 lane-1\">&amp; dra</mark>");
    assert_has(&f, page,
               "<strong><mark class=\"by-1 lane-0\" "
               "id=\"passage.p1.code.code.c2\">Europe</mark>");
    assert_has(
        &f, page,
        "<mark class=\"by-3 lane-0\" id=\"passage.p3.code.code.c2\">them.</mark>");
    assert_has(&f, page, "<a class=\"number\" href=\"#note.passage.p3.code.code.c2\">");
    assert_has(&f, page, "3 people coded this answer");
    assert_has(&f, page, "1 has not seen it yet");
    assert_has(&f, page, "Quotes that do not match");
    assert_has(&f, "transcripts/2-printing.html", "1 saw nothing to code");
    assert_has(&f, "transcripts/2-printing.html", "3 have not seen it yet");
    assert_has(&f, "tables/problem-quotes.csv", "p2,cocoa/2,Not there,bias\r\n");
    assert_has(&f, "tables/problem-files.csv", "returned/b1,,is not valid <JSON>\r\n");
    fixture_close(&f);
}

// A board is nobody who speaks, and what its decisions quote may not fit all the same.
static void test_problems_of_boards(void **state)
{
    struct fixture f;
    (void)state;
    fixture_open(&f, "{}");
    run(&f, "INSERT INTO board VALUES ('board-g1', 'g1', '', 'Lowland', 0, 'K');"
            "INSERT INTO item_problem VALUES ('board-g1', 'code', 'board', 'd7', "
            "'turn-changed', 'the text has changed'), ('nobody', 'code', 'board', "
            "'d8', 'turn-changed', 'whose is it')");
    write_report(&f);
    assert_has(&f, "tables/problem-items.csv",
               "board-g1,code,board,d7,the text has changed\r\n");
    assert_lacks(&f, "tables/problem-items.csv", "whose is it");
    fixture_close(&f);
}

static void test_trace(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{}");
    write_report(&f);
    assert_has(&f, "attributes.html",
               "<article class=\"attribute\" id=\"cluster.p1.code.cluster.k1\">");
    assert_has(&f, "attributes.html", "Only once");
    assert_has(&f, "attributes.html",
               "href=\"transcripts/1-cocoa.html#passage.p1.code.code.c2\"");
    assert_has(&f, "tables/attributes.csv",
               "Lowland,p1,Slant,Leaning,even,slanted,Europe,Seldom; Bias,Only once; "
               "Bias; Bias");
    assert_has(&f, "transcripts/1-cocoa.html", "href=\"../people/p1.html\"");
    assert_has(&f, "tables/codings-p1.csv", "g1,p1,cocoa,cocoa/2,4,26,");
    assert_lacks(&f, "people/p1.html", "FAIR");
    assert_lacks(&f, "people/p1.html", ">p2<");
    assert_lacks(&f, "people/p1.html", "p2.html");
    fixture_close(&f);
}

static void no_secret(struct fixture *f, const char *path)
{
    assert_lacks(f, path, "SECRET");
    assert_lacks(f, path, ">p4<");
    assert_lacks(f, path, ",p4,");
    assert_lacks(f, path, "\"p4\"");
    assert_lacks(f, path, "p4.html");
    assert_lacks(f, path, "Ann Real");
}

// The path that a link in the page at `path` leads to: "" for the page itself.
static struct buf target(const char *path, const char *href, size_t len)
{
    struct buf out;
    buf_init(&out, 1000);
    const char *slash = strrchr(path, '/');
    if (!len) {
        buf_str(&out, path);
    } else if (len > 3 && strncmp(href, "../", 3) == 0) {
        assert_non_null(slash);
        buf_add(&out, href + 3, len - 3);
    } else {
        buf_add(&out, path, slash ? (size_t)(slash - path) + 1 : 0);
        buf_add(&out, href, len);
    }
    return out;
}

static void assert_leads(struct fixture *f, const char *path, const char *href,
                         size_t len)
{
    const char *hash = memchr(href, '#', len);
    size_t file_len = hash ? (size_t)(hash - href) : len;
    struct buf to = target(path, href, file_len), id;
    buf_init(&id, 1000);
    struct buf page = read_report(f, to.data);
    buf_fmt(&id, "id=\"%.*s\"", (int)(len - file_len) - 1, hash ? hash + 1 : "");
    if (hash && !strstr(page.data, id.data)) {
        fail_msg("%s leads to %.*s, which is not there", path, (int)len, href);
    }
    f->links++;
    buf_release(&page);
    buf_release(&id);
    buf_release(&to);
}

static void links_lead_somewhere(struct fixture *f, const char *path)
{
    const char *name = strncmp(path, "./", 2) == 0 ? path + 2 : path;
    if (!strstr(name, ".html")) {
        return;
    }
    struct buf page = read_report(f, name);
    for (const char *at = page.data; (at = strstr(at, " href=\""));) {
        at += strlen(" href=\"");
        size_t len = strcspn(at, "\"");
        assert_leads(f, name, at, len);
        at += len;
    }
    buf_release(&page);
}

static void test_links(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{}");
    write_report(&f);
    each_file(&f, "", links_lead_somewhere);
    assert_true(f.links > 200);
    fixture_close(&f);
}

static void test_declined(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{}");
    write_report(&f);
    each_file(&f, "", no_secret);
    fixture_close(&f);
}

static void no_markup(struct fixture *f, const char *path)
{
    const char *ending = strrchr(path, '.');
    if (strcmp(ending, ".html") == 0 || strcmp(ending, ".svg") == 0) {
        assert_lacks(f, path, "<script");
        assert_lacks(f, path, "<b>tutor");
        assert_lacks(f, path, "<i>cocoa");
        assert_lacks(f, path, "style=\"");
    } else if (strcmp(ending, ".md") == 0) {
        assert_lacks(f, path, "<script");
        assert_lacks(f, path, "a|b");
    } else if (strcmp(ending, ".tex") == 0) {
        assert_lacks(f, path, "\\input{");
    } else if (strcmp(ending, ".csv") == 0) {
        assert_lacks(f, path, "\n=");
        assert_lacks(f, path, ",=");
    }
}

// A field as it was before it was disarmed: one apostrophe less before what would start a formula.
static const char *armed(const char *field)
{
    size_t quotes = strspn(field, "'");
    return quotes && field[quotes] && strchr("=+-@\t\r", field[quotes]) ? field + 1
                                                                        : field;
}

static void assert_same_cell(const json_t *row, const char *key, const char *field)
{
    const json_t *cell = json_object_get(row, key);
    if (json_is_real(cell)) {
        assert_true(strtod(field, NULL) == json_real_value(cell));
        return;
    }
    char number[32];
    snprintf(number, sizeof number, "%lld", json_number(row, key));
    const char *text = json_is_string(cell) ? armed(field) : field;
    assert_string_equal(json_is_string(cell) ? json_string_value(cell)
                        : cell               ? number
                                             : "",
                        text);
}

static void assert_same_rows(const struct csv *csv, const json_t *table)
{
    const json_t *columns = json_object_get(table, "columns"),
                 *rows = json_object_get(table, "rows");
    assert_int_equal(json_array_size(rows) + 1, csv->count);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        for (size_t k = 0; k < json_array_size(columns); k++) {
            assert_same_cell(json_array_get(rows, i),
                             json_text(json_array_get(columns, k), "key"),
                             csv_field(&csv->rows[i + 1], (int)k));
        }
    }
}

static void csv_is_json(struct fixture *f, const char *path)
{
    size_t len = strlen(path);
    if (len < 4 || strcmp(path + len - 4, ".csv") != 0) {
        return;
    }
    struct buf name, bytes = read_report(f, path);
    buf_init(&name, 200);
    buf_fmt(&name, "%.*s.json", (int)len - 4, path);
    struct buf document = read_report(f, name.data);
    struct csv csv;
    assert_int_equal(csv_parse(&csv, bytes.data, path, &f->d), 0);
    json_t *table = json_parse(document.data, document.len, name.data, 1, &f->d);
    assert_string_equal(json_text(table, "format"), "calma/table@1");
    assert_same_rows(&csv, table);
    f->tables++;
    json_decref(table);
    csv_release(&csv);
    buf_release(&name);
    buf_release(&bytes);
    buf_release(&document);
}

static void test_csv_is_json(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{}");
    write_report(&f);
    each_file(&f, "", csv_is_json);
    assert_int_equal(f.tables, 41);
    fixture_close(&f);
}

static void test_text_is_no_markup(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{}");
    write_report(&f);
    each_file(&f, "", no_markup);
    assert_has(&f, "tables/labels-g1-initial.csv", "\r\n\"'=cmd()\",1,1,1\r\n");
    assert_has(&f, "tables/labels-g1-initial.json", "\"label\":\"=cmd()\"");
    assert_has(&f, "tables/labels-g1-initial.md", "\\=cmd\\(\\)");
    assert_has(&f, "tables/labels-g1-initial.md", "a\\|b");
    assert_has(&f, "tables/labels-g1-initial.tex", "\\textbackslash{}input\\{x\\}");
    fixture_close(&f);
}

static void remember(struct fixture *f, const char *path)
{
    struct buf bytes = read_report(f, path);
    uint64_t *sum = (uint64_t *)(void *)f->study.sha256;
    for (size_t i = 0; i < bytes.len; i++) {
        *sum = (*sum ^ (unsigned char)bytes.data[i]) * 1099511628211u;
    }
    buf_release(&bytes);
}

static void test_same_bytes(void **state)
{
    (void)state;
    uint64_t sums[2];
    for (int i = 0; i < 2; i++) {
        struct fixture f;
        fixture_open(&f, "{}");
        write_report(&f);
        each_file(&f, "", remember);
        memcpy(&sums[i], f.study.sha256, sizeof sums[i]);
        fixture_close(&f);
    }
    assert_int_equal(sums[0], sums[1]);
}

static void write_text(struct fixture *f, const char *path, const char *text)
{
    char *whole = path_join(f->folder, path), *slash = strrchr(whole, '/');
    *slash = '\0';
    folder_make(whole, &f->d);
    *slash = '/';
    assert_int_equal(file_write(whole, text, strlen(text), &f->d), 0);
    free(whole);
}

static void test_topics_and_own_artifact(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "{}");
    write_text(&f, "topics-g1.md", "We spoke of **trade** <script>.");
    write_text(&f, "lua/artifacts/own.lua",
               "local html = require('html')\n"
               "return function(record, context)\n"
               "  local n = record.one('SELECT count(*) AS n FROM coding').n\n"
               "  return { id = 'own', title = 'My <own> part', html = "
               "html.element('p', nil, n, ' codings'),\n"
               "    tables = {{ id = 'own', title = 'Own', columns = {{ key = 'n', "
               "title = 'N', kind = 'number' }},\n"
               "      rows = {{ n = n }} }} }\n"
               "end\n");
    write_report(&f);
    assert_has(&f, "topics.html", "We spoke of <strong>trade</strong> &lt;script&gt;.");
    assert_has(&f, "own.html", "<p>7 codings</p>");
    assert_has(&f, "index.html", "My &lt;own&gt; part");
    assert_has(&f, "tables/own.csv", "N\r\n7\r\n");
    fixture_close(&f);
}

// What a study's own artifact tries, and must not get.
static void assert_refused(const char *body)
{
    struct fixture f;
    fixture_open(&f, "{}");
    struct buf lua;
    buf_init(&lua, 4096);
    buf_fmt(&lua,
            "return function(record)\n  %s\n  return { id = 'x', title = 'x', html = "
            "'' }\nend\n",
            body);
    write_text(&f, "lua/artifacts/x.lua", lua.data);
    char *folder = path_join(f.folder, "out/report");
    report_write(&f.study, f.db, folder, "1", NULL, NULL, &f.d);
    free(folder);
    if (!diag_has_errors(&f.d)) {
        fail_msg("was allowed: %s", body);
    }
    assert_string_equal(f.d.entries[0].file, "lua/artifacts/x.lua");
    run(&f, "SELECT count(*) FROM item");
    assert_has(&f, "tables/groups.csv", "Lowland,3,2,2,0,5,10,1\r\n");
    buf_release(&lua);
    fixture_close(&f);
}

static void test_record_is_read_only(void **state)
{
    (void)state;
    assert_refused("record.rows('DELETE FROM item')");
    assert_refused("record.rows('SELECT 1; DELETE FROM item')");
    assert_refused("record.rows(\"ATTACH 'x.db' AS x\")");
    assert_refused("record.rows('PRAGMA writable_schema = 1')");
    assert_refused("record.rows(\"SELECT load_extension('x')\")");
    assert_refused("record.rows('SELECT ?')");
    assert_refused("record.rows('')");
    assert_refused(
        "for row in record.each('SELECT * FROM item') do error('left early') end");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_of_labels),
        cmocka_unit_test(test_csv_is_json),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_transcript),
        cmocka_unit_test(test_problems_of_boards),
        cmocka_unit_test(test_trace),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_declined),
        cmocka_unit_test(test_text_is_no_markup),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_topics_and_own_artifact),
        cmocka_unit_test(test_record_is_read_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
