// SPDX-License-Identifier: MIT
#include "packet/words.h"

#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "script/asset.h"

static bool is_for(const char *area, enum words_for reader)
{
    if (strcmp(area, "report.json") == 0)
        return reader == WORDS_REPORT;
    if (strcmp(area, "training.json") == 0) // has the answers to the questions
        return false;
    if (strcmp(area, "paper.json") == 0)
        return reader == WORDS_PAPER;
    if (strcmp(area, "enter.json") == 0)
        return reader == WORDS_ENTRY;
    if (strcmp(area, "hand.json") == 0)
        return reader == WORDS_HAND;
    if (strcmp(area, "board.json") == 0 || strncmp(area, "board-", 6) == 0)
        return reader == WORDS_BOARD;
    return reader != WORDS_REPORT;
}

static int add_area(json_t *words, const char *study_folder, const char *path,
                    struct diag *d)
{
    struct buf text;
    buf_init(&text, 1 << 20);
    json_t *area = NULL;
    if (asset_read(study_folder, path, &text, NULL, d) == 0)
        area = json_parse(text.data, text.len, path, 1, d);
    if (area && !json_is_object(area))
        diag_add(d, (struct place){path, 0, ""}, E_SHAPE, "must be an object");
    int result = area && json_object_update(words, area) == 0 ? 0 : -1;
    json_decref(area);
    buf_release(&text);
    return result;
}

// The number of areas that were there, or -1 after an error.
static int add_language(json_t *words, const char *study_folder, const char *language,
                        enum words_for reader, struct diag *d)
{
    struct buf folder;
    size_t count;
    int result = 0;
    buf_init(&folder, 500);
    buf_fmt(&folder, "themes/base/strings/%s", language);
    char **names = asset_names(study_folder, folder.data, &count);
    for (size_t i = 0; i < count && result >= 0; i++) {
        if (!is_for(names[i], reader))
            continue;
        char *path = path_join(folder.data, names[i]);
        result = add_area(words, study_folder, path, d) == 0 ? result + 1 : -1;
        free(path);
    }
    names_free(names, count);
    buf_release(&folder);
    return result;
}

// From "pt-BR" to "pt": the longest tag that has words, or else English. Shortens `tag` to it.
static int add_nearest(json_t *words, const char *study_folder, struct buf *tag,
                       enum words_for reader, struct diag *d)
{
    while (name_is_safe(tag->data)) {
        int found = add_language(words, study_folder, tag->data, reader, d);
        char *cut = strrchr(tag->data, '-');
        if (found)
            return found;
        if (!cut)
            break;
        tag->len = (size_t)(cut - tag->data);
        *cut = '\0';
    }
    tag->len = 0;
    buf_str(tag, "en");
    return 0;
}

json_t *words_load(const char *study_folder, const char *language,
                   enum words_for reader, struct buf *spoken, struct diag *d)
{
    json_t *words = json_object();
    struct buf tag;
    buf_init(&tag, 1 << 10);
    buf_str(&tag, language);
    int result = add_language(words, study_folder, "en", reader, d);
    if (result > 0)
        result = add_nearest(words, study_folder, &tag, reader, d);
    if (spoken)
        buf_str(spoken, tag.data);
    buf_release(&tag);
    if (result >= 0 && json_object_size(words))
        return words;
    diag_add(d, NOWHERE, E_STRINGS, language);
    json_decref(words);
    return NULL;
}
