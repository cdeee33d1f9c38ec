// SPDX-License-Identifier: MIT
#include "model/key.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "model/url.h"

#define KEY_MAX 4000
#define TELLING 8 // characters of a key that are worth hiding
#define SECRET 4  // characters that make a key one

int key_read(const char *variable, char **key, struct diag *d)
{
    *key = NULL;
    const char *value = getenv(variable);
    if (!value || !*value)
        return 0;
    size_t len = strlen(value);
    bool fits = len <= KEY_MAX;
    for (size_t i = 0; fits && i < len; i++)
        fits = value[i] > ' ' && value[i] < 0x7f;
    if (!fits)
        return diag_add(d, NOWHERE, E_MODEL_KEY_FORM, variable, KEY_MAX);
    *key = sodium_malloc(len + 1);
    if (!*key)
        return diag_add(d, NOWHERE, E_MODEL_KEY_MEMORY);
    memcpy(*key, value, len + 1);
    return 0;
}

void key_free(char *key)
{
    sodium_free(key);
}

static const char *place_of(const char *variable)
{
    struct buf name;
    buf_init(&name, 1000);
    buf_fmt(&name, "%s_FOR", variable);
    const char *place = getenv(name.data);
    buf_release(&name);
    return place ? place : "";
}

bool key_has_place(const char *variable)
{
    return *place_of(variable);
}

bool key_is_for(const char *variable, const char *endpoint)
{
    struct url url;
    return (!url_read(&url, endpoint) && url_is_loopback(&url)) ||
           url_same_origin(place_of(variable), endpoint);
}

// How many characters at `text` stand so in the key, wherever in it.
static size_t shared(const char *text, const char *key)
{
    size_t most = 0;
    for (; *key; key++) {
        size_t n = 0;
        while (key[n] && key[n] == text[n])
            n++;
        most = n > most ? n : most;
    }
    return most;
}

void key_redact(const char *key, struct buf *text)
{
    if (!key || strlen(key) < SECRET)
        return;
    size_t least = strlen(key) < TELLING ? strlen(key) : TELLING;
    struct buf out;
    buf_init(&out, text->max);
    for (const char *at = text->data; *at;) {
        size_t n = shared(at, key);
        if (n >= least)
            buf_str(&out, "[key]");
        else
            buf_char(&out, *at);
        at += n >= least ? n : 1;
    }
    buf_release(text);
    *text = out;
}

bool key_is_in(const char *key, const char *text)
{
    return key && strlen(key) >= TELLING && strstr(text, key);
}
