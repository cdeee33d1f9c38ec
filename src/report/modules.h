// SPDX-License-Identifier: MIT
// The modules that this folder offers to Lua. Plain values in and out.
#ifndef CALMA_REPORT_MODULES_H
#define CALMA_REPORT_MODULES_H

#include <sqlite3.h>

#include "script/host.h"

// calma.record, read-only: parameters are texts, numbers, booleans and nil; NULL is nil, a row a table by column.
//   rows(sql, ...) -> list of rows; one(sql, ...) -> row or nil; each(sql, ...) -> iterator over rows
// `db` must outlive the state.
void module_record_open(struct script *script, sqlite3 *db);

// calma.cloud: svg(words, settings) -> text, number of words drawn
//   words: list of {text, count}; settings: {width, height, font, largest, ratio, label}, all optional
int module_cloud(lua_State *L);

// calma.markdown: html(text, language) -> HTML of the small kind that docs/formats.md describes
int module_markdown(lua_State *L);

// calma.case: upper(text, language) -> text in capital letters, as the language has them
int module_case(lua_State *L);

#endif
