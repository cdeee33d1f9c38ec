-- SPDX-License-Identifier: MIT
--- Puts the report together: runs the artifacts, frames their pages, writes every table in every format. What is
--- written follows from the record, the study's own texts and this program alone.
local log = require("calma.log")
local make_context = require("context")
local page = require("page")
local record = require("record")
local tables = require("table")

local shipped = { "overview", "axes", "side", "samples", "support", "standard", "ratings",
  "rankings", "change", "session", "survey", "training", "proposals", "cloud", "attributes", "first", "labels",
  "answers", "emphasis", "once", "guess", "map", "agreement", "topics", "transcript", "person", "roster", "pay", "hand",
  "problems" }

-- A study's own artifact takes the place of a shipped one of the same file name, or comes behind them.
local function run_all(context)
  local own, results = {}, {}
  for _, result in ipairs(context.own) do
    own[result.file] = result
  end
  for _, name in ipairs(shipped) do
    -- One that the study has no use for answers nil.
    results[#results + 1] = own[name .. ".lua"] or require("artifacts/" .. name)(record, context)
    own[name .. ".lua"] = nil
  end
  for _, result in ipairs(context.own) do
    results[#results + 1] = own[result.file]
  end
  return results
end

-- The way around the report. What is `under` another part is found there.
local function sections_of(results, context)
  local sections = {}
  for _, result in ipairs(results) do
    local short = context.words("short." .. result.id)
    result.path = result.path or result.id .. ".html"
    sections[#sections + 1] = not result.under and { id = result.id, path = result.path,
      short = short ~= "short." .. result.id and short or result.title } or nil
  end
  return sections
end

-- A page says once that its tables are views, and no community's preferences. Each file says it too: files are passed
-- on alone. Tables of axes say more than that, and what could not be used, or is owed, is no view.
local function to_pass_on(t, result, context)
  if t.bound or t.own or result.id == "problems" then
    return t
  end
  local copy = { notes = table.move(t.notes or {}, 1, #(t.notes or {}), 1, {}) }
  table.insert(copy.notes, context.words("caution"))
  return setmetatable(copy, { __index = t })
end

local function write_tables(result, context, write)
  for _, t in ipairs(result.tables or {}) do
    local whole = to_pass_on(t, result, context)
    for _, format in ipairs(tables.formats) do
      write("tables/" .. t.id .. "." .. format.ending, format.write(whole))
    end
  end
end

local function write_result(result, sections, context, write)
  write(result.path, page.render({ path = result.path, title = result.title, heading = result.title,
    section = result.under or result.id, html = result.html }, sections, context))
  for _, each in ipairs(result.pages or {}) do
    write(each.path, page.render(each, sections, context))
  end
  for _, file in ipairs(result.files or {}) do
    write(file.path, file.bytes)
  end
  write_tables(result, context, write)
end

-- A study's own artifact that cannot be written is named, and the others are written.
local function write_own(result, sections, context, write)
  local done, why = pcall(write_result, result, sections, context, write)
  if not done then
    log.warning("lua/artifacts/" .. result.file .. " is left out: " .. tostring(why))
  end
end

--- report(inputs, write): `inputs` as src/report/report.c makes them; write(path, bytes) puts a file into the report.
return function(inputs, write)
  local context = make_context(inputs)
  local results = run_all(context)
  local sections = sections_of(results, context)
  for _, result in ipairs(results) do
    local put = result.file and write_own or write_result
    put(result, sections, context, write)
  end
end
