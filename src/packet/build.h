// SPDX-License-Identifier: MIT
// Writing packets: out/packets/<round>/<id>.html for every participant and board, or for those that are asked for; or
// out/enter/<round>/<id>.html, the same packets in which paper is typed in.
#ifndef CALMA_PACKET_BUILD_H
#define CALMA_PACKET_BUILD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "packet/assign.h"
#include "packet/leaf.h"
#include "packet/turn.h"
#include "study/study.h"

struct build_options {
    const char *round;       // NULL: every round
    const char *participant; // or board; NULL: everybody
    const char *version;
    const struct packet_source *source; // NULL: no record at hand
    bool entry;                         // packets to type paper into, and nothing else
    bool paper;                         // also out/paper/<round>/<participant>.pdf, of this size
    enum leaf_size size;
    bool hand;                          // also out/hand/<round> (packet/hand.h)
    // Called after each packet; may be NULL.
    void (*progress)(size_t done, size_t total, void *context);
    void *context;
};

struct build_result {
    size_t packets, boards;    // of participants; of the facilitator
    size_t written, unchanged; // written + unchanged = packets + boards
    unsigned long long bytes;  // of all of them
    size_t papers;             // PDFs
    size_t hands;              // zip files to hand out
    size_t old_hands;          // made before, and not with packets that have changed since
    size_t away;               // not made, since their people declined
    size_t videos;             // films beside packets, and their bytes
    unsigned long long video_bytes;
    size_t large_videos;       // of these, too large for mail: beside the zip files
};

// Makes every packet in memory, so that everything a build would say is said.
int build_check(const struct study *study, const struct turns *turns, const char *version,
                struct diag *d);

// Who is to code what (packet/readers.h), of the rounds and people that `options` name. NULL after an error.
json_t *build_explain(const struct study *study, const struct build_options *options, struct diag *d);

int build_packets(const struct study *study, const struct turns *turns,
                  const struct build_options *options, struct build_result *result, struct diag *d);

#endif
