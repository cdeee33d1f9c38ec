// SPDX-License-Identifier: MIT
#include "model/body.h"

#include <stdbool.h>
#include <string.h>

// What a request says by itself, and why parameters cannot.
static const char *reserved(const char *name)
{
    if (strcmp(name, "model") == 0 || strcmp(name, "messages") == 0)
        return "it has a place of its own";
    if (strcmp(name, "n") == 0)
        return "each question gets one answer";
    if (strcmp(name, "tools") == 0 || strcmp(name, "functions") == 0)
        return "nothing here could run what a model calls";
    return NULL;
}

static int check_parameters(const json_t *parameters, struct place where,
                            struct diag *d)
{
    int result = 0;
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(size_t)parameters, name, value) {
        const char *why = reserved(name);
        if (why)
            result = diag_add(d, where, E_MODEL_PARAMETER, name, why);
    }
    return result;
}

json_t *chat_body(const char *model, const json_t *messages, const json_t *parameters,
                  struct place where, struct diag *d)
{
    if (check_parameters(parameters, where, d) < 0)
        return NULL;
    json_t *body = parameters ? json_copy((json_t *)(size_t)parameters) : json_object();
    json_object_set_new(body, "model", json_string(model));
    json_object_set(body, "messages", (json_t *)(size_t)messages);
    if (!json_object_get(body, "stream"))
        json_object_set_new(body, "stream", json_true());
    if (json_is_true(json_object_get(body, "stream")) &&
        !json_object_get(body, "stream_options"))
        json_object_set_new(body, "stream_options",
                            json_pack("{s:b}", "include_usage", 1));
    return body;
}

json_t *embeddings_body(const char *model, const json_t *texts,
                        const json_t *parameters)
{
    json_t *body = parameters ? json_copy((json_t *)(size_t)parameters) : json_object();
    json_object_set_new(body, "model", json_string(model));
    json_object_set(body, "input", (json_t *)(size_t)texts);
    return body;
}
