// SPDX-License-Identifier: MIT
// One conversation as Markdown in which a line says who speaks: "## User", "**Assistant:** words", "User: words". The
// first such line decides in which of these ways, and the first word for each side which word; other lines are text.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "chatlog/formats.h"
#include "chatlog/messages.h"
#include "chatlog/reading.h"

#define TEXT_MOST ((size_t)1 << 30) // files are smaller

struct span {
    const char *at;
    size_t len;
};

enum side { USER, ASSISTANT, SYSTEM, SIDES };
static const char *const roles[SIDES] = {"user", "assistant", "system"};

static const struct word {
    const char *word;
    enum side side;
} words[] = {
    {"user", USER},
    {"human", USER},
    {"you", USER},
    {"you said", USER},
    {"prompt", USER},
    {"question", USER},
    {"assistant", ASSISTANT},
    {"ai", ASSISTANT},
    {"model", ASSISTANT},
    {"bot", ASSISTANT},
    {"chatgpt", ASSISTANT},
    {"chatgpt said", ASSISTANT},
    {"claude", ASSISTANT},
    {"gemini", ASSISTANT},
    {"copilot", ASSISTANT},
    {"answer", ASSISTANT},
    {"response", ASSISTANT},
    {"system", SYSTEM},
    {NULL, SIDES},
};

// A line that names a speaker. `style`: 1 to 6 a heading of that level, then bold, then plain.
enum { BOLD = 7, PLAIN };
struct mark {
    int style;
    const struct word *word;
    struct span rest; // what is said on the same line
};

// --- lines

static struct span trimmed(struct span s)
{
    while (s.len && strchr(" \t\r\n", s.at[0]))
        s = (struct span){s.at + 1, s.len - 1};
    while (s.len && strchr(" \t\r\n", s.at[s.len - 1]))
        s.len--;
    return s;
}

static bool starts(struct span s, const char *with)
{
    return s.len >= strlen(with) && memcmp(s.at, with, strlen(with)) == 0;
}

static struct span behind(struct span s, size_t n)
{
    return (struct span){s.at + n, s.len - n};
}

// The line that starts here, without its end; `*at` moves to the next one.
static struct span take_line(const char **at)
{
    struct span line = {*at, strcspn(*at, "\n")};
    *at += line.len + ((*at)[line.len] == '\n');
    return line;
}

static const struct word *find_word(struct span s)
{
    for (const struct word *w = words; w->word; w++)
        if (strlen(w->word) == s.len && strncasecmp(w->word, s.at, s.len) == 0)
            return w;
    return NULL;
}

// The speaker named by `s`, with or without a colon at its end.
static const struct word *speaker(struct span s)
{
    s = trimmed(s);
    if (s.len && s.at[s.len - 1] == ':')
        s.len--;
    return find_word(trimmed(s));
}

static const char *find_in(struct span s, const char *what)
{
    return memmem(s.at, s.len, what, strlen(what));
}

static bool heading(struct span line, struct mark *mark)
{
    size_t level = 0;
    while (level < line.len && line.at[level] == '#')
        level++;
    if (level < 1 || level > 6 || level == line.len || line.at[level] != ' ')
        return false;
    struct span s = trimmed(behind(line, level));
    while (s.len && s.at[s.len - 1] == '#')
        s.len--;
    s = trimmed(s);
    if (s.len > 4 && starts(s, "**") && memcmp(s.at + s.len - 2, "**", 2) == 0)
        s = (struct span){s.at + 2, s.len - 4};
    *mark = (struct mark){(int)level, speaker(s), {"", 0}};
    return mark->word != NULL;
}

static bool bold(struct span line, struct mark *mark)
{
    struct span inner = behind(line, 2);
    const char *end = find_in(inner, "**");
    if (!end)
        return false;
    inner.len = (size_t)(end - inner.at);
    struct span rest = behind(line, inner.len + 4);
    bool colon = inner.len && inner.at[inner.len - 1] == ':';
    if (rest.len && rest.at[0] == ':') {
        colon = true;
        rest = behind(rest, 1);
    }
    *mark = (struct mark){BOLD, speaker(inner), trimmed(rest)};
    return mark->word && (colon || !mark->rest.len);
}

static bool plain(struct span line, struct mark *mark)
{
    const char *colon = memchr(line.at, ':', line.len);
    size_t len = colon ? (size_t)(colon - line.at) : 0;
    if (!len || (len + 1 < line.len && !strchr(" \t\r", colon[1])))
        return false;
    *mark = (struct mark){PLAIN, find_word((struct span){line.at, len}),
                          trimmed(behind(line, len + 1))};
    return mark->word != NULL;
}

static bool find_mark(struct span line, struct mark *mark)
{
    if (starts(line, "#"))
        return heading(line, mark);
    return starts(line, "**") ? bold(line, mark) : plain(line, mark);
}

static bool is_fence(struct span line)
{
    line = trimmed(line);
    return starts(line, "```") || starts(line, "~~~");
}

// --- a conversation

struct talk {
    struct reading *reading;
    json_t *document, *messages;
    int style;                      // 0 until somebody speaks
    const struct word *used[SIDES]; // the word of each side, once it is there
    bool fenced;
    const char *role; // who speaks; NULL before anybody does
    struct buf text;
};

// A rule that only parts one speaker from the next is no part of what was said.
static struct span without_rule(struct span s)
{
    static const char *const rules[] = {"\n---", "\n***", "\n___"};
    s = trimmed(s);
    for (size_t i = 0; i < 3; i++)
        if (s.len >= 4 && memcmp(s.at + s.len - 4, rules[i], 4) == 0)
            return trimmed((struct span){s.at, s.len - 4});
    return s;
}

static void end_message(struct talk *t)
{
    struct span said = without_rule((struct span){t->text.data, t->text.len});
    char *text = mem_strndup(said.at, said.len);
    if (t->role && *text)
        messages_add(t->messages, t->role, text);
    free(text);
    buf_clear(&t->text);
}

static bool counts(const struct talk *t, const struct mark *mark)
{
    const struct word *used = t->used[mark->word->side];
    return (!t->style || mark->style == t->style) && (!used || used == mark->word);
}

static void begin_message(struct talk *t, const struct mark *mark)
{
    end_message(t);
    t->style = mark->style;
    t->used[mark->word->side] = mark->word;
    t->role = roles[mark->word->side];
    buf_add(&t->text, mark->rest.at, mark->rest.len);
    buf_char(&t->text, '\n');
}

static void before_speakers(struct talk *t, struct span line)
{
    line = trimmed(line);
    if (starts(line, "# ") && !json_object_get(t->document, "title")) {
        char *title = mem_strndup(line.at + 2, line.len - 2);
        line_set(t->document, "title", title, 500);
        free(title);
    } else if (line.len) {
        t->reading->left[LEFT_LINE]++;
    }
}

static void take(struct talk *t, struct span line)
{
    struct mark mark;
    if (!t->fenced && find_mark(line, &mark) && counts(t, &mark)) {
        begin_message(t, &mark);
        return;
    }
    if (is_fence(line))
        t->fenced = !t->fenced;
    if (!t->role) {
        before_speakers(t, line);
        return;
    }
    buf_add(&t->text, line.at, line.len - (line.len && line.at[line.len - 1] == '\r'));
    buf_char(&t->text, '\n');
}

// --- what a block of "key: value" lines between two lines "---" at the top says

static void take_key(struct talk *t, struct span line)
{
    static const char *const keys[] = {"id",    "title",  "topic",   "language",
                                       "model", "system", "created", "source",
                                       "owner", NULL};
    const char *colon = memchr(line.at, ':', line.len);
    struct span key = {line.at, colon ? (size_t)(colon - line.at) : 0};
    struct span value = colon ? trimmed(behind(line, key.len + 1)) : key;
    if (value.len > 1 && value.at[0] == '"' && value.at[value.len - 1] == '"')
        value = (struct span){value.at + 1, value.len - 2};
    for (int i = 0; keys[i]; i++)
        if (strlen(keys[i]) == key.len && memcmp(keys[i], key.at, key.len) == 0) {
            char *text = mem_strndup(value.at, value.len);
            line_set(t->document, keys[i], text, 10000);
            free(text);
            return;
        }
    t->reading->left[LEFT_FIELD] += trimmed(line).len != 0;
}

static bool is_dashes(struct span line)
{
    line = trimmed(line);
    return line.len == 3 && starts(line, "---");
}

// Behind the block, or where the text starts when there is none.
static const char *take_front(struct talk *t, const char *text)
{
    const char *at = text;
    if (!is_dashes(take_line(&at)))
        return text;
    const char *first = at, *end = NULL;
    while (*at && !end)
        if (is_dashes(take_line(&at)))
            end = at;
    for (at = first; end && at < end;) {
        struct span line = take_line(&at);
        if (at < end)
            take_key(t, line);
    }
    return end ? end : text;
}

bool markdown_guess(const struct chatlog_head *head)
{
    struct mark mark;
    bool asked = false, answered = false;
    int style = 0;
    for (const char *at = head->record ? "" : head->text; *at && !answered;) {
        if (!find_mark(take_line(&at), &mark) || (style && mark.style != style))
            continue;
        style = mark.style;
        answered = asked && mark.word->side == ASSISTANT;
        asked |= mark.word->side == USER;
    }
    return answered;
}

void markdown_whole(struct reading *r, const char *text)
{
    struct talk t = {.reading = r, .document = json_object(), .messages = json_array()};
    buf_init(&t.text, TEXT_MOST);
    for (const char *at = take_front(&t, text); *at;)
        take(&t, take_line(&at));
    end_message(&t);
    buf_release(&t.text);
    system_set(t.document, t.messages);
    json_object_set_new(t.document, "messages", t.messages);
    if (t.role) {
        reading_found(r, t.document);
        return;
    }
    diag_add(r->diag, reading_place(r, ""), E_CHATLOG_RECORD, r->format->name,
             "no line says who speaks, such as \"## User\", \"**Assistant:**\" or "
             "\"User:\"");
    r->result->refused++;
    json_decref(t.document);
}
