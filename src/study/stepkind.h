// SPDX-License-Identifier: MIT
// The kinds of steps: lua/steps/<kind>.lua, embedded or the study's own. A file returns
//   { who = "facilitator",                whose step it is; a participant's where it is not said
//     reveals = true,                    it shows what others noticed: no coding may lie ahead of it
//     needs = SHAPE,                     what the step's options in study.lua look like
//     list = "documents",                the option that takes the values without a name, or nil
//     check = function(options),         optional: what no shape can say, as a list of { path, text, grade }; an error,
//                                        or where grade is "warning" that
//     complete = function(options),      optional: the options with what is not said filled in, once they are checked
//     packet = function(options, give),  what goes into the packet: plain data (docs/formats.md)
//     returns = { [item kind] = SHAPE } } what the items that come back look like
#ifndef CALMA_STUDY_STEPKIND_H
#define CALMA_STUDY_STEPKIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/shape.h"
#include "script/host.h"

struct item_kind {
    char *name;
    struct shape *shape;
};

struct step_kind {
    char *name;
    char *list;       // "" when there is none
    bool facilitator; // in boards, and in no participant's packet
    bool reveals;     // shows what others noticed
    struct shape *needs;
    struct item_kind *items;
    size_t item_count;
    struct script *script; // the state in which `packet` lives
    int packet, check, complete; // registry references of the functions; LUA_NOREF where there is none
};

struct step_kinds {
    struct step_kind *items; // sorted by name
    size_t count;
    struct script *shipped, *plugin;
};

int step_kinds_load(struct step_kinds *kinds, const char *study_folder, struct diag *d);
void step_kinds_clear(struct step_kinds *kinds);
const struct step_kind *step_kinds_find(const struct step_kinds *kinds, const char *name);
// Reports what the step's `check` finds in options that have the shape of `needs`, located as `where.path` with the rest of
// the path added.
void step_kind_check(const struct step_kind *kind, const json_t *options, struct place where, struct diag *d);
// The options with what the step's `complete` fills in; the same ones where it has none. A new reference, NULL after an
// error.
json_t *step_kind_complete(const struct step_kind *kind, json_t *options, struct place where, struct diag *d);
// What an item that comes back looks like; NULL where the step gives back none of that name. Steps of participants give back
// `time` and `timelog` beside their own: how long somebody was active in them, and whether that is counted.
const struct shape *step_kind_item(const struct step_kind *kind, const char *item);

#endif
