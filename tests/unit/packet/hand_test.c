// SPDX-License-Identifier: MIT
// What is handed out: a zip for each packet, a mail for each person, in the study's words and nobody's markup.
#include "packet/hand.h"

#include <unistd.h>
#include <zip.h>

#include "base/file.h"
#include "base/json.h"
#include "base/zipfile.h"
#include "packet/build.h"
#include "packet/words.h"
#include "support.h"

#define HOSTILE "<script>alert(1)</script>&{page}\\\"'"

static struct diag d;
static struct build_result result;
static bool declined;

static int setup(void **state)
{
    diag_init(&d);
    declined = false;
    return folder_setup(state);
}

static int teardown(void **state)
{
    diag_release(&d);
    return folder_teardown(state);
}

static bool is_away(void *context, const char *participant, const char *round,
                    struct diag *said)
{
    (void)context, (void)said, (void)round;
    return declined && strcmp(participant, "p1") == 0;
}

static json_t *no_answer(void *context, const char *name, const struct assignment *a,
                         struct diag *said)
{
    (void)context, (void)name, (void)a, (void)said;
    return json_null();
}

static void put_study(const char *folder, const char *language, const char *title)
{
    struct buf lua;
    buf_init(&lua, 1 << 16);
    buf_fmt(
        &lua,
        "return study { id = \"s\", title = \"%s\", context = \"c\", ethics = \"e\", "
        "language = \"%s\",\n"
        "groups = { group { id = \"g\", baseline = transcripts \"t.jsonl\", "
        "participants = { participant { id = \"p1\", name = \"%s\" }, \"CON\" } } },\n"
        "rounds = { round \"code\" { code { baseline() } },\n"
        "round \"meet\" { title = \"%s\", code { baseline() }, board {} } } }\n",
        title, language, title, title);
    put_file(in(folder, "study.lua"), lua.data);
    put_file(
        in(folder, "t.jsonl"),
        "{\"id\":\"t\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":"
        "\"assistant\",\"content\":\"a\"}]}\n");
    buf_release(&lua);
}

static void build(const char *folder, bool hand, bool paper)
{
    struct study study;
    struct turns turns;
    const struct packet_source source = {no_answer, is_away, NULL};
    const struct build_options options = {
        .version = "1", .hand = hand, .paper = paper, .source = &source};
    diag_release(&d);
    assert_int_equal(study_load(&study, folder, &d), 0);
    turns_render(&turns, &study);
    assert_int_equal(build_packets(&study, &turns, &options, &result, &d), 0);
    turns_release(&turns);
    study_clear(&study);
}

// An entry of a zip, to free(); NULL when it is not there.
static char *entry(const char *path, const char *name, size_t *len)
{
    zip_stat_t info;
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(zip);
    if (zip_stat(zip, name, 0, &info) < 0) {
        zip_close(zip);
        return NULL;
    }
    char *text = calloc(info.size + 1, 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, text, info.size), info.size);
    zip_fclose(file);
    zip_close(zip);
    if (len)
        *len = info.size;
    return text;
}

static size_t entries(const char *path)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    zip_int64_t count = zip_get_num_entries(zip, 0);
    for (zip_int64_t i = 0; i < count; i++)
        assert_true(zip_name_is_portable(zip_get_name(zip, (zip_uint64_t)i, 0)));
    zip_close(zip);
    return (size_t)count;
}

static void a_zip_for_each_packet_and_a_mail_for_each_person(void **state)
{
    size_t count, len;
    put_study(*state, "en", "plain words");
    build(*state, true, true);
    assert_int_equal(result.hands, 5);
    char **names = folder_names(in(*state, "out/hand/meet"), &count, &d);
    static const char *const expected[] = {"CON-meet.txt", "CON-meet.zip",
                                           "board-g-meet.zip", "p1-meet.txt",
                                           "p1-meet.zip"};
    assert_int_equal(count, COUNT(expected));
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(names[i], expected[i]);
        assert_true(zip_name_is_portable(names[i]));
    }
    names_free(names, count);
    assert_int_equal(entries(in(*state, "out/hand/meet/p1-meet.zip")), 4);
    assert_int_equal(entries(in(*state, "out/hand/meet/board-g-meet.zip")), 3);
    char *inside = entry(in(*state, "out/hand/code/p1-code.zip"), "p1-code.html", &len);
    char *packet = get_file(in(*state, "out/packets/code/p1.html"), &count);
    assert_int_equal(len, count);
    assert_memory_equal(inside, packet, len);
    free(inside);
    free(packet);
}

static void without_paper_nothing_is_said_of_it(void **state)
{
    put_study(*state, "en", "plain words");
    build(*state, true, false);
    const char *zip = in(*state, "out/hand/code/p1-code.zip");
    assert_int_equal(entries(zip), 3);
    char *text = entry(zip, "p1-code-README.txt", NULL);
    assert_null(strstr(text, ".pdf"));
    assert_non_null(strstr(text, "p1-code.html"));
    assert_non_null(strstr(text, "s-p1-code.calma.json"));
    assert_null(strchr(text, '{')); // every value is put in
    free(text);
}

static void plain_text_is_for_old_editors(void **state)
{
    put_study(*state, "en", "plain words");
    build(*state, true, false);
    char *readme =
        entry(in(*state, "out/hand/code/p1-code.zip"), "p1-code-README.txt", NULL);
    char *mail = get_file(in(*state, "out/hand/code/p1-code.txt"), NULL);
    const char *both[] = {readme, mail};
    for (size_t i = 0; i < 2; i++) {
        assert_memory_equal(both[i], "\xEF\xBB\xBF", 3);
        for (const char *at = strchr(both[i], '\n'); at; at = strchr(at + 1, '\n'))
            assert_int_equal(at[-1], '\r');
    }
    assert_memory_equal(mail + 3, "Subject: plain words: ", 22);
    assert_non_null(strstr(mail, "\r\n\r\nHello plain words,\r\n"));
    free(readme);
    free(mail);
}

static void names_of_files_stand_by_themselves_in_arabic(void **state)
{
    put_study(*state, "ar", "plain words");
    build(*state, true, false);
    const char *zip = in(*state, "out/hand/code/p1-code.zip");
    char *text = entry(zip, "p1-code-README.txt", NULL);
    char *html = entry(zip, "p1-code-README.html", NULL);
    assert_non_null(strstr(text, "\xE2\x81\xA8p1-code.html\xE2\x81\xA9"));
    assert_non_null(strstr(html, "<html lang=\"ar\" dir=\"rtl\">"));
    assert_non_null(strstr(html, "<bdi>p1-code.html</bdi>"));
    free(text);
    free(html);
}

static void what_a_stranger_wrote_stays_text(void **state)
{
    put_study(*state, "en", HOSTILE);
    build(*state, true, false);
    char *html =
        entry(in(*state, "out/hand/meet/p1-meet.zip"), "p1-meet-README.html", NULL);
    assert_null(strstr(html, "<script"));
    assert_non_null(strstr(html, "&lt;script&gt;alert(1)&lt;/script&gt;&amp;{page}"));
    assert_non_null(strstr(html, "default-src 'none'"));
    free(html);
}

static void a_board_has_words_of_its_own(void **state)
{
    put_study(*state, "en", "plain words");
    build(*state, true, false);
    char *board = entry(in(*state, "out/hand/meet/board-g-meet.zip"),
                        "board-g-meet-README.txt", NULL);
    char *person =
        entry(in(*state, "out/hand/meet/p1-meet.zip"), "p1-meet-README.txt", NULL);
    assert_non_null(strstr(board, "board for the discussion"));
    assert_null(strstr(person, "board"));
    assert_non_null(strstr(person, "iPhone"));
    assert_null(strstr(board, "iPhone"));
    free(board);
    free(person);
}

static void its_words_are_in_no_packet(void **state)
{
    json_t *packet = words_load("", "en", WORDS_PACKET, NULL, &d),
           *hand = words_load("", "en", WORDS_HAND, NULL, &d);
    put_study(*state, "en", "plain words");
    build(*state, true, false);
    assert_null(json_object_get(packet, "hand.title"));
    assert_non_null(json_object_get(hand, "hand.title"));
    assert_non_null(json_object_get(packet, "help.send"));
    char *page = get_file(in(*state, "out/packets/code/p1.html"), NULL);
    assert_null(strstr(page, "hand.mail"));
    free(page);
    json_decref(packet);
    json_decref(hand);
}

static void again_gives_the_same_bytes_and_old_ones_are_told(void **state)
{
    size_t one, two;
    char *zip = strdup(in(*state, "out/hand/code/p1-code.zip"));
    put_study(*state, "en", "plain words");
    build(*state, true, true);
    char *first = get_file(zip, &one);
    assert_int_equal(unlink(zip), 0);
    build(*state, true, true);
    char *again = get_file(zip, &two);
    assert_int_equal(one, two);
    assert_memory_equal(first, again, one);
    build(*state, false, false);
    assert_int_equal(result.old_hands, 0);
    put_study(*state, "en", "other words");
    build(*state, false, false);
    assert_int_equal(result.old_hands, 5);
    free(zip);
    free(first);
    free(again);
}

static void whoever_declined_has_none(void **state)
{
    put_study(*state, "en", "plain words");
    build(*state, true, false);
    declined = true;
    build(*state, false, false);
    assert_false(file_exists(in(*state, "out/hand/meet/p1-meet.zip")));
    assert_false(file_exists(in(*state, "out/hand/meet/p1-meet.txt")));
    assert_true(file_exists(in(*state, "out/hand/meet/CON-meet.zip")));
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_zip_for_each_packet_and_a_mail_for_each_person),
        T(without_paper_nothing_is_said_of_it),
        T(plain_text_is_for_old_editors),
        T(names_of_files_stand_by_themselves_in_arabic),
        T(what_a_stranger_wrote_stays_text),
        T(a_board_has_words_of_its_own),
        T(its_words_are_in_no_packet),
        T(again_gives_the_same_bytes_and_old_ones_are_told),
        T(whoever_declined_has_none),
    };
    return cmocka_run_group_tests_name("hand", tests, NULL, NULL);
}
