// SPDX-License-Identifier: MIT
// What Lua code finds around it: the parts of Lua's own library that are pure, and `require`. Random numbers, the
// clock, files, loading of code, coroutines and finalizers are in none of the states.
#ifndef CALMA_SCRIPT_LIBRARY_H
#define CALMA_SCRIPT_LIBRARY_H

#include <lua.h>

void library_open_shipped(lua_State *L);
void library_open_plugin(lua_State *L);

// require(name): a C module by its name ("calma.text"), or lua/<name>.lua.
int library_require(lua_State *L);

#endif
