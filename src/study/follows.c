// SPDX-License-Identifier: MIT
#include "study/follows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct link {
    const struct transcript *transcript;
    struct link *before; // what it follows; NULL: nothing, or nothing that there is
    size_t walk;         // the first walk that came by; 0: none yet
};

static int by_id(const void *a, const void *b)
{
    const struct link *x = a, *y = b;
    return strcmp(x->transcript->id, y->transcript->id);
}

static struct link *find(struct link *links, size_t count, const char *id)
{
    // Only the id is compared.
    const struct transcript wanted = {.id = (char *)(size_t)id};
    const struct link key = {.transcript = &wanted};
    return bsearch(&key, links, count, sizeof *links, by_id);
}

static void check_link(struct link *link, struct link *links, size_t count,
                       struct diag *d)
{
    const struct transcript *t = link->transcript;
    struct place where = {t->file, t->line, ""};
    if (!*t->follows)
        return;
    link->before = find(links, count, t->follows);
    if (!link->before)
        diag_add(d, where, E_FOLLOWS, t->id, t->follows);
    else if (t->follows_turn > transcript_turns(link->before->transcript))
        diag_add(d, where, E_FOLLOWS_TURN, t->id, t->follows_turn, t->follows,
                 transcript_turns(link->before->transcript));
}

// Each circle is told once: at its transcript that comes first by id.
static void tell_circle(const struct link *on, struct diag *d)
{
    const struct link *least = on;
    for (const struct link *at = on->before; at != on; at = at->before)
        if (strcmp(at->transcript->id, least->transcript->id) < 0)
            least = at;
    const struct transcript *t = least->transcript;
    diag_add(d, (struct place){t->file, t->line, ""}, E_FOLLOWS_CIRCLE, t->id);
}

// Walks back to the beginning, or to where a walk has been: chains may be long, and each link is passed once. A walk that
// meets itself is in a circle.
static void check_circle(struct link *link, size_t walk, struct diag *d)
{
    struct link *at = link;
    while (at && !at->walk) {
        at->walk = walk;
        at = at->before;
    }
    if (at && at->walk == walk)
        tell_circle(at, d);
}

void follows_check(const struct study *study, struct diag *d)
{
    size_t count = study->transcript_count;
    struct link *links = mem_alloc((count + 1) * sizeof *links);
    for (size_t i = 0; i < count; i++)
        links[i] = (struct link){.transcript = study->transcripts[i]};
    qsort(links, count, sizeof *links, by_id);
    for (size_t i = 0; i < count; i++)
        check_link(&links[i], links, count, d);
    for (size_t i = 0; i < count; i++)
        check_circle(&links[i], i + 1, d);
    free(links);
}

// --- order

struct place_of {
    struct transcript *transcript;
    size_t next,
        beside; // one more than the first that goes on from it, and the next that goes on from the same
    bool behind; // what it goes on from is in the list
};

static int by_transcript_id(const void *a, const void *b)
{
    const struct place_of *const *x = a, *const *y = b;
    return strcmp((*x)->transcript->id, (*y)->transcript->id);
}

// Links each with what it goes on from. Backwards, so that several behind one stand in their order.
static void link_places(struct place_of *places, size_t count)
{
    struct place_of **sorted = mem_grow(NULL, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &places[i];
    qsort(sorted, count, sizeof *sorted, by_transcript_id);
    for (size_t i = count; i-- > 0;) {
        struct transcript wanted = {.id =
                                        (char *)(size_t)places[i].transcript->follows};
        struct place_of key = {.transcript = &wanted}, *at = &key;
        struct place_of **found =
            bsearch(&at, sorted, count, sizeof *sorted, by_transcript_id);
        if (!*wanted.id || !found || *found == &places[i])
            continue;
        places[i].behind = true;
        places[i].beside = (*found)->next;
        (*found)->next = i + 1;
    }
    free(sorted);
}

// Writes the conversation at `first` and all that goes on from it; no calls for each, since chains may be long.
static size_t write_tree(const struct place_of *places, size_t first, size_t *stack,
                         struct transcript **out)
{
    size_t depth = 0, written = 0;
    stack[depth++] = first + 1;
    while (depth) {
        const struct place_of *p = &places[stack[depth - 1] - 1];
        if (p->beside && depth > 1)
            stack[depth - 1] = p->beside;
        else
            depth--;
        out[written++] = p->transcript;
        if (p->next)
            stack[depth++] = p->next;
    }
    return written;
}

void follows_order(struct transcript_list *list)
{
    if (!list->count)
        return;
    struct place_of *places = mem_alloc(list->count * sizeof *places);
    size_t *stack = mem_alloc((list->count + 1) * sizeof *stack), count = 0;
    for (size_t i = 0; i < list->count; i++)
        places[i] = (struct place_of){.transcript = list->items[i]};
    link_places(places, list->count);
    for (size_t i = 0; i < list->count; i++)
        if (!places[i].behind)
            count += write_tree(places, i, stack, list->items + count);
    list->count =
        count; // fewer only where a circle has no beginning, which is an error
    free(places);
    free(stack);
}
