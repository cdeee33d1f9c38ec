// SPDX-License-Identifier: MIT
#include "record/inbox_zip.h"

#include <string.h>
#include <zip.h>

#include "base/text.h"

#define NAME_MAX_SHOWN 300
// Text of people and models shrinks 3 to 20 times; beyond this it is a trap.
#define RATIO_MAX 250
#define RATIO_FROM ((size_t)1 << 20) // bytes: below it no ratio can do harm

struct unzip {
    zip_t *zip;
    const char *path;
    const struct inbox_reader *reader;
    struct zip_budget *budget;
    struct buf *bytes;
    bool complete;
    struct diag *diag;
};

void inbox_name(struct buf *out, const char *name, size_t len)
{
    size_t before = out->len;
    for (size_t i = 0; i < len && out->len - before < NAME_MAX_SHOWN;) {
        size_t step = 1;
        while (i + step < len && step < 4 &&
               ((unsigned char)name[i + step] & 0xC0) == 0x80)
            step++;
        unsigned char c = (unsigned char)name[i];
        if (c >= 0x20 && c != 0x7F && text_valid(name + i, step, NULL))
            buf_add(out, name + i, step);
        else
            buf_str(out, "\xEF\xBF\xBD");
        i += step;
    }
}

static int refuse(struct unzip *u, const char *name, enum diag_code code,
                  const char *detail)
{
    diag_add(u->diag, (struct place){name, 0, ""}, code, detail);
    u->complete = false;
    return u->reader->unread(u->reader->context, name, code, u->diag);
}

// Reads to the end, or to what is allowed; 0 when all is there.
static int inflate_entry(struct unzip *u, zip_file_t *file)
{
    char block[1 << 15];
    zip_int64_t got;
    while ((got = zip_fread(file, block, sizeof block)) > 0) {
        if ((unsigned long long)got > u->budget->left)
            return E_ZIP_TOTAL;
        u->budget->left -= (unsigned long long)got;
        buf_add(u->bytes, block, (size_t)got);
        if (u->bytes->full)
            return E_FILE_LARGE;
    }
    return got < 0 ? E_ZIP_ENTRY : 0;
}

static bool is_bomb(const struct unzip *u, const zip_stat_t *info)
{
    return u->bytes->len > RATIO_FROM && (info->valid & ZIP_STAT_COMP_SIZE) &&
           u->bytes->len / RATIO_MAX > info->comp_size;
}

static int report(struct unzip *u, const char *name, int code, zip_file_t *file)
{
    struct place where = {name, 0, ""};
    u->complete = false;
    if (code == E_ZIP_TOTAL)
        diag_add(u->diag, where, E_ZIP_TOTAL, (size_t)(ZIP_TOTAL_MAX >> 20));
    else if (code == E_FILE_LARGE)
        diag_add(u->diag, where, E_FILE_LARGE, u->bytes->max);
    else
        diag_add(u->diag, where, E_ZIP_ENTRY,
                 zip_error_strerror(zip_file_get_error(file)));
    return u->reader->unread(u->reader->context, name, (enum diag_code)code, u->diag);
}

static int read_entry(struct unzip *u, zip_uint64_t index, const zip_stat_t *info,
                      const char *name)
{
    if ((info->valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        info->encryption_method != ZIP_EM_NONE)
        return refuse(u, name, E_ZIP_LOCKED, NULL);
    zip_file_t *file = zip_fopen_index(u->zip, index, 0);
    if (!file)
        return refuse(u, name, E_ZIP_ENTRY, zip_strerror(u->zip));
    buf_clear(u->bytes);
    int code = inflate_entry(u, file);
    int result;
    if (is_bomb(u, info))
        result = refuse(u, name, E_ZIP_RATIO, NULL);
    else if (code)
        result = report(u, name, code, file);
    else
        result = u->reader->file(u->reader->context, name, u->bytes, u->diag);
    zip_fclose(file);
    return result;
}

static bool is_hidden(const char *name)
{
    const char *slash = strrchr(name, '/');
    return strncmp(name, "__MACOSX/", 9) == 0 || (slash ? slash[1] : name[0]) == '.';
}

static int walk_entry(struct unzip *u, zip_uint64_t index)
{
    zip_stat_t info;
    struct buf name;
    int result = 0;
    bool known = zip_stat_index(u->zip, index, 0, &info) == 0;
    const char *raw = known && info.name ? info.name : "";
    size_t len = strlen(raw);
    if (len && raw[len - 1] == '/')
        return 0;
    if (is_hidden(raw)) {
        u->budget->hidden++;
        return 0;
    }
    buf_init(&name, 10000);
    inbox_name(&name, u->path, strlen(u->path));
    buf_char(&name, ':');
    inbox_name(&name, raw, len);
    if (known)
        result = read_entry(u, index, &info, name.data);
    else
        result = refuse(u, name.data, E_ZIP_ENTRY, zip_strerror(u->zip));
    buf_release(&name);
    return result;
}

static int open_failed(const char *path, int code, struct diag *d)
{
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    diag_add(d, (struct place){path, 0, ""}, E_ZIP, zip_error_strerror(&error));
    zip_error_fini(&error);
    return 0;
}

int inbox_zip(const char *path, const struct inbox_reader *reader,
              struct zip_budget *budget, struct buf *bytes, bool *complete,
              struct diag *d)
{
    struct unzip u = {NULL, path, reader, budget, bytes, true, d};
    int code = 0, result = 0;
    *complete = false;
    u.zip = zip_open(path, ZIP_RDONLY, &code);
    if (!u.zip)
        return open_failed(path, code, d);
    zip_int64_t count = zip_get_num_entries(u.zip, 0);
    for (zip_int64_t i = 0; i < count && i < ZIP_ENTRIES_MAX && result == 0; i++)
        result = walk_entry(&u, (zip_uint64_t)i);
    if (count > ZIP_ENTRIES_MAX && result == 0) {
        diag_add(d, (struct place){path, 0, ""}, E_ZIP_MANY, ZIP_ENTRIES_MAX);
        u.complete = false;
    }
    zip_discard(u.zip);
    *complete = u.complete;
    return result;
}
