// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "base/text.h"
#include "report/cloud.h"
#include "report/modules.h"

#define SVG_MAX ((size_t)256 << 20)
#define WIDTH_MIN 600
#define HEIGHT_MIN 400
#define SIDE_MAX 4000

// Memory that goes with the Lua state when an error is raised.
static struct cloud_word *new_words(lua_State *L, size_t count)
{
    return lua_newuserdatauv(L, (count + 1) * sizeof(struct cloud_word), 0);
}

static const char *text_field(lua_State *L, int table, const char *name,
                              const char *otherwise)
{
    if (lua_getfield(L, table, name) == LUA_TNIL) {
        lua_pop(L, 1);
        return otherwise;
    }
    size_t len;
    const char *text = luaL_checklstring(L, -1, &len);
    if (!text_valid(text, len, NULL)) {
        luaL_error(L, "%s is not UTF-8 text", name);
    }
    lua_pop(L, 1);
    return text; // the table keeps it
}

static double number_field(lua_State *L, int table, const char *name, double otherwise,
                           double least, double most)
{
    lua_getfield(L, table, name);
    double number = luaL_optnumber(L, -1, otherwise);
    if (!(number >= least && number <= most)) {
        luaL_error(L, "%s must be from %f to %f", name, least, most);
    }
    lua_pop(L, 1);
    return number;
}

static size_t read_words(lua_State *L, struct cloud_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        lua_geti(L, 1, (lua_Integer)i + 1);
        luaL_argexpected(L, lua_istable(L, -1), 1, "list of {text, count}");
        words[i].text = text_field(L, lua_gettop(L), "text", "");
        words[i].count = (long long)number_field(L, lua_gettop(L), "count", 0, 0, 1e15);
        lua_pop(L, 1);
    }
    return count;
}

static struct cloud_settings read_settings(lua_State *L, int table)
{
    struct cloud_settings s = CLOUD_SETTINGS_DEFAULT;
    s.width = (int)number_field(L, table, "width", s.width, WIDTH_MIN, SIDE_MAX);
    s.height = (int)number_field(L, table, "height", s.height, HEIGHT_MIN, SIDE_MAX);
    s.largest = number_field(L, table, "largest", s.largest, 8, SIDE_MAX);
    s.ratio = number_field(L, table, "ratio", s.ratio, 0.02, 1);
    s.font = text_field(L, table, "font", s.font);
    s.label = text_field(L, table, "label", s.label);
    return s;
}

static int svg(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checktype(L, 2, LUA_TTABLE);
    struct cloud_settings settings = read_settings(L, 2);
    size_t count = lua_rawlen(L, 1);
    luaL_argcheck(L, count <= CLOUD_WORDS_MAX, 1, "too many words for one picture");
    struct cloud_word *words = new_words(L, count);
    read_words(L, words, count);
    struct buf *out = script_buf(L, SVG_MAX);
    size_t drawn = cloud_svg(words, count, &settings, out);
    lua_pushlstring(L, out->data, out->len);
    lua_pushinteger(L, (lua_Integer)drawn);
    return 2;
}

int module_cloud(lua_State *L)
{
    static const luaL_Reg functions[] = {{"svg", svg}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
