// SPDX-License-Identifier: MIT
// Server-sent events (the HTML standard, section 9.2): bytes as they come, split anywhere, to the data of each event.
#ifndef CALMA_MODEL_EVENT_H
#define CALMA_MODEL_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

// What an event is about. Servers tell errors under the field "error" (llama.cpp) or by events of that type.
enum event_kind { EVENT_DATA, EVENT_ERROR };

// Takes the data of one event, lines joined by line feeds; false: no more is wanted.
typedef bool event_take(void *context, enum event_kind kind, const char *data,
                        size_t len);

struct events {
    struct buf line, data;
    enum event_kind kind;
    bool some;     // the event has data so far
    bool after_cr; // a line feed now belongs to the line end before it
    bool begun;    // a byte order mark can no longer come
    event_take *take;
    void *context;
};

// Lines and events may have `max` bytes.
void events_init(struct events *e, size_t max, event_take *take, void *context);
void events_release(struct events *e);

// -1 when an event is longer than the maximum, or `take` wants no more. What comes after the last empty line is no event.
int events_feed(struct events *e, const char *bytes, size_t len);

#endif
