// SPDX-License-Identifier: MIT
#include "study/loading.h"

#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "study/definition.h"
#include "study/people.h"
#include "study/shipped.h"

struct place loading_place(const json_t *value)
{
    return (struct place){STUDY_FILE, (int)json_number(value, "line"), ""};
}

// --- fields

void loading_known(struct loading *l, const json_t *object, const char *what,
                   const char *const *known)
{
    const char *key;
    json_t *value;
    json_object_foreach ((json_t *)(size_t)object, key, value) {
        bool found = strcmp(key, "kind") == 0 || strcmp(key, "line") == 0 ||
                     strcmp(key, "list") == 0;
        for (size_t i = 0; known[i] && !found; i++)
            found = strcmp(known[i], key) == 0;
        if (!found)
            diag_add(l->diag, loading_place(object), W_FIELD_UNKNOWN, what, key);
    }
}

// A text field: "" when it is not there, and an error when it is something else.
char *loading_text(struct loading *l, const json_t *object, const char *what,
                   const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_string(value))
        diag_add(l->diag, loading_place(object), E_FIELD_KIND, what, key,
                 "a text in quotation marks");
    return mem_strdup(json_text(object, key));
}

// A whole number: 0 when it is not there, and an error when it is something else.
long long loading_number(struct loading *l, const json_t *object, const char *what,
                         const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_integer(value))
        diag_add(l->diag, loading_place(object), E_FIELD_KIND, what, key,
                 "a whole number");
    return json_number(object, key);
}

void loading_need(struct loading *l, const json_t *object, const char *what,
                  const char *value, const char *hint)
{
    if (!*value)
        diag_add(l->diag, loading_place(object), E_FIELD_MISSING, what, hint);
}

void loading_need_id(struct loading *l, const json_t *object, const char *what,
                     const char *id)
{
    if (*id && !id_is_good(id))
        diag_add(l->diag, loading_place(object), E_ID, id, what);
}

// True when the file that `reference` names lies in the study's folder. A constructor that got no name has said so.
bool loading_inside(struct loading *l, const json_t *reference)
{
    const char *file = json_text(reference, "file");
    if (*file && !path_is_inside(file))
        diag_add(l->diag, loading_place(reference), E_PATH_OUTSIDE, file);
    return *file && path_is_inside(file);
}

int loading_read(struct loading *l, const char *file, struct buf *out)
{
    const struct study *s = l->study;
    if (shipped_is(file))
        return shipped_read(s->folder, s->language, file, out, l->diag);
    return file_read_in(s->folder, file, out, l->diag);
}
