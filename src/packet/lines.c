// SPDX-License-Identifier: MIT
#include "packet/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "packet/anchor.h"

#define INDENT 16.0
#define DEPTH_MOST 6
#define ABOUT_MOST ((size_t)1 << 28)
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define CODES 1000000 // six digits: they are on every keyboard, in every script

void lines_letter(struct buf *out, size_t n)
{
    if (n >= 26)
        lines_letter(out, n / 26 - 1);
    buf_char(out, (char)('A' + n % 26));
}

static void put_block(struct leaf *leaf, const struct anchor_block *block)
{
    enum leaf_style style = block->kind == BLOCK_LITERAL     ? LEAF_CODE
                            : block->kind == BLOCK_PARAGRAPH ? LEAF_TEXT
                                                             : LEAF_HEADING;
    int depth = block->depth < DEPTH_MOST ? block->depth : DEPTH_MOST;
    leaf_numbered(leaf, style, block->text, block->len, depth * INDENT,
                  *block->mark ? block->mark : NULL);
}

struct setting {
    struct leaf *leaf;
    size_t left; // blocks that are not set yet
    double behind;
};

static void count_block(const struct anchor_block *block, void *context)
{
    struct setting *setting = context;
    (void)block;
    setting->left++;
}

static void set_block(const struct anchor_block *block, void *context)
{
    struct setting *setting = context;
    setting->leaf->behind = --setting->left ? 0 : setting->behind;
    put_block(setting->leaf, block);
    setting->leaf->behind = 0;
}

void lines_put(struct leaf *leaf, const char *content, double behind)
{
    struct setting setting = {leaf, 0, behind};
    anchor_blocks(content, strlen(content), count_block, &setting);
    anchor_blocks(content, strlen(content), set_block, &setting);
}

// --- which words a line holds

struct measuring {
    struct leaf leaf;
    struct buf text;   // the turn's anchor text so far
    size_t length;     // of it, in code points
    const char *block; // its text, while it is set
    json_t *lines;
};

static void note_line(size_t start, size_t len, void *context)
{
    struct measuring *m = context;
    size_t from = m->length + text_length(m->block, start);
    size_t to = from + text_length(m->block + start, len);
    json_array_append_new(m->lines, json_integer((json_int_t)from));
    json_array_append_new(m->lines, json_integer((json_int_t)to));
}

static void measure_block(const struct anchor_block *block, void *context)
{
    struct measuring *m = context;
    if (m->text.len) {
        buf_str(&m->text, "\n\n");
        m->length += 2;
    }
    m->block = block->text;
    put_block(&m->leaf, block);
    buf_add(&m->text, block->text, block->len);
    m->length += text_length(block->text, block->len);
}

static json_t *measure_turn(struct measuring *m, const struct transcript *t, int n,
                            const char *content)
{
    char sha256[HASH_HEX_SIZE];
    struct buf id;
    buf_init(&id, 1000);
    buf_fmt(&id, "%s/%d", t->id, n);
    buf_clear(&m->text);
    m->length = 0;
    m->lines = json_array();
    anchor_blocks(content, strlen(content), measure_block, m);
    hash_hex(m->text.data, m->text.len, sha256);
    json_t *turn = json_pack("{s:s, s:s, s:o}", "turn", id.data, "sha256", sha256,
                             "lines", m->lines);
    buf_release(&id);
    return turn;
}

static json_t *measure_turns(struct measuring *m, const struct transcript *t)
{
    const json_t *messages = json_object_get(t->document, "messages");
    json_t *turns = json_array();
    int n = 0;
    for (size_t i = 0; i < json_array_size(messages); i++) {
        const json_t *message = json_array_get(messages, i);
        if (strcmp(json_text(message, "role"), "system") != 0)
            json_array_append_new(
                turns, measure_turn(m, t, ++n, json_text(message, "content")));
    }
    return turns;
}

static json_t *measure_step(struct measuring *m, const struct assignment *a,
                            const json_t *numbers)
{
    json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(numbers); i++) {
        json_int_t n = json_integer_value(json_array_get(numbers, i));
        if ((size_t)n >= a->conversation_count)
            continue;
        struct buf letter;
        buf_init(&letter, 20);
        lines_letter(&letter, i);
        json_array_append_new(
            list, json_pack("{s:s, s:I, s:o}", "letter", letter.data, "conversation", n,
                            "turns", measure_turns(m, a->conversations[n].transcript)));
        buf_release(&letter);
    }
    return list;
}

// What is practised stays with whoever practised it.
static bool has_lines(const json_t *step)
{
    return strcmp(json_text(step, "kind"), "code") == 0;
}

static json_t *measure(const struct assignment *a, enum leaf_size size)
{
    struct measuring m = {.length = 0};
    json_t *steps = json_object();
    leaf_open(&m.leaf, size, false, "", "", NULL);
    m.leaf.told = note_line;
    m.leaf.context = &m;
    buf_init(&m.text, ABOUT_MOST);
    for (size_t i = 0; i < json_array_size(a->steps); i++) {
        const json_t *step = json_array_get(a->steps, i);
        const json_t *data = json_object_get(step, "data");
        if (has_lines(step))
            json_object_set_new(
                steps, json_text(step, "id"),
                measure_step(&m, a, json_object_get(data, "conversations")));
    }
    buf_release(&m.text);
    leaf_close(&m.leaf, NULL);
    return steps;
}

// --- the code

// What somebody was asked about an axis; its examples may come and go.
static json_t *axes_about(const json_t *axes)
{
    static const char *const fields[] = {"id", "name", "definition_sha256", "applies"};
    json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(axes); i++) {
        json_t *one = json_array();
        for (size_t f = 0; f < COUNT(fields); f++)
            json_array_append_new(
                one, json_string(json_text(json_array_get(axes, i), fields[f])));
        json_array_append_new(list, one);
    }
    return list;
}

// Steps with something to write on paper that is about what was printed with it.
static bool is_asked(const json_t *step)
{
    static const char *const kinds[] = {"consent", "code",    "cluster", "rank",
                                        "rate",    "propose", "survey"};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(json_text(step, "kind"), kinds[i]) == 0)
            return true;
    return false;
}

// What the answers to a step are about. What came back since it was printed is no part of it, so that a sheet stays good
// when somebody else's file comes late.
static json_t *step_about(const struct assignment *a, const json_t *step)
{
    static const char *const without[] = {"personal", "conversations", "ethics"};
    json_t *data = json_copy(json_object_get(step, "data"));
    const json_t *numbers = json_object_get(data, "documents");
    json_t *documents = json_array();
    for (size_t i = 0; i < COUNT(without); i++)
        json_object_del(data, without[i]);
    if (json_object_get(data, "axes"))
        json_object_set_new(data, "axes", axes_about(json_object_get(data, "axes")));
    for (size_t i = 0; i < json_array_size(numbers); i++) {
        size_t n = (size_t)json_integer_value(json_array_get(numbers, i));
        if (n < a->document_count)
            json_array_append_new(documents, json_string(a->documents[n]->sha256));
    }
    json_object_set_new(data, "documents", documents);
    return json_pack("[s, s, o]", json_text(step, "id"), json_text(step, "kind"), data);
}

static void make_code(const struct assignment *a, const json_t *lines, const char *size,
                      char code[8])
{
    char hex[HASH_HEX_SIZE];
    struct buf text;
    json_t *about = json_array();
    for (size_t i = 0; i < json_array_size(a->steps); i++)
        if (is_asked(json_array_get(a->steps, i)))
            json_array_append_new(about, step_about(a, json_array_get(a->steps, i)));
    json_t *all =
        json_pack("[s, s, O, o]", a->packet, size, (json_t *)(size_t)lines, about);
    buf_init(&text, ABOUT_MOST);
    json_canonical(all, &text);
    hash_hex(text.data, text.len, hex);
    hex[12] = '\0';
    snprintf(code, 8, "%06llu", strtoull(hex, NULL, 16) % CODES);
    buf_release(&text);
    json_decref(all);
}

json_t *lines_sheet(const struct assignment *a, enum leaf_size size)
{
    const char *name = size == LEAF_A4 ? "A4" : "Letter";
    char code[8];
    json_t *steps = measure(a, size);
    make_code(a, steps, name, code);
    return json_pack("{s:s, s:s, s:o}", "size", name, "code", code, "steps", steps);
}

void lines_code(const json_t *sheet, struct buf *out)
{
    const char *code = json_text(sheet, "code");
    buf_fmt(out, "%.3s-%s", code, strlen(code) > 3 ? code + 3 : "");
}
