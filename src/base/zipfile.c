// SPDX-License-Identifier: MIT
#include "base/zipfile.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <zip.h>

#include "base/mem.h"

#define NAME_MOST 120

// --- names

static bool is_device(const char *name)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    size_t len = strcspn(name, ".");
    for (size_t i = 0; i < 4; i++)
        if (len == 3 && strncasecmp(name, devices[i], 3) == 0)
            return true;
    return len == 4 && isdigit((unsigned char)name[3]) &&
           (strncasecmp(name, "com", 3) == 0 || strncasecmp(name, "lpt", 3) == 0);
}

bool zip_name_is_portable(const char *name)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789._-";
    size_t len = strlen(name);
    return len && len <= NAME_MOST && strspn(name, letters) == len && *name != '.' &&
           name[len - 1] != '.' && !is_device(name);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct zip_entry *)a)->name,
                  ((const struct zip_entry *)b)->name);
}

static bool any_twins(const struct zip_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcasecmp(entries[i].name, entries[k].name) == 0)
                return true;
    return false;
}

// --- bytes

// Zip files hold local times: this one reads 1980-01-01 12:00 wherever it is written.
static time_t fixed_time(void)
{
    struct tm tm = {.tm_year = 80, .tm_mday = 1, .tm_hour = 12, .tm_isdst = -1};
    return mktime(&tm);
}

static bool add_entry(zip_t *zip, const struct zip_entry *entry)
{
    zip_source_t *source = zip_source_buffer(zip, entry->data, entry->len, 0);
    zip_int64_t n =
        source ? zip_file_add(zip, entry->name, source, ZIP_FL_ENC_GUESS) : -1;
    if (n < 0) {
        zip_source_free(source);
        return false;
    }
    zip_uint64_t at = (zip_uint64_t)n;
    return zip_set_file_compression(zip, at, ZIP_CM_DEFLATE, 9) == 0 &&
           zip_file_set_mtime(zip, at, fixed_time(), 0) == 0 &&
           zip_file_set_external_attributes(zip, at, 0, ZIP_OPSYS_UNIX,
                                            (zip_uint32_t)0100644 << 16) == 0;
}

static bool read_back(zip_source_t *source, struct buf *out)
{
    char block[1 << 15];
    zip_int64_t got = -1;
    if (zip_source_open(source) == 0) {
        while ((got = zip_source_read(source, block, sizeof block)) > 0)
            buf_add(out, block, (size_t)got);
        zip_source_close(source);
    }
    return got == 0 && !out->full;
}

static const char *explain(zip_error_t *error)
{
    static char why[200];
    snprintf(why, sizeof why, "%s", zip_error_strerror(error));
    zip_error_fini(error);
    return why;
}

static const char *write_entries(const struct zip_entry *entries, size_t count,
                                 zip_source_t *target, struct buf *out)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_keep(target); // outlives the archive, to be read
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    if (!zip) {
        zip_source_free(target);
        return explain(&error);
    }
    bool fine = true;
    for (size_t i = 0; i < count && fine; i++)
        fine = add_entry(zip, &entries[i]);
    if (!fine || zip_close(zip) < 0) {
        zip_error_set(&error, zip_error_code_zip(zip_get_error(zip)), 0);
        zip_discard(zip);
        return explain(&error);
    }
    zip_error_fini(&error);
    return read_back(target, out) ? NULL : "it is too large";
}

const char *zip_make(const struct zip_entry *entries, size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++)
        if (!zip_name_is_portable(entries[i].name))
            return "a name in it is not one for every computer";
    if (any_twins(entries, count))
        return "two names in it differ by capital letters alone";
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    if (!target)
        return explain(&error);
    struct zip_entry *sorted = mem_alloc((count + 1) * sizeof *sorted);
    memcpy(sorted, entries, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_name);
    const char *why = write_entries(sorted, count, target, out);
    zip_source_free(target);
    free(sorted);
    return why;
}
