-- SPDX-License-Identifier: MIT
--- One table, five ways to write it, all from the same rows.
---
--- A table is {id, title, notes = {text, ...}, columns = {{key, title, kind}, ...}, rows = {{[key] = cell}, ...},
--- stack, bound, own, class, part, label}. `kind` is "text" or "number". A cell is a text, a number, nil (nothing to
--- say), or {text, href, content}: a link in HTML, or there other content for the same text.
--- `stack`: on a narrow page each row is a small list, for tables with long texts. `bound`: its notes are part of it
--- and go with it into every file, CSV too. `part`: some rows of another table, which has the files.
--- `own`: it is no view of what people said, and its files do not speak of that.
--- `label`: what the table is called where its title alone would not tell it from others of the page.
--- A column may have `over` and `short`: neighbours with the same `over` stand under it as one heading, each with its
--- `short` title; `class`; and `weight`, its width beside that of the others, 1 when not said.
local html = require("html")
local json = require("calma.json")
local replace = require("calma.text").replace

local h = html.element
local tables = {}

--- What a cell says, without its link: a text, a number, or "".
function tables.value(cell)
  if type(cell) == "table" then
    return cell.text or ""
  end
  return cell == nil and "" or cell
end

-- Replaces each byte that `map` knows. Only the report writes files, so this may use a pattern, which a study's own
-- artifact could not.
local function escape(text, map)
  return (text:gsub(".", map))
end

local function each_value(t, row, change)
  local out = {}
  for i, column in ipairs(t.columns) do
    out[i] = change(tables.value(row[column.key]), column)
  end
  return out
end

local function titles(t)
  local row = {}
  for _, column in ipairs(t.columns) do
    row[column.key] = column.title
  end
  return row
end

-- ---- CSV

local formula = { ["="] = true, ["+"] = true, ["-"] = true, ["@"] = true, ["\t"] = true, ["\r"] = true }

-- A spreadsheet runs a field that starts so: an apostrophe in front makes it text. A text that starts with
-- apostrophes and then so gets one more, so that taking one away always gives the text back.
local function disarm(text, armed)
  local at = 1
  while text:sub(at, at) == "'" do
    at = at + 1
  end
  return armed[text:sub(at, at)] and "'" .. text or text
end

local function csv_quoted(text, value)
  if text ~= value or text:find('"', 1, true) or text:find(",", 1, true) or text:find("\n", 1, true)
    or text:find("\r", 1, true) then
    return '"' .. escape(text, { ['"'] = '""' }) .. '"'
  end
  return text
end

-- Where notes go along, a line of theirs begins with "# ", and no text does.
local function csv_field_of(t)
  local armed = {}
  for char in pairs(formula) do
    armed[char] = true
  end
  armed["#"] = t.bound
  return function(value)
    return type(value) == "number" and tostring(value) or csv_quoted(disarm(value, armed), value)
  end
end

-- As many fields as any other line has, so that it can be read as one.
local function csv_note(note, t)
  return csv_quoted("# " .. note, note) .. (","):rep(#t.columns - 1)
end

--- RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8.
function tables.csv(t)
  local csv_field = csv_field_of(t)
  local lines = { "\u{feff}" .. table.concat(each_value(t, titles(t), csv_field), ",") }
  for _, row in ipairs(t.rows) do
    lines[#lines + 1] = table.concat(each_value(t, row, csv_field), ",")
  end
  for _, note in ipairs(t.bound and t.notes or {}) do
    lines[#lines + 1] = csv_note(note, t)
  end
  return table.concat(lines, "\r\n") .. "\r\n"
end

-- ---- JSON

local function list(values)
  return #values > 0 and values or json.decode("[]")
end

--- calma/table@1: {format, id, title, notes, columns, rows}; a row is an object by column key, without empty cells.
function tables.json(t)
  local rows, columns = {}, {}
  for i, row in ipairs(t.rows) do
    local out = {}
    for _, column in ipairs(t.columns) do
      local value = tables.value(row[column.key])
      value = column.kind == "number" and value or tostring(value)
      out[column.key] = value ~= "" and value or nil
    end
    rows[i] = out
  end
  for i, column in ipairs(t.columns) do
    columns[i] = { key = column.key, title = column.title, kind = column.kind or "text" }
  end
  return json.encode({
    format = "calma/table@1", id = t.id, title = t.title, notes = list(t.notes or {}), columns = columns,
    rows = list(rows),
  }) .. "\n"
end

-- ---- Markdown

local markdown_map = { ["\n"] = " ", ["\r"] = " ", ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }
local markdown_marks = "\\`*_{}[]()#+!|~$@:=^"
for i = 1, #markdown_marks do
  local char = markdown_marks:sub(i, i)
  markdown_map[char] = "\\" .. char
end

-- Some readers make a link of a bare www. address.
local function markdown_text(value)
  local text = escape(tostring(value), markdown_map)
  for _, www in ipairs({ "www.", "WWW.", "Www." }) do
    text = replace(text, www, www:sub(1, 3) .. "\\.")
  end
  return text
end

local function markdown_line(cells)
  return "| " .. table.concat(cells, " | ") .. " |"
end

--- A pipe table below its title, with the notes behind it.
function tables.markdown(t)
  local rule = {}
  for i, column in ipairs(t.columns) do
    rule[i] = column.kind == "number" and "---:" or "---"
  end
  local lines = { "**" .. markdown_text(t.title) .. "**", "",
    markdown_line(each_value(t, titles(t), markdown_text)), markdown_line(rule) }
  for _, row in ipairs(t.rows) do
    lines[#lines + 1] = markdown_line(each_value(t, row, markdown_text))
  end
  for _, note in ipairs(t.notes or {}) do
    lines[#lines + 1] = "\n" .. markdown_text(note)
  end
  return table.concat(lines, "\n") .. "\n"
end

-- ---- LaTeX

local latex_map = {
  ["\\"] = "\\textbackslash{}", ["{"] = "\\{", ["}"] = "\\}", ["$"] = "\\$", ["&"] = "\\&", ["#"] = "\\#",
  ["^"] = "\\textasciicircum{}", ["_"] = "\\_", ["~"] = "\\textasciitilde{}", ["%"] = "\\%", ["<"] = "\\textless{}",
  [">"] = "\\textgreater{}", ["|"] = "\\textbar{}", ['"'] = "\\textquotedbl{}", ["\n"] = " ", ["\r"] = " ",
  ["["] = "{[}", ["]"] = "{]}", ["`"] = "{`}", ["'"] = "{'}", ["-"] = "{-}",
}

local function latex_text(value)
  return escape(tostring(value), latex_map)
end

local function latex_columns(t)
  local sum, out = 0, {}
  for _, column in ipairs(t.columns) do
    sum = sum + (column.kind == "number" and 0 or column.weight or 1)
  end
  for i, column in ipairs(t.columns) do
    out[i] = column.kind == "number" and "r"
      or string.format("p{%.2f\\linewidth}", 0.84 * (column.weight or 1) / sum)
  end
  return table.concat(out)
end

-- Neighbours that stand under one heading: {over, from, columns}; over is nil for a column without.
local function spans_of(t)
  local spans = {}
  for i, column in ipairs(t.columns) do
    local last = spans[#spans]
    if last and column.over and last.over == column.over then
      table.insert(last.columns, column)
    else
      spans[#spans + 1] = { over = column.over, from = i, columns = { column } }
    end
  end
  return spans
end

local function has_spans(t)
  for _, column in ipairs(t.columns) do
    if column.over then
      return true
    end
  end
  return false
end

-- The line of headings over headings, with the rules below them.
local function latex_over(t)
  local cells, rules = {}, {}
  for i, span in ipairs(spans_of(t)) do
    local last = span.from + #span.columns - 1
    cells[i] = string.format("\\multicolumn{%d}{l}{%s}", #span.columns, latex_text(span.over or ""))
    rules[#rules + 1] = span.over and string.format("\\cmidrule(lr){%d-%d}", span.from, last) or nil
  end
  return table.concat(cells, " & ") .. " \\\\ " .. table.concat(rules, " ")
end

local function latex_head(t)
  local cells = {}
  for i, column in ipairs(t.columns) do
    cells[i] = latex_text(column.over and column.short or column.title)
  end
  return (has_spans(t) and latex_over(t) .. "\n" or "") .. table.concat(cells, " & ") .. " \\\\"
end

--- A longtable with booktabs rules, for XeLaTeX or LuaLaTeX (texts are in every script).
function tables.latex(t)
  local lines = { "% \\usepackage{booktabs,longtable,fontspec}",
    "\\begin{longtable}{" .. latex_columns(t) .. "}",
    "\\caption{" .. latex_text(t.title) .. "}\\\\", "\\toprule", latex_head(t), "\\midrule", "\\endhead" }
  for _, row in ipairs(t.rows) do
    lines[#lines + 1] = table.concat(each_value(t, row, latex_text), " & ") .. " \\\\"
  end
  lines[#lines + 1] = "\\bottomrule"
  lines[#lines + 1] = "\\end{longtable}"
  for _, note in ipairs(t.notes or {}) do
    lines[#lines + 1] = "\n\\noindent " .. latex_text(note)
  end
  return table.concat(lines, "\n") .. "\n"
end

-- ---- HTML

local function html_cell(cell)
  if type(cell) ~= "table" then
    return cell
  end
  if cell.content then
    return cell.content
  end
  return cell.href and h("a", { href = cell.href }, cell.text) or cell.text
end

local function html_row(t, row)
  local cells = {}
  for i, column in ipairs(t.columns) do
    local number = column.kind == "number"
    local name = i == 1 and not number and tables.value(row[column.key]) ~= "" and "th" or "td"
    cells[i] = h(name, { class = number and "number" or column.class, dir = not number and "auto",
      scope = name == "th" and "row", ["data-title"] = t.stack and column.title }, html_cell(row[column.key]))
  end
  return h("tr", nil, cells)
end

local function title_cell(column, rows)
  return h("th", { class = column.kind == "number" and "number" or column.class, scope = "col", rowspan = rows },
    column.over and column.short or column.title)
end

local function html_head(t)
  local over, under, two = {}, {}, has_spans(t)
  for _, span in ipairs(spans_of(t)) do
    if span.over then
      over[#over + 1] = h("th", { class = "over", colspan = #span.columns, scope = "colgroup" },
        h("bdi", nil, span.over))
    end
    for _, column in ipairs(span.columns) do
      local line = two and not span.over and over or under
      line[#line + 1] = title_cell(column, line == over and 2)
    end
  end
  return h("thead", nil, two and h("tr", nil, over), h("tr", nil, under))
end

--- A table in a region that scrolls by itself where the page is narrow. `words` are those of the report; `up` leads
--- to the report's first folder.
function tables.html(t, words, up)
  local rows, links = {}, {}
  for i, row in ipairs(t.rows) do
    rows[i] = html_row(t, row)
  end
  for i, format in ipairs(tables.formats) do
    links[i] = { i > 1 and ", ", h("a", { href = (up or "") .. "tables/" .. t.id .. "." .. format.ending },
      format.title) }
  end
  local notes = {}
  for i, note in ipairs(t.notes or {}) do
    notes[i] = h("p", { class = "note-line" }, note)
  end
  local class = "table" .. (t.stack and " stack" or "") .. (t.class and " " .. t.class or "")
  return h("div", { class = class, id = not t.part and "table-" .. t.id },
    h("div", { class = "scroll", tabindex = 0, role = "region", ["aria-label"] = t.label or t.title },
      h("table", nil, h("caption", nil, t.title), html_head(t), h("tbody", nil, rows))),
    notes, not t.part and h("p", { class = "downloads" }, words("table.files", { links = html.join(links) })))
end

--- The formats in which every table is also a file.
tables.formats = {
  { ending = "csv", title = "CSV", write = tables.csv },
  { ending = "json", title = "JSON", write = tables.json },
  { ending = "md", title = "Markdown", write = tables.markdown },
  { ending = "tex", title = "LaTeX", write = tables.latex },
}

return tables
