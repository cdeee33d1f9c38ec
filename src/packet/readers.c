// SPDX-License-Identifier: MIT
#include "packet/readers.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "packet/assign.h"

// One group in one round.
struct readers {
    const struct plan *plan;
    const struct round *round;
    const struct group *group;
    const char *participant; // NULL: everybody
    size_t *counts,
        *away; // of each transcript of the study: readers, and those of them who declined
    const struct packet_source *source; // NULL: nothing is known of who declined
    struct diag *diag;
};

static bool codes(const struct step *step)
{
    return step_kind_item(step->definition, "coding") &&
           !step->definition->facilitator && strcmp(step->kind, "practice") != 0;
}

static bool round_codes(const struct round *round)
{
    for (size_t i = 0; i < round->step_count; i++)
        if (codes(&round->steps[i]))
            return true;
    return false;
}

static size_t number_of(const struct study *study, const struct transcript *t)
{
    size_t n = 0;
    while (n < study->transcript_count && study->transcripts[n] != t)
        n++;
    return n;
}

// What the packet's steps ask to be coded, each once.
static void mark_coded(const struct assignment *a, bool *coded)
{
    for (size_t s = 0; s < json_array_size(a->steps); s++) {
        const json_t *step = json_array_get(a->steps, s);
        if (!codes(round_step(a->round, json_text(step, "id"))))
            continue;
        const json_t *list =
            json_object_get(json_object_get(step, "data"), "conversations");
        for (size_t i = 0; i < json_array_size(list); i++) {
            size_t n = (size_t)json_integer_value(json_array_get(list, i));
            if (n < a->conversation_count)
                coded[n] = true;
        }
    }
}

static json_t *list_coded(const struct readers *r, const struct assignment *a,
                          bool away)
{
    json_t *list = json_array();
    bool *coded = mem_alloc(a->conversation_count + 1);
    mark_coded(a, coded);
    for (size_t i = 0; i < a->conversation_count; i++) {
        const struct assigned_conversation *one = &a->conversations[i];
        if (!coded[i])
            continue;
        size_t n = number_of(a->study, one->transcript);
        r->counts[n]++;
        r->away[n] += away;
        json_array_append_new(list, json_pack("{s:s, s:s}", "id", one->transcript->id,
                                              "source", one->owner));
    }
    free(coded);
    return list;
}

static int add_person(const struct readers *r, const struct participant *person,
                      json_t *people)
{
    struct assignment a;
    struct recipient to = {r->group, person, NULL};
    int result = assignment_make(&a, r->plan, to, r->round, NULL, r->diag);
    bool away = r->source && r->source->is_away(r->source->context, person->id,
                                                r->round->id, r->diag);
    json_t *coded = result == 0 ? list_coded(r, &a, away) : NULL;
    if (coded && (!r->participant || strcmp(person->id, r->participant) == 0))
        json_array_append_new(people, json_pack("{s:s, s:O, s:o*}", "participant",
                                                person->id, "conversations", coded,
                                                "away", away ? json_true() : NULL));
    json_decref(coded);
    assignment_release(&a);
    return result;
}

static void add_conversations(const struct readers *r, json_t *list,
                              const struct transcript_list *from, const char *source)
{
    const struct study *study = r->plan->study;
    for (size_t i = 0; i < from->count; i++) {
        const struct transcript *t = from->items[i];
        bool own = strcmp(source, "own") == 0;
        size_t n = number_of(study, t);
        json_array_append_new(
            list,
            json_pack("{s:s, s:s, s:s, s:b, s:I, s:o*}", "id", t->id, "source", source,
                      "owner", own ? t->owner : "", "share", own && t->share, "readers",
                      (json_int_t)r->counts[n], "away",
                      r->away[n] ? json_integer((json_int_t)r->away[n]) : NULL));
    }
}

static json_t *group_list(struct readers *r)
{
    int result = 0;
    json_t *people = json_array(), *conversations = json_array();
    size_t size = (r->plan->study->transcript_count + 1) * sizeof *r->counts;
    r->counts = mem_alloc(size);
    r->away = mem_alloc(size);
    for (size_t i = 0; i < r->group->participant_count && result == 0; i++)
        result = add_person(r, &r->group->participants[i], people);
    add_conversations(r, conversations, &r->group->baseline, "baseline");
    add_conversations(r, conversations, &r->group->own, "own");
    free(r->counts);
    free(r->away);
    if (result == 0)
        return json_pack("{s:s, s:o, s:o}", "group", r->group->id, "people", people,
                         "conversations", conversations);
    json_decref(people);
    json_decref(conversations);
    return NULL;
}

static bool is_asked(const struct group *group, const char *participant)
{
    for (size_t i = 0; participant && i < group->participant_count; i++)
        if (strcmp(group->participants[i].id, participant) == 0)
            return true;
    return !participant;
}

static int add_round(const struct plan *plan, const struct round *round,
                     const char *participant, const struct packet_source *source,
                     json_t *rounds, struct diag *d)
{
    json_t *groups = json_array();
    int result = 0;
    for (size_t g = 0; g < plan->study->group_count && result == 0; g++) {
        struct readers r = {.plan = plan,
                            .round = round,
                            .group = &plan->study->groups[g],
                            .participant = participant,
                            .source = source,
                            .diag = d};
        if (is_asked(r.group, participant))
            result = json_array_append_new(groups, group_list(&r));
    }
    json_array_append_new(
        rounds, json_pack("{s:s, s:o}", "round", round->id, "groups", groups));
    return result;
}

json_t *readers_list(const struct plan *plan, const char *round,
                     const char *participant, const struct packet_source *source,
                     struct diag *d)
{
    const struct study *study = plan->study;
    json_t *rounds = json_array();
    int result = 0;
    for (size_t i = 0; i < study->round_count && result == 0; i++)
        if ((!round || strcmp(study->rounds[i].id, round) == 0) &&
            round_codes(&study->rounds[i]))
            result = add_round(plan, &study->rounds[i], participant, source, rounds, d);
    if (result == 0)
        return json_pack("{s:I, s:o}", "seed", (json_int_t)study->seed, "rounds",
                         rounds);
    json_decref(rounds);
    return NULL;
}
