// SPDX-License-Identifier: MIT
#include "script/library.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "script/asset.h"
#include "script/host.h"

// Counts a loop that runs in C. What is short is not worth the look at the clock.
static void spend(lua_State *L, lua_Integer steps)
{
    if (steps > 100)
        script_spend(L, steps);
}

static lua_Integer sorting_steps(lua_Integer count)
{
    return count < 1 << 30 ? count * 16 : count;
}

// --- pairs, in order

// Numbers before texts, each in their order: the order of Lua's own `pairs` differs from run to run.
static int compare_keys(lua_State *L, int a, int b)
{
    int type_a = lua_type(L, a), type_b = lua_type(L, b);
    if (type_a != type_b)
        return type_a - type_b;
    if (type_a != LUA_TNUMBER && type_a != LUA_TSTRING)
        return 0;
    return lua_compare(L, a, b, LUA_OPLT) ? -1 : lua_compare(L, b, a, LUA_OPLT);
}

static void sift_down(lua_State *L, int keys, lua_Integer root, lua_Integer count)
{
    for (lua_Integer child; (child = 2 * root) <= count; root = child) {
        lua_rawgeti(L, keys, child);
        if (child < count) {
            lua_rawgeti(L, keys, child + 1);
            if (compare_keys(L, -2, -1) < 0) {
                child++;
                lua_remove(L, -2);
            } else {
                lua_pop(L, 1);
            }
        }
        lua_rawgeti(L, keys, root);
        if (compare_keys(L, -1, -2) >= 0) {
            lua_pop(L, 2);
            return;
        }
        lua_rawseti(L, keys, child);
        lua_rawseti(L, keys, root);
    }
}

static void sort_keys(lua_State *L, int keys, lua_Integer count)
{
    for (lua_Integer i = count / 2; i >= 1; i--)
        sift_down(L, keys, i, count);
    for (lua_Integer last = count; last > 1; last--) {
        lua_rawgeti(L, keys, 1);
        lua_rawgeti(L, keys, last);
        lua_rawseti(L, keys, 1);
        lua_rawseti(L, keys, last);
        sift_down(L, keys, 1, last - 1);
    }
}

static int next_pair(lua_State *L)
{
    int table = lua_upvalueindex(1), keys = lua_upvalueindex(2);
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(3)) + 1;
    for (;; at++) { // a key whose value has gone since is passed over
        if (lua_rawgeti(L, keys, at) == LUA_TNIL)
            return 1;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, table) != LUA_TNIL)
            break;
        lua_pop(L, 2);
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

static int ordered_pairs(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_newtable(L);
    lua_Integer count = 0;
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_rawseti(L, 2, ++count);
    }
    spend(L, sorting_steps(count));
    sort_keys(L, 2, count);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_pair, 3);
    return 1;
}

// --- require

static int load_file(lua_State *L, const char *name)
{
    const char *path = lua_pushfstring(L, "lua/%s.lua", name);
    struct buf *source = script_buf(L, 4 << 20);
    struct diag ignored;
    diag_init(&ignored);
    int failed = asset_read(script_folder(L), path, source, NULL, &ignored);
    diag_release(&ignored);
    if (failed)
        return luaL_error(L, "there is no module \"%s\"", name);
    const char *chunk = lua_pushfstring(L, "@%s", path);
    if (luaL_loadbufferx(L, source->data, source->len, chunk, "t"))
        return lua_error(L);
    return 1;
}

int library_require(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    int loaded = lua_gettop(L);
    if (lua_getfield(L, loaded, name) != LUA_TNIL)
        return 1;
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    if (lua_getfield(L, -1, name) == LUA_TNIL)
        load_file(L, name);
    lua_pushvalue(L, 1);
    lua_call(L, 1, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, loaded, name);
    return 1;
}

// --- what each state gets

static void keep_only(lua_State *L, int table, const char *const *names)
{
    lua_newtable(L);
    for (; *names; names++) {
        lua_getfield(L, table, *names);
        lua_setfield(L, -2, *names);
    }
}

static void set_library(lua_State *L, const char *global, lua_CFunction open,
                        const char *const *names)
{
    luaL_requiref(L, global, open, 0);
    keep_only(L, lua_gettop(L), names);
    lua_setglobal(L, global);
    lua_pop(L, 1);
}

static void open_base(lua_State *L, const char *const *names)
{
    lua_newtable(L); // the base library fills the global table: let it fill another one
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    int globals = lua_gettop(L);
    luaopen_base(L);
    for (; *names; names++) {
        lua_getfield(L, globals, *names);
        lua_setfield(L, globals - 1, *names);
    }
    lua_pushcfunction(L, ordered_pairs);
    lua_setfield(L, globals - 1, "pairs");
    lua_pushcfunction(L, library_require);
    lua_setfield(L, globals - 1, "require");
    lua_pushvalue(L, globals - 1);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_settop(L, globals - 2);
}

// The string table is also what ("x"):rep() finds.
static void set_string_methods(lua_State *L)
{
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_getglobal(L, "string");
    lua_setfield(L, -2, "__index");
    lua_pop(L, 2);
}

static void forget_loaded(lua_State *L)
{
    lua_newtable(L);
    lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
}

// --- functions of Lua's library that can loop for ever in C, even over nothing: ("").rep with a huge count, or the
// --- length of a table with holes

static int spend_and_call(lua_State *L, lua_Integer steps)
{
    spend(L, steps);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static int counted_rep(lua_State *L)
{
    return spend_and_call(L, luaL_checkinteger(L, 2) / 16); // each is a short copy
}

static int counted_insert(lua_State *L)
{
    return spend_and_call(L, lua_gettop(L) == 3 ? luaL_len(L, 1) : 0);
}

static int counted_remove(lua_State *L)
{
    return spend_and_call(L, lua_gettop(L) == 2 ? luaL_len(L, 1) : 0);
}

static int counted_move(lua_State *L)
{
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
    bool far = first < 0 && last > LUA_MAXINTEGER + first; // Lua refuses so many
    return spend_and_call(L, far ? 0 : last - first);
}

static int counted_length(lua_State *L)
{
    return spend_and_call(L, luaL_len(L, 1));
}

static int counted_sort(lua_State *L)
{
    return spend_and_call(L, sorting_steps(luaL_len(L, 1)));
}

static void set_counted(lua_State *L, const char *library, const char *name,
                        lua_CFunction counted)
{
    lua_getglobal(L, library);
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, counted, 1);
    lua_setfield(L, -2, name);
    lua_pop(L, 1);
}

// A finalizer runs without the hook: there are none.
static int set_metatable(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2, "nil or table");
    lua_settop(L, 2);
    if (lua_istable(L, 2) && lua_getfield(L, 2, "__gc") != LUA_TNIL)
        return luaL_error(L, "finalizers (__gc) are not allowed");
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

static const char *const table_names[] = {"concat", "insert", "move",   "pack",
                                          "remove", "sort",   "unpack", NULL};
static const char *const math_names[] = {
    "abs",        "ceil", "floor",      "fmod", "huge", "log",  "max",
    "maxinteger", "min",  "mininteger", "modf", "pi",   "sqrt", "tointeger",
    "type",       "ult",  "exp",        "sin",  "cos",  NULL};
static const char *const utf8_names[] = {"char", "charpattern", "codepoint", "codes",
                                         "len",  "offset",      NULL};

static void open_common(lua_State *L)
{
    set_library(L, "table", luaopen_table, table_names);
    set_library(L, "math", luaopen_math, math_names);
    set_library(L, "utf8", luaopen_utf8, utf8_names);
    set_counted(L, "string", "rep", counted_rep);
    set_counted(L, "table", "insert", counted_insert);
    set_counted(L, "table", "remove", counted_remove);
    set_counted(L, "table", "move", counted_move);
    set_counted(L, "table", "sort", counted_sort);
    set_counted(L, "table", "concat", counted_length);
    set_string_methods(L);
    forget_loaded(L);
}

void library_open_shipped(lua_State *L)
{
    static const char *const base[] = {"assert", "error",    "getmetatable", "ipairs",
                                       "pcall",  "rawequal", "rawget",       "rawlen",
                                       "rawset", "select",   "tonumber",     "tostring",
                                       "type",   NULL};
    static const char *const string[] = {"byte",    "char", "find",  "format", "gmatch",
                                         "gsub",    "len",  "lower", "match",  "rep",
                                         "reverse", "sub",  "upper", NULL};
    open_base(L, base);
    set_library(L, "string", luaopen_string, string);
    lua_pushcfunction(L, set_metatable);
    lua_setglobal(L, "setmetatable");
    open_common(L);
}

// A pattern can take for ever without a hook being called: a plugin finds plain text only.
static int find_plain(lua_State *L)
{
    size_t len, part_len;
    const char *s = luaL_checklstring(L, 1, &len);
    const char *part = luaL_checklstring(L, 2, &part_len);
    lua_Integer from = luaL_optinteger(L, 3, 1);
    if (from < 1)
        from = 1;
    if ((lua_Unsigned)from - 1 > len)
        return 0;
    const char *at = memmem(s + from - 1, len - (size_t)(from - 1), part, part_len);
    if (!at)
        return 0;
    lua_pushinteger(L, at - s + 1);
    lua_pushinteger(L, at - s + (lua_Integer)part_len);
    return 2;
}

void library_open_plugin(lua_State *L)
{
    static const char *const base[] = {"assert", "error",  "ipairs",   "rawequal",
                                       "rawlen", "select", "tonumber", "tostring",
                                       "type",   NULL};
    static const char *const string[] = {"byte", "char",    "format", "len",   "lower",
                                         "rep",  "reverse", "sub",    "upper", NULL};
    open_base(L, base);
    set_library(L, "string", luaopen_string, string);
    lua_getglobal(L, "string");
    lua_pushcfunction(L, find_plain);
    lua_setfield(L, -2, "find");
    lua_pop(L, 1);
    open_common(L);
}
