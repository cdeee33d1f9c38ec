// SPDX-License-Identifier: MIT
#include "record/merge.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "record/passage.h"
#include "record/returned.h"
#include "record/sql.h"

#define BATCH_FILES 256
#define BATCH_BYTES ((size_t)64 << 20)
#define FAULTS_SHOWN 10 // of one file

static const char know_sql[] =
    "SELECT state, reason, participant, round FROM file WHERE sha256 = ?";
static const char file_sql[] =
    "INSERT INTO file (sha256, size, state, reason, explanation, participant, round, "
    "response,"
    " session, revision, parent, sum, saved, study_sha256, app, device)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char arrival_sql[] = "INSERT OR IGNORE INTO arrival VALUES (?, ?, ?)";
// Both take the columns in the same order. Most items are new, which one statement then tells.
static const char item_sql[] =
    "INSERT INTO item (participant, round, step, id, clock, session, hash, kind, "
    "deleted, body)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
static const char newer_sql[] =
    "UPDATE item SET clock = ?5, session = ?6, hash = ?7, kind = ?8, deleted = ?9,"
    " body = ?10"
    " WHERE participant = ?1 AND round = ?2 AND step = ?3 AND id = ?4"
    " AND (?5, ?6, ?7) > (clock, session, hash)";
static const char healed_sql[] = "DELETE FROM item_problem WHERE participant = ? AND "
                                 "round = ? AND step = ? AND id = ?";
static const char problem_sql[] =
    "INSERT OR IGNORE INTO item_problem VALUES (?, ?, ?, ?, ?, ?)";
static const char entered_sql[] =
    "INSERT INTO entered VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE"
    " SET by = ?4, sheet = ?5, at = ?6 WHERE (?4, ?5, ?6) > (by, sheet, at)";

int merge_begin(struct merge *m, struct record *record, struct diag *d)
{
    *m = (struct merge){.record = record};
    reading_init(&m->own);
    m->known = sql_prepare(record->db, know_sql, d);
    m->file = sql_prepare(record->db, file_sql, d);
    m->arrival = sql_prepare(record->db, arrival_sql, d);
    m->item = sql_prepare(record->db, item_sql, d);
    m->newer = sql_prepare(record->db, newer_sql, d);
    m->healed = sql_prepare(record->db, healed_sql, d);
    m->problem = sql_prepare(record->db, problem_sql, d);
    m->entered = sql_prepare(record->db, entered_sql, d);
    int given = given_init(&m->given, record->db, record->turns, d);
    return m->known && m->file && m->arrival && m->item && m->newer && m->healed &&
                   m->problem && m->entered
               ? given
               : -1;
}

void merge_end(struct merge *m)
{
    sqlite3_stmt *all[] = {m->known, m->file,   m->arrival, m->item,
                           m->newer, m->healed, m->problem, m->entered};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        sqlite3_finalize(all[i]);
    given_release(&m->given);
    if (m->pending)
        sqlite3_exec(m->record->db, "ROLLBACK", NULL, NULL, NULL);
    reading_release(&m->own);
    *m = (struct merge){0};
}

int merge_commit(struct merge *m, struct diag *d)
{
    if (!m->pending)
        return 0;
    if (returned_flush(m->record->study->folder, d) < 0 ||
        sql_run(m->record->db, "COMMIT", d) < 0)
        return -1;
    m->pending = m->pending_bytes = 0;
    return 0;
}

bool merge_knows(struct merge *m, const char *sha256, struct diag *d)
{
    sql_bind(m->known, "t", sha256);
    bool found = sql_step(m->known, d) == 1;
    sqlite3_reset(m->known);
    return found;
}

// --- items

struct row {
    const char *participant, *round, *step, *id;
};

// Only those steps say what turns they give whose items are codings.
static bool is_coding_step(const struct study *study, struct row row)
{
    const struct round *round = study_round(study, row.round);
    const struct step *step = round ? round_step(round, row.step) : NULL;
    return !step || step_kind_item(step->definition, "coding");
}

// What does not fit in an item is a function of the item that won, so it is found anew whenever another one wins.
static int find_problems(struct merge *m, const struct response_item *item,
                         struct row row, const char *file, struct diag *faults,
                         struct diag *d)
{
    struct diag found;
    char path[RESPONSE_PATH_SIZE];
    struct given_owner owner = {row.participant, row.round, row.step};
    int result = 0;
    diag_init(&found);
    response_path(item, path);
    if (item->misfit)
        diag_add(&found, (struct place){file, 0, path}, (enum diag_code)item->misfit,
                 item->step, json_text(item->value, "kind"));
    else
        passage_check(item->value, m->record->turns,
                      is_coding_step(m->record->study, row) ? &m->given : NULL, owner,
                      (struct place){file, 0, path}, &found);
    for (size_t i = 0; i < found.count && result == 0; i++) {
        m->problems++;
        sql_bind(m->problem, "tttttt", row.participant, row.round, row.step, row.id,
                 diag_code_name(found.entries[i].code), found.entries[i].text);
        result = sql_done(m->problem, d);
    }
    diag_append(faults, &found);
    return result;
}

enum put { PUT_OLDER, PUT_NEW, PUT_NEWER };

// One of enum put, or -1.
static int put_item(struct merge *m, const struct response_item *item, struct row row,
                    struct diag *d)
{
    const char *body = m->response->canonical.data + item->at;
    sqlite3_stmt *ways[] = {[PUT_NEW] = m->item, [PUT_NEWER] = m->newer};
    for (int way = PUT_NEW; way <= PUT_NEWER; way++) {
        sql_bind(ways[way], "ttttitttitn", row.participant, row.round, row.step, row.id,
                 json_number(item->value, "clock"), json_text(item->value, "session"),
                 item->hash, json_text(item->value, "kind"),
                 (long long)json_flag(item->value, "deleted"), body, item->len);
        if (sql_done(ways[way], d) < 0)
            return -1;
        if (sqlite3_changes(m->record->db))
            return way;
    }
    return PUT_OLDER;
}

static int merge_item(struct merge *m, const struct response_item *item,
                      const char *file, struct diag *faults, struct diag *d)
{
    struct row row = {m->response->participant->id, m->response->round->id, item->step,
                      item->id};
    int put = put_item(m, item, row, d);
    if (put <= PUT_OLDER)
        return put;
    *(put == PUT_NEW ? &m->items_new : &m->items_changed) += 1;
    sql_bind(m->healed, "tttt", row.participant, row.round, row.step, row.id);
    if (put == PUT_NEWER && sql_done(m->healed, d) < 0)
        return -1;
    return json_flag(item->value, "deleted")
               ? 0
               : find_problems(m, item, row, file, faults, d);
}

static int merge_items(struct merge *m, const char *name, struct diag *faults,
                       struct diag *d)
{
    for (size_t i = 0; i < m->response->count; i++)
        if (merge_item(m, &m->response->items[i], name, faults, d) < 0)
            return -1;
    return 0;
}

// Who typed in, from paper, what the items of a session say.
static int merge_entered(struct merge *m, struct diag *d)
{
    const struct response *r = m->response;
    const json_t *list = json_object_get(r->document, "entered");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        sql_bind(m->entered, "tttttt", r->participant->id, r->round->id,
                 json_text(one, "session"), json_text(one, "by"),
                 json_text(one, "sheet"), json_text(one, "at"));
        if (sql_done(m->entered, d) < 0)
            return -1;
    }
    return 0;
}

// --- files

static int write_accepted(struct merge *m, const char *sha256, size_t size,
                          struct diag *d)
{
    const json_t *head = m->response->document;
    const char *none = NULL;
    sql_bind(m->file,
             "tittttt"
             "ttitttttt",
             sha256, (long long)size, "accepted", none, none,
             m->response->participant->id, m->response->round->id,
             json_text(head, "response"), json_text(head, "session"),
             json_number(head, "revision"), json_text(head, "parent"),
             json_text(head, "sum"), json_text(head, "saved"),
             json_text(head, "study_sha256"), json_text(head, "app"),
             json_string_value(json_object_get(head, "device")));
    return sql_done(m->file, d);
}

// The reason as a person would say it, without the file's name: that is no part of the file.
static void explain(struct buf *out, const struct diag_entry *fault)
{
    if (*fault->path)
        buf_fmt(out, "%s: ", fault->path);
    buf_str(out, fault->text);
    if (fault->line)
        buf_fmt(out, " (line %d)", fault->line);
}

static int write_quarantined(struct merge *m, const char *sha256, size_t size,
                             const struct diag_entry *fault, struct diag *d)
{
    const struct response *r = m->response;
    struct buf explanation;
    buf_init(&explanation, 10000);
    explain(&explanation, fault);
    sqlite3_clear_bindings(m->file);
    sql_bind(m->file, "tittttt", sha256, (long long)size, "quarantined",
             diag_code_name(fault->code), explanation.data,
             r->participant ? r->participant->id : NULL,
             r->round ? r->round->id : NULL);
    int result = sql_done(m->file, d);
    sqlite3_clear_bindings(m->file);
    buf_release(&explanation);
    return result;
}

static int write_arrival(struct merge *m, const char *sha256, const char *name,
                         struct diag *d)
{
    char now[CLOCK_STAMP_SIZE];
    if (!name)
        return 0;
    clock_stamp(now);
    sql_bind(m->arrival, "ttt", sha256, name, now);
    return sql_done(m->arrival, d);
}

static void pass_on(struct diag *faults, struct diag *found, const char *file)
{
    size_t more = found->count + found->dropped;
    for (size_t i = 0; i < found->count && i < FAULTS_SHOWN; i++, more--) {
        const struct diag_entry *e = &found->entries[i];
        struct diag one;
        diag_init(&one);
        diag_add(&one, (struct place){e->file, e->line, e->path}, E_SHAPE, e->text);
        one.entries[0].code = e->code;
        diag_append(faults, &one);
    }
    if (more)
        diag_add(faults, (struct place){file, 0, ""}, N_RETURN_MORE, more);
    diag_release(found);
}

static void set_outcome(struct merge_outcome *o, const struct response *r)
{
    o->participant = r->participant ? r->participant->id : NULL;
    o->round = r->round ? r->round->id : NULL;
}

// For a file that the record has already: what was decided, said again when it is in quarantine.
static int take_known(struct merge *m, struct merge_input input, const char *file,
                      struct merge_outcome *o, struct diag *faults)
{
    const struct study *study = m->record->study;
    o->accepted = strcmp(sql_text(m->known, 0), "accepted") == 0;
    snprintf(o->reason, sizeof o->reason, "%s", sql_text(m->known, 1));
    struct recipient who;
    study_recipient(study, sql_text(m->known, 2), &who);
    const struct round *round = study_round(study, sql_text(m->known, 3));
    o->participant = who.participant ? who.participant->id : NULL;
    o->round = round ? round->id : NULL;
    if (!o->accepted) {
        reading_make(&m->own, study, input.bytes, file);
        pass_on(faults, &m->own.found, file);
    }
    return 0;
}

static int take_new(struct merge *m, struct merge_input input, const char *file,
                    struct merge_outcome *o, struct diag *faults, struct diag *d)
{
    struct reading *reading = input.reading ? input.reading : &m->own;
    struct diag *found = &reading->found;
    int result;
    if (!input.reading)
        reading_make(reading, m->record->study, input.bytes, file);
    m->response = &reading->response;
    o->accepted = reading->fits;
    set_outcome(o, m->response);
    if (o->accepted) {
        result = write_accepted(m, input.sha256, input.bytes->len, d);
        if (result == 0)
            result = merge_items(m, file, faults, d);
        if (result == 0)
            result = merge_entered(m, d);
    } else {
        snprintf(o->reason, sizeof o->reason, "%s",
                 diag_code_name(found->entries[0].code));
        result =
            write_quarantined(m, input.sha256, input.bytes->len, &found->entries[0], d);
    }
    pass_on(faults, found, file);
    return result;
}

int merge_file(struct merge *m, struct merge_input input, struct merge_outcome *outcome,
               struct diag *faults, struct diag *d)
{
    const char *file = input.name ? input.name : input.sha256;
    *outcome = (struct merge_outcome){0};
    if (!m->pending && sql_run(m->record->db, "BEGIN IMMEDIATE", d) < 0)
        return -1;
    m->pending++;
    m->pending_bytes += input.bytes->len;
    sql_bind(m->known, "t", input.sha256);
    int result = sql_step(m->known, d);
    outcome->known = result == 1;
    if (result == 1)
        result = take_known(m, input, file, outcome, faults);
    else if (result == 0)
        result = take_new(m, input, file, outcome, faults, d);
    sqlite3_reset(m->known);
    if (result < 0 || write_arrival(m, input.sha256, input.name, d) < 0)
        return -1;
    return m->pending >= BATCH_FILES || m->pending_bytes >= BATCH_BYTES
               ? merge_commit(m, d)
               : 0;
}
