// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "script/asset.h"
#include "script/modules.h"

static int asset_read_lua(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    struct buf *out = script_buf(L, (size_t)64 << 20);
    struct diag
        ignored; // an asset that is not there is nil: the caller knows whether that is a fault
    diag_init(&ignored);
    int failed = asset_read(script_folder(L), path, out, NULL, &ignored);
    diag_release(&ignored);
    if (failed)
        lua_pushnil(L);
    else
        lua_pushlstring(L, out->data, out->len);
    return 1;
}

int module_asset(lua_State *L)
{
    static const luaL_Reg functions[] = {{"read", asset_read_lua}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
