// SPDX-License-Identifier: MIT
#define _GNU_SOURCE // syncfs: one wait for many files

#include "record/returned.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"

#define FOLDER "returned"

static char *kept_path(const char *study_folder, const char *sha256)
{
    char *folder = path_join(study_folder, FOLDER);
    char *path = path_join(folder, sha256);
    free(folder);
    return path;
}

int returned_keep(const char *study_folder, const char *sha256, const void *data,
                  size_t len, struct diag *d)
{
    char *folder = path_join(study_folder, FOLDER);
    char *path = path_join(folder, sha256);
    struct iovec part = {(void *)(size_t)data, len};
    int result = folder_exists(folder) ? 0 : folder_make(folder, d);
    if (result == 0)
        result = file_write_parts(path, &part, 1, NULL, d);
    free(path);
    free(folder);
    return result;
}

int returned_flush(const char *study_folder, struct diag *d)
{
    char *folder = path_join(study_folder, FOLDER);
    int result = 0;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 ? errno != ENOENT : syncfs(fd) < 0)
        result = diag_add(d, (struct place){folder, 0, ""}, E_FOLDER, strerror(errno));
    if (fd >= 0)
        close(fd);
    free(folder);
    return result;
}

static bool is_sum(const char *name)
{
    return strlen(name) == 64 && strspn(name, "0123456789abcdef") == 64;
}

char **returned_names(const char *study_folder, size_t *count, struct diag *d)
{
    char *folder = path_join(study_folder, FOLDER);
    size_t all = 0, kept = 0;
    char **names = folder_exists(folder) ? folder_names(folder, &all, d) : NULL;
    for (size_t i = 0; i < all; i++) {
        if (is_sum(names[i]))
            names[kept++] = names[i];
        else
            free(names[i]);
    }
    free(folder);
    *count = kept;
    return names;
}

int returned_read(const char *study_folder, const char *sha256, struct buf *out,
                  struct diag *d)
{
    char hex[HASH_HEX_SIZE];
    char *path = kept_path(study_folder, sha256);
    int result = file_read(path, out, d);
    if (result == 0) {
        hash_hex(out->data, out->len, hex);
        if (strcmp(hex, sha256) != 0)
            result = diag_add(d, (struct place){path, 0, ""}, W_RETURNED_DAMAGED);
    }
    free(path);
    return result;
}
