// SPDX-License-Identifier: MIT
#include "base/file.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static struct place file_place(const char *path)
{
    return (struct place){path, 0, ""};
}

static int system_error(const char *path, enum diag_code code, struct diag *d)
{
    return diag_add(d, file_place(path), code, strerror(errno));
}

// --- reading

static int open_regular(const char *path, const char *shown, struct stat *info,
                        struct diag *d)
{
    // Non-blocking, so that a FIFO with no writer cannot hold us up before we know that it is one.
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT ? diag_add(d, file_place(shown), E_FILE_MISSING)
                               : system_error(shown, E_FILE_READ, d);
    if (fstat(fd, info) == 0 && S_ISREG(info->st_mode))
        return fd;
    close(fd);
    return diag_add(d, file_place(shown), E_FILE_KIND);
}

static int read_all(int fd, struct buf *out)
{
    for (;;) {
        buf_reserve(out, 1 << 16);
        size_t room =
            out->cap - out->len - 1; // of memory, which may be more than the maximum
        if (room > out->max - out->len)
            room = out->max - out->len;
        char spare[1];
        if (!room) // full: one more byte would be too much
            return read(fd, spare, 1) == 0 ? 0 : (out->full = true, 0);
        ssize_t got = read(fd, out->data + out->len, room);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return (int)got;
        out->len += (size_t)got;
        out->data[out->len] = '\0';
    }
}

static int read_shown(const char *path, const char *shown, struct buf *out,
                      struct diag *d)
{
    struct stat info;
    int fd = open_regular(path, shown, &info, d);
    if (fd < 0)
        return -1;
    int result = 0;
    size_t room = out->max - out->len;
    if ((unsigned long long)info.st_size > room) {
        result = diag_add(d, file_place(shown), E_FILE_LARGE, room);
    } else {
        buf_reserve(out, (size_t)info.st_size);
        if (read_all(fd, out) < 0)
            result = system_error(shown, E_FILE_READ, d);
        else if (out->full)
            result = diag_add(d, file_place(shown), E_FILE_LARGE, room);
    }
    close(fd);
    return result;
}

int file_read(const char *path, struct buf *out, struct diag *d)
{
    return read_shown(path, path, out, d);
}

int file_read_in(const char *folder, const char *file, struct buf *out, struct diag *d)
{
    if (!path_is_inside(file) || path_leads_out(folder, file))
        return diag_add(d, file_place(""), E_PATH_OUTSIDE, file);
    char *path = path_join(folder, file);
    int result = read_shown(path, file, out, d);
    free(path);
    return result;
}

bool file_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool folder_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

// --- writing

int folder_make(const char *path, struct diag *d)
{
    char *whole = mem_strdup(path);
    int result = 0;
    char *slash = *whole ? strchr(whole + 1, '/') : NULL;
    for (; result == 0; slash = strchr(slash + 1, '/')) {
        if (slash)
            *slash = '\0';
        if (mkdir(whole, 0777) < 0 && errno != EEXIST)
            result = system_error(whole, E_FOLDER, d);
        if (!slash)
            break;
        *slash = '/';
    }
    free(whole);
    if (result == 0 && !folder_exists(path)) {
        errno = ENOTDIR;
        result = system_error(path, E_FOLDER, d);
    }
    return result;
}

static int write_parts(int fd, const struct iovec *parts, int count)
{
    for (int i = 0; i < count;) {
        struct iovec batch[64];
        int n = count - i < 64 ? count - i : 64;
        memcpy(batch, parts + i, (size_t)n * sizeof *batch);
        struct iovec *v = batch;
        int left = n;
        while (left > 0) {
            ssize_t wrote = writev(fd, v, left);
            if (wrote < 0 && errno == EINTR)
                continue;
            if (wrote < 0)
                return -1;
            while (left > 0 && (size_t)wrote >= v->iov_len) {
                wrote -= (ssize_t)v->iov_len;
                v++;
                left--;
            }
            if (left > 0) {
                v->iov_base = (char *)v->iov_base + wrote;
                v->iov_len -= (size_t)wrote;
            }
        }
        i += n;
    }
    return 0;
}

static int write_new(const char *path, const struct iovec *parts, int count, bool flush)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        return -1;
    int result = write_parts(fd, parts, count);
    if (result == 0 && flush)
        result = fsync(fd);
    if (close(fd) < 0)
        result = -1;
    return result;
}

static int replace(const char *path, const struct iovec *parts, int count, bool flush,
                   struct diag *d)
{
    struct buf fresh;
    buf_init(&fresh, PATH_MAX);
    buf_fmt(&fresh, "%s.%ld.new", path, (long)getpid());
    unlink(fresh.data);
    int result = 0;
    if (write_new(fresh.data, parts, count, flush) < 0 ||
        rename(fresh.data, path) < 0) {
        result = system_error(path, E_FILE_WRITE, d);
        unlink(fresh.data);
    }
    buf_release(&fresh);
    return result;
}

int file_write(const char *path, const void *data, size_t len, struct diag *d)
{
    struct iovec part = {(void *)(size_t)data, len};
    return replace(path, &part, 1, true, d);
}

static bool same_bytes(int fd, const struct iovec *parts, int count)
{
    char block[1 << 16];
    for (int i = 0; i < count; i++) {
        for (size_t done = 0; done < parts[i].iov_len;) {
            size_t want = parts[i].iov_len - done;
            ssize_t got = read(fd, block, want < sizeof block ? want : sizeof block);
            if (got <= 0 ||
                memcmp(block, (const char *)parts[i].iov_base + done, (size_t)got) != 0)
                return false;
            done += (size_t)got;
        }
    }
    return true;
}

static bool file_holds(const char *path, const struct iovec *parts, int count)
{
    size_t total = 0;
    for (int i = 0; i < count; i++)
        total += parts[i].iov_len;
    struct stat info;
    if (lstat(path, &info) < 0 || !S_ISREG(info.st_mode) ||
        (size_t)info.st_size != total)
        return false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool same = same_bytes(fd, parts, count);
    close(fd);
    return same;
}

int file_write_parts(const char *path, const struct iovec *parts, int count,
                     bool *written, struct diag *d)
{
    bool same = file_holds(path, parts, count);
    if (written)
        *written = !same;
    if (same)
        return 0;
    if (write_new(path, parts, count, false) == 0) // nothing was there
        return 0;
    if (errno == EEXIST)
        return replace(path, parts, count, false, d);
    system_error(path, E_FILE_WRITE, d);
    unlink(path);
    return -1;
}

// --- copying, a block at a time

// Reads from both until they differ; true when they never do.
static bool same_files(int one, int other)
{
    char a[1 << 15], b[1 << 15];
    for (;;) {
        ssize_t got = read(one, a, sizeof a), done = 0;
        while (done < got) {
            ssize_t more = read(other, b + done, (size_t)(got - done));
            if (more <= 0)
                return false;
            done += more;
        }
        if (got <= 0)
            return got == 0 && read(other, b, 1) == 0;
        if (memcmp(a, b, (size_t)got) != 0)
            return false;
    }
}

static bool is_copy(int from, const struct stat *info, const char *to)
{
    struct stat there;
    if (lstat(to, &there) < 0 || !S_ISREG(there.st_mode) ||
        there.st_size != info->st_size)
        return false;
    int fd = open(to, O_RDONLY | O_CLOEXEC);
    bool same = fd >= 0 && same_files(from, fd);
    if (fd >= 0)
        close(fd);
    return same;
}

static int copy_blocks(int from, int to)
{
    char block[1 << 16];
    for (;;) {
        ssize_t got = read(from, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return (int)got;
        struct iovec part = {block, (size_t)got};
        if (write_parts(to, &part, 1) < 0)
            return -1;
    }
}

static int copy_over(int from, const char *to, struct diag *d)
{
    struct buf fresh;
    buf_init(&fresh, PATH_MAX);
    buf_fmt(&fresh, "%s.%ld.new", to, (long)getpid());
    unlink(fresh.data);
    int result = -1;
    int fd =
        open(fresh.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd >= 0) {
        result = copy_blocks(from, fd);
        if (close(fd) < 0)
            result = -1;
    }
    if (result < 0 || rename(fresh.data, to) < 0) {
        result = system_error(to, E_FILE_WRITE, d);
        unlink(fresh.data);
    }
    buf_release(&fresh);
    return result;
}

int file_copy(const char *from, const char *to, bool *written, struct diag *d)
{
    struct stat info;
    int fd = open_regular(from, from, &info, d);
    if (fd < 0)
        return -1;
    bool same = is_copy(fd, &info, to);
    int result = 0;
    if (!same && lseek(fd, 0, SEEK_SET) < 0)
        result = system_error(from, E_FILE_READ, d);
    else if (!same)
        result = copy_over(fd, to, d);
    if (written)
        *written = !same;
    close(fd);
    return result;
}

// --- folders

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **folder_names(const char *path, size_t *count, struct diag *d)
{
    *count = 0;
    DIR *folder = opendir(path);
    if (!folder) {
        system_error(path, E_FOLDER, d);
        return NULL;
    }
    char **names = NULL;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        names = mem_grow(names, *count + 1, sizeof *names);
        names[(*count)++] = mem_strdup(entry->d_name);
    }
    closedir(folder);
    if (*count)
        qsort(names, *count, sizeof *names, by_bytes);
    return names;
}

void names_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

int folder_remove(const char *path, struct diag *d)
{
    struct stat info;
    if (lstat(path, &info) < 0)
        return errno == ENOENT ? 0 : system_error(path, E_FOLDER, d);
    if (!S_ISDIR(info.st_mode))
        return unlink(path) < 0 ? system_error(path, E_FOLDER, d) : 0;
    size_t count;
    char **names = folder_names(path, &count, d);
    int result = 0;
    for (size_t i = 0; i < count && result == 0; i++) {
        char *inner = path_join(path, names[i]);
        result = folder_remove(inner, d);
        free(inner);
    }
    names_free(names, count);
    if (result == 0 && rmdir(path) < 0)
        result = system_error(path, E_FOLDER, d);
    return result;
}

int folder_publish(const char *fresh, const char *path, struct diag *d)
{
    struct buf old;
    buf_init(&old, PATH_MAX);
    buf_fmt(&old, "%s.%ld.old", path, (long)getpid());
    bool had = rename(path, old.data) == 0;
    int result = 0;
    if (rename(fresh, path) < 0) {
        result = system_error(path, E_FOLDER, d);
        if (had)
            rename(old.data, path);
    } else if (had) {
        result = folder_remove(old.data, d);
    }
    buf_release(&old);
    return result;
}

// --- names

bool name_is_safe(const char *name)
{
    size_t len = strlen(name);
    if (len < 1 || len > 100 || name[0] == '.')
        return false;
    for (const char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("._-", *c))
            return false;
    return true;
}

bool path_is_inside(const char *path)
{
    for (const char *part = path;; part++) {
        size_t len = strcspn(part, "/");
        if (len == 0 || (len == 1 && part[0] == '.') ||
            (len == 2 && part[0] == '.' && part[1] == '.'))
            return false;
        part += len;
        if (!*part)
            return true;
    }
}

bool path_leads_out(const char *folder, const char *file)
{
    char *path = path_join(folder, file);
    char *home = realpath(*folder ? folder : ".", NULL), *real = realpath(path, NULL);
    size_t len = home ? strlen(home) : 0;
    bool out = home && real &&
               (strncmp(home, real, len) != 0 || (len > 1 && real[len] != '/'));
    free(path);
    free(home);
    free(real);
    return out;
}

char *path_join(const char *folder, const char *name)
{
    size_t a = strlen(folder), b = strlen(name);
    char *path = mem_alloc(a + b + 2);
    memcpy(path, folder, a);
    path[a] = '/';
    memcpy(path + a + 1, name, b);
    return path;
}
