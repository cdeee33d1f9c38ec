// SPDX-License-Identifier: MIT
#include "study/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "study/answers.h"

#define LINE_MOST ((size_t)64 << 20)

int ledger_hold(const char *folder, struct diag *d)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return diag_add(d, (struct place){folder, 0, ""}, E_FOLDER, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    int why = errno;
    close(fd);
    if (why == EWOULDBLOCK)
        return diag_add(d, (struct place){folder, 0, ""}, E_LEDGER_LOCKED);
    diag_add(d, (struct place){folder, 0, ""}, W_LEDGER_NO_LOCK, strerror(why));
    return -2;
}

void ledger_init(struct ledger *ledger, const char *folder, const char *model)
{
    struct buf name;
    buf_init(&name, 200);
    buf_fmt(&name, ANSWERS_FOLDER "/%s.jsonl", model);
    ledger_init_file(ledger, folder, name.data);
    buf_release(&name);
}

void ledger_init_file(struct ledger *ledger, const char *folder, const char *name)
{
    *ledger = (struct ledger){
        .file = -1, .path = path_join(folder, name), .shown = mem_strdup(name)};
}

static int failed(const struct ledger *ledger, struct diag *d)
{
    return diag_add(d, (struct place){ledger->shown, 0, ""}, E_FILE_WRITE,
                    strerror(errno));
}

static int write_all(int fd, const char *data, size_t len)
{
    while (len) {
        ssize_t wrote = write(fd, data, len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return -1;
        data += wrote;
        len -= (size_t)wrote;
    }
    return 0;
}

// --- the end of the file, as an earlier process left it

// The bytes behind the last line feed.
static int read_tail(int fd, off_t size, struct buf *tail)
{
    char block[4096];
    off_t from = size;
    while (from > 0) {
        size_t want = from < (off_t)sizeof block ? (size_t)from : sizeof block;
        if (pread(fd, block, want, from - (off_t)want) != (ssize_t)want)
            return -1;
        const char *end = memrchr(block, '\n', want);
        from -= (off_t)(end ? want - (size_t)(end - block) - 1 : want);
        if (end)
            break;
    }
    buf_reserve(tail, (size_t)(size - from));
    errno = tail->full ? EFBIG : EIO; // of what fails without saying why
    if (tail->full || pread(fd, tail->data, (size_t)(size - from), from) != size - from)
        return -1;
    tail->len = (size_t)(size - from);
    return 0;
}

static bool is_whole(const struct buf *line)
{
    json_error_t ignored;
    json_t *value = json_loadb(line->data, line->len, JSON_REJECT_DUPLICATES, &ignored);
    json_decref(value);
    return value != NULL;
}

// Nothing is thrown away: who wonders what was lost finds it there.
static int set_aside(struct ledger *ledger, const struct buf *tail, off_t size,
                     struct diag *d)
{
    struct buf path, name;
    buf_init(&path, 10000);
    buf_init(&name, 300);
    buf_fmt(&path, "%s.torn", ledger->path);
    buf_fmt(&name, "%s.torn", ledger->shown);
    int fd =
        open(path.data, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
    int result = fd < 0 || write_all(fd, tail->data, tail->len) < 0 ||
                         write_all(fd, "\n", 1) < 0 || fsync(fd) < 0 ||
                         ftruncate(ledger->file, size - (off_t)tail->len) < 0
                     ? failed(ledger, d)
                     : 0;
    if (result == 0)
        diag_add(d, (struct place){ledger->shown, 0, ""}, W_LEDGER_TORN, tail->len,
                 name.data);
    if (fd >= 0)
        close(fd);
    buf_release(&path);
    buf_release(&name);
    return result;
}

static int mend(struct ledger *ledger, struct diag *d)
{
    struct stat info;
    struct buf tail;
    buf_init(&tail, LINE_MOST);
    int result = 0;
    if (fstat(ledger->file, &info) < 0 ||
        read_tail(ledger->file, info.st_size, &tail) < 0)
        result = failed(ledger, d);
    else if (tail.len && is_whole(&tail)) // an editor left out the last line feed
        result = write_all(ledger->file, "\n", 1) < 0 ? failed(ledger, d) : 0;
    else if (tail.len)
        result = set_aside(ledger, &tail, info.st_size, d);
    buf_release(&tail);
    return result;
}

// --- writing

// The name of a new file is on the disk only when its folder is.
static void flush_folder(const char *path)
{
    char *folder = mem_strdup(path);
    *strrchr(folder, '/') = '\0';
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

// Of "answers/model.jsonl" the folder; where the file lies in the study's own folder, "".
static char *folder_shown(const struct ledger *ledger)
{
    const char *slash = strrchr(ledger->shown, '/');
    return mem_strndup(ledger->shown, slash ? (size_t)(slash - ledger->shown) : 0);
}

// A study that came from somebody else must not make this program write anywhere but in the study: no symbolic links.
static int make_folder(const struct ledger *ledger, struct diag *d)
{
    struct stat info;
    char *shown = folder_shown(ledger), *folder = mem_strdup(ledger->path);
    *strrchr(folder, '/') = '\0';
    int result = 0;
    if (*shown && lstat(folder, &info) == 0 && S_ISLNK(info.st_mode))
        result = diag_add(d, (struct place){shown, 0, ""}, E_LEDGER_LINK);
    else
        result = folder_make(folder, d);
    free(folder);
    free(shown);
    return result;
}

static int open_failed(const struct ledger *ledger, struct diag *d)
{
    if (errno == ELOOP)
        return diag_add(d, (struct place){ledger->shown, 0, ""}, E_LEDGER_LINK);
    return failed(ledger, d);
}

static int check_kind(const struct ledger *ledger, struct diag *d)
{
    struct stat info;
    if (fstat(ledger->file, &info) == 0 && S_ISREG(info.st_mode))
        return 0;
    return diag_add(d, (struct place){ledger->shown, 0, ""}, E_FILE_KIND);
}

static int open_file(struct ledger *ledger, struct diag *d)
{
    if (make_folder(ledger, d) < 0)
        return -1;
    ledger->file =
        open(ledger->path,
             O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    if (ledger->file < 0)
        return open_failed(ledger, d);
    flush_folder(ledger->path);
    if (check_kind(ledger, d) == 0 && mend(ledger, d) == 0)
        return 0;
    close(ledger->file);
    ledger->file = -1;
    return -1;
}

int ledger_write(struct ledger *ledger, const char *line, size_t len, struct diag *d)
{
    if (ledger->file < 0 && open_file(ledger, d) < 0)
        return -1;
    return write_all(ledger->file, line, len) < 0 ? failed(ledger, d) : 0;
}

int ledger_append(struct ledger *ledger, const json_t *answer, struct diag *d)
{
    struct buf line;
    buf_init(&line, LINE_MOST);
    json_canonical(answer, &line);
    buf_char(&line, '\n');
    errno = EFBIG;
    int result =
        line.full ? failed(ledger, d) : ledger_write(ledger, line.data, line.len, d);
    buf_release(&line);
    return result;
}

int ledger_flush(struct ledger *ledger, struct diag *d)
{
    if (ledger->file >= 0 && fdatasync(ledger->file) < 0)
        return failed(ledger, d);
    return 0;
}

void ledger_close(struct ledger *ledger)
{
    if (ledger->file >= 0)
        close(ledger->file);
    free(ledger->path);
    free(ledger->shown);
    *ledger = (struct ledger){.file = -1};
}
