// SPDX-License-Identifier: MIT
#include "support.h"

#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"

// --- folders and files

int folder_setup(void **state)
{
    char path[] = "/tmp/calma-unit.XXXXXX";
    if (!mkdtemp(path))
        return -1;
    *state = mem_strdup(path);
    return 0;
}

int folder_teardown(void **state)
{
    struct diag d;
    diag_init(&d);
    int result = folder_remove(*state, &d);
    diag_release(&d);
    free(*state);
    return result;
}

const char *in(const char *folder, const char *name)
{
    static char paths[8][4096];
    static int at;
    at = (at + 1) % 8;
    snprintf(paths[at], sizeof paths[at], "%s/%s", folder, name);
    return paths[at];
}

void put_bytes(const char *path, const void *data, size_t len)
{
    struct diag d;
    diag_init(&d);
    char *above = mem_strdup(path);
    *strrchr(above, '/') = '\0';
    assert_int_equal(folder_make(above, &d), 0);
    free(above);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

void put_file(const char *path, const char *text)
{
    put_bytes(path, text, strlen(text));
}

char *get_file(const char *path, size_t *len)
{
    struct diag d;
    struct buf data;
    diag_init(&d);
    buf_init(&data, (size_t)1 << 28);
    if (file_read(path, &data, &d) < 0)
        fail_msg("%s cannot be read", path);
    if (len)
        *len = data.len;
    return buf_take(&data);
}

void canonical_sum(const json_t *value, char hex[HASH_HEX_SIZE])
{
    struct buf text;
    buf_init(&text, (size_t)1 << 30);
    json_canonical(value, &text);
    hash_hex(text.data, text.len, hex);
    buf_release(&text);
}

const char *corpus(const char *name)
{
    const char *folder = getenv("CALMA_CORPORA");
    const char *path = in(folder && *folder ? folder : "../shared/data", name);
    if (access(path, R_OK) != 0) {
        print_message(
            "# %s is not there; CALMA_CORPORA names the folder of the corpora\n", path);
        skip();
    }
    return path;
}

// --- diagnostics

static void print_said(const struct diag *d)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct diag_entry *e = &d->entries[i];
        print_error("# %s:%d:%s: %s: %s\n", e->file, e->line, e->path,
                    diag_code_name(e->code), e->text);
    }
}

static bool is_said(const struct diag_entry *e, enum diag_code code, const char *file,
                    int line, const char *path)
{
    return e->code == code && (!file || strcmp(e->file, file) == 0) &&
           (line < 0 || e->line == line) && (!path || strcmp(e->path, path) == 0);
}

void assert_said(const struct diag *d, enum diag_code code, const char *file, int line,
                 const char *path)
{
    for (size_t i = 0; i < d->count; i++)
        if (is_said(&d->entries[i], code, file, line, path))
            return;
    print_said(d);
    fail_msg("nothing was said of %s at %s:%d:%s", diag_code_name(code),
             file ? file : "*", line, path ? path : "*");
}

size_t count_said(const struct diag *d, enum diag_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < d->count; i++)
        count += d->entries[i].code == code;
    return count;
}

void assert_no_errors(const struct diag *d)
{
    if (!diag_has_errors(d))
        return;
    print_said(d);
    fail_msg("there are errors");
}
