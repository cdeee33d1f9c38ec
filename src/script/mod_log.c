// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <stdbool.h>

#include "script/modules.h"

static int say(lua_State *L, enum diag_code code)
{
    const char *text = luaL_checkstring(L, 1), *file = luaL_optstring(L, 2, NULL);
    bool inside = lua_type(L, 3) == LUA_TSTRING;
    int line = inside ? 0 : (int)luaL_optinteger(L, 3, 0);
    struct place where =
        file ? (struct place){file, line, inside ? lua_tostring(L, 3) : ""}
             : script_place(L, 1);
    struct diag *d = script_diag(L);
    if (d)
        diag_add(d, where, code, text);
    return 0;
}

static int note(lua_State *L)
{
    return say(L, N_SCRIPT);
}

static int warning(lua_State *L)
{
    return say(L, W_SCRIPT);
}

int module_log(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"note", note}, {"warning", warning}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
