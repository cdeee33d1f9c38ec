// SPDX-License-Identifier: MIT
// X(code, grade, name, text): every message of the program. `name` is stable and may be relied on by scripts; `text`
// says what is wrong and, where that is not plain, what to do. No include guard: this is a table.

// files and formats
X(E_FILE_MISSING, DIAG_ERROR, "file-missing", "there is no such file")
X(E_FILE_READ, DIAG_ERROR, "file-read", "cannot be read: %s")
X(E_FILE_WRITE, DIAG_ERROR, "file-write", "cannot be written: %s")
X(E_FILE_KIND, DIAG_ERROR, "file-kind", "is not an ordinary file")
X(E_FILE_LARGE, DIAG_ERROR, "file-large", "is larger than the limit of %zu bytes")
X(E_FOLDER, DIAG_ERROR, "folder", "the folder cannot be used: %s")
X(E_PATH_OUTSIDE, DIAG_ERROR, "path-outside", "\"%s\" leads out of the study's folder; name a file inside it")
X(E_UTF8, DIAG_ERROR, "utf8", "is not UTF-8 text: the fault is at byte %zu; save it as UTF-8")
X(E_JSON, DIAG_ERROR, "json", "is not valid JSON: %s")
X(E_SHAPE, DIAG_ERROR, "shape", "%s")
X(E_SHAPE_SPEC, DIAG_ERROR, "shape-spec", "a shape is wrong: %s")
X(E_CSV_QUOTE, DIAG_ERROR, "csv-quote", "a quotation mark is opened here and never closed")
X(E_CSV_AFTER_QUOTE, DIAG_ERROR, "csv-after-quote", "there is text behind a closing quotation mark; put the whole field in quotation marks")

// Lua
X(E_SCRIPT, DIAG_ERROR, "script", "%s")
X(E_SCRIPT_MEMORY, DIAG_ERROR, "script-memory", "used more than its %zu MiB of memory and was stopped")
X(E_SCRIPT_TIME, DIAG_ERROR, "script-time", "ran for too long and was stopped; is there a loop without end?")
X(W_SCRIPT, DIAG_WARNING, "script-warning", "%s")
X(N_SCRIPT, DIAG_NOTE, "script-note", "%s")
