// SPDX-License-Identifier: MIT
#include "script/value.h"

#include <lauxlib.h>

#include "base/json.h"
#include "script/host.h"
#include "script/modules.h"
#include "support.h"

static struct diag d;
static struct script *script;

static int setup(void **state)
{
    (void)state;
    diag_init(&d);
    script = script_new(SCRIPT_PLUGIN, "");
    modules_open(script);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    diag_release(&d);
    script_free(script);
    return 0;
}

static lua_State *run(const char *chunk)
{
    int failed = script_run(script, chunk, strlen(chunk), "chunk.lua", 1, &d);
    assert_no_errors(&d);
    assert_int_equal(failed, 0);
    return script_state(script);
}

static void gives(const char *chunk, const char *expected)
{
    lua_State *L = run(chunk);
    const char *why = "";
    struct buf out;
    buf_init(&out, 10000);
    json_t *value = value_to_json(L, -1, &why);
    assert_string_equal(why, "");
    json_canonical(value, &out);
    assert_string_equal(out.data, expected);
    buf_release(&out);
    json_decref(value);
    lua_pop(L, 1);
    assert_int_equal(lua_gettop(L), 0);
}

static void refuses(const char *chunk, const char *sentence)
{
    lua_State *L = run(chunk);
    const char *why = "";
    assert_null(value_to_json(L, -1, &why));
    assert_string_equal(why, sentence);
    lua_settop(L, 0);
}

static void values_become_json(void **state)
{
    (void)state;
    gives("return nil", "null");
    gives("return true", "true");
    gives("return -7", "-7");
    gives("return 1.5", "1.5");
    gives("return math.maxinteger", "9223372036854775807");
    gives("return 'caf\\u{E9}'", "\"caf\xC3\xA9\"");
    gives("return { b = 1, a = { x = false } }", "{\"a\":{\"x\":false},\"b\":1}");
    gives("return { 1, 'two', { 3 } }", "[1,\"two\",[3]]");
}

static void empty_tables_are_objects_unless_marked(void **state)
{
    (void)state;
    gives("return {}", "{}");
    gives("return { list = {} }", "{\"list\":{}}");
    gives("return require('calma.json').decode('[]')", "[]");
    gives("return require('calma.json').decode('{\"a\": [], \"b\": {}}')",
          "{\"a\":[],\"b\":{}}");
    lua_State *L = script_state(script);
    value_push_list(L);
    const char *why = "";
    json_t *value = value_to_json(L, -1, &why);
    assert_true(json_is_array(value));
    json_decref(value);
    lua_settop(L, 0);
}

static void what_is_no_data_is_refused(void **state)
{
    (void)state;
    refuses("return function() end", "a function cannot be kept as data");
    refuses("return { a = { pairs } }", "a function cannot be kept as data");
    refuses("return 0 / 0", "a number is not finite");
    refuses("return { x = math.huge }", "a number is not finite");
    refuses("return { 1, 2, x = 3 }", "a table mixes names and numbers as keys");
    refuses("return { [2] = 1 }", "a table mixes names and numbers as keys");
    refuses("return { [1.5] = 1 }", "a table mixes names and numbers as keys");
    refuses("return { [true] = 1 }", "a table mixes names and numbers as keys");
    refuses("return '\\xff'", "a text is not valid UTF-8");
    refuses("return { ['\\xff'] = 1 }", "a name is not valid UTF-8");
}

static void depth_and_size_have_limits(void **state)
{
    (void)state;
    static const char deep[] = "tables are nested too deeply, or hold themselves";
    gives("local t = 1 for i = 1, 5 do t = { t } end return t", "[[[[[1]]]]]");
    refuses("local t = 1 for i = 1, 33 do t = { t } end return t", deep);
    refuses("local t = {} t[1] = t return t", deep);
    refuses("local a, b = {}, {} a.b = b b.a = a return a", deep);
    // Held twice at every level, the copy doubles with each.
    refuses("local t = { 1 } for i = 1, 30 do t = { t, t } end return t",
            "it is too large");
    refuses(
        "local s = ('x'):rep(1e6) local t = {} for i = 1, 1e4 do t[i] = s end return t",
        "it is too large");
}

static void back_and_forth(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"a\":[],\"b\":{},\"c\":[{},[]]}", "[1,2.5,\"\xF0\x9F\x98\x80\",true,false]",
        "{\"\":\"empty\",\"a b\":\"x\\ny\"}", "[[[[[[[[]]]]]]]]"};
    lua_State *L = script_state(script);
    for (size_t i = 0; i < COUNT(texts); i++) {
        json_t *value = json_loads(texts[i], 0, NULL);
        const char *why = "";
        struct buf out;
        buf_init(&out, 1000);
        value_push_json(L, value);
        json_t *back = value_to_json(L, -1, &why);
        json_canonical(back, &out);
        assert_string_equal(out.data, texts[i]);
        buf_release(&out);
        json_decref(back);
        json_decref(value);
        lua_pop(L, 1);
    }
}

static void null_is_nil(void **state)
{
    (void)state;
    gives("local t = require('calma.json').decode('{\"a\": null, \"b\": 1}') return "
          "t.a == nil",
          "true");
}

// --- the modules that C offers

static void modules_count_code_points(void **state)
{
    (void)state;
    gives("local t = require 'calma.text' return { t.length('a\\u{1F600}b'), "
          "t.sub('a\\u{1F600}b', 1, 2),"
          " t.sub('abc', -5, 2), t.sub('abc', 2, 99), t.sub('abc', 2, 1), "
          "t.fold('ABC'), t.label(' a  b ') }",
          "[3,\"\xF0\x9F\x98\x80\",\"ab\",\"c\",\"\",\"abc\",\"a b\"]");
    gives("local t = require 'calma.text' return { t.words('One two.', 'en'), "
          "t.sentences('A. B.', 'en'),"
          " t.collate('en', 'a', 'B'), t.direction('ar'), t.replace('a.b.c', '.', "
          "'%1') }",
          "[[\"One\",\"two\"],[\"A. \",\"B.\"],-1,\"rtl\",\"a%1b%1c\"]");
}

static void the_sha256_is_of_bytes(void **state)
{
    (void)state;
    gives("local t = require 'calma.text' return { t.sha256(''), t.sha256('abc'), "
          "#t.sha256('\\xff\\0') }",
          "[\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
          "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\",64]");
}

static void raises(const char *chunk, const char *part)
{
    assert_int_equal(script_run(script, chunk, strlen(chunk), "chunk.lua", 0, &d), -1);
    assert_int_equal(d.entries[0].line, 1);
    assert_non_null(strstr(d.entries[0].text, part));
    diag_release(&d);
}

static void modules_raise_on_what_cannot_be(void **state)
{
    (void)state;
    raises("require('calma.text').length('\\xff')", "is not UTF-8 text");
    raises("require('calma.text').fold(('x'):rep((64 << 20) + 1))", "is too long");
    raises("require('calma.text').replace('a', '', 'b')", "is empty");
    raises("require('calma.json').decode('[1')", "not valid JSON");
    raises("require('calma.json').encode({ pairs })",
           "a function cannot be kept as data");
    raises("require('calma.html').escape({})", "string expected");
}

static void escaping_and_encoding(void **state)
{
    (void)state;
    gives("return require('calma.html').escape('<a href=\"x\">&')",
          "\"&lt;a href=&quot;x&quot;&gt;&amp;\"");
    gives("return require('calma.json').encode({ b = 1, a = {} })",
          "\"{\\\"a\\\":{},\\\"b\\\":1}\"");
    run("require('calma.log').note('said') require('calma.log').warning('warned')");
    assert_said(&d, N_SCRIPT, NULL, -1, NULL);
    assert_said(&d, W_SCRIPT, NULL, -1, NULL);
}

// What Lua only passes on comes out as the very value that went in, also where it stands twice.
static void what_is_in_a_box_is_passed_on(void **state)
{
    (void)state;
    lua_State *L = script_state(script);
    const char *why = "";
    json_t *held = json_pack("{s:[i,i]}", "list", 1, 2);
    lua_newtable(L);
    *value_push_box(L) = json_incref(held);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "one");
    lua_setfield(L, -2, "other");
    json_t *value = value_to_json(L, -1, &why);
    assert_string_equal(why, "");
    assert_ptr_equal(json_object_get(value, "one"), held);
    assert_ptr_equal(json_object_get(value, "other"), held);
    json_decref(value);
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    assert_int_equal(held->refcount, 1);
    json_decref(held);
}

static void a_box_with_nothing_in_it_is_no_data(void **state)
{
    (void)state;
    lua_State *L = script_state(script);
    const char *why = "";
    value_push_box(L);
    assert_null(value_to_json(L, -1, &why));
    assert_string_equal(why, "an object of the program cannot be kept as data");
    lua_settop(L, 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(values_become_json),
        T(empty_tables_are_objects_unless_marked),
        T(what_is_no_data_is_refused),
        T(depth_and_size_have_limits),
        T(back_and_forth),
        T(null_is_nil),
        T(what_is_in_a_box_is_passed_on),
        T(a_box_with_nothing_in_it_is_no_data),
        T(modules_count_code_points),
        T(the_sha256_is_of_bytes),
        T(modules_raise_on_what_cannot_be),
        T(escaping_and_encoding),
    };
    return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
