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

// What a passage says of its turn; answers the turn, or NULL when there is none.
static const struct turn *check_words(const json_t *passage, const struct turns *turns,
                                      struct place where, struct diag *d)
{
    const char *id = json_string_value(json_object_get(passage, "turn"));
    const struct turn *turn = id ? turns_find(turns, id) : NULL;
    if (id && !turn)
        warn(where, "turn", W_TURN_UNKNOWN, id, d);
    if (!turn)
        return NULL;
    if (strcmp(json_text(passage, "turn_sha256"), turn->anchor.sha256) != 0)
        warn(where, "turn_sha256", W_TURN_CHANGED, id, d);
    else if (json_object_get(passage, "quote") && !quote_fits(passage, &turn->anchor))
        warn(where, "quote", W_QUOTE_DIFFERS, id, d);
    return turn;
}

static bool elisions_fit(const json_t *passage)
{
    const json_t *list = json_object_get(passage, "elisions");
    long long at = json_number(passage, "start"), end = json_number(passage, "end");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *elision = json_array_get(list, i);
        if (json_number(elision, "start") < at ||
            json_number(elision, "end") <= json_number(elision, "start"))
            return false;
        at = json_number(elision, "end");
    }
    return at <= end;
}

// The passage that a decision of a board makes an example of an axis.
static void check_example(const json_t *example, const struct turns *turns,
                          struct place where, struct diag *d)
{
    struct buf path;
    buf_init(&path, 2000);
    buf_fmt(&path, "%s/example", where.path);
    where.path = path.data;
    const struct turn *turn = check_words(example, turns, where, d);
    if (turn && !elisions_fit(example))
        warn(where, "elisions", W_ELISION, turn->id, d);
    buf_release(&path);
}

void passage_check(const json_t *item, const struct turns *turns, struct given *given,
                   struct given_owner owner, struct place where, struct diag *d)
{
    const json_t *example = json_object_get(item, "example");
    const struct turn *turn = check_words(item, turns, where, d);
    if (turn && given && !given_has(given, owner, turn, d))
        warn(where, "turn", W_TURN_NOT_ASSIGNED, turn->id, d);
    if (json_is_object(example))
        check_example(example, turns, where, d);
}
