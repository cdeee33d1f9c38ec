// SPDX-License-Identifier: MIT
#include "study/definition.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "script/host.h"
#include "script/value.h"

#define OTHERS_MOST 1000

// --- constructors

// Moves the table at `from` into the new table on top: names stay, values without a name go into "list".
static void copy_fields(lua_State *L, int from)
{
    int to = lua_gettop(L);
    value_push_list(L); // stays a list when it is empty
    int list = lua_gettop(L);
    for (lua_Integer i = 1; lua_rawgeti(L, from, i) != LUA_TNIL; i++)
        lua_rawseti(L, list, i);
    lua_pop(L, 1);
    lua_pushnil(L);
    while (lua_next(L, from)) {
        if (lua_type(L, -2) == LUA_TSTRING) {
            lua_pushvalue(L, -2);
            lua_insert(L, -2);
            lua_rawset(L, to);
        } else {
            lua_pop(L, 1);
        }
    }
    lua_setfield(L, to, "list");
}

static void tag(lua_State *L, const char *kind)
{
    lua_pushstring(L, kind);
    lua_setfield(L, -2, "kind");
    lua_pushinteger(L, script_place(L, 1).line);
    lua_setfield(L, -2, "line");
}

static int wants(lua_State *L, const char *kind, const char *what)
{
    struct place where = script_place(L, 1);
    diag_add(script_diag(L), where, E_CONSTRUCTOR, kind, what);
    lua_newtable(L); // go on, so that the rest of the study is checked too
    tag(L, kind);
    return 1;
}

// study { ... }, group { ... }, participant { ... }, video { ... }, a step's { ... }
static int construct_table(lua_State *L)
{
    const char *kind = lua_tostring(L, lua_upvalueindex(1));
    if (!lua_istable(L, 1))
        return wants(L, kind, "a table: { ... }");
    lua_settop(L, 1);
    lua_newtable(L);
    copy_fields(L, 1);
    tag(L, kind);
    return 1;
}

// text "file", roster "file", transcripts "file", worked "file", prompts "file"
static int construct_file(lua_State *L)
{
    const char *kind = lua_tostring(L, lua_upvalueindex(1));
    if (lua_type(L, 1) != LUA_TSTRING)
        return wants(L, kind, "the name of a file, in quotation marks");
    lua_newtable(L);
    lua_pushvalue(L, 1);
    lua_setfield(L, -2, "file");
    tag(L, kind);
    return 1;
}

// others(k)
static int construct_others(lua_State *L)
{
    int whole;
    lua_Integer count = lua_tointegerx(L, 1, &whole);
    if (!whole || lua_type(L, 1) != LUA_TNUMBER || count < 1 || count > OTHERS_MOST)
        return wants(L, "others", "a whole number from 1 to 1000: others(2)");
    lua_newtable(L);
    lua_pushstring(L, "others");
    lua_setfield(L, -2, "source");
    lua_pushinteger(L, count);
    lua_setfield(L, -2, "count");
    tag(L, "source");
    return 1;
}

// baseline(), own(), bank()
static int construct_source(lua_State *L)
{
    lua_newtable(L);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_setfield(L, -2, "source");
    tag(L, "source");
    return 1;
}

// asked(): what comes of the questions of a group's participants
static int construct_asked(lua_State *L)
{
    lua_newtable(L);
    tag(L, "asked");
    return 1;
}

static int construct_round_body(lua_State *L)
{
    if (!lua_istable(L, 1))
        return wants(L, "round", "a name and a table: round \"code\" { ... }");
    lua_settop(L, 1);
    lua_newtable(L);
    copy_fields(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_setfield(L, -2, "id");
    tag(L, "round");
    return 1;
}

// round "code" { ... }
static int construct_round(lua_State *L)
{
    if (lua_type(L, 1) != LUA_TSTRING)
        return wants(L, "round", "a name and a table: round \"code\" { ... }");
    lua_settop(L, 1);
    lua_pushcclosure(L, construct_round_body, 1);
    return 1;
}

static void set_constructor(lua_State *L, const char *name, lua_CFunction function)
{
    lua_pushstring(L, name);
    lua_pushcclosure(L, function, 1);
    lua_setglobal(L, name);
}

static void set_constructors(lua_State *L, const struct step_kinds *kinds)
{
    static const char *const tables[] = {"study", "group", "participant", "video"};
    static const char *const files[] = {"text", "roster", "transcripts", "worked",
                                        "prompts"};
    static const char *const sources[] = {"baseline", "own", "bank"};
    for (size_t i = 0; i < kinds->count; i++)
        set_constructor(L, kinds->items[i].name, construct_table);
    for (int i = 0; i < 4; i++)
        set_constructor(L, tables[i], construct_table);
    for (int i = 0; i < 5; i++)
        set_constructor(L, files[i], construct_file);
    for (int i = 0; i < 3; i++)
        set_constructor(L, sources[i], construct_source);
    lua_pushcfunction(L, construct_others);
    lua_setglobal(L, "others");
    lua_pushcfunction(L, construct_asked);
    lua_setglobal(L, "asked");
    lua_pushcfunction(L, construct_round);
    lua_setglobal(L, "round");
}

// A name that nothing has defined is most often a step of a later version or a misspelt constructor.
static int unknown_name(lua_State *L)
{
    const char *name = lua_tostring(L, 2);
    return luaL_error(L, "there is no \"%s\" here; a study knows: %s",
                      name ? name : "?", lua_tostring(L, lua_upvalueindex(1)));
}

static void explain_unknown(lua_State *L, const struct step_kinds *kinds)
{
    luaL_Buffer names;
    lua_pushglobaltable(L);
    lua_newtable(L);
    luaL_buffinit(L, &names);
    luaL_addstring(&names,
                   "study, group, participant, roster, text, transcripts, prompts, "
                   "worked, asked, video, baseline, own, bank, others, round");
    for (size_t i = 0; i < kinds->count; i++) {
        luaL_addstring(&names, ", ");
        luaL_addstring(&names, kinds->items[i].name);
    }
    luaL_pushresult(&names);
    lua_pushcclosure(L, unknown_name, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

// --- loading

static json_t *result_of(lua_State *L, struct diag *d)
{
    const char *why = "";
    struct place where = {STUDY_FILE, 0, ""};
    json_t *definition = lua_istable(L, -1) ? value_to_json(L, -1, &why) : NULL;
    if (*why)
        diag_add(d, where, E_STUDY_DATA, why);
    else if (!definition || strcmp(json_text(definition, "kind"), "study") != 0)
        diag_add(d, where, E_STUDY_RESULT);
    else
        return definition;
    json_decref(definition);
    return NULL;
}

static json_t *run(const struct buf *source, const char *folder,
                   const struct step_kinds *kinds, struct diag *d)
{
    struct script *script = script_new(SCRIPT_CLOSED, folder);
    lua_State *L = script_state(script);
    set_constructors(L, kinds);
    explain_unknown(L, kinds);
    json_t *definition = NULL;
    if (script_run(script, source->data, source->len, STUDY_FILE, 1, d) == 0)
        definition = result_of(L, d);
    script_free(script);
    return definition;
}

json_t *definition_load(const char *folder, const struct step_kinds *kinds,
                        struct diag *d)
{
    char *path = path_join(folder, STUDY_FILE);
    struct buf source;
    size_t bad;
    json_t *definition = NULL;
    buf_init(&source, 1 << 20);
    if (!file_exists(path))
        diag_add(d, (struct place){STUDY_FILE, 0, ""}, E_NO_STUDY, folder);
    else if (file_read(path, &source, d) == 0) {
        if (!text_valid(source.data, source.len, &bad))
            diag_add(d, (struct place){STUDY_FILE, 0, ""}, E_UTF8, bad);
        else
            definition = run(&source, folder, kinds, d);
    }
    buf_release(&source);
    free(path);
    return definition;
}

static json_t *copy_without(const json_t *value, const char *const *names)
{
    if (json_is_array(value)) {
        json_t *list = json_array();
        for (size_t i = 0; i < json_array_size(value); i++)
            json_array_append_new(list, copy_without(json_array_get(value, i), names));
        return list;
    }
    if (!json_is_object(value))
        return json_deep_copy(value);
    json_t *object = json_object(), *member;
    const char *key;
    json_object_foreach ((json_t *)(size_t)value, key, member) {
        bool kept = true;
        for (const char *const *name = names; *name; name++)
            kept = kept && strcmp(key, *name) != 0;
        if (kept)
            json_object_set_new(object, key, copy_without(member, names));
    }
    return object;
}

json_t *definition_essence(const json_t *value)
{
    static const char *const names[] = {"line", "participants", NULL};
    return copy_without(value, names);
}

json_t *definition_plain(const json_t *value)
{
    static const char *const names[] = {"line", NULL};
    return copy_without(value, names);
}
