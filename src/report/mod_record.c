// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>
#include <time.h>

#include "report/modules.h"

#define SECONDS_MAX 60 // CPU time of one statement
#define PROGRESS_STEPS 10000

// A running statement; the state's garbage collector finalises what an error leaves behind.
struct query {
    sqlite3 *db;
    sqlite3_stmt *statement;
    double deadline;
};

static const char record_key; // its address names the database in the registry

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int query_close(lua_State *L)
{
    struct query *query = luaL_checkudata(L, 1, "calma.query");
    sqlite3_finalize(query->statement);
    query->statement = NULL;
    return 0;
}

static struct query *query_new(lua_State *L)
{
    struct query *query = lua_newuserdatauv(L, sizeof *query, 0);
    *query = (struct query){.deadline = cpu_seconds() + SECONDS_MAX};
    if (luaL_newmetatable(L, "calma.query")) {
        lua_pushcfunction(L, query_close);
        lua_setfield(L, -2, "__gc");
        lua_pushcfunction(L, query_close);
        lua_setfield(L, -2, "__close");
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
    }
    lua_setmetatable(L, -2);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &record_key);
    query->db = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return query;
}

// What a query may do: read, and compute. Loading code, other files and settings are refused.
static int authorize(void *context, int action, const char *first, const char *second,
                     const char *database, const char *trigger)
{
    (void)context, (void)first, (void)database, (void)trigger;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION:
        return second && strcmp(second, "load_extension") == 0 ? SQLITE_DENY
                                                               : SQLITE_OK;
    default: return SQLITE_DENY;
    }
}

static int is_late(void *context)
{
    const struct query *query = context;
    return cpu_seconds() > query->deadline;
}

static void bind(lua_State *L, sqlite3_stmt *statement, int index, int argument)
{
    size_t len;
    switch (lua_type(L, argument)) {
    case LUA_TNIL: sqlite3_bind_null(statement, index); break;
    case LUA_TBOOLEAN:
        sqlite3_bind_int(statement, index, lua_toboolean(L, argument));
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, argument)) {
            sqlite3_bind_int64(statement, index, lua_tointeger(L, argument));
        } else {
            sqlite3_bind_double(statement, index, lua_tonumber(L, argument));
        }
        break;
    default: {
        const char *text = luaL_checklstring(L, argument, &len);
        sqlite3_bind_text64(statement, index, text, len, SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    }
}

// Prepares argument 1 with the arguments behind it; leaves the query on the stack.
static struct query *prepare(lua_State *L)
{
    size_t len;
    const char *sql = luaL_checklstring(L, 1, &len);
    int arguments = lua_gettop(L) - 1;
    struct query *query = query_new(L);
    sqlite3_set_authorizer(query->db, authorize, NULL);
    const char *rest = "";
    int failed = sqlite3_prepare_v2(query->db, sql, (int)len, &query->statement, &rest);
    sqlite3_set_authorizer(query->db, NULL, NULL);
    if (failed || !query->statement) {
        luaL_error(L, "the query cannot be used: %s",
                   failed ? sqlite3_errmsg(query->db) : "it is empty");
    }
    if (!sqlite3_stmt_readonly(query->statement) || rest[strspn(rest, " \t\r\n;")]) {
        luaL_error(L, "the record is only read here, one query at a time");
    }
    if (sqlite3_bind_parameter_count(query->statement) != arguments) {
        luaL_error(L, "the query has %d parameters and was given %d",
                   sqlite3_bind_parameter_count(query->statement), arguments);
    }
    for (int i = 1; i <= arguments; i++) {
        bind(L, query->statement, i, i + 1);
    }
    return query;
}

static void push_column(lua_State *L, sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL: lua_pushnil(L); break;
    case SQLITE_INTEGER:
        lua_pushinteger(L, sqlite3_column_int64(statement, column));
        break;
    case SQLITE_FLOAT:
        lua_pushnumber(L, sqlite3_column_double(statement, column));
        break;
    default: {
        const char *text = (const char *)sqlite3_column_blob(statement, column);
        lua_pushlstring(L, text ? text : "",
                        (size_t)sqlite3_column_bytes(statement, column));
    }
    }
}

// Pushes the next row; false, with nothing pushed, when there is none.
static bool step(lua_State *L, struct query *query)
{
    sqlite3_progress_handler(query->db, PROGRESS_STEPS, is_late, query);
    int result = sqlite3_step(query->statement);
    sqlite3_progress_handler(query->db, 0, NULL, NULL);
    if (result == SQLITE_DONE) {
        return false;
    }
    if (result != SQLITE_ROW) {
        luaL_error(L, "the query failed: %s", sqlite3_errmsg(query->db));
    }
    int columns = sqlite3_column_count(query->statement);
    lua_createtable(L, 0, columns);
    for (int i = 0; i < columns; i++) {
        push_column(L, query->statement, i);
        lua_setfield(L, -2, sqlite3_column_name(query->statement, i));
    }
    return true;
}

static void finish(struct query *query)
{
    sqlite3_finalize(query->statement);
    query->statement = NULL;
}

static int rows(lua_State *L)
{
    struct query *query = prepare(L);
    lua_newtable(L);
    for (lua_Integer n = 1; step(L, query); n++) {
        lua_rawseti(L, -2, n);
    }
    finish(query);
    return 1;
}

static int one(lua_State *L)
{
    struct query *query = prepare(L);
    if (!step(L, query)) {
        lua_pushnil(L);
    }
    finish(query);
    return 1;
}

static int next_row(lua_State *L)
{
    struct query *query = lua_touserdata(L, lua_upvalueindex(1));
    if (query->statement && step(L, query)) {
        return 1;
    }
    finish(query);
    lua_pushnil(L);
    return 1;
}

// The query is also the value that a `for` closes when it is left early.
static int each(lua_State *L)
{
    prepare(L);
    int query = lua_gettop(L);
    lua_pushvalue(L, query);
    lua_pushcclosure(L, next_row, 1);
    lua_pushnil(L);
    lua_pushnil(L);
    lua_pushvalue(L, query);
    return 4;
}

static int module_record(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"rows", rows}, {"one", one}, {"each", each}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}

void module_record_open(struct script *script, sqlite3 *db)
{
    lua_State *L = script_state(script);
    lua_pushlightuserdata(L, db);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &record_key);
    script_module(script, "calma.record", module_record);
}
