// SPDX-License-Identifier: MIT
#include "record/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/sql.h"

// Every query answers (round, participant, numbers...), one row for a person of whom there is something to say.
#define BY_PERSON " GROUP BY round, participant"
// Only what was done in a step of this kind: practice is nobody's work.
#define IN_STEP(kind)                                                                  \
    " AND EXISTS (SELECT 1 FROM step WHERE step.round = item.round AND step.id = "     \
    "item.step AND step.kind = '" kind "')"

struct people {
    struct status_person **sorted; // by round and participant
    size_t count;
};

static int by_person(const void *a, const void *b)
{
    const struct status_person *const *x = a, *const *y = b;
    int order = strcmp((*x)->round, (*y)->round);
    return order ? order : strcmp((*x)->participant, (*y)->participant);
}

static struct status_person *find(const struct people *people, sqlite3_stmt *row)
{
    struct status_person wanted = {.round = sql_text(row, 0),
                                   .participant = sql_text(row, 1)};
    const struct status_person *key = &wanted;
    struct status_person **found =
        bsearch(&key, people->sorted, people->count, sizeof *people->sorted, by_person);
    return found ? *found : NULL;
}

// Runs a query and gives each row to the person it is about.
static int each_person(struct record *record, const struct people *people,
                       const char *query,
                       void (*take)(struct status_person *person, sqlite3_stmt *row),
                       struct diag *d)
{
    sqlite3_stmt *s = sql_prepare(record->db, query, d);
    int more = s ? 1 : -1;
    while (more == 1 && (more = sql_step(s, d)) == 1) {
        struct status_person *person = find(people, s);
        if (person)
            take(person, s);
    }
    sqlite3_finalize(s);
    return more;
}

static size_t count_at(sqlite3_stmt *row, int column)
{
    return (size_t)sqlite3_column_int64(row, column);
}

static void take_files(struct status_person *p, sqlite3_stmt *row)
{
    p->files = count_at(row, 2);
    p->revision = sqlite3_column_int64(row, 3);
    snprintf(p->saved, sizeof p->saved, "%s", sql_text(row, 4));
}

static void take_turns(struct status_person *p, sqlite3_stmt *row)
{
    p->assigned = count_at(row, 2);
    p->coded = count_at(row, 3);
    p->nothing = count_at(row, 4);
    p->later = count_at(row, 5);
    p->seen = count_at(row, 6);
    p->unseen = count_at(row, 7);
}

static void take_codings(struct status_person *p, sqlite3_stmt *row)
{
    p->codings = count_at(row, 2);
    p->labels = count_at(row, 3);
}

static void take_clusters(struct status_person *p, sqlite3_stmt *row)
{
    p->clusters = count_at(row, 2);
}

static void take_attributes(struct status_person *p, sqlite3_stmt *row)
{
    p->attributes = count_at(row, 2);
    p->fewer = sqlite3_column_int64(row, 3);
}

static void take_rounds(struct status_person *p, sqlite3_stmt *row)
{
    p->ratings = count_at(row, 2);
    p->ranked = sqlite3_column_int64(row, 3);
    p->remarks = count_at(row, 4);
}

static void take_answers(struct status_person *p, sqlite3_stmt *row)
{
    p->answers = count_at(row, 2);
}

static void take_tries(struct status_person *p, sqlite3_stmt *row)
{
    p->tries = count_at(row, 2);
    p->passed = sqlite3_column_int64(row, 3);
}

static void take_questions(struct status_person *p, sqlite3_stmt *row)
{
    p->questions = count_at(row, 2);
}

static void take_visits(struct status_person *p, sqlite3_stmt *row)
{
    p->visited = count_at(row, 2);
    p->picked = count_at(row, 3);
}

static void take_board(struct status_person *p, sqlite3_stmt *row)
{
    p->decisions = count_at(row, 2);
    p->attending = count_at(row, 3);
    p->minutes = count_at(row, 4);
}

static void take_ineligible(struct status_person *p, sqlite3_stmt *row)
{
    free(p->ineligible);
    p->ineligible = mem_strdup(sql_text(row, 2));
}

static void take_problems(struct status_person *p, sqlite3_stmt *row)
{
    p->problems = count_at(row, 2);
}

static void take_devices(struct status_person *p, sqlite3_stmt *row)
{
    snprintf(p->devices, sizeof p->devices, "%s", sql_text(row, 2));
}

static void take_fork(struct status_person *p, sqlite3_stmt *row)
{
    (void)row;
    p->forked = true;
}

static void take_asked(struct status_person *p, sqlite3_stmt *row)
{
    (void)row;
    p->consent = CONSENT_OPEN;
}

static void take_away(struct status_person *p, sqlite3_stmt *row)
{
    (void)row;
    p->away = true;
}

static void take_consent(struct status_person *p, sqlite3_stmt *row)
{
    p->consent = sqlite3_column_int64(row, 2) ? CONSENT_GIVEN : CONSENT_REFUSED;
}

static const struct {
    const char *query;
    void (*take)(struct status_person *person, sqlite3_stmt *row);
} queries[] = {
    {"SELECT round, participant, count(*), max(revision), max(saved) FROM file"
     " WHERE state = 'accepted'" BY_PERSON,
     take_files},
    {"SELECT round, participant, count(*), sum(state = 'coded'), sum(state = "
     "'nothing'),"
     " sum(state = 'later'), sum(state = 'seen'), sum(state = 'unseen')"
     " FROM turn_progress" BY_PERSON,
     take_turns},
    {"SELECT round, participant, count(DISTINCT item.id), count(DISTINCT code.value "
     "->> 'label')"
     " FROM item, json_each(item.body, '$.codes') AS code"
     " WHERE NOT deleted AND kind = 'coding'" IN_STEP("code") BY_PERSON,
     take_codings},
    {"SELECT round, participant, count(*) FROM item"
     " WHERE NOT deleted AND kind = 'cluster'" IN_STEP("cluster") BY_PERSON,
     take_clusters},
    {"SELECT round, participant, sum(kind = 'attribute' AND body ->> 'name' <> ''),"
     " sum(kind = 'fewer') FROM item"
     " WHERE NOT deleted AND kind IN ('attribute', 'fewer')" BY_PERSON,
     take_attributes},
    {"SELECT round, participant, sum(kind = 'rating'), sum(kind = 'ranking'),"
     " sum(kind IN ('stance', 'amendment', 'wish', 'proposal'))"
     " FROM item WHERE NOT deleted AND kind IN ('rating', 'ranking', 'stance',"
     " 'amendment', 'wish', 'proposal')" BY_PERSON,
     take_rounds},
    {"SELECT round, participant, count(*) FROM item"
     " WHERE NOT deleted AND kind = 'answer'" IN_STEP("survey") BY_PERSON,
     take_answers},
    {"SELECT round, participant, count(*), max(body ->> 'passed') FROM item"
     " WHERE NOT deleted AND kind = 'try'" IN_STEP("quiz") BY_PERSON,
     take_tries},
    {"SELECT round, participant, count(*) FROM item"
     " WHERE NOT deleted AND kind = 'question'" BY_PERSON,
     take_questions},
    {"SELECT round, participant, count(DISTINCT CASE kind WHEN 'visit' THEN"
     " body ->> 'transcript' END), sum(kind = 'pick') FROM item"
     " WHERE NOT deleted AND kind IN ('visit', 'pick')" BY_PERSON,
     take_visits},
    {"SELECT round, participant, sum(kind = 'decision'), sum(kind = 'attendance' AND "
     "body ->> 'here'), sum(kind = 'minute') FROM board_item" BY_PERSON,
     take_board},
    {"SELECT round, participant, json_group_array(question) FROM (SELECT * FROM "
     "screening WHERE NOT fits ORDER BY step, position)" BY_PERSON,
     take_ineligible},
    {"SELECT round, participant, count(*) FROM item_problem" BY_PERSON, take_problems},
    {"SELECT round, participant, count(*) FROM fork" BY_PERSON, take_fork},
    {"SELECT round, participant, group_concat(device, '; ') FROM (SELECT DISTINCT "
     "round, participant, device FROM file WHERE state = 'accepted' AND device <> ''"
     " ORDER BY device)" BY_PERSON,
     take_devices},
    {"SELECT packet.round, packet.participant FROM packet"
     " WHERE round IN (SELECT round FROM step WHERE kind = 'consent')",
     take_asked},
    {"SELECT round, participant FROM away", take_away},
    {"SELECT round, participant, min(accepted) FROM consent" BY_PERSON, take_consent},
};

static void list_people(struct status *status, const struct study *study)
{
    size_t all = 0;
    for (size_t r = 0; r < study->round_count; r++)
        all += round_packet_count(study, &study->rounds[r]);
    status->people = mem_alloc((all + 1) * sizeof *status->people);
    for (size_t r = 0; r < study->round_count; r++) {
        const struct round *round = &study->rounds[r];
        for (size_t i = 0; i < round_packet_count(study, round); i++) {
            struct recipient to = round_packet(study, round, i);
            status->people[status->people_count++] =
                (struct status_person){.round = round->id,
                                       .group = to.group->id,
                                       .participant = to.participant->id,
                                       .board = to.board};
        }
    }
}

static int read_people(struct status *status, struct record *record, struct diag *d)
{
    struct people people = {mem_grow(NULL, status->people_count + 1, sizeof(void *)),
                            status->people_count};
    for (size_t i = 0; i < people.count; i++)
        people.sorted[i] = &status->people[i];
    qsort(people.sorted, people.count, sizeof *people.sorted, by_person);
    int result = 0;
    for (size_t i = 0; i < sizeof queries / sizeof *queries && result == 0; i++)
        result = each_person(record, &people, queries[i].query, queries[i].take, d);
    free(people.sorted);
    return result;
}

static const char quarantine_sql[] =
    "SELECT sha256, (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT name FROM "
    "arrival"
    " WHERE arrival.sha256 = file.sha256 ORDER BY name)), reason, explanation, "
    "participant, round"
    " FROM file WHERE state = 'quarantined' ORDER BY sha256";

static int read_quarantine(struct status *status, struct record *record, struct diag *d)
{
    size_t cap = 0;
    sqlite3_stmt *s = sql_prepare(record->db, quarantine_sql, d);
    int more = s ? 1 : -1;
    while (more == 1 && (more = sql_step(s, d)) == 1) {
        if (status->quarantined_count == cap)
            status->quarantined =
                mem_grow(status->quarantined, cap = cap ? 2 * cap : 16,
                         sizeof *status->quarantined);
        status->quarantined[status->quarantined_count++] = (struct status_file){
            mem_strdup(sql_text(s, 0)), mem_strdup(sql_text(s, 1)),
            mem_strdup(sql_text(s, 2)), mem_strdup(sql_text(s, 3)),
            mem_strdup(sql_text(s, 4)), mem_strdup(sql_text(s, 5))};
    }
    sqlite3_finalize(s);
    return more;
}

int status_read(struct status *status, struct record *record, struct diag *d)
{
    *status = (struct status){0};
    list_people(status, record->study);
    if (read_people(status, record, d) < 0)
        return -1;
    return read_quarantine(status, record, d);
}

void status_release(struct status *status)
{
    for (size_t i = 0; i < status->quarantined_count; i++) {
        struct status_file *f = &status->quarantined[i];
        free(f->sha256);
        free(f->names);
        free(f->reason);
        free(f->explanation);
        free(f->participant);
        free(f->round);
    }
    for (size_t i = 0; i < status->people_count; i++)
        free(status->people[i].ineligible);
    free(status->quarantined);
    free(status->people);
    *status = (struct status){0};
}
