// SPDX-License-Identifier: MIT
#include "record/inbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "record/inbox_zip.h"
#include "record/response.h"
#include "record/returned.h"

struct walk {
    const struct inbox_reader *reader;
    struct diag *diag;
    struct buf bytes;
    struct zip_budget budget;
    size_t hidden;
};

static int give_unread(struct walk *w, const char *path)
{
    struct buf name;
    const struct diag *d = w->diag;
    enum diag_code reason = d->count ? d->entries[d->count - 1].code : E_FILE_READ;
    buf_init(&name, 10000);
    inbox_name(&name, path, strlen(path));
    int result = w->reader->unread(w->reader->context, name.data, reason, w->diag);
    buf_release(&name);
    return result;
}

static bool starts_as_zip(const char *path)
{
    char head[4];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool zip = fd >= 0 && read(fd, head, sizeof head) == (ssize_t)sizeof head &&
               response_is_zip(head, sizeof head);
    if (fd >= 0)
        close(fd);
    return zip;
}

static int give_file(struct walk *w, const char *path)
{
    struct buf name;
    buf_clear(&w->bytes);
    if (file_read(path, &w->bytes, w->diag) < 0)
        return give_unread(w, path);
    buf_init(&name, 10000);
    inbox_name(&name, path, strlen(path));
    int result = w->reader->file(w->reader->context, name.data, &w->bytes, w->diag);
    buf_release(&name);
    return result;
}

// A zip file of which something could not be read is kept whole, so that nothing in it is lost.
static int give_zip(struct walk *w, const char *path)
{
    bool complete;
    if (inbox_zip(path, w->reader, &w->budget, &w->bytes, &complete, w->diag) < 0)
        return -1;
    return complete ? 0 : give_file(w, path);
}

static int walk_path(struct walk *w, const char *path, int depth);

static int walk_folder(struct walk *w, const char *path, int depth)
{
    if (depth >= INBOX_DEPTH_MAX) {
        diag_add(w->diag, (struct place){path, 0, ""}, E_INBOX_DEEP, INBOX_DEPTH_MAX);
        return give_unread(w, path);
    }
    size_t count, before = w->diag->grades[DIAG_ERROR];
    char **names = folder_names(path, &count, w->diag);
    int result = w->diag->grades[DIAG_ERROR] > before ? give_unread(w, path) : 0;
    for (size_t i = 0; i < count && result == 0; i++) {
        if (names[i][0] == '.') {
            w->hidden++;
            continue;
        }
        char *inner = path_join(path, names[i]);
        result = walk_path(w, inner, depth + 1);
        free(inner);
    }
    names_free(names, count);
    return result;
}

// A link that a person names is followed; one that lies in a folder may lead anywhere and is not.
static int walk_path(struct walk *w, const char *path, int depth)
{
    struct stat info;
    struct place where = {path, 0, ""};
    if ((depth ? lstat(path, &info) : stat(path, &info)) < 0) {
        if (errno == ENOENT)
            diag_add(w->diag, where, E_FILE_MISSING);
        else
            diag_add(w->diag, where, E_FILE_READ, strerror(errno));
        return give_unread(w, path);
    }
    if (S_ISDIR(info.st_mode))
        return walk_folder(w, path, depth);
    if (S_ISREG(info.st_mode))
        return starts_as_zip(path) ? give_zip(w, path) : give_file(w, path);
    diag_add(w->diag, where, S_ISLNK(info.st_mode) ? W_INBOX_LINK : W_INBOX_SPECIAL);
    return give_unread(w, path);
}

int inbox_walk(char *const *paths, size_t count, const struct inbox_reader *reader,
               struct diag *d)
{
    struct walk w = {.reader = reader, .diag = d, .budget = {.left = ZIP_TOTAL_MAX}};
    int result = 0;
    buf_init(&w.bytes, RETURN_MAX);
    for (size_t i = 0; i < count && result == 0; i++)
        result = walk_path(&w, paths[i], 0);
    if (w.hidden + w.budget.hidden)
        diag_add(d, NOWHERE, N_INBOX_SYSTEM, w.hidden + w.budget.hidden);
    buf_release(&w.bytes);
    return result;
}
