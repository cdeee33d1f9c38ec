// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "base/text.h"
#include "packet/anchor.h"
#include "report/modules.h"

// Nothing between making and releasing the anchor may raise: the copy is made into a buffer that the state owns.
static int html(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    const char *language = luaL_optstring(L, 2, "");
    luaL_argcheck(L, text_valid(text, len, NULL), 1, "is not UTF-8 text");
    struct buf *out = script_buf(L, (size_t)256 << 20);
    struct anchor anchor;
    anchor_render(&anchor, text, len, language);
    buf_add(out, anchor.html.data, anchor.html.len);
    anchor_release(&anchor);
    lua_pushlstring(L, out->data, out->len);
    return 1;
}

int module_markdown(lua_State *L)
{
    static const luaL_Reg functions[] = {{"html", html}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
