// SPDX-License-Identifier: MIT
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "study/models.h"
#include "study/prompts.h"
#include "study/transcripts.h"

static void text_free(struct text_file *text)
{
    if (!text)
        return;
    free(text->file);
    free(text->data);
    free(text);
}

static void participant_release(struct participant *p)
{
    free(p->id);
    free(p->name);
    free(p->language);
    free(p->role);
    free(p->file);
}

static void group_release(struct group *group)
{
    for (size_t i = 0; i < group->participant_count; i++)
        participant_release(&group->participants[i]);
    free(group->participants);
    json_decref(group->roles);
    free(group->baseline.items);
    free(group->own.items);
    free(group->bank.items);
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
    for (size_t i = 0; i < round->board_count; i++) {
        participant_release(&round->boards[i].self);
        free(round->boards[i].session);
        free(round->boards[i].people);
    }
    free(round->boards);
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
    for (size_t i = 0; i < study->video_count; i++) {
        free(study->videos[i]->file);
        free(study->videos[i]);
    }
    for (size_t i = 0; i < study->transcript_count; i++)
        transcript_free(study->transcripts[i]);
    for (size_t i = 0; i < study->prompt_file_count; i++) {
        prompts_release(study->prompt_files[i]);
        free(study->prompt_files[i]);
    }
    models_release(study);
    free(study->prompt_files);
    free(study->answers.items);
    free(study->groups);
    free(study->rounds);
    free(study->texts);
    free(study->videos);
    free(study->transcripts);
    free(study->folder);
    free(study->id);
    free(study->title);
    free(study->language);
    free(study->community);
    free(study->use_case);
    free(study->ethics);
    free(study->contact);
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

bool round_has(const struct round *round, bool facilitator)
{
    for (size_t i = 0; i < round->step_count; i++)
        if (round->steps[i].definition->facilitator == facilitator)
            return true;
    return false;
}

size_t round_packet_count(const struct study *study, const struct round *round)
{
    size_t count = round->board_count;
    for (size_t g = 0; g < study->group_count && round_has(round, false); g++)
        count += study->groups[g].participant_count;
    return count;
}

static struct recipient board_recipient(const struct board *board)
{
    return (struct recipient){board->group, &board->self, board};
}

struct recipient round_packet(const struct study *study, const struct round *round,
                              size_t n)
{
    for (size_t g = 0; g < study->group_count && round_has(round, false); g++) {
        const struct group *group = &study->groups[g];
        if (n < group->participant_count)
            return (struct recipient){group, &group->participants[n], NULL};
        n -= group->participant_count;
    }
    return board_recipient(&round->boards[n]);
}

static const struct board *find_board(const struct round *round, const char *id)
{
    for (size_t i = 0; i < round->board_count; i++)
        if (strcmp(round->boards[i].self.id, id) == 0)
            return &round->boards[i];
    return NULL;
}

bool study_recipient(const struct study *study, const char *id, struct recipient *found)
{
    *found = (struct recipient){0};
    found->participant = study_participant(study, id, &found->group);
    for (size_t r = 0; r < study->round_count && !found->participant; r++) {
        const struct board *board = find_board(&study->rounds[r], id);
        if (board)
            *found = board_recipient(board);
    }
    return found->participant != NULL;
}

bool round_recipient(const struct round *round, const struct recipient *who,
                     struct recipient *found)
{
    const struct board *board =
        who->board ? find_board(round, who->participant->id) : NULL;
    if (found)
        *found = board ? board_recipient(board) : *who;
    return who->board ? board != NULL : round_has(round, false);
}

size_t board_member_count(const struct board *board)
{
    return board->people ? board->people_count : board->group->participant_count;
}

const struct participant *board_member(const struct board *board, size_t n)
{
    return board->people ? board->people[n] : &board->group->participants[n];
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

const struct video *study_video(const struct study *study, const char *file)
{
    for (size_t i = 0; i < study->video_count; i++)
        if (strcmp(study->videos[i]->file, file) == 0)
            return study->videos[i];
    return NULL;
}
