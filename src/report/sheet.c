// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/file.h"
#include "report/modules.h"

// What is read, and nothing else of the study's folder.
static const char *const names[] = {"alignment.csv", "standard.csv", NULL};

static const char folder_key; // its address names the study's folder in the registry

static void push_row(lua_State *L, const struct csv_row *row)
{
    lua_createtable(L, (int)row->count, 1);
    for (size_t i = 0; i < row->count; i++) {
        lua_pushstring(L, row->fields[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_pushinteger(L, row->line);
    lua_setfield(L, -2, "line");
}

static const char folder_key; // its address names the study's folder in the registry

static void push_rows(lua_State *L, const struct csv *csv)
{
    lua_createtable(L, (int)csv->count, 0);
    for (size_t i = 0; i < csv->count; i++) {
        push_row(L, &csv->rows[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static int read_sheet(lua_State *L)
{
    const char *name = names[luaL_checkoption(L, 1, NULL, names)];
    lua_rawgetp(L, LUA_REGISTRYINDEX, &folder_key);
    const char *folder = lua_tostring(L, -1); // the registry keeps it
    lua_pop(L, 1);
    char *path = path_join(folder, name);
    bool is_there = file_exists(path);
    free(path);
    if (!is_there) {
        return 0;
    }
    struct csv csv = {0};
    bool good = csv_read(&csv, folder, name, script_diag(L)) == 0;
    if (good) {
        push_rows(L, &csv);
    }
    csv_release(&csv);
    return good ? 1 : 0;
}

static int module_sheet(lua_State *L)
{
    static const luaL_Reg functions[] = {{"read", read_sheet}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}

void module_sheet_open(struct script *script, const char *study_folder)
{
    lua_State *L = script_state(script);
    lua_pushstring(L, study_folder);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &folder_key);
    script_module(script, "calma.sheet", module_sheet);
}
