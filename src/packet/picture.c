// SPDX-License-Identifier: MIT
#include "packet/picture.h"

#include <string.h>

static const char elements[] = " svg g title path text rect line circle ";
static const char attributes[] = " class d viewBox transform fill stroke x y width "
                                 "height r cx cy x1 y1 x2 y2 role aria-label ";
static const char name_bytes[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

static bool listed(const char *list, const char *name, size_t len)
{
    for (const char *at = list; (at = strchr(at, ' ')) && at[1]; at++)
        if (strncmp(at + 1, name, len) == 0 && at[1 + len] == ' ')
            return len > 0;
    return false;
}

static bool is_namespace(const char *name, size_t len, const char *value)
{
    static const char svg[] = "http://www.w3.org/2000/svg\"";
    return len == 5 && strncmp(name, "xmlns", 5) == 0 &&
           strncmp(value, svg, sizeof svg - 1) == 0;
}

// Behind ` name="value"`, or NULL when it is not of our kind.
static const char *skip_attribute(const char *at)
{
    const char *name = at + strspn(at, " ");
    size_t len = strspn(name, name_bytes);
    if (name == at || name[len] != '=' || name[len + 1] != '"')
        return NULL;
    const char *value = name + len + 2;
    size_t size = strcspn(value, "\"<>");
    if (value[size] != '"' ||
        !(listed(attributes, name, len) || is_namespace(name, len, value)))
        return NULL;
    return value + size + 1;
}

// Behind the tag that begins at `at`, or NULL when it is not of our kind; `depth` counts what is open.
static const char *skip_tag(const char *at, int *depth)
{
    bool closing = at[1] == '/';
    const char *name = at + 1 + closing;
    size_t len = strspn(name, name_bytes);
    if (!listed(elements, name, len))
        return NULL;
    at = name + len;
    while (at && !closing && *at == ' ')
        at = skip_attribute(at);
    if (!at)
        return NULL;
    bool empty = !closing && *at == '/';
    *depth += closing ? -1 : empty ? 0 : 1;
    return at[empty] == '>' ? at + empty + 1 : NULL;
}

bool picture_valid(const char *svg)
{
    int depth = 0;
    if (strncmp(svg, "<svg ", 5) != 0)
        return false;
    do {
        svg = skip_tag(svg, &depth);
        if (!svg || depth < 0)
            return false;
        if (depth > 0)
            svg += strcspn(svg, "<");
    } while (depth > 0 && *svg);
    return depth == 0 && svg[strspn(svg, " \n")] == '\0';
}
