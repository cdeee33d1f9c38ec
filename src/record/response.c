// SPDX-License-Identifier: MIT
#include "record/response.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/shape.h"
#include "base/text.h"
#include "packet/assign.h"
#include "record/copied.h"
#include "record/page.h"
#include "record/returned.h"
#include "study/board.h"

#define STEP_ID_MAX 40 // bytes

static const struct shape item_fields[] = {
    {.name = "id", .type = SHAPE_STRING, .least = 1, .most = 600, .form = FORM_LINE},
    {.name = "clock", .type = SHAPE_INTEGER},
    {.name = "session", .type = SHAPE_STRING, .form = FORM_ID},
    {.name = "kind", .type = SHAPE_STRING, .least = 1, .most = 64, .form = FORM_LINE},
    {.name = "deleted", .type = SHAPE_BOOL, .optional = true},
    {.name = NULL},
};
static const struct shape item_shape = {.type = SHAPE_OBJECT, .fields = item_fields};
static const struct shape step_fields[] = {
    {.name = "items",
     .type = SHAPE_LIST,
     .of = &item_shape,
     .most = RESPONSE_ITEMS_MAX},
    {.name = NULL},
};
static const struct shape step_shape = {.type = SHAPE_OBJECT, .fields = step_fields};
#define ENTERED_MAX 10000
#define NAME_FIELD(field)                                                              \
    {                                                                                  \
        .name = field, .type = SHAPE_STRING, .least = 1, .most = 200,                  \
        .form = FORM_LINE                                                              \
    }
static const struct shape entered_fields[] = {
    {.name = "session", .type = SHAPE_STRING, .form = FORM_ID},
    {.name = "by", .type = SHAPE_STRING, .least = 1, .most = 500, .form = FORM_LINE},
    {.name = "sheet", .type = SHAPE_STRING, .least = 1, .most = 20, .form = FORM_LINE},
    {.name = "at", .type = SHAPE_STRING, .form = FORM_STAMP},
    {.name = NULL},
};
static const struct shape entered_shape = {.type = SHAPE_OBJECT,
                                           .fields = entered_fields};
static const struct shape head_fields[] = {
    NAME_FIELD("study"),
    {.name = "study_sha256", .type = SHAPE_STRING, .form = FORM_HEX64},
    {.name = "packet", .type = SHAPE_STRING, .form = FORM_HEX64},
    NAME_FIELD("participant"),
    NAME_FIELD("check"),
    NAME_FIELD("group"),
    NAME_FIELD("round"),
    NAME_FIELD("app"),
    {.name = "device",
     .type = SHAPE_STRING,
     .optional = true,
     .most = 100,
     .form = FORM_LINE},
    {.name = "response", .type = SHAPE_STRING, .form = FORM_ID},
    {.name = "session", .type = SHAPE_STRING, .form = FORM_ID},
    {.name = "revision", .type = SHAPE_INTEGER},
    {.name = "parent", .type = SHAPE_STRING, .most = 64},
    {.name = "saved", .type = SHAPE_STRING, .form = FORM_STAMP},
    {.name = "steps", .type = SHAPE_MAP, .of = &step_shape},
    {.name = "entered",
     .type = SHAPE_LIST,
     .of = &entered_shape,
     .most = ENTERED_MAX,
     .optional = true},
    {.name = "sum", .type = SHAPE_STRING, .form = FORM_HEX64},
    {.name = NULL},
};
static const struct shape head_shape = {.type = SHAPE_OBJECT, .fields = head_fields};

void response_init(struct response *r)
{
    *r = (struct response){0};
    arena_init(&r->values);
    buf_init(&r->decoded, 2 * RETURN_MAX);
    buf_init(&r->copied, 2 * RETURN_MAX);
    buf_init(&r->canonical, 8 * RESPONSE_MAX);
}

void response_release(struct response *r)
{
    arena_release(&r->values);
    free(r->items);
    buf_release(&r->decoded);
    buf_release(&r->copied);
    buf_release(&r->canonical);
    response_init(r);
}

static void start(struct response *r)
{
    arena_clear(&r->values);
    r->document = NULL;
    r->participant = NULL;
    r->board = NULL;
    r->round = NULL;
    r->count = 0;
    buf_clear(&r->decoded);
    buf_clear(&r->copied);
    buf_clear(&r->canonical);
}

static struct place at(const char *file, const char *path)
{
    return (struct place){file, 0, path};
}

// --- from bytes to text

bool response_is_zip(const char *data, size_t len)
{
    return len >= 4 && data[0] == 'P' && data[1] == 'K' &&
           (memcmp(data + 2, "\3\4", 2) == 0 || memcmp(data + 2, "\5\6", 2) == 0 ||
            memcmp(data + 2, "\7\x8", 2) == 0);
}

// A half of a pair without the other becomes U+FFFD: in a response it then shows as an altered one.
static void decode_utf16(struct buf *out, const char *data, size_t len, bool big)
{
    const unsigned char *b = (const unsigned char *)data;
    for (size_t i = 0; i + 1 < len; i += 2) {
        unsigned long c = big ? (unsigned long)b[i] << 8 | b[i + 1]
                              : (unsigned long)b[i + 1] << 8 | b[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < len) {
            unsigned long low = big ? (unsigned long)b[i + 2] << 8 | b[i + 3]
                                    : (unsigned long)b[i + 3] << 8 | b[i + 2];
            if (low >= 0xDC00 && low < 0xE000) {
                text_add_code_point(out,
                                    0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
                i += 2;
                continue;
            }
        }
        text_add_code_point(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    }
}

// Editors and mail programs write UTF-16 and byte order marks; what is read is always UTF-8 without either.
static int to_utf8(struct response *r, const char **data, size_t *len)
{
    const unsigned char *b = (const unsigned char *)*data;
    bool little = *len >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] && !b[1]));
    bool big = *len >= 2 && ((b[0] == 0xFE && b[1] == 0xFF) || (!b[0] && b[1]));
    if (little || big) {
        decode_utf16(&r->decoded, *data, *len, big);
        *data = r->decoded.data;
        *len = r->decoded.len;
    }
    if (*len >= 3 && memcmp(*data, "\xEF\xBB\xBF", 3) == 0) {
        *data += 3;
        *len -= 3;
    }
    return text_valid(*data, *len, NULL) ? 0 : -1;
}

static bool is_blank(const char *data, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!strchr(" \t\r\n", data[i]))
            return false;
    return true;
}

// A response as it is: in what people write in it the marks of a copied one may stand, too.
static bool is_object(const char *data, size_t len)
{
    while (len && strchr(" \t\r\n", *data)) {
        data++;
        len--;
    }
    return len && *data == '{';
}

// Out of a mail or a text file into which somebody copied it, in whatever letters the words around it are. 1 when it
// was there, 0 when not.
static int find_copied(struct response *r, const char **data, size_t *len,
                       struct place where, struct diag *d)
{
    int found = copied_find(*data, *len, &r->copied);
    if (found < 0)
        return diag_add(d, where, E_RETURN_CUT);
    if (!found)
        return 0;
    *data = r->copied.len ? r->copied.data : "";
    *len = r->copied.len;
    return text_valid(*data, *len, NULL) ? 1 : diag_add(d, where, E_RETURN_SUM);
}

// Finds the response's text in the bytes.
static int find_text(struct response *r, const char **data, size_t *len,
                     const char *file, struct diag *d)
{
    struct place where = at(file, "");
    if (response_is_zip(*data, *len))
        return diag_add(d, where, E_RETURN_ZIP);
    int valid = to_utf8(r, data, len);
    bool is_letter = !page_is(*data, *len) && !is_object(*data, *len);
    int copied = is_letter ? find_copied(r, data, len, where, d) : 0;
    if (copied < 0)
        return -1;
    if (valid < 0 && !copied)
        return diag_add(d, where, E_RETURN_TEXT);
    if (is_blank(*data, *len))
        return diag_add(d, where, E_RETURN_EMPTY);
    if (page_is(*data, *len)) {
        *data = page_state(*data, *len, len);
        if (!*len)
            return diag_add(d, where, E_RETURN_PAGE);
    }
    if (*len > RESPONSE_MAX)
        return diag_add(d, where, E_RETURN_LARGE, RESPONSE_MAX >> 20);
    return 0;
}

// --- from text to a document

// Cut off in the mail or on a full stick, rather than something else: it starts as ours do, and lacks its end.
static bool is_cut(const char *text, size_t len)
{
    while (len && strchr(" \t\r\n", text[len - 1]))
        len--;
    if (!len || text[len - 1] == '}')
        return false;
    size_t head = len < 4096 ? len : 4096;
    for (size_t i = 0; text[0] == '{' && i + 15 < head; i++)
        if (memcmp(text + i, "calma/response@", 15) == 0)
            return true;
    return false;
}

static int parse(struct response *r, const char *text, size_t len, const char *file,
                 struct diag *d)
{
    struct diag inner;
    diag_init(&inner);
    arena_begin(&r->values);
    r->document = json_parse(text, len, file, 1, &inner);
    arena_end();
    if (!r->document) {
        const struct diag_entry *first = &inner.entries[0];
        if (is_cut(text, len))
            diag_add(d, at(file, ""), E_RETURN_CUT);
        else
            diag_add(d, (struct place){file, first->line, ""}, E_RETURN_JSON,
                     first->text);
    }
    diag_release(&inner);
    return r->document ? 0 : -1;
}

static bool whole_numbers(const json_t *value)
{
    const char *key;
    json_t *member;
    if (json_is_object(value)) {
        json_object_foreach ((json_t *)(size_t)value, key, member)
            if (!whole_numbers(member))
                return false;
    } else if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            if (!whole_numbers(json_array_get(value, i)))
                return false;
    }
    return !json_is_real(value);
}

// Shape problems as the record's own, so that its reasons are few and stable.
static int check_shape(const struct shape *shape, const json_t *value,
                       struct place where, struct diag *d)
{
    struct diag inner;
    diag_init(&inner);
    int problems = shape_check(shape, value, where, &inner);
    for (size_t i = 0; i < inner.count; i++)
        diag_add(d, at(inner.entries[i].file, inner.entries[i].path), E_RETURN_SHAPE,
                 inner.entries[i].text);
    diag_release(&inner);
    return problems ? -1 : 0;
}

static int check_head(struct response *r, const char *file, struct diag *d)
{
    const char *format = json_text(r->document, "format");
    if (strncmp(format, "calma/response@", 15) != 0)
        return diag_add(d, at(file, "/format"), E_RETURN_FORMAT);
    if (strcmp(format, "calma/response@1") != 0)
        return diag_add(d, at(file, "/format"), E_RETURN_VERSION, format);
    if (!whole_numbers(r->document))
        return diag_add(d, at(file, ""), E_RETURN_NUMBER);
    if (check_shape(&head_shape, r->document, at(file, ""), d) < 0)
        return -1;
    const char *parent = json_text(r->document, "parent");
    if (*parent && (strlen(parent) != 64 || strspn(parent, "0123456789abcdef") != 64))
        return diag_add(d, at(file, "/parent"), E_RETURN_PARENT);
    return 0;
}

// --- whose it is

static int identify(struct response *r, const struct study *study, const char *file,
                    struct diag *d)
{
    const char *id = json_text(r->document, "participant");
    const char *group_id = json_text(r->document, "group");
    const char *round_id = json_text(r->document, "round");
    struct recipient who;
    if (strcmp(json_text(r->document, "study"), study->id) != 0)
        return diag_add(d, at(file, "/study"), E_RETURN_STUDY,
                        json_text(r->document, "study"));
    if (!study_recipient(study, id, &who))
        return diag_add(d, at(file, "/participant"),
                        board_id_is(id) ? E_RETURN_BOARD : E_RETURN_PARTICIPANT, id);
    if (strcmp(json_text(r->document, "check"), who.participant->check) != 0)
        return diag_add(d, at(file, "/check"), E_RETURN_CHECK, id);
    if (strcmp(group_id, who.group->id) != 0)
        return diag_add(d, at(file, "/group"), E_RETURN_GROUP, group_id, id,
                        who.group->id);
    const struct round *round = study_round(study, round_id);
    if (!round)
        return diag_add(d, at(file, "/round"), E_RETURN_ROUND, round_id);
    if (!round_recipient(round, &who, &who))
        return diag_add(d, at(file, "/round"), E_RETURN_NO_PACKET, round_id, id);
    char packet[65];
    packet_id(study, who.group->id, id, round->id, packet);
    if (strcmp(json_text(r->document, "packet"), packet) != 0)
        return diag_add(d, at(file, "/packet"), E_RETURN_PACKET);
    r->participant = who.participant;
    r->board = who.board;
    r->round = round;
    return 0;
}

// --- the canonical form, written once: it gives the sum, and each item's hash and body

static struct response_item *add_item(struct response *r)
{
    if (r->count == r->cap)
        r->items =
            mem_grow(r->items, r->cap = r->cap ? 2 * r->cap : 256, sizeof *r->items);
    return &r->items[r->count++];
}

static void write_items(struct response *r, const char *step, const json_t *items)
{
    buf_char(&r->canonical, '[');
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *value = json_array_get(items, i);
        if (i)
            buf_char(&r->canonical, ',');
        struct response_item *item = add_item(r);
        size_t from = r->canonical.len;
        json_canonical(value, &r->canonical);
        *item = (struct response_item){.step = step,
                                       .id = json_text(value, "id"),
                                       .index = i,
                                       .value = value,
                                       .at = from,
                                       .len = r->canonical.len - from};
        hash_hex(r->canonical.data + from, item->len, item->hash);
    }
    buf_char(&r->canonical, ']');
}

// Writes the members of `object` in order; `member` writes one value. The document and its steps are walked by hand,
// so that the place of every item is known.
static void write_members(struct response *r, const json_t *object, const char *without,
                          const char *context,
                          void (*member)(struct response *r, const char *context,
                                         const char *key, const json_t *value))
{
    struct json_member *members;
    size_t count = json_sorted(object, without, &members);
    buf_char(&r->canonical, '{');
    for (size_t i = 0; i < count; i++) {
        const char *key = members[i].key;
        if (i)
            buf_char(&r->canonical, ',');
        json_write_string(key, strlen(key), &r->canonical);
        buf_char(&r->canonical, ':');
        member(r, context, key, members[i].value);
    }
    buf_char(&r->canonical, '}');
    free(members);
}

static void write_step_member(struct response *r, const char *step, const char *key,
                              const json_t *value)
{
    if (strcmp(key, "items") == 0)
        write_items(r, step, value);
    else
        json_canonical(value, &r->canonical);
}

static void write_step(struct response *r, const char *context, const char *step,
                       const json_t *value)
{
    (void)context;
    write_members(r, value, NULL, step, write_step_member);
}

static void write_head_member(struct response *r, const char *context, const char *key,
                              const json_t *value)
{
    if (strcmp(key, "steps") == 0)
        write_members(r, value, NULL, context, write_step);
    else
        json_canonical(value, &r->canonical);
}

static int check_sum(struct response *r, const char *file, struct diag *d)
{
    char sum[HASH_HEX_SIZE];
    write_members(r, r->document, "sum", "", write_head_member);
    if (r->canonical.full)
        return diag_add(d, at(file, ""), E_RETURN_LARGE, RESPONSE_MAX >> 20);
    hash_hex(r->canonical.data, r->canonical.len, sum);
    return strcmp(sum, json_text(r->document, "sum")) == 0
               ? 0
               : diag_add(d, at(file, "/sum"), E_RETURN_SUM);
}

// --- the items

void response_path(const struct response_item *item, char path[RESPONSE_PATH_SIZE])
{
    snprintf(path, RESPONSE_PATH_SIZE, "/steps/%s/items/%zu", item->step, item->index);
}

// A study may change while people work: an item of what it has no more is kept, and named where it is merged.
static int check_item(struct response_item *item, const struct step *step,
                      const char *file, struct diag *d)
{
    const char *kind = json_text(item->value, "kind");
    const struct shape *shape = step_kind_item(step->definition, kind);
    char path[RESPONSE_PATH_SIZE];
    if (shape && json_flag(item->value, "deleted"))
        return 0;
    response_path(item, path);
    if (shape)
        return check_shape(shape, item->value, at(file, path), d);
    item->misfit = W_KIND_GONE;
    return 0;
}

static int check_step(const struct response *r, struct response_item *item,
                      const struct step *step, const char *file, struct diag *d)
{
    if (!step && strlen(item->step) <= STEP_ID_MAX) {
        item->misfit = W_STEP_GONE;
        return 0;
    }
    if (!step)
        return diag_add(d, at(file, "/steps"), E_RETURN_STEP, item->step);
    if (step->definition->facilitator != (r->board != NULL))
        return diag_add(d, at(file, "/steps"), E_RETURN_STEP_WHO, step->id,
                        r->participant->id);
    item->step = step->id;
    return 0;
}

static int check_items(struct response *r, const char *file, struct diag *d)
{
    const struct step *step = NULL;
    int result = 0;
    for (size_t i = 0; i < r->count; i++) {
        struct response_item *item = &r->items[i];
        if (!step || strcmp(step->id, item->step) != 0)
            step = round_step(r->round, item->step);
        if (check_step(r, item, step, file, d) < 0)
            return -1;
        if (step && check_item(item, step, file, d) < 0)
            result = -1;
    }
    return result;
}

static int by_step_and_id(const void *a, const void *b)
{
    const struct response_item *const *x = a, *const *y = b;
    int order = strcmp((*x)->step, (*y)->step);
    return order ? order : strcmp((*x)->id, (*y)->id);
}

static int check_unique(struct response *r, const char *file, struct diag *d)
{
    if (r->count > RESPONSE_ITEMS_MAX)
        return diag_add(d, at(file, "/steps"), E_RETURN_MANY, RESPONSE_ITEMS_MAX);
    const struct response_item **sorted = mem_grow(NULL, r->count + 1, sizeof *sorted);
    for (size_t i = 0; i < r->count; i++)
        sorted[i] = &r->items[i];
    qsort(sorted, r->count, sizeof *sorted, by_step_and_id);
    int result = 0;
    for (size_t i = 1; i < r->count && result == 0; i++)
        if (by_step_and_id(&sorted[i - 1], &sorted[i]) == 0)
            result = diag_add(d, at(file, "/steps"), E_RETURN_TWICE, sorted[i]->id);
    free(sorted);
    return result;
}

int response_read(struct response *r, const struct study *study, const char *data,
                  size_t len, const char *file, struct diag *d)
{
    start(r);
    if (find_text(r, &data, &len, file, d) < 0 || parse(r, data, len, file, d) < 0 ||
        check_head(r, file, d) < 0 || identify(r, study, file, d) < 0 ||
        check_sum(r, file, d) < 0 || check_unique(r, file, d) < 0)
        return -1;
    return check_items(r, file, d);
}

void reading_init(struct reading *reading)
{
    *reading = (struct reading){0};
    response_init(&reading->response);
    diag_init(&reading->found);
}

void reading_release(struct reading *reading)
{
    response_release(&reading->response);
    diag_release(&reading->found);
}

void reading_make(struct reading *reading, const struct study *study,
                  const struct buf *bytes, const char *file)
{
    diag_release(&reading->found);
    reading->fits = response_read(&reading->response, study, bytes->data, bytes->len,
                                  file, &reading->found) == 0;
}
