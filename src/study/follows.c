// SPDX-License-Identifier: MIT
#include "study/follows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct link {
    const struct transcript *transcript;
    const struct link
        *before; // what it follows; NULL: nothing, or nothing that there is
};

static int by_id(const void *a, const void *b)
{
    const struct link *x = a, *y = b;
    return strcmp(x->transcript->id, y->transcript->id);
}

static const struct link *find(const struct link *links, size_t count, const char *id)
{
    // Only the id is compared.
    const struct transcript wanted = {.id = (char *)(size_t)id};
    const struct link key = {.transcript = &wanted};
    return bsearch(&key, links, count, sizeof *links, by_id);
}

static void check_link(struct link *link, const struct link *links, size_t count,
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

// Walks at one step and at two: where there is a circle, they meet on it.
static const struct link *meeting(const struct link *from)
{
    const struct link *slow = from, *fast = from;
    while (fast && fast->before) {
        slow = slow->before;
        fast = fast->before->before;
        if (slow == fast)
            return slow;
    }
    return NULL;
}

// Each circle is told once: at its transcript that comes first by id.
static void check_circle(const struct link *link, struct diag *d)
{
    const struct link *first = meeting(link);
    if (!first)
        return;
    const struct link *least = first;
    for (const struct link *on = first->before; on != first; on = on->before)
        if (strcmp(on->transcript->id, least->transcript->id) < 0)
            least = on;
    const struct transcript *t = link->transcript;
    if (least == link)
        diag_add(d, (struct place){t->file, t->line, ""}, E_FOLLOWS_CIRCLE, t->id);
}

void follows_check(const struct study *study, struct diag *d)
{
    size_t count = study->transcript_count;
    struct link *links = mem_alloc((count + 1) * sizeof *links);
    for (size_t i = 0; i < count; i++)
        links[i] = (struct link){study->transcripts[i], NULL};
    qsort(links, count, sizeof *links, by_id);
    for (size_t i = 0; i < count; i++)
        check_link(&links[i], links, count, d);
    for (size_t i = 0; i < count; i++)
        check_circle(&links[i], d);
    free(links);
}
