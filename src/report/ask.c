// SPDX-License-Identifier: MIT
#include "report/ask.h"

#include <lauxlib.h>
#include <string.h>

#include "base/json.h"
#include "report/report.h"
#include "script/value.h"

void ask_open(struct ask *ask, const struct study *study, sqlite3 *record,
              const char *version, struct diag *d)
{
    *ask = (struct ask){
        .study = study,
        .script = report_script(SCRIPT_SHIPPED, study, record),
        .inputs = json_pack("{s:s, s:o}", "version", version, "topics",
                            report_topics(study, d)),
        .known = json_object(),
        .own = json_object(),
    };
}

void ask_close(struct ask *ask)
{
    script_free(ask->script);
    json_decref(ask->inputs);
    json_decref(ask->known);
    json_decref(ask->own);
    *ask = (struct ask){0};
}

// Leaves the context that artifacts get on the stack.
static int push_context(struct ask *ask, struct diag *d)
{
    if (script_require(ask->script, "context", d) < 0)
        return -1;
    value_push_json(script_state(ask->script), ask->inputs);
    return script_call(ask->script, 1, 1, d);
}

// {id, session, people}; people is left out where everybody in the group is at the board.
static void push_board(lua_State *L, const struct board *board)
{
    lua_newtable(L);
    lua_pushstring(L, board->self.id);
    lua_setfield(L, -2, "id");
    lua_pushstring(L, board->session);
    lua_setfield(L, -2, "session");
    if (board->people) {
        lua_newtable(L);
        for (size_t i = 0; i < board->people_count; i++) {
            lua_pushstring(L, board->people[i]->id);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        lua_setfield(L, -2, "people");
    }
    lua_setfield(L, -2, "board");
}

static void push_where(lua_State *L, const struct assignment *a)
{
    lua_newtable(L);
    lua_pushstring(L, a->group->id);
    lua_setfield(L, -2, "group");
    lua_pushstring(L, a->participant->id);
    lua_setfield(L, -2, "participant");
    lua_pushstring(L, a->round->id);
    lua_setfield(L, -2, "round");
    if (a->board)
        push_board(L, a->board);
}

static json_t *take_answer(struct ask *ask, const char *name, struct diag *d)
{
    lua_State *L = script_state(ask->script);
    const char *why = "";
    json_t *answer = value_to_json(L, -1, &why);
    if (!answer)
        diag_add(d, (struct place){name, 0, ""}, E_SCRIPT, why);
    return answer;
}

// Runs the ask whose table lies on top of the stack.
static json_t *run(struct ask *ask, const char *name, const struct assignment *a,
                   struct diag *d)
{
    lua_State *L = script_state(ask->script);
    lua_getfield(L, -1, "answer");
    if (script_require(ask->script, "record", d) < 0 || push_context(ask, d) < 0)
        return NULL;
    push_where(L, a);
    return script_call(ask->script, 3, 1, d) < 0 ? NULL : take_answer(ask, name, d);
}

static json_t *ask_anew(struct ask *ask, const char *name, const char *key,
                        const struct assignment *a, struct diag *d)
{
    lua_State *L = script_state(ask->script);
    struct buf module;
    json_t *answer = NULL;
    int top = lua_gettop(L);
    buf_init(&module, 300);
    buf_fmt(&module, "asks/%s", name);
    if (script_require(ask->script, module.data, d) == 0 && lua_istable(L, -1)) {
        lua_getfield(L, -1, "per");
        bool per_group =
            lua_isstring(L, -1) && strcmp(lua_tostring(L, -1), "group") == 0;
        lua_pop(L, 1);
        answer = run(ask, module.data, a, d);
        if (answer)
            json_object_set(per_group ? ask->known : ask->own, key, answer);
    }
    lua_settop(L, top);
    buf_release(&module);
    return answer;
}

json_t *ask_answer(struct ask *ask, const char *name, const struct assignment *a,
                   struct diag *d)
{
    struct buf key;
    buf_init(&key, 1000);
    buf_fmt(&key, "%s %s %s", name, a->group->id, a->round->id);
    if (a->participant != ask->last)
        json_object_clear(ask->own);
    ask->last = a->participant;
    json_t *answer = json_object_get(ask->known, key.data);
    if (!answer)
        answer = json_object_get(ask->own, key.data);
    if (answer)
        json_incref(answer);
    else
        answer = ask_anew(ask, name, key.data, a, d);
    buf_release(&key);
    return answer;
}
