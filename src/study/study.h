// SPDX-License-Identifier: MIT
// A checked study: study.lua, its texts, rosters and transcripts, as read once. Nothing changes it afterwards.
#ifndef CALMA_STUDY_STUDY_H
#define CALMA_STUDY_STUDY_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "study/pay.h"
#include "study/stepkind.h"

struct model;
struct prompt_file;

struct text_file {
    char *file; // relative to the study's folder
    char *data; // valid UTF-8
    size_t len;
    char sha256[65];
};

// A film that lies beside packets. Nothing needs it: its storyboard, a text, is in the packet.
struct video {
    char *file;       // relative to the study's folder
    const char *name; // its last part, under which it lies beside packets
    unsigned long long size; // bytes
    bool is_there;
};

struct transcript {
    char *id;
    char *title, *topic, *language, *model, *owner; // "" where not given; owner: a participant's id
    char *system;                                   // the system prompt, or "unknown"
    const char *follows; // the id of the one that it goes on from, or ""
    int follows_turn;    // behind which turn of that one, from 1; 0: its last
    bool share;                                     // others may be given it to code
    char *file;
    int line;
    bool practice;    // to learn with: no part of what the study is about
    json_t *document; // the whole line, with `messages`
    const json_t *run; // of an answer that `calma run` brought: where it comes from; NULL: any other one
};

struct participant {
    char *id;
    char *name, *language, *role; // "" where not given
    char check[2];
    char *file; // where it is defined
    int line;
};

struct transcript_list {
    struct transcript **items; // the study owns what they point to
    size_t count;
};

struct group {
    char *id, *title;
    int line;
    struct participant *participants;
    size_t participant_count;
    struct transcript_list baseline, own, bank; // the baseline begins with what all groups have in common
    json_t *roles; // list of the roles that it is to have
    bool asks;     // `own` has asked(): what its participants ask is put to the models
};

struct step {
    char *id;    // unique in its round; the kind unless study.lua says otherwise
    char *kind;
    char *title; // "" for the words of the interface
    int line;
    json_t *options; // as lua/steps/<kind>.lua asks for
    const struct step_kind *definition;
};

// The facilitator's packet for a group, or for a session of its own within a group.
struct board {
    struct participant self; // nobody: "board-<group>" or "board-<group>-<session>", with its check character
    const struct group *group;
    char *session;                     // "" for the group's
    const struct participant **people; // of the session; NULL: everybody in the group
    size_t people_count;
};

struct round {
    char *id, *title;
    int line;
    struct step *steps;
    size_t step_count;
    struct board *boards; // none where the round has no steps of the facilitator's
    size_t board_count;
};

// Whoever gets a packet: a person, or a board.
struct recipient {
    const struct group *group;
    const struct participant *participant; // of a board: its `self`
    const struct board *board;             // NULL: a person
};

struct study {
    char *folder;
    char *id, *title, *language, *community, *use_case, *ethics, *contact;
    const char *terms, *risks, *changes; // texts, "" when not given
    const char *direction; // "ltr" or "rtl"
    struct pay pay;        // for an hour of work in packets
    long long seed;        // of everything that is drawn by lot
    char sha256[65];       // of the definition, its texts and its transcripts
    const struct text_file *context; // NULL when not given
    struct text_file **texts;
    size_t text_count;
    struct video **videos; // every one that a step names, once
    size_t video_count;
    struct transcript **transcripts; // every one, once, in the order of study.lua
    size_t transcript_count;
    struct group *groups;
    size_t group_count;
    struct round *rounds;
    size_t round_count;
    struct model *models;
    size_t model_count;
    struct model *embedder; // that gives texts their vectors (`embeddings`); NULL: none
    struct prompt_file **prompt_files; // in the order of study.lua
    size_t prompt_file_count;
    struct transcript_list answers; // what calma run brought, sorted by run.asked
    json_t *report;     // options of the report: an object, perhaps empty
    json_t *definition; // what study.lua returned, without places
    struct step_kinds *kinds;
};

// Reads and checks the study in `folder`, and goes on after errors, so that `d` holds all of them. Answers 0 when the
// study can be used, -1 when `d` has an error; either way study_clear() is due.
int study_load(struct study *study, const char *folder, struct diag *d);
void study_clear(struct study *study);

const struct group *study_group(const struct study *study, const char *id);
const struct round *study_round(const struct study *study, const char *id);
const struct step *round_step(const struct round *round, const char *id);
// Finds a participant by id over all groups; `*group` receives theirs (may be NULL).
const struct participant *study_participant(const struct study *study, const char *id,
                                            const struct group **group);
// The packets of a round, by number from 0: people, where it has steps for them, then boards.
size_t round_packet_count(const struct study *study, const struct round *round);
struct recipient round_packet(const struct study *study, const struct round *round, size_t n);
// Finds who has an id: a person, or else a board of any round. False when there is none.
bool study_recipient(const struct study *study, const char *id, struct recipient *found);
// Whether the round has a packet for them, and `*found` (may be NULL) is that one.
bool round_recipient(const struct round *round, const struct recipient *who, struct recipient *found);
// Whether a round has steps of the facilitator's, or of participants.
bool round_has(const struct round *round, bool facilitator);
// How many people discuss at a board, and who the nth is.
size_t board_member_count(const struct board *board);
const struct participant *board_member(const struct board *board, size_t n);

// How many turns a conversation has: its messages other than `system`.
int transcript_turns(const struct transcript *transcript);
const struct transcript *study_transcript(const struct study *study, const char *id);
const struct text_file *study_text(const struct study *study, const char *file);
const struct video *study_video(const struct study *study, const char *file);

#endif
