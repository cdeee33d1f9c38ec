// SPDX-License-Identifier: MIT
#include "study/private.h"

#include <ctype.h>
#include <string.h>

#define DIGITS_LEAST 9
#define DIGITS_ABROAD 8 // behind a "+"

static bool is_in(char c, const char *more)
{
    return isalnum((unsigned char)c) || (c && strchr(more, c));
}

static bool is_domain(const char *at)
{
    size_t labels = 0, len;
    for (;; at += len + 1, labels++) {
        for (len = 0; is_in(at[len], "-"); len++)
            ;
        if (len == 0)
            return false;
        if (at[len] != '.' || !is_in(at[len + 1], "-"))
            return labels && len >= 2;
    }
}

bool private_mail(const char *text)
{
    for (const char *at = text; (at = strchr(at, '@')); at++)
        if (at > text && is_in(at[-1], "._%+-") && is_domain(at + 1))
            return true;
    return false;
}

// The digits of a run that begins at `at`; `*end` gets where it ends.
static size_t run_digits(const char *at, const char **end)
{
    size_t digits = 0;
    bool gap = false;
    for (; *at; at++) {
        if (isdigit((unsigned char)*at))
            digits++, gap = false;
        else if (strchr("-/.()", *at) || (*at == ' ' && !gap))
            gap = *at == ' ';
        else
            break;
    }
    *end = at;
    return digits;
}

bool private_phone(const char *text)
{
    for (const char *at = text; *at; at++) {
        bool abroad = *at == '+';
        const char *end;
        if (!abroad && !isdigit((unsigned char)*at))
            continue;
        size_t digits = run_digits(at + abroad, &end);
        if (digits >= (abroad ? DIGITS_ABROAD : DIGITS_LEAST))
            return true;
        at = end > at ? end - 1 : at;
    }
    return false;
}
