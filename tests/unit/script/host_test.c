// SPDX-License-Identifier: MIT
// Limits: nothing that a script does takes the program with it, and what stopped it is said with file and line.
#include "script/host.h"

#include <lauxlib.h>

#include "script/modules.h"
#include "support.h"

static struct diag d;
static const struct script_limits tight = {8 << 20, 4 * 1000 * 1000, 5};

static int setup(void **state)
{
    (void)state;
    diag_init(&d);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    diag_release(&d);
    return 0;
}

static int run(struct script *script, const char *chunk)
{
    return script_run(script, chunk, strlen(chunk), "study.lua", 0, &d);
}

// The chunk must end with this error, at this line (-1: any), in a state of this kind.
static void ends_with(enum script_kind kind, const char *chunk, enum diag_code code,
                      int line)
{
    struct script *script = script_new_limited(kind, "", tight);
    if (run(script, chunk) == 0)
        fail_msg("this was allowed: %s", chunk);
    assert_int_equal(d.count, 1);
    assert_said(&d, code, "study.lua", line, "");
    diag_release(&d);
    script_free(script);
}

static void loops_without_end_are_stopped(void **state)
{
    (void)state;
    static const char *const everywhere[] = {
        "local a = 1\nwhile true do end", "local a = 1\nrepeat a = a + 1 until false",
        "local a = 1\nfor i = 1, math and math.huge or 1e300 do a = i end",
        "local function f() return f() end\nreturn f()",
        "local a = 1\n::again:: goto again"};
    for (int kind = SCRIPT_CLOSED; kind <= SCRIPT_SHIPPED; kind++)
        for (size_t i = 0; i < COUNT(everywhere); i++)
            ends_with((enum script_kind)kind, everywhere[i], E_SCRIPT_TIME,
                      i == 3 ? 1 : 2);
}

// A table of few entries whose length Lua takes for 2^35.
#define HOLES                                                                          \
    "local t = {1,1,1,1,[5]=1,"                                                        \
    "[1<<3]=1,[1<<4]=1,[1<<5]=1,[1<<6]=1,[1<<7]=1,[1<<8]=1,[1<<9]=1,"                  \
    "[1<<10]=1,[1<<11]=1,[1<<12]=1,[1<<13]=1,[1<<14]=1,[1<<15]=1,[1<<16]=1,"           \
    "[1<<17]=1,[1<<18]=1,[1<<19]=1,[1<<20]=1,[1<<21]=1,[1<<22]=1,[1<<23]=1,"           \
    "[1<<24]=1,[1<<25]=1,[1<<26]=1,[1<<27]=1,[1<<28]=1,[1<<29]=1,[1<<30]=1,"           \
    "[1<<31]=1,[1<<32]=1,[1<<33]=1,[1<<34]=1,[1<<35]=1,"                               \
    "}\n"

#define FILLED "local t = {} for i = 1, 1e5 do t[i] = i end\n"

static void loops_in_the_library_are_stopped(void **state)
{
    (void)state;
    static const char *const chunks[] = {"local s = (''):rep(math.maxinteger)",
                                         "local s = string.rep('', 1 << 60, '')",
                                         HOLES "table.insert(t, 1, 1)",
                                         HOLES "table.remove(t, 1)",
                                         FILLED
                                         "while true do table.insert(t, 1, 1) end",
                                         FILLED "while true do table.sort(t) end",
                                         FILLED "while true do table.concat(t) end",
                                         FILLED "while true do pairs(t) end",
                                         "table.move({}, 1, math.maxinteger - 1, 2)",
                                         "table.move({}, -5, math.maxinteger - 6, -4)"};
    for (size_t i = 0; i < COUNT(chunks); i++) {
        ends_with(SCRIPT_PLUGIN, chunks[i], E_SCRIPT_TIME,
                  strchr(chunks[i], '\n') ? 2 : 1);
        ends_with(SCRIPT_SHIPPED, chunks[i], E_SCRIPT_TIME,
                  strchr(chunks[i], '\n') ? 2 : 1);
    }
}

static void long_texts_count_as_work(void **state)
{
    (void)state;
    struct script *script = script_new_limited(SCRIPT_PLUGIN, "", tight);
    modules_open(script);
    assert_int_equal(run(script,
                         "local t, s = require('calma.text'), ('x y '):rep(3e5)\n"
                         "while true do t.length(s) end"),
                     -1);
    assert_said(&d, E_SCRIPT_TIME, "study.lua", 2, "");
    script_free(script);
}

static void pcall_cannot_swallow_a_limit(void **state)
{
    (void)state;
    static const char *const chunks[] = {
        "pcall(function() while true do end end)\nlocal a = 1",
        "while true do pcall(function() while true do end end) end",
        "local function f() pcall(f) while true do pcall(f) end end f()",
        "while true do pcall(pcall, pcall, error) end",
        "while true do pcall(string.rep, '', math.maxinteger) end"};
    for (size_t i = 0; i < COUNT(chunks); i++)
        ends_with(SCRIPT_SHIPPED, chunks[i], E_SCRIPT_TIME, -1);
}

static void a_stopped_state_stays_stopped(void **state)
{
    (void)state;
    struct script *script = script_new_limited(SCRIPT_PLUGIN, "", tight);
    assert_int_equal(run(script, "while true do end"), -1);
    assert_int_equal(run(script, "local a = 1"), -1);
    assert_int_equal(count_said(&d, E_SCRIPT_TIME), 2);
    script_free(script);
}

static void time_is_limited_too(void **state)
{
    (void)state;
    const struct script_limits short_time = {8 << 20, INT64_MAX, 0.05};
    struct script *script = script_new_limited(SCRIPT_PLUGIN, "", short_time);
    assert_int_equal(run(script, "while true do end"), -1);
    assert_said(&d, E_SCRIPT_TIME, "study.lua", 1, "");
    script_free(script);
}

static void memory_bombs_are_stopped(void **state)
{
    (void)state;
    static const char *const everywhere[] = {
        "local s = 'x' while true do s = s .. s end",
        "local t = {} for i = 1, 1e300 do t[i] = {i} end",
        "local t = {} while true do t = {t, {t}} end",
        "local s = 'x' for i = 1, 60 do s = s .. s end"};
    for (int kind = SCRIPT_CLOSED; kind <= SCRIPT_SHIPPED; kind++)
        for (size_t i = 0; i < COUNT(everywhere); i++)
            ends_with((enum script_kind)kind, everywhere[i], E_SCRIPT_MEMORY, -1);
    static const char *const library[] = {
        "local s = string.rep('x', 1 << 24)",
        "local t = {} for i = 1, 3000 do t[i] = ('x'):rep(1e4) end",
        "local t = {} for i = 1, 900 do t[i] = ('x'):rep(9000) end return "
        "table.concat(t, ('y'):rep(9000))"};
    for (size_t i = 0; i < COUNT(library); i++)
        ends_with(SCRIPT_PLUGIN, library[i], E_SCRIPT_MEMORY, -1);
}

static void caught_shortage_is_not_blamed_for_another_error(void **state)
{
    (void)state;
    ends_with(SCRIPT_SHIPPED, "pcall(string.rep, 'x', 1 << 24)\nerror('mine')",
              E_SCRIPT, 2);
    // Much garbage makes the state collect, not fail.
    ends_with(SCRIPT_PLUGIN,
              "for i = 1, 500 do local s = ('x'):rep(1e5) .. i end\nerror('mine')",
              E_SCRIPT, 2);
}

static void a_full_state_can_still_be_used_from_c(void **state)
{
    (void)state;
    struct script *script = script_new_limited(SCRIPT_PLUGIN, "", tight);
    assert_int_equal(run(script, "t = {} for i = 1, 1e300 do t[i] = {i} end"), -1);
    for (int i = 0; i < 100; i++)
        run(script, "local s = ('y'):rep(1000)");
    lua_State *L = script_state(script);
    for (int i = 0; i < 100; i++)
        lua_pop(L,
                (lua_pushfstring(L, "%d %s", i, "a new string, which needs new memory"),
                 1));
    script_free(script);
}

static void deep_recursion_is_an_error(void **state)
{
    (void)state;
    struct buf deep;
    buf_init(&deep, 1 << 20);
    buf_str(&deep, "return ");
    for (int i = 0; i < 10000; i++)
        buf_char(&deep, '(');
    for (int kind = SCRIPT_CLOSED; kind <= SCRIPT_SHIPPED; kind++) {
        struct script *script = script_new((enum script_kind)kind, "");
        assert_int_equal(
            run(script, "local function f(a) return 1 + f(a) end\nreturn f(1)"), -1);
        assert_said(&d, E_SCRIPT, NULL, -1, "");
        assert_int_equal(run(script, deep.data), -1);
        assert_said(&d, E_SCRIPT, "study.lua", 1, "");
        diag_release(&d);
        script_free(script);
    }
    buf_release(&deep);
}

static void error_values_of_any_kind(void **state)
{
    (void)state;
    ends_with(SCRIPT_PLUGIN, "error({})", E_SCRIPT, 0);
    ends_with(SCRIPT_PLUGIN, "error(nil)", E_SCRIPT, 0);
    ends_with(SCRIPT_PLUGIN, "error(true)", E_SCRIPT, 0);
    ends_with(SCRIPT_PLUGIN, "error(7)", E_SCRIPT, 0);
    ends_with(SCRIPT_PLUGIN, "error()", E_SCRIPT, 0);
    ends_with(SCRIPT_PLUGIN, "\n\nerror('said')", E_SCRIPT, 3);
    ends_with(SCRIPT_PLUGIN, "error('x: 12: y', 0)", E_SCRIPT, 0);
    ends_with(SCRIPT_SHIPPED,
              "error(setmetatable({}, {__tostring = function() error('x') end}))",
              E_SCRIPT, 0);
}

static void syntax_errors_have_their_line(void **state)
{
    (void)state;
    for (int kind = SCRIPT_CLOSED; kind <= SCRIPT_SHIPPED; kind++)
        ends_with((enum script_kind)kind, "local a = 1\nlocal b = = 2", E_SCRIPT, 2);
}

static int write_chunk(lua_State *L, const void *p, size_t size, void *out)
{
    (void)L;
    buf_add(out, p, size);
    return 0;
}

static void bytecode_is_refused(void **state)
{
    (void)state;
    lua_State *L = luaL_newstate();
    struct buf code;
    buf_init(&code, 1 << 20);
    assert_int_equal(luaL_loadstring(L, "return 1"), LUA_OK);
    lua_dump(L, write_chunk, &code, 0);
    lua_close(L);
    for (int kind = SCRIPT_CLOSED; kind <= SCRIPT_SHIPPED; kind++) {
        struct script *script = script_new((enum script_kind)kind, "");
        assert_int_equal(script_run(script, code.data, code.len, "study.lua", 0, &d),
                         -1);
        script_free(script);
    }
    assert_int_equal(count_said(&d, E_SCRIPT), 3);
    buf_release(&code);
}

static void results_and_calls(void **state)
{
    (void)state;
    struct script *script = script_new(SCRIPT_PLUGIN, "");
    const char *chunk =
        "return function(a, b) if not a then error('no a') end return a + b end";
    assert_int_equal(script_run(script, chunk, strlen(chunk), "lua/x.lua", 1, &d), 0);
    lua_State *L = script_state(script);
    lua_pushvalue(L, -1);
    lua_pushinteger(L, 2);
    lua_pushinteger(L, 3);
    assert_int_equal(script_call(script, 2, 1, &d), 0);
    assert_int_equal(lua_tointeger(L, -1), 5);
    lua_pop(L, 1);
    assert_int_equal(script_call(script, 0, 1, &d), -1);
    assert_said(&d, E_SCRIPT, "lua/x.lua", 1, "");
    assert_string_equal(d.entries[0].text, "no a");
    assert_int_equal(lua_gettop(L), 0);
    script_free(script);
}

static void a_large_definition_loads(void **state)
{
    (void)state;
    struct buf chunk;
    buf_init(&chunk, 1 << 20);
    buf_str(&chunk, "return {\n");
    while (chunk.len < 208 * 1024)
        buf_str(
            &chunk,
            "  { id = \"p0001\", name = \"A name\", list = { 1, 2, \"three\" } },\n");
    buf_str(&chunk, "}\n");
    struct script *script = script_new(SCRIPT_CLOSED, "");
    assert_int_equal(script_run(script, chunk.data, chunk.len, "study.lua", 1, &d), 0);
    assert_true(lua_rawlen(script_state(script), -1) > 3000);
    script_free(script);
    buf_release(&chunk);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(loops_without_end_are_stopped),
        T(loops_in_the_library_are_stopped),
        T(long_texts_count_as_work),
        T(pcall_cannot_swallow_a_limit),
        T(a_stopped_state_stays_stopped),
        T(time_is_limited_too),
        T(memory_bombs_are_stopped),
        T(caught_shortage_is_not_blamed_for_another_error),
        T(a_full_state_can_still_be_used_from_c),
        T(deep_recursion_is_an_error),
        T(error_values_of_any_kind),
        T(syntax_errors_have_their_line),
        T(bytecode_is_refused),
        T(results_and_calls),
        T(a_large_definition_loads),
    };
    return cmocka_run_group_tests_name("host", tests, NULL, NULL);
}
