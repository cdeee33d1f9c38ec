// SPDX-License-Identifier: MIT
#include "study/ahead.h"

#include <string.h>

#include "base/json.h"
#include "study/definition.h"

static bool is_coding(const struct step *step)
{
    return strcmp(step->kind, "code") == 0 || strcmp(step->kind, "cluster") == 0;
}

// Segment 1: everybody alone names the attributes that matter most to them.
static bool is_naming(const struct step *step)
{
    return strcmp(step->kind, "rank") == 0 && json_flag(step->options, "define");
}

// The first such step behind step number `s` of round number `r`; NULL when there is none.
static const struct step *find_after(const struct study *study, size_t r, size_t s,
                                     bool (*is)(const struct step *))
{
    for (size_t i = r; i < study->round_count; i++)
        for (size_t k = i == r ? s + 1 : 0; k < study->rounds[i].step_count; k++)
            if (is(&study->rounds[i].steps[k]))
                return &study->rounds[i].steps[k];
    return NULL;
}

static bool is_coded_before(const struct study *study, size_t r)
{
    for (size_t i = 0; i < r; i++)
        for (size_t k = 0; k < study->rounds[i].step_count; k++)
            if (strcmp(study->rounds[i].steps[k].kind, "code") == 0)
                return true;
    return false;
}

static void check_step(const struct study *study, size_t r, size_t s, struct diag *d)
{
    const struct step *step = &study->rounds[r].steps[s];
    struct place where = {STUDY_FILE, step->line, ""};
    const struct step *coding = find_after(study, r, s, is_coding),
                      *naming = find_after(study, r, s, is_naming);
    if (coding)
        diag_add(d, where, E_CODING_AHEAD, step->id, coding->id, coding->line);
    if (naming)
        diag_add(d, where, W_NAMING_AHEAD, step->id, naming->id, naming->line);
    if (!is_coded_before(study, r))
        diag_add(d, where, W_NOTHING_SHOWN, step->id);
}

void ahead_check(const struct study *study, struct diag *d)
{
    for (size_t r = 0; r < study->round_count; r++)
        for (size_t s = 0; s < study->rounds[r].step_count; s++)
            if (study->rounds[r].steps[s].definition->reveals)
                check_step(study, r, s, d);
}
