// SPDX-License-Identifier: MIT
#include "report/labelbox.h"

#include <math.h>
#include <string.h>

#define LABEL_MAX ((size_t)1 << 16)
#define BESIDE                                                                         \
    0.6 // room at each side, in the size of the font; readers' fonts can be a little wider
#define ABOVE 0.55
#define WIDER 1.05
#define PITCH 1.3 // from one line to the next, at least

// One weight for all, lines broken between words where that is possible.
static void set_style(PangoLayout *layout, const struct labelbox_style *style)
{
    PangoFontDescription *font =
        pango_font_description_copy(pango_layout_get_font_description(layout));
    pango_font_description_set_weight(font, PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, (int)(style->most * PANGO_SCALE));
}

static void add_line(struct labelbox *box, const char *text, size_t len, bool cut)
{
    while (len && text[len - 1] == ' ') {
        len--;
    }
    struct buf *line = &box->lines[box->count++];
    buf_init(line, LABEL_MAX + 8);
    buf_add(line, text, len);
    if (cut) {
        buf_str(line, "…");
    }
}

static double line_width(PangoLayoutLine *line)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

static int even(double pixels)
{
    return 2 * (int)ceil(pixels / 2);
}

static void add_lines(struct labelbox *box, PangoLayout *layout, const char *text,
                      const struct labelbox_style *style)
{
    int all = pango_layout_get_line_count(layout), widest = 0, high;
    int shown = all < style->lines ? all : style->lines;
    for (int i = 0; i < shown; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);
        widest = (int)fmax(widest, ceil(line_width(line)));
        add_line(box, text + line->start_index, (size_t)line->length,
                 i == shown - 1 && shown < all);
    }
    pango_layout_get_size(layout, NULL, &high);
    double pitch = fmax(PITCH * style->size, (double)high / PANGO_SCALE / all);
    box->width = even(widest * WIDER + 2 * BESIDE * style->size);
    box->height = even(pitch * shown + 2 * ABOVE * style->size);
}

void labelbox_measure(struct labelbox *box, struct outliner *outliner, const char *text,
                      const struct labelbox_style *style)
{
    *box = (struct labelbox){0};
    struct buf label;
    buf_init(&label, LABEL_MAX);
    outline_label(text, &label);
    pango_layout_set_text(outliner->layout, label.data, (int)label.len);
    set_style(outliner->layout, style);
    box->rtl = pango_layout_get_direction(outliner->layout, 0) == PANGO_DIRECTION_RTL;
    add_lines(box, outliner->layout, label.data, style);
    buf_release(&label);
}

void labelbox_clear(struct labelbox *box)
{
    for (int i = 0; i < box->count; i++) {
        buf_release(&box->lines[i]);
    }
    box->count = 0;
}
