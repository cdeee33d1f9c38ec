// SPDX-License-Identifier: MIT
#include "packet/assign.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "script/value.h"
#include "study/answers.h"
#include "study/definition.h"
#include "study/prompts.h"

void packet_id(const struct study *study, const char *group, const char *participant,
               const char *round, char hex[65])
{
    struct buf text;
    buf_init(&text, 1000);
    buf_fmt(&text, "calma packet\n%s\n%s\n%s\n%s\n", study->id, group, participant,
            round);
    hash_hex(text.data, text.len, hex);
    buf_release(&text);
}

// --- what `give` gives; each answers a list of indices from 0

static struct assignment *upvalue(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

static size_t add_document(struct assignment *a, const struct text_file *text)
{
    for (size_t i = 0; i < a->document_count; i++)
        if (a->documents[i] == text)
            return i;
    a->documents = mem_grow(a->documents, a->document_count + 1, sizeof *a->documents);
    a->documents[a->document_count] = text;
    return a->document_count++;
}

static size_t add_conversation(struct assignment *a, const struct transcript *t,
                               const char *owner)
{
    for (size_t i = 0; i < a->conversation_count; i++)
        if (a->conversations[i].transcript == t)
            return i;
    a->conversations =
        mem_grow(a->conversations, a->conversation_count + 1, sizeof *a->conversations);
    a->conversations[a->conversation_count] = (struct assigned_conversation){t, owner};
    return a->conversation_count++;
}

static void append_index(lua_State *L, int list, size_t index)
{
    lua_pushinteger(L, (lua_Integer)index);
    lua_rawseti(L, list, (lua_Integer)lua_rawlen(L, list) + 1);
}

// give.documents(list of texts)
static int give_documents(lua_State *L)
{
    struct assignment *a = upvalue(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    value_push_list(L);
    for (lua_Integer i = 1; lua_rawgeti(L, 1, i) == LUA_TTABLE; i++) {
        lua_getfield(L, -1, "file");
        const struct text_file *text = study_text(a->study, luaL_checkstring(L, -1));
        if (text)
            append_index(L, 2, add_document(a, text));
        lua_settop(L, 2);
    }
    lua_settop(L, 2);
    return 1;
}

// others(k); without a number, what any others(k) has given by this round.
static void give_others(lua_State *L, struct assignment *a, size_t count)
{
    for (size_t i = 0; i < a->plan->count; i++) {
        const struct plan_share *share = &a->plan->shares[i];
        if (share->group != a->group ||
            (count ? share->k != count : share->since > a->round))
            continue;
        const struct transcript *t;
        for (size_t n = 0; (t = plan_given(share, a->participant, n)); n++)
            append_index(L, 2, add_conversation(a, t, "others"));
    }
}

static void give_source(lua_State *L, struct assignment *a, const char *source)
{
    const struct group *group = a->group;
    bool own = strcmp(source, "own") == 0, bank = strcmp(source, "bank") == 0;
    const struct transcript_list *list = own    ? &group->own
                                         : bank ? &group->bank
                                                : &group->baseline;
    const char *owner = own ? "own" : bank ? "bank" : "baseline";
    for (size_t i = 0; i < list->count; i++)
        if (!own || strcmp(list->items[i]->owner, a->participant->id) == 0)
            append_index(L, 2, add_conversation(a, list->items[i], owner));
}

// The entry of a list of sources that lies below the top of the stack.
static void give_from(lua_State *L, struct assignment *a)
{
    lua_getfield(L, -2, "source");
    const char *source = luaL_checkstring(L, -1);
    lua_getfield(L, -3, "count");
    if (strcmp(source, "others") == 0)
        give_others(L, a, (size_t)luaL_optinteger(L, -1, 0));
    else
        give_source(L, a, source);
}

static void give_answers(lua_State *L, struct assignment *a,
                         const struct prompt_file *file)
{
    struct transcript_list list = {0};
    answers_of_prompts(a->study, file, &list);
    for (size_t i = 0; i < list.count; i++)
        append_index(L, 2, add_conversation(a, list.items[i], "bank"));
    free(list.items);
}

// A file of conversations that a step names itself; what belongs to somebody goes to them alone.
static void give_file(lua_State *L, struct assignment *a, const char *file)
{
    const struct prompt_file *prompts = prompt_file_find(a->study, file);
    if (prompts) {
        give_answers(L, a, prompts);
        return;
    }
    for (size_t i = 0; i < a->study->transcript_count; i++) {
        const struct transcript *t = a->study->transcripts[i];
        if (strcmp(t->file, file) == 0 &&
            (!*t->owner || strcmp(t->owner, a->participant->id) == 0))
            append_index(L, 2,
                         add_conversation(a, t, t->practice ? "practice" : "bank"));
    }
}

// give.conversations(list of sources: {source = "baseline"} or {kind = "transcripts", file = "..."})
static int give_conversations(lua_State *L)
{
    struct assignment *a = upvalue(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    value_push_list(L);
    for (lua_Integer i = 1; lua_rawgeti(L, 1, i) == LUA_TTABLE; i++) {
        if (lua_getfield(L, -1, "file") == LUA_TSTRING)
            give_file(L, a, lua_tostring(L, -1));
        else
            give_from(L, a);
        lua_settop(L, 2);
    }
    lua_settop(L, 2);
    return 1;
}

// give.text(text "file"): what it says, or nil
static int give_text(lua_State *L)
{
    const struct assignment *a = upvalue(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_getfield(L, 1, "file");
    const struct text_file *text = study_text(a->study, luaL_checkstring(L, -1));
    if (!text)
        return 0;
    lua_pushlstring(L, text->data, text->len);
    return 1;
}

// give.video(video { file = ... }): {file, bytes} of a film that will lie beside the packet, or nil where there is none
static int give_video(lua_State *L)
{
    struct assignment *a = upvalue(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_getfield(L, 1, "file");
    const struct video *video = study_video(a->study, luaL_checkstring(L, -1));
    if (!video || !video->is_there)
        return 0;
    a->videos = mem_grow(a->videos, a->video_count + 1, sizeof *a->videos);
    a->videos[a->video_count++] = video;
    lua_newtable(L);
    lua_pushstring(L, video->name);
    lua_setfield(L, -2, "file");
    lua_pushinteger(L, (lua_Integer)video->size);
    lua_setfield(L, -2, "bytes");
    return 1;
}

// give.picture(svg): its index
static int give_picture(lua_State *L)
{
    struct assignment *a = upvalue(L);
    size_t len;
    const char *svg = luaL_checklstring(L, 1, &len);
    luaL_argcheck(L, strlen(svg) == len && picture_valid(svg), 1,
                  "is no picture that packets know");
    a->pictures = mem_grow(a->pictures, a->picture_count + 1, sizeof *a->pictures);
    struct picture *picture = &a->pictures[a->picture_count];
    picture->svg = mem_strdup(svg);
    hash_hex(svg, len, picture->sha256);
    lua_pushinteger(L, (lua_Integer)a->picture_count++);
    return 1;
}

// Leaves the answer in a box on the stack, where an error cannot leak it; false where there is no record.
static bool ask_for(lua_State *L, json_t **answer)
{
    struct assignment *a = upvalue(L);
    const char *name = luaL_checkstring(L, 1);
    if (!a->source)
        return false;
    json_t **box = value_push_box(L);
    *box = *answer = a->source->ask(a->source->context, name, a, script_diag(L));
    if (!*box)
        luaL_error(L, "the record has no answer to \"%s\"", name);
    return true;
}

// give.ask(name): what lua/asks/<name>.lua makes of the record, or nil where there is none
static int give_ask(lua_State *L)
{
    json_t *answer;
    if (!ask_for(L, &answer))
        return 0;
    value_push_json(L, answer);
    return 1;
}

// give.carry(name): the same for what goes into the packet as it is; Lua cannot look into it, and nothing is copied
static int give_carry(lua_State *L)
{
    json_t *answer;
    return ask_for(L, &answer) ? 1 : 0;
}

static void push_give(lua_State *L, struct assignment *a)
{
    static const luaL_Reg functions[] = {
        {"documents", give_documents}, {"conversations", give_conversations},
        {"text", give_text},           {"picture", give_picture},
        {"video", give_video},         {"ask", give_ask},
        {"carry", give_carry},         {NULL, NULL}};
    lua_newtable(L);
    lua_pushlightuserdata(L, a);
    luaL_setfuncs(L, functions, 1);
    lua_newtable(L);
    lua_pushstring(L, a->study->id);
    lua_setfield(L, -2, "id");
    lua_pushstring(L, a->study->title);
    lua_setfield(L, -2, "title");
    lua_pushstring(L, a->study->language);
    lua_setfield(L, -2, "language");
    lua_pushstring(L, a->study->ethics);
    lua_setfield(L, -2, "ethics");
    lua_setfield(L, -2, "study");
}

// --- steps

static json_t *step_data(struct assignment *a, const struct step *step, struct diag *d)
{
    const struct step_kind *kind = step->definition;
    lua_State *L = script_state(kind->script);
    const char *why = "it is no table";
    lua_rawgeti(L, LUA_REGISTRYINDEX, kind->packet);
    value_push_json(L, step->options);
    push_give(L, a);
    if (script_call(kind->script, 2, 1, d) < 0)
        return NULL;
    json_t *data = lua_istable(L, -1) ? value_to_json(L, -1, &why) : NULL;
    lua_pop(L, 1);
    if (!data)
        diag_add(d, (struct place){STUDY_FILE, step->line, ""}, E_STEP_DATA, step->id,
                 why);
    return data;
}

int assignment_make(struct assignment *a, const struct plan *plan, struct recipient to,
                    const struct round *round, const struct packet_source *source,
                    struct diag *d)
{
    const struct study *study = plan->study;
    *a = (struct assignment){.study = study,
                             .plan = plan,
                             .source = source,
                             .group = to.group,
                             .participant = to.participant,
                             .board = to.board,
                             .round = round,
                             .steps = json_array()};
    packet_id(study, to.group->id, to.participant->id, round->id, a->packet);
    for (size_t i = 0; i < round->step_count; i++) {
        const struct step *step = &round->steps[i];
        if (step->definition->facilitator != (to.board != NULL))
            continue;
        json_t *data = step_data(a, step, d);
        if (!data)
            return -1;
        json_array_append_new(a->steps, json_pack("{s:s, s:s, s:s, s:o}", "id",
                                                  step->id, "kind", step->kind, "title",
                                                  step->title, "data", data));
    }
    return 0;
}

void assignment_release(struct assignment *a)
{
    free(a->documents);
    free(a->conversations);
    for (size_t i = 0; i < a->picture_count; i++)
        free(a->pictures[i].svg);
    free(a->pictures);
    free(a->videos);
    json_decref(a->steps);
    *a = (struct assignment){0};
}
