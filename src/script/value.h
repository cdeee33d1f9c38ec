// SPDX-License-Identifier: MIT
// Lua values as JSON and back. A table with keys 1..n and no other is a list; an empty table is an object unless its
// metatable says it is a list (value_push_json marks the lists it makes). JSON null becomes lua `nil` in objects.
#ifndef CALMA_SCRIPT_VALUE_H
#define CALMA_SCRIPT_VALUE_H

#include <jansson.h>
#include <lua.h>

// New reference, or NULL when the value holds a function, a cycle, a number that is not finite, is deeper than 32, or
// larger than 512 MiB; `why` then points to a constant sentence.
json_t *value_to_json(lua_State *L, int index, const char **why);

// Pushes an empty table that is a list.
void value_push_list(lua_State *L);

// Pushes a copy. May raise on memory.
void value_push_json(lua_State *L, const json_t *value);

// Pushes a box for a value that Lua passes on without looking into it: value_to_json gives that very value. What is put
// into the box is the box's own, and goes with it; NULL until then. May raise on memory.
json_t **value_push_box(lua_State *L);

#endif
