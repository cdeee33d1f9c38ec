// SPDX-License-Identifier: MIT
#include "script/asset.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

static int by_path(const void *key, const void *file)
{
    return strcmp(key, ((const struct asset_file *)file)->path);
}

const struct asset_file *asset_find(const char *path)
{
    return bsearch(path, asset_files, asset_files_count, sizeof *asset_files, by_path);
}

int asset_read(const char *study_folder, const char *path, struct buf *out, bool *own,
               struct diag *d)
{
    if (!path_is_inside(path))
        return diag_add(d, NOWHERE, E_PATH_OUTSIDE, path);
    if (*study_folder) {
        char *mine = path_join(study_folder, path);
        bool there = file_exists(mine);
        int result = there ? file_read_in(study_folder, path, out, d) : 0;
        free(mine);
        if (own)
            *own = there;
        if (there)
            return result;
    }
    const struct asset_file *file = asset_find(path);
    if (own)
        *own = false;
    if (!file)
        return diag_add(d, (struct place){path, 0, ""}, E_FILE_MISSING);
    buf_add(out, file->data, file->size);
    return 0;
}

struct names {
    char **items;
    size_t count;
};

static void names_add(struct names *names, const char *name)
{
    size_t at = 0;
    while (at < names->count && strcmp(names->items[at], name) < 0)
        at++;
    if (at < names->count && strcmp(names->items[at], name) == 0)
        return;
    names->items = mem_grow(names->items, names->count + 1, sizeof *names->items);
    memmove(names->items + at + 1, names->items + at,
            (names->count - at) * sizeof *names->items);
    names->items[at] = mem_strdup(name);
    names->count++;
}

static void add_own(struct names *names, const char *study_folder, const char *folder)
{
    char *mine = path_join(study_folder, folder);
    if (folder_exists(mine)) {
        struct diag ignored; // a folder that cannot be listed has nothing to add
        diag_init(&ignored);
        size_t count;
        char **list = folder_names(mine, &count, &ignored);
        for (size_t i = 0; i < count; i++) {
            char *path = path_join(mine, list[i]);
            if (file_exists(path))
                names_add(names, list[i]);
            free(path);
        }
        names_free(list, count);
        diag_release(&ignored);
    }
    free(mine);
}

char **asset_names(const char *study_folder, const char *folder, size_t *count)
{
    struct names names = {0};
    size_t len = strlen(folder);
    for (size_t i = 0; i < asset_files_count; i++) {
        const char *path = asset_files[i].path;
        if (strncmp(path, folder, len) == 0 && path[len] == '/' &&
            !strchr(path + len + 1, '/'))
            names_add(&names, path + len + 1);
    }
    if (*study_folder)
        add_own(&names, study_folder, folder);
    *count = names.count;
    return names.items;
}
