// SPDX-License-Identifier: MIT
#include "chatlog_fixture.h"

#include "base/json.h"
#include "base/mem.h"

struct diag talk_diag;
struct chatlog_found talks[400];
size_t talk_count;
struct chatlog_result talk_result;

static void keep(const struct chatlog_found *found, void *context)
{
    (void)context;
    assert_true(talk_count < COUNT(talks));
    talks[talk_count++] = *found;
}

static void forget(void)
{
    for (size_t i = 0; i < talk_count; i++)
        json_decref(talks[i].document);
    talk_count = 0;
    diag_release(&talk_diag);
    diag_init(&talk_diag);
}

int talk_setup(void **state)
{
    (void)state;
    diag_init(&talk_diag);
    return 0;
}

int talk_teardown(void **state)
{
    (void)state;
    forget();
    return 0;
}

int talk_read_bytes(const char *format, const char *name, const char *bytes, size_t len)
{
    struct chatlog_sink sink = {.found = keep};
    forget();
    int result = chatlog_read(bytes, len, name, format ? chatlog_find(format) : NULL,
                              sink, &talk_result, &talk_diag);
    assert_int_equal(talk_result.found, talk_count);
    return result;
}

int talk_read_as(const char *format, const char *name, const char *text)
{
    return talk_read_bytes(format, name, text, strlen(text));
}

int talk_read(const char *name, const char *text)
{
    return talk_read_as(NULL, name, text);
}

int talk_read_json(const char *name, const char *text)
{
    size_t len = strlen(text);
    char *json = mem_strdup(text);
    for (size_t i = 0; i < len; i++)
        if (json[i] == '\'')
            json[i] = '"';
    int result = talk_read_bytes(NULL, name, json, len);
    free(json);
    return result;
}

static const json_t *messages_of(size_t talk)
{
    assert_true(talk < talk_count);
    return json_object_get(talks[talk].document, "messages");
}

void assert_said_by(size_t talk, size_t n, const char *role, const char *content)
{
    const json_t *message = json_array_get(messages_of(talk), n);
    assert_string_equal(json_text(message, "role"), role);
    assert_string_equal(json_text(message, "content"), content);
}

void assert_messages(size_t talk, size_t count)
{
    assert_int_equal(json_array_size(messages_of(talk)), count);
}

const char *talk_field(size_t talk, const char *key)
{
    assert_true(talk < talk_count);
    return json_text(talks[talk].document, key);
}

void assert_left(const char *words)
{
    for (size_t i = 0; i < talk_diag.count; i++)
        if (talk_diag.entries[i].code == N_CHATLOG_LEFT &&
            strstr(talk_diag.entries[i].text, words))
            return;
    fail_msg("nothing was said of leaving out: %s", words);
}
