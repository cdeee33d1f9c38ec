// SPDX-License-Identifier: MIT
#include "record/status.h"

#include <string.h>

#include "base/json.h"
#include "cli/print.h"
#include "cli/records.h"
#include "cli/verbs.h"

static const char *consent_word(enum status_consent consent)
{
    static const char *const words[] = {"not asked", "no answer", "given", "declined"};
    return words[consent];
}

// --- as text

static void print_coding_of(const struct status_person *p)
{
    size_t done = p->coded + p->nothing;
    printf("%3zu of %zu answers done", done, p->assigned);
    if (p->nothing)
        printf(" (%zu with nothing to code)", p->nothing);
    if (p->later)
        printf(", %zu for later", p->later);
    if (p->unseen)
        printf(", %zu not seen yet", p->unseen);
    printf("; %s, %s", print_count(p->codings, "coding", "codings"),
           print_count(p->labels, "label", "labels"));
    if (p->clusters)
        printf(", %s", print_count(p->clusters, "cluster", "clusters"));
}

// Nothing follows from it by itself: whoever runs the study looks.
static void print_ineligible(const struct status_person *p)
{
    json_t *questions =
        p->ineligible ? json_loads(p->ineligible, 0, NULL) : json_array();
    for (size_t i = 0; i < json_array_size(questions); i++)
        printf("%s%s", i ? ", " : "; not eligible by their answer to: ",
               json_string_value(json_array_get(questions, i)));
    json_decref(questions);
}

static void print_faults_of(const struct status_person *p)
{
    print_ineligible(p);
    if (p->problems)
        printf("; %s",
               print_count(p->problems, "thing does not fit", "things do not fit"));
    if (p->forked)
        printf("; worked on in two places, put together");
    if (p->forked && *p->devices)
        printf(" (%s)", p->devices);
}

// One part of a list; `*any` says whether another came before.
static void print_part(bool *any, bool said, const char *text)
{
    if (said)
        printf("%s%s", *any ? ", " : "", text);
    *any = *any || said;
}

static void print_progress_of(const struct status_person *p)
{
    bool any = false;
    if (p->assigned)
        print_coding_of(p);
    if (p->assigned &&
        (p->tries || p->questions || p->visited || p->attributes || p->fewer))
        printf("; ");
    print_part(&any, p->tries, p->passed ? "quiz passed" : "quiz not passed");
    print_part(
        &any, p->questions,
        print_count(p->questions, "question of their own", "questions of their own"));
    print_part(&any, p->visited,
               print_count(p->visited, "conversation read", "conversations read"));
    print_part(
        &any, p->picked,
        print_count(p->picked, "chosen to come back to", "chosen to come back to"));
    print_part(&any, p->attributes || p->fewer,
               print_count(p->attributes, "attribute", "attributes"));
    print_part(&any, p->fewer, "and has no more");
    print_part(&any, p->remarks,
               print_count(p->remarks, "remark on axes", "remarks on axes"));
    print_part(&any, p->ratings, print_count(p->ratings, "rating", "ratings"));
    print_part(&any, p->ranked, "a ranking");
    print_part(&any, p->answers, print_count(p->answers, "answer", "answers"));
    if (!p->assigned && !any)
        printf("sent back");
    print_faults_of(p);
}

static void print_board_of(const struct status_person *p)
{
    printf("%s, %s, %s", print_count(p->decisions, "decision", "decisions"),
           print_count(p->attending, "person there", "people there"),
           print_count(p->minutes, "note", "notes"));
    print_faults_of(p);
}

static void print_person(const struct status_person *p)
{
    printf("    %-*s ", p->board ? 22 : 10, p->participant);
    if (!p->files) {
        puts(p->away ? "does not take part" : "nothing yet");
        return;
    }
    printf("%.10s  ", *p->saved ? p->saved : "no date   ");
    if (p->board)
        print_board_of(p);
    else if (p->consent == CONSENT_REFUSED || p->away)
        printf("declined to take part; nothing is counted");
    else if (p->consent == CONSENT_OPEN)
        printf("has not answered about taking part; nothing is counted");
    else
        print_progress_of(p);
    putchar('\n');
}

struct totals {
    size_t all, sent, away;
};

static void count_in(struct totals *t, const struct status_person *p)
{
    bool away = p->away && !p->files;
    t->all += !away;
    t->away += away;
    t->sent += p->files > 0;
}

static void print_total(const struct totals *t, const char *one, const char *many)
{
    if (!t->all)
        return;
    printf("%s: %zu sent back, %zu missing.\n", print_count(t->all, one, many), t->sent,
           t->all - t->sent);
    if (t->away)
        printf("%s not given out, for people who declined.\n",
               print_count(t->away, one, many));
}

static void print_people(const struct status *s, const struct study *study)
{
    const char *round = "", *group = "";
    struct totals people = {0}, boards = {0};
    for (size_t i = 0; i < s->people_count; i++) {
        const struct status_person *p = &s->people[i];
        if (strcmp(round, p->round) != 0) {
            printf("round %s\n", p->round);
            group = "";
        }
        const char *heading = p->board ? "boards" : p->group;
        if (strcmp(group, heading) != 0)
            printf("  %s\n", p->board ? "Boards" : study_group(study, p->group)->title);
        round = p->round;
        group = heading;
        count_in(p->board ? &boards : &people, p);
        print_person(p);
    }
    print_total(&people, "packet", "packets");
    print_total(&boards, "board", "boards");
}

static void print_quarantine(const struct status *s)
{
    if (!s->quarantined_count)
        return;
    printf("\nIn quarantine, kept under returned/:\n");
    for (size_t i = 0; i < s->quarantined_count; i++) {
        const struct status_file *f = &s->quarantined[i];
        printf("  %.12s  ", f->sha256);
        print_safe(stdout, *f->names ? f->names : "(name not known)");
        printf("%s%s: ", *f->participant ? ", from " : "", f->participant);
        print_safe(stdout, f->explanation);
        putchar('\n');
    }
}

// --- as JSON lines

static void print_json_line(json_t *object)
{
    struct buf text;
    buf_init(&text, 1 << 20);
    if (object)
        json_canonical(object, &text);
    puts(text.data);
    json_decref(object);
    buf_release(&text);
}

static void print_json_board(const struct status_person *p)
{
    print_json_line(json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:s, s:I, s:I, s:I, s:I, s:s, s:b}", "row",
        "board", "round", p->round, "group", p->group, "board", p->participant,
        "session", p->board->session, "files", (json_int_t)p->files, "revision",
        (json_int_t)p->revision, "saved", p->saved, "decisions",
        (json_int_t)p->decisions, "attending", (json_int_t)p->attending, "minutes",
        (json_int_t)p->minutes, "problems", (json_int_t)p->problems, "devices",
        p->devices, "forked", p->forked));
}

static void print_json_person(const struct status_person *p)
{
    print_json_line(json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, "
        "s:I, s:I, s:I, s:I, s:b, s:I, s:I, s:b, s:I, s:I, s:b, s:I, s:I, s:I, s:o, "
        "s:I, s:s, s:b, s:b}",
        "row", "person", "round", p->round, "group", p->group, "participant",
        p->participant, "consent", consent_word(p->consent), "files",
        (json_int_t)p->files, "revision", (json_int_t)p->revision, "assigned",
        (json_int_t)p->assigned, "coded", (json_int_t)p->coded, "nothing",
        (json_int_t)p->nothing, "later", (json_int_t)p->later, "seen",
        (json_int_t)p->seen, "unseen", (json_int_t)p->unseen, "codings",
        (json_int_t)p->codings, "labels", (json_int_t)p->labels, "clusters",
        (json_int_t)p->clusters, "attributes", (json_int_t)p->attributes, "fewer",
        p->fewer, "remarks", (json_int_t)p->remarks, "ratings", (json_int_t)p->ratings,
        "ranked", p->ranked, "answers", (json_int_t)p->answers, "tries",
        (json_int_t)p->tries, "passed", p->passed, "questions",
        (json_int_t)p->questions, "visited", (json_int_t)p->visited, "picked",
        (json_int_t)p->picked, "ineligible",
        p->ineligible ? json_loads(p->ineligible, 0, NULL) : json_array(), "problems",
        (json_int_t)p->problems, "devices", p->devices, "forked", p->forked, "away",
        p->away));
}

static void print_json(const struct status *s)
{
    for (size_t i = 0; i < s->people_count; i++)
        (s->people[i].board ? print_json_board : print_json_person)(&s->people[i]);
    for (size_t i = 0; i < s->quarantined_count; i++) {
        const struct status_file *f = &s->quarantined[i];
        print_json_line(json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "row",
                                  "quarantined", "sha256", f->sha256, "names", f->names,
                                  "reason", f->reason, "explanation", f->explanation,
                                  "participant", f->participant, "round", f->round));
    }
}

static void print_status(struct cli *cli, struct cli_study *open, struct record *record)
{
    struct status s;
    if (status_read(&s, record, &cli->diag) == 0) {
        if (cli->json) {
            print_json(&s);
        } else {
            print_people(&s, &open->study);
            print_quarantine(&s);
        }
    }
    status_release(&s);
}

static int run(struct cli *cli)
{
    return records_use(cli, print_status);
}

const struct verb verb_status = {
    .name = "status",
    .arguments = "",
    .summary = "says who has sent what, what is missing, and what is in quarantine",
    .text =
        "Lists every participant and board of every round: what came back, how far "
        "they are, what does not fit; then\n"
        "every file in quarantine with its reason and the name under which it came.",
    .examples = "  calma status\n"
                "  calma status --json | jq 'select(.row == \"person\" and .files == "
                "0) | .participant'\n",
    .run = run,
};
