// SPDX-License-Identifier: MIT
#include "packet/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "packet/lines.h"
#include "packet/words.h"
#include "script/asset.h"
#include "study/answers.h"

#define PAGE_MOST ((size_t)1 << 30)
#define ASSET_MOST ((size_t)4 << 20)
#define LAYOUT "themes/base/packet.html"

// --- the parts that never change

static const char *const style_files[] = {
    "themes/default/tokens.css",     "themes/base/style/page.css",
    "themes/base/style/shell.css",   "themes/base/style/code.css",
    "themes/base/style/cluster.css", "themes/base/style/review.css",
    "themes/base/style/rank.css",    "themes/base/style/map.css",
    "themes/base/style/propose.css", "themes/base/style/rate.css",
    "themes/base/style/survey.css",  "themes/base/style/practice.css",
    "themes/base/style/quiz.css",    "themes/base/style/ask.css",
    "themes/base/style/browse.css",  "themes/base/style/read.css",
    "themes/base/style/time.css",    "themes/base/style/guess.css"};
// What boards have beside them.
static const char *const board_style_files[] = {"themes/base/style/board.css",
                                                "themes/base/style/board-axes.css",
                                                "themes/base/style/board-map.css"};
static const char *const entry_style_files[] = {"themes/base/style/enter.css"};
#define COUNT(array) (sizeof(array) / sizeof *(array))

// What tells the programs apart.
struct program {
    const char *script;
    enum words_for words;
    const char *const *styles;
    size_t style_count;
};
static const struct program person = {"themes/base/app.js", WORDS_PACKET, NULL, 0};
static const struct program board = {"themes/base/board.js", WORDS_BOARD,
                                     board_style_files, COUNT(board_style_files)};
static const struct program entry = {"themes/base/enter.js", WORDS_ENTRY,
                                     entry_style_files, COUNT(entry_style_files)};

struct constants {
    struct buf layout, style, boot, app, policy;
    const struct buf *spoken; // the language of the interface's words
};

static void add_source(struct buf *policy, const char *directive, const struct buf *a,
                       const struct buf *b)
{
    buf_fmt(policy, "; %s 'sha256-", directive);
    hash_base64(a->data, a->len, policy);
    if (b) {
        buf_str(policy, "' 'sha256-");
        hash_base64(b->data, b->len, policy);
    }
    buf_str(policy, "'");
}

static void make_policy(struct constants *c)
{
    buf_str(&c->policy, "default-src 'none'");
    add_source(&c->policy, "script-src", &c->boot, &c->app);
    add_source(&c->policy, "style-src", &c->style, NULL);
    buf_str(&c->policy, "; img-src data:; base-uri 'none'; form-action 'none'; "
                        "require-trusted-types-for 'script'; trusted-types 'none'");
}

static int read_styles(struct buf *style, const char *folder, const char *const *files,
                       size_t count, struct diag *d)
{
    int result = 0;
    for (size_t i = 0; i < count && result == 0; i++)
        result = asset_read(folder, files[i], style, NULL, d);
    return result;
}

static int constants_init(struct constants *c, const char *folder,
                          const struct program *program, struct diag *d)
{
    struct buf *all[] = {&c->layout, &c->style, &c->boot, &c->app, &c->policy};
    for (size_t i = 0; i < COUNT(all); i++)
        buf_init(all[i], ASSET_MOST);
    int result = read_styles(&c->style, folder, style_files, COUNT(style_files), d);
    if (result == 0)
        result =
            read_styles(&c->style, folder, program->styles, program->style_count, d);
    if (result == 0)
        result = asset_read(folder, LAYOUT, &c->layout, NULL, d);
    // The program of a packet is never taken from a study: its hash is published with a release.
    if (result == 0)
        result = asset_read("", "themes/base/app/boot.js", &c->boot, NULL, d);
    if (result == 0)
        result = asset_read("", program->script, &c->app, NULL, d);
    make_policy(c);
    return result;
}

static void constants_release(struct constants *c)
{
    buf_release(&c->layout);
    buf_release(&c->style);
    buf_release(&c->boot);
    buf_release(&c->app);
    buf_release(&c->policy);
}

// --- the layout: {{name}} stands for a value, {{words key}} for words

static void put_words(struct buf *out, const json_t *words, const char *key)
{
    const char *text = json_text(words, key);
    escape_html(out, *text ? text : key, strlen(*text ? text : key));
}

static bool put_value(struct buf *out, const struct study *study,
                      const struct constants *c, const char *name)
{
    if (strcmp(name, "language") == 0)
        escape_html(out, c->spoken->data, c->spoken->len);
    else if (strcmp(name, "direction") == 0)
        buf_str(out, text_direction(c->spoken->data));
    else if (strcmp(name, "title") == 0)
        escape_html(out, study->title, strlen(study->title));
    else if (strcmp(name, "policy") == 0)
        escape_html(out, c->policy.data, c->policy.len);
    else if (strcmp(name, "style") == 0)
        escape_raw(out, c->style.data, c->style.len);
    else if (strcmp(name, "boot") == 0)
        escape_raw(out, c->boot.data, c->boot.len);
    else if (strcmp(name, "app") == 0)
        escape_raw(out, c->app.data, c->app.len);
    else
        return false;
    return true;
}

// Fills `head` up to {{packet}}, and `tail` behind it.
static int fill_layout(struct page_frame *frame, const struct study *study,
                       const struct constants *c, const json_t *words, struct diag *d)
{
    struct buf *out = &frame->head;
    const char *at = c->layout.data, *open;
    while ((open = strstr(at, "{{"))) {
        const char *close = strstr(open, "}}");
        if (!close)
            break;
        char *name = mem_strndup(open + 2, (size_t)(close - open - 2));
        escape_raw(out, at, (size_t)(open - at));
        if (strcmp(name, "packet") == 0)
            out = &frame->tail;
        else if (strncmp(name, "words ", 6) == 0)
            put_words(out, words, name + 6);
        else if (!put_value(out, study, c, name))
            diag_add(d, (struct place){LAYOUT, 0, ""}, E_TEMPLATE, name);
        free(name);
        at = close + 2;
    }
    escape_raw(out, at, strlen(at));
    if (out != &frame->tail)
        return diag_add(d, (struct place){LAYOUT, 0, ""}, E_TEMPLATE, "packet");
    return 0;
}

// --- blocks

static void put_attribute(struct buf *out, const char *name, const char *value)
{
    buf_fmt(out, " %s=\"", name);
    escape_html(out, value, strlen(value));
    buf_char(out, '"');
}

// What became of an answer that is not simply one, in the interface's words. It is no block: nobody codes it, and it is no
// part of the anchor text.
static void put_outcome(struct buf *out, const struct pages *p, const struct turn *turn)
{
    const char *outcome = answer_outcome(turn->transcript);
    struct buf key;
    if (!*outcome || turn->n != transcript_turns(turn->transcript))
        return;
    buf_init(&key, 100);
    buf_fmt(&key, "outcome.%s", outcome);
    buf_str(out, "<p class=\"outcome\"");
    put_attribute(out, "lang", p->spoken.data);
    put_attribute(out, "dir", text_direction(p->spoken.data));
    buf_str(out, ">");
    put_words(out, p->words, key.data);
    buf_str(out, "</p>");
    buf_release(&key);
}

static void put_turn(struct buf *out, const struct pages *p, const struct turn *turn)
{
    buf_str(out, "<section class=\"turn\"");
    put_attribute(out, "data-turn", turn->id);
    put_attribute(out, "data-role", turn->role);
    put_attribute(out, "data-sha256", turn->anchor.sha256);
    if (*turn->transcript->language)
        put_attribute(out, "lang", turn->transcript->language);
    buf_str(out, " dir=\"auto\">");
    escape_raw(out, turn->anchor.html.data, turn->anchor.html.len);
    put_outcome(out, p, turn);
    buf_str(out, "</section>\n");
}

static int by_key(const void *a, const void *b)
{
    const char *p = ((const struct page_block *)a)->key,
               *q = ((const struct page_block *)b)->key;
    return (p > q) - (p < q);
}

static void render_blocks(struct pages *p, const struct turns *turns)
{
    const struct study *s = p->study;
    p->blocks = mem_alloc((s->transcript_count + s->text_count) * sizeof *p->blocks);
    for (size_t i = 0; i < turns->count; i++) {
        const struct turn *turn = &turns->items[i];
        if (!p->block_count || p->blocks[p->block_count - 1].key != turn->transcript) {
            struct page_block *block = &p->blocks[p->block_count++];
            block->key = turn->transcript;
            buf_init(&block->html, PAGE_MOST);
        }
        put_turn(&p->blocks[p->block_count - 1].html, p, turn);
    }
    for (size_t i = 0; i < s->text_count; i++) {
        struct anchor anchor;
        struct page_block *block = &p->blocks[p->block_count++];
        block->key = s->texts[i];
        anchor_render(&anchor, s->texts[i]->data, s->texts[i]->len, s->language);
        block->html = anchor.html;
        buf_release(&anchor.text);
    }
    if (p->block_count)
        qsort(p->blocks, p->block_count, sizeof *p->blocks, by_key);
}

static const struct buf *block_of(const struct pages *p, const void *key)
{
    struct page_block wanted = {.key = key};
    struct page_block *found =
        bsearch(&wanted, p->blocks, p->block_count, sizeof wanted, by_key);
    return &found->html;
}

// --- life

static void put_json_element(struct buf *out, const char *id, const json_t *value)
{
    struct buf json;
    buf_init(&json, PAGE_MOST);
    buf_fmt(out, "<script type=\"application/json\" id=\"%s\">", id);
    if (value) {
        json_canonical(value, &json);
        escape_json_script(out, json.data, json.len);
    }
    buf_str(out, "</script>\n");
    buf_release(&json);
}

static int make_frame(struct pages *p, struct page_frame *frame,
                      const struct program *program, struct diag *d)
{
    const struct study *study = p->study;
    struct buf spoken;
    struct constants c = {.spoken = &spoken};
    buf_init(&spoken, ASSET_MOST);
    json_t *words =
        words_load(study->folder, study->language, program->words, &spoken, d);
    int result = words ? constants_init(&c, study->folder, program, d) : -1;
    if (result == 0)
        result = fill_layout(frame, study, &c, words, d);
    if (result == 0) {
        put_json_element(&frame->words, "calma-strings", words);
        put_json_element(&frame->words, "calma-state", NULL);
    }
    constants_release(&c);
    buf_release(&spoken);
    json_decref(words);
    return result;
}

static bool has_boards(const struct study *study)
{
    for (size_t r = 0; r < study->round_count; r++)
        if (study->rounds[r].board_count)
            return true;
    return false;
}

int pages_init(struct pages *p, const struct study *study, const struct turns *turns,
               const char *version, bool enters, struct diag *d)
{
    *p = (struct pages){.study = study, .version = version, .entry = enters};
    for (int i = 0; i < 2; i++) {
        buf_init(&p->frames[i].head, ASSET_MOST * 4);
        buf_init(&p->frames[i].tail, ASSET_MOST * 4);
        buf_init(&p->frames[i].words, ASSET_MOST);
    }
    int result = make_frame(p, &p->frames[0], enters ? &entry : &person, d);
    if (result == 0 && !enters && has_boards(study))
        result = make_frame(p, &p->frames[1], &board, d);
    buf_init(&p->spoken, 100);
    p->words = words_load(study->folder, study->language, WORDS_PACKET, &p->spoken, d);
    render_blocks(p, turns);
    return p->words ? result : -1;
}

void pages_release(struct pages *p)
{
    for (size_t i = 0; i < p->block_count; i++)
        buf_release(&p->blocks[i].html);
    free(p->blocks);
    json_decref(p->words);
    buf_release(&p->spoken);
    for (int i = 0; i < 2; i++) {
        buf_release(&p->frames[i].head);
        buf_release(&p->frames[i].tail);
        buf_release(&p->frames[i].words);
    }
}

// --- one packet

static json_t *list_documents(const struct assignment *a)
{
    json_t *list = json_array();
    for (size_t i = 0; i < a->document_count; i++)
        json_array_append_new(list, json_pack("{s:s, s:s}", "id", a->documents[i]->file,
                                              "sha256", a->documents[i]->sha256));
    return list;
}

// What it goes on from is told only where that is in the packet too.
static void put_follows(json_t *conversation, const struct assignment *a,
                        const struct transcript *t)
{
    for (size_t i = 0; *t->follows && i < a->conversation_count; i++) {
        const struct transcript *before = a->conversations[i].transcript;
        if (strcmp(before->id, t->follows) != 0)
            continue;
        int turn = t->follows_turn ? t->follows_turn : transcript_turns(before);
        json_object_set_new(conversation, "follows", json_string(t->follows));
        json_object_set_new(conversation, "follows_turn", json_integer(turn));
        return;
    }
}

static json_t *list_conversations(const struct assignment *a)
{
    json_t *list = json_array();
    for (size_t i = 0; i < a->conversation_count; i++) {
        const struct transcript *t = a->conversations[i].transcript;
        json_t *one = json_pack("{s:s, s:s, s:s, s:s, s:i}", "id", t->id, "owner",
                                a->conversations[i].owner, "title", t->title, "topic",
                                t->topic, "turns", transcript_turns(t));
        put_follows(one, a, t);
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *list_pictures(const struct assignment *a)
{
    json_t *list = json_array();
    for (size_t i = 0; i < a->picture_count; i++)
        json_array_append_new(list,
                              json_pack("{s:s}", "sha256", a->pictures[i].sha256));
    return list;
}

static json_t *packet_data(const struct pages *p, const struct assignment *a)
{
    const struct study *s = p->study;
    // Whoever types in from paper is not the one who is paid.
    json_t *pay = a->board || p->entry ? NULL : pay_json(&s->pay);
    return json_pack(
        "{s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s, s:s}, s:{s:s, s:s, s:s}, s:{s:s, s:s}, "
        "s:{s:s, s:s}, s:O, s:o, s:o, s:o, s:o*}",
        "format", "calma/packet@1", "packet", a->packet, "version", p->version, "study",
        "id", s->id, "title", s->title, "sha256", s->sha256, "language", s->language,
        "direction", s->direction, "participant", "id", a->participant->id, "check",
        a->participant->check, "name", a->participant->name, "group", "id",
        a->group->id, "title", a->group->title, "round", "id", a->round->id, "title",
        a->round->title, "steps", a->steps, "documents", list_documents(a),
        "conversations", list_conversations(a), "pictures", list_pictures(a), "pay",
        pay);
}

static void add_part(struct page *page, const void *data, size_t len)
{
    if (page->count == page->cap) {
        page->cap = page->cap ? page->cap * 2 : 32;
        page->parts = mem_grow(page->parts, (size_t)page->cap, sizeof *page->parts);
    }
    page->parts[page->count++] = (struct iovec){(void *)(size_t)data, len};
    page->size += len;
}

// Opening tags go into `own`, which may move while it grows: their parts are made when it is complete.
static void put_openings(struct page *page, const struct assignment *a, size_t *ends)
{
    for (size_t i = 0; i < a->document_count; i++) {
        buf_fmt(&page->own, "<noscript class=\"document\" id=\"document-%zu\">\n", i);
        *ends++ = page->own.len;
    }
    for (size_t i = 0; i < a->conversation_count; i++) {
        const char *title = a->conversations[i].transcript->title;
        buf_str(&page->own, "<noscript><h2 dir=\"auto\">");
        escape_html(&page->own, title, strlen(title));
        buf_fmt(&page->own,
                "</h2></noscript>\n<noscript class=\"conversation\" "
                "id=\"conversation-%zu\">\n",
                i);
        *ends++ = page->own.len;
    }
    for (size_t i = 0; i < a->picture_count; i++) {
        buf_fmt(&page->own, "<noscript class=\"picture\" id=\"picture-%zu\">\n", i);
        *ends++ = page->own.len;
    }
}

// The inside of the noscript element number `i` of those that put_openings opened.
static void add_block(struct page *page, const struct pages *pages,
                      const struct assignment *a, size_t i)
{
    size_t documents = a->document_count, both = documents + a->conversation_count;
    if (i >= both) {
        const char *svg = a->pictures[i - both].svg;
        add_part(page, svg, strlen(svg));
        return;
    }
    const struct buf *block =
        i < documents ? block_of(pages, a->documents[i])
                      : block_of(pages, a->conversations[i - documents].transcript);
    add_part(page, block->data, block->len);
}

// What stands on the participant's paper, of either size: whoever types it in says which by its code.
static void put_sheets(struct page *page, const struct assignment *a)
{
    json_t *sheets = json_pack("{s:[o, o]}", "sheets", lines_sheet(a, LEAF_A4),
                               lines_sheet(a, LEAF_LETTER));
    put_json_element(&page->own, "calma-sheet", sheets);
    json_decref(sheets);
}

void page_make(struct page *page, const struct pages *pages, const struct assignment *a)
{
    static const char close[] = "</noscript>\n";
    const struct page_frame *frame = &pages->frames[a->board != NULL];
    *page = (struct page){0};
    buf_init(&page->own, PAGE_MOST);
    json_t *data = packet_data(pages, a);
    put_json_element(&page->own, "calma-packet", data);
    json_decref(data);
    if (pages->entry)
        put_sheets(page, a);
    size_t start = page->own.len;
    size_t count = a->document_count + a->conversation_count + a->picture_count;
    size_t *ends = mem_grow(NULL, count, sizeof *ends);
    put_openings(page, a, ends);
    add_part(page, frame->head.data, frame->head.len);
    add_part(page, page->own.data, start);
    add_part(page, frame->words.data, frame->words.len);
    for (size_t i = 0; i < count; i++) {
        add_part(page, page->own.data + start, ends[i] - start);
        add_block(page, pages, a, i);
        add_part(page, close, sizeof close - 1);
        start = ends[i];
    }
    add_part(page, frame->tail.data, frame->tail.len);
    free(ends);
}

void page_release(struct page *page)
{
    free(page->parts);
    buf_release(&page->own);
    *page = (struct page){0};
}
