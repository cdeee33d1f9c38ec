// SPDX-License-Identifier: MIT
// The floor of building packets: writes every file of a folder again, from memory, as it is, and says how long the
// writing took.  write_floor FROM TO
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct file {
    char name[256];
    char *data;
    size_t len;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static struct file load(const char *folder, const char *name)
{
    struct file f = {.len = 0};
    struct stat info;
    char path[4096];
    snprintf(f.name, sizeof f.name, "%s", name);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &info) < 0)
        fail(path);
    f.len = (size_t)info.st_size;
    f.data = malloc(f.len + 1);
    if (!f.data || read(fd, f.data, f.len) != (ssize_t)f.len)
        fail(path);
    close(fd);
    return f;
}

static void store(const char *folder, const struct file *f)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, f->name);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd < 0 || write(fd, f->data, f->len) != (ssize_t)f->len || close(fd) < 0)
        fail(path);
}

int main(int argc, char **argv)
{
    struct file *files = NULL;
    size_t count = 0, bytes = 0;
    DIR *folder = argc == 3 ? opendir(argv[1]) : NULL;
    if (!folder)
        return fputs("write_floor FROM TO\n", stderr), 2;
    for (struct dirent *e; (e = readdir(folder));) {
        if (e->d_name[0] == '.')
            continue;
        files = realloc(files, (count + 1) * sizeof *files);
        if (!files)
            fail("memory");
        files[count++] = load(argv[1], e->d_name);
    }
    closedir(folder);
    double start = now();
    for (size_t i = 0; i < count; i++) {
        store(argv[2], &files[i]);
        bytes += files[i].len;
    }
    printf("{\"files\":%zu,\"bytes\":%zu,\"seconds\":%.6f}\n", count, bytes,
           now() - start);
    return 0;
}
