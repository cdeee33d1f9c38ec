// SPDX-License-Identifier: MIT
#include "study/pay.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"

#define WHOLE_MOST 8
#define PARTS_MOST 4
#define DIGITS "0123456789"

// A number of study.lua as it was written there: what a double keeps of up to 12 digits it gives back.
static void write_rate(const json_t *value, char *out, size_t size)
{
    if (json_is_real(value) && fabs(json_real_value(value)) < 1e9)
        snprintf(out, size, "%.12g", json_real_value(value));
    else if (json_is_integer(value))
        snprintf(out, size, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_string(value) && json_string_length(value) < size)
        snprintf(out, size, "%s", json_string_value(value));
}

// More than nothing, in plain decimals.
static bool is_rate(const char *text)
{
    size_t whole = strspn(text, DIGITS);
    const char *rest = text + whole;
    size_t parts = *rest == '.' ? strspn(rest + 1, DIGITS) : 0;
    if (*rest == '.')
        rest += 1 + parts;
    return whole && whole <= WHOLE_MOST && parts <= PARTS_MOST && !*rest &&
           strcspn(text, "123456789") < strlen(text) && text[strlen(text) - 1] != '.';
}

static void read_rate(struct pay *pay, const json_t *value, struct place where,
                      struct diag *d)
{
    char text[40] = "";
    write_rate(value, text, sizeof text);
    if (is_rate(text))
        snprintf(pay->rate, sizeof pay->rate, "%s", text);
    else
        diag_add(d, where, E_FIELD_KIND, "pay", "rate",
                 "what an hour is paid, with up to four digits behind the point: 17 or "
                 "\"12.50\"");
}

static void read_currency(struct pay *pay, const json_t *value, struct place where,
                          struct diag *d)
{
    const char *letters = json_is_string(value) ? json_string_value(value) : "";
    pay->digits = text_currency_digits(letters);
    if (pay->digits >= 0)
        snprintf(pay->currency, sizeof pay->currency, "%s", letters);
    else
        diag_add(d, where, E_FIELD_KIND, "pay", "currency",
                 "the three capital letters of a currency (ISO 4217): \"USD\"");
}

void pay_read(struct pay *pay, const json_t *value, struct place where, struct diag *d)
{
    const char *key;
    json_t *member;
    *pay = (struct pay){0};
    if (!value)
        return;
    if (!json_is_object(value)) {
        diag_add(d, where, E_FIELD_KIND, "the study", "pay",
                 "a table: { rate = 17, currency = \"USD\" }");
        return;
    }
    read_rate(pay, json_object_get(value, "rate"), where, d);
    read_currency(pay, json_object_get(value, "currency"), where, d);
    json_object_foreach ((json_t *)(size_t)value, key, member)
        if (strcmp(key, "rate") != 0 && strcmp(key, "currency") != 0)
            diag_add(d, where, W_FIELD_UNKNOWN, "pay", key);
}

json_t *pay_json(const struct pay *pay)
{
    return *pay->rate ? json_pack("{s:s, s:s, s:i}", "rate", pay->rate, "currency",
                                  pay->currency, "digits", pay->digits)
                      : NULL;
}
