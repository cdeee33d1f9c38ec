// SPDX-License-Identifier: MIT
#include "packet/plan.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "study/definition.h"

#define NOBODY ((size_t)-1)

// One share while it is being drawn. Loads are numbers of readers.
struct drawing {
    struct plan_share *share;
    size_t people, pool;
    size_t *load;            // of each conversation
    uint64_t *person, *talk; // lots, from the seed and the id
    size_t *via, *from,
        *line; // of a search: by whom and from where a conversation was reached, and those reached
};

// --- lots

static uint64_t lot(long long seed, const char *kind, const char *id)
{
    struct buf text;
    char hex[HASH_HEX_SIZE];
    buf_init(&text, 1000);
    buf_fmt(&text, "calma plan\n%lld\n%s\n%s\n", seed, kind, id);
    hash_hex(text.data, text.len, hex);
    hex[16] = '\0';
    buf_release(&text);
    return strtoull(hex, NULL, 16);
}

// The finisher of splitmix64: every bit of the lots decides about every bit of the draw.
static uint64_t draw(const struct drawing *w, size_t p, size_t c)
{
    uint64_t x = w->person[p] ^ (w->talk[c] * UINT64_C(0x9E3779B97F4A7C15));
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

static bool *given(const struct drawing *w, size_t p, size_t c)
{
    return &w->share->given[p * w->pool + c];
}

// Whether the person could be given it still.
static bool is_open(const struct drawing *w, size_t p, size_t c)
{
    const struct plan_share *share = w->share;
    return !*given(w, p, c) &&
           strcmp(share->pool[c]->owner, share->group->participants[p].id) != 0;
}

// --- one after the other takes what the fewest read so far

static bool is_better(const struct drawing *w, size_t p, size_t c, size_t than)
{
    if (than == NOBODY || w->load[c] != w->load[than])
        return than == NOBODY || w->load[c] < w->load[than];
    return draw(w, p, c) < draw(w, p, than);
}

static void take(struct drawing *w, size_t p)
{
    for (size_t i = 0; i < w->share->k; i++) {
        size_t best = NOBODY;
        for (size_t c = 0; c < w->pool; c++)
            if (is_open(w, p, c) && is_better(w, p, c, best))
                best = c;
        if (best == NOBODY)
            return;
        *given(w, p, best) = true;
        w->load[best]++;
    }
}

// --- evening out: along a path of people who each give one up for another, the first conversation loses a reader and
// the last gains one. Where no path leads to one with two readers fewer, the loads are as equal as they can be.

static void shift(struct drawing *w, size_t last)
{
    size_t c = last;
    w->load[last]++;
    for (; w->via[c] != NOBODY; c = w->from[c]) {
        *given(w, w->via[c], c) = true;
        *given(w, w->via[c], w->from[c]) = false;
    }
    w->load[c]--;
}

static void reach(struct drawing *w, size_t c, size_t *reached)
{
    for (size_t p = 0; p < w->people; p++) {
        if (!*given(w, p, c))
            continue;
        for (size_t next = 0; next < w->pool; next++)
            if (w->from[next] == NOBODY && is_open(w, p, next)) {
                w->from[next] = c;
                w->via[next] = p;
                w->line[(*reached)++] = next;
            }
    }
}

static bool relieve(struct drawing *w, size_t heavy)
{
    size_t reached = 1;
    for (size_t c = 0; c < w->pool; c++)
        w->from[c] = w->via[c] = NOBODY;
    w->line[0] = w->from[heavy] = heavy;
    for (size_t i = 0; i < reached; i++) {
        if (w->load[w->line[i]] + 2 <= w->load[heavy]) {
            shift(w, w->line[i]);
            return true;
        }
        reach(w, w->line[i], &reached);
    }
    return false;
}

static void even_out(struct drawing *w)
{
    for (bool changed = true; changed;) {
        size_t least = NOBODY;
        changed = false;
        for (size_t c = 0; c < w->pool; c++)
            least = w->load[c] < least ? w->load[c] : least;
        for (size_t c = 0; c < w->pool; c++)
            while (w->load[c] >= least + 2 && relieve(w, c))
                changed = true;
    }
}

// --- one share

static bool is_in(const struct transcript_list *list, const struct transcript *t)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == t)
            return true;
    return false;
}

// What everybody reads anyway is no other's.
static void find_pool(struct plan_share *share)
{
    const struct transcript_list *own = &share->group->own;
    share->pool = mem_alloc((own->count + 1) * sizeof *share->pool);
    for (size_t i = 0; i < own->count; i++)
        if (own->items[i]->share && !is_in(&share->group->baseline, own->items[i]))
            share->pool[share->pool_count++] = own->items[i];
}

static void draw_share(struct plan_share *share, long long seed)
{
    struct drawing w = {.share = share,
                        .people = share->group->participant_count,
                        .pool = share->pool_count};
    size_t size = (w.pool + 1) * sizeof *w.load;
    share->given = mem_alloc(w.people * w.pool + 1);
    w.load = mem_alloc(size);
    w.via = mem_alloc(size);
    w.from = mem_alloc(size);
    w.line = mem_alloc(size);
    w.person = mem_alloc((w.people + 1) * sizeof *w.person);
    w.talk = mem_alloc((w.pool + 1) * sizeof *w.talk);
    for (size_t c = 0; c < w.pool; c++)
        w.talk[c] = lot(seed, "conversation", share->pool[c]->id);
    for (size_t p = 0; p < w.people; p++) {
        w.person[p] = lot(seed, "participant", share->group->participants[p].id);
        take(&w, p);
    }
    even_out(&w);
    free(w.load);
    free(w.via);
    free(w.from);
    free(w.line);
    free(w.person);
    free(w.talk);
}

static size_t count_short(const struct plan_share *share)
{
    size_t count = 0;
    for (size_t p = 0; p < share->group->participant_count; p++)
        count += !plan_given(share, &share->group->participants[p], share->k - 1);
    return count;
}

static size_t count_readers(const struct plan_share *share, size_t c)
{
    size_t count = 0;
    for (size_t p = 0; p < share->group->participant_count; p++)
        count += share->given[p * share->pool_count + c];
    return count;
}

static size_t count_owned(const struct plan_share *share, const char *participant)
{
    size_t count = 0;
    for (size_t c = 0; c < share->pool_count; c++)
        count += strcmp(share->pool[c]->owner, participant) == 0;
    return count;
}

// How many readings others(k) can give, nobody reading their own.
static size_t count_readings(const struct plan_share *share, size_t k)
{
    const struct group *group = share->group;
    size_t count = 0;
    for (size_t p = 0; p < group->participant_count; p++) {
        size_t open = share->pool_count - count_owned(share, group->participants[p].id);
        count += k < open ? k : open;
    }
    return count;
}

// The least number that gives each conversation k readers; 0 where there are too few people.
static size_t find_remedy(const struct plan_share *share)
{
    for (size_t k = share->k; k <= share->pool_count; k++)
        if (count_readings(share, k) >= share->k * share->pool_count)
            return k;
    return 0;
}

// Says how many conversations have fewer than k readers beside their owner, and what would give each as many.
static void note_thin(const struct plan_share *share, int line, struct diag *d)
{
    size_t people = share->group->participant_count, k = share->k, thin = 0;
    for (size_t c = 0; c < share->pool_count; c++)
        thin += count_readers(share, c) < k;
    if (!thin)
        return;
    char remedy[80] = "there are too few people";
    size_t enough = find_remedy(share);
    if (enough > k)
        snprintf(remedy, sizeof remedy, "others(%zu) gives each to %zu", enough, k);
    diag_add(d, (struct place){STUDY_FILE, line, ""}, N_OTHERS_THIN, k, thin,
             share->pool_count, share->group->id, k, people, k, remedy);
}

static const struct plan_share *find_share(const struct plan *plan,
                                           const struct group *group, size_t k)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->shares[i].group == group && plan->shares[i].k == k)
            return &plan->shares[i];
    return NULL;
}

static void add_share(struct plan *plan, const struct group *group, size_t k,
                      const struct round *since, int line, struct diag *d)
{
    if (find_share(plan, group, k))
        return;
    plan->shares = mem_grow(plan->shares, plan->count + 1, sizeof *plan->shares);
    struct plan_share *share = &plan->shares[plan->count++];
    *share = (struct plan_share){.group = group, .k = k, .since = since};
    find_pool(share);
    draw_share(share, plan->study->seed);
    size_t fewer = count_short(share);
    if (fewer)
        diag_add(d, (struct place){STUDY_FILE, line, ""}, W_OTHERS_FEW, k, fewer,
                 group->participant_count, group->id, share->pool_count);
    else
        note_thin(share, line, d);
}

// --- the plan of a study

static void add_step(struct plan *plan, const struct round *round,
                     const struct step *step, struct diag *d)
{
    const char *key;
    json_t *list;
    json_object_foreach (step->options, key, list)
        for (size_t i = 0; i < json_array_size(list); i++) {
            const json_t *source = json_array_get(list, i);
            size_t k = (size_t)json_number(source, "count");
            if (!k || strcmp(json_text(source, "source"), "others") != 0)
                continue;
            for (size_t g = 0; g < plan->study->group_count; g++)
                add_share(plan, &plan->study->groups[g], k, round, step->line, d);
        }
}

void plan_make(struct plan *plan, const struct study *study, struct diag *d)
{
    *plan = (struct plan){.study = study};
    for (size_t r = 0; r < study->round_count; r++)
        for (size_t i = 0; i < study->rounds[r].step_count; i++)
            add_step(plan, &study->rounds[r], &study->rounds[r].steps[i], d);
}

void plan_release(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        free(plan->shares[i].pool);
        free(plan->shares[i].given);
    }
    free(plan->shares);
    *plan = (struct plan){0};
}

const struct transcript *plan_given(const struct plan_share *share,
                                    const struct participant *participant, size_t n)
{
    const struct group *group = share->group;
    for (size_t p = 0; p < group->participant_count; p++) {
        if (&group->participants[p] != participant)
            continue;
        const bool *row = share->given + p * share->pool_count;
        for (size_t c = 0; c < share->pool_count; c++)
            if (row[c] && n-- == 0)
                return share->pool[c];
    }
    return NULL;
}
