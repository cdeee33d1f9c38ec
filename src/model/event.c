// SPDX-License-Identifier: MIT
#include "model/event.h"

#include <string.h>

void events_init(struct events *e, size_t max, event_take *take, void *context)
{
    *e = (struct events){.take = take, .context = context};
    buf_init(&e->line, max);
    buf_init(&e->data, max);
}

void events_release(struct events *e)
{
    buf_release(&e->line);
    buf_release(&e->data);
}

static int dispatch(struct events *e)
{
    bool wanted = !e->some || e->take(e->context, e->kind, e->data.data, e->data.len);
    buf_clear(&e->data);
    e->some = false;
    e->kind = EVENT_DATA;
    return wanted ? 0 : -1;
}

static void add_data(struct events *e, const char *value, const char *end)
{
    if (e->some)
        buf_char(&e->data, '\n');
    buf_add(&e->data, value, (size_t)(end - value));
    e->some = true;
}

// "name: value", "name:value", "name", or ": a comment".
static int end_line(struct events *e)
{
    const char *line = e->line.data, *end = line + e->line.len;
    if (line == end)
        return dispatch(e);
    size_t name = strcspn(line, ":");
    const char *value = line + name < end ? line + name + 1 : end;
    value += value < end && *value == ' ';
    bool is_error = name == 5 && memcmp(line, "error", 5) == 0;
    if (is_error || (name == 4 && memcmp(line, "data", 4) == 0))
        add_data(e, value, end);
    if (is_error ||
        (name == 5 && memcmp(line, "event", 5) == 0 && strcmp(value, "error") == 0))
        e->kind = EVENT_ERROR;
    buf_clear(&e->line);
    return e->data.full ? -1 : 0;
}

static const char *skip_mark(struct events *e, const char *at, const char *end)
{
    static const char mark[] = "\xEF\xBB\xBF";
    while (!e->begun && at < end && e->line.len < 3 && *at == mark[e->line.len])
        buf_char(&e->line, *at++);
    if (!e->begun && e->line.len == 3) {
        buf_clear(&e->line);
        e->begun = true;
    }
    e->begun = e->begun || at < end;
    return at;
}

int events_feed(struct events *e, const char *bytes, size_t len)
{
    const char *end = bytes + len, *at = skip_mark(e, bytes, end);
    while (at < end) {
        if (e->after_cr && *at == '\n')
            at++;
        e->after_cr = false;
        const char *stop = at;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        buf_add(&e->line, at, (size_t)(stop - at));
        if (e->line.full)
            return -1;
        if (stop < end) {
            e->after_cr = *stop == '\r';
            if (end_line(e) < 0)
                return -1;
        }
        at = stop < end ? stop + 1 : end;
    }
    return 0;
}
