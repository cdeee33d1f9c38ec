// SPDX-License-Identifier: MIT
#include "report/embeddings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

#define NAME "embeddings.jsonl"
#define FILE_MAX ((size_t)512 << 20)
#define SIZE_MAX_VECTOR 16384

// ---- one line

// Fills a vector of length 1; a constant sentence when that cannot be.
static const char *read_vector(struct embedding *each, const json_t *list)
{
    each->size = json_array_size(list);
    if (each->size == 0 || each->size > SIZE_MAX_VECTOR) {
        return "\"vector\" must be a list of numbers";
    }
    each->vector = mem_alloc(each->size * sizeof *each->vector);
    double sum = 0;
    for (size_t i = 0; i < each->size; i++) {
        const json_t *number = json_array_get(list, i);
        if (!json_is_number(number)) {
            return "\"vector\" must be a list of numbers";
        }
        each->vector[i] = json_number_value(number);
        sum += each->vector[i] * each->vector[i];
    }
    if (!(sum > 0) || !isfinite(sum)) {
        return "the vector has no direction";
    }
    for (size_t i = 0; i < each->size; i++) {
        each->vector[i] /= sqrt(sum);
    }
    return NULL;
}

static const char *read_object(struct embedding *each, const json_t *object)
{
    const char *text = json_text(object, "text"), *model = json_text(object, "model");
    if (!*text || !*model) {
        return "it needs \"text\", \"model\" and \"vector\"";
    }
    each->text = mem_strdup(text);
    each->model = mem_strdup(model);
    return read_vector(each, json_object_get(object, "vector"));
}

static void embedding_clear(struct embedding *each)
{
    free(each->text);
    free(each->model);
    free(each->vector);
}

// What is wrong with JSON in general is said as what is wrong with the line.
static void read_line(struct embeddings *e, const char *line, size_t len, int number,
                      struct diag *d)
{
    struct diag inner;
    struct embedding each = {.line = number};
    diag_init(&inner);
    const char *why = text_valid(line, len, NULL) ? NULL : "it is not UTF-8 text";
    json_t *object = why ? NULL : json_parse(line, len, NAME, number, &inner);
    why = why ? why : !object ? "it is not valid JSON" : read_object(&each, object);
    if (why) {
        diag_add(d, (struct place){NAME, number, ""}, W_EMBEDDING, why);
        embedding_clear(&each);
    } else {
        e->list = mem_grow(e->list, e->count + 1, sizeof *e->list);
        e->list[e->count++] = each;
    }
    json_decref(object);
    diag_release(&inner);
}

// ---- all lines

static int compare(const char *model, const char *text, const struct embedding *b)
{
    int order = strcmp(model, b->model);
    return order ? order : strcmp(text, b->text);
}

static int by_text(const void *a, const void *b)
{
    const struct embedding *x = a, *y = b;
    int order = compare(x->model, x->text, y);
    return order ? order : y->line - x->line;
}

// The last line of a text comes first in its run.
static void keep_last(struct embeddings *e)
{
    size_t kept = 0;
    for (size_t i = 0; i < e->count; i++) {
        struct embedding *each = &e->list[i];
        if (kept && compare(each->model, each->text, &e->list[kept - 1]) == 0) {
            embedding_clear(each);
        } else {
            e->list[kept++] = *each;
        }
    }
    e->count = kept;
}

static void read_lines(struct embeddings *e, const struct buf *file, struct diag *d)
{
    int number = 1;
    for (const char *at = file->data, *end = at + file->len; at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((stop ? stop : end) - at);
        if (strspn(at, " \t\r") < len) {
            read_line(e, at, len, number, d);
        }
        at += len + 1;
    }
    if (e->count) {
        qsort(e->list, e->count, sizeof *e->list, by_text);
    }
    keep_last(e);
}

void embeddings_read(struct embeddings *e, const char *folder, struct diag *d)
{
    *e = (struct embeddings){0};
    char *path = path_join(folder, NAME);
    struct buf file;
    buf_init(&file, FILE_MAX);
    if (file_exists(path) && file_read_in(folder, NAME, &file, d) == 0) {
        read_lines(e, &file, d);
    }
    buf_release(&file);
    free(path);
}

void embeddings_clear(struct embeddings *e)
{
    for (size_t i = 0; i < e->count; i++) {
        embedding_clear(&e->list[i]);
    }
    free(e->list);
    *e = (struct embeddings){0};
}

const struct embedding *embeddings_find(const struct embeddings *e, const char *model,
                                        const char *text)
{
    size_t low = 0, high = e->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(model, text, &e->list[middle]);
        if (order == 0) {
            return &e->list[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

double embedding_cosine(const double *a, size_t a_size, const double *b, size_t b_size)
{
    double both = 0, aa = 0, bb = 0;
    for (size_t i = 0; i < a_size && a_size == b_size; i++) {
        both += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    return aa > 0 && bb > 0 ? both / sqrt(aa * bb) : 0;
}
