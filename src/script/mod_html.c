// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "base/escape.h"
#include "script/modules.h"

static int html_escape(lua_State *L)
{
    size_t len;
    const char *s = luaL_checklstring(L, 1, &len);
    struct buf *out = script_buf(L, len * 6 + 1);
    escape_html(out, s, len);
    lua_pushlstring(L, out->data, out->len);
    return 1;
}

int module_html(lua_State *L)
{
    static const luaL_Reg functions[] = {{"escape", html_escape}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
