// SPDX-License-Identifier: MIT
#include "report/outline.h"

#include <math.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/text.h"

#define TEXT_MAX 4096 // bytes of one word that are looked at

static cairo_font_options_t *plain_options(void)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    return options;
}

void outliner_init(struct outliner *o, const char *font, double size)
{
    o->map = pango_cairo_font_map_new();
    o->surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    o->cairo = cairo_create(o->surface);
    PangoContext *context = pango_font_map_create_context(o->map);
    cairo_font_options_t *options = plain_options();
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 96);
    o->layout = pango_layout_new(context);
    g_object_unref(context);
    PangoFontDescription *description = pango_font_description_from_string(font);
    pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD);
    pango_font_description_set_absolute_size(description, size * PANGO_SCALE);
    pango_layout_set_font_description(o->layout, description);
    pango_font_description_free(description);
    pango_layout_set_single_paragraph_mode(o->layout, TRUE);
    pango_layout_set_ellipsize(o->layout, PANGO_ELLIPSIZE_END);
}

void outliner_clear(struct outliner *o)
{
    g_object_unref(o->layout);
    cairo_destroy(o->cairo);
    cairo_surface_destroy(o->surface);
    g_object_unref(o->map);
}

// What a reader cannot see, and what would start a line, is a space; joiners stay, since scripts need them.
static bool is_blank(UChar32 c)
{
    int8_t type = u_charType(c);
    if (c == 0x200c || c == 0x200d) {
        return false;
    }
    return type == U_CONTROL_CHAR || type == U_LINE_SEPARATOR ||
           type == U_PARAGRAPH_SEPARATOR || type == U_FORMAT_CHAR ||
           type == U_PRIVATE_USE_CHAR || type == U_UNASSIGNED;
}

static void add_visible(struct buf *out, const char *text)
{
    int32_t i = 0, start = 0;
    for (UChar32 c; i < TEXT_MAX && text[i]; start = i) {
        U8_NEXT(text, i, -1, c);
        if (c < 0 || is_blank(c)) {
            buf_char(out, ' ');
        } else {
            buf_add(out, text + start, (size_t)(i - start));
        }
    }
}

void outline_label(const char *text, struct buf *out)
{
    struct buf visible;
    buf_init(&visible, 2 * TEXT_MAX);
    add_visible(&visible, text);
    text_label(out, visible.data, visible.len);
    buf_release(&visible);
}

// A width is set for long lines only, since it also aligns right-to-left text with its far side.
static void set_line(PangoLayout *layout, const struct buf *label, double most)
{
    int width;
    pango_layout_set_width(layout, -1);
    pango_layout_set_text(layout, label->data, (int)label->len);
    pango_layout_get_size(layout, &width, NULL);
    if (width > most * PANGO_SCALE) {
        pango_layout_set_width(layout, (int)(most * PANGO_SCALE));
    }
}

bool outline_trace(struct outliner *o, const char *text, double most,
                   struct outline *line)
{
    struct buf label;
    buf_init(&label, 6 * TEXT_MAX);
    outline_label(text, &label);
    set_line(o->layout, &label, most);
    buf_release(&label);
    cairo_new_path(o->cairo);
    cairo_move_to(o->cairo, 0, 0);
    pango_cairo_layout_path(o->cairo, o->layout);
    double right, bottom;
    cairo_fill_extents(o->cairo, &line->x, &line->y, &right, &bottom);
    line->width = right - line->x;
    line->height = bottom - line->y;
    if (line->width <= 0 || line->height <= 0) {
        return false;
    }
    line->path = cairo_copy_path(o->cairo);
    return true;
}

void outline_clear(struct outline *line)
{
    cairo_path_destroy(line->path);
}

void outline_path(const struct outline *line, cairo_t *cairo, double x, double y,
                  double scale)
{
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, scale, scale);
    cairo_translate(cairo, -line->x, -line->y);
    cairo_append_path(cairo, line->path);
    cairo_restore(cairo);
}

// ---- SVG

struct point {
    long x, y;
};

// Where the writer is, so that numbers are short: all are relative to the last point.
struct pen {
    struct buf *out;
    struct point at, start;
    double left, top, scale;
};

static struct point pen_point(const struct pen *pen, cairo_path_data_t data)
{
    return (struct point){
        lround((data.point.x * pen->scale + pen->left) * OUTLINE_UNITS),
        lround((data.point.y * pen->scale + pen->top) * OUTLINE_UNITS)};
}

static void pen_number(struct pen *pen, long n, bool first)
{
    if (!first && n >= 0) {
        buf_char(pen->out, ' ');
    }
    buf_fmt(pen->out, "%ld", n);
}

static void pen_draw(struct pen *pen, char command, const struct point *points,
                     int count)
{
    buf_char(pen->out, command);
    for (int i = 0; i < count; i++) {
        pen_number(pen, points[i].x - pen->at.x, i == 0);
        pen_number(pen, points[i].y - pen->at.y, false);
    }
    pen->at = points[count - 1];
}

// TrueType curves are quadratic, and cairo raises them to cubic: where that can be undone to within a tenth of a
// pixel, a third of the numbers is saved.
static bool as_quadratic(struct point from, const struct point cubic[3],
                         struct point *control)
{
    double x1 = (3 * cubic[0].x - from.x) / 2.0, y1 = (3 * cubic[0].y - from.y) / 2.0;
    double x2 = (3 * cubic[1].x - cubic[2].x) / 2.0,
           y2 = (3 * cubic[1].y - cubic[2].y) / 2.0;
    *control = (struct point){lround((x1 + x2) / 2), lround((y1 + y2) / 2)};
    return fabs(x1 - x2) <= 3 && fabs(y1 - y2) <= 3;
}

static void pen_curve(struct pen *pen, const struct point points[3])
{
    struct point quadratic[2] = {{0, 0}, points[2]};
    if (as_quadratic(pen->at, points, &quadratic[0])) {
        pen_draw(pen, 'q', quadratic, 2);
    } else {
        pen_draw(pen, 'c', points, 3);
    }
}

static void pen_close(struct pen *pen)
{
    buf_char(pen->out, 'z');
    pen->at = pen->start;
}

// A move that nothing follows draws nothing: cairo leaves one behind each closed contour.
static bool draws(const cairo_path_t *path, int i)
{
    int next = i + path->data[i].header.length;
    return next < path->num_data && path->data[next].header.type != CAIRO_PATH_MOVE_TO;
}

static void pen_segment(struct pen *pen, const cairo_path_t *path, int i)
{
    const cairo_path_data_t *data = &path->data[i];
    struct point points[3] = {{0, 0}, {0, 0}, {0, 0}};
    for (int k = 1; k < data->header.length && k <= 3; k++) {
        points[k - 1] = pen_point(pen, data[k]);
    }
    switch (data->header.type) {
    case CAIRO_PATH_MOVE_TO:
        if (draws(path, i)) {
            pen_draw(pen, 'm', points, 1);
            pen->start = pen->at;
        }
        break;
    case CAIRO_PATH_LINE_TO: pen_draw(pen, 'l', points, 1); break;
    case CAIRO_PATH_CURVE_TO: pen_curve(pen, points); break;
    case CAIRO_PATH_CLOSE_PATH: pen_close(pen); break;
    }
}

void outline_svg(const struct outline *line, double x, double y, double scale,
                 struct buf *out)
{
    struct pen pen = {out,  {0, 0}, {0, 0}, x - line->x * scale, y - line->y * scale,
                      scale};
    for (int i = 0; i < line->path->num_data; i += line->path->data[i].header.length) {
        pen_segment(&pen, line->path, i);
    }
}
