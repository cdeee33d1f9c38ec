// SPDX-License-Identifier: MIT
// What is done here is the part that Lua may not do: files. lua/report.lua gets plain values and the function
// write(path, bytes), which puts a file into a fresh folder.
#include "report/report.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "report/modules.h"
#include "script/asset.h"
#include "script/modules.h"
#include "script/value.h"

#define STYLE_MAX ((size_t)1 << 20)
#define TEXT_MAX ((size_t)1 << 20)
#define PATH_MAX_BYTES 400

static const char *const styles[] = {
    "themes/default/tokens.css",     "themes/base/style/report.css",
    "themes/base/style/figures.css", "themes/base/style/axes.css",
    "themes/base/style/outcome.css", NULL};

struct report {
    const struct study *study;
    sqlite3 *record;
    const char *version;
    char *fresh; // the folder that is being written
    report_progress *progress;
    void *context;
    size_t files;
    struct diag *d;
};

struct script *report_script(enum script_kind kind, const struct study *study,
                             sqlite3 *record)
{
    struct script *script = script_new(kind, study->folder);
    modules_open(script);
    script_module(script, "calma.cloud", module_cloud);
    script_module(script, "calma.markdown", module_markdown);
    script_module(script, "calma.overlap", module_overlap);
    script_module(script, "calma.case", module_case);
    script_module(script, "calma.stats", module_stats);
    module_sheet_open(script, study->folder);
    module_map_open(script, study->folder);
    module_record_open(script, record);
    return script;
}

// ---- write(path, bytes)

// Answers a constant sentence, or NULL when the file was written.
static const char *write_file(struct report *report, const char *path, const char *data,
                              size_t len)
{
    if (!path_is_inside(path) || strlen(path) > PATH_MAX_BYTES) {
        return "the path leads out of the report";
    }
    char *whole = path_join(report->fresh, path), *slash = strrchr(whole, '/');
    *slash = '\0';
    int failed = folder_make(whole, report->d);
    *slash = '/';
    struct iovec part = {(void *)data, len};
    failed = failed || file_write_parts(whole, &part, 1, NULL, report->d);
    free(whole);
    if (failed) {
        return "the file was not written";
    }
    report->files++;
    if (report->progress) {
        report->progress(report->context, report->files);
    }
    return NULL;
}

static int write_from_lua(lua_State *L)
{
    struct report *report = lua_touserdata(L, lua_upvalueindex(1));
    size_t len;
    const char *path = luaL_checkstring(L, 1), *data = luaL_checklstring(L, 2, &len);
    const char *failed = write_file(report, path, data, len);
    return failed ? luaL_error(L, "%s: %s", path, failed) : 0;
}

// ---- what lua/report.lua is given

static void set_text(json_t *object, const char *key, const char *text, size_t len)
{
    json_object_set_new(object, key, json_stringn(text, len));
}

// The style of every page, and its hash as Content-Security-Policy wants it.
static int add_style(json_t *inputs, const struct report *report)
{
    struct buf style, hash;
    buf_init(&style, STYLE_MAX);
    buf_init(&hash, 100);
    int failed = 0;
    for (const char *const *path = styles; *path && !failed; path++) {
        failed = asset_read(report->study->folder, *path, &style, NULL, report->d);
    }
    hash_base64(style.data, style.len, &hash);
    set_text(inputs, "style", style.data, style.len);
    set_text(inputs, "style_hash", hash.data, hash.len);
    buf_release(&style);
    buf_release(&hash);
    return failed;
}

// Read, and never written.
static void add_topics(json_t *topics, const struct study *study, const char *group,
                       struct diag *d)
{
    struct buf name, text;
    buf_init(&name, 200);
    buf_init(&text, TEXT_MAX);
    buf_fmt(&name, "topics%s%s.md", *group ? "-" : "", group);
    char *path = path_join(study->folder, name.data);
    if (file_exists(path) && !file_read_in(study->folder, name.data, &text, d)) {
        set_text(topics, group, text.data, text.len);
    }
    free(path);
    buf_release(&text);
    buf_release(&name);
}

json_t *report_topics(const struct study *study, struct diag *d)
{
    json_t *topics = json_object();
    add_topics(topics, study, "", d);
    for (size_t i = 0; i < study->group_count; i++)
        add_topics(topics, study, study->groups[i].id, d);
    return topics;
}

static json_t *make_inputs(const struct report *report)
{
    json_t *inputs = json_object();
    set_text(inputs, "version", report->version, strlen(report->version));
    int failed = add_style(inputs, report);
    json_object_set_new(inputs, "topics", report_topics(report->study, report->d));
    if (failed) {
        json_decref(inputs);
        return NULL;
    }
    return inputs;
}

// ---- the study's own artifacts

// The result of an artifact, checked as far as the frame of its page needs it.
static json_t *take_result(lua_State *L, const char *path, struct diag *d)
{
    const char *why = "answers with no table";
    json_t *result = value_to_json(L, -1, &why);
    if (json_is_object(result) && *json_text(result, "id") &&
        *json_text(result, "title")) {
        return result;
    }
    if (json_is_object(result)) {
        why = "answers with a table that has no id or no title";
    }
    diag_add(d, (struct place){path, 0, ""}, E_SCRIPT, why);
    json_decref(result);
    return NULL;
}

// Runs one in a state of its own; its result as JSON, or NULL after an error.
static json_t *run_artifact(const struct report *report, const char *path,
                            const struct buf *source, const json_t *inputs)
{
    struct script *script = report_script(SCRIPT_PLUGIN, report->study, report->record);
    lua_State *L = script_state(script);
    json_t *result = NULL;
    if (script_require(script, "context", report->d) ||
        (value_push_json(L, inputs), false) || script_call(script, 1, 1, report->d) ||
        script_require(script, "record", report->d) ||
        script_run(script, source->data, source->len, path, 1, report->d)) {
        script_free(script);
        return NULL;
    }
    lua_insert(L, -3);
    lua_insert(L, -2);
    if (!script_call(script, 2, 1, report->d)) {
        result = take_result(L, path, report->d);
    }
    script_free(script);
    return result;
}

static void add_artifact(json_t *own, const struct report *report, const char *name,
                         const json_t *inputs)
{
    struct buf path, source;
    buf_init(&path, 300);
    buf_init(&source, TEXT_MAX);
    buf_fmt(&path, "lua/artifacts/%s", name);
    bool is_own = false;
    if (!asset_read(report->study->folder, path.data, &source, &is_own, report->d) &&
        is_own) {
        json_t *result = run_artifact(report, path.data, &source, inputs);
        if (result) {
            set_text(result, "file", name, strlen(name));
            json_array_append_new(own, result);
        }
    }
    buf_release(&source);
    buf_release(&path);
}

static void add_artifacts(json_t *inputs, const struct report *report)
{
    json_t *own = json_array();
    size_t count;
    char **names = asset_names(report->study->folder, "lua/artifacts", &count);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(names[i]);
        if (len > 4 && strcmp(names[i] + len - 4, ".lua") == 0) {
            add_artifact(own, report, names[i], inputs);
        }
    }
    names_free(names, count);
    json_object_set_new(inputs, "own", own);
}

// ---- writing

static int run_report(struct report *report, const json_t *inputs)
{
    struct script *script =
        report_script(SCRIPT_SHIPPED, report->study, report->record);
    lua_State *L = script_state(script);
    int failed = script_require(script, "report", report->d);
    if (!failed) {
        value_push_json(L, inputs);
        lua_pushlightuserdata(L, report);
        lua_pushcclosure(L, write_from_lua, 1);
        failed = script_call(script, 2, 0, report->d);
    }
    script_free(script);
    return failed;
}

int report_write(const struct study *study, sqlite3 *record, const char *folder,
                 const char *version, report_progress *progress, void *context,
                 struct diag *d)
{
    struct buf fresh;
    buf_init(&fresh, 1 << 16);
    buf_fmt(&fresh, "%s.new", folder);
    struct report report = {study,    record,  version, fresh.data,
                            progress, context, 0,       d};
    json_t *inputs = make_inputs(&report);
    int failed = !inputs;
    if (!failed && folder_exists(fresh.data)) {
        failed = folder_remove(fresh.data, d);
    }
    if (!failed) {
        add_artifacts(inputs, &report);
        failed = folder_make(fresh.data, d) || run_report(&report, inputs);
    }
    failed = failed || folder_publish(fresh.data, folder, d);
    if (failed && folder_exists(fresh.data))
        folder_remove(fresh.data, d);
    json_decref(inputs);
    buf_release(&fresh);
    return failed ? -1 : 0;
}
