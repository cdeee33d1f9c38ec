// SPDX-License-Identifier: MIT
#include "study/texts.h"

#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "study/shipped.h"

#define TEXT_MOST ((size_t)1 << 20)

static const struct text_file *keep_text(struct loading *l, const char *file,
                                         char *data, size_t len)
{
    struct study *s = l->study;
    struct text_file *text = mem_alloc(sizeof *text);
    *text = (struct text_file){.file = mem_strdup(file), .data = data, .len = len};
    hash_hex(data, len, text->sha256);
    buf_fmt(&l->digests, "%s %s\n", text->sha256, file);
    s->texts = mem_grow(s->texts, s->text_count + 1, sizeof *s->texts);
    s->texts[s->text_count++] = text;
    return text;
}

static bool is_text(const json_t *value)
{
    const char *kind = json_text(value, "kind");
    return strcmp(kind, "text") == 0 || strcmp(kind, "worked") == 0;
}

static const struct text_file *read_text(struct loading *l, const json_t *reference)
{
    const char *file = json_text(reference, "file");
    const struct text_file *text = study_text(l->study, file);
    if (text)
        return text;
    struct buf data;
    size_t bad;
    buf_init(&data, TEXT_MOST);
    if (loading_read(l, file, &data) == 0) {
        if (text_valid(data.data, data.len, &bad)) {
            size_t len = data.len;
            return keep_text(l, file, buf_take(&data), len);
        }
        diag_add(l->diag, (struct place){file, 0, ""}, E_UTF8, bad);
    }
    buf_release(&data);
    return NULL;
}

// Reads every text that the definition names, wherever it stands; or, once a step has filled in its options, those of the
// program alone, since the others have been read.
void texts_read(struct loading *l, const json_t *value, bool only_shipped)
{
    const char *key;
    json_t *member;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            texts_read(l, json_array_get(value, i), only_shipped);
    } else if (is_text(value)) {
        if (only_shipped ? shipped_is(json_text(value, "file"))
                         : loading_inside(l, value))
            read_text(l, value);
    } else {
        json_object_foreach ((json_t *)(size_t)value, key, member)
            texts_read(l, member, only_shipped);
    }
}

void texts_context(struct loading *l, const json_t *definition)
{
    const json_t *context = json_object_get(definition, "context");
    if (json_is_string(context)) {
        const char *s = json_string_value(context);
        l->study->context = keep_text(l, "context", mem_strdup(s), strlen(s));
    } else if (context) {
        l->study->context = study_text(l->study, json_text(context, "file"));
    }
    const struct text_file *text = l->study->context;
    if (!context || (text && strspn(text->data, " \t\r\n") == text->len))
        diag_add(l->diag, loading_place(definition), E_FIELD_MISSING, "the study",
                 "context: what the model is for, and for whom: context = text "
                 "\"context.md\"");
}

// A text file or a text in quotation marks, "" when it is not there.
const char *texts_prose(struct loading *l, const json_t *definition, const char *key)
{
    const json_t *value = json_object_get(definition, key);
    if (json_is_string(value))
        return json_string_value(value);
    if (value && strcmp(json_text(value, "kind"), "text") != 0)
        diag_add(l->diag, loading_place(definition), E_FIELD_KIND, "the study", key,
                 "text \"file.md\", or a text in quotation marks");
    const struct text_file *text = study_text(l->study, json_text(value, "file"));
    return value && text ? text->data : "";
}
