// SPDX-License-Identifier: MIT
#include "study/people.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "study/board.h"
#include "study/checkchar.h"
#include "study/definition.h"

bool id_is_good(const char *id)
{
    size_t len = strlen(id);
    for (const char *c = id; *c; c++)
        if (!isalnum((unsigned char)*c) && *c != '-' && *c != '_')
            return false;
    return len >= 1 && len <= 40;
}

struct person {
    const char *id, *name, *language, *role;
};

static int add(struct group *group, struct person person, struct place where,
               struct diag *d)
{
    if (!id_is_good(person.id))
        return diag_add(d, where, E_ID, person.id, "a participant");
    if (board_id_is(person.id))
        return diag_add(d, where, E_ID_BOARD, person.id);
    group->participants = mem_grow(group->participants, group->participant_count + 1,
                                   sizeof *group->participants);
    group->participants[group->participant_count++] = (struct participant){
        .id = mem_strdup(person.id),
        .name = mem_strdup(person.name),
        .language = mem_strdup(person.language),
        .role = mem_strdup(person.role),
        .check = {checkchar(person.id), '\0'},
        .file = mem_strdup(where.file),
        .line = where.line,
    };
    return 0;
}

static int read_rows(struct group *group, const struct csv *csv, const char *file,
                     struct diag *d)
{
    int id = csv_column(csv, "id"), name = csv_column(csv, "name");
    int language = csv_column(csv, "language"), role = csv_column(csv, "role");
    if (id < 0)
        return diag_add(d, (struct place){file, 1, ""}, E_ROSTER_ID);
    int result = 0;
    for (size_t i = 1; i < csv->count; i++) {
        const struct csv_row *row = &csv->rows[i];
        struct person person = {csv_field(row, id), csv_field(row, name),
                                csv_field(row, language), csv_field(row, role)};
        if (add(group, person, (struct place){file, row->line, ""}, d) < 0)
            result = -1;
    }
    return result;
}

static int read_roster(struct group *group, const char *file, const char *folder,
                       struct diag *d)
{
    struct csv csv = {0};
    struct buf text;
    size_t bad;
    buf_init(&text, 16 << 20);
    int result = file_read_in(folder, file, &text, d);
    if (result == 0 && !text_valid(text.data, text.len, &bad))
        result = diag_add(d, (struct place){file, 0, ""}, E_UTF8, bad);
    if (result == 0)
        result = csv_parse(&csv, text.data, file, d);
    if (result == 0)
        result = read_rows(group, &csv, file, d);
    csv_release(&csv);
    buf_release(&text);
    return result;
}

static int read_inline(struct group *group, const json_t *value, struct diag *d)
{
    struct place where = {STUDY_FILE, (int)json_number(value, "line"), ""};
    if (json_is_string(value)) { // "p01" alone
        where.line = group->line;
        return add(group, (struct person){json_string_value(value), "", "", ""}, where,
                   d);
    }
    return add(group,
               (struct person){json_text(value, "id"), json_text(value, "name"),
                               json_text(value, "language"), json_text(value, "role")},
               where, d);
}

int people_read(struct group *group, const json_t *source, const char *folder,
                struct diag *d)
{
    int result = 0;
    if (strcmp(json_text(source, "kind"), "roster") == 0) {
        result = read_roster(group, json_text(source, "file"), folder, d);
    } else {
        for (size_t i = 0; i < json_array_size(source); i++)
            if (read_inline(group, json_array_get(source, i), d) < 0)
                result = -1;
    }
    if (result == 0 && group->participant_count == 0)
        result = diag_add(
            d, (struct place){STUDY_FILE, group->line, ""}, E_FIELD_MISSING,
            "the group",
            "participants: roster \"file.csv\", or { participant { id = \"p01\" } }");
    return result;
}
