// SPDX-License-Identifier: MIT
#include "study/video.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/zipfile.h"
#include "study/definition.h"

#define MB 1000000

// Kinds that Chrome, Edge, Firefox or Safari play by themselves, and that mail lets through.
static bool is_played(const char *name)
{
    static const char *const endings[] = {".webm", ".mp4", ".m4v", ".ogv"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

static const char *last_part(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

// All films of a round lie in one folder, on sticks that do not tell case.
static const struct video *find_name(const struct study *study, const char *name)
{
    for (size_t i = 0; i < study->video_count; i++)
        if (strcasecmp(study->videos[i]->name, name) == 0)
            return study->videos[i];
    return NULL;
}

static int check_name(const struct study *study, const char *file, struct place where,
                      struct diag *d)
{
    const char *name = last_part(file);
    if (!path_is_inside(file) || path_leads_out(study->folder, file))
        return diag_add(d, where, E_PATH_OUTSIDE, file);
    if (!name_is_safe(name) || !zip_name_is_portable(name) || !is_played(name))
        return diag_add(d, where, E_VIDEO_NAME, name);
    const struct video *twin = find_name(study, name);
    return twin ? diag_add(d, where, E_VIDEO_TWICE, twin->file, file) : 0;
}

static void look_at(struct video *video, const char *folder, struct place where,
                    struct diag *d)
{
    struct stat info;
    char *path = path_join(folder, video->file);
    video->is_there = stat(path, &info) == 0 && S_ISREG(info.st_mode);
    free(path);
    if (!video->is_there) {
        diag_add(d, where, W_VIDEO_MISSING, video->file);
        return;
    }
    video->size = (unsigned long long)info.st_size;
    if (!video_is_small(video))
        diag_add(d, where, W_VIDEO_LARGE, video->file, video->size / MB);
}

static void warn_unknown(const json_t *value, struct place where, struct diag *d)
{
    static const char known[] = " kind line list file title storyboard ";
    const char *key;
    json_t *member;
    json_object_foreach ((json_t *)(size_t)value, key, member) {
        struct buf word;
        buf_init(&word, 1000);
        buf_fmt(&word, " %s ", key);
        if (!strstr(known, word.data))
            diag_add(d, where, W_FIELD_UNKNOWN, "a video", key);
        buf_release(&word);
    }
}

static void read_one(struct study *study, const json_t *value, struct diag *d)
{
    const char *file = json_text(value, "file");
    struct place where = {STUDY_FILE, (int)json_number(value, "line"), ""};
    warn_unknown(value, where, d);
    // What has no file is told by the step's shape.
    if (!*file || study_video(study, file) || check_name(study, file, where, d) < 0)
        return;
    struct video *video = mem_alloc(sizeof *video);
    *video = (struct video){.file = mem_strdup(file)};
    video->name = last_part(video->file);
    look_at(video, study->folder, where, d);
    study->videos =
        mem_grow(study->videos, study->video_count + 1, sizeof *study->videos);
    study->videos[study->video_count++] = video;
}

void videos_read(struct study *study, const json_t *definition, struct diag *d)
{
    const char *key;
    json_t *member;
    for (size_t i = 0; i < json_array_size(definition); i++)
        videos_read(study, json_array_get(definition, i), d);
    if (strcmp(json_text(definition, "kind"), "video") == 0)
        read_one(study, definition, d);
    else if (json_is_object(definition))
        json_object_foreach ((json_t *)(size_t)definition, key, member)
            videos_read(study, member, d);
}

bool video_is_small(const struct video *video)
{
    return video->size <= VIDEO_MAIL_MOST;
}
