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

// Passes on why a path could not be read: what `found` says.
static int give_unread(struct walk *w, const char *path, struct diag *found)
{
    struct buf name;
    enum diag_code reason = found->entries[0].code;
    buf_init(&name, 10000);
    inbox_name(&name, path, strlen(path));
    diag_append(w->diag, found);
    int result = w->reader->unread(w->reader->context, name.data, reason, w->diag);
    buf_release(&name);
    return result;
}

static int refuse(struct walk *w, const char *path, enum diag_code code,
                  const char *detail)
{
    struct diag found;
    diag_init(&found);
    diag_add(&found, (struct place){path, 0, ""}, code, detail);
    return give_unread(w, path, &found);
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
    struct diag found;
    diag_init(&found);
    buf_clear(&w->bytes);
    if (file_read(path, &w->bytes, &found) < 0)
        return give_unread(w, path, &found);
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
    struct diag found;
    diag_init(&found);
    if (depth >= INBOX_DEPTH_MAX) {
        diag_add(&found, (struct place){path, 0, ""}, E_INBOX_DEEP, INBOX_DEPTH_MAX);
        return give_unread(w, path, &found);
    }
    size_t count;
    char **names = folder_names(path, &count, &found);
    int result = found.count ? give_unread(w, path, &found) : 0;
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
    if ((depth ? lstat(path, &info) : stat(path, &info)) < 0)
        return refuse(w, path, errno == ENOENT ? E_FILE_MISSING : E_FILE_READ,
                      strerror(errno));
    if (S_ISDIR(info.st_mode))
        return walk_folder(w, path, depth);
    if (S_ISREG(info.st_mode))
        return starts_as_zip(path) ? give_zip(w, path) : give_file(w, path);
    return refuse(w, path, S_ISLNK(info.st_mode) ? W_INBOX_LINK : W_INBOX_SPECIAL, "");
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
