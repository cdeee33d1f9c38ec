// SPDX-License-Identifier: MIT
// The modules that C offers to Lua from this folder; packet/, record/ and report/ have more. Plain values in and out.
#ifndef CALMA_SCRIPT_MODULES_H
#define CALMA_SCRIPT_MODULES_H

#include "script/host.h"

// calma.html: escape(text) -> text safe as element content and attribute value
int module_html(lua_State *L);

// calma.text: offsets are code points from 0, ends exclusive
//   length(s), sub(s, start, end), fold(s), label(s), words(s, language) -> list, sentences(s, language) -> list,
//   collate(language, a, b) -> -1, 0, 1; direction(language) -> "ltr" or "rtl"; replace(s, part, by) -> s;
//   sha256(bytes) -> 64 hexadecimal digits
int module_text(lua_State *L);

// calma.json: encode(value) -> canonical text; decode(text) -> value; both raise on what cannot be
int module_json(lua_State *L);

// calma.asset: read(path) -> bytes or nil: a file of themes/ or lua/, the study's own first for plugins
int module_asset(lua_State *L);

// calma.log: note(text, file, line), warning(text, file, line); instead of a line a text says where in the file; where
// nobody says of which file, it is the script
int module_log(lua_State *L);

// All of the above under their names.
void modules_open(struct script *script);

#endif
