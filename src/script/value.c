// SPDX-License-Identifier: MIT
#include "script/value.h"

#include <lauxlib.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define DEPTH_MAX 32
#define BYTES_MAX                                                                      \
    ((size_t)512 << 20) // of the copy: a table that is held twice is copied twice
#define LIST_MARK "calma.list"
#define BOX_MARK "calma.box"

struct copying {
    lua_State *L;
    size_t bytes; // left
    const char **why;
};

static json_t *convert(struct copying *c, int index, int depth);

static json_t *fail(struct copying *c, const char *sentence)
{
    *c->why = sentence;
    return NULL;
}

static bool is_list(lua_State *L, int index)
{
    if (luaL_getmetafield(L, index, "__name") != LUA_TNIL) {
        lua_pop(L, 1);
        return true; // only the list mark gives tables a metatable
    }
    lua_Unsigned size = lua_rawlen(L, index), count = 0;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        count++;
        lua_pop(L, 1);
        if (!lua_isinteger(L, -1) || count > size) {
            lua_pop(L, 1);
            return false;
        }
    }
    return size > 0 && count == size;
}

static json_t *convert_list(struct copying *c, int index, int depth)
{
    json_t *list = json_array();
    for (lua_Unsigned i = 1; i <= lua_rawlen(c->L, index); i++) {
        lua_rawgeti(c->L, index, (lua_Integer)i);
        json_t *value = convert(c, lua_gettop(c->L), depth + 1);
        lua_pop(c->L, 1);
        if (!value) {
            json_decref(list);
            return NULL;
        }
        json_array_append_new(list, value);
    }
    return list;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Lua walks a table in another order each time, and a study's hash and messages follow the order of names here.
static json_t *in_order(json_t *object)
{
    size_t count = json_object_size(object), n = 0;
    const char **names = mem_alloc((count + 1) * sizeof *names), *name;
    json_t *sorted = json_object(), *value;
    json_object_foreach (object, name, value)
        names[n++] = name;
    qsort(names, n, sizeof *names, by_name);
    for (size_t i = 0; i < n; i++)
        json_object_set(sorted, names[i], json_object_get(object, names[i]));
    free(names);
    json_decref(object);
    return sorted;
}

static json_t *convert_object(struct copying *c, int index, int depth)
{
    lua_State *L = c->L;
    json_t *object = json_object();
    lua_pushnil(L);
    while (lua_next(L, index)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
        json_t *value = key ? convert(c, lua_gettop(L), depth + 1)
                            : fail(c, "a table mixes names and numbers as keys");
        if (value && json_object_set_new(object, key, value) < 0)
            value = fail(c, "a name is not valid UTF-8");
        if (!value) {
            lua_pop(L, 2);
            json_decref(object);
            return NULL;
        }
        lua_pop(L, 1);
    }
    return in_order(object);
}

static json_t *convert_number(struct copying *c, int index)
{
    if (lua_isinteger(c->L, index))
        return json_integer(lua_tointeger(c->L, index));
    lua_Number n = lua_tonumber(c->L, index);
    return isfinite(n) ? json_real(n) : fail(c, "a number is not finite");
}

static json_t *convert_string(struct copying *c, int index)
{
    size_t len;
    const char *s = lua_tolstring(c->L, index, &len);
    if (len > c->bytes)
        return fail(c, "it is too large");
    c->bytes -= len;
    json_t *value = json_stringn(s, len);
    return value ? value : fail(c, "a text is not valid UTF-8");
}

static json_t *convert_box(struct copying *c, int index)
{
    json_t **box = luaL_testudata(c->L, index, BOX_MARK);
    return box && *box ? json_incref(*box)
                       : fail(c, "an object of the program cannot be kept as data");
}

static json_t *convert(struct copying *c, int index, int depth)
{
    const size_t size = 64; // of one value, about
    if (depth > DEPTH_MAX || !lua_checkstack(c->L, 8))
        return fail(c, "tables are nested too deeply, or hold themselves");
    if (c->bytes < size)
        return fail(c, "it is too large");
    c->bytes -= size;
    switch (lua_type(c->L, index)) {
    case LUA_TNIL: return json_null();
    case LUA_TBOOLEAN: return json_boolean(lua_toboolean(c->L, index));
    case LUA_TNUMBER: return convert_number(c, index);
    case LUA_TSTRING: return convert_string(c, index);
    case LUA_TTABLE:
        return is_list(c->L, index) ? convert_list(c, index, depth)
                                    : convert_object(c, index, depth);
    case LUA_TUSERDATA: return convert_box(c, index);
    default: return fail(c, "a function cannot be kept as data");
    }
}

json_t *value_to_json(lua_State *L, int index, const char **why)
{
    struct copying c = {L, BYTES_MAX, why};
    return convert(&c, lua_absindex(L, index), 0);
}

void value_push_list(lua_State *L)
{
    lua_newtable(L);
    luaL_newmetatable(L, LIST_MARK); // has __name, by which is_list knows it
    lua_setmetatable(L, -2);
}

static void push_list(lua_State *L, const json_t *list)
{
    value_push_list(L);
    for (size_t i = 0; i < json_array_size(list); i++) {
        value_push_json(L, json_array_get(list, i));
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static void push_object(lua_State *L, const json_t *object)
{
    const char *key;
    json_t *value;
    lua_createtable(L, 0, (int)json_object_size(object));
    json_object_foreach ((json_t *)(size_t)object, key, value) {
        value_push_json(L, value);
        lua_setfield(L, -2, key);
    }
}

void value_push_json(lua_State *L, const json_t *value)
{
    luaL_checkstack(L, 8, "data is nested too deeply");
    switch (json_typeof(value)) {
    case JSON_OBJECT: push_object(L, value); break;
    case JSON_ARRAY: push_list(L, value); break;
    case JSON_STRING:
        lua_pushlstring(L, json_string_value(value), json_string_length(value));
        break;
    case JSON_INTEGER: lua_pushinteger(L, json_integer_value(value)); break;
    case JSON_REAL: lua_pushnumber(L, json_real_value(value)); break;
    case JSON_TRUE: lua_pushboolean(L, 1); break;
    case JSON_FALSE: lua_pushboolean(L, 0); break;
    default: lua_pushnil(L); break;
    }
}

static int box_collect(lua_State *L)
{
    json_decref(*(json_t **)lua_touserdata(L, 1));
    return 0;
}

json_t **value_push_box(lua_State *L)
{
    json_t **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = NULL;
    if (luaL_newmetatable(L, BOX_MARK)) {
        lua_pushcfunction(L, box_collect);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return box;
}
