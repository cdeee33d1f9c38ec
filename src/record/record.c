// SPDX-License-Identifier: MIT
#include "record/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "record/merge.h"
#include "record/returned.h"
#include "record/sql.h"
#include "record/subject.h"
#include "script/asset.h"

#define RECORD_FILE "record.sqlite"
#define BUSY_MS 10000

static int open_db(struct record *record, const char *path, struct diag *d)
{
    int code = sqlite3_open_v2(
        path, &record->db,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(record->db, BUSY_MS);
        sqlite3_exec(record->db, "PRAGMA cache_size = -16384", NULL, NULL, NULL); // KiB
        return 0;
    }
    diag_add(d, (struct place){RECORD_FILE, 0, ""}, E_RECORD,
             sqlite3_errmsg(record->db));
    sqlite3_close(record->db);
    record->db = NULL;
    return -1;
}

static bool is_current(struct record *record)
{
    char wanted[65];
    bool same = false;
    sqlite3_stmt *s = NULL;
    subject_fingerprint(record->study, wanted);
    if (sqlite3_prepare_v2(record->db, "SELECT fingerprint FROM study", -1, &s, NULL) ==
            SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW)
        same = strcmp(sql_text(s, 0), wanted) == 0;
    sqlite3_finalize(s);
    return same;
}

// --- taking in what returned/ holds and the record lacks

static int adopt_one(struct merge *m, const char *sha256, struct buf *bytes,
                     struct diag *d)
{
    struct merge_outcome outcome;
    struct diag known_before; // said when the file came
    buf_clear(bytes);
    if (returned_read(m->record->study->folder, sha256, bytes, d) < 0)
        return 0;
    diag_init(&known_before);
    struct merge_input input = {.sha256 = sha256, .bytes = bytes};
    int result = merge_file(m, input, &outcome, &known_before, d);
    diag_release(&known_before);
    return result;
}

static int adopt(struct record *record, char **names, size_t count, size_t *had,
                 struct diag *d)
{
    struct merge m;
    struct buf bytes;
    buf_init(&bytes, RETURN_MAX);
    int result = merge_begin(&m, record, d);
    *had = 0;
    for (size_t i = 0; i < count && result == 0; i++) {
        if (merge_knows(&m, names[i], d))
            ++*had;
        else
            result = adopt_one(&m, names[i], &bytes, d);
    }
    if (result == 0)
        result = merge_commit(&m, d);
    merge_end(&m);
    buf_release(&bytes);
    return result;
}

// --- making it

// Names of files and when they came are the one thing that cannot be made again. A record too broken to tell is no
// reason to stop.
static void keep_arrivals(struct record *fresh, const char *old)
{
    sqlite3_stmt *s = NULL;
    if (!file_exists(old) ||
        sqlite3_prepare_v2(fresh->db, "ATTACH ? AS old", -1, &s, NULL) != SQLITE_OK)
        return;
    sql_bind(s, "t", old);
    int attached = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    if (!attached)
        return;
    sqlite3_exec(
        fresh->db,
        "INSERT OR IGNORE INTO arrival SELECT sha256, name, imported FROM old.arrival"
        " WHERE sha256 IN (SELECT sha256 FROM file)",
        NULL, NULL, NULL);
    sqlite3_exec(fresh->db, "DETACH old", NULL, NULL, NULL);
}

static int fill(struct record *fresh, const char *old, struct diag *d)
{
    const struct asset_file *schema = asset_find("record/schema.sql");
    char **names = NULL;
    size_t count = 0, had;
    // A half-made record is thrown away, so it need not be safe before it is whole.
    // An item is half a kilobyte: pages of the usual size would hold too few of them.
    int result = sql_run(fresh->db,
                         "PRAGMA page_size = 16384; PRAGMA journal_mode = MEMORY;"
                         " PRAGMA synchronous = OFF; BEGIN",
                         d);
    if (result == 0)
        result = sql_run(fresh->db, (const char *)schema->data, d);
    if (result == 0)
        result = subject_write(fresh, d);
    if (result == 0)
        result = sql_run(fresh->db, "COMMIT", d);
    if (result == 0) {
        names = returned_names(fresh->study->folder, &count, d);
        result = adopt(fresh, names, count, &had, d);
    }
    names_free(names, count);
    keep_arrivals(fresh, old);
    if (result == 0 && count && file_exists(old))
        diag_add(d, (struct place){RECORD_FILE, 0, ""}, N_RECORD_MADE, count);
    return result;
}

// Makes the record next to the old one and puts it in its place when it is whole.
static int make(struct record *record, const char *path, struct diag *d)
{
    struct buf fresh, journal;
    buf_init(&fresh, 10000);
    buf_init(&journal, 10000);
    buf_fmt(&fresh, "%s.%ld.new", path, (long)getpid());
    buf_fmt(&journal, "%s-journal", path);
    unlink(fresh.data);
    int result = open_db(record, fresh.data, d);
    if (result == 0) {
        result = fill(record, path, d);
        record_close(record);
    }
    if (result == 0)
        result = returned_flush(record->study->folder, d);
    if (result == 0) {
        unlink(journal.data); // of the old one: it must not be played back into the new
        if (rename(fresh.data, path) < 0)
            result = diag_add(d, (struct place){RECORD_FILE, 0, ""}, E_RECORD,
                              "it cannot be put in its place");
    }
    if (result < 0)
        unlink(fresh.data);
    buf_release(&fresh);
    buf_release(&journal);
    return result;
}

// Brings an existing record up to returned/. 1 when it must be made again.
static int catch_up(struct record *record, struct diag *d)
{
    size_t count, had;
    if (!is_current(record))
        return 1;
    char **names = returned_names(record->study->folder, &count, d);
    int result = adopt(record, names, count, &had, d);
    names_free(names, count);
    if (result == 0 &&
        sql_number(record->db, "SELECT count(*) FROM file", 0) > (long long)count)
        result = 1; // something was taken out of returned/
    return result;
}

int record_open(struct record *record, const struct study *study,
                const struct turns *turns, struct diag *d)
{
    *record = (struct record){.study = study, .turns = turns};
    char *path = path_join(study->folder, RECORD_FILE);
    int result = 1;
    if (file_exists(path)) {
        result = open_db(record, path, d);
        if (result == 0)
            result = catch_up(record, d);
    }
    if (result == 1) {
        record_close(record);
        result = make(record, path, d);
        if (result == 0)
            result = open_db(record, path, d);
    }
    if (result < 0)
        record_close(record);
    free(path);
    return result;
}

void record_close(struct record *record)
{
    sqlite3_close(record->db);
    record->db = NULL;
}
