// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "script/modules.h"

#define LENGTH_MAX ((size_t)64 << 20) // what ICU makes of it takes many times as much

static const char *check_text(lua_State *L, int argument, size_t *len)
{
    const char *s = luaL_checklstring(L, argument, len);
    luaL_argcheck(L, *len <= LENGTH_MAX, argument, "is too long");
    if (*len > 1 << 16)
        script_spend(L, (long long)*len);
    luaL_argcheck(L, text_valid(s, *len, NULL), argument, "is not UTF-8 text");
    return s;
}

static int changed(lua_State *L, void (*change)(struct buf *, const char *, size_t))
{
    size_t len;
    const char *s = check_text(L, 1, &len);
    struct buf *out =
        script_buf(L, len * 18 + 64); // what one character can become when folded
    change(out, s, len);
    lua_pushlstring(L, out->data, out->len);
    return 1;
}

static int fold(lua_State *L)
{
    return changed(L, text_fold);
}

static int bare(lua_State *L)
{
    return changed(L, text_bare);
}

static int label(lua_State *L)
{
    return changed(L, text_label);
}

static int length(lua_State *L)
{
    size_t len;
    const char *s = check_text(L, 1, &len);
    lua_pushinteger(L, (lua_Integer)text_length(s, len));
    return 1;
}

static int sub(lua_State *L)
{
    size_t len;
    const char *s = check_text(L, 1, &len);
    lua_Integer start = luaL_checkinteger(L, 2), end = luaL_checkinteger(L, 3);
    if (start < 0)
        start = 0;
    if (end < start)
        end = start;
    size_t from = text_byte_offset(s, len, (size_t)start);
    size_t to = from + text_byte_offset(s + from, len - from, (size_t)(end - start));
    lua_pushlstring(L, s + from, to - from);
    return 1;
}

struct ranges {
    struct buf *bytes; // of size_t pairs: Lua is called only after the splitting
};

static bool keep_range(size_t start, size_t end, void *context)
{
    struct ranges *ranges = context;
    size_t range[2] = {start, end};
    buf_add(ranges->bytes, range, sizeof range);
    return !ranges->bytes->full;
}

static int split(lua_State *L, enum text_unit unit)
{
    size_t len;
    const char *s = check_text(L, 1, &len);
    const char *language = luaL_optstring(L, 2, "");
    struct ranges ranges = {script_buf(L, (size_t)1 << 28)};
    text_split(s, len, language, unit, keep_range, &ranges);
    lua_newtable(L);
    for (size_t i = 0; i * 2 * sizeof(size_t) < ranges.bytes->len; i++) {
        size_t range[2];
        memcpy(range, ranges.bytes->data + i * sizeof range, sizeof range);
        lua_pushlstring(L, s + range[0], range[1] - range[0]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static int words(lua_State *L)
{
    return split(L, TEXT_WORD);
}

static int sentences(lua_State *L)
{
    return split(L, TEXT_SENTENCE);
}

static int collate(lua_State *L)
{
    const char *language = luaL_checkstring(L, 1);
    int order = text_collate(language, luaL_checkstring(L, 2), luaL_checkstring(L, 3));
    lua_pushinteger(L, (order > 0) - (order < 0));
    return 1;
}

static int direction(lua_State *L)
{
    lua_pushstring(L, text_direction(luaL_checkstring(L, 1)));
    return 1;
}

static int replace(lua_State *L)
{
    const char *s = luaL_checkstring(L, 1), *part = luaL_checkstring(L, 2);
    luaL_argcheck(L, *part, 2, "is empty");
    luaL_gsub(L, s, part, luaL_checkstring(L, 3));
    return 1;
}

// Of bytes, which need not be text.
static int sha256(lua_State *L)
{
    size_t len;
    const char *bytes = luaL_checklstring(L, 1, &len);
    char hex[HASH_HEX_SIZE];
    script_spend(L, (long long)len / 16);
    hash_hex(bytes, len, hex);
    lua_pushstring(L, hex);
    return 1;
}

int module_text(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"fold", fold},           {"bare", bare},       {"label", label},
        {"length", length},       {"sub", sub},         {"words", words},
        {"sentences", sentences}, {"collate", collate}, {"direction", direction},
        {"replace", replace},     {"sha256", sha256},   {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
