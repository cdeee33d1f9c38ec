// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "base/json.h"
#include "script/modules.h"
#include "script/value.h"

// A box for a json_t, so that an error cannot leak it.
static int box_collect(lua_State *L)
{
    json_decref(*(json_t **)lua_touserdata(L, 1));
    return 0;
}

static json_t **box_new(lua_State *L)
{
    json_t **box = lua_newuserdatauv(L, sizeof(json_t *), 0);
    *box = NULL;
    if (luaL_newmetatable(L, "calma.json")) {
        lua_pushcfunction(L, box_collect);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return box;
}

static int encode(lua_State *L)
{
    const char *why = "";
    json_t **box = box_new(L);
    struct buf *out = script_buf(L, (size_t)1 << 30);
    *box = value_to_json(L, 1, &why);
    if (!*box)
        return luaL_error(L, "cannot be written as JSON: %s", why);
    json_canonical(*box, out);
    lua_pushlstring(L, out->data, out->len);
    return 1;
}

static int decode(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    json_t **box = box_new(L);
    struct diag found;
    diag_init(&found);
    *box = json_parse(text, len, "", 1, &found);
    luaL_where(L, 1);
    lua_pushstring(L, found.count ? found.entries[0].text : "");
    diag_release(&found);
    if (!*box) {
        lua_concat(L, 2);
        return lua_error(L);
    }
    value_push_json(L, *box);
    return 1;
}

int module_json(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"encode", encode}, {"decode", decode}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
