// SPDX-License-Identifier: MIT
// Words go, largest first, to the free place nearest the centre; when one finds none, all are tried again at a smaller
// scale. Places are cells of a few pixels, and a word covers the cells that its glyphs touch, so that small words
// fill the gaps of large ones: 300 words then ink a fifth of the picture.
#include "report/cloud.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "report/mask.h"

#define CELL 3   // pixels
#define MARGIN 1 // pixels above and below each outline
#define GAP                                                                            \
    0.12 // pixels beside it, in the size of the font: about half a space between words
#define TRACE_SIZE 100 // pixels, the font size of the outlines before scaling
#define SAMPLE 0.25    // of TRACE_SIZE: where ink is measured before the first layout
#define LONGEST 24     // a drawn word's width at most, in its font's size
#define BANDS 5
#define SHRINK 0.96
#define INK_MOST 0.27 // of the picture: more has never fitted

struct place {
    short x, y;
};

struct placed {
    const struct cloud_word *word;
    struct outline line;
    struct mask mask;
    double size; // 0 to 1, of the largest
    struct place at;
};

struct cloud {
    const struct cloud_settings *settings;
    struct placed *words; // by count, the largest first
    size_t count;
    struct place *places; // every cell, the nearest to the centre first
    size_t place_count;
    int columns, rows;
    double scale; // pixels of font size for size 1
};

// ---- the words

static int by_count(const void *a, const void *b)
{
    const struct cloud_word *const *x = a, *const *y = b;
    if ((*x)->count != (*y)->count) {
        return (*x)->count < (*y)->count ? 1 : -1;
    }
    return strcmp((*x)->text, (*y)->text);
}

// A word used twice as often has twice the ink, down to the smallest size that can be read.
static double word_size(const struct cloud *cloud, long long count, long long most)
{
    return count > 0 ? fmax(cloud->settings->ratio, sqrt((double)count / (double)most))
                     : cloud->settings->ratio;
}

static void trace_words(struct cloud *cloud, const struct cloud_word **sorted,
                        size_t count)
{
    struct outliner outliner;
    outliner_init(&outliner, cloud->settings->font, TRACE_SIZE);
    for (size_t i = 0; i < count; i++) {
        struct placed *placed = &cloud->words[cloud->count];
        if (outline_trace(&outliner, sorted[i]->text, LONGEST * TRACE_SIZE,
                          &placed->line)) {
            placed->word = sorted[i];
            placed->size = word_size(cloud, sorted[i]->count, sorted[0]->count);
            cloud->count++;
        }
    }
    outliner_clear(&outliner);
}

static void read_words(struct cloud *cloud, const struct cloud_word *words,
                       size_t count)
{
    count = count > CLOUD_WORDS_MAX ? CLOUD_WORDS_MAX : count;
    const struct cloud_word **sorted = mem_alloc((count + 1) * sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &words[i];
    }
    qsort(sorted, count, sizeof *sorted, by_count);
    cloud->words = mem_alloc((count + 1) * sizeof *cloud->words);
    trace_words(cloud, sorted, count);
    free(sorted);
}

// ---- the places

struct ranked {
    long long distance;
    struct place at;
};

static int by_distance(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->distance != y->distance) {
        return x->distance < y->distance ? -1 : 1;
    }
    return x->at.y != y->at.y ? x->at.y - y->at.y : x->at.x - y->at.x;
}

// Distances are measured as if the picture were square, so that the cloud takes its shape.
static void rank_places(struct cloud *cloud)
{
    cloud->columns = cloud->settings->width / CELL;
    cloud->rows = cloud->settings->height / CELL;
    cloud->place_count = (size_t)cloud->columns * (size_t)cloud->rows;
    struct ranked *ranked = mem_alloc(cloud->place_count * sizeof *ranked);
    for (size_t i = 0; i < cloud->place_count; i++) {
        int x = (int)(i % (size_t)cloud->columns),
            y = (int)(i / (size_t)cloud->columns);
        long long dx = (2LL * x - cloud->columns) * cloud->rows,
                  dy = (2LL * y - cloud->rows) * cloud->columns;
        ranked[i] = (struct ranked){dx * dx + dy * dy, {(short)x, (short)y}};
    }
    qsort(ranked, cloud->place_count, sizeof *ranked, by_distance);
    cloud->places = mem_alloc(cloud->place_count * sizeof *cloud->places);
    for (size_t i = 0; i < cloud->place_count; i++) {
        cloud->places[i] = ranked[i].at;
    }
    free(ranked);
}

// `places` are of the word's middle.
static bool find_place(const struct cloud *cloud, const struct mask *picture,
                       struct placed *word)
{
    int left = word->mask.width / 2, top = word->mask.height / 2;
    int right = cloud->columns - word->mask.width,
        bottom = cloud->rows - word->mask.height;
    for (size_t i = 0; i < cloud->place_count; i++) {
        int x = cloud->places[i].x - left, y = cloud->places[i].y - top;
        if (x >= 0 && y >= 0 && x <= right && y <= bottom &&
            mask_fits(picture, &word->mask, x, y)) {
            word->at = (struct place){(short)x, (short)y};
            return true;
        }
    }
    return false;
}

// ---- the layout

static double ink_scale(const struct cloud *cloud, const struct placed *word)
{
    return cloud->scale * word->size / TRACE_SIZE;
}

static struct mask_grid word_grid(const struct cloud *cloud, const struct placed *word)
{
    return (struct mask_grid){
        CELL, MARGIN + (int)lround(cloud->scale * word->size * GAP), MARGIN};
}

static void trace_masks(struct cloud *cloud)
{
    for (size_t i = 0; i < cloud->count; i++) {
        struct placed *word = &cloud->words[i];
        mask_clear(&word->mask);
        mask_trace(&word->mask, &word->line, ink_scale(cloud, word),
                   word_grid(cloud, word));
    }
}

static bool place_all(struct cloud *cloud)
{
    struct mask picture;
    mask_init(&picture, cloud->columns, cloud->rows);
    bool all = true;
    for (size_t i = 0; i < cloud->count && all; i++) {
        all = find_place(cloud, &picture, &cloud->words[i]);
        if (all) {
            mask_put(&picture, &cloud->words[i].mask, cloud->words[i].at.x,
                     cloud->words[i].at.y);
        }
    }
    mask_clear(&picture);
    return all;
}

// Where the search starts: as large as the settings and the picture allow, and no more ink than has ever fitted.
static double first_scale(const struct cloud *cloud)
{
    double scale = cloud->settings->largest, ink = 0;
    for (size_t i = 0; i < cloud->count; i++) {
        const struct placed *word = &cloud->words[i];
        double size = word->size / TRACE_SIZE;
        double wide = (cloud->settings->width - 8 * CELL) /
                      ((word->line.width + 2 * GAP * TRACE_SIZE) * size);
        double high = (cloud->settings->height - 8 * CELL) / (word->line.height * size);
        scale = fmin(scale, fmin(wide, high));
        ink += (double)word->mask.ink * word->size * word->size / (SAMPLE * SAMPLE);
    }
    double room = INK_MOST * cloud->settings->width * cloud->settings->height;
    return ink > 0 ? fmin(scale, TRACE_SIZE * sqrt(room / ink)) : scale;
}

static void lay_out(struct cloud *cloud)
{
    for (size_t i = 0; i < cloud->count; i++) {
        mask_trace(&cloud->words[i].mask, &cloud->words[i].line, SAMPLE,
                   (struct mask_grid){CELL, MARGIN, MARGIN});
    }
    cloud->scale = first_scale(cloud);
    trace_masks(cloud);
    while (!place_all(cloud)) {
        cloud->scale *= SHRINK;
        trace_masks(cloud);
    }
}

// ---- the picture

static int band(const struct placed *word)
{
    int n = 1 + (int)((1 - word->size) * BANDS);
    return n > BANDS ? BANDS : n;
}

// XML knows no control characters, not even escaped ones.
static void write_text(const char *text, struct buf *out)
{
    size_t len = strlen(text), done = 0;
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f) {
            escape_html(out, text + done, i - done);
            buf_char(out, ' ');
            done = i + 1;
        }
    }
    escape_html(out, text + done, len - done);
}

static void write_word(const struct cloud *cloud, const struct placed *word,
                       struct buf *out)
{
    buf_fmt(out, "<g class=\"cloud-%d\"><title>", band(word));
    write_text(word->word->text, out);
    buf_fmt(out, ": %lld</title><path d=\"", word->word->count);
    struct mask_grid grid = word_grid(cloud, word);
    outline_svg(&word->line, word->at.x * CELL + grid.beside,
                word->at.y * CELL + grid.above, ink_scale(cloud, word), out);
    buf_str(out, "\"/></g>\n");
}

static void write_picture(const struct cloud *cloud, struct buf *out)
{
    buf_fmt(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cloud\" viewBox=\"0 0 "
            "%d %d\" role=\"img\" aria-label=\"",
            cloud->settings->width, cloud->settings->height);
    write_text(cloud->settings->label, out);
    buf_fmt(out, "\"><g transform=\"scale(%g)\" fill=\"currentColor\">\n",
            1.0 / OUTLINE_UNITS);
    for (size_t i = 0; i < cloud->count; i++) {
        write_word(cloud, &cloud->words[i], out);
    }
    buf_str(out, "</g></svg>\n");
}

static void cloud_release(struct cloud *cloud)
{
    for (size_t i = 0; i < cloud->count; i++) {
        outline_clear(&cloud->words[i].line);
        mask_clear(&cloud->words[i].mask);
    }
    free(cloud->words);
    free(cloud->places);
}

size_t cloud_svg(const struct cloud_word *words, size_t count,
                 const struct cloud_settings *settings, struct buf *out)
{
    struct cloud cloud = {.settings = settings};
    read_words(&cloud, words, count);
    rank_places(&cloud);
    lay_out(&cloud);
    write_picture(&cloud, out);
    size_t drawn = cloud.count;
    cloud_release(&cloud);
    return drawn;
}
