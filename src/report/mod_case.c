// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <unicode/ucasemap.h>

#include "base/text.h"
#include "report/modules.h"

// The longest that one byte of UTF-8 becomes in capitals, with room (U+0390, 2 bytes, becomes 6).
#define GROWTH 4

static int upper(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    const char *language = luaL_optstring(L, 2, "");
    luaL_argcheck(L, text_valid(text, len, NULL) && len < 1 << 20, 1,
                  "is not UTF-8 text of at most 1 MiB");
    char *out = lua_newuserdatauv(L, len * GROWTH + 1, 0);
    UErrorCode error = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open(language, 0, &error);
    int32_t written = ucasemap_utf8ToUpper(map, out, (int32_t)(len * GROWTH + 1), text,
                                           (int32_t)len, &error);
    ucasemap_close(map);
    if (U_FAILURE(error)) {
        return luaL_error(L, "capital letters cannot be made: %s", u_errorName(error));
    }
    lua_pushlstring(L, out, (size_t)written);
    return 1;
}

int module_case(lua_State *L)
{
    static const luaL_Reg functions[] = {{"upper", upper}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
