// SPDX-License-Identifier: MIT
#include "record/page.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct span {
    const char *at, *end;
};

static void trim(struct span *s)
{
    while (s->at < s->end && isspace((unsigned char)*s->at))
        s->at++;
    while (s->end > s->at && isspace((unsigned char)s->end[-1]))
        s->end--;
}

bool page_is(const char *text, size_t len)
{
    struct span s = {text, text + len};
    trim(&s);
    size_t left = (size_t)(s.end - s.at);
    return (left >= 9 && strncasecmp(s.at, "<!doctype", 9) == 0) ||
           (left >= 5 && strncasecmp(s.at, "<html", 5) == 0) ||
           (left >= 4 && strncmp(s.at, "<!--", 4) == 0);
}

// Where `tag` ("<script") next stands, in any letter case; `end` when it does not.
static const char *find_tag(struct span s, const char *tag)
{
    size_t len = strlen(tag);
    for (; (s.at = memchr(s.at, '<', (size_t)(s.end - s.at))); s.at++) {
        if ((size_t)(s.end - s.at) <= len)
            break;
        char behind = s.at[len];
        if (strncasecmp(s.at, tag, len) == 0 &&
            (isspace((unsigned char)behind) || behind == '>' || behind == '/'))
            return s.at;
    }
    return s.end;
}

// The end of a start tag: behind the first '>' outside quotes.
static const char *tag_end(struct span s)
{
    char quote = 0;
    for (; s.at < s.end; s.at++) {
        if (quote ? *s.at == quote : *s.at == '"' || *s.at == '\'')
            quote = quote ? 0 : *s.at;
        else if (!quote && *s.at == '>')
            return s.at + 1;
    }
    return s.end;
}

static bool tag_is_state(struct span tag)
{
    static const char *const forms[] = {"id=\"calma-state\"", "id='calma-state'",
                                        "id=calma-state"};
    for (; tag.at < tag.end; tag.at++)
        for (int i = 0; i < 3; i++)
            if ((size_t)(tag.end - tag.at) > strlen(forms[i]) &&
                strncmp(tag.at, forms[i], strlen(forms[i])) == 0 &&
                isspace((unsigned char)tag.at[-1]))
                return true;
    return false;
}

// Scripts are walked one by one, since what stands inside one may look like another.
const char *page_state(const char *text, size_t len, size_t *state_len)
{
    struct span rest = {text, text + len};
    *state_len = 0;
    while ((rest.at = find_tag(rest, "<script")) < rest.end) {
        struct span tag = {rest.at + strlen("<script"), tag_end(rest)};
        struct span body = {tag.end, rest.end};
        body.end = find_tag(body, "</script");
        rest.at = body.end;
        if (!tag_is_state(tag))
            continue;
        trim(&body);
        *state_len = (size_t)(body.end - body.at);
        return body.at;
    }
    return text;
}
