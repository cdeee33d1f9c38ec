// SPDX-License-Identifier: MIT
// The cloud is read back from its SVG and drawn again: what is tested is what a reader sees.
#include "report/cloud.h"

#include <cairo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WIDTH 1200
#define HEIGHT 800
#define SVG_MAX (64u << 20)

static struct buf draw(const struct cloud_word *words, size_t count, size_t *drawn)
{
    struct buf svg;
    buf_init(&svg, SVG_MAX);
    struct cloud_settings settings = CLOUD_SETTINGS_DEFAULT;
    settings.label = "Words of <group>";
    *drawn = cloud_svg(words, count, &settings, &svg);
    assert_false(svg.full);
    return svg;
}

// ---- reading path data: m, l, q, c, z, relative, in tenths

struct reader {
    const char *at;
    double x, y;
};

static int arguments(char command)
{
    return command == 'q' ? 2 : command == 'c' ? 3 : 1;
}

static void read_points(struct reader *r, int count, double points[3][2])
{
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < 2; k++) {
            char *end;
            long n = strtol(r->at, &end, 10);
            assert_ptr_not_equal(end, r->at);
            points[i][k] = (k ? r->y : r->x) + (double)n;
            r->at = end;
        }
    }
    r->x = points[count - 1][0];
    r->y = points[count - 1][1];
}

static void draw_segment(cairo_t *cairo, char command, double from[2], double p[3][2])
{
    switch (command) {
    case 'm': cairo_move_to(cairo, p[0][0], p[0][1]); break;
    case 'l': cairo_line_to(cairo, p[0][0], p[0][1]); break;
    case 'q':
        cairo_curve_to(cairo, from[0] + (p[0][0] - from[0]) * 2 / 3,
                       from[1] + (p[0][1] - from[1]) * 2 / 3,
                       p[1][0] + (p[0][0] - p[1][0]) * 2 / 3,
                       p[1][1] + (p[0][1] - p[1][1]) * 2 / 3, p[1][0], p[1][1]);
        break;
    case 'c':
        cairo_curve_to(cairo, p[0][0], p[0][1], p[1][0], p[1][1], p[2][0], p[2][1]);
        break;
    default: fail_msg("path command %c", command);
    }
}

// Draws one <path d="...">; answers where it ends.
static const char *draw_path(cairo_t *cairo, const char *data)
{
    struct reader r = {data, 0, 0};
    double start[2] = {0, 0}, points[3][2];
    while (*r.at != '"') {
        char command = *r.at++;
        if (command == 'z') {
            cairo_close_path(cairo);
            r.x = start[0];
            r.y = start[1];
            continue;
        }
        double from[2] = {r.x, r.y};
        read_points(&r, arguments(command), points);
        draw_segment(cairo, command, from, points);
        if (command == 'm') {
            start[0] = r.x;
            start[1] = r.y;
        }
    }
    return r.at;
}

struct picture {
    unsigned char taken[HEIGHT][WIDTH];
    size_t words, overlaps, ink, outside;
};

static void add_word(struct picture *picture, cairo_surface_t *surface)
{
    cairo_surface_flush(surface);
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            unsigned char ink = pixels[y * stride + x];
            picture->overlaps += ink && picture->taken[y][x];
            picture->taken[y][x] |= ink != 0;
            picture->ink += ink;
        }
    }
    picture->words++;
}

static const char *read_word(struct picture *picture, const char *data)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, 0.1, 0.1);
    const char *end = draw_path(cairo, data);
    double left, top, right, bottom;
    cairo_fill_extents(cairo, &left, &top, &right, &bottom);
    picture->outside +=
        left < 0 || top < 0 || right > 10 * WIDTH || bottom > 10 * HEIGHT;
    cairo_fill(cairo);
    add_word(picture, surface);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return end;
}

static struct picture *read_picture(const char *svg)
{
    struct picture *picture = calloc(1, sizeof *picture);
    assert_non_null(picture);
    for (const char *p = svg; (p = strstr(p, "<path d=\""));) {
        p = read_word(picture, p + strlen("<path d=\""));
    }
    return picture;
}

// Every word is there, none touches another, none leaves the picture. Answers the share of ink.
static double check(const struct cloud_word *words, size_t count, size_t expected)
{
    size_t drawn;
    struct buf svg = draw(words, count, &drawn);
    struct picture *picture = read_picture(svg.data);
    assert_int_equal(drawn, expected);
    assert_int_equal(picture->words, expected);
    assert_int_equal(picture->overlaps, 0);
    assert_int_equal(picture->outside, 0);
    double ink = (double)picture->ink / 255 / WIDTH / HEIGHT;
    free(picture);
    buf_release(&svg);
    return ink;
}

// ---- words

static struct cloud_word *make_words(size_t count)
{
    static const char *const parts[] = {"ba",  "col",  "oni", "al",   "his",
                                        "to",  "ric",  "peo", "fair", "ness",
                                        "sla", "very", "tra", "de"};
    struct cloud_word *words = calloc(count, sizeof *words);
    assert_non_null(words);
    uint32_t random = 7;
    for (size_t i = 0; i < count; i++) {
        char text[64] = "";
        for (size_t k = 0; k < 2 + i % 3; k++) {
            random = random * 1103515245u + 12345u;
            strcat(text, parts[(random >> 16) % (sizeof parts / sizeof *parts)]);
        }
        words[i] = (struct cloud_word){strdup(text), 1 + 200 / (long long)(i + 1)};
    }
    return words;
}

static void free_words(struct cloud_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free((char *)words[i].text);
    }
    free(words);
}

// ---- tests

static void test_dense(void **state)
{
    (void)state;
    struct cloud_word *words = make_words(300);
    double ink = check(words, 300, 300);
    assert_true(ink >= 0.20);
    free_words(words, 300);
}

static void test_many(void **state)
{
    (void)state;
    struct cloud_word *words = make_words(1000);
    check(words, 1000, 1000);
    free_words(words, 1000);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct cloud_word *words = make_words(80), reversed[80];
    for (size_t i = 0; i < 80; i++) {
        reversed[i] = words[79 - i];
    }
    size_t drawn;
    struct buf one = draw(words, 80, &drawn), two = draw(words, 80, &drawn);
    struct buf three = draw(reversed, 80, &drawn);
    assert_string_equal(one.data, two.data);
    assert_string_equal(one.data, three.data);
    buf_release(&one);
    buf_release(&two);
    buf_release(&three);
    free_words(words, 80);
}

static void test_few(void **state)
{
    (void)state;
    struct cloud_word one[] = {{"bias", 3}};
    check(NULL, 0, 0);
    check(one, 1, 1);
    struct cloud_word equal[] = {{"bias", 2}, {"bias", 2}, {"fair", 2}};
    check(equal, 3, 3);
}

static void test_scripts(void **state)
{
    (void)state;
    struct cloud_word words[] = {
        {"इतिहास", 9},      {"पक्षपात", 4}, {"عدالة", 8}, {"استعمار", 2},
        {"ความเป็นธรรม", 6}, {"歴史", 5},   {"ያልተሟላ", 1}, {"e\xcc\x81tat", 3},
    };
    check(words, 8, 8);
}

static void test_hostile(void **state)
{
    (void)state;
    char *long_word = calloc(1, 20001);
    assert_non_null(long_word);
    memset(long_word, 'w', 20000);
    char long_arabic[601] = "";
    for (size_t i = 0; i < 100; i++) {
        strcat(long_arabic, "\xd8\xb9\xd8\xaf\xd9\x84");
    }
    struct cloud_word words[] = {
        {"<script>alert(1)</script>", 5},
        {"\"&'", 4},
        {long_word, 900},
        {"\xe2\x80\xae\xd8\xb9\xd8\xaf\xd9\x84 <b>", 3},
        {"two\nlines\x01\x02\x1b", 2},
        {"\xf0\x9f\x98\x80", 2},
        {"zero", 0},
        {"minus", -5},
        {long_arabic, 2},
    };
    check(words, 9, 9);
    struct cloud_word unseen[] = {
        {" ", 5}, {"\x01\n\t", 4}, {"", 3}, {"\xe2\x80\x8b", 2}};
    check(unseen, 4, 0);
    free(long_word);
}

static void test_text_is_no_markup(void **state)
{
    (void)state;
    struct cloud_word words[] = {{"<script>alert(1)</script>", 5}, {"bell\x07\x1b", 1}};
    size_t drawn;
    struct buf svg = draw(words, 2, &drawn);
    assert_non_null(strstr(svg.data, "<title>bell  : 1</title>"));
    assert_null(strstr(svg.data, "<script"));
    assert_non_null(
        strstr(svg.data, "<title>&lt;script&gt;alert(1)&lt;/script&gt;: 5</title>"));
    assert_non_null(
        strstr(svg.data, "role=\"img\" aria-label=\"Words of &lt;group&gt;\""));
    buf_release(&svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dense),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_few),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_text_is_no_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
