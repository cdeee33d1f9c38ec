// SPDX-License-Identifier: MIT
#include "model/key.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

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
