// SPDX-License-Identifier: MIT
#include "record/queue.h"

#include "record/returned.h"

#define KEPT_BYTES ((size_t)1 << 20) // of memory, for the next file at the same place

static void read_arrival(struct queue *q, struct arrival *a)
{
    if (a->state == ARRIVAL_NEW)
        reading_make(&a->reading, q->study, &a->bytes, a->name.data);
}

static void *run_reader(void *context)
{
    struct queue *q = context;
    pthread_mutex_lock(&q->lock);
    for (;;) {
        while (q->read == q->put && !q->ending)
            pthread_cond_wait(&q->changed, &q->lock);
        if (q->ending)
            break;
        struct arrival *next = &q->arrivals[q->read % QUEUE_SIZE];
        pthread_mutex_unlock(&q->lock);
        read_arrival(q, next);
        pthread_mutex_lock(&q->lock);
        q->read++;
        pthread_cond_signal(&q->changed);
    }
    pthread_mutex_unlock(&q->lock);
    return NULL;
}

void queue_init(struct queue *q, const struct study *study)
{
    *q = (struct queue){.study = study};
    for (int i = 0; i < QUEUE_SIZE; i++) {
        struct arrival *a = &q->arrivals[i];
        buf_init(&a->name, 10000);
        buf_init(&a->bytes, RETURN_MAX);
        diag_init(&a->before);
        reading_init(&a->reading);
    }
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->changed, NULL);
    q->running = pthread_create(&q->reader, NULL, run_reader, q) == 0;
}

void queue_release(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->ending = true;
    pthread_cond_signal(&q->changed);
    pthread_mutex_unlock(&q->lock);
    if (q->running)
        pthread_join(q->reader, NULL);
    pthread_mutex_destroy(&q->lock);
    pthread_cond_destroy(&q->changed);
    for (int i = 0; i < QUEUE_SIZE; i++) {
        struct arrival *a = &q->arrivals[i];
        buf_release(&a->name);
        buf_release(&a->bytes);
        diag_release(&a->before);
        reading_release(&a->reading);
    }
}

struct arrival *queue_room(struct queue *q)
{
    struct arrival *a = &q->arrivals[q->put % QUEUE_SIZE];
    if (q->put - q->taken == QUEUE_SIZE || q->bytes >= QUEUE_BYTES)
        return NULL;
    buf_clear(&a->name);
    buf_clear(&a->bytes);
    return a;
}

void queue_put(struct queue *q)
{
    q->bytes += q->arrivals[q->put % QUEUE_SIZE].bytes.len;
    pthread_mutex_lock(&q->lock);
    q->put++;
    pthread_cond_signal(&q->changed);
    pthread_mutex_unlock(&q->lock);
}

// Without another thread the file is read here and now.
struct arrival *queue_first(struct queue *q)
{
    struct arrival *first = &q->arrivals[q->taken % QUEUE_SIZE];
    if (q->taken == q->put)
        return NULL;
    pthread_mutex_lock(&q->lock);
    if (!q->running && q->read == q->taken) {
        read_arrival(q, first);
        q->read++;
    }
    while (q->read == q->taken)
        pthread_cond_wait(&q->changed, &q->lock);
    pthread_mutex_unlock(&q->lock);
    return first;
}

void queue_drop(struct queue *q)
{
    struct arrival *a = &q->arrivals[q->taken++ % QUEUE_SIZE];
    q->bytes -= a->bytes.len;
    if (a->bytes.cap > KEPT_BYTES) {
        buf_release(&a->bytes);
        response_release(&a->reading.response);
    }
}
