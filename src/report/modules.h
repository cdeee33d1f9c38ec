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

// calma.map: where labels stand on a map, and what that is drawn from.
//   layout(labels, links, options) -> list of {x, y, w, h, lines, rtl, rim}, stress
//     labels: texts; links: list of {i, j, d}, d from 0.1 (near) to 1.6 (what is not linked); i, j from 1
//     options: {width, height: least room in pixels, size: of the font in pixels, most: the longest line in pixels,
//     lines: at most, fixed: list of {i, x, y} in pixels}, all optional
//     x, y: the middle of the label's box, whole pixels; lines: its text as it is broken; rtl: read from right to
//     left; rim: nothing links it, so it stands around the others
//   placed(group) -> list of {label, x, y, line}, file name: map-<group>.csv of the study's folder; nil without it
//   cosines(texts) -> {model, pairs = list of {i, j, cosine}, found = list of booleans} from embeddings.jsonl of the
//     study's folder; texts: for each label a list of lists of texts, of which the first that has any vector counts;
//     nil without the file, or when nothing is found
void module_map_open(struct script *script, const char *study_folder);

// calma.overlap: pairs(stretches, labels, least) -> list of {i, j, cosine}, i < j, sorted: the labels that different people
// gave to the same text, as overlap.h says, from the cosine `least` on
//   stretches: list of {turn, label, person, start, stop}, all numbers; labels: how many there are, numbers from 1
int module_overlap(lua_State *L);

// calma.markdown: html(text, language) -> HTML of the small kind that docs/formats.md describes
int module_markdown(lua_State *L);

// calma.case: upper(text, language) -> text in capital letters, as the language has them
int module_case(lua_State *L);

// calma.sheet: read(name) -> rows of the study's alignment.csv or standard.csv, the titles first: lists of texts, each with
//   `line`, the number of the line where it starts; nil without the file
void module_sheet_open(struct script *script, const char *study_folder);

// calma.stats: what is "not computable" is nil, or not in the table; lists stand in for missing numbers with false.
//   agreement(spans of each coder, length) -> {runs: {start, stop, people}, dice: {a, b, value}, mean, alpha}
//   unitizing(spans of each coder, length) -> {observed, expected, alpha}
//   alpha(rows of coders, "nominal", "ordinal" or "interval") -> number
//   diversity(counts) -> {shannon, effective, evenness, gini, chao1, chao1_plain, coverage}
//   saturation(codes of each person, how many codes) -> {mean, least, most, orders}
//   run(new codes of each person, base, from, run) -> number
//   concordance(rows of ranks) -> {w, chance, level, draws}; correlation(a, b) -> {tau, rho}
//   overlap(a, b, how many items) -> {common, jaccard, chance, tail}
//   ballots(rows of ranks, weights or nil, how many of the first places count together: 3 if nil) ->
//     {firsts, among, borda, copeland, lower, upper, schulze, kemeny: {orders, count, agreements},
//     stv: {taken, ways, quota}}
//   ratings(values, steps) -> {counts, missing, median, lower, upper, consensus}
//   change(how many first names, axes, {name, axis} links) -> {kept, new, dropped, unmapped, jaccard, shifts}
//   likeness(items of each person, how many items) -> number
// Spans are {start, end}; codes, items, names and axes are numbers from 1. agreement.h, unitizing.h, ranking.h,
// ballot.h, stv.h, rating.h, diversity.h, saturation.h and change.h say what each is.
int module_stats(lua_State *L);

#endif
