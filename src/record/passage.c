// SPDX-License-Identifier: MIT
#include "record/passage.h"

#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"

static void warn(struct place where, const char *member, enum diag_code code,
                 const char *turn, struct diag *d)
{
    struct buf path;
    buf_init(&path, 2000);
    buf_fmt(&path, "%s/%s", where.path, member);
    diag_add(d, (struct place){where.file, where.line, path.data}, code, turn);
    buf_release(&path);
}

static bool quote_fits(const json_t *item, const struct anchor *anchor)
{
    long long start = json_number(item, "start"), end = json_number(item, "end");
    const json_t *quote = json_object_get(item, "quote");
    if (start < 0 || end <= start || end > (long long)anchor->length ||
        !json_is_string(quote))
        return false;
    const struct buf *text = &anchor->text;
    size_t from = text_byte_offset(text->data, text->len, (size_t)start);
    size_t len =
        text_byte_offset(text->data + from, text->len - from, (size_t)(end - start));
    return len == json_string_length(quote) &&
           memcmp(text->data + from, json_string_value(quote), len) == 0;
}

void passage_check(const json_t *item, const struct turns *turns, struct given *given,
                   struct given_owner owner, struct place where, struct diag *d)
{
    const char *id = json_string_value(json_object_get(item, "turn"));
    if (!id)
        return;
    const struct turn *turn = turns_find(turns, id);
    if (!turn) {
        warn(where, "turn", W_TURN_UNKNOWN, id, d);
        return;
    }
    if (!given_has(given, owner, turn, d))
        warn(where, "turn", W_TURN_NOT_ASSIGNED, id, d);
    if (strcmp(json_text(item, "turn_sha256"), turn->anchor.sha256) != 0)
        warn(where, "turn_sha256", W_TURN_CHANGED, id, d);
    else if (json_object_get(item, "quote") && !quote_fits(item, &turn->anchor))
        warn(where, "quote", W_QUOTE_DIFFERS, id, d);
}
