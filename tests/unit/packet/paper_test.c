// SPDX-License-Identifier: MIT
#include "packet/paper.h"

#include "base/json.h"
#include "packet/words.h"
#include "support.h"

static struct diag d;

static const char study_lua[] =
    "return study { id = 'paper', title = 'On paper', language = 'en', context = 'c',\n"
    "  groups = { group { id = 'g', title = 'G', participants = { 'p01' },\n"
    "    baseline = transcripts 'talk.jsonl' } },\n"
    "  rounds = { round 'code' { consent { text 'consent.md' }, code { baseline() }, "
    "cluster {},\n"
    "    rank { define = true }, survey {} } } }\n";
static const char talk[] =
    "{\"id\": \"talk\", \"messages\": [{\"role\": \"user\", \"content\": \"Why?\"},"
    " {\"role\": \"assistant\", \"content\": \"# Because\\n\\n1. "
    "\\u0939\\u093f\\u0928\\u094d\\u0926\\u0940\\n2. "
    "\\u0639\\u0631\\u0628\\u064a\\n\\n```\\ncode\\n```\"}]}\n";

static void make(const char *folder, enum leaf_size size, struct buf *out)
{
    struct study study;
    struct assignment a;
    struct plan plan;
    put_file(in(folder, "study.lua"), study_lua);
    put_file(in(folder, "consent.md"), "# Consent\n\nPlease read.\n");
    put_file(in(folder, "talk.jsonl"), talk);
    diag_init(&d);
    if (study_load(&study, folder, &d) < 0)
        assert_no_errors(&d);
    json_t *words = words_load(folder, "en", WORDS_PAPER, NULL, &d);
    plan_make(&plan, &study, &d);
    assert_int_equal(assignment_make(&a, &plan,
                                     round_packet(&study, &study.rounds[0], 0),
                                     &study.rounds[0], NULL, &d),
                     0);
    assert_int_equal(paper_make(&a, words, size, out, &d), 0);
    assert_true(count_said(&d, E_PAPER) == 0);
    assignment_release(&a);
    plan_release(&plan);
    json_decref(words);
    study_clear(&study);
    diag_release(&d);
}

static size_t count(const struct buf *pdf, const char *what)
{
    size_t n = 0, len = strlen(what);
    for (const char *at = pdf->data;
         (at = memmem(at, pdf->len - (size_t)(at - pdf->data), what, len)); at += len)
        n++;
    return n;
}

static void the_same_packet_gives_the_same_pages(void **state)
{
    struct buf one, two;
    buf_init(&one, 1 << 24);
    buf_init(&two, 1 << 24);
    make(*state, LEAF_A4, &one);
    make(*state, LEAF_A4, &two);
    assert_memory_equal(one.data, "%PDF-", 5);
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.data, two.data, one.len);
    buf_release(&one);
    buf_release(&two);
}

static void pages_have_the_size_that_was_asked_for(void **state)
{
    struct buf pdf;
    buf_init(&pdf, 1 << 24);
    make(*state, LEAF_LETTER, &pdf);
    assert_true(count(&pdf, "/MediaBox [ 0 0 612 792 ]") > 3);
    assert_int_equal(count(&pdf, "595"), 0);
    buf_release(&pdf);
}

static void what_is_full_is_an_error(void **state)
{
    struct leaf leaf;
    struct buf out;
    (void)state;
    buf_init(&out, 100);
    diag_init(&d);
    leaf_open(&leaf, LEAF_A4, false, "t", "f", &out);
    leaf_text(&leaf, LEAF_TEXT, "words", 5, 0, NULL);
    assert_int_equal(leaf_close(&leaf, &d), -1);
    assert_said(&d, E_PAPER, NULL, -1, NULL);
    diag_release(&d);
    buf_release(&out);
}

static void a_long_text_goes_on_over_pages_with_every_line_numbered(void **state)
{
    struct leaf leaf;
    struct buf out, text;
    (void)state;
    buf_init(&out, 1 << 24);
    buf_init(&text, 1 << 20);
    diag_init(&d);
    for (int i = 0; i < 200; i++)
        buf_fmt(&text, "%sline %d", i ? "\n" : "", i);
    leaf_open(&leaf, LEAF_A4, true, "t", "f", &out);
    leaf_numbered(&leaf, LEAF_CODE, text.data, text.len, 0, NULL);
    assert_int_equal(leaf.number, 200);
    assert_true(leaf.page > 2);
    assert_int_equal(leaf_close(&leaf, &d), 0);
    diag_release(&d);
    buf_release(&out);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_packet_gives_the_same_pages,
                                        folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(pages_have_the_size_that_was_asked_for,
                                        folder_setup, folder_teardown),
        cmocka_unit_test(what_is_full_is_an_error),
        cmocka_unit_test(a_long_text_goes_on_over_pages_with_every_line_numbered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
