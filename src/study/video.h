// SPDX-License-Identifier: MIT
// Films that lie beside packets: video { file = "pipeline.webm", title = "...", storyboard = text "pipeline.md" }.
#ifndef CALMA_STUDY_VIDEO_H
#define CALMA_STUDY_VIDEO_H

#include <jansson.h>
#include <stdbool.h>

#include "study/study.h"

// More than this goes on a stick: with a packet and the third that mail adds, mail would refuse it.
#define VIDEO_MAIL_MOST 10000000ULL

// Finds every video that the definition names, wherever it stands. One that is not there is a warning: packets are made
// without it. Names that browsers, sticks or links would stumble over are errors.
void videos_read(struct study *study, const json_t *definition, struct diag *d);

// Whether it is small enough to go by mail.
bool video_is_small(const struct video *video);

#endif
