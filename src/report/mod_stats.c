// SPDX-License-Identifier: MIT
// Lua's lists become plain arrays here, in memory that goes with the Lua state, since any of these calls may raise. A
// field that is "not computable" is not in the table that comes back.
#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "report/agreement.h"
#include "report/ballot.h"
#include "report/change.h"
#include "report/diversity.h"
#include "report/modules.h"
#include "report/ranking.h"
#include "report/rating.h"
#include "report/saturation.h"
#include "report/stv.h"
#include "report/unitizing.h"

#define CELLS_MAX ((size_t)1 << 24)
#define WORK_MAX ((size_t)1 << 40)
#define CELLS_A_STEP 8 // of C's loops take about as long as a step of Lua's machine
#define STEPS_MAX 100  // of a scale
#define DRAWS 4000
#define ORDERS 200
#define KEMENY_SHOWN 24
#define SEED 1
#define TOP 3 // of the first places that count together

// ---- lists to arrays

static void *new_array(lua_State *L, size_t count, size_t size)
{
    if (count > CELLS_MAX) {
        luaL_error(L, "too many values");
    }
    void *array = lua_newuserdatauv(L, (count + 1) * size, 0);
    memset(array, 0, (count + 1) * size);
    return array;
}

// Tells the host what a loop of so many rounds costs.
static void spend(lua_State *L, size_t a, size_t b, size_t c)
{
    double work = (double)a * (double)b * (double)c;
    luaL_argcheck(L, work < (double)WORK_MAX, 1, "is too much to compute");
    script_spend(L, (long long)(work / CELLS_A_STEP));
}

static size_t list_length(lua_State *L, int arg)
{
    luaL_checktype(L, arg, LUA_TTABLE);
    return lua_rawlen(L, arg);
}

// The number at place i of the list, NAN where it is false or nothing.
static double number_at(lua_State *L, int list, size_t i)
{
    double number = NAN;
    lua_rawgeti(L, list, (lua_Integer)i + 1);
    if (lua_toboolean(L, -1)) {
        luaL_argexpected(L, lua_type(L, -1) == LUA_TNUMBER, 1, "list of numbers");
        number = lua_tonumber(L, -1);
    }
    lua_pop(L, 1);
    return number;
}

static size_t size_at(lua_State *L, int list, size_t i, size_t most)
{
    double number = number_at(L, list, i);
    if (!(number >= 0 && number <= (double)most && number == floor(number))) {
        luaL_error(L, "a number is not from 0 to %f", (lua_Number)most);
    }
    return (size_t)number;
}

static double *read_numbers(lua_State *L, int arg, size_t *count)
{
    *count = list_length(L, arg);
    double *numbers = new_array(L, *count, sizeof *numbers);
    for (size_t i = 0; i < *count; i++) {
        numbers[i] = number_at(L, arg, i);
    }
    return numbers;
}

// Counts: nothing below 0, nothing missing.
static double *read_counts(lua_State *L, int arg, size_t *count)
{
    double *counts = read_numbers(L, arg, count);
    for (size_t i = 0; i < *count; i++) {
        luaL_argcheck(L, counts[i] >= 0 && counts[i] < 1e15, arg,
                      "is no list of counts");
    }
    return counts;
}

// Numbers from 1 to `most`, as numbers from 0.
static size_t *read_indexes(lua_State *L, int arg, size_t most, size_t *count)
{
    *count = list_length(L, arg);
    size_t *indexes = new_array(L, *count, sizeof *indexes);
    for (size_t i = 0; i < *count; i++) {
        size_t index = size_at(L, arg, i, most);
        luaL_argcheck(L, index >= 1, arg, "numbers begin with 1");
        indexes[i] = index - 1;
    }
    return indexes;
}

// A list of rows of the same length.
static double *read_rows(lua_State *L, int arg, size_t *rows, size_t *columns)
{
    *rows = list_length(L, arg);
    *columns = 0;
    double *cells = NULL;
    for (size_t i = 0; i < *rows; i++) {
        lua_rawgeti(L, arg, (lua_Integer)i + 1);
        size_t length = list_length(L, -1);
        if (i == 0) {
            *columns = length;
            luaL_argcheck(L, length == 0 || *rows <= CELLS_MAX / length, arg,
                          "has too many values");
            cells = new_array(L, *rows * length, sizeof *cells);
            lua_insert(L, -2);
        }
        luaL_argcheck(L, length == *columns, arg, "has rows of different lengths");
        for (size_t k = 0; k < length; k++) {
            cells[i * length + k] = number_at(L, lua_gettop(L), k);
        }
        lua_pop(L, 1);
    }
    return cells;
}

// ---- results

static void set_number(lua_State *L, const char *name, double number)
{
    lua_pushnumber(L, number);
    lua_setfield(L, -2, name);
}

static void set_count(lua_State *L, const char *name, size_t count)
{
    lua_pushinteger(L, (lua_Integer)count);
    lua_setfield(L, -2, name);
}

static void set_if(lua_State *L, const char *name, bool computable, double number)
{
    if (computable) {
        set_number(L, name, number);
    }
}

// NAN becomes false, so that the list has no holes.
static void set_list(lua_State *L, const char *name, const double *numbers,
                     size_t count)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        if (isnan(numbers[i])) {
            lua_pushboolean(L, false);
        } else {
            lua_pushnumber(L, numbers[i]);
        }
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_setfield(L, -2, name);
}

// ---- passages: agreement and unitizing

struct marks {
    struct span *spans;
    size_t *first; // of each coder; one more for the end
    size_t coders, length;
};

static size_t count_spans(lua_State *L, int arg)
{
    size_t coders = list_length(L, arg), count = 0;
    for (size_t i = 0; i < coders; i++) {
        lua_rawgeti(L, arg, (lua_Integer)i + 1);
        count += list_length(L, lua_gettop(L));
        lua_pop(L, 1);
    }
    return count;
}

static struct span read_span(lua_State *L, int list, size_t i, size_t length)
{
    lua_rawgeti(L, list, (lua_Integer)i + 1);
    int pair = lua_gettop(L);
    luaL_argexpected(L, lua_istable(L, pair), 1, "list of {start, end}");
    struct span span = {size_at(L, pair, 0, CELLS_MAX), size_at(L, pair, 1, CELLS_MAX)};
    lua_pop(L, 1);
    span.end = span.end < length ? span.end : length;
    span.start = span.start < span.end ? span.start : span.end;
    return span;
}

static struct marks read_marks(lua_State *L)
{
    struct marks m = {.length = (size_t)luaL_checkinteger(L, 2)};
    luaL_argcheck(L, m.length <= CELLS_MAX, 2, "is no length of a text");
    m.coders = list_length(L, 1);
    m.spans = new_array(L, count_spans(L, 1), sizeof *m.spans);
    m.first = new_array(L, m.coders + 1, sizeof *m.first);
    for (size_t coder = 0; coder < m.coders; coder++) {
        lua_rawgeti(L, 1, (lua_Integer)coder + 1);
        size_t count = list_length(L, lua_gettop(L));
        for (size_t i = 0; i < count; i++) {
            m.spans[m.first[coder] + i] = read_span(L, lua_gettop(L), i, m.length);
        }
        lua_pop(L, 1);
        m.first[coder + 1] =
            m.first[coder] + span_merge(m.spans + m.first[coder], count);
    }
    return m;
}

static size_t coder_spans(const struct marks *m, size_t coder)
{
    return m->first[coder + 1] - m->first[coder];
}

// Every pair, and the mean of those that can be computed.
static void set_dice(lua_State *L, const struct marks *m)
{
    double sum = 0, dice;
    lua_Integer n = 0, computed = 0;
    lua_newtable(L);
    for (size_t a = 0; a < m->coders; a++) {
        for (size_t b = a + 1; b < m->coders; b++) {
            lua_createtable(L, 0, 3);
            set_count(L, "a", a + 1);
            set_count(L, "b", b + 1);
            if (agreement_dice(m->spans + m->first[a], coder_spans(m, a),
                               m->spans + m->first[b], coder_spans(m, b), &dice)) {
                set_number(L, "value", dice);
                sum += dice;
                computed++;
            }
            lua_rawseti(L, -2, ++n);
        }
    }
    lua_setfield(L, -2, "dice");
    set_if(L, "mean", computed > 0, sum / (double)computed);
}

static void set_runs(lua_State *L, const struct heat_run *runs, size_t count)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_createtable(L, 0, 3);
        set_count(L, "start", runs[i].start);
        set_count(L, "stop", runs[i].end);
        set_count(L, "people", runs[i].coders);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_setfield(L, -2, "runs");
}

static int agreement(lua_State *L)
{
    struct marks m = read_marks(L);
    size_t spans = m.first[m.coders];
    spend(L, m.coders, m.coders + spans, 4);
    struct heat_run *runs = new_array(L, 2 * spans + 1, sizeof *runs);
    size_t count = agreement_heat(m.spans, spans, m.length, runs);
    double alpha;
    lua_newtable(L);
    set_runs(L, runs, count);
    set_dice(L, &m);
    bool computable = agreement_marked(runs, count, m.coders, &alpha);
    set_if(L, "alpha", computable, alpha);
    return 1;
}

static int unitizing(lua_State *L)
{
    struct marks m = read_marks(L);
    size_t count = m.first[m.coders];
    spend(L, count + m.coders, count + m.coders, 4);
    struct unit *units = new_array(L, count, sizeof *units);
    for (size_t coder = 0; coder < m.coders; coder++) {
        for (size_t i = m.first[coder]; i < m.first[coder + 1]; i++) {
            units[i] = (struct unit){coder, m.spans[i].start, m.spans[i].end};
        }
    }
    struct unitizing u;
    lua_newtable(L);
    if (unitizing_disagreement(units, count, m.coders, m.length, &u)) {
        set_number(L, "observed", u.observed);
        set_number(L, "expected", u.expected);
        set_number(L, "alpha", 1 - u.observed / u.expected);
    }
    return 1;
}

static int alpha_of(lua_State *L)
{
    static const char *const scales[] = {"nominal", "ordinal", "interval", NULL};
    enum alpha_scale scale =
        (enum alpha_scale)luaL_checkoption(L, 2, "nominal", scales);
    size_t coders, units;
    double alpha, *values = read_rows(L, 1, &coders, &units);
    spend(L, coders * units, units, 1);
    if (!agreement_alpha(values, coders, units, scale, &alpha)) {
        return 0;
    }
    lua_pushnumber(L, alpha);
    return 1;
}

// ---- codes: diversity and saturation

static int diversity(lua_State *L)
{
    size_t count;
    const double *counts = read_counts(L, 1, &count);
    double value;
    lua_newtable(L);
    bool computable = diversity_shannon(counts, count, &value);
    set_if(L, "shannon", computable, value);
    set_if(L, "effective", computable, computable ? exp(value) : 0);
    computable = diversity_evenness(counts, count, &value);
    set_if(L, "evenness", computable, value);
    computable = diversity_gini(counts, count, &value);
    set_if(L, "gini", computable, value);
    computable = diversity_chao1(counts, count, true, &value);
    set_if(L, "chao1", computable, value);
    computable = diversity_chao1(counts, count, false, &value);
    set_if(L, "chao1_plain", computable, value);
    computable = diversity_coverage(counts, count, &value);
    set_if(L, "coverage", computable, value);
    return 1;
}

// used[person * codes + code] from lists of numbers of codes.
static unsigned char *read_used(lua_State *L, size_t *people, size_t codes)
{
    *people = list_length(L, 1);
    luaL_argcheck(L, codes == 0 || *people <= CELLS_MAX / codes, 1,
                  "has too many values");
    unsigned char *used = new_array(L, *people * codes, 1);
    for (size_t person = 0; person < *people; person++) {
        size_t count;
        lua_rawgeti(L, 1, (lua_Integer)person + 1);
        const size_t *own = read_indexes(L, lua_gettop(L), codes, &count);
        for (size_t i = 0; i < count; i++) {
            used[person * codes + own[i]] = 1;
        }
        lua_pop(L, 2);
    }
    return used;
}

static size_t check_size(lua_State *L, int arg)
{
    lua_Integer size = luaL_checkinteger(L, arg);
    luaL_argcheck(L, size >= 0 && size <= (lua_Integer)CELLS_MAX, arg,
                  "is out of range");
    return (size_t)size;
}

static int saturation(lua_State *L)
{
    size_t people, codes = check_size(L, 2);
    const unsigned char *used = read_used(L, &people, codes);
    spend(L, people, codes, ORDERS);
    double *numbers = new_array(L, 3 * people, sizeof *numbers);
    struct saturation curve = {numbers, numbers + people, numbers + 2 * people};
    if (!saturation_curve(used, people, codes, ORDERS, SEED, &curve)) {
        return 0;
    }
    lua_createtable(L, 0, 4);
    set_list(L, "mean", curve.mean, people);
    set_list(L, "least", curve.least, people);
    set_list(L, "most", curve.most, people);
    set_count(L, "orders", ORDERS);
    return 1;
}

// How many codes of a run of people are new, beside the codes of those before: see saturation_run.
static int run_of(lua_State *L)
{
    size_t people = list_length(L, 1), *fresh = new_array(L, people, sizeof *fresh);
    for (size_t i = 0; i < people; i++) {
        fresh[i] = size_at(L, 1, i, CELLS_MAX);
    }
    double value;
    if (!saturation_run(fresh, people, check_size(L, 2), check_size(L, 3),
                        check_size(L, 4), &value)) {
        return 0;
    }
    lua_pushnumber(L, value);
    return 1;
}

// ---- rankings

static int concordance(lua_State *L)
{
    size_t people, items;
    double value, *ranks = read_rows(L, 1, &people, &items);
    spend(L, people, items, items + DRAWS);
    lua_newtable(L);
    if (ranking_concordance(ranks, people, items, &value)) {
        set_number(L, "w", value);
        set_number(L, "chance", 1 / (double)people);
        bool computable =
            ranking_concordance_chance(people, items, DRAWS, SEED, &value);
        set_if(L, "level", computable, value);
        set_count(L, "draws", DRAWS);
    }
    return 1;
}

static int correlation(lua_State *L)
{
    size_t count, other;
    const double *a = read_numbers(L, 1, &count), *b = read_numbers(L, 2, &other);
    luaL_argcheck(L, count == other, 2, "is not as long as the first list");
    spend(L, count, count, 2);
    double value;
    lua_newtable(L);
    bool computable = ranking_tau(a, b, count, &value);
    set_if(L, "tau", computable, value);
    computable = ranking_rho(a, b, count, &value);
    set_if(L, "rho", computable, value);
    return 1;
}

static int overlap_of(lua_State *L)
{
    size_t all = check_size(L, 3), a_count, b_count;
    const size_t *a = read_indexes(L, 1, all, &a_count);
    const size_t *b = read_indexes(L, 2, all, &b_count);
    spend(L, a_count, b_count, 1);
    struct overlap overlap;
    if (!ranking_overlap(a, a_count, b, b_count, all, &overlap)) {
        return 0;
    }
    lua_createtable(L, 0, 4);
    set_count(L, "common", overlap.common);
    set_number(L, "jaccard", overlap.jaccard);
    set_number(L, "chance", overlap.chance);
    set_number(L, "tail", overlap.tail);
    return 1;
}

// ---- ballots

static void set_medians(lua_State *L, const struct ballots *ballots, double *lower,
                        double *upper)
{
    for (size_t i = 0; i < ballots->items; i++) {
        if (!ballot_median(ballots, i, &lower[i], &upper[i])) {
            lower[i] = upper[i] = NAN;
        }
    }
    set_list(L, "lower", lower, ballots->items);
    set_list(L, "upper", upper, ballots->items);
}

static void push_orders(lua_State *L, const size_t *orders, size_t count, size_t items)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_createtable(L, (int)items, 0);
        for (size_t k = 0; k < items; k++) {
            lua_pushinteger(L, (lua_Integer)orders[i * items + k] + 1);
            lua_rawseti(L, -2, (lua_Integer)k + 1);
        }
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static void set_kemeny(lua_State *L, const double *wins, size_t items)
{
    size_t orders[KEMENY_SHOWN * KEMENY_ITEMS_MAX];
    struct kemeny kemeny;
    if (!ballot_kemeny(wins, items, orders, KEMENY_SHOWN, &kemeny)) {
        return;
    }
    size_t shown = kemeny.count < KEMENY_SHOWN ? kemeny.count : KEMENY_SHOWN;
    lua_createtable(L, 0, 3);
    push_orders(L, orders, shown, items);
    lua_setfield(L, -2, "orders");
    set_count(L, "count", kemeny.count);
    set_number(L, "agreements", kemeny.agreements);
    lua_setfield(L, -2, "kemeny");
}

static void set_schulze(lua_State *L, const double *wins, size_t items, double *paths,
                        double *levels, size_t *level)
{
    ballot_schulze(wins, items, paths, level);
    for (size_t i = 0; i < items; i++) {
        levels[i] = (double)level[i];
    }
    set_list(L, "schulze", levels, items);
}

// Points from the pairs, and who has what among their first `top`.
static void set_counts(lua_State *L, const struct ballots *ballots, const double *wins,
                       size_t top, double *numbers)
{
    ballot_firsts(ballots, numbers);
    set_list(L, "firsts", numbers, ballots->items);
    ballot_borda(ballots, numbers);
    set_list(L, "borda", numbers, ballots->items);
    ballot_copeland(wins, ballots->items, numbers);
    set_list(L, "copeland", numbers, ballots->items);
    ballot_among(ballots, top, numbers);
    set_list(L, "among", numbers, ballots->items);
}

static void set_stv(lua_State *L, const struct ballots *ballots, size_t seats)
{
    struct stv stv;
    size_t taken[STV_ITEMS_MAX];
    double ways[STV_ITEMS_MAX];
    if (!stv_count(ballots, seats, taken, &stv)) {
        return;
    }
    for (size_t i = 0; i < ballots->items; i++) {
        ways[i] = (double)taken[i];
    }
    lua_createtable(L, 0, 3);
    set_list(L, "taken", ways, ballots->items);
    set_count(L, "ways", stv.ways);
    set_number(L, "quota", stv.quota);
    lua_setfield(L, -2, "stv");
}

static int ballots_of(lua_State *L)
{
    lua_settop(L, 3);
    struct ballots ballots = {0};
    ballots.ranks = read_rows(L, 1, &ballots.people, &ballots.items);
    size_t n = ballots.items, count;
    size_t top = lua_isnoneornil(L, 3) ? TOP : check_size(L, 3);
    if (!lua_isnoneornil(L, 2)) {
        ballots.weights = read_counts(L, 2, &count);
        luaL_argcheck(L, count == ballots.people, 2,
                      "is not one weight for each ballot");
    }
    luaL_argcheck(L, n <= 1000, 1, "has too many items");
    spend(L, ballots.people + n, n, 4 * n);
    spend(L, n <= KEMENY_ITEMS_MAX ? 1000000 : 1, n, 1);
    spend(L, n <= STV_ITEMS_MAX ? STV_COUNTS_MAX / 10 : 1, ballots.people, 4 * n);
    double *wins = new_array(L, n * n, sizeof *wins);
    double *paths = new_array(L, n * n, sizeof *paths);
    double *numbers = new_array(L, 2 * n, sizeof *numbers);
    size_t *level = new_array(L, n, sizeof *level);
    ballot_wins(&ballots, wins);
    lua_newtable(L);
    set_counts(L, &ballots, wins, top, numbers);
    set_medians(L, &ballots, numbers, numbers + n);
    set_stv(L, &ballots, top);
    set_kemeny(L, wins, n);
    set_schulze(L, wins, n, paths, numbers, level);
    return 1;
}

// ---- ratings and change

static int ratings(lua_State *L)
{
    size_t count;
    const double *values = read_numbers(L, 1, &count);
    size_t steps = check_size(L, 2);
    luaL_argcheck(L, steps >= 1 && steps <= STEPS_MAX, 2, "is no length of a scale");
    double counts[STEPS_MAX], consensus;
    struct rating rating;
    lua_newtable(L);
    set_count(L, "missing", rating_counts(values, count, steps, counts));
    set_list(L, "counts", counts, steps);
    if (rating_summary(counts, steps, &rating)) {
        set_number(L, "median", rating.median);
        set_number(L, "lower", rating.lower);
        set_number(L, "upper", rating.upper);
    }
    bool computable = rating_consensus(counts, steps, &consensus);
    set_if(L, "consensus", computable, consensus);
    return 1;
}

static struct change_link *read_links(lua_State *L, int arg, size_t names,
                                      size_t *count)
{
    *count = list_length(L, arg);
    struct change_link *links = new_array(L, *count, sizeof *links);
    for (size_t i = 0; i < *count; i++) {
        lua_rawgeti(L, arg, (lua_Integer)i + 1);
        int pair = lua_gettop(L);
        luaL_argexpected(L, lua_istable(L, pair), arg, "list of {name, axis}");
        size_t name = size_at(L, pair, 0, names), axis = size_at(L, pair, 1, CELLS_MAX);
        luaL_argcheck(L, name >= 1 && axis >= 1, arg, "numbers begin with 1");
        links[i] = (struct change_link){name - 1, axis - 1};
        lua_pop(L, 1);
    }
    return links;
}

static int change_of(lua_State *L)
{
    size_t names = check_size(L, 1), axis_count, link_count;
    const size_t *axes = read_indexes(L, 2, CELLS_MAX, &axis_count);
    const struct change_link *links = read_links(L, 3, names, &link_count);
    spend(L, names + axis_count + link_count, link_count + 1, axis_count + 1);
    double *shifts = new_array(L, axis_count, sizeof *shifts);
    struct change change;
    change_between(names, axes, axis_count, links, link_count, &change, shifts);
    lua_createtable(L, 0, 6);
    set_count(L, "kept", change.kept);
    set_count(L, "new", change.fresh);
    set_count(L, "dropped", change.dropped);
    set_count(L, "unmapped", change.unmapped);
    set_if(L, "jaccard", !isnan(change.jaccard), change.jaccard);
    set_list(L, "shifts", shifts, axis_count);
    return 1;
}

static int likeness(lua_State *L)
{
    size_t people, items = check_size(L, 2);
    const unsigned char *has = read_used(L, &people, items);
    spend(L, people, people, items);
    double value;
    if (!change_likeness(has, people, items, &value)) {
        return 0;
    }
    lua_pushnumber(L, value);
    return 1;
}

int module_stats(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"agreement", agreement},     {"unitizing", unitizing},
        {"alpha", alpha_of},          {"diversity", diversity},
        {"saturation", saturation},   {"run", run_of},
        {"concordance", concordance}, {"correlation", correlation},
        {"overlap", overlap_of},      {"ballots", ballots_of},
        {"ratings", ratings},         {"change", change_of},
        {"likeness", likeness},       {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}
