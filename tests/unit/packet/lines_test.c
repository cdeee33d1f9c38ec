// SPDX-License-Identifier: MIT
#include "packet/lines.h"

#include "base/json.h"
#include "base/text.h"
#include "support.h"

static struct diag d;

static const char study_lua[] =
    "return study { id = 'lines', title = 'On paper', language = 'en', context = 'c',\n"
    "  groups = { group { id = 'g', title = 'G', participants = { 'p01' },\n"
    "    baseline = transcripts 'talk.jsonl' } },\n"
    "  rounds = { round 'code' { consent { text 'consent.md' }, read { text "
    "'about.md' }, code { baseline() }, survey {} } } }\n";
static const char *about = "What this is.\n";
static const char talk[] =
    "{\"id\": \"talk\", \"messages\": [{\"role\": \"system\", \"content\": \"Be "
    "kind.\"},"
    " {\"role\": \"user\", \"content\": \"Why?\"},"
    " {\"role\": \"assistant\", \"content\": \"# Because\\n\\n1. "
    "\\u0939\\u093f\\u0928\\u094d\\u0926\\u0940\\n2. "
    "\\ud83c\\udf3e sown  \\nby hand\\n\\n```\\nfirst\\n\\nthird\\n```\"}]}\n"
    "{\"id\": \"long\", \"messages\": [{\"role\": \"user\", \"content\": \"And?\"},"
    " {\"role\": \"assistant\", \"content\": \"One word after the other, and so on, "
    "until "
    "the line is full and the next one begins, which happens at another word on a "
    "narrower page than on a wide one, as everybody knows who ever folded a "
    "letter.\"}]}"
    "\n";

// The sheet of p01's packet of a study with this consent form and these conversations. New reference.
static json_t *sheet(const char *folder, const char *consent, const char *said,
                     enum leaf_size size)
{
    struct study study;
    struct assignment a;
    struct plan plan;
    put_file(in(folder, "study.lua"), study_lua);
    put_file(in(folder, "consent.md"), consent);
    put_file(in(folder, "about.md"), about);
    put_file(in(folder, "talk.jsonl"), said);
    diag_init(&d);
    if (study_load(&study, folder, &d) < 0)
        assert_no_errors(&d);
    plan_make(&plan, &study, &d);
    assert_int_equal(assignment_make(&a, &plan,
                                     round_packet(&study, &study.rounds[0], 0),
                                     &study.rounds[0], NULL, &d),
                     0);
    json_t *made = lines_sheet(&a, size);
    assignment_release(&a);
    plan_release(&plan);
    study_clear(&study);
    diag_release(&d);
    return made;
}

static const json_t *turn_of(const json_t *made, size_t conversation, size_t turn)
{
    const json_t *step = json_object_get(json_object_get(made, "steps"), "code");
    const json_t *one = json_array_get(step, conversation);
    return json_array_get(json_object_get(one, "turns"), turn);
}

// The line's words.
static void get_line(const json_t *turn, const char *text, size_t n, struct buf *out)
{
    const json_t *lines = json_object_get(turn, "lines");
    size_t len = strlen(text);
    size_t start = text_byte_offset(
        text, len, (size_t)json_integer_value(json_array_get(lines, 2 * n)));
    size_t end = text_byte_offset(
        text, len, (size_t)json_integer_value(json_array_get(lines, 2 * n + 1)));
    buf_clear(out);
    buf_add(out, text + start, end - start);
}

static void a_line_is_a_stretch_of_the_anchor_text(void **state)
{
    static const char text[] =
        "Because\n\nहिन्दी\n\n\U0001f33e sown\nby hand\n\nfirst\n\nthird";
    static const char *const lines[] = {
        "Because", "हिन्दी", "\U0001f33e sown", "by hand", "first", "", "third"};
    struct buf line;
    buf_init(&line, 1000);
    json_t *made = sheet(*state, "Please read.\n", talk, LEAF_A4);
    const json_t *turn = turn_of(made, 0, 1);
    assert_string_equal(json_text(turn, "turn"), "talk/2");
    char sha256[HASH_HEX_SIZE];
    hash_hex(text, strlen(text), sha256);
    assert_string_equal(json_text(turn, "sha256"), sha256);
    assert_int_equal(json_array_size(json_object_get(turn, "lines")), 2 * COUNT(lines));
    for (size_t i = 0; i < COUNT(lines); i++) {
        get_line(turn, text, i, &line);
        assert_string_equal(line.data, lines[i]);
    }
    json_decref(made);
    buf_release(&line);
}

static void lines_break_where_the_page_is_full(void **state)
{
    json_t *a4 = sheet(*state, "Please read.\n", talk, LEAF_A4);
    json_t *letter = sheet(*state, "Please read.\n", talk, LEAF_LETTER);
    const json_t *one = json_object_get(turn_of(a4, 1, 1), "lines"),
                 *other = json_object_get(turn_of(letter, 1, 1), "lines");
    assert_true(json_array_size(one) >= 4);
    assert_false(json_equal(one, other));
    json_decref(a4);
    json_decref(letter);
}

static void assert_code(const char *folder, const char *consent, const char *said,
                        enum leaf_size size, const char *code, bool same)
{
    json_t *made = sheet(folder, consent, said, size);
    assert_int_equal(strlen(json_text(made, "code")), 6);
    assert_int_equal(strspn(json_text(made, "code"), "0123456789"), 6);
    assert_int_equal(strcmp(json_text(made, "code"), code) == 0, same);
    json_decref(made);
}

static void the_code_tells_what_was_printed(void **state)
{
    char code[7];
    struct buf other;
    buf_init(&other, 10000);
    buf_str(&other, talk);
    *strstr(other.data, "Why?") = 'S';
    json_t *made = sheet(*state, "Please read.\n", talk, LEAF_A4);
    snprintf(code, sizeof code, "%s", json_text(made, "code"));
    json_decref(made);
    assert_code(*state, "Please read.\n", talk, LEAF_A4, code, true);
    assert_code(*state, "Please read.\n", talk, LEAF_LETTER, code, false);
    assert_code(*state, "Please read it.\n", talk, LEAF_A4, code, false);
    assert_code(*state, "Please read.\n", other.data, LEAF_A4, code, false);
    // Nothing is written about what is only read.
    about = "What this is about.\n";
    assert_code(*state, "Please read.\n", talk, LEAF_A4, code, true);
    about = "What this is.\n";
    buf_release(&other);
}

static void the_code_is_read_in_two_halves(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 100);
    json_t *made = json_pack("{s:s}", "code", "004210");
    lines_code(made, &out);
    assert_string_equal(out.data, "004-210");
    json_decref(made);
    buf_release(&out);
}

static void letters_go_on_after_z(void **state)
{
    static const struct {
        size_t n;
        const char *letter;
    } cases[] = {{0, "A"},   {25, "Z"},   {26, "AA"},
                 {27, "AB"}, {701, "ZZ"}, {702, "AAA"}};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf out;
        buf_init(&out, 10);
        lines_letter(&out, cases[i].n);
        assert_string_equal(out.data, cases[i].letter);
        buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line_is_a_stretch_of_the_anchor_text,
                                        folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(lines_break_where_the_page_is_full,
                                        folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(the_code_tells_what_was_printed, folder_setup,
                                        folder_teardown),
        cmocka_unit_test(the_code_is_read_in_two_halves),
        cmocka_unit_test(letters_go_on_after_z),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
