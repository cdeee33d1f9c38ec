// SPDX-License-Identifier: MIT
// Who gets what: the documents and conversations of one packet for one round, and the data of its steps. A participant's
// packet has the participants' steps, a board the facilitator's.
#ifndef CALMA_PACKET_ASSIGN_H
#define CALMA_PACKET_ASSIGN_H

#include <jansson.h>
#include <stddef.h>

#include "base/diag.h"
#include "packet/picture.h"
#include "packet/plan.h"
#include "study/study.h"

struct assignment;

// Where a later round's packet gets what it carries from the record: plain data that a step's Lua asks for by name.
struct packet_source {
    // New reference, or NULL after an error.
    json_t *(*ask)(void *context, const char *name, const struct assignment *a, struct diag *d);
    // True for somebody who declined in a round before this one.
    bool (*is_away)(void *context, const char *participant, const char *round, struct diag *d);
    void *context;
};

struct assigned_conversation {
    const struct transcript *transcript;
    const char *owner; // "baseline", "own", "others", "bank" or "practice"
};

struct assignment {
    const struct study *study;
    const struct plan *plan;
    const struct group *group;
    const struct participant *participant;
    const struct board *board; // NULL in a participant's packet
    const struct round *round;
    char packet[65]; // the packet's id
    const struct text_file **documents;
    size_t document_count;
    struct assigned_conversation *conversations;
    size_t conversation_count;
    struct picture *pictures;
    size_t picture_count;
    const struct video **videos; // films that are to lie beside it
    size_t video_count;
    json_t *steps; // list of {id, kind, title, data}
    const struct packet_source *source; // while it is being made
};

// `source` is NULL where no record is at hand: steps are then answered nil.
int assignment_make(struct assignment *a, const struct plan *plan, struct recipient to,
                    const struct round *round, const struct packet_source *source, struct diag *d);
void assignment_release(struct assignment *a);

// The packet's id (docs/formats.md, packet@1).
void packet_id(const struct study *study, const char *group, const char *participant, const char *round,
               char hex[65]);

#endif
