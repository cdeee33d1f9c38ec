// SPDX-License-Identifier: MIT
// Lua states with limits. Three kinds:
//   closed   study.lua: no library at all, only the constructors it is given; text chunks only
//   plugin   a study's own Lua: pure library functions, no coroutines, no metatables, no patterns, no io
//   shipped  lua/ of this program: the standard pure libraries
// All have limits on memory, steps and CPU time, and an error is a diagnostic located by file and line.
#ifndef CALMA_SCRIPT_HOST_H
#define CALMA_SCRIPT_HOST_H

#include <lua.h>

#include "base/buf.h"
#include "base/diag.h"

enum script_kind { SCRIPT_CLOSED, SCRIPT_PLUGIN, SCRIPT_SHIPPED };

struct script_limits {
    size_t memory;   // bytes
    long long steps; // VM instructions over the life of the state
    double seconds;  // CPU time of one script_run or script_call
};

struct script;

// `study_folder` is where `require` looks before the embedded files ("" for none); shipped states never look there.
struct script *script_new(enum script_kind kind, const char *study_folder);
struct script *script_new_limited(enum script_kind kind, const char *study_folder,
                                  struct script_limits limits);
void script_free(struct script *script);
lua_State *script_state(struct script *script);

// Makes a C module answer to require(name). Not for closed states.
void script_module(struct script *script, const char *name, lua_CFunction open);

// Loads a text chunk and runs it; leaves `results` values on the stack. `file` is the name people know it by.
int script_run(struct script *script, const char *chunk, size_t len, const char *file,
               int results, struct diag *d);

// Calls the function below its `args` arguments on the stack; leaves `results` values, or takes all off after an error.
int script_call(struct script *script, int args, int results, struct diag *d);

// Loads lua/<name>.lua through the asset rule and leaves its one result on the stack.
int script_require(struct script *script, const char *name, struct diag *d);

// Where the Lua function `level` calls up stands (1: the caller of this C function): file and line. The file's name
// belongs to the state.
struct place script_place(lua_State *L, int level);

// Counts work that a C function is about to do in a loop of its own, where no hook is called. Raises when it is more
// than what is left.
void script_spend(lua_State *L, long long steps);

// A buffer whose memory a Lua error cannot leak: it lies in a userdata, which this pushes.
struct buf *script_buf(lua_State *L, size_t max);

// Where messages of the running call go.
struct diag *script_diag(lua_State *L);

// The study's folder, "" when there is none.
const char *script_folder(lua_State *L);

#endif
