// SPDX-License-Identifier: MIT
#include "study/shipped.h"

#include <string.h>

#include "script/asset.h"

#define PREFIX "calma:"
#define FOLDER "themes/base/training"

bool shipped_is(const char *file)
{
    return strncmp(file, PREFIX, strlen(PREFIX)) == 0;
}

static int read_in(const char *study_folder, const char *language, size_t len,
                   const char *name, struct buf *out, struct diag *d)
{
    struct buf path;
    buf_init(&path, 1000);
    buf_fmt(&path, "%s/%.*s/%s", FOLDER, (int)len, language, name);
    int result = asset_read(study_folder, path.data, out, NULL, d);
    buf_release(&path);
    return result;
}

int shipped_read(const char *study_folder, const char *language, const char *file,
                 struct buf *out, struct diag *d)
{
    const char *name = file + strlen(PREFIX);
    struct diag ignored; // a language without the file is no fault
    int result = -1;
    diag_init(&ignored);
    for (size_t len = strlen(language); len > 0 && result < 0;) {
        result = read_in(study_folder, language, len, name, out, &ignored);
        while (--len > 0 && language[len] != '-')
            ;
    }
    diag_release(&ignored);
    return result == 0 ? 0 : read_in(study_folder, "en", 2, name, out, d);
}
