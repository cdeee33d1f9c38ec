// SPDX-License-Identifier: MIT
#define _GNU_SOURCE // memmem
// What people hand in: folders, zip files, traps. Every file has its line, and the good ones always arrive.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "base/file.h"
#include "record/inbox.h"
#include "record/sql.h"
#include "record_fixture.h"

static struct fixture f;
static struct buf good;

static int set_up(void **state)
{
    (void)state;
    fixture_open(&f);
    buf_init(&good, 1 << 20);
    json_t *r = fixture_response(&f, "a1", "S1", 1);
    fixture_put(r, "code", fixture_coding(&f, "c1", 2, "S1", "bread/2", 0, 5, "old"));
    fixture_sum(r, &good);
    json_decref(r);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buf_release(&good);
    fixture_close(&f);
    return 0;
}

static void in_folder(char *path, size_t size, const char *name)
{
    snprintf(path, size, "%s/%s", f.folder, name);
}

static void make_folder(const char *name)
{
    char path[200];
    in_folder(path, sizeof path, name);
    assert_int_equal(mkdir(path, 0777), 0);
}

// --- zip files

static zip_t *zip_make(const char *name)
{
    char path[200];
    int code;
    in_folder(path, sizeof path, name);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(zip);
    return zip;
}

static zip_int64_t zip_put(zip_t *zip, const char *name, const void *data, size_t len)
{
    zip_source_t *source = zip_source_buffer(zip, data, len, 0);
    zip_int64_t index = zip_file_add(zip, name, source, 0);
    assert_true(index >= 0);
    return index;
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), want = strlen(end);
    return len >= want && strcmp(text + len - want, end) == 0;
}

static const struct import_line *line_of(const struct import_result *r, const char *end)
{
    for (size_t i = 0; i < r->count; i++)
        if (ends_with(r->lines[i].name, end))
            return &r->lines[i];
    fail_msg("no line for %s", end);
    return NULL;
}

static void zip_with_folders(void **state)
{
    (void)state;
    zip_t *zip = zip_make("class.zip");
    zip_dir_add(zip, "a folder", 0);
    zip_put(zip, "a folder/p07 (1).json", good.data, good.len);
    zip_put(zip, "__MACOSX/._p07.json", "x", 1);
    zip_put(zip, "a folder/.DS_Store", "x", 1);
    zip_put(zip, "note.txt", "Hello", 5);
    assert_int_equal(zip_close(zip), 0);
    struct import_result r = fixture_import(&f, "class.zip");
    assert_int_equal(r.count, 2);
    assert_int_equal(line_of(&r, "/class.zip:a folder/p07 (1).json")->state,
                     IMPORT_ACCEPTED);
    assert_string_equal(line_of(&r, "p07 (1).json")->participant, "a1");
    assert_string_equal(line_of(&r, "class.zip:note.txt")->reason, "return-json");
    assert_int_equal(fixture_count(&f, "inbox-system"), 1);
    import_result_release(&r);
}

static void names_in_a_zip_are_no_paths(void **state)
{
    (void)state;
    static const char *const names[] = {"../../../../tmp/calma-was-here",
                                        "/tmp/calma-was-here", "C:\\calma-was-here",
                                        "a\nb\x1b[31m.json"};
    zip_t *zip = zip_make("traps.zip");
    char bytes[4][200];
    for (int i = 0; i < 4; i++) {
        snprintf(bytes[i], sizeof bytes[i], "{\"n\": %d}", i);
        zip_put(zip, names[i], bytes[i], strlen(bytes[i]));
    }
    assert_int_equal(zip_close(zip), 0);
    struct import_result r = fixture_import(&f, "traps.zip");
    assert_int_equal(r.count, 4);
    assert_int_equal(r.states[IMPORT_QUARANTINED], 4);
    assert_int_equal(access("/tmp/calma-was-here", F_OK), -1);
    for (size_t i = 0; i < r.count; i++)
        for (const char *c = r.lines[i].name; *c; c++)
            assert_true((unsigned char)*c >= 0x20);
    import_result_release(&r);
}

static void locked_broken_and_nested(void **state)
{
    (void)state;
    zip_t *inner = zip_make("inner.zip");
    zip_put(inner, "p.json", good.data, good.len);
    assert_int_equal(zip_close(inner), 0);
    struct buf nested;
    char path[200];
    buf_init(&nested, 1 << 20);
    in_folder(path, sizeof path, "inner.zip");
    assert_int_equal(file_read(path, &nested, &f.diag), 0);
    zip_t *zip = zip_make("mixed.zip");
    zip_int64_t locked = zip_put(zip, "locked.json", good.data, good.len);
    assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)locked,
                                             ZIP_EM_TRAD_PKWARE, "secret"),
                     0);
    zip_put(zip, "nested.zip", nested.data, nested.len);
    zip_put(zip, "zz-good.json", good.data, good.len);
    assert_int_equal(zip_close(zip), 0);
    struct import_result r = fixture_import(&f, "mixed.zip");
    assert_int_equal(line_of(&r, ":locked.json")->state, IMPORT_UNREAD);
    assert_string_equal(line_of(&r, ":locked.json")->reason, "zip-locked");
    assert_string_equal(line_of(&r, ":nested.zip")->reason, "return-zip");
    assert_true(line_of(&r, ":zz-good.json")->state <= IMPORT_KNOWN);
    // the whole is kept too, since something in it is known from there alone
    assert_string_equal(line_of(&r, "/mixed.zip")->reason, "return-zip");
    import_result_release(&r);
    buf_release(&nested);
}

static void a_damaged_entry(void **state)
{
    (void)state;
    struct buf bytes;
    char path[200];
    zip_t *zip = zip_make("damaged.zip");
    zip_int64_t stored = zip_put(zip, "a.json", good.data, good.len);
    zip_set_file_compression(zip, (zip_uint64_t)stored, ZIP_CM_STORE, 0);
    zip_put(zip, "b.json", "{\"b\": 1}", 8);
    assert_int_equal(zip_close(zip), 0);
    buf_init(&bytes, 1 << 20);
    in_folder(path, sizeof path, "damaged.zip");
    assert_int_equal(file_read(path, &bytes, &f.diag), 0);
    char *at = memmem(bytes.data, bytes.len, "Bread", 5);
    assert_non_null(at);
    *at = 'b';
    fixture_write(&f, "damaged.zip", bytes.data, bytes.len);
    struct import_result r = fixture_import(&f, "damaged.zip");
    assert_string_equal(line_of(&r, ":a.json")->reason, "zip-entry");
    assert_int_equal(line_of(&r, ":b.json")->state, IMPORT_QUARANTINED);
    assert_int_equal(line_of(&r, "/damaged.zip")->state, IMPORT_QUARANTINED);
    import_result_release(&r);
    fixture_write(&f, "damaged.zip", bytes.data, bytes.len / 2);
    r = fixture_import(&f, "damaged.zip");
    assert_int_equal(r.count, 1);
    assert_string_equal(r.lines[0].reason, "return-zip");
    import_result_release(&r);
    buf_release(&bytes);
}

static void a_bomb(void **state)
{
    (void)state;
    size_t len = 24 << 20;
    char *zeros = calloc(1, len);
    zip_t *zip = zip_make("bomb.zip");
    zip_put(zip, "bomb.json", zeros, len);
    zip_put(zip, "good.json", good.data, good.len);
    assert_int_equal(zip_close(zip), 0);
    struct import_result r = fixture_import(&f, "bomb.zip");
    assert_string_equal(line_of(&r, ":bomb.json")->reason, "zip-ratio");
    assert_true(line_of(&r, ":good.json")->state <= IMPORT_KNOWN);
    import_result_release(&r);
    free(zeros);
}

static void too_many_entries(void **state)
{
    (void)state;
    zip_t *zip = zip_make("many.zip");
    for (int i = 0; i < ZIP_ENTRIES_MAX + 5; i++) {
        char name[20];
        snprintf(name, sizeof name, "%d", i);
        zip_put(zip, name, good.data, good.len);
    }
    assert_int_equal(zip_close(zip), 0);
    struct import_result r = fixture_import(&f, "many.zip");
    assert_int_equal(r.count, ZIP_ENTRIES_MAX + 1);
    assert_int_equal(fixture_count(&f, "zip-many"), 1);
    assert_int_equal(line_of(&r, "/many.zip")->state, IMPORT_QUARANTINED);
    import_result_release(&r);
}

// --- folders

static void a_folder_with_traps(void **state)
{
    (void)state;
    char path[200];
    make_folder("box");
    make_folder("box/deep");
    fixture_write(&f, "box/deep/p.json", good.data, good.len);
    fixture_write(&f, "box/empty", "", 0);
    fixture_write(&f, "box/.hidden", "x", 1);
    in_folder(path, sizeof path, "box/loop");
    assert_int_equal(symlink("..", path), 0);
    in_folder(path, sizeof path, "box/passwd");
    assert_int_equal(symlink("/etc/passwd", path), 0);
    in_folder(path, sizeof path, "box/pipe");
    assert_int_equal(mkfifo(path, 0666), 0);
    struct import_result r = fixture_import(&f, "box");
    assert_true(line_of(&r, "box/deep/p.json")->state <= IMPORT_KNOWN);
    assert_string_equal(line_of(&r, "box/empty")->reason, "return-empty");
    assert_string_equal(line_of(&r, "box/loop")->reason, "inbox-link");
    assert_string_equal(line_of(&r, "box/passwd")->reason, "inbox-link");
    assert_string_equal(line_of(&r, "box/pipe")->reason, "inbox-special");
    assert_int_equal(r.count, 5);
    import_result_release(&r);
    r = fixture_import(&f, "box/pipe");
    assert_string_equal(r.lines[0].reason, "inbox-special");
    import_result_release(&r);
    r = fixture_import(&f, "no such file");
    assert_string_equal(r.lines[0].reason, "file-missing");
    import_result_release(&r);
}

// More files than are on their way at once: what is read ahead is said and merged in its turn.
static void many_of_every_kind_stay_in_order(void **state)
{
    (void)state;
    char name[40], path[200];
    make_folder("mixed");
    for (int i = 0; i < 80; i++) {
        snprintf(name, sizeof name, "mixed/%02d", i);
        in_folder(path, sizeof path, name);
        if (i % 4 == 0)
            fixture_write(&f, name, good.data, good.len);
        else if (i % 4 == 1) // each another one, and broken
            fixture_write(&f, name, name, strlen(name));
        else if (i % 4 == 2)
            fixture_write(&f, name, "", 0);
        else
            assert_int_equal(symlink("00", path), 0);
    }
    struct import_result r = fixture_import(&f, "mixed");
    static const char *const reasons[] = {"", "return-json", "return-empty",
                                          "inbox-link"};
    assert_int_equal(r.count, 80);
    assert_int_equal(f.diag.count, 60);
    for (size_t i = 0; i < r.count; i++) {
        snprintf(name, sizeof name, "/mixed/%02zu", i);
        assert_true(ends_with(r.lines[i].name, name));
        assert_string_equal(r.lines[i].reason, reasons[i % 4]);
    }
    for (size_t i = 0; i < f.diag.count; i++) {
        snprintf(name, sizeof name, "/mixed/%02zu", i + i / 3 + 1);
        assert_true(ends_with(f.diag.entries[i].file, name));
    }
    import_result_release(&r);
}

static void folders_without_end(void **state)
{
    (void)state;
    char name[400] = "deep";
    for (int i = 0; i < 40; i++) {
        make_folder(name);
        strcat(name, "/d");
    }
    struct import_result r = fixture_import(&f, "deep");
    assert_int_equal(r.count, 1);
    assert_string_equal(r.lines[0].reason, "inbox-deep");
    import_result_release(&r);
}

static void a_huge_file_is_left_where_it_is(void **state)
{
    (void)state;
    char path[200];
    fixture_write(&f, "huge", "{", 1);
    in_folder(path, sizeof path, "huge");
    assert_int_equal(truncate(path, (off_t)1 << 33), 0); // sparse: takes no room
    struct import_result r = fixture_import(&f, "huge");
    assert_string_equal(r.lines[0].reason, "file-large");
    assert_int_equal(r.lines[0].state, IMPORT_UNREAD);
    import_result_release(&r);
    assert_int_equal(truncate(path, 5 << 20), 0);
    r = fixture_import(&f, "huge");
    assert_int_equal(r.lines[0].state, IMPORT_QUARANTINED);
    import_result_release(&r);
    unlink(path);
}

// --- the corpora of broken files

static void check_corpus(const char *name)
{
    char path[500];
    struct import_result r;
    const char *corpora = getenv("CALMA_CORPORA");
    snprintf(path, sizeof path, "%s/%s", corpora ? corpora : "../shared/data", name);
    if (!folder_exists(path)) {
        print_message("%s is not here: skipped\n", path);
        skip();
    }
    fixture_forget(&f, 1);
    fixture_reopen(&f);
    char *paths[] = {path};
    diag_release(&f.diag);
    assert_int_equal(
        import_paths(&f.record, paths, 1, &r, (struct import_progress){0}, &f.diag), 0);
    assert_true(r.count >= 2);
    assert_int_equal(r.states[IMPORT_ACCEPTED], 0);
    for (size_t i = 0; i < r.count; i++)
        assert_true(*r.lines[i].reason);
    assert_int_equal(sql_number(f.record.db, "SELECT count(*) FROM item", -1), 0);
    char *before = fixture_dump(&f);
    fixture_forget(&f, 0);
    fixture_reopen(&f);
    char *after = fixture_dump(&f);
    assert_string_equal(before, after);
    free(before);
    free(after);
    import_result_release(&r);
}

static void corpus_json(void **state)
{
    (void)state;
    check_corpus("nasty/json_test_suite");
}

static void corpus_strings(void **state)
{
    (void)state;
    check_corpus("nasty/blns");
}

static void corpus_zip_go(void **state)
{
    (void)state;
    check_corpus("nasty/zip_go");
}

static void corpus_zip_libzip(void **state)
{
    (void)state;
    check_corpus("nasty/zip_libzip");
}

static void corpus_utf8(void **state)
{
    (void)state;
    check_corpus("nasty/utf8_tests");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zip_with_folders),
        cmocka_unit_test(names_in_a_zip_are_no_paths),
        cmocka_unit_test(locked_broken_and_nested),
        cmocka_unit_test(a_damaged_entry),
        cmocka_unit_test(a_bomb),
        cmocka_unit_test(too_many_entries),
        cmocka_unit_test(a_folder_with_traps),
        cmocka_unit_test(many_of_every_kind_stay_in_order),
        cmocka_unit_test(folders_without_end),
        cmocka_unit_test(a_huge_file_is_left_where_it_is),
        cmocka_unit_test(corpus_json),
        cmocka_unit_test(corpus_strings),
        cmocka_unit_test(corpus_zip_go),
        cmocka_unit_test(corpus_zip_libzip),
        cmocka_unit_test(corpus_utf8),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
