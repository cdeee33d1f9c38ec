// SPDX-License-Identifier: MIT
// Files on their way into the record. Another thread reads those that are new while this one merges those before them;
// they leave in the order in which they came. What is in it at once is bounded, by number and by size.
#ifndef CALMA_RECORD_QUEUE_H
#define CALMA_RECORD_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"
#include "record/response.h"

#define QUEUE_SIZE 8
#define QUEUE_BYTES ((size_t)16 << 20)

enum arrival_state {
    ARRIVAL_NEW,    // to be read by the other thread
    ARRIVAL_KNOWN,  // the record has these bytes
    ARRIVAL_UNREAD, // could not be read, `reason` says why; it has neither bytes nor a sum
};

struct arrival {
    struct buf name, bytes;
    char sha256[HASH_HEX_SIZE];
    enum arrival_state state;
    enum diag_code reason;
    struct diag before;     // what was said since the file before it
    struct reading reading; // of one that is new, once it is taken
};

struct queue {
    const struct study *study;
    struct arrival arrivals[QUEUE_SIZE]; // the nth lies at n % QUEUE_SIZE
    size_t put, read, taken;             // how many were, since the beginning
    size_t bytes;                        // of those put and not yet taken
    pthread_t reader;
    pthread_mutex_t lock; // for put, read and ending
    pthread_cond_t changed;
    bool running, ending;
};

void queue_init(struct queue *q, const struct study *study);
void queue_release(struct queue *q); // whatever is still in it ends too

// An empty place to be filled and handed over with queue_put, or NULL while there is no room.
struct arrival *queue_room(struct queue *q);
void queue_put(struct queue *q);

// The file that came first, when it has been read, or NULL when there is none. It stays until queue_drop.
struct arrival *queue_first(struct queue *q);
void queue_drop(struct queue *q);

#endif
