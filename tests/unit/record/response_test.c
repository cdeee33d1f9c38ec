// SPDX-License-Identifier: MIT
// Every reason for quarantine, every form in which a good response may come, and the fixtures shared with the app.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "record/response.h"
#include "record/sql.h"
#include "record_fixture.h"
#include "support.h"

static struct fixture f;

static int set_up(void **state)
{
    (void)state;
    fixture_open(&f);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fixture_close(&f);
    return 0;
}

static json_t *good(void)
{
    json_t *r = fixture_response(&f, "a1", "S1", 1);
    fixture_put(r, "code",
                fixture_coding(&f, "c1", 2, "S1", "bread/2", 0, 5, "old; and, so"));
    return r;
}

static json_t *first_item(json_t *r)
{
    json_t *step = json_object_get(json_object_get(r, "steps"), "code");
    return json_array_get(json_object_get(step, "items"), 0);
}

// The reason for which the bytes are refused, "" when they are accepted.
static const char *verdict(const char *data, size_t len)
{
    struct response r;
    struct diag d;
    diag_init(&d);
    response_init(&r);
    int result = response_read(&r, &f.study, data, len, "it", &d);
    const char *reason = d.count ? diag_code_name(d.entries[0].code) : "";
    assert_int_equal(result, d.count ? -1 : 0);
    response_release(&r);
    diag_release(&d);
    return reason;
}

// Steals the response.
static const char *verdict_of(json_t *response)
{
    struct buf out;
    buf_init(&out, (size_t)64 << 20);
    fixture_sum(response, &out);
    const char *reason = verdict(out.data, out.len);
    buf_release(&out);
    json_decref(response);
    return reason;
}

static const char *with(const char *member, json_t *value)
{
    json_t *r = good();
    json_object_set_new(r, member, value);
    return verdict_of(r);
}

static const char *with_item(const char *member, json_t *value)
{
    json_t *r = good();
    json_object_set_new(first_item(r), member, value);
    return verdict_of(r);
}

static void the_good_one_is_good(void **state)
{
    (void)state;
    assert_string_equal(verdict_of(good()), "");
}

static void whose_it_is(void **state)
{
    (void)state;
    assert_string_equal(with("format", json_string("calma/packet@1")), "return-format");
    assert_string_equal(with("format", json_string("calma/response@2")),
                        "return-version");
    assert_string_equal(with("study", json_string("other")), "return-study");
    assert_string_equal(with("participant", json_string("zz")), "return-participant");
    assert_string_equal(with("participant", json_string("a2")), "return-check");
    assert_string_equal(with("group", json_string("beech")), "return-group");
    assert_string_equal(with("round", json_string("rate")), "return-round");
    char packet[65] = {0};
    memset(packet, 'a', 64);
    assert_string_equal(with("packet", json_string(packet)), "return-packet");
}

static void what_is_in_it(void **state)
{
    (void)state;
    assert_string_equal(with("revision", json_real(1.5)), "return-number");
    assert_string_equal(with("revision", json_string("1")), "return-shape");
    assert_string_equal(with("saved", json_string("yesterday")), "return-shape");
    assert_string_equal(with("parent", json_string("abc")), "return-parent");
    assert_string_equal(with("steps", json_pack("{s{s[]}}", "rate", "items")), "");
    assert_string_equal(
        with("steps", json_pack("{s{s[{ss si ss ss}]}}", "rate", "items", "id", "x",
                                "clock", 1, "session", "S", "kind", "k")),
        "");
    assert_string_equal(with("steps", json_array()), "return-shape");
    assert_string_equal(with_item("kind", json_string("poem")), "");
    assert_string_equal(with("entered", json_string("Amina")), "return-shape");
    assert_string_equal(
        with("entered", json_pack("[{ss ss ss}]", "session", "S", "sheet", "123456",
                                  "at", "2026-03-01T10:00:00Z")),
        "return-shape");
    assert_string_equal(
        with("entered", json_pack("[{ss ss ss ss}]", "session", "S", "by", "Amina",
                                  "sheet", "123456", "at", "2026-03-01T10:00:00Z")),
        "");
    assert_string_equal(with_item("codes", json_array()), "return-shape");
    assert_string_equal(with_item("id", json_string("two\nlines")), "return-shape");
    assert_string_equal(with_item("clock", json_integer(-1)), "return-shape");
    assert_string_equal(with_item("clock", json_integer(9007199254740992)),
                        "return-shape");
    assert_string_equal(with_item("unheard-of", json_pack("{s[]}", "deep")), "");
}

static void twice_the_same_item(void **state)
{
    (void)state;
    json_t *r = good();
    fixture_put(r, "code", json_deep_copy(first_item(r)));
    assert_string_equal(verdict_of(r), "return-twice");
}

static void too_many_items(void **state)
{
    (void)state;
    json_t *r = good();
    for (int i = 0; i < 100000; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        fixture_put(r, "x", json_pack("{ss}", "id", id));
    }
    assert_string_equal(verdict_of(r), "return-shape");
    r = good();
    for (int i = 0; i <= RESPONSE_ITEMS_MAX; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        fixture_put(r, i % 2 ? "code" : "cluster",
                    json_pack("{ss si ss ss sb}", "id", id, "clock", i, "session", "S",
                              "kind", "x", "deleted", 1));
    }
    assert_string_equal(verdict_of(r), "return-many");
}

static void altered(void **state)
{
    (void)state;
    struct buf out;
    json_t *r = good();
    buf_init(&out, 1 << 20);
    fixture_sum(r, &out);
    char *at = strstr(out.data, "old; and");
    assert_non_null(at);
    at[0] = 'O';
    assert_string_equal(verdict(out.data, out.len), "return-sum");
    buf_release(&out);
    json_decref(r);
}

static void cut_off_anywhere(void **state)
{
    (void)state;
    struct buf out;
    json_t *r = good();
    buf_init(&out, 1 << 20);
    fixture_sum(r, &out);
    json_t *back = json_loadb(out.data, out.len, 0, NULL);
    char *plain =
        json_dumps(back, JSON_INDENT(1)); // "format" comes early, as in the app's files
    size_t len = strlen(plain);
    assert_string_equal(verdict(plain, len), "");
    for (size_t cut = 0; cut < len; cut++)
        assert_string_not_equal(verdict(plain, cut), "");
    const char *format = strstr(plain, "response@1");
    assert_non_null(format);
    assert_string_equal(verdict(plain, (size_t)(format - plain) + 20), "return-cut");
    free(plain);
    buf_release(&out);
    json_decref(r);
    json_decref(back);
}

static void not_a_response(void **state)
{
    (void)state;
    assert_string_equal(verdict("", 0), "return-empty");
    assert_string_equal(verdict(" \r\n\t", 4), "return-empty");
    assert_string_equal(verdict("Hello", 5), "return-json");
    assert_string_equal(verdict("[]", 2), "return-format");
    assert_string_equal(verdict("null", 4), "return-format");
    assert_string_equal(verdict("{}", 2), "return-format");
    assert_string_equal(verdict("{\"a\":1,\"a\":2}", 13), "return-json");
    assert_string_equal(verdict("caf\xe9", 4), "return-text");
    assert_string_equal(verdict("PK\3\4rest", 8), "return-zip");
    assert_string_equal(verdict("{\"a\":\"\\ud800\"}", 14), "return-json");
    assert_string_equal(verdict("{\"format\":\"calma/response@1\\u0000\"}", 35),
                        "return-json");
}

static void too_large(void **state)
{
    (void)state;
    size_t len = RESPONSE_MAX + 1;
    char *big = malloc(len);
    memset(big, '[', len);
    assert_string_equal(verdict(big, len), "return-large");
    assert_string_equal(verdict(big, RESPONSE_MAX), "return-json");
    free(big);
}

// --- the forms in which a good one may come

static void add_utf16(struct buf *out, const char *text, size_t len, int big)
{
    buf_add(out, big ? "\xfe\xff" : "\xff\xfe", 2);
    for (size_t i = 0; i < len; i++) { // the text is ASCII: others are escaped
        buf_char(out, big ? 0 : text[i]);
        buf_char(out, big ? text[i] : 0);
    }
}

static void in_another_dress(void **state)
{
    (void)state;
    struct buf out, dressed;
    buf_init(&out, 1 << 20);
    buf_init(&dressed, 1 << 20);
    json_t *r = good();
    fixture_put(
        r, "code",
        fixture_coding(&f, "e", 3, "S1", "emoji/2", 2, 5, "रोटी 👩‍🌾"));
    fixture_sum(r, &out);
    char *ascii = json_dumps(r, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    buf_str(&dressed, "\xef\xbb\xbf");
    for (const char *c = ascii; *c; c++)
        buf_str(&dressed, *c == '\n' ? "\r\n" : (char[]){*c, 0});
    assert_string_equal(verdict(dressed.data, dressed.len), "");
    for (int big = 0; big < 2; big++) {
        buf_clear(&dressed);
        add_utf16(&dressed, ascii, strlen(ascii), big);
        assert_string_equal(verdict(dressed.data, dressed.len), "");
        assert_string_equal(verdict(dressed.data + 2, dressed.len - 2), "");
    }
    free(ascii);
    json_decref(r);
    buf_release(&out);
    buf_release(&dressed);
}

static void utf16_beyond_the_basic_plane(void **state)
{
    (void)state;
    const unsigned char wide[] = {0xff, 0xfe, '{', 0,   '"', 0,   0x3d, 0xd8, 0x00,
                                  0xde, '"',  0,   ':', 0,   '1', 0,    '}',  0};
    struct response r;
    struct diag d;
    diag_init(&d);
    response_init(&r);
    response_read(&r, &f.study, (const char *)wide, sizeof wide, "it", &d);
    assert_string_equal(r.decoded.data, "\xef\xbb\xbf{\"\xf0\x9f\x98\x80\":1}");
    response_release(&r);
    diag_release(&d);
}

static void add_copied(struct buf *out, const struct buf *document, const char *eol)
{
    char *text = malloc(2 * document->len + 8);
    sodium_bin2base64(text, 2 * document->len + 8, (unsigned char *)document->data,
                      document->len, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    buf_fmt(out, "Dear both,%shere it is.%s> -----BEGIN CALMA ANSWERS-----%s", eol, eol,
            eol);
    for (const char *at = text; *at; at += strlen(at) < 64 ? strlen(at) : 64)
        buf_fmt(out, "> %.64s%s", at, eol);
    free(text);
}

static void copied_into_a_letter(void **state)
{
    (void)state;
    struct buf document, letter;
    buf_init(&document, 1 << 20);
    buf_init(&letter, 1 << 20);
    json_t *r = good();
    fixture_put(r, "code", fixture_coding(&f, "e", 3, "S1", "emoji/2", 2, 5, "रोटी"));
    fixture_sum(r, &document);
    add_copied(&letter, &document, "\r\n");
    assert_string_equal(verdict(letter.data, letter.len), "return-cut");
    buf_str(&letter, "> -----END CALMA ANSWERS-----\r\nBest, Ol\xe9\r\n");
    assert_string_equal(verdict(letter.data, letter.len), "");
    char *digit = strstr(letter.data, "\r\n> ") + 200;
    *digit = *digit == 'A' ? 'B' : 'A';
    assert_string_not_equal(verdict(letter.data, letter.len), "");
    static const char empty[] = "-BEGIN CALMA ANSWERS- -END CALMA ANSWERS-";
    assert_string_equal(verdict(empty, strlen(empty)), "return-empty");
    buf_release(&document);
    buf_release(&letter);
    json_decref(r);
}

static void words_that_look_copied_are_words(void **state)
{
    (void)state;
    json_t *r = good();
    fixture_put(
        r, "code",
        fixture_coding(&f, "e", 3, "S1", "bread/2", 0, 5, "BEGIN CALMA ANSWERS"));
    assert_string_equal(verdict_of(r), "");
}

// --- of a study that changed while people worked

static json_t *item_of(const char *kind)
{
    return json_pack("{ss si ss ss}", "id", "x", "clock", 1, "session", "S", "kind",
                     kind);
}

static void what_the_study_has_no_more_is_kept(void **state)
{
    (void)state;
    json_t *r = good();
    fixture_put(r, "once", item_of("answer"));
    assert_string_equal(verdict_of(r), "");
    r = good();
    fixture_put(r, "code", item_of("poem"));
    assert_string_equal(verdict_of(r), "");
    r = good();
    fixture_put(r, "a-step-whose-name-no-study-could-give-to-a-step",
                item_of("answer"));
    assert_string_equal(verdict_of(r), "return-step");
    r = good();
    json_object_set_new(first_item(r), "codes", json_array());
    assert_string_equal(verdict_of(r), "return-shape");
}

static void add_page(struct buf *out, const char *state, size_t len)
{
    buf_str(out, "<!DOCTYPE html>\n<!-- saved from url=(0001)p.html -->\n<html><head>"
                 "<script type=\"application/json\" id=\"calma-packet\">{\"a\":"
                 "\"<script id=calma-state>no\"}</script>");
    buf_str(out, "<script>var s='<script id=\"calma-state\">{}';</script>"
                 "<SCRIPT type=\"application/json\" id=\"calma-state\">\n");
    buf_add(out, state, len);
    buf_str(out, "</SCRIPT><noscript "
                 "class=\"conversation\"><p>x</p></noscript></html>\n-- \nlist");
}

static void a_saved_page(void **state)
{
    (void)state;
    struct buf out, page;
    buf_init(&out, 1 << 20);
    buf_init(&page, RESPONSE_MAX + (1 << 20));
    json_t *r = good();
    fixture_sum(r, &out);
    add_page(&page, out.data, out.len);
    assert_string_equal(verdict(page.data, page.len), "");
    buf_clear(&page);
    add_page(&page, "", 0);
    assert_string_equal(verdict(page.data, page.len), "return-page");
    buf_clear(&page);
    add_page(&page, out.data, out.len / 2);
    assert_string_not_equal(verdict(page.data, page.len), "");
    buf_clear(&page);
    add_page(&page, out.data, out.len);
    while (page.len <= RESPONSE_MAX) // a packet is mostly conversations
        buf_str(&page, "<noscript>a conversation of some length</noscript>\n");
    assert_string_equal(verdict(page.data, page.len), "");
    assert_string_equal(verdict("<html>", 6), "return-page");
    assert_string_equal(verdict("<html><script id=\"calma-state\"", 30), "return-page");
    buf_release(&out);
    buf_release(&page);
    json_decref(r);
}

// --- fixtures that the app reads too

static json_t *read_json(const char *folder, const char *name, struct buf *bytes)
{
    struct diag d;
    diag_init(&d);
    char *path = path_join(folder, name);
    buf_clear(bytes);
    assert_int_equal(file_read(path, bytes, &d), 0);
    free(path);
    diag_release(&d);
    return json_loadb(bytes->data, bytes->len, 0, NULL);
}

static void contract_of_responses(void **state)
{
    (void)state;
    static const char folder[] = "tests/contract/response";
    size_t count;
    struct buf bytes;
    buf_init(&bytes, 1 << 20);
    char **names = folder_names(folder, &count, &f.diag);
    int seen = 0;
    for (size_t i = 0; i < count; i++) {
        if (!strstr(names[i], ".json"))
            continue;
        json_t *fixture = read_json(folder, names[i], &bytes);
        json_t *response = json_object_get(fixture, "response");
        char *text = json_dumps(response, JSON_COMPACT);
        const char *reason = verdict(text, strlen(text));
        if (strcmp(reason, json_text(fixture, "refused")) != 0)
            fail_msg("%s: %s", names[i], reason);
        free(text);
        json_decref(fixture);
        seen++;
    }
    assert_true(seen >= 8);
    names_free(names, count);
    buf_release(&bytes);
}

static void contract_of_canonical_text(void **state)
{
    (void)state;
    static const char folder[] = "tests/contract/canonical";
    size_t count;
    struct buf bytes, out, expected;
    buf_init(&bytes, 1 << 20);
    buf_init(&out, 1 << 20);
    buf_init(&expected, 1 << 20);
    char **names = folder_names(folder, &count, &f.diag);
    int seen = 0;
    for (size_t i = 0; i < count; i++) {
        char *end = strstr(names[i], ".in.json");
        if (!end)
            continue;
        char name[200], sum[65];
        json_t *value = read_json(folder, names[i], &bytes);
        if (!value)
            fail_msg("%s", names[i]);
        json_object_del(value, "sum");
        buf_clear(&out);
        json_canonical(value, &out);
        snprintf(name, sizeof name, "%.*s.out.json", (int)(end - names[i]), names[i]);
        json_decref(read_json(folder, name, &expected));
        assert_string_equal(out.data, expected.data);
        snprintf(name, sizeof name, "%.*s.sum", (int)(end - names[i]), names[i]);
        json_decref(read_json(folder, name, &expected));
        canonical_sum(value, sum);
        assert_memory_equal(sum, expected.data, 64);
        json_decref(value);
        seen++;
    }
    assert_true(seen >= 7);
    names_free(names, count);
    buf_release(&bytes);
    buf_release(&out);
    buf_release(&expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_good_one_is_good),
        cmocka_unit_test(whose_it_is),
        cmocka_unit_test(what_is_in_it),
        cmocka_unit_test(twice_the_same_item),
        cmocka_unit_test(too_many_items),
        cmocka_unit_test(altered),
        cmocka_unit_test(cut_off_anywhere),
        cmocka_unit_test(not_a_response),
        cmocka_unit_test(too_large),
        cmocka_unit_test(in_another_dress),
        cmocka_unit_test(utf16_beyond_the_basic_plane),
        cmocka_unit_test(copied_into_a_letter),
        cmocka_unit_test(words_that_look_copied_are_words),
        cmocka_unit_test(what_the_study_has_no_more_is_kept),
        cmocka_unit_test(a_saved_page),
        cmocka_unit_test(contract_of_responses),
        cmocka_unit_test(contract_of_canonical_text),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
