// SPDX-License-Identifier: MIT
// What a script finds around it, and what it must not find. Each chunk is Lua that answers true when all is well.
#include "script/library.h"

#include "script/host.h"
#include "script/modules.h"
#include "support.h"

static struct diag d;

static int setup(void **state)
{
    diag_init(&d);
    return folder_setup(state);
}

static int teardown(void **state)
{
    diag_release(&d);
    return folder_teardown(state);
}

static bool holds_in(enum script_kind kind, const char *folder, const char *chunk)
{
    struct script *script = script_new(kind, folder);
    if (kind != SCRIPT_CLOSED)
        modules_open(script);
    bool failed = script_run(script, chunk, strlen(chunk), "chunk.lua", 1, &d) < 0;
    bool answer = !failed && lua_isboolean(script_state(script), -1) &&
                  lua_toboolean(script_state(script), -1);
    script_free(script);
    return answer;
}

static void holds(enum script_kind kind, const char *chunk)
{
    if (!holds_in(kind, "", chunk)) {
        if (d.count)
            print_error("# %s\n", d.entries[d.count - 1].text);
        fail_msg("this does not hold: %s", chunk);
    }
}

static void fails(enum script_kind kind, const char *chunk)
{
    if (holds_in(kind, "", chunk) || !d.count)
        fail_msg("this was allowed: %s", chunk);
    diag_release(&d);
}

// --- closed

static void closed_has_no_name_at_all(void **state)
{
    (void)state;
    static const char *const names[] = {
        "assert",       "collectgarbage", "coroutine", "debug",    "dofile",
        "error",        "getmetatable",   "io",        "ipairs",   "load",
        "loadfile",     "loadstring",     "math",      "next",     "os",
        "package",      "pairs",          "pcall",     "print",    "rawequal",
        "rawget",       "rawlen",         "rawset",    "require",  "select",
        "setmetatable", "string",         "table",     "tonumber", "tostring",
        "type",         "utf8",           "warn",      "xpcall",   "_G",
        "_VERSION"};
    for (size_t i = 0; i < COUNT(names); i++) {
        char chunk[100];
        snprintf(chunk, sizeof chunk, "return %s == nil", names[i]);
        holds(SCRIPT_CLOSED, chunk);
    }
}

static void closed_hides_no_library_behind_a_text(void **state)
{
    (void)state;
    fails(SCRIPT_CLOSED, "return ('x'):rep(3) == 'xxx'");
    fails(SCRIPT_CLOSED, "return #('x').rep > 0");
    fails(SCRIPT_CLOSED, "local s = '' return s.format('%d', 1) == '1'");
}

static void closed_can_still_reckon(void **state)
{
    (void)state;
    holds(SCRIPT_CLOSED,
          "local t = {} for i = 1, 3 do t[i] = 'p' .. i end return t[3] == 'p3'");
    holds(SCRIPT_CLOSED, "_ENV.x = 1 return x == 1");
}

// --- plugin and shipped

static void no_door_to_the_machine(void **state)
{
    (void)state;
    static const char *const names[] = {
        "collectgarbage", "coroutine",  "debug", "dofile",  "io",      "load",
        "loadfile",       "loadstring", "next",  "os",      "package", "print",
        "warn",           "xpcall",     "_G",    "_VERSION"};
    for (size_t i = 0; i < COUNT(names); i++) {
        char chunk[100];
        snprintf(chunk, sizeof chunk, "return %s == nil", names[i]);
        holds(SCRIPT_PLUGIN, chunk);
        holds(SCRIPT_SHIPPED, chunk);
    }
    holds(
        SCRIPT_PLUGIN,
        "return string.dump == nil and math.random == nil and math.randomseed == nil");
    holds(
        SCRIPT_SHIPPED,
        "return string.dump == nil and math.random == nil and math.randomseed == nil");
}

static void a_plugin_has_no_metatables_patterns_or_pcall(void **state)
{
    (void)state;
    static const char *const names[] = {"getmetatable",  "setmetatable", "pcall",
                                        "rawget",        "rawset",       "string.gsub",
                                        "string.gmatch", "string.match", "string.pack",
                                        "string.unpack"};
    for (size_t i = 0; i < COUNT(names); i++) {
        char chunk[100];
        snprintf(chunk, sizeof chunk, "return %s == nil", names[i]);
        holds(SCRIPT_PLUGIN, chunk);
    }
    fails(SCRIPT_PLUGIN, "return getmetatable('').__index ~= nil");
    fails(SCRIPT_PLUGIN, "return ('x').__index.rep ~= nil");
}

static void find_is_plain_in_a_plugin(void **state)
{
    (void)state;
    holds(SCRIPT_PLUGIN,
          "local a, b = string.find('a.b.c', '.', 1) return a == 2 and b == 2");
    holds(SCRIPT_PLUGIN,
          "local a, b = ('a.b.c'):find('.', 3, true) return a == 4 and b == 4");
    holds(SCRIPT_PLUGIN, "return ('abc'):find('%a+') == nil");
    holds(SCRIPT_PLUGIN, "local a, b = ('abc'):find('') return a == 1 and b == 0");
    holds(SCRIPT_PLUGIN,
          "return ('abc'):find('c', 9) == nil and ('abc'):find('a', -5) == 1");
    // A pattern like this takes longer than the universe has; as plain text it is just not there.
    holds(SCRIPT_PLUGIN,
          "return string.find(('a'):rep(3000), ('.-'):rep(3000) .. 'b') == nil");
}

static void finalizers_are_refused(void **state)
{
    (void)state;
    fails(SCRIPT_SHIPPED,
          "setmetatable({}, { __gc = function() while true do end end }) return true");
    holds(SCRIPT_SHIPPED, // added afterwards it is no finalizer
          "local m = {} setmetatable({}, m) m.__gc = function() while true do end end "
          "for i = 1, 1e5 do local t = {i} end return true");
    holds(SCRIPT_SHIPPED,
          "local t = setmetatable({}, { __index = { a = 1 } }) return t.a == 1");
    holds(SCRIPT_SHIPPED,
          "local t = {} return setmetatable(t, nil) == t and getmetatable(t) == nil");
    fails(SCRIPT_SHIPPED, "setmetatable('x', {}) return true");
    fails(SCRIPT_SHIPPED, "setmetatable({}) return true");
}

static void pairs_goes_in_order(void **state)
{
    (void)state;
    static const char chunk[] =
        "local t = { b = 1, a = 2, [10] = 3, [2] = 4, ['10'] = 5, [1.5] = 6, c = 7 }\n"
        "local seen = {}\n"
        "for k, v in pairs(t) do seen[#seen + 1] = tostring(k) .. '=' .. v end\n"
        "return table.concat(seen, ' ') == '1.5=6 2=4 10=3 10=5 a=2 b=1 c=7'";
    holds(SCRIPT_PLUGIN, chunk);
    holds(SCRIPT_SHIPPED, chunk);
    holds(SCRIPT_PLUGIN, "for _ in pairs({}) do return false end return true");
    holds(SCRIPT_PLUGIN,
          "local t, n = {}, 0 for i = 1, 1000 do t['k' .. i * 7919 % 1000] = i end "
          "local last = '' for k in pairs(t) do if k < last then return false end "
          "last = k n = n + 1 end return n == 1000");
    holds(SCRIPT_PLUGIN, // what is taken out on the way is passed over
          "local t, seen = { a = 1, b = 2, c = 3 }, '' "
          "for k in pairs(t) do seen = seen .. k t.b = nil end return seen == 'ac'");
    holds(SCRIPT_PLUGIN,
          "local n = 0 for k in pairs({ [true] = 1, [false] = 2, [{}] = 3, x = 4 }) do "
          "n = n + 1 end return n == 4");
    fails(SCRIPT_PLUGIN, "for k in pairs(nil) do end return true");
}

static void the_library_works(void **state)
{
    (void)state;
    static const char *const chunks[] = {
        "return ('ab'):rep(3, '-') == 'ab-ab-ab' and ('x'):rep(0) == '' and "
        "('x'):rep(-1) == ''",
        "local t = {1, 2, 3} table.insert(t, 4) table.insert(t, 1, 0) return "
        "table.concat(t) == '01234'",
        "local t = {1, 2, 3} return table.remove(t) == 3 and table.remove(t, 1) == 1 "
        "and #t == 1",
        "return ('%5.1f|%d|%s'):format(1.25, 7, 'x') == '  1.2|7|x'",
        "return math.floor(2.5) == 2 and utf8.len('\\u{915}') == 1 and select('#', 1, "
        "nil) == 2"};
    for (size_t i = 0; i < COUNT(chunks); i++) {
        holds(SCRIPT_PLUGIN, chunks[i]);
        holds(SCRIPT_SHIPPED, chunks[i]);
    }
    fails(SCRIPT_PLUGIN, "return ('%99999d'):format(1)");
    fails(SCRIPT_PLUGIN, "return #table.pack(table.unpack({}, 1, 1e8)) == 0");
}

static void tampering_stays_in_its_state(void **state)
{
    (void)state;
    holds(SCRIPT_PLUGIN, "string.len = nil tostring = nil pairs = 7 return true");
    holds(SCRIPT_PLUGIN, "return ('abc'):len() == 3 and tostring(1) == '1'");
}

// --- require

static void modules_of_c_and_lua(void **state)
{
    put_file(in(*state, "lua/mine.lua"), "return { value = 7, name = ... }");
    put_file(in(*state, "lua/deep/er.lua"), "return require('mine').value + 1");
    assert_true(holds_in(SCRIPT_PLUGIN, *state, "return require('mine').value == 7"));
    assert_true(
        holds_in(SCRIPT_PLUGIN, *state, "return require('mine').name == 'mine'"));
    assert_true(
        holds_in(SCRIPT_PLUGIN, *state, "return require('mine') == require('mine')"));
    assert_true(holds_in(SCRIPT_PLUGIN, *state, "return require('deep/er') == 8"));
    // What is shipped never looks into a study.
    assert_false(holds_in(SCRIPT_SHIPPED, *state, "return require('mine').value == 7"));
    holds(SCRIPT_PLUGIN, "return require('calma.text').length('\\u{1F600}') == 1");
    fails(SCRIPT_PLUGIN, "return require('calma.record') ~= nil"); // not opened here
}

static void a_path_leads_nowhere_else(void **state)
{
    put_file(in(*state, "secret.lua"), "return true");
    put_file(in(*state, "study/lua/fine.lua"), "return true");
    static const char *const names[] = {"../secret",
                                        "../../secret",
                                        "a/../../../secret",
                                        "./fine",
                                        "/etc/passwd",
                                        "//fine",
                                        "fine/",
                                        "",
                                        ".",
                                        "..",
                                        "absent",
                                        "../../../../../../etc/passwd\\0"};
    assert_true(holds_in(SCRIPT_PLUGIN, in(*state, "study"), "return require 'fine'"));
    for (size_t i = 0; i < COUNT(names); i++) {
        char chunk[200];
        snprintf(chunk, sizeof chunk, "return require('%s')", names[i]);
        if (holds_in(SCRIPT_PLUGIN, in(*state, "study"), chunk))
            fail_msg("this was allowed: %s", chunk);
        assert_non_null(strstr(d.entries[d.count - 1].text, "there is no module"));
        snprintf(chunk, sizeof chunk,
                 "return require('calma.asset').read('lua/%s.lua') ~= nil", names[i]);
        if (holds_in(SCRIPT_PLUGIN, in(*state, "study"), chunk))
            fail_msg("this was allowed: %s", chunk);
    }
}

static void a_module_that_holds_itself_is_an_error(void **state)
{
    put_file(in(*state, "lua/a.lua"), "return require 'a'");
    put_file(in(*state, "lua/code.lua"), "\x1bLua");
    assert_false(holds_in(SCRIPT_PLUGIN, *state, "return require 'a'"));
    assert_false(holds_in(SCRIPT_PLUGIN, *state, "return require 'code'"));
    assert_int_equal(count_said(&d, E_SCRIPT), 2);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(closed_has_no_name_at_all),
        T(closed_hides_no_library_behind_a_text),
        T(closed_can_still_reckon),
        T(no_door_to_the_machine),
        T(a_plugin_has_no_metatables_patterns_or_pcall),
        T(find_is_plain_in_a_plugin),
        T(finalizers_are_refused),
        T(pairs_goes_in_order),
        T(the_library_works),
        T(tampering_stays_in_its_state),
        T(modules_of_c_and_lua),
        T(a_path_leads_nowhere_else),
        T(a_module_that_holds_itself_is_an_error),
    };
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
