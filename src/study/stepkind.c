// SPDX-License-Identifier: MIT
#include "study/stepkind.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "script/asset.h"
#include "script/modules.h"
#include "script/value.h"

static struct script *state_for(struct step_kinds *kinds, const char *study_folder,
                                bool own)
{
    struct script **state = own ? &kinds->plugin : &kinds->shipped;
    if (!*state) {
        *state = script_new(own ? SCRIPT_PLUGIN : SCRIPT_SHIPPED, study_folder);
        modules_open(*state);
    }
    return *state;
}

// Field `name` of the table on top of the stack as a shape; NULL after an error.
static struct shape *field_shape(lua_State *L, const char *name, struct place where,
                                 struct diag *d)
{
    const char *why = "it is missing";
    lua_getfield(L, -1, name);
    json_t *spec = lua_istable(L, -1) ? value_to_json(L, -1, &why) : NULL;
    lua_pop(L, 1);
    if (!spec) {
        struct buf text;
        buf_init(&text, 500);
        buf_fmt(&text, "%s: %s", name, why);
        diag_add(d, where, E_STEP_FILE, text.data);
        buf_release(&text);
        return NULL;
    }
    struct shape *shape = shape_from_json(spec, where, d);
    json_decref(spec);
    return shape;
}

static int read_items(struct step_kind *kind, lua_State *L, struct place where,
                      struct diag *d)
{
    int result = 0;
    lua_getfield(L, -1, "returns");
    if (!lua_istable(L, -1)) {
        lua_pop(L, 1);
        return diag_add(d, where, E_STEP_FILE, "it does not say what it returns");
    }
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING) {
            result = diag_add(d, where, E_STEP_FILE, "returns needs names");
            continue;
        }
        const char *name = lua_tostring(L, -1);
        lua_pushvalue(L, -2);
        struct shape *shape = field_shape(L, name, where, d);
        lua_pop(L, 1);
        if (!shape) {
            result = -1;
            continue;
        }
        kind->items = mem_grow(kind->items, kind->item_count + 1, sizeof *kind->items);
        kind->items[kind->item_count++] = (struct item_kind){mem_strdup(name), shape};
    }
    lua_pop(L, 1);
    return result;
}

// Field `name` of the table on top of the stack, kept in the registry; LUA_NOREF when it is no function.
static int function_ref(lua_State *L, const char *name)
{
    lua_getfield(L, -1, name);
    if (lua_isfunction(L, -1))
        return luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pop(L, 1);
    return LUA_NOREF;
}

static int read_who(struct step_kind *kind, lua_State *L, struct place where,
                    struct diag *d)
{
    int result = 0;
    lua_getfield(L, -1, "who");
    const char *who = lua_isnil(L, -1) ? "participant" : lua_tostring(L, -1);
    kind->facilitator = who && strcmp(who, "facilitator") == 0;
    if (!kind->facilitator && (!who || strcmp(who, "participant") != 0))
        result = diag_add(d, where, E_STEP_FILE,
                          "who must be \"facilitator\" or \"participant\"");
    lua_pop(L, 1);
    return result;
}

// Reads the table that a step's file has returned, on top of the stack.
static int read_table(struct step_kind *kind, struct place where, struct diag *d)
{
    lua_State *L = script_state(kind->script);
    if (!lua_istable(L, -1))
        return diag_add(d, where, E_STEP_FILE, "it does not return a table");
    lua_getfield(L, -1, "list");
    kind->list = mem_strdup(lua_isstring(L, -1) ? lua_tostring(L, -1) : "");
    lua_pop(L, 1);
    lua_getfield(L, -1, "reveals");
    kind->reveals = lua_toboolean(L, -1);
    lua_pop(L, 1);
    kind->packet = function_ref(L, "packet");
    kind->check = function_ref(L, "check");
    kind->complete = function_ref(L, "complete");
    if (kind->packet == LUA_NOREF)
        return diag_add(d, where, E_STEP_FILE, "it has no function packet");
    kind->needs = field_shape(L, "needs", where, d);
    int result = read_items(kind, L, where, d);
    if (read_who(kind, L, where, d) < 0)
        result = -1;
    return kind->needs ? result : -1;
}

static int load_kind(struct step_kinds *kinds, const char *study_folder,
                     const char *file, struct diag *d)
{
    bool own;
    struct buf source, path;
    buf_init(&source, 1 << 20);
    buf_init(&path, 500);
    buf_fmt(&path, "lua/steps/%s", file);
    int result = asset_read(study_folder, path.data, &source, &own, d);
    if (result == 0) {
        struct step_kind *kind = &kinds->items[kinds->count++];
        *kind = (struct step_kind){.name = mem_strndup(file, strlen(file) - 4),
                                   .script = state_for(kinds, study_folder, own),
                                   .check = LUA_NOREF,
                                   .complete = LUA_NOREF};
        result = script_run(kind->script, source.data, source.len, path.data, 1, d);
        if (result == 0) {
            result = read_table(kind, (struct place){path.data, 0, ""}, d);
            lua_pop(script_state(kind->script), 1);
        }
    }
    buf_release(&source);
    buf_release(&path);
    return result;
}

static bool is_step_file(const char *name)
{
    size_t len = strlen(name);
    return len > 4 && strcmp(name + len - 4, ".lua") == 0;
}

int step_kinds_load(struct step_kinds *kinds, const char *study_folder, struct diag *d)
{
    size_t count;
    char **files = asset_names(study_folder, "lua/steps", &count);
    int result = 0;
    kinds->items = mem_grow(NULL, count, sizeof *kinds->items);
    for (size_t i = 0; i < count; i++)
        if (is_step_file(files[i]) && load_kind(kinds, study_folder, files[i], d) < 0)
            result = -1;
    names_free(files, count);
    return result;
}

void step_kinds_clear(struct step_kinds *kinds)
{
    for (size_t i = 0; i < kinds->count; i++) {
        struct step_kind *kind = &kinds->items[i];
        for (size_t k = 0; k < kind->item_count; k++) {
            free(kind->items[k].name);
            shape_free(kind->items[k].shape);
        }
        free(kind->items);
        shape_free(kind->needs);
        free(kind->name);
        free(kind->list);
    }
    free(kinds->items);
    script_free(kinds->shipped);
    script_free(kinds->plugin);
    *kinds = (struct step_kinds){0};
}

const struct step_kind *step_kinds_find(const struct step_kinds *kinds,
                                        const char *name)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (strcmp(kinds->items[i].name, name) == 0)
            return &kinds->items[i];
    return NULL;
}

void step_kind_check(const struct step_kind *kind, const json_t *options,
                     struct place where, struct diag *d)
{
    if (kind->check == LUA_NOREF)
        return;
    lua_State *L = script_state(kind->script);
    const char *why = "";
    lua_rawgeti(L, LUA_REGISTRYINDEX, kind->check);
    value_push_json(L, options);
    if (script_call(kind->script, 1, 1, d) < 0)
        return;
    json_t *problems = lua_istable(L, -1) ? value_to_json(L, -1, &why) : NULL;
    lua_pop(L, 1);
    for (size_t i = 0; i < json_array_size(problems); i++) {
        const json_t *problem = json_array_get(problems, i);
        struct buf path;
        bool warning = strcmp(json_text(problem, "grade"), "warning") == 0;
        enum diag_code code = warning ? W_STEP : E_SHAPE;
        buf_init(&path, 10000);
        buf_fmt(&path, "%s%s", where.path ? where.path : "",
                json_text(problem, "path"));
        diag_add(d, (struct place){where.file, where.line, path.data}, code,
                 json_text(problem, "text"));
        buf_release(&path);
    }
    json_decref(problems);
}

json_t *step_kind_complete(const struct step_kind *kind, json_t *options,
                           struct place where, struct diag *d)
{
    if (kind->complete == LUA_NOREF)
        return json_incref(options);
    lua_State *L = script_state(kind->script);
    const char *why = "it is no table";
    lua_rawgeti(L, LUA_REGISTRYINDEX, kind->complete);
    value_push_json(L, options);
    if (script_call(kind->script, 1, 1, d) < 0)
        return NULL;
    json_t *completed = lua_istable(L, -1) ? value_to_json(L, -1, &why) : NULL;
    lua_pop(L, 1);
    if (!completed)
        diag_add(d, where, E_STEP_DATA, kind->name, why);
    return completed;
}

#define MINUTES_MOST 100000

static const struct shape time_fields[] = {
    {.name = "minutes",
     .type = SHAPE_INTEGER,
     .least = -MINUTES_MOST,
     .most = MINUTES_MOST},
    {.name = NULL},
};
static const struct shape time_shape = {.type = SHAPE_OBJECT, .fields = time_fields};
static const struct shape timelog_fields[] = {{.name = "on", .type = SHAPE_BOOL},
                                              {.name = NULL}};
static const struct shape timelog_shape = {.type = SHAPE_OBJECT,
                                           .fields = timelog_fields};

// What every step of a participant may give back.
static const struct shape *common_item(const char *item)
{
    return strcmp(item, "time") == 0      ? &time_shape
           : strcmp(item, "timelog") == 0 ? &timelog_shape
                                          : NULL;
}

const struct shape *step_kind_item(const struct step_kind *kind, const char *item)
{
    for (size_t i = 0; i < kind->item_count; i++)
        if (strcmp(kind->items[i].name, item) == 0)
            return kind->items[i].shape;
    return kind->facilitator ? NULL : common_item(item);
}
