// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <stdlib.h>

#include "report/modules.h"
#include "report/overlap.h"

#define COUNT_MOST                                                                     \
    100000000 // of stretches and of labels: what is more is a mistake of ours

static lua_Integer field(lua_State *L, const char *name, lua_Integer least,
                         lua_Integer most)
{
    lua_getfield(L, -1, name);
    lua_Integer n = luaL_checkinteger(L, -1);
    if (n < least || n > most)
        luaL_error(L, "%s is out of range", name);
    lua_pop(L, 1);
    return n;
}

static struct stretch read_stretch(lua_State *L, lua_Integer labels)
{
    return (struct stretch){
        .turn = (uint32_t)field(L, "turn", 1, UINT32_MAX),
        .label = (uint32_t)field(L, "label", 1, labels) - 1,
        .person = (uint32_t)field(L, "person", 1, UINT32_MAX),
        .start = field(L, "start", 0, INT32_MAX),
        .end = field(L, "stop", 0, INT32_MAX),
    };
}

// A box for the pairs, so that an error cannot leak them.
static int pairs_collect(lua_State *L)
{
    free(*(struct overlap **)lua_touserdata(L, 1));
    return 0;
}

static struct overlap **pairs_box(lua_State *L)
{
    struct overlap **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = NULL;
    if (luaL_newmetatable(L, "calma.overlaps")) {
        lua_pushcfunction(L, pairs_collect);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return box;
}

static void push_pairs(lua_State *L, const struct overlap *list, size_t count)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_createtable(L, 0, 3);
        lua_pushinteger(L, (lua_Integer)list[i].a + 1);
        lua_setfield(L, -2, "i");
        lua_pushinteger(L, (lua_Integer)list[i].b + 1);
        lua_setfield(L, -2, "j");
        lua_pushnumber(L, list[i].cosine);
        lua_setfield(L, -2, "cosine");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

// overlap.pairs(stretches, labels, least)
static int pairs_of(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer labels = luaL_checkinteger(L, 2);
    double least = luaL_checknumber(L, 3);
    size_t count = lua_rawlen(L, 1), found;
    luaL_argcheck(L, count <= COUNT_MOST, 1, "too many stretches");
    luaL_argcheck(L, labels >= 0 && labels <= COUNT_MOST, 2, "too many labels");
    struct overlap **box = pairs_box(L);
    struct stretch *stretches =
        lua_newuserdatauv(L, (count + 1) * sizeof *stretches, 0);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, 1, (lua_Integer)i + 1);
        luaL_argexpected(L, lua_istable(L, -1), 1, "list of tables");
        stretches[i] = read_stretch(L, labels);
        lua_pop(L, 1);
    }
    *box = overlap_pairs(stretches, count, (size_t)labels, least, &found);
    push_pairs(L, *box, found);
    return 1;
}

int module_overlap(lua_State *L)
{
    static const luaL_Reg functions[] = {{"pairs", pairs_of}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
