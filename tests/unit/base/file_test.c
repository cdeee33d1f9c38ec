// SPDX-License-Identifier: MIT
#include "base/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static struct diag d;

static int setup(void **state)
{
    diag_init(&d);
    return folder_setup(state);
}

static int teardown(void **state)
{
    diag_release(&d);
    return folder_teardown(state);
}

static size_t names_in(const char *folder)
{
    size_t count;
    char **names = folder_names(folder, &count, &d);
    names_free(names, count);
    return count;
}

// --- reading

static void refuses(const char *path, enum diag_code code)
{
    struct buf out;
    buf_init(&out, 100);
    assert_int_equal(file_read(path, &out, &d), -1);
    assert_said(&d, code, path, 0, "");
    buf_release(&out);
}

static void reads_a_file_whole(void **state)
{
    struct buf out;
    buf_init(&out, 10);
    buf_str(&out, "12");
    put_bytes(in(*state, "f"), "a\0b45678", 8);
    assert_int_equal(file_read(in(*state, "f"), &out, &d), 0);
    assert_int_equal(out.len, 10);
    assert_memory_equal(out.data, "12a\0b45678", 11);
    buf_release(&out);
    assert_int_equal(d.count, 0);
}

static void refuses_what_is_no_file(void **state)
{
    refuses(in(*state, "absent"), E_FILE_MISSING);
    refuses(*state, E_FILE_KIND);
    put_file(in(*state, "plain"), "x");
    refuses(in(*state, "plain/inner"), E_FILE_READ);
    if (geteuid() != 0) { // root reads everything
        chmod(in(*state, "plain"), 0);
        refuses(in(*state, "plain"), E_FILE_READ);
    }
}

static void a_fifo_without_a_writer_does_not_hang(void **state)
{
    assert_int_equal(mkfifo(in(*state, "fifo"), 0600), 0);
    alarm(10);
    refuses(in(*state, "fifo"), E_FILE_KIND);
    alarm(0);
    assert_false(file_exists(in(*state, "fifo")));
}

static void refuses_what_is_too_large(void **state)
{
    char bytes[101] = {0};
    put_bytes(in(*state, "large"), bytes, 101);
    refuses(in(*state, "large"), E_FILE_LARGE);
    put_bytes(in(*state, "fits"), bytes, 100);
    struct buf out;
    buf_init(&out, 100);
    assert_int_equal(file_read(in(*state, "fits"), &out, &d), 0);
    assert_int_equal(out.len, 100);
    buf_release(&out);
}

static void a_file_of_the_system_without_a_size_is_read(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1 << 20);
    assert_int_equal(file_read("/proc/self/status", &out, &d), 0);
    assert_non_null(strstr(out.data, "Name:"));
    buf_release(&out);
    buf_init(&out, 10);
    assert_int_equal(file_read("/proc/self/status", &out, &d), -1);
    assert_said(&d, E_FILE_LARGE, "/proc/self/status", 0, "");
    buf_release(&out);
}

static void reads_inside_a_folder_only(void **state)
{
    struct buf out;
    buf_init(&out, 100);
    put_file(in(*state, "study/a/b.md"), "b");
    put_file(in(*state, "secret"), "s");
    assert_int_equal(file_read_in(in(*state, "study"), "a/b.md", &out, &d), 0);
    assert_string_equal(out.data, "b");
    assert_int_equal(file_read_in(in(*state, "study"), "../secret", &out, &d), -1);
    assert_int_equal(file_read_in(in(*state, "study"), "/etc/passwd", &out, &d), -1);
    assert_int_equal(count_said(&d, E_PATH_OUTSIDE), 2);
    assert_int_equal(symlink("../secret", in(*state, "study/out.md")), 0);
    assert_int_equal(symlink("a/b.md", in(*state, "study/inside.md")), 0);
    assert_int_equal(file_read_in(in(*state, "study"), "out.md", &out, &d), -1);
    assert_int_equal(count_said(&d, E_PATH_OUTSIDE), 3);
    assert_false(path_leads_out(in(*state, "study"), "inside.md"));
    assert_false(path_leads_out(in(*state, "study"), "none.md"));
    assert_int_equal(file_read_in(in(*state, "study"), "none.md", &out, &d), -1);
    assert_said(&d, E_FILE_MISSING, "none.md", 0, ""); // as the user knows it
    assert_string_equal(out.data, "b");
    buf_release(&out);
}

static void paths_inside(void **state)
{
    (void)state;
    static const char *const inside[] = {"a",   "a/b", "a/b.md", "..a",
                                         "a..", "...", "a/.b"};
    static const char *const outside[] = {"",     "/",    "/a",   "..", ".",  "a/../b",
                                          "a/..", "../a", "a//b", "a/", "./a"};
    for (size_t i = 0; i < COUNT(inside); i++)
        assert_true(path_is_inside(inside[i]));
    for (size_t i = 0; i < COUNT(outside); i++)
        assert_false(path_is_inside(outside[i]));
}

static void safe_names(void **state)
{
    (void)state;
    char name[102];
    memset(name, 'a', sizeof name);
    name[100] = '\0';
    assert_true(name_is_safe(name));
    name[100] = 'a';
    name[101] = '\0';
    assert_false(name_is_safe(name));
    assert_true(name_is_safe("p07_a-B.html"));
    assert_false(name_is_safe(""));
    assert_false(name_is_safe(".hidden"));
    assert_false(name_is_safe("a/b"));
    assert_false(name_is_safe("a b"));
    assert_false(name_is_safe("caf\xC3\xA9"));
}

// --- writing

static void writing_leaves_the_file_and_nothing_else(void **state)
{
    const char *path = in(*state, "f");
    assert_int_equal(file_write(path, "first", 5, &d), 0);
    assert_int_equal(file_write(path, "second one", 10, &d), 0);
    char *text = get_file(path, NULL);
    assert_string_equal(text, "second one");
    free(text);
    assert_int_equal(names_in(*state), 1);
}

static void writing_that_fails_leaves_what_was_there(void **state)
{
    assert_int_equal(file_write(in(*state, "no/such/f"), "x", 1, &d), -1);
    assert_said(&d, E_FILE_WRITE, in(*state, "no/such/f"), 0, "");
    put_file(in(*state, "folder/kept"), "x"); // a folder cannot be replaced by a file
    assert_int_equal(file_write(in(*state, "folder"), "x", 1, &d), -1);
    assert_true(file_exists(in(*state, "folder/kept")));
    assert_int_equal(names_in(*state), 1);
}

static void writing_replaces_a_link_and_not_what_it_leads_to(void **state)
{
    put_file(in(*state, "target"), "target");
    assert_int_equal(symlink("target", in(*state, "link")), 0);
    assert_int_equal(file_write(in(*state, "link"), "x", 1, &d), 0);
    struct iovec part = {(void *)(size_t) "target", 6};
    assert_int_equal(symlink("target", in(*state, "other")), 0);
    bool written = false;
    assert_int_equal(file_write_parts(in(*state, "other"), &part, 1, &written, &d), 0);
    assert_true(written); // the same bytes behind a link are not this file
    char *text = get_file(in(*state, "target"), NULL);
    assert_string_equal(text, "target");
    free(text);
    struct stat info;
    assert_int_equal(lstat(in(*state, "other"), &info), 0);
    assert_true(S_ISREG(info.st_mode));
}

static void parts_are_joined_however_many(void **state)
{
    enum { PARTS = 1000 };
    static char texts[PARTS][8];
    struct iovec parts[PARTS];
    struct buf all;
    bool written;
    buf_init(&all, 1 << 20);
    for (int i = 0; i < PARTS; i++) { // every seventh part is empty
        int len = i % 7 ? snprintf(texts[i], sizeof texts[i], "%d,", i) : 0;
        parts[i] = (struct iovec){texts[i], (size_t)len};
        buf_add(&all, texts[i], (size_t)len);
    }
    const char *path = in(*state, "f");
    assert_int_equal(file_write_parts(path, parts, PARTS, &written, &d), 0);
    assert_true(written);
    char *text = get_file(path, NULL);
    assert_string_equal(text, all.data);
    free(text);
    buf_release(&all);
}

static void the_same_bytes_are_not_written_again(void **state)
{
    const char *path = in(*state, "f");
    struct iovec parts[] = {{(void *)(size_t) "abc", 3}, {(void *)(size_t) "def", 3}};
    struct stat before, after;
    bool written;
    assert_int_equal(file_write_parts(path, parts, 2, NULL, &d), 0);
    assert_int_equal(stat(path, &before), 0);
    assert_int_equal(file_write_parts(path, parts, 2, &written, &d), 0);
    assert_false(written);
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    parts[1].iov_base = (void *)(size_t) "deX"; // as long, and different
    assert_int_equal(file_write_parts(path, parts, 2, &written, &d), 0);
    assert_true(written);
    char *text = get_file(path, NULL);
    assert_string_equal(text, "abcdeX");
    free(text);
    assert_int_equal(names_in(*state), 1);
}

// --- folders

static void folders_are_made_with_those_above(void **state)
{
    assert_int_equal(folder_make(in(*state, "a/b/c"), &d), 0);
    assert_int_equal(folder_make(in(*state, "a/b/c/"), &d), 0);
    assert_true(folder_exists(in(*state, "a/b/c")));
    put_file(in(*state, "file"), "x");
    assert_int_equal(folder_make(in(*state, "file"), &d), -1);
    assert_int_equal(folder_make(in(*state, "file/inner"), &d), -1);
    assert_int_equal(folder_make("", &d), -1);
    assert_int_equal(count_said(&d, E_FOLDER), 3);
}

static void names_come_sorted_by_bytes(void **state)
{
    static const char *const sorted[] = {"B", "a", "b", "\xC3\xA9"};
    for (size_t i = 0; i < COUNT(sorted); i++)
        put_file(in(*state, sorted[COUNT(sorted) - 1 - i]), "x");
    size_t count;
    char **names = folder_names(*state, &count, &d);
    assert_int_equal(count, COUNT(sorted));
    for (size_t i = 0; i < count; i++)
        assert_string_equal(names[i], sorted[i]);
    names_free(names, count);
    assert_null(folder_names(in(*state, "absent"), &count, &d));
    assert_int_equal(count, 0);
}

static void removing_follows_no_link(void **state)
{
    put_file(in(*state, "kept/file"), "x");
    put_file(in(*state, "gone/inner/file"), "x");
    assert_int_equal(symlink("../../kept", in(*state, "gone/inner/link")), 0);
    assert_int_equal(symlink("absent", in(*state, "gone/dangling")), 0);
    assert_int_equal(folder_remove(in(*state, "gone"), &d), 0);
    assert_false(folder_exists(in(*state, "gone")));
    assert_true(file_exists(in(*state, "kept/file")));
    assert_int_equal(symlink("kept", in(*state, "link")), 0);
    assert_int_equal(folder_remove(in(*state, "link"), &d), 0);
    assert_true(file_exists(in(*state, "kept/file")));
    assert_int_equal(folder_remove(in(*state, "absent"), &d), 0);
}

static void publishing_puts_the_fresh_folder_in_place(void **state)
{
    put_file(in(*state, "out/old"), "x");
    put_file(in(*state, "fresh/new"), "x");
    assert_int_equal(folder_publish(in(*state, "fresh"), in(*state, "out"), &d), 0);
    assert_true(file_exists(in(*state, "out/new")));
    assert_false(file_exists(in(*state, "out/old")));
    assert_int_equal(names_in(*state), 1);
    assert_int_equal(folder_publish(in(*state, "absent"), in(*state, "out"), &d), -1);
    assert_true(file_exists(in(*state, "out/new"))); // what was there is there again
}

static void put_long(const char *path, size_t len, char last)
{
    char *bytes = calloc(len + 1, 1);
    memset(bytes, 'a', len);
    bytes[len - 1] = last;
    put_file(path, bytes);
    free(bytes);
}

static void a_copy_holds_the_same_bytes_and_is_made_once(void **state)
{
    struct buf out;
    bool written;
    put_long(in(*state, "film"), 200001, 'b');
    assert_int_equal(file_copy(in(*state, "film"), in(*state, "copy"), &written, &d),
                     0);
    assert_true(written);
    buf_init(&out, 1 << 20);
    assert_int_equal(file_read(in(*state, "copy"), &out, &d), 0);
    assert_int_equal(out.len, 200001);
    assert_int_equal(out.data[200000], 'b');
    buf_release(&out);
    assert_int_equal(file_copy(in(*state, "film"), in(*state, "copy"), &written, &d),
                     0);
    assert_false(written);
    put_long(in(*state, "film"), 200001, 'c'); // as long, and another one
    assert_int_equal(file_copy(in(*state, "film"), in(*state, "copy"), &written, &d),
                     0);
    assert_true(written);
    assert_int_equal(names_in(*state), 2);
    assert_int_equal(file_copy(in(*state, "absent"), in(*state, "copy"), &written, &d),
                     -1);
    assert_true(file_exists(in(*state, "copy")));
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(reads_a_file_whole),
        T(refuses_what_is_no_file),
        T(a_fifo_without_a_writer_does_not_hang),
        T(refuses_what_is_too_large),
        T(a_file_of_the_system_without_a_size_is_read),
        T(reads_inside_a_folder_only),
        T(paths_inside),
        T(safe_names),
        T(writing_leaves_the_file_and_nothing_else),
        T(writing_that_fails_leaves_what_was_there),
        T(writing_replaces_a_link_and_not_what_it_leads_to),
        T(parts_are_joined_however_many),
        T(the_same_bytes_are_not_written_again),
        T(a_copy_holds_the_same_bytes_and_is_made_once),
        T(folders_are_made_with_those_above),
        T(names_come_sorted_by_bytes),
        T(removing_follows_no_link),
        T(publishing_puts_the_fresh_folder_in_place),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
