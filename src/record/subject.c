// SPDX-License-Identifier: MIT
#include "record/subject.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/json.h"
#include "packet/assign.h"
#include "record/sql.h"
#include "script/asset.h"
#include "study/definition.h"

#define FINGERPRINT_MAX ((size_t)16 << 20)

// A person added later makes no other study, and still another record.
static void add_people(struct buf *all, const struct study *study)
{
    for (size_t g = 0; g < study->group_count; g++)
        for (size_t i = 0; i < study->groups[g].participant_count; i++) {
            const struct participant *p = &study->groups[g].participants[i];
            buf_fmt(all, "%s\n%s\n%s\n%s\n%s\n", study->groups[g].id, p->id, p->name,
                    p->language, p->role);
        }
    for (size_t r = 0; r < study->round_count; r++)
        for (size_t i = 0; i < study->rounds[r].board_count; i++) {
            const struct board *b = &study->rounds[r].boards[i];
            buf_fmt(all, "%s\n", b->self.id);
            for (size_t k = 0; k < board_member_count(b); k++)
                buf_fmt(all, "%s\n", board_member(b, k)->id);
        }
}

void subject_fingerprint(const struct study *study, char hex[65])
{
    struct buf all;
    struct diag
        passed_over; // a step that cannot be read is the study's fault, and said there
    buf_init(&all, FINGERPRINT_MAX);
    diag_init(&passed_over);
    buf_fmt(&all, "%s\n%s\n", CALMA_VERSION, study->sha256);
    const struct asset_file *schema = asset_find("record/schema.sql");
    if (schema)
        buf_add(&all, schema->data, schema->size);
    add_people(&all, study);
    for (size_t i = 0; i < study->kinds->count; i++) {
        struct buf path;
        buf_init(&path, 1000);
        buf_fmt(&path, "lua/steps/%s.lua", study->kinds->items[i].name);
        asset_read(study->folder, path.data, &all, NULL, &passed_over);
        buf_release(&path);
    }
    hash_hex(all.data, all.len, hex);
    diag_release(&passed_over);
    buf_release(&all);
}

static int write_study(struct record *record, struct diag *d)
{
    const struct study *study = record->study;
    sqlite3_stmt *s = sql_prepare(
        record->db,
        "INSERT INTO study VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", d);
    if (!s)
        return -1;
    char fingerprint[65];
    struct buf options;
    buf_init(&options, FINGERPRINT_MAX);
    subject_fingerprint(study, fingerprint);
    if (study->report)
        json_canonical(study->report, &options);
    else
        buf_str(&options, "{}");
    json_t *paid = pay_json(&study->pay);
    char *pay = paid ? json_dumps(paid, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    sql_bind(s, "ttttttttttttttt", study->id, study->title, study->language,
             study->direction, study->sha256, study->community, study->use_case,
             study->ethics, options.data, fingerprint, study->terms, study->contact,
             study->risks, study->changes, pay);
    int result = sql_done(s, d);
    free(pay);
    json_decref(paid);
    buf_release(&options);
    sqlite3_finalize(s);
    return result;
}

static int write_group(sqlite3_stmt *s, const struct group *group, long long position,
                       struct diag *d)
{
    struct buf roles;
    buf_init(&roles, FINGERPRINT_MAX);
    json_canonical(group->roles, &roles);
    sql_bind(s, "ttit", group->id, group->title, position, roles.data);
    int result = sql_done(s, d);
    buf_release(&roles);
    return result;
}

static int write_groups(struct record *record, struct diag *d)
{
    sqlite3_stmt *group =
        sql_prepare(record->db, "INSERT INTO study_group VALUES (?, ?, ?, ?)", d);
    sqlite3_stmt *person = sql_prepare(
        record->db, "INSERT INTO participant VALUES (?, ?, ?, ?, ?, ?, ?)", d);
    int result = group && person ? 0 : -1;
    long long position = 0;
    for (size_t i = 0; i < record->study->group_count && result == 0; i++) {
        const struct group *g = &record->study->groups[i];
        result = write_group(group, g, (long long)i, d);
        for (size_t k = 0; k < g->participant_count && result == 0; k++) {
            const struct participant *p = &g->participants[k];
            sql_bind(person, "tttttti", p->id, g->id, p->name, p->language, p->role,
                     p->check, position++);
            result = sql_done(person, d);
        }
    }
    sqlite3_finalize(group);
    sqlite3_finalize(person);
    return result;
}

// A board of several rounds is one; its members are those of all of them.
static int write_boards(struct record *record, struct diag *d)
{
    const struct study *study = record->study;
    sqlite3_stmt *row = sql_prepare(
        record->db, "INSERT OR IGNORE INTO board VALUES (?, ?, ?, ?, ?, ?)", d);
    sqlite3_stmt *member =
        sql_prepare(record->db, "INSERT OR IGNORE INTO board_member VALUES (?, ?)", d);
    int result = row && member ? 0 : -1;
    long long position = 0;
    for (size_t r = 0; r < study->round_count; r++)
        for (size_t i = 0; i < study->rounds[r].board_count && result == 0; i++) {
            const struct board *b = &study->rounds[r].boards[i];
            sql_bind(row, "ttttit", b->self.id, b->group->id, b->session, b->self.name,
                     position++, b->self.check);
            result = sql_done(row, d);
            for (size_t k = 0; k < board_member_count(b) && result == 0; k++) {
                sql_bind(member, "tt", b->self.id, board_member(b, k)->id);
                result = sql_done(member, d);
            }
        }
    sqlite3_finalize(row);
    sqlite3_finalize(member);
    return result;
}

static int write_step(sqlite3_stmt *s, const struct round *round, size_t n,
                      struct diag *d)
{
    const struct step *step = &round->steps[n];
    struct buf options;
    json_t *plain = definition_plain(step->options);
    buf_init(&options, FINGERPRINT_MAX);
    json_canonical(plain, &options);
    sql_bind(s, "ttttit", round->id, step->id, step->kind, step->title, (long long)n,
             options.data);
    int result = sql_done(s, d);
    buf_release(&options);
    json_decref(plain);
    return result;
}

static int write_rounds(struct record *record, struct diag *d)
{
    sqlite3_stmt *round =
        sql_prepare(record->db, "INSERT INTO round VALUES (?, ?, ?)", d);
    sqlite3_stmt *step =
        sql_prepare(record->db, "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?)", d);
    int result = round && step ? 0 : -1;
    for (size_t i = 0; i < record->study->round_count && result == 0; i++) {
        const struct round *r = &record->study->rounds[i];
        sql_bind(round, "tti", r->id, r->title, (long long)i);
        result = sql_done(round, d);
        for (size_t k = 0; k < r->step_count && result == 0; k++)
            result = write_step(step, r, k, d);
    }
    sqlite3_finalize(round);
    sqlite3_finalize(step);
    return result;
}

static int write_kinds(struct record *record, struct diag *d)
{
    sqlite3_stmt *s = sql_prepare(record->db, "INSERT INTO item_kind VALUES (?, ?)", d);
    int result = s ? 0 : -1;
    const struct step_kinds *kinds = record->study->kinds;
    for (size_t i = 0; i < kinds->count && result == 0; i++) {
        for (size_t k = 0; k < kinds->items[i].item_count && result == 0; k++) {
            sql_bind(s, "tt", kinds->items[i].name, kinds->items[i].items[k].name);
            result = sql_done(s, d);
        }
    }
    sqlite3_finalize(s);
    return result;
}

// Parameters may be an object, a text, or missing.
static void add_parameters(struct buf *out, const struct transcript *t)
{
    const json_t *value = json_object_get(t->document, "parameters");
    if (json_is_string(value))
        buf_str(out, json_string_value(value));
    else if (value)
        json_canonical(value, out);
}

static int write_transcript(sqlite3_stmt *s, const struct transcript *t,
                            long long position, struct diag *d)
{
    const json_t *of = json_object_get(t->run, "question");
    struct buf parameters, question;
    buf_init(&parameters, FINGERPRINT_MAX);
    buf_init(&question, FINGERPRINT_MAX);
    add_parameters(&parameters, t);
    if (of)
        json_canonical(of, &question);
    sql_bind(s, "tttttttitttttt", t->id, json_flag(of, "sensitive") ? "" : t->title,
             t->topic, t->language, t->model, t->system, t->owner, position,
             json_text(t->run, "model"), json_text(t->run, "outcome"),
             json_text(t->document, "created"), parameters.data, t->follows,
             question.data);
    int result = sql_done(s, d);
    buf_release(&parameters);
    buf_release(&question);
    return result;
}

static int write_transcripts(struct record *record, struct diag *d)
{
    sqlite3_stmt *s = sql_prepare(
        record->db,
        "INSERT INTO transcript VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", d);
    int result = s ? 0 : -1;
    for (size_t i = 0; i < record->study->transcript_count && result == 0; i++) {
        const struct transcript *t = record->study->transcripts[i];
        if (!t->practice)
            result = write_transcript(s, t, (long long)i, d);
    }
    sqlite3_finalize(s);
    return result;
}

static int write_turns(struct record *record, struct diag *d)
{
    sqlite3_stmt *s =
        sql_prepare(record->db, "INSERT INTO turn VALUES (?, ?, ?, ?, ?, ?, ?, ?)", d);
    int result = s ? 0 : -1;
    for (size_t i = 0; i < record->turns->count && result == 0; i++) {
        const struct turn *t = &record->turns->items[i];
        if (t->transcript->practice)
            continue;
        sql_bind(s, "ttittitntn", t->id, t->transcript->id, (long long)t->n, t->role,
                 t->anchor.sha256, (long long)t->anchor.length, t->anchor.text.data,
                 t->anchor.text.len, t->anchor.html.data, t->anchor.html.len);
        result = sql_done(s, d);
    }
    sqlite3_finalize(s);
    return result;
}

// --- who was given what

struct giving {
    struct record *record;
    struct plan plan;
    sqlite3_stmt *packet, *turn;
};

// The turns of one conversation that a step asks to be coded.
static int give_conversation(struct giving *g, const struct assignment *a,
                             const json_t *step, const struct transcript *transcript,
                             long long *position, struct diag *d)
{
    const json_t *data = json_object_get(step, "data");
    const struct turns *turns = g->record->turns;
    for (int n = 1;; n++) {
        struct buf id;
        buf_init(&id, 1000);
        buf_fmt(&id, "%s/%d", transcript->id, n);
        const struct turn *turn = turns_find(turns, id.data);
        buf_release(&id);
        if (!turn)
            return 0;
        if (strcmp(turn->role, "assistant") != 0 && !json_flag(data, "prompts"))
            continue;
        sql_bind(g->turn, "tttti", a->participant->id, a->round->id,
                 json_text(step, "id"), turn->id, (*position)++);
        if (sql_done(g->turn, d) < 0)
            return -1;
    }
}

static int give_step(struct giving *g, const struct assignment *a, const json_t *step,
                     struct diag *d)
{
    const struct step_kind *kind =
        step_kinds_find(a->study->kinds, json_text(step, "kind"));
    if (!kind || !step_kind_item(kind, "coding"))
        return 0;
    const json_t *list =
        json_object_get(json_object_get(step, "data"), "conversations");
    long long position = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        size_t index = (size_t)json_integer_value(json_array_get(list, i));
        if (index < a->conversation_count &&
            give_conversation(g, a, step, a->conversations[index].transcript, &position,
                              d) < 0)
            return -1;
    }
    return 0;
}

static int give_packet(struct giving *g, struct recipient to, const struct round *round,
                       struct diag *d)
{
    struct assignment a;
    int result = assignment_make(&a, &g->plan, to, round, NULL, d);
    if (result == 0) {
        sql_bind(g->packet, "tttt", a.packet, to.participant->id, to.group->id,
                 round->id);
        result = sql_done(g->packet, d);
    }
    for (size_t i = 0; result == 0 && i < json_array_size(a.steps); i++)
        result = give_step(g, &a, json_array_get(a.steps, i), d);
    assignment_release(&a);
    return result;
}

static int write_packets(struct record *record, struct diag *d)
{
    const struct study *study = record->study;
    struct giving g = {
        .record = record,
        .packet = sql_prepare(record->db, "INSERT INTO packet VALUES (?, ?, ?, ?)", d),
        .turn = sql_prepare(
            record->db, "INSERT OR IGNORE INTO assigned VALUES (?, ?, ?, ?, ?)", d)};
    int result = g.packet && g.turn ? 0 : -1;
    struct diag passed_over; // whoever builds is told who gets fewer
    diag_init(&passed_over);
    plan_make(&g.plan, study, &passed_over);
    diag_release(&passed_over);
    for (size_t r = 0; r < study->round_count; r++) {
        const struct round *round = &study->rounds[r];
        size_t count = round_packet_count(study, round);
        for (size_t i = 0; i < count && result == 0; i++)
            result = give_packet(&g, round_packet(study, round, i), round, d);
    }
    plan_release(&g.plan);
    sqlite3_finalize(g.packet);
    sqlite3_finalize(g.turn);
    return result;
}

int subject_write(struct record *record, struct diag *d)
{
    if (write_study(record, d) < 0 || write_groups(record, d) < 0 ||
        write_boards(record, d) < 0 || write_rounds(record, d) < 0 ||
        write_kinds(record, d) < 0 || write_transcripts(record, d) < 0 ||
        write_turns(record, d) < 0)
        return -1;
    return write_packets(record, d);
}
