// SPDX-License-Identifier: MIT
// The files of a study that a map is drawn from, for Lua: map-<group>.csv and embeddings.jsonl (modules.h, calma.map).
#ifndef CALMA_REPORT_MAPFILES_H
#define CALMA_REPORT_MAPFILES_H

#include <lua.h>

// Says where they lie, once for each state.
void mapfiles_open(lua_State *L, const char *folder);

int mapfiles_placed(lua_State *L);
int mapfiles_cosines(lua_State *L);

#endif
