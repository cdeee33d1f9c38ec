-- SPDX-License-Identifier: MIT
std = "lua54"
max_line_length = 120
codes = true
files["lua"] = { read_globals = { "calma" } }
