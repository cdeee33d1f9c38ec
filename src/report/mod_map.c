// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/boxes.h"
#include "report/labelbox.h"
#include "report/map.h"
#include "report/mapfiles.h"
#include "report/modules.h"

#define MAP_FONT "Noto Sans, DejaVu Sans, sans-serif"
#define LABELS_MOST 20000
#define GAP 8      // pixels between labels
#define FILL 0.8   // of the picture that labels cover
#define SPREAD 1.3 // half the width of what is solved, in the unit of wanted distances

// A map being made. It lies in a userdata that frees it, so that an error leaks nothing.
struct picture {
    size_t count, linked;
    size_t *
        order; // of boxes: the linked and the fixed, then those at the rim; which label each is
    size_t *
        place; // of labels: where in `order`, from 0; only while links are read is it count for the rim
    struct labelbox *labels;
    struct box *boxes; // in the order of `order`
    struct map map;
    struct outliner outliner;
    bool drawing; // the outliner is in use
    double stress;
};

static int picture_collect(lua_State *L)
{
    struct picture *p = lua_touserdata(L, 1);
    for (size_t i = 0; p->labels && i < p->count; i++) {
        labelbox_clear(&p->labels[i]);
    }
    if (p->drawing) {
        outliner_clear(&p->outliner);
    }
    map_clear(&p->map);
    free(p->labels);
    free(p->boxes);
    free(p->order);
    free(p->place);
    return 0;
}

static struct picture *picture_new(lua_State *L, size_t count)
{
    struct picture *p = lua_newuserdatauv(L, sizeof *p, 0);
    *p = (struct picture){.count = count};
    if (luaL_newmetatable(L, "calma.picture")) {
        lua_pushcfunction(L, picture_collect);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    p->labels = mem_alloc((count + 1) * sizeof *p->labels);
    p->boxes = mem_alloc((count + 1) * sizeof *p->boxes);
    p->order = mem_alloc((count + 1) * sizeof *p->order);
    p->place = mem_alloc((count + 1) * sizeof *p->place);
    return p;
}

// ---- what Lua gives

static double number_field(lua_State *L, int table, const char *name, double otherwise,
                           double least, double most)
{
    lua_getfield(L, table, name);
    double number = luaL_optnumber(L, -1, otherwise);
    if (!(number >= least && number <= most)) {
        luaL_error(L, "%s must be from %f to %f", name, least, most);
    }
    lua_pop(L, 1);
    return number;
}

// The label that a field names, counted from 0.
static size_t label_field(lua_State *L, int table, const char *name, size_t count)
{
    double n = number_field(L, table, name, 0, 1, (double)count);
    if (n != floor(n)) {
        luaL_error(L, "%s must be a whole number", name);
    }
    return (size_t)n - 1;
}

// Calls `each` for every table of the list at `index`.
static void for_each(lua_State *L, int index, struct picture *p,
                     void (*each)(lua_State *, int, struct picture *))
{
    size_t count = lua_rawlen(L, index);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, index, (lua_Integer)i);
        luaL_argexpected(L, lua_istable(L, -1), index, "list of tables");
        each(L, lua_gettop(L), p);
        lua_pop(L, 1);
    }
}

static void mark_linked(lua_State *L, int link, struct picture *p)
{
    p->place[label_field(L, link, "i", p->count)] = 1;
    p->place[label_field(L, link, "j", p->count)] = 1;
}

static void mark_fixed(lua_State *L, int fixed, struct picture *p)
{
    p->place[label_field(L, fixed, "i", p->count)] = 1;
}

// The linked labels first, then the rim.
static void set_order(struct picture *p)
{
    size_t at = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (p->place[i]) {
            p->order[at++] = i;
        }
    }
    p->linked = at;
    for (size_t i = 0; i < p->count; i++) {
        if (!p->place[i]) {
            p->order[at++] = i;
        }
    }
    for (size_t i = 0; i < p->count; i++) {
        p->place[p->order[i]] = i;
    }
}

static void add_link(lua_State *L, int link, struct picture *p)
{
    map_link(&p->map, p->place[label_field(L, link, "i", p->count)],
             p->place[label_field(L, link, "j", p->count)],
             number_field(L, link, "d", MAP_FAR, 0, 1e9));
}

static void add_fixed(lua_State *L, int fixed, struct picture *p)
{
    size_t at = p->place[label_field(L, fixed, "i", p->count)];
    p->boxes[at].x = number_field(L, fixed, "x", 0, -1e6, 1e6);
    p->boxes[at].y = number_field(L, fixed, "y", 0, -1e6, 1e6);
    p->boxes[at].fixed = p->map.fixed[at] = true;
}

// ---- the layout

static void measure(lua_State *L, struct picture *p, const struct labelbox_style *style)
{
    outliner_init(&p->outliner, MAP_FONT, style->size);
    p->drawing = true;
    for (size_t i = 0; i < p->count; i++) {
        lua_rawgeti(L, 1, (lua_Integer)i + 1);
        labelbox_measure(&p->labels[i], &p->outliner, luaL_checkstring(L, -1), style);
        lua_pop(L, 1);
    }
    for (size_t i = 0; i < p->count; i++) {
        p->boxes[i].width = p->labels[p->order[i]].width;
        p->boxes[i].height = p->labels[p->order[i]].height;
    }
}

// Pixels for one unit of wanted distance: labels cover FILL of the picture, which has at least the room asked for.
static double unit(const struct picture *p, double width, double height)
{
    double ink = 0;
    for (size_t i = 0; i < p->linked; i++) {
        ink += (double)(p->boxes[i].width + GAP) * (p->boxes[i].height + GAP);
    }
    return fmax(sqrt(ink / FILL / acos(-1)), 0.32 * fmin(width, height)) / SPREAD;
}

static void lay_out(struct picture *p, double pixels)
{
    for (size_t i = 0; i < p->linked; i++) {
        p->map.x[i] = p->boxes[i].x / pixels;
        p->map.y[i] = p->boxes[i].y / pixels;
    }
    p->stress = map_solve(&p->map);
    for (size_t i = 0; i < p->linked; i++) {
        if (!p->boxes[i].fixed) {
            p->boxes[i].x = p->map.x[i] * pixels;
            p->boxes[i].y = p->map.y[i] * pixels;
        }
    }
    boxes_part(p->boxes, p->linked, GAP);
    if (p->linked < p->count) {
        boxes_surround(p->boxes, p->count, p->linked, GAP);
    }
}

// ---- what Lua gets

static void push_label(lua_State *L, const struct picture *p, size_t i)
{
    const struct labelbox *label = &p->labels[i];
    const struct box *box = &p->boxes[p->place[i]];
    lua_createtable(L, 0, 7);
    lua_pushinteger(L, (lua_Integer)lround(box->x));
    lua_setfield(L, -2, "x");
    lua_pushinteger(L, (lua_Integer)lround(box->y));
    lua_setfield(L, -2, "y");
    lua_pushinteger(L, box->width);
    lua_setfield(L, -2, "w");
    lua_pushinteger(L, box->height);
    lua_setfield(L, -2, "h");
    lua_pushboolean(L, label->rtl);
    lua_setfield(L, -2, "rtl");
    lua_pushboolean(L, p->place[i] >= p->linked);
    lua_setfield(L, -2, "rim");
    lua_createtable(L, label->count, 0);
    for (int k = 0; k < label->count; k++) {
        lua_pushlstring(L, label->lines[k].data, label->lines[k].len);
        lua_rawseti(L, -2, k + 1);
    }
    lua_setfield(L, -2, "lines");
}

static void read_fixed(lua_State *L, struct picture *p,
                       void (*each)(lua_State *, int, struct picture *))
{
    if (lua_getfield(L, 3, "fixed") == LUA_TTABLE) {
        for_each(L, lua_gettop(L), p, each);
    }
    lua_pop(L, 1);
}

static void read_links(lua_State *L, struct picture *p)
{
    for_each(L, 2, p, mark_linked);
    read_fixed(L, p, mark_fixed);
    set_order(p);
    luaL_argcheck(L, p->linked <= MAP_MOST, 2,
                  "too many labels are linked for one map");
    map_init(&p->map, p->linked);
    for_each(L, 2, p, add_link);
    read_fixed(L, p, add_fixed);
}

static int layout(lua_State *L)
{
    for (int i = 1; i <= 3; i++) {
        luaL_checktype(L, i, LUA_TTABLE);
    }
    size_t count = lua_rawlen(L, 1);
    luaL_argcheck(L, count <= LABELS_MOST, 1, "too many labels for one map");
    struct labelbox_style style = {
        .size = number_field(L, 3, "size", 15, 4, 100),
        .most = number_field(L, 3, "most", 160, 40, 2000),
        .lines = (int)number_field(L, 3, "lines", 3, 1, LABELBOX_LINES),
    };
    double width = number_field(L, 3, "width", 800, 1, 10000);
    double height = number_field(L, 3, "height", 600, 1, 10000);
    struct picture *p = picture_new(L, count);
    script_spend(L, (long long)count * (long long)count);
    read_links(L, p);
    measure(L, p, &style);
    lay_out(p, unit(p, width, height));
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        push_label(L, p, i);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_pushnumber(L, p->stress);
    return 2;
}

static int module_map(lua_State *L)
{
    static const luaL_Reg functions[] = {{"layout", layout},
                                         {"placed", mapfiles_placed},
                                         {"cosines", mapfiles_cosines},
                                         {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}

void module_map_open(struct script *script, const char *study_folder)
{
    mapfiles_open(script_state(script), study_folder);
    script_module(script, "calma.map", module_map);
}
