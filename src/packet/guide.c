// SPDX-License-Identifier: MIT
#include "packet/guide.h"

#include <string.h>

#include "base/escape.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "study/video.h"

#define VALUE_MOST 20000
#define BOM "\xEF\xBB\xBF"
#define ISOLATE                                                                        \
    "\xE2\x81\xA8" // what follows is set by itself, so that a name of a file is not torn
#define ISOLATE_END "\xE2\x81\xA9"

enum line_kind { HEADING, STEP };
enum line_for { ALL, PEOPLE, BOARDS, PRINTED, FILMS, LARGE_FILMS };

static const struct line {
    enum line_kind kind;
    enum line_for whom;
    const char *key;
} lines[] = {
    {STEP, BOARDS, "hand.board"},
    {HEADING, ALL, "hand.open"},
    {STEP, ALL, "hand.open.unpack"},
    {STEP, ALL, "hand.open.page"},
    {STEP, ALL, "hand.open.place"},
    {STEP, FILMS, "hand.film"},
    {STEP, LARGE_FILMS, "hand.film.large"},
    {HEADING, ALL, "hand.save"},
    {STEP, ALL, "help.keep"},
    {STEP, ALL, "help.save"},
    {HEADING, ALL, "help.back"},
    {STEP, ALL, "help.send"},
    {STEP, ALL, "help.again"},
    {HEADING, PEOPLE, "hand.phone"},
    {STEP, PEOPLE, "hand.phone.android"},
    {STEP, PEOPLE, "hand.phone.apple"},
    {STEP, PEOPLE, "help.move"},
    {HEADING, ALL, "hand.stuck"},
    {STEP, ALL, "noscript.open"},
    {STEP, ALL, "help.stuck"},
    {STEP, ALL, "hand.stuck.ask"},
    {HEADING, PRINTED, "hand.paper"},
    {STEP, PRINTED, "hand.paper.print"},
};
#define LINES (sizeof lines / sizeof *lines)

// Names of the films that are in the zip file, or of those that are too large for it; false when there is none.
static bool put_films(const struct guide *g, bool large, struct buf *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < g->a->video_count; i++)
        if (video_is_small(g->a->videos[i]) != large)
            buf_fmt(out, "%s%s", out->len > start ? ", " : "", g->a->videos[i]->name);
    return out->len > start;
}

static bool has_films(const struct guide *g, bool large)
{
    struct buf names;
    buf_init(&names, VALUE_MOST);
    bool found = put_films(g, large, &names);
    buf_release(&names);
    return found;
}

static bool is_wanted(const struct guide *g, const struct line *line)
{
    if (line->whom == FILMS || line->whom == LARGE_FILMS)
        return has_films(g, line->whom == LARGE_FILMS);
    return line->whom == ALL || (line->whom == PEOPLE && !g->a->board) ||
           (line->whom == BOARDS && g->a->board) || (line->whom == PRINTED && g->paper);
}

// --- words, and the values in their braces

static const char *say(const struct guide *g, const char *key)
{
    const char *words = json_text(g->words, key);
    return *words ? words : key;
}

static const char *round_title(const struct guide *g)
{
    return *g->a->round->title ? g->a->round->title : g->a->round->id;
}

// False when the words know no such value.
static bool value_of(const struct guide *g, const char *name, struct buf *out)
{
    const struct assignment *a = g->a;
    const struct {
        const char *name, *value;
    } values[] = {
        {"page", g->page},
        {"paper", g->paper},
        {"zip", g->zip},
        {"readme", g->readme},
        {"study", a->study->title},
        {"round", round_title(g)},
        {"name", a->participant->name},
        {"save", say(g, "shell.save")},
        {"copy", say(g, "copy.open")},
        {"resume", say(g, "resume.title")},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(name, values[i].name) == 0) {
            buf_str(out, values[i].value ? values[i].value : "");
            return true;
        }
    if (strcmp(name, "id") == 0)
        buf_fmt(out, "%s-%s", a->participant->id, a->participant->check);
    else if (strcmp(name, "file") == 0) // as the app names it: ids need no change
        buf_fmt(out, "%s-%s-%s.calma.json", a->study->id, a->participant->id,
                a->round->id);
    else if (strcmp(name, "film") == 0 || strcmp(name, "largefilm") == 0)
        put_films(g, strcmp(name, "film") != 0, out);
    else
        return false;
    return true;
}

struct way {
    void (*text)(struct buf *out, const char *s, size_t len);
    const char *before, *after; // of a value
};

static void put_plain(struct buf *out, const char *s, size_t len)
{
    buf_add(out, s, len);
}

static void put_value(const struct guide *g, const struct way *way, const char *open,
                      size_t len, struct buf *out)
{
    struct buf name, value;
    buf_init(&name, 100);
    buf_init(&value, VALUE_MOST);
    buf_add(&name, open + 1, len - 2);
    if (value_of(g, name.data, &value)) {
        buf_str(out, way->before);
        way->text(out, value.data, value.len);
        buf_str(out, way->after);
    } else {
        way->text(out, open, len);
    }
    buf_release(&name);
    buf_release(&value);
}

static void put_words(const struct guide *g, const struct way *way, const char *key,
                      struct buf *out)
{
    const char *at = say(g, key);
    while (*at) {
        size_t len = strcspn(at, "{"), inside = strcspn(at + len, "}");
        way->text(out, at, len);
        at += len;
        if (!*at)
            break;
        size_t whole = at[inside] ? inside + 1 : inside;
        if (at[inside])
            put_value(g, way, at, whole, out);
        else
            way->text(out, at, whole);
        at += whole;
    }
}

// --- HTML

static const struct way html_way = {escape_html, "<bdi>", "</bdi>"};

static void put_head(const struct guide *g, struct buf *out)
{
    buf_str(out, "<!doctype html>\n<html lang=\"");
    escape_html(out, g->language, strlen(g->language));
    buf_fmt(out, "\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
            text_direction(g->language));
    buf_str(out, "<meta http-equiv=\"Content-Security-Policy\" "
                 "content=\"default-src 'none'; style-src 'sha256-");
    hash_base64(g->style->data, g->style->len, out);
    buf_str(out, "'\">\n<meta name=\"viewport\" "
                 "content=\"width=device-width, initial-scale=1\">\n<title>");
    escape_html(out, say(g, "hand.title"), strlen(say(g, "hand.title")));
    buf_str(out, "</title>\n<style>");
    escape_raw(out, g->style->data, g->style->len);
    buf_str(out, "</style>\n</head>\n");
}

static void put_fact(const struct guide *g, const char *key, const char *value,
                     struct buf *out)
{
    buf_str(out, "<dt>");
    put_words(g, &html_way, key, out);
    buf_str(out, "</dt><dd><bdi>");
    escape_html(out, value, strlen(value));
    buf_str(out, "</bdi></dd>\n");
}

// "Asha (p07-K)", or the id alone.
static void put_whom(const struct guide *g, struct buf *out)
{
    const char *name = g->a->participant->name;
    buf_fmt(out, "%s%s", name, *name ? " (" : "");
    value_of(g, "id", out);
    buf_str(out, *name ? ")" : "");
}

static void put_facts(const struct guide *g, struct buf *out)
{
    struct buf whom;
    buf_init(&whom, VALUE_MOST);
    put_whom(g, &whom);
    buf_str(out, "<p class=\"study\"><bdi>");
    escape_html(out, g->a->study->title, strlen(g->a->study->title));
    buf_str(out, "</bdi></p>\n<h1>");
    put_words(g, &html_way, "hand.title", out);
    buf_str(out, "</h1>\n<dl>\n");
    put_fact(g, "start.for", whom.data, out);
    put_fact(g, "start.round", round_title(g), out);
    buf_str(out, "</dl>\n");
    buf_release(&whom);
}

void guide_html(const struct guide *g, struct buf *out)
{
    bool in_list = false;
    put_head(g, out);
    buf_str(out, "<body>\n<main>\n");
    put_facts(g, out);
    for (size_t i = 0; i < LINES; i++) {
        if (!is_wanted(g, &lines[i]))
            continue;
        bool step = lines[i].kind == STEP;
        if (step != in_list)
            buf_str(out, step ? "<ul>\n" : "</ul>\n");
        in_list = step;
        buf_str(out, step ? "<li>" : "<h2>");
        put_words(g, &html_way, lines[i].key, out);
        buf_str(out, step ? "</li>\n" : "</h2>\n");
    }
    buf_str(out, "</ul>\n</main>\n</body>\n</html>\n");
}

// --- plain text

static struct way plain_way(const struct guide *g)
{
    bool rtl = strcmp(text_direction(g->language), "rtl") == 0;
    return (struct way){put_plain, rtl ? ISOLATE : "", rtl ? ISOLATE_END : ""};
}

static void put_line(const struct guide *g, const char *mark, const char *key,
                     struct buf *out)
{
    struct way way = plain_way(g);
    buf_str(out, mark);
    put_words(g, &way, key, out);
    buf_str(out, "\r\n");
}

static void put_pair(const struct guide *g, const char *key, const char *value,
                     struct buf *out)
{
    struct way way = plain_way(g);
    put_words(g, &way, key, out);
    buf_fmt(out, ": %s%s%s\r\n", way.before, value, way.after);
}

void guide_text(const struct guide *g, struct buf *out)
{
    struct buf whom;
    buf_init(&whom, VALUE_MOST);
    put_whom(g, &whom);
    buf_fmt(out, BOM "%s\r\n", g->a->study->title);
    put_line(g, "", "hand.title", out);
    buf_str(out, "\r\n");
    put_pair(g, "start.for", whom.data, out);
    put_pair(g, "start.round", round_title(g), out);
    for (size_t i = 0; i < LINES; i++) {
        bool heading = lines[i].kind == HEADING;
        if (!is_wanted(g, &lines[i]))
            continue;
        buf_str(out, heading ? "\r\n" : "");
        put_line(g, heading ? "" : "- ", lines[i].key, out);
    }
    buf_release(&whom);
}

void guide_mail(const struct guide *g, struct buf *out)
{
    static const char *const body[] = {"hand.mail.what", "hand.mail.open",
                                       "hand.mail.film", "hand.mail.back",
                                       "hand.mail.more", "hand.mail.thanks"};
    buf_str(out, BOM);
    put_line(g, "", "hand.mail.subject", out);
    buf_str(out, "\r\n");
    put_line(g, "",
             *g->a->participant->name ? "hand.mail.hello" : "hand.mail.hello.plain",
             out);
    for (size_t i = 0; i < sizeof body / sizeof *body; i++) {
        if (strcmp(body[i], "hand.mail.film") == 0 && !has_films(g, true))
            continue;
        buf_str(out, "\r\n");
        put_line(g, "", body[i], out);
    }
}
