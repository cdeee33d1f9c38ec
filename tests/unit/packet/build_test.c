// SPDX-License-Identifier: MIT
// Packets as files: who gets what, what must never be in one, and that building twice changes nothing.
#include "packet/build.h"

#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "packet/turn.h"
#include "study/study.h"
#include "support.h"

#define HOSTILE "</script></noscript><script>alert(1)</script><!--<script>&lt;\\\"'"

static struct diag d;
static struct build_result result;

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

static int build(const char *folder, const char *round, const char *participant)
{
    struct study study;
    struct turns turns;
    const struct build_options options = {
        .round = round, .participant = participant, .version = "1"};
    diag_release(&d);
    int failed = study_load(&study, folder, &d);
    assert_no_errors(&d);
    turns_render(&turns, &study);
    if (!failed)
        failed = build_packets(&study, &turns, &options, &result, &d);
    turns_release(&turns);
    study_clear(&study);
    return failed;
}

static void put_talk(const char *folder, const char *file, const char *id,
                     const char *owner, const char *words)
{
    char line[4096];
    snprintf(line, sizeof line,
             "{\"id\":\"%s\",\"title\":\"%s\",\"owner\":\"%s\",\"model\":\"secret-"
             "model-9\",\"system\":\"s\","
             "\"created\":\"c\",\"source\":\"secret-source\",\"language\":\"en\\\"><b>"
             "\",\"topic\":\"%s\","
             "\"messages\":[{\"role\":\"system\",\"content\":\"secret-prompt\"},"
             "{\"role\":\"user\",\"content\":\"%s\"},{\"role\":\"assistant\","
             "\"content\":\"%s\"}]}\n",
             id, words, owner, words, words, words);
    char *before =
        file_exists(in(folder, file)) ? get_file(in(folder, file), NULL) : calloc(1, 1);
    struct buf all;
    buf_init(&all, 1 << 20);
    buf_fmt(&all, "%s%s", before, line);
    put_file(in(folder, file), all.data);
    buf_release(&all);
    free(before);
}

static void put_study(const char *folder, const char *words)
{
    struct buf lua;
    buf_init(&lua, 1 << 16);
    buf_fmt(&lua,
            "return study { id = \"s\", title = \"%s\", context = text \"context.md\", "
            "ethics = \"%s\",\n"
            "model = { name = \"secret-model-9\" },\n"
            "groups = { group { id = \"g\", title = \"%s\", baseline = transcripts "
            "\"shared.jsonl\",\n"
            "own = transcripts \"own.jsonl\", participants = { participant { id = "
            "\"p1\", name = \"%s\" },\n"
            "participant { id = \"p2\", name = \"secret-name-2\" } } } },\n"
            "rounds = { round \"code\" { title = \"%s\", consent { title = \"%s\", "
            "text \"consent.md\" },\n"
            "code { baseline(), own() }, cluster {} }, round \"more\" { code { "
            "baseline() } } } }\n",
            words, words, words, words, words, words);
    put_file(in(folder, "study.lua"), lua.data);
    put_file(in(folder, "context.md"), words);
    put_file(in(folder, "consent.md"), words);
    put_talk(folder, "shared.jsonl", strchr(words, ' ') ? "shared" : words, "", words);
    put_talk(folder, "own.jsonl", "own-1", "p1", "words of the first");
    put_talk(folder, "own.jsonl", "own-2", "p2", "words of the second");
    buf_release(&lua);
}

static char *packet(const char *folder, const char *name)
{
    return get_file(in(folder, name), NULL);
}

static size_t times(const char *text, const char *part)
{
    size_t count = 0;
    for (; (text = strstr(text, part)); text += strlen(part))
        count++;
    return count;
}

// --- who gets what

static void one_packet_for_each_round_and_person(void **state)
{
    put_study(*state, "plain words");
    assert_int_equal(build(*state, NULL, NULL), 0);
    assert_int_equal(result.packets, 4);
    assert_int_equal(result.written, 4);
    size_t count;
    char **names = folder_names(in(*state, "out/packets/code"), &count, &d);
    assert_int_equal(count, 2); // and nothing else
    assert_string_equal(names[0], "p1.html");
    names_free(names, count);
    assert_true(file_exists(in(*state, "out/packets/more/p2.html")));
}

static void only_what_is_asked_for(void **state)
{
    put_study(*state, "plain words");
    assert_int_equal(build(*state, "more", "p2"), 0);
    assert_int_equal(result.packets, 1);
    assert_false(file_exists(in(*state, "out/packets/code/p2.html")));
    assert_int_equal(build(*state, "never", "p9"), -1);
    assert_said(&d, E_ROUND_UNKNOWN, "", 0, "");
    assert_said(&d, E_PARTICIPANT_UNKNOWN, "", 0, "");
}

static void nobody_holds_what_belongs_to_another(void **state)
{
    put_study(*state, "plain words");
    assert_int_equal(build(*state, NULL, NULL), 0);
    char *first = packet(*state, "out/packets/code/p1.html");
    char *second = packet(*state, "out/packets/code/p2.html");
    char *more = packet(*state, "out/packets/more/p1.html");
    assert_non_null(strstr(first, "words of the first"));
    assert_null(strstr(first, "words of the second"));
    assert_null(strstr(first, "own-2"));
    assert_null(strstr(first, "secret-name-2"));
    assert_non_null(strstr(second, "words of the second"));
    assert_null(strstr(second, "words of the first"));
    assert_null(strstr(more, "words of the")); // no own() in that round
    assert_non_null(strstr(more, "plain words"));
    free(first);
    free(second);
    free(more);
}

// What is shared goes out without its owner; what is not stays with them.
static void a_shared_conversation_does_not_say_whose_it_is(void **state)
{
    put_study(*state, "plain words");
    put_file(in(*state, "study.lua"),
             "return study { id = \"s\", title = \"t\", context = text \"context.md\", "
             "ethics = \"e\",\n"
             "groups = { group { id = \"g\", own = transcripts \"own.jsonl\", "
             "participants = { \"first-one\", \"second-one\" } } },\n"
             "rounds = { round \"code\" { code { own(), others(2) } } } }\n");
    assert_int_equal(unlink(in(*state, "own.jsonl")), 0);
    put_talk(*state, "own.jsonl", "a", "second-one\",\"share\":true,\"x\":\"",
             "words to share");
    put_talk(*state, "own.jsonl", "b", "second-one", "words to keep");
    assert_int_equal(build(*state, NULL, NULL), 0);
    char *first = packet(*state, "out/packets/code/first-one.html");
    assert_non_null(strstr(first, "words to share"));
    assert_non_null(strstr(first, "\"id\":\"a\",\"owner\":\"others\""));
    assert_null(strstr(first, "words to keep"));
    assert_null(strstr(first, "second-one"));
    free(first);
}

static void the_model_and_its_prompt_are_not_told(void **state)
{
    put_study(*state, "plain words");
    assert_int_equal(build(*state, NULL, NULL), 0);
    char *text = packet(*state, "out/packets/code/p1.html");
    assert_null(strstr(text, "secret-model-9"));
    assert_null(strstr(text, "secret-prompt"));
    assert_null(strstr(text, "secret-source"));
    free(text);
}

// --- boards

static void put_board_study(const char *folder)
{
    put_study(folder, "plain words");
    put_file(in(folder, "study.lua"),
             "return study { id = \"s\", title = \"t\", context = text \"context.md\", "
             "ethics = \"e\",\n"
             "groups = { group { id = \"g\", title = \"Group\", baseline = transcripts "
             "\"shared.jsonl\",\n"
             "own = transcripts \"own.jsonl\", participants = { \"p1\", \"p2\" } } },\n"
             "rounds = { round \"meet\" { code { baseline(), own() }, board { title = "
             "\"board-words\", "
             "text \"board.md\",\n"
             "minutes = { segment3 = 77 }, anonymous = true, sessions = { { id = "
             "\"one\", group = \"g\", "
             "title = \"session-words\", participants = { \"p2\" } } } } },\n"
             "round \"later\" { board {} } } }\n");
    put_file(in(folder, "board.md"), "orientation-words");
}

static void a_board_for_each_group_and_session(void **state)
{
    size_t count;
    put_board_study(*state);
    assert_int_equal(build(*state, NULL, NULL), 0);
    assert_int_equal(result.packets, 2);
    assert_int_equal(result.boards, 3);
    assert_int_equal(result.written, 5);
    char **names = folder_names(in(*state, "out/packets/meet"), &count, &d);
    assert_int_equal(count, 4);
    assert_string_equal(names[0], "board-g-one.html");
    assert_string_equal(names[1], "board-g.html");
    names_free(names, count);
    assert_false(file_exists(in(*state, "out/packets/later/p1.html")));
    assert_true(file_exists(in(*state, "out/packets/later/board-g.html")));
    assert_int_equal(build(*state, "meet", "board-g-one"), 0);
    assert_int_equal(result.packets + result.boards, 1);
    assert_int_equal(build(*state, NULL, "board-h"), -1);
    assert_said(&d, E_PARTICIPANT_UNKNOWN, "", 0, "");
}

static void a_board_has_the_facilitator_s_steps_alone(void **state)
{
    put_board_study(*state);
    assert_int_equal(build(*state, NULL, NULL), 0);
    char *board = packet(*state, "out/packets/meet/board-g.html");
    char *session = packet(*state, "out/packets/meet/board-g-one.html");
    assert_non_null(strstr(board, "\"participant\":{\"check\":"));
    assert_non_null(strstr(board, "\"id\":\"board-g\",\"name\":\"Group\"}"));
    assert_non_null(strstr(session, "\"name\":\"session-words\"}"));
    assert_non_null(
        strstr(board, "\"steps\":[{\"data\":{\"anonymous\":true,\"conversations\":[0],"
                      "\"documents\":[0],\"minutes\":{\"orientation\":10,"
                      "\"segment1\":15,\"segment2\":15,\"segment3\":77,"
                      "\"segment4\":60,\"segment5\":15}},\"id\":\"board\",\"kind\":"
                      "\"board\",\"title\":\"board-words\"}]"));
    assert_non_null(strstr(board, "plain words")); // what everybody read
    assert_null(strstr(board, "words of the first"));
    free(board);
    free(session);
}

// The program, which stands at the end.
static const char *last_script(const char *text)
{
    const char *found = NULL;
    while ((text = strstr(text, "<script>")))
        found = text++;
    return found;
}

static void a_participant_s_packet_has_nothing_of_a_board(void **state)
{
    put_board_study(*state);
    assert_int_equal(build(*state, "meet", NULL), 0);
    char *person = packet(*state, "out/packets/meet/p1.html");
    char *board = packet(*state, "out/packets/meet/board-g.html");
    static const char *const never[] = {"board-words",   "orientation-words",
                                        "session-words", "board-g",
                                        "\"minutes\"",   ".board-tabs"};
    for (size_t i = 0; i < COUNT(never); i++)
        assert_null(strstr(person, never[i]));
    assert_non_null(strstr(board, ".board-tabs"));
    assert_string_not_equal(last_script(person), last_script(board));
    free(person);
    free(board);
}

// --- the same bytes

static void building_twice_writes_nothing(void **state)
{
    struct stat before, after;
    put_study(*state, "plain words");
    assert_int_equal(build(*state, NULL, NULL), 0);
    assert_int_equal(stat(in(*state, "out/packets/code/p1.html"), &before), 0);
    unsigned long long bytes = result.bytes;
    assert_int_equal(build(*state, NULL, NULL), 0);
    assert_int_equal(result.unchanged, 4);
    assert_int_equal(result.written, 0);
    assert_int_equal(result.bytes, bytes);
    assert_int_equal(stat(in(*state, "out/packets/code/p1.html"), &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
}

static void another_folder_gives_the_same_bytes(void **state)
{
    put_study(in(*state, "a"), "plain words");
    put_study(in(*state, "b"), "plain words");
    assert_int_equal(build(in(*state, "a"), NULL, NULL), 0);
    assert_int_equal(build(in(*state, "b"), NULL, NULL), 0);
    char *a = packet(*state, "a/out/packets/code/p2.html");
    char *b = packet(*state, "b/out/packets/code/p2.html");
    assert_string_equal(a, b);
    assert_null(strstr(a, *state)); // nor the folder's name
    free(a);
    free(b);
}

static void a_check_writes_nothing(void **state)
{
    struct study study;
    struct turns turns;
    put_study(*state, "plain words");
    assert_int_equal(study_load(&study, *state, &d), 0);
    turns_render(&turns, &study);
    assert_int_equal(build_check(&study, &turns, "1", &d), 0);
    assert_false(folder_exists(in(*state, "out")));
    turns_release(&turns);
    study_clear(&study);
}

// --- what a stranger wrote stays text

static void markup_in_every_field_stays_text(void **state)
{
    put_study(*state, "harmless");
    assert_int_equal(build(*state, NULL, NULL), 0);
    char *plain = packet(*state, "out/packets/code/p1.html");
    assert_int_equal(unlink(in(*state, "own.jsonl")), 0);
    assert_int_equal(unlink(in(*state, "shared.jsonl")), 0);
    put_study(*state, HOSTILE);
    assert_int_equal(build(*state, NULL, NULL), 0);
    char *text = packet(*state, "out/packets/code/p1.html");
    static const char *const parts[] = {"<script",    "</script", "<noscript",
                                        "</noscript", "<!--",     "<b>",
                                        "<style",     "</style",  "<section"};
    for (size_t i = 0; i < COUNT(parts); i++)
        assert_int_equal(times(text, parts[i]), times(plain, parts[i]));
    assert_true(times(text, "alert(1)") > 8); // it is all there
    free(plain);
    free(text);
}

static void nothing_leads_out_of_a_packet(void **state)
{
    put_study(*state, "[a](http://x.y) ![b](http://x.y/i.png) <http://x.y> <iframe>");
    assert_int_equal(build(*state, NULL, NULL), 0);
    char *text = packet(*state, "out/packets/code/p1.html"),
         *head = strstr(text, "<div id=\"app\">");
    static const char *const never[] = {
        "<a ",    "<img",  "<iframe", "<link",  "<base", "<object",
        "<embed", "<form", "<video",  "<audio", "<svg",  "http-equiv=\"refresh\""};
    for (size_t i = 0; i < COUNT(never); i++)
        assert_null(strstr(text, never[i]));
    char *body = strstr(head, "calma-packet"), *end = strstr(body, "<script>");
    *end = '\0'; // the program itself comes behind
    assert_null(strstr(body, " src="));
    assert_null(strstr(body, " href="));
    assert_non_null(strstr(body, "http://x.y"));
    free(text);
}

// --- the policy

// The base64 SHA-256 of what stands between `open` and `close` behind `*at`; moves `*at` there.
static char *hash_between(char **at, const char *open, const char *close)
{
    struct buf hash;
    char *start = strstr(*at, open);
    assert_non_null(start);
    start += strlen(open);
    *at = strstr(start, close);
    assert_non_null(*at);
    buf_init(&hash, 100);
    buf_str(&hash, "sha256-");
    hash_base64(start, (size_t)(*at - start), &hash);
    return buf_take(&hash);
}

static void check_policy(const char *folder, const char *name)
{
    char *text = packet(folder, name), *at = text;
    char *policy = strstr(text, "http-equiv=\"Content-Security-Policy\" content=\"");
    char *policy_end = strstr(policy, "\">");
    char *hashes[] = {hash_between(&at, "<style>", "</style>"),
                      hash_between(&at, "<script>", "</script>"),
                      hash_between(&at, "<script>", "</script>")};
    *policy_end = '\0';
    assert_non_null(strstr(policy, "default-src &#39;none&#39;"));
    assert_null(strstr(policy, "unsafe"));
    assert_null(strstr(policy, "http:"));
    for (size_t i = 0; i < COUNT(hashes); i++) {
        assert_non_null(strstr(policy, hashes[i]));
        free(hashes[i]);
    }
    assert_int_equal(times(policy, "sha256-"), 3);
    free(text);
}

static void the_policy_names_these_very_elements(void **state)
{
    put_board_study(*state);
    assert_int_equal(build(*state, NULL, NULL), 0);
    check_policy(*state, "out/packets/meet/p1.html");
    check_policy(*state, "out/packets/meet/board-g.html");
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(one_packet_for_each_round_and_person),
        T(only_what_is_asked_for),
        T(nobody_holds_what_belongs_to_another),
        T(a_shared_conversation_does_not_say_whose_it_is),
        T(the_model_and_its_prompt_are_not_told),
        T(a_board_for_each_group_and_session),
        T(a_board_has_the_facilitator_s_steps_alone),
        T(a_participant_s_packet_has_nothing_of_a_board),
        T(building_twice_writes_nothing),
        T(another_folder_gives_the_same_bytes),
        T(a_check_writes_nothing),
        T(markup_in_every_field_stays_text),
        T(nothing_leads_out_of_a_packet),
        T(the_policy_names_these_very_elements),
    };
    return cmocka_run_group_tests_name("build", tests, NULL, NULL);
}
