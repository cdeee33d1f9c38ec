// SPDX-License-Identifier: MIT
#include "chatlog/ids.h"

#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"

#define TEXT_MOST ((size_t)1 << 31)

void chatlog_ids_init(struct chatlog_ids *ids)
{
    ids->taken = json_object();
}

void chatlog_ids_release(struct chatlog_ids *ids)
{
    json_decref(ids->taken);
    ids->taken = NULL;
}

static void sum_messages(const json_t *document, char hex[HASH_HEX_SIZE])
{
    struct buf text;
    buf_init(&text, TEXT_MOST);
    json_canonical(json_object_get(document, "messages"), &text);
    hash_hex(text.data, text.len, hex);
    buf_release(&text);
}

static char *free_id(const struct chatlog_ids *ids, const char *id)
{
    struct buf name;
    buf_init(&name, 300);
    buf_str(&name, id);
    for (int n = 2; json_object_get(ids->taken, name.data); n++) {
        buf_clear(&name);
        buf_fmt(&name, "%s-%d", id, n);
    }
    return buf_take(&name);
}

char *chatlog_ids_take(struct chatlog_ids *ids, const struct chatlog_found *found,
                       const char *id, struct diag *d)
{
    struct place where = {found->file, found->line, ""};
    char sum[HASH_HEX_SIZE];
    sum_messages(found->document, sum);
    const json_t *twin = json_object_get(ids->taken, id);
    const char *file = json_text(twin, "file");
    int line = (int)json_number(twin, "line");
    if (twin && strcmp(json_text(twin, "sum"), sum) == 0) {
        diag_add(d, where, W_CHATLOG_SAME, file, line);
        return NULL;
    }
    if (twin && !found->format->sourced && *json_text(found->document, "id")) {
        diag_add(d, where, E_TRANSCRIPT_TWICE, id, file, line);
        return NULL;
    }
    char *name = free_id(ids, id);
    json_object_set_new(ids->taken, name,
                        json_pack("{s:s, s:i, s:s}", "file", found->file, "line",
                                  found->line, "sum", sum));
    return name;
}
