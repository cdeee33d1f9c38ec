// SPDX-License-Identifier: MIT
#include "script/host.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "script/asset.h"
#include "script/library.h"

// The hook looks at the clock this often; small enough that a loop is stopped at once, large enough to cost nothing.
#define HOOK_STEPS 1000

struct script {
    lua_State *L;
    enum script_kind kind;
    struct script_limits limits;
    size_t memory;   // in use
    long long steps; // left
    double deadline; // CPU time at which the running call is stopped
    bool out_of_time;
    char *folder;
    struct diag *diag; // of the running call
};

static struct script *script_of(lua_State *L)
{
    return *(struct script **)lua_getextraspace(L);
}

// --- limits

static void *limited_alloc(void *context, void *old, size_t old_size, size_t size)
{
    struct script *s = context;
    size_t before = old ? old_size : 0;
    if (!size) {
        free(old);
        s->memory -= before;
        return NULL;
    }
    // Only a running script is limited: outside of a call nothing could catch the error.
    if (s->diag && size > before && s->memory + (size - before) > s->limits.memory)
        return NULL;
    void *fresh = realloc(old, size);
    if (fresh)
        s->memory += size - before;
    return fresh;
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void limit_hook(lua_State *L, lua_Debug *info)
{
    (void)info;
    script_spend(L, HOOK_STEPS);
}

void script_spend(lua_State *L, long long steps)
{
    struct script *s = script_of(L);
    s->steps = steps < s->steps ? s->steps - steps : -1;
    if (s->steps >= 0 && cpu_seconds() < s->deadline)
        return;
    // From now on every instruction fails, so that no pcall can go on behind it.
    s->out_of_time = true;
    lua_sethook(L, limit_hook, LUA_MASKCOUNT, 1);
    luaL_error(L, "out of time");
}

// --- life

static struct script_limits usual_limits(enum script_kind kind)
{
    const size_t mib = (size_t)1 << 20;
    if (kind == SCRIPT_CLOSED)
        return (struct script_limits){64 * mib, 50LL * 1000 * 1000, 2};
    if (kind == SCRIPT_PLUGIN)
        return (struct script_limits){256 * mib, 5LL * 1000 * 1000 * 1000, 20};
    return (struct script_limits){2048 * mib, 500LL * 1000 * 1000 * 1000, 3600};
}

struct script *script_new_limited(enum script_kind kind, const char *study_folder,
                                  struct script_limits limits)
{
    struct script *s = mem_alloc(sizeof *s);
    s->kind = kind;
    s->limits = limits;
    s->steps = limits.steps;
    s->deadline = cpu_seconds() + limits.seconds;
    s->folder = mem_strdup(study_folder);
    s->L = lua_newstate(limited_alloc, s);
    if (!s->L)
        abort();
    *(struct script **)lua_getextraspace(s->L) = s;
    if (kind == SCRIPT_SHIPPED)
        library_open_shipped(s->L);
    else if (kind == SCRIPT_PLUGIN)
        library_open_plugin(s->L);
    lua_sethook(s->L, limit_hook, LUA_MASKCOUNT, HOOK_STEPS);
    return s;
}

struct script *script_new(enum script_kind kind, const char *study_folder)
{
    return script_new_limited(kind, study_folder, usual_limits(kind));
}

void script_free(struct script *s)
{
    if (!s)
        return;
    lua_sethook(s->L, NULL, 0, 0);
    lua_close(s->L);
    free(s->folder);
    free(s);
}

lua_State *script_state(struct script *s)
{
    return s->L;
}

struct diag *script_diag(lua_State *L)
{
    return script_of(L)->diag;
}

const char *script_folder(lua_State *L)
{
    struct script *s = script_of(L);
    return s->kind == SCRIPT_SHIPPED ? "" : s->folder;
}

// --- errors

// Splits "file:14: text" as Lua writes it; false when the message has no such head.
static bool split_message(const char *message, char **file, int *line,
                          const char **text)
{
    for (const char *colon = strchr(message, ':'); colon;
         colon = strchr(colon + 1, ':')) {
        char *end;
        if (!isdigit((unsigned char)colon[1]))
            continue;
        long n = strtol(colon + 1, &end, 10);
        if (end[0] != ':' || end[1] != ' ')
            continue;
        *file = mem_strndup(message, (size_t)(colon - message));
        *line = (int)n;
        *text = end + 2;
        return true;
    }
    return false;
}

static int message_handler(lua_State *L)
{
    const char *message = lua_tostring(L, 1);
    if (!message)
        message = "an error without words";
    if (script_of(L)->out_of_time) { // say where it was, not what it was called
        struct place where = script_place(L, 1);
        lua_pushfstring(L, "%s:%d: out of time", where.file, where.line);
        return 1;
    }
    lua_pushstring(L, message);
    return 1;
}

static int report(struct script *s, int failure, const char *fallback_file,
                  struct diag *d)
{
    const char *message = lua_tostring(s->L, -1), *text = message ? message : "";
    char *file = NULL;
    int line = 0;
    if (message)
        split_message(message, &file, &line, &text);
    struct place where = {file ? file : fallback_file, line, ""};
    if (failure == LUA_ERRMEM)
        diag_add(d, where, E_SCRIPT_MEMORY, s->limits.memory >> 20);
    else if (s->out_of_time)
        diag_add(d, where, E_SCRIPT_TIME);
    else
        diag_add(d, where, E_SCRIPT, text);
    free(file);
    lua_pop(s->L, 1);
    return -1;
}

struct place script_place(lua_State *L, int level)
{
    lua_Debug info;
    for (; lua_getstack(L, level, &info); level++) {
        lua_getinfo(L, "Sl", &info);
        if (info.currentline > 0)
            return (struct place){info.source[0] == '@' ? info.source + 1 : info.source,
                                  info.currentline, ""};
    }
    return NOWHERE;
}

// --- running

static int guarded_call(struct script *s, int args, int results, const char *file,
                        struct diag *d)
{
    lua_State *L = s->L;
    int handler = lua_gettop(L) - args;
    lua_pushcfunction(L, message_handler);
    lua_insert(L, handler);
    struct diag *before = s->diag;
    s->diag = d;
    s->deadline = cpu_seconds() + s->limits.seconds;
    int failed = lua_pcall(L, args, results, handler);
    s->diag = before;
    lua_remove(L, handler);
    return failed ? report(s, failed, file, d) : 0;
}

int script_call(struct script *s, int args, int results, struct diag *d)
{
    return guarded_call(s, args, results, "", d);
}

int script_run(struct script *s, const char *chunk, size_t len, const char *file,
               int results, struct diag *d)
{
    // "t": text only; a precompiled chunk could do anything to the virtual machine.
    lua_pushfstring(s->L, "@%s", file);
    int failed = luaL_loadbufferx(s->L, chunk, len, lua_tostring(s->L, -1), "t");
    lua_remove(s->L, -2);
    if (failed)
        return report(s, failed, file, d);
    return guarded_call(s, 0, results, file, d);
}

void script_module(struct script *s, const char *name, lua_CFunction open)
{
    luaL_getsubtable(s->L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    lua_pushcfunction(s->L, open);
    lua_setfield(s->L, -2, name);
    lua_pop(s->L, 1);
}

int script_require(struct script *s, const char *name, struct diag *d)
{
    lua_pushcfunction(s->L, library_require);
    lua_pushstring(s->L, name);
    return guarded_call(s, 1, 1, name, d);
}

// --- memory that an error cannot leak

static int buf_collect(lua_State *L)
{
    buf_release(lua_touserdata(L, 1));
    return 0;
}

struct buf *script_buf(lua_State *L, size_t max)
{
    struct buf *b = lua_newuserdatauv(L, sizeof *b, 0);
    buf_init(b, max);
    if (luaL_newmetatable(L, "calma.buf")) {
        lua_pushcfunction(L, buf_collect);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return b;
}
