// SPDX-License-Identifier: MIT
#include "report/mapfiles.h"

#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "report/embeddings.h"
#include "report/map.h"
#include "script/host.h"

#define PLACE_MOST 20000 // pixels

static const char source_key; // its address names the struct source in the registry

// Where the files lie, and what was read of them: vectors are many, and read once.
struct source {
    char *folder;
    struct embeddings embeddings;
    bool is_read;
};

static int source_collect(lua_State *L)
{
    struct source *source = lua_touserdata(L, 1);
    free(source->folder);
    embeddings_clear(&source->embeddings);
    return 0;
}

void mapfiles_open(lua_State *L, const char *folder)
{
    struct source *source = lua_newuserdatauv(L, sizeof *source, 0);
    *source = (struct source){.folder = mem_strdup(folder)};
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, source_collect);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &source_key);
}

// The registry keeps it.
static struct source *source_of(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &source_key);
    struct source *source = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return source;
}

static const struct embeddings *read_embeddings(lua_State *L)
{
    struct source *source = source_of(L);
    if (!source->is_read) {
        embeddings_read(&source->embeddings, source->folder, script_diag(L));
        source->is_read = true;
    }
    return &source->embeddings;
}

// ---- map-<group>.csv

static bool read_number(const char *text, double *out)
{
    char *end;
    *out = strtod(text, &end);
    return end != text && !end[strspn(end, " \t")] && fabs(*out) <= PLACE_MOST;
}

struct placed_columns {
    int label, x, y;
};

static bool push_row(lua_State *L, const struct csv_row *row, struct placed_columns c)
{
    double x, y;
    const char *label = csv_field(row, c.label);
    if (!read_number(csv_field(row, c.x), &x) ||
        !read_number(csv_field(row, c.y), &y)) {
        return false;
    }
    lua_createtable(L, 0, 4);
    lua_pushstring(L, label);
    lua_setfield(L, -2, "label");
    lua_pushnumber(L, x);
    lua_setfield(L, -2, "x");
    lua_pushnumber(L, y);
    lua_setfield(L, -2, "y");
    lua_pushinteger(L, row->line);
    lua_setfield(L, -2, "line");
    return true;
}

// Pushes the list, empty when the file cannot be used.
static void push_rows(lua_State *L, const struct csv *csv, const char *name)
{
    struct diag *d = script_diag(L);
    struct placed_columns c = {csv_column(csv, "label"), csv_column(csv, "x"),
                               csv_column(csv, "y")};
    lua_newtable(L);
    if (csv->count && (c.label < 0 || c.x < 0 || c.y < 0)) {
        diag_add(d, (struct place){name, 1, ""}, W_MAP_COLUMNS);
        return;
    }
    lua_Integer n = 0;
    for (size_t i = 1; i < csv->count; i++) {
        if (push_row(L, &csv->rows[i], c)) {
            lua_rawseti(L, -2, ++n);
        } else {
            diag_add(d, (struct place){name, csv->rows[i].line, ""}, W_MAP_PLACE,
                     csv_field(&csv->rows[i], c.label));
        }
    }
}

int mapfiles_placed(lua_State *L)
{
    const char *group = luaL_checkstring(L, 1), *folder = source_of(L)->folder;
    const char *name = lua_pushfstring(L, "map-%s.csv", group);
    char *path = path_join(folder, name);
    bool is_there = name_is_safe(name) && file_exists(path);
    free(path);
    if (!is_there) {
        return 0;
    }
    struct csv csv = {0};
    if (csv_read(&csv, folder, name, script_diag(L)) == 0) {
        push_rows(L, &csv, name);
    } else {
        lua_newtable(L);
    }
    csv_release(&csv);
    lua_pushstring(L, name);
    return 2;
}

// ---- embeddings.jsonl

// A label's vector: the mean of those of its texts.
struct meaning {
    double *vector;
    size_t size;
};

struct meanings {
    const struct embeddings *all;
    struct meaning *list;
    size_t count;
};

static int meanings_collect(lua_State *L)
{
    struct meanings *m = lua_touserdata(L, 1);
    for (size_t i = 0; i < m->count; i++) {
        free(m->list[i].vector);
    }
    free(m->list);
    return 0;
}

static struct meanings *meanings_new(lua_State *L, size_t count)
{
    struct meanings *m = lua_newuserdatauv(L, sizeof *m, 0);
    *m = (struct meanings){.count = count};
    if (luaL_newmetatable(L, "calma.meanings")) {
        lua_pushcfunction(L, meanings_collect);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    m->list = mem_alloc((count + 1) * sizeof *m->list);
    return m;
}

static void add_vector(struct meaning *meaning, const struct embedding *each)
{
    if (!meaning->vector) {
        meaning->size = each->size;
        meaning->vector = mem_alloc(each->size * sizeof(double));
    }
    for (size_t i = 0; i < each->size && each->size == meaning->size; i++) {
        meaning->vector[i] += each->vector[i];
    }
}

// The texts of one list, at the top of the stack; answers how many have a vector. `meaning` may be NULL.
static size_t read_texts(lua_State *L, const struct embeddings *all, const char *model,
                         struct meaning *meaning)
{
    size_t found = 0, count = lua_rawlen(L, -1);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        const struct embedding *each =
            embeddings_find(all, model, luaL_checkstring(L, -1));
        lua_pop(L, 1);
        if (each && meaning) {
            add_vector(meaning, each);
        }
        found += each ? 1 : 0;
    }
    return found;
}

// The first of a label's lists of texts that has any vector.
static bool read_label(lua_State *L, const struct embeddings *all, const char *model,
                       size_t i, struct meaning *meaning)
{
    bool found = false;
    lua_rawgeti(L, 1, (lua_Integer)i + 1);
    luaL_checktype(L, -1, LUA_TTABLE);
    size_t lists = lua_rawlen(L, -1);
    for (size_t k = 1; k <= lists && !found; k++) {
        lua_rawgeti(L, -1, (lua_Integer)k);
        luaL_checktype(L, -1, LUA_TTABLE);
        found = read_texts(L, all, model, meaning) > 0;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return found;
}

// The model that knows the most labels; of several the first by name. NULL when none knows any.
static const char *best_model(lua_State *L, const struct meanings *m)
{
    const char *best = NULL, *model = NULL;
    size_t most = 0;
    for (size_t i = 0; i < m->all->count; i++) {
        if (model && strcmp(model, m->all->list[i].model) == 0) {
            continue;
        }
        model = m->all->list[i].model;
        size_t known = 0;
        for (size_t k = 0; k < m->count; k++) {
            known += read_label(L, m->all, model, k, NULL) ? 1 : 0;
        }
        if (known > most) {
            most = known;
            best = model;
        }
    }
    return best;
}

static void push_pair(lua_State *L, const struct meanings *m, size_t i, size_t j)
{
    const struct meaning *a = &m->list[i], *b = &m->list[j];
    lua_createtable(L, 0, 3);
    lua_pushinteger(L, (lua_Integer)i + 1);
    lua_setfield(L, -2, "i");
    lua_pushinteger(L, (lua_Integer)j + 1);
    lua_setfield(L, -2, "j");
    lua_pushnumber(L, embedding_cosine(a->vector, a->size, b->vector, b->size));
    lua_setfield(L, -2, "cosine");
}

static void push_pairs(lua_State *L, const struct meanings *m)
{
    lua_Integer n = 0;
    lua_newtable(L);
    for (size_t i = 0; i < m->count; i++) {
        for (size_t j = i + 1; j < m->count; j++) {
            if (m->list[i].vector && m->list[j].vector) {
                push_pair(L, m, i, j);
                lua_rawseti(L, -2, ++n);
            }
        }
    }
}

static void push_found(lua_State *L, const struct meanings *m)
{
    lua_createtable(L, (int)m->count, 0);
    for (size_t i = 0; i < m->count; i++) {
        lua_pushboolean(L, m->list[i].vector != NULL);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

int mapfiles_cosines(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    size_t count = lua_rawlen(L, 1);
    luaL_argcheck(L, count <= MAP_MOST, 1, "too many labels for one map");
    struct meanings *m = meanings_new(L, count);
    m->all = read_embeddings(L);
    const char *model = best_model(L, m);
    if (!model) {
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        read_label(L, m->all, model, i, &m->list[i]);
    }
    lua_createtable(L, 0, 3);
    lua_pushstring(L, model);
    lua_setfield(L, -2, "model");
    push_pairs(L, m);
    lua_setfield(L, -2, "pairs");
    push_found(L, m);
    lua_setfield(L, -2, "found");
    return 1;
}
