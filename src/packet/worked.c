// SPDX-License-Identifier: MIT
#include "packet/worked.h"

#include <string.h>

#include "base/json.h"
#include "base/shape.h"

#define FORMAT "calma/worked@1"

static const struct shape label = {
    .type = SHAPE_STRING, .least = 1, .most = 500, .form = FORM_LINE};
static const struct shape pole = {.type = SHAPE_STRING, .most = 500};
static const struct shape coding_fields[] = {
    {.name = "turn", .type = SHAPE_STRING, .least = 1, .most = 300, .form = FORM_LINE},
    {.name = "quote", .type = SHAPE_STRING, .least = 1, .most = 10000},
    {.name = "codes", .type = SHAPE_LIST, .least = 1, .most = 100, .of = &label},
    {.name = "memo", .type = SHAPE_STRING, .optional = true, .most = 5000},
    {.name = NULL},
};
static const struct shape coding = {.type = SHAPE_OBJECT, .fields = coding_fields};
static const struct shape cluster_fields[] = {
    {.name = "name", .type = SHAPE_STRING, .least = 1, .most = 500, .form = FORM_LINE},
    {.name = "definition", .type = SHAPE_STRING, .optional = true, .most = 5000},
    {.name = "poles", .type = SHAPE_LIST, .optional = true, .most = 2, .of = &pole},
    {.name = "codes", .type = SHAPE_LIST, .least = 1, .most = 100, .of = &label},
    {.name = NULL},
};
static const struct shape cluster = {.type = SHAPE_OBJECT, .fields = cluster_fields};
static const struct shape worked_fields[] = {
    {.name = "format", .type = SHAPE_STRING, .optional = true},
    {.name = "codings", .type = SHAPE_LIST, .least = 1, .most = 1000, .of = &coding},
    {.name = "clusters",
     .type = SHAPE_LIST,
     .optional = true,
     .most = 100,
     .of = &cluster},
    {.name = NULL},
};
static const struct shape worked = {.type = SHAPE_OBJECT, .fields = worked_fields};

static int complain(const char *file, const char *list, size_t i, const char *member,
                    enum diag_code code, const char *value, struct diag *d)
{
    struct buf path;
    buf_init(&path, 200);
    buf_fmt(&path, "/%s/%zu/%s", list, i, member);
    int result = diag_add(d, (struct place){file, 0, path.data}, code, value);
    buf_release(&path);
    return result;
}

static int check_coding(const json_t *one, size_t i, const char *file,
                        const struct turns *turns, struct diag *d)
{
    const char *id = json_text(one, "turn");
    const struct turn *turn = turns_find(turns, id);
    if (!turn || !turn->transcript->practice || strcmp(turn->role, "assistant") != 0)
        return complain(file, "codings", i, "turn", E_WORKED_TURN, id, d);
    if (!strstr(turn->anchor.text.data, json_text(one, "quote")))
        return complain(file, "codings", i, "quote", E_WORKED_QUOTE, id, d);
    return 0;
}

static bool is_used(const json_t *codings, const char *code)
{
    for (size_t i = 0; i < json_array_size(codings); i++) {
        const json_t *codes = json_object_get(json_array_get(codings, i), "codes");
        for (size_t k = 0; k < json_array_size(codes); k++)
            if (strcmp(json_string_value(json_array_get(codes, k)), code) == 0)
                return true;
    }
    return false;
}

static int check_cluster(const json_t *one, size_t i, const json_t *codings,
                         const char *file, struct diag *d)
{
    const json_t *codes = json_object_get(one, "codes");
    int result = 0;
    for (size_t k = 0; k < json_array_size(codes); k++) {
        const char *code = json_string_value(json_array_get(codes, k));
        if (!is_used(codings, code))
            result = complain(file, "clusters", i, "codes", E_WORKED_CODE, code, d);
    }
    return result;
}

static int check_document(const json_t *document, const char *file,
                          const struct turns *turns, struct diag *d)
{
    struct place where = {file, 0, ""};
    const char *format = json_text(document, "format");
    if (*format && strcmp(format, FORMAT) != 0)
        return diag_add(d, where, E_WORKED_VERSION, format);
    if (shape_check(&worked, document, where, d))
        return -1;
    int result = 0;
    const json_t *codings = json_object_get(document, "codings");
    const json_t *clusters = json_object_get(document, "clusters");
    for (size_t i = 0; i < json_array_size(codings); i++)
        if (check_coding(json_array_get(codings, i), i, file, turns, d) < 0)
            result = -1;
    for (size_t i = 0; i < json_array_size(clusters); i++)
        if (check_cluster(json_array_get(clusters, i), i, codings, file, d) < 0)
            result = -1;
    return result;
}

static int check_file(const struct study *study, const char *file,
                      const struct turns *turns, struct diag *d)
{
    const struct text_file *text = study_text(study, file);
    if (!text)
        return -1; // said when it was read
    json_t *document = json_parse(text->data, text->len, file, 1, d);
    int result = document ? check_document(document, file, turns, d) : -1;
    json_decref(document);
    return result;
}

int worked_check(const struct study *study, const struct turns *turns, struct diag *d)
{
    int result = 0;
    for (size_t r = 0; r < study->round_count; r++)
        for (size_t i = 0; i < study->rounds[r].step_count; i++) {
            const char *key;
            json_t *option;
            json_object_foreach (study->rounds[r].steps[i].options, key, option)
                if (strcmp(json_text(option, "kind"), "worked") == 0 &&
                    check_file(study, json_text(option, "file"), turns, d) < 0)
                    result = -1;
        }
    return result;
}
