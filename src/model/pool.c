// SPDX-License-Identifier: MIT
#include "model/pool.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/shuffle.h"
#include "model/retry.h"
#include "model/service.h"

#define TICK_S 0.1 // between two looks at the clock
#define GRACE_S 3  // that is left to what is under way when the user wants to stop
// Tasks that may wait to be tried again before no new ones are taken, beside two for each place.
#define WAITING_LEAST 8
#define FILES_BESIDE 100 // that may be open beside the connections

struct task {
    struct post post;
    struct service *service;
    int attempts;
    double due;
    struct task *next; // among those that wait
};

struct pool {
    const struct chat_options *options;
    const struct pool_user *user;
    const struct curl *curl;
    CURLM *multi;
    struct diag *diag;
    struct transfer *transfers;
    int places; // how many of these
    int *idle;  // the numbers of transfers that have no task
    int idle_count;
    struct services services;
    struct shuffle chance;
    struct task *waiting;
    size_t waiting_count;
    double soonest;  // when the first of these is due
    double looked;   // at the clock
    double deadline; // of what is under way, when the user wants to stop
    bool dry;        // nothing new to ask, until something ends
    bool came;       // since `keep` was called
    bool over;       // something ended it all
    int result;
};

static int under_way(const struct pool *pool)
{
    return pool->places - pool->idle_count;
}

static bool is_done(const struct pool *pool)
{
    return pool->over || (!under_way(pool) && !pool->waiting_count);
}

// ---- tasks

static void task_free(struct task *task)
{
    free(task->post.body);
    free(task);
}

static void drop(struct pool *pool, struct task *task, struct pool_failure failure)
{
    failure.attempts = task->attempts;
    pool->user->failed(pool->user->context, &task->post, &failure);
    pool->dry = false;
    task_free(task);
}

static void stop_all(struct pool *pool, int result)
{
    pool->over = true;
    pool->result = result < 0 ? result : pool->result;
}

// Puts a task aside until it is due, and no sooner than its service may be asked.
static void wait_until(struct pool *pool, struct task *task, double due)
{
    task->due = due > task->service->hold ? due : task->service->hold;
    task->next = pool->waiting;
    pool->waiting = task;
    if (!pool->waiting_count++ || task->due < pool->soonest)
        pool->soonest = task->due;
}

// Takes a task that is due (or of a service that has been given up); NULL when there is none.
static struct task *take_due(struct pool *pool, double now)
{
    struct task *found = NULL, **at = &pool->waiting;
    if (!pool->waiting_count || now < pool->soonest)
        return NULL;
    pool->soonest = now + 1e9;
    while (*at) {
        struct task *task = *at;
        if (!found && (task->due <= now || task->service->given_up)) {
            found = task;
            *at = task->next;
            pool->waiting_count--;
            continue;
        }
        double due = task->service->given_up ? now : task->due;
        pool->soonest = due < pool->soonest ? due : pool->soonest;
        at = &task->next;
    }
    return found;
}

static struct task *take_new(struct pool *pool)
{
    size_t most = (size_t)pool->places * 2 + WAITING_LEAST;
    bool stopping = pool->options->stop && *pool->options->stop;
    struct post post = {0};
    if (pool->dry || stopping || pool->waiting_count > most)
        return NULL;
    pool->dry = !pool->user->next(pool->user->context, &post);
    if (pool->dry)
        return NULL;
    struct task *task = mem_alloc(sizeof *task);
    task->post = post;
    task->service = service_of(&pool->services, post.endpoint, post.name, post.model,
                               post.key, post.key_name, pool->diag);
    return task;
}

// ---- transfers

static void start(struct pool *pool, struct task *task)
{
    struct transfer *t = &pool->transfers[pool->idle[--pool->idle_count]];
    t->task = task;
    task->attempts++;
    transfer_begin(t, task->service, task->post.body, task->post.len);
    pool->curl->multi_add_handle(pool->multi, t->easy);
}

static void fill(struct pool *pool)
{
    double now = clock_seconds();
    while (pool->idle_count && !pool->over) {
        struct task *task = take_due(pool, now);
        task = task ? task : take_new(pool);
        if (!task)
            return;
        if (task->service->given_up)
            drop(pool, task, (struct pool_failure){.given_up = true});
        else if (now < task->service->hold)
            wait_until(pool, task, 0);
        else
            start(pool, task);
    }
}

static void fail(struct pool *pool, struct task *task, const struct trouble *trouble)
{
    struct service *s = task->service;
    bool was_given_up = s->given_up,
         gives_up = trouble_gives_up(trouble->kind, s->answered);
    service_failed(s, trouble, task->attempts, task->post.where, pool->diag);
    if (s->given_up && !was_given_up)
        pool->soonest = 0; // what waits for it has nothing to wait for
    drop(pool, task,
         (struct pool_failure){.status = trouble->status,
                               .given_up = was_given_up || gives_up});
}

// Another attempt, now or later; false when there is to be none.
static bool try_again(struct pool *pool, struct task *task, const struct transfer *t,
                      const struct trouble *trouble)
{
    struct service *s = task->service;
    const char *redirect =
        trouble->kind == TROUBLE_REDIRECT ? transfer_redirect(t) : NULL;
    double now = clock_seconds();
    if (s->given_up || (pool->options->stop && *pool->options->stop))
        return false;
    if (redirect && service_follow(s, redirect)) {
        task->attempts--;
        wait_until(pool, task, now);
        return true;
    }
    if (trouble_gives_up(trouble->kind, s->answered) ||
        task->attempts >= trouble_attempts(trouble->kind, pool->options->attempts))
        return false;
    long wait = retry_wait(task->attempts, trouble->wait_ms, &pool->chance);
    if (wait < 0)
        return false;
    double asked = now + (double)trouble->wait_ms / 1000;
    if (trouble->wait_ms > 0 && asked > s->hold)
        s->hold = asked;
    wait_until(pool, task, now + (double)wait / 1000);
    return true;
}

static void end_well(struct pool *pool, struct task *task, bool answered)
{
    if (answered)
        service_succeeded(task->service);
    pool->came = true;
    pool->dry = false;
    task_free(task);
}

static void finish(struct pool *pool, struct transfer *t, CURLcode code, bool late)
{
    struct task *task = t->task;
    struct trouble trouble = {.wait_ms = -1};
    enum trouble_kind broken = transfer_broken(t, code, late);
    enum pool_came came = pool->user->came(pool->user->context, &task->post, t, broken,
                                           task->attempts, &trouble, pool->diag);
    bool is_trouble = came == POOL_TROUBLE;
    if (is_trouble)
        transfer_explain(t, task->service, late, &trouble);
    bool again = is_trouble && try_again(pool, task, t, &trouble);
    pool->curl->multi_remove_handle(pool->multi, t->easy);
    t->task = NULL;
    pool->idle[pool->idle_count++] = (int)(t - pool->transfers);
    if (came == POOL_END)
        stop_all(pool, -1);
    if (is_trouble && !again)
        fail(pool, task, &trouble);
    if (!is_trouble)
        end_well(pool, task, came == POOL_TAKEN);
}

static void finish_all(struct pool *pool)
{
    int left;
    for (CURLMsg *message;
         !pool->over && (message = pool->curl->multi_info_read(pool->multi, &left));) {
        struct transfer *t = NULL;
        CURLcode code = message->data.result;
        if (message->msg != CURLMSG_DONE)
            continue;
        pool->curl->easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &t);
        finish(pool, t, code, false);
    }
    if (pool->came && pool->user->keep &&
        pool->user->keep(pool->user->context, pool->diag) < 0)
        stop_all(pool, -1);
    pool->came = false;
}

// ---- time

static void end_late(struct pool *pool, double now)
{
    for (int i = 0; i < pool->places && !pool->over; i++)
        if (pool->transfers[i].task && transfer_is_late(&pool->transfers[i], now))
            finish(pool, &pool->transfers[i], CURLE_OK, true);
}

static void drop_waiting(struct pool *pool)
{
    for (struct task *task = pool->waiting, *next; task; task = next) {
        next = task->next;
        drop(pool, task, (struct pool_failure){.stopped = true});
    }
    pool->waiting = NULL;
    pool->waiting_count = 0;
}

static void look_at_stop(struct pool *pool, double now)
{
    int asked = pool->options->stop ? *pool->options->stop : 0;
    if (!asked)
        return;
    drop_waiting(pool);
    if (pool->deadline <= 0)
        pool->deadline = now + GRACE_S;
    if (asked > 1 || now > pool->deadline)
        stop_all(pool, 0);
}

static void look_at_clock(struct pool *pool)
{
    double now = clock_seconds();
    if (now - pool->looked < TICK_S)
        return;
    pool->looked = now;
    end_late(pool, now);
    look_at_stop(pool, now);
    if (pool->user->tick)
        pool->user->tick(pool->user->context,
                         (size_t)under_way(pool) + pool->waiting_count,
                         pool->waiting_count);
}

static int patience(const struct pool *pool)
{
    double now = clock_seconds(), until = pool->looked + TICK_S;
    if (pool->waiting_count && pool->idle_count && pool->soonest < until)
        until = pool->soonest;
    return until > now ? (int)((until - now) * 1000) + 1 : 0;
}

// ---- all of it

static void turn(struct pool *pool)
{
    int running;
    CURLMcode code = pool->curl->multi_perform(pool->multi, &running);
    finish_all(pool);
    look_at_clock(pool);
    fill(pool);
    if (code == CURLM_OK && !is_done(pool))
        code = pool->curl->multi_poll(pool->multi, NULL, 0, patience(pool), NULL);
    if (code != CURLM_OK) {
        diag_add(pool->diag, NOWHERE, E_CURL_FAILED, pool->curl->multi_strerror(code));
        stop_all(pool, -1);
    }
}

static void drop_under_way(struct pool *pool)
{
    for (int i = 0; i < pool->places; i++) {
        struct transfer *t = &pool->transfers[i];
        if (!t->task)
            continue;
        pool->curl->multi_remove_handle(pool->multi, t->easy);
        drop(pool, t->task, (struct pool_failure){.stopped = true});
        t->task = NULL;
    }
}

// How many connections there can be. Each is an open file, of which a program has 1,024 unless it asks for more.
static int count_places(int wanted)
{
    struct rlimit files;
    rlim_t need = (rlim_t)wanted + FILES_BESIDE;
    if (getrlimit(RLIMIT_NOFILE, &files) < 0 || files.rlim_cur >= need)
        return wanted;
    files.rlim_cur = need < files.rlim_max ? need : files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    return files.rlim_cur > FILES_BESIDE ? (int)(files.rlim_cur - FILES_BESIDE) : 1;
}

static int set_up(struct pool *pool)
{
    int count = pool->places = count_places(pool->options->connections);
    pool->multi = pool->curl->multi_init();
    pool->transfers = mem_alloc((size_t)count * sizeof *pool->transfers);
    pool->idle = mem_alloc((size_t)count * sizeof *pool->idle);
    bool fine = pool->multi != NULL;
    for (int i = count - 1; i >= 0; i--) {
        fine =
            transfer_init(&pool->transfers[i], pool->curl, pool->options) == 0 && fine;
        pool->idle[pool->idle_count++] = i;
    }
    if (!fine)
        return diag_add(pool->diag, NOWHERE, E_CURL_FAILED, "it gives no handle");
    pool->curl->multi_setopt(pool->multi, CURLMOPT_MAXCONNECTS, (long)count);
    return 0;
}

static void clean_up(struct pool *pool)
{
    for (int i = 0; i < pool->places; i++)
        transfer_release(&pool->transfers[i]);
    if (pool->multi)
        pool->curl->multi_cleanup(pool->multi);
    services_release(&pool->services);
    free(pool->transfers);
    free(pool->idle);
}

int pool_run(const struct chat_options *options, const struct pool_user *user,
             struct diag *d)
{
    struct pool pool = {
        .options = options, .user = user, .diag = d, .curl = curl_load(d)};
    if (!pool.curl)
        return -1;
    pool.services =
        (struct services){.curl = pool.curl, .plain_http = options->plain_http};
    pool.chance = (struct shuffle){options->seed};
    if (set_up(&pool) < 0) {
        clean_up(&pool);
        return -1;
    }
    for (fill(&pool); !is_done(&pool);)
        turn(&pool);
    drop_under_way(&pool);
    drop_waiting(&pool);
    clean_up(&pool);
    return pool.result;
}
