// SPDX-License-Identifier: MIT
#include "packet/leaf.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"

#define SIDE 64.0 // margins; room for punching, and for the numbers of lines
#define TOP 56.0
#define FOOT 62.0
#define RULE 24.0 // between lines to write on: a hand's height
#define BOX 9.5
#define TICK 16.0 // a box with its words
#define ROW 34.0  // of a table to write in
#define GRAY 0.45

static const struct {
    const char *font;
    double size, leading, after;
} styles[] = {
    [LEAF_TITLE] = {"Noto Sans Bold", 18, 1.3, 10},
    [LEAF_HEADING] = {"Noto Sans Bold", 12.5, 1.35, 6},
    [LEAF_LABEL] = {"Noto Sans Bold", 9.5, 1.35, 3},
    [LEAF_TEXT] = {"Noto Serif", 10.5, 1.5, 7},
    [LEAF_SMALL] = {"Noto Sans", 8.5, 1.4, 4},
    [LEAF_CODE] = {"Noto Sans Mono, DejaVu Sans Mono, monospace", 8.5, 1.4, 7},
};

// --- the sheet

static cairo_status_t keep(void *closure, const unsigned char *data, unsigned int len)
{
    struct buf *out = closure;
    buf_add(out, data, len);
    return out->full ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

// The date is the one of the clock that can stand still; without it, none that changes from build to build.
static void set_date(cairo_surface_t *surface)
{
    char stamp[CLOCK_STAMP_SIZE] = "2000-01-01T00:00:00Z";
    if (getenv("SOURCE_DATE_EPOCH"))
        clock_stamp(stamp);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
}

void leaf_open(struct leaf *leaf, enum leaf_size size, bool rtl, const char *title,
               const char *foot, struct buf *out)
{
    *leaf = (struct leaf){.width = size == LEAF_A4 ? 595.28 : 612,
                          .height = size == LEAF_A4 ? 841.89 : 792,
                          .y = TOP,
                          .page = 1,
                          .rtl = rtl,
                          .foot = mem_strdup(foot),
                          .out = out};
    leaf->surface = cairo_pdf_surface_create_for_stream(out ? keep : NULL, out,
                                                        leaf->width, leaf->height);
    cairo_pdf_surface_set_metadata(leaf->surface, CAIRO_PDF_METADATA_TITLE, title);
    set_date(leaf->surface);
    leaf->cairo = cairo_create(leaf->surface);
    leaf->layout = pango_cairo_create_layout(leaf->cairo);
}

static void set_style(struct leaf *leaf, enum leaf_style style)
{
    PangoFontDescription *font = pango_font_description_from_string(styles[style].font);
    pango_font_description_set_absolute_size(font, styles[style].size * PANGO_SCALE);
    pango_layout_set_font_description(leaf->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(leaf->layout, -1);
    pango_layout_set_wrap(leaf->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_auto_dir(leaf->layout, TRUE);
    pango_layout_set_alignment(leaf->layout, PANGO_ALIGN_LEFT);
}

// One line of small words at a place; answers its width. `x` is its left, or right end with `back`.
static double put_words(struct leaf *leaf, enum leaf_style style, const char *words,
                        double x, double y, bool back)
{
    int width;
    set_style(leaf, style);
    pango_layout_set_text(leaf->layout, words, -1);
    pango_layout_get_size(leaf->layout, &width, NULL);
    double w = (double)width / PANGO_SCALE;
    PangoLayoutLine *line = pango_layout_get_line_readonly(leaf->layout, 0);
    cairo_move_to(leaf->cairo, back ? x - w : x, y);
    pango_cairo_show_layout_line(leaf->cairo, line);
    return w;
}

static void put_foot(struct leaf *leaf)
{
    struct buf number;
    double y = leaf->height - FOOT / 2;
    buf_init(&number, 20);
    buf_fmt(&number, "%d", leaf->page);
    cairo_set_source_rgb(leaf->cairo, GRAY, GRAY, GRAY);
    put_words(leaf, LEAF_SMALL, leaf->foot, leaf->rtl ? leaf->width - SIDE : SIDE, y,
              leaf->rtl);
    put_words(leaf, LEAF_SMALL, number.data, leaf->rtl ? SIDE : leaf->width - SIDE, y,
              !leaf->rtl);
    cairo_set_source_rgb(leaf->cairo, 0, 0, 0);
    buf_release(&number);
}

static void turn_over(struct leaf *leaf)
{
    put_foot(leaf);
    cairo_show_page(leaf->cairo);
    leaf->page++;
    leaf->y = TOP;
}

void leaf_page(struct leaf *leaf)
{
    if (leaf->y > TOP)
        turn_over(leaf);
}

static double bottom(const struct leaf *leaf)
{
    return leaf->height - FOOT;
}

void leaf_need(struct leaf *leaf, double points)
{
    if (leaf->y > TOP && leaf->y + points > bottom(leaf))
        turn_over(leaf);
}

void leaf_space(struct leaf *leaf, double points)
{
    if (leaf->y > TOP)
        leaf->y += points;
}

int leaf_close(struct leaf *leaf, struct diag *d)
{
    put_foot(leaf);
    cairo_show_page(leaf->cairo);
    g_object_unref(leaf->layout);
    cairo_destroy(leaf->cairo);
    cairo_surface_finish(leaf->surface);
    cairo_status_t status = cairo_surface_status(leaf->surface);
    cairo_surface_destroy(leaf->surface);
    free(leaf->foot);
    if (status == CAIRO_STATUS_SUCCESS && !(leaf->out && leaf->out->full))
        return 0;
    return diag_add(d, NOWHERE, E_PAPER, cairo_status_to_string(status));
}

// --- text

struct flow {
    struct leaf *leaf;
    enum leaf_style style;
    double indent;
    const char *mark;
    bool numbered;
};

static void put_number(struct leaf *leaf, double baseline)
{
    struct buf number;
    buf_init(&number, 20);
    buf_fmt(&number, "%d", leaf->number);
    cairo_set_source_rgb(leaf->cairo, GRAY, GRAY, GRAY);
    put_words(leaf, LEAF_SMALL, number.data, SIDE - 10, baseline, true);
    cairo_set_source_rgb(leaf->cairo, 0, 0, 0);
    buf_release(&number);
}

// A mark hangs at the side where its text begins.
static void put_mark(const struct flow *flow, double baseline, bool rtl)
{
    struct leaf *leaf = flow->leaf;
    double x = rtl ? leaf->width - SIDE - flow->indent + 6 : SIDE + flow->indent - 6;
    put_words(leaf, flow->style, flow->mark, x, baseline, !rtl);
}

static void put_line(const struct flow *flow, PangoLayoutLine *line, bool first)
{
    struct leaf *leaf = flow->leaf;
    double step = styles[flow->style].size * styles[flow->style].leading;
    double room = leaf->width - 2 * SIDE - flow->indent;
    double baseline = leaf->y + 0.75 * step;
    bool rtl = line->resolved_dir == PANGO_DIRECTION_RTL;
    PangoRectangle box;
    pango_layout_line_get_extents(line, NULL, &box);
    cairo_move_to(leaf->cairo,
                  rtl ? SIDE + room - (double)box.width / PANGO_SCALE
                      : SIDE + flow->indent,
                  baseline);
    pango_cairo_show_layout_line(leaf->cairo, line);
    if (first && flow->mark)
        put_mark(flow, baseline, rtl);
    if (flow->numbered)
        put_number(leaf, baseline);
}

// Lines of one layout, drawn one by one so that a page can end between any two of them. The layout is a copy, since
// numbers and marks are set by the leaf's own.
static void put_lines(const struct flow *flow, PangoLayout *layout)
{
    struct leaf *leaf = flow->leaf;
    double step = styles[flow->style].size * styles[flow->style].leading;
    int count = pango_layout_get_line_count(layout);
    for (int i = 0; i < count; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);
        // The first line takes the second along, and the last but one the last: none stands alone on a page.
        leaf_need(leaf, (count > 1 && (i == 0 || i == count - 2) ? 2 : 1) * step +
                            (i >= count - 2 ? leaf->behind : 0));
        leaf->number += flow->numbered;
        if (flow->numbered && leaf->told)
            leaf->told((size_t)line->start_index, (size_t)line->length, leaf->context);
        if (leaf->out)
            put_line(flow, line, i == 0);
        leaf->y += step;
    }
}

static void put_flow(const struct flow *flow, const char *text, size_t len)
{
    struct leaf *leaf = flow->leaf;
    set_style(leaf, flow->style);
    PangoLayout *layout = pango_layout_copy(leaf->layout);
    pango_layout_set_width(
        layout, (int)((leaf->width - 2 * SIDE - flow->indent) * PANGO_SCALE));
    pango_layout_set_text(layout, text, (int)len);
    if (flow->style <= LEAF_LABEL) // a heading takes some of what it heads along
        leaf_need(leaf, 4 * styles[LEAF_TEXT].size * styles[LEAF_TEXT].leading);
    put_lines(flow, layout);
    g_object_unref(layout);
    leaf->y += styles[flow->style].after;
}

void leaf_text(struct leaf *leaf, enum leaf_style style, const char *text, size_t len,
               double indent, const char *mark)
{
    put_flow(&(struct flow){leaf, style, indent, mark, false}, text, len);
}

void leaf_numbered(struct leaf *leaf, enum leaf_style style, const char *text,
                   size_t len, double indent, const char *mark)
{
    put_flow(&(struct flow){leaf, style, indent, mark, true}, text, len);
}

// --- to write in

static void put_rule(struct leaf *leaf, double x, double y, double to_x, double to_y)
{
    cairo_set_line_width(leaf->cairo, 0.5);
    cairo_set_source_rgb(leaf->cairo, GRAY, GRAY, GRAY);
    cairo_move_to(leaf->cairo, x, y);
    cairo_line_to(leaf->cairo, to_x, to_y);
    cairo_stroke(leaf->cairo);
    cairo_set_source_rgb(leaf->cairo, 0, 0, 0);
}

void leaf_rule(struct leaf *leaf)
{
    put_rule(leaf, SIDE, leaf->y, leaf->width - SIDE, leaf->y);
    leaf->y += 12;
}

void leaf_lines(struct leaf *leaf, int count, double indent)
{
    double start = SIDE + (leaf->rtl ? 0 : indent),
           end = leaf->width - SIDE - (leaf->rtl ? indent : 0);
    for (int i = 0; i < count; i++) {
        leaf_need(leaf, RULE);
        leaf->y += RULE;
        put_rule(leaf, start, leaf->y, end, leaf->y);
    }
    leaf->y += 10;
}

// The box and its words, from `x` on in the direction of the interface; answers how far they reach.
static double put_box(struct leaf *leaf, const char *words, double x)
{
    double baseline = leaf->y + 12, side = leaf->rtl ? leaf->width - x - BOX : x;
    cairo_set_line_width(leaf->cairo, 0.8);
    cairo_rectangle(leaf->cairo, side, baseline - BOX + 1, BOX, BOX);
    cairo_stroke(leaf->cairo);
    double start = x + BOX + 5;
    return start + put_words(leaf, LEAF_TEXT, words,
                             leaf->rtl ? leaf->width - start : start, baseline,
                             leaf->rtl);
}

static double words_width(struct leaf *leaf, const char *words)
{
    int width;
    set_style(leaf, LEAF_TEXT);
    pango_layout_set_text(leaf->layout, words, -1);
    pango_layout_get_size(leaf->layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

void leaf_boxes(struct leaf *leaf, const char *const *words, size_t count, bool below)
{
    double x = SIDE;
    leaf_need(leaf, TICK);
    for (size_t i = 0; i < count; i++) {
        bool fits = x + BOX + 5 + words_width(leaf, words[i]) <= leaf->width - SIDE;
        if (i && (below || !fits)) {
            x = SIDE;
            leaf->y += 20;
            leaf_need(leaf, TICK);
        }
        x = put_box(leaf, words[i], x) + 22;
    }
    leaf->y += 26;
}

static void put_headings(struct leaf *leaf, const char *const *headings,
                         const double *shares, size_t count)
{
    double x = SIDE, room = leaf->width - 2 * SIDE;
    for (size_t i = 0; i < count; i++) {
        double start = leaf->rtl ? leaf->width - x - 4 : x + 4;
        put_words(leaf, LEAF_LABEL, headings[i], start, leaf->y + 13, leaf->rtl);
        x += shares[i] * room;
    }
    leaf->y += 20;
}

void leaf_table(struct leaf *leaf, const char *const *headings, const double *shares,
                size_t count, int rows)
{
    double room = leaf->width - 2 * SIDE;
    leaf_need(leaf, 20 + 3 * ROW);
    put_headings(leaf, headings, shares, count);
    double start = leaf->y;
    int fit = (int)floor((bottom(leaf) - start) / ROW);
    rows = rows && rows < fit ? rows : fit;
    for (int i = 0; i <= rows; i++)
        put_rule(leaf, SIDE, start + i * ROW, leaf->width - SIDE, start + i * ROW);
    double x = SIDE;
    for (size_t i = 0; i <= count; i++) {
        double at = leaf->rtl ? leaf->width - x : x;
        put_rule(leaf, at, start, at, start + rows * ROW);
        x += i < count ? shares[i] * room : 0;
    }
    leaf->y = start + rows * ROW + 12;
}
