// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "script/modules.h"

static int say(lua_State *L, enum diag_code code)
{
    const char *text = luaL_checkstring(L, 1);
    struct diag *d = script_diag(L);
    if (d)
        diag_add(d, script_place(L, 1), code, text);
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
