// SPDX-License-Identifier: MIT
#include "packet/paper.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "packet/anchor.h"
#include "packet/lines.h"
#include "study/answers.h"

#define INDENT 16.0
#define TICK 24.0 // a box with its words below a text
#define RIGHT_TO_LEFT                                                                  \
    "\u200f"              // a text begins at the right, whatever letter comes first
#define LTR_OPEN "\u2066" // numbers with a dash keep their order
#define LTR_CLOSE "\u2069"

struct paper {
    struct leaf leaf;
    const struct assignment *a;
    const json_t *words;
    struct buf step; // the number and the title of the one that is set
};

// --- words

static const char *say(const struct paper *p, const char *key)
{
    const char *words = json_text(p->words, key);
    return *words ? words : key;
}

static void put(struct paper *p, enum leaf_style style, const char *text)
{
    if (*text)
        leaf_text(&p->leaf, style, text, strlen(text), 0, NULL);
}

static void put_say(struct paper *p, enum leaf_style style, const char *key)
{
    put(p, style, say(p, key));
}

// Words with a place to fill: "Answer {n}".
static void put_filled(struct paper *p, enum leaf_style style, const char *key,
                       const char *place, const char *with)
{
    const char *words = say(p, key), *hole = strstr(words, place);
    struct buf line;
    buf_init(&line, 10000);
    if (hole)
        buf_fmt(&line, "%.*s%s%s", (int)(hole - words), words, with,
                hole + strlen(place));
    put(p, style, hole ? line.data : words);
    buf_release(&line);
}

static void put_count(struct paper *p, enum leaf_style style, const char *key, int n)
{
    char number[20];
    snprintf(number, sizeof number, "%d", n);
    put_filled(p, style, key, "{n}", number);
}

// --- texts in Markdown

static void put_block(const struct anchor_block *block, void *context)
{
    struct paper *p = context;
    enum leaf_style style = block->kind == BLOCK_LITERAL     ? LEAF_CODE
                            : block->kind == BLOCK_PARAGRAPH ? LEAF_TEXT
                            : block->level == 1              ? LEAF_TITLE
                                                             : LEAF_HEADING;
    int depth = block->depth < 6 ? block->depth : 6;
    leaf_text(&p->leaf, style, block->text, block->len, depth * INDENT,
              *block->mark ? block->mark : NULL);
}

static void put_documents(struct paper *p, const json_t *data)
{
    const json_t *list = json_object_get(data, "documents");
    for (size_t i = 0; i < json_array_size(list); i++) {
        size_t n = (size_t)json_integer_value(json_array_get(list, i));
        if (n >= p->a->document_count)
            continue;
        const struct text_file *text = p->a->documents[n];
        leaf_space(&p->leaf, 14);
        anchor_blocks(text->data, text->len, put_block, p);
    }
}

// --- conversations: A, B, ... Z, AA, ..., each with lines of its own

// "Nothing to code" is said of each answer by itself.
static void put_message(struct paper *p, const json_t *message, bool prompts,
                        int counts[2])
{
    const char *role = json_text(message, "role");
    bool asked = strcmp(role, "user") == 0;
    if (strcmp(role, "system") == 0)
        return;
    put_count(p, LEAF_LABEL, asked ? "code.turn.question" : "code.turn.answer",
              ++counts[asked]);
    bool ticked = !asked || prompts;
    lines_put(&p->leaf, json_text(message, "content"), ticked ? TICK : 0);
    if (ticked) {
        const char *nothing[] = {say(p, "paper.code.nothing")};
        leaf_boxes(&p->leaf, nothing, 1, false);
    }
    leaf_space(&p->leaf, 6);
}

// What became of an answer that is not simply one.
static void put_outcome(struct paper *p, const struct transcript *t)
{
    struct buf key;
    if (!*answer_outcome(t))
        return;
    buf_init(&key, 100);
    buf_fmt(&key, "outcome.%s", answer_outcome(t));
    put_say(p, LEAF_SMALL, key.data);
    buf_release(&key);
}

// The nth conversation of a step's list, or NULL.
static const struct transcript *conversation_at(const struct paper *p,
                                                const json_t *list, size_t n)
{
    size_t at = (size_t)json_integer_value(json_array_get(list, n));
    return at < p->a->conversation_count ? p->a->conversations[at].transcript : NULL;
}

// The letter of what it goes on from, where that is on these sheets too.
static void put_follows(struct paper *p, const json_t *list, const struct transcript *t)
{
    for (size_t i = 0; *t->follows && i < json_array_size(list); i++) {
        const struct transcript *before = conversation_at(p, list, i);
        if (!before || strcmp(before->id, t->follows) != 0)
            continue;
        struct buf letter;
        buf_init(&letter, 100);
        lines_letter(&letter, i);
        put_filled(p, LEAF_SMALL, "paper.code.follows", "{letter}", letter.data);
        leaf_space(&p->leaf, 4);
        buf_release(&letter);
        return;
    }
}

static void put_conversation(struct paper *p, const json_t *list, size_t n,
                             bool prompts)
{
    const struct transcript *t = conversation_at(p, list, n);
    if (!t)
        return;
    const json_t *messages = json_object_get(t->document, "messages");
    int counts[2] = {0}; // answers, questions
    struct buf title;
    buf_init(&title, 10000);
    buf_str(&title, p->leaf.rtl ? RIGHT_TO_LEFT : "");
    lines_letter(&title, n);
    buf_fmt(&title, ".  %s", t->title);
    leaf_space(&p->leaf, 18);
    leaf_need(&p->leaf, 160);
    p->leaf.number = 0;
    put(p, LEAF_HEADING, title.data);
    put_follows(p, list, t);
    for (size_t i = 0; i < json_array_size(messages); i++)
        put_message(p, json_array_get(messages, i), prompts, counts);
    put_outcome(p, t);
    buf_release(&title);
}

// --- sheets

static void code_sheet(struct paper *p)
{
    static const double shares[] = {0.11, 0.15, 0.37, 0.37};
    const char *headings[] = {say(p, "paper.code.conversation"),
                              say(p, "paper.code.lines"), say(p, "paper.code.label"),
                              say(p, "paper.code.memo")};
    leaf_page(&p->leaf);
    put(p, LEAF_LABEL, p->step.data);
    put_say(p, LEAF_HEADING, "paper.code.sheet");
    leaf_table(&p->leaf, headings, shares, 4, 0);
}

static void put_code(struct paper *p, const json_t *data)
{
    const json_t *list = json_object_get(data, "conversations");
    size_t count = json_array_size(list);
    put_say(p, LEAF_TEXT, "paper.code.how");
    for (size_t i = 0; i < count; i++)
        put_conversation(p, list, i, json_flag(data, "prompts"));
    // About eighteen rows on each: two for a conversation, and never fewer than two sheets.
    for (size_t i = 0; i < count / 4 + 2; i++)
        code_sheet(p);
}

static void put_field(struct paper *p, const char *key, int lines)
{
    leaf_need(&p->leaf, 24.0 * lines + 16);
    put_say(p, LEAF_LABEL, key);
    leaf_lines(&p->leaf, lines, 0);
}

static void put_cluster(struct paper *p, const json_t *data)
{
    (void)data;
    put_say(p, LEAF_TEXT, "paper.cluster.how");
    for (int i = 0; i < 6; i++) {
        leaf_need(&p->leaf, 300);
        put_field(p, "paper.cluster.name", 1);
        put_field(p, "paper.cluster.definition", 3);
        put_field(p, "paper.cluster.codes", 3);
        put_field(p, "paper.cluster.best", 1);
        leaf_space(&p->leaf, 14);
    }
}

static void put_first(struct paper *p, const json_t *data)
{
    put_say(p, LEAF_TEXT, "paper.rank.how");
    for (long long i = 0; i < json_number(data, "top"); i++) {
        char number[32];
        snprintf(number, sizeof number, "%lld.", i + 1);
        leaf_need(&p->leaf, 260);
        put(p, LEAF_HEADING, number);
        put_field(p, "paper.rank.name", 1);
        put_field(p, "paper.rank.definition", 4);
        put_field(p, "paper.rank.examples", 2);
    }
    const char *fewer[] = {say(p, "paper.rank.fewer")};
    leaf_boxes(&p->leaf, fewer, 1, false);
    put_say(p, LEAF_LABEL, "paper.rank.named");
    const char *named[] = {say(p, "paper.yes"), say(p, "paper.no")};
    leaf_boxes(&p->leaf, named, 2, false);
}

// --- sheets about the group's axes

static void put_axis(struct paper *p, const json_t *axis)
{
    leaf_space(&p->leaf, 8);
    leaf_need(&p->leaf, 130);
    put(p, LEAF_HEADING, json_text(axis, "name"));
    put(p, LEAF_TEXT, json_text(axis, "definition"));
    if (*json_text(axis, "applies")) {
        put_say(p, LEAF_LABEL, "paper.axis.applies");
        put(p, LEAF_TEXT, json_text(axis, "applies"));
    }
}

static void put_points(struct paper *p, const json_t *data)
{
    const json_t *words = json_object_get(data, "words");
    struct buf all;
    size_t starts[16], count = (size_t)json_number(data, "points");
    const char *boxes[17];
    buf_init(&all, 100000);
    count = count > 16 ? 16 : count;
    for (size_t i = 0; i < count; i++) {
        const char *own = json_string_value(json_array_get(words, i));
        starts[i] = all.len;
        buf_fmt(&all, "%zu%s%s", i + 1, own && *own ? " " : "", own ? own : "");
        buf_add(&all, "", 1);
    }
    for (size_t i = 0; i < count; i++)
        boxes[i] = all.data + starts[i];
    boxes[count] = say(p, "paper.rate.rather");
    leaf_boxes(&p->leaf, boxes, count + 1, false);
    buf_release(&all);
}

static void put_rate(struct paper *p, const json_t *data)
{
    const json_t *axes = json_object_get(data, "axes");
    put_say(p, LEAF_TEXT, "paper.rate.how");
    for (size_t i = 0; i < json_array_size(axes); i++) {
        put_axis(p, json_array_get(axes, i));
        put_points(p, data);
        put_field(p, "paper.rate.comment", 1);
    }
}

static void put_places(struct paper *p, const json_t *data)
{
    const json_t *axes = json_object_get(data, "axes");
    put(p, LEAF_TEXT, json_text(data, "framing"));
    put_say(p, LEAF_TEXT, "paper.places.how");
    for (size_t i = 0; i < json_array_size(axes); i++) {
        const char *name[] = {json_text(json_array_get(axes, i), "name")};
        leaf_boxes(&p->leaf, name, 1, true);
    }
}

static void put_rank(struct paper *p, const json_t *data)
{
    if (json_flag(data, "define"))
        put_first(p, data);
    else
        put_places(p, data);
}

static void put_propose(struct paper *p, const json_t *data)
{
    const json_t *axes = json_object_get(data, "axes");
    const char *stances[] = {say(p, "paper.propose.support"),
                             say(p, "paper.propose.object"),
                             say(p, "paper.propose.unsure")};
    put_say(p, LEAF_TEXT, "paper.propose.how");
    for (size_t i = 0; i < json_array_size(axes); i++) {
        put_axis(p, json_array_get(axes, i));
        leaf_boxes(&p->leaf, stances, 3, false);
        put_field(p, "paper.propose.reason", 2);
    }
    put_field(p, "paper.propose.more", 6);
}

// --- questions

// "@key" stands for words of the interface.
static const char *own_or_said(const struct paper *p, const char *text)
{
    return *text == '@' ? say(p, text + 1) : text;
}

#define OPTIONS_MOST 64

static void put_options(struct paper *p, const json_t *question)
{
    const json_t *options = json_object_get(question, "options");
    const char *boxes[OPTIONS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(options) && count < OPTIONS_MOST; i++)
        boxes[count++] = own_or_said(p, json_text(json_array_get(options, i), "text"));
    leaf_boxes(&p->leaf, boxes, count, true);
    if (json_flag(question, "other"))
        put_field(p, "paper.survey.other", 1);
}

static void put_scale(struct paper *p, const json_t *question)
{
    static const char *const points[] = {"1", "2", "3", "4",  "5", "6",
                                         "7", "8", "9", "10", "11"};
    struct buf ends;
    long long count = json_number(question, "points");
    buf_init(&ends, 10000);
    buf_fmt(&ends, "1: %s   %lld: %s", own_or_said(p, json_text(question, "low")),
            count, own_or_said(p, json_text(question, "high")));
    put(p, LEAF_SMALL, ends.data);
    leaf_boxes(&p->leaf, points, count > 11 ? 11 : (size_t)count, false);
    buf_release(&ends);
}

static void put_question(struct paper *p, const json_t *question)
{
    const char *kind = json_text(question, "kind");
    leaf_space(&p->leaf, 8);
    leaf_need(&p->leaf, 110);
    put(p, LEAF_LABEL, own_or_said(p, json_text(question, "ask")));
    if (json_flag(question, "screens"))
        put_say(p, LEAF_SMALL, "survey.screens");
    if (strcmp(kind, "scale") == 0)
        put_scale(p, question);
    else if (strcmp(kind, "text") == 0)
        leaf_lines(&p->leaf, 3, 0);
    else
        put_options(p, question);
}

static void put_survey(struct paper *p, const json_t *data)
{
    const json_t *sections = json_object_get(data, "sections");
    for (size_t i = 0; i < json_array_size(sections); i++) {
        const json_t *section = json_array_get(sections, i),
                     *questions = json_object_get(section, "questions");
        leaf_space(&p->leaf, 10);
        put(p, LEAF_HEADING, own_or_said(p, json_text(section, "title")));
        put(p, LEAF_TEXT, own_or_said(p, json_text(section, "text")));
        for (size_t k = 0; k < json_array_size(questions); k++)
            put_question(p, json_array_get(questions, k));
    }
}

// --- what is read

static void put_consent(struct paper *p, const json_t *data)
{
    const char *choice[] = {say(p, "paper.consent.yes"), say(p, "paper.consent.no")};
    put_documents(p, data);
    leaf_need(&p->leaf, 110);
    leaf_space(&p->leaf, 10);
    leaf_boxes(&p->leaf, choice, 2, true);
    put_field(p, "paper.consent.sign", 1);
}

static void put_own_coding(struct paper *p, const json_t *coding)
{
    const json_t *codes = json_object_get(coding, "codes");
    struct buf all;
    buf_init(&all, 100000);
    for (size_t i = 0; i < json_array_size(codes); i++)
        buf_fmt(&all, "%s%s", i ? " \302\267 " : "",
                json_string_value(json_array_get(codes, i)));
    leaf_need(&p->leaf, 50);
    put(p, LEAF_LABEL, all.data);
    put(p, LEAF_TEXT, json_text(coding, "quote"));
    buf_release(&all);
}

static void put_review(struct paper *p, const json_t *data)
{
    const json_t *codings =
        json_object_get(json_object_get(data, "personal"), "codings");
    put_documents(p, data);
    if (json_array_size(codings))
        put_say(p, LEAF_HEADING, "paper.review.own");
    for (size_t i = 0; i < json_array_size(codings); i++)
        put_own_coding(p, json_array_get(codings, i));
}

// All labels in one text, each with a direction of its own (first strong isolate).
static void put_labels(struct paper *p, const json_t *labels)
{
    struct buf all;
    buf_init(&all, (size_t)1 << 24);
    for (size_t i = 0; i < json_array_size(labels); i++)
        buf_fmt(&all, "%s\u2068%s\u2069", i ? "  \u00b7  " : "",
                json_text(json_array_get(labels, i), "label"));
    put(p, LEAF_TEXT, all.data);
    buf_release(&all);
}

// What others said is read after one's own is written: it begins on a page of its own.
static void put_map(struct paper *p, const json_t *data)
{
    put_say(p, LEAF_HEADING, "paper.map.first");
    put_say(p, LEAF_TEXT, "paper.map.how");
    put_labels(p, json_object_get(json_object_get(data, "map"), "labels"));
    put_field(p, "paper.map.note", 4);
}

static void put_read(struct paper *p, const json_t *data)
{
    put_documents(p, data);
}

static void put_practice(struct paper *p, const json_t *data)
{
    put_documents(p, data);
    put_code(p, data);
}

// --- steps

static const struct {
    const char *kind;
    void (*put)(struct paper *p, const json_t *data);
} sheets[] = {
    {"consent", put_consent}, {"read", put_read},         {"code", put_code},
    {"cluster", put_cluster}, {"review", put_review},     {"rank", put_rank},
    {"propose", put_propose}, {"rate", put_rate},         {"survey", put_survey},
    {"map", put_map},         {"practice", put_practice},
};

// The name of a step stands small above what it shows, which often has a title of its own.
static void put_step(struct paper *p, const json_t *step, size_t n)
{
    const char *kind = json_text(step, "kind"), *title = json_text(step, "title");
    struct buf key;
    buf_init(&key, 300);
    buf_fmt(&key, "step.%s", kind);
    buf_clear(&p->step);
    buf_fmt(&p->step, "%zu.  %s", n, *title ? title : say(p, key.data));
    buf_release(&key);
    if (n > 1)
        leaf_page(&p->leaf);
    leaf_space(&p->leaf, 18);
    put(p, LEAF_LABEL, p->step.data);
    leaf_rule(&p->leaf);
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        if (strcmp(kind, sheets[i].kind) == 0) {
            sheets[i].put(p, json_object_get(step, "data"));
            return;
        }
    put_say(p, LEAF_TEXT, "paper.none");
}

// What the facilitator needs to type it in: whose sheet this is, with the check character.
static void put_cover(struct paper *p)
{
    const struct assignment *a = p->a;
    struct buf line;
    buf_init(&line, 10000);
    put(p, LEAF_TITLE, a->study->title);
    put(p, LEAF_HEADING, *a->round->title ? a->round->title : a->round->id);
    buf_fmt(&line, "%s %s-%s", say(p, "paper.packet"), a->participant->id,
            a->participant->check);
    put(p, LEAF_LABEL, line.data);
    buf_clear(&line);
    put_say(p, LEAF_TEXT, "paper.how");
    buf_release(&line);
}

// Whose page it is, and the code that tells which packet it was printed from.
static void make_foot(const struct paper *p, enum leaf_size size, struct buf *foot)
{
    const struct assignment *a = p->a;
    json_t *sheet = lines_sheet(a, size);
    buf_fmt(foot, "%s \302\267 %s \302\267 %s-%s \302\267 %s " LTR_OPEN, a->study->id,
            a->round->id, a->participant->id, a->participant->check,
            say(p, "paper.sheet"));
    lines_code(sheet, foot);
    buf_str(foot, LTR_CLOSE);
    json_decref(sheet);
}

int paper_make(const struct assignment *a, const json_t *words, enum leaf_size size,
               struct buf *out, struct diag *d)
{
    struct paper p = {.a = a, .words = words};
    struct buf foot;
    bool rtl = strcmp(text_direction(a->study->language), "rtl") == 0;
    buf_init(&foot, 10000);
    buf_init(&p.step, 10000);
    make_foot(&p, size, &foot);
    leaf_open(&p.leaf, size, rtl, a->study->title, foot.data, out);
    put_cover(&p);
    for (size_t i = 0; i < json_array_size(a->steps); i++)
        put_step(&p, json_array_get(a->steps, i), i + 1);
    buf_release(&foot);
    buf_release(&p.step);
    return leaf_close(&p.leaf, d);
}
