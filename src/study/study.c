// SPDX-License-Identifier: MIT
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "study/transcripts.h"

static void text_free(struct text_file *text)
{
    if (!text)
        return;
    free(text->file);
    free(text->data);
    free(text);
}

static void group_release(struct group *group)
{
    for (size_t i = 0; i < group->participant_count; i++) {
        struct participant *p = &group->participants[i];
        free(p->id);
        free(p->name);
        free(p->language);
        free(p->role);
        free(p->file);
    }
    free(group->participants);
    free(group->baseline.items);
    free(group->own.items);
    free(group->id);
    free(group->title);
}

static void round_release(struct round *round)
{
    for (size_t i = 0; i < round->step_count; i++) {
        free(round->steps[i].id);
        free(round->steps[i].kind);
        free(round->steps[i].title);
        json_decref(round->steps[i].options);
    }
    free(round->steps);
    free(round->id);
    free(round->title);
}

void study_clear(struct study *study)
{
    for (size_t i = 0; i < study->group_count; i++)
        group_release(&study->groups[i]);
    for (size_t i = 0; i < study->round_count; i++)
        round_release(&study->rounds[i]);
    for (size_t i = 0; i < study->text_count; i++)
        text_free(study->texts[i]);
    for (size_t i = 0; i < study->transcript_count; i++)
        transcript_free(study->transcripts[i]);
    free(study->groups);
    free(study->rounds);
    free(study->texts);
    free(study->transcripts);
    free(study->folder);
    free(study->id);
    free(study->title);
    free(study->language);
    free(study->community);
    free(study->use_case);
    free(study->ethics);
    json_decref(study->report);
    json_decref(study->definition);
    if (study->kinds)
        step_kinds_clear(study->kinds);
    free(study->kinds);
    *study = (struct study){0};
}

const struct group *study_group(const struct study *study, const char *id)
{
    for (size_t i = 0; i < study->group_count; i++)
        if (strcmp(study->groups[i].id, id) == 0)
            return &study->groups[i];
    return NULL;
}

const struct round *study_round(const struct study *study, const char *id)
{
    for (size_t i = 0; i < study->round_count; i++)
        if (strcmp(study->rounds[i].id, id) == 0)
            return &study->rounds[i];
    return NULL;
}

const struct step *round_step(const struct round *round, const char *id)
{
    for (size_t i = 0; i < round->step_count; i++)
        if (strcmp(round->steps[i].id, id) == 0)
            return &round->steps[i];
    return NULL;
}

const struct participant *study_participant(const struct study *study, const char *id,
                                            const struct group **group)
{
    for (size_t g = 0; g < study->group_count; g++)
        for (size_t i = 0; i < study->groups[g].participant_count; i++)
            if (strcmp(study->groups[g].participants[i].id, id) == 0) {
                if (group)
                    *group = &study->groups[g];
                return &study->groups[g].participants[i];
            }
    return NULL;
}

const struct transcript *study_transcript(const struct study *study, const char *id)
{
    for (size_t i = 0; i < study->transcript_count; i++)
        if (strcmp(study->transcripts[i]->id, id) == 0)
            return study->transcripts[i];
    return NULL;
}

const struct text_file *study_text(const struct study *study, const char *file)
{
    for (size_t i = 0; i < study->text_count; i++)
        if (strcmp(study->texts[i]->file, file) == 0)
            return study->texts[i];
    return NULL;
}
