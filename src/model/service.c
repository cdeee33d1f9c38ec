// SPDX-License-Identifier: MIT
#include "model/service.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/key.h"
#include "model/url.h"

#define MOVES_MAX 3
#define HEADER_MAX 5000

static bool same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static void add_header(struct services *services, struct service *s, const char *name,
                       const char *value)
{
    struct buf line;
    buf_init(&line, HEADER_MAX);
    buf_reserve(&line,
                HEADER_MAX); // so that no piece of a key stays where it grew out of
    buf_str(&line, name);
    buf_str(&line, value);
    s->headers = services->curl->slist_append(s->headers, line.data);
    sodium_memzero(line.data, line.len);
    buf_release(&line);
}

static struct service *make(struct services *services, const char *endpoint,
                            const char *name, const char *model, const char *key)
{
    struct service *s = mem_alloc(sizeof *s);
    *s = (struct service){.endpoint = mem_strdup(endpoint),
                          .model = mem_strdup(model),
                          .url = url_join(endpoint, name),
                          .key = key,
                          .next = services->first};
    services->first = s;
    add_header(services, s, "Content-Type: ", "application/json");
    add_header(services, s, "Accept: ", "application/json, text/event-stream");
    add_header(services, s, "Expect:",
               ""); // none of it: a question is small, and waiting costs a turn
    if (key)
        add_header(services, s, "Authorization: Bearer ", key);
    return s;
}

struct service *service_of(struct services *services, const char *endpoint,
                           const char *name, const char *model, const char *key,
                           const char *key_name, struct diag *d)
{
    for (struct service *s = services->first; s; s = s->next)
        if (same(s->endpoint, endpoint) && same(s->model, model) && same(s->key, key))
            return s;
    struct service *s = make(services, endpoint, name, model, key);
    struct url url;
    s->key_name = key_name && *key_name ? key_name : KEY_VARIABLE;
    s->given_up = url_check(endpoint, services->plain_http, d) < 0;
    s->local = !url_read(&url, endpoint) && url_is_loopback(&url);
    return s;
}

bool service_follow(struct service *s, const char *url)
{
    if (s->moves >= MOVES_MAX || !url_same_origin(s->url, url))
        return false;
    if (strcmp(s->url, url) == 0) // another question has been there meanwhile
        return true;
    s->moves++;
    free(s->url);
    s->url = mem_strdup(url);
    return true;
}

void service_succeeded(struct service *s)
{
    s->answered = true;
    s->failing = 0;
}

void service_failed(struct service *s, const struct trouble *trouble, int attempts,
                    struct place where, struct diag *d)
{
    struct asked_with with = {s->model, s->key_name, s->key != NULL, attempts};
    struct place here = {s->endpoint, 0, ""};
    if (s->given_up)
        return;
    if (trouble_gives_up(trouble->kind, s->answered)) {
        s->given_up = true;
        trouble_say(trouble, &with, here, d);
        return;
    }
    trouble_say(trouble, &with, where, d);
    // What only one question brings about says nothing of the next.
    s->failing += trouble_attempts(trouble->kind, 2) > 1;
    if (s->failing >= SERVICE_FAILING_MAX) {
        s->given_up = true;
        diag_add(d, here, E_MODEL_FAILING, s->failing);
    }
}

static void wipe_headers(const struct curl *curl, struct curl_slist *headers)
{
    for (struct curl_slist *each = headers; each; each = each->next)
        sodium_memzero(each->data, strlen(each->data));
    curl->slist_free_all(headers);
}

void services_release(struct services *services)
{
    for (struct service *s = services->first, *next; s; s = next) {
        next = s->next;
        wipe_headers(services->curl, s->headers);
        free(s->endpoint);
        free(s->model);
        free(s->url);
        free(s);
    }
    services->first = NULL;
}
