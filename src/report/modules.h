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

// calma.stats: what is "not computable" is nil, or not in the table; lists stand in for missing numbers with false.
//   agreement(spans of each coder, length) -> {runs: {start, stop, people}, dice: {a, b, value}, mean, alpha}
//   unitizing(spans of each coder, length) -> {observed, expected, alpha}
//   alpha(rows of coders, "nominal", "ordinal" or "interval") -> number
//   diversity(counts) -> {shannon, effective, evenness, gini, chao1, chao1_plain, coverage}
//   saturation(codes of each person, how many codes) -> {mean, least, most, orders}
//   run(new codes of each person, base, from, run) -> number
//   concordance(rows of ranks) -> {w, chance, level, draws}; correlation(a, b) -> {tau, rho}
//   overlap(a, b, how many items) -> {common, jaccard, chance, tail}
//   ballots(rows of ranks, weights or nil) ->
//     {firsts, borda, lower, upper, schulze, kemeny: {orders, count, agreements}}
//   ratings(values, steps) -> {counts, missing, median, lower, upper, consensus}
//   change(how many first names, axes, {name, axis} links) -> {kept, new, dropped, unmapped, jaccard, shifts}
//   likeness(items of each person, how many items) -> number
// Spans are {start, end}; codes, items, names and axes are numbers from 1. agreement.h, unitizing.h, ranking.h,
// ballot.h, rating.h, diversity.h, saturation.h and change.h say what each is.
int module_stats(lua_State *L);

#endif
