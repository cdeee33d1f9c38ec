-- SPDX-License-Identifier: MIT
--- What each group stresses: for every word of its labels its share here and in the other groups, with counts, and how
--- far that is from what both would do alike.
local cloud = require("cloud")
local coded = require("coded")
local emphasis = require("emphasis")
local figure = require("figure")
local html = require("html")
local tables = require("table")
local text = require("calma.text")

local h = html.element
local SHOWN = 20

local function units(label, settings, context)
  label = settings.fold and text.fold(label) or label
  return settings.by == "phrase" and { label } or text.words(label, context.language)
end

-- By word: uses and people, here and in all other groups.
local function counts_of(group, settings, record, context)
  local here, there, people = {}, {}, { [true] = {}, [false] = {} }
  for _, coding in ipairs(record.codings()) do
    local is_here = coding.group_id == group.id
    local counts = is_here and here or there
    for _, use in ipairs(coding.uses) do
      for _, word in ipairs(units(use.label, settings, context)) do
        if not settings.stops[word] then
          counts[word] = (counts[word] or 0) + 1
          people[is_here][word] = people[is_here][word] or { n = 0 }
          local seen = people[is_here][word]
          seen.n, seen[coding.participant] = seen.n + (seen[coding.participant] and 0 or 1), true
        end
      end
    end
  end
  return here, there, people
end

local fields = { "word", "a", "n", "share", "people", "b", "m", "share_there", "people_there", "odds", "z" }

local function row_of(each, people)
  local function n(seen)
    return seen and seen.n or 0
  end
  return { word = each.word, a = each.a, n = each.n, share = figure.cell(each.n > 0 and each.a / each.n or nil),
    people = n(people[true][each.word]), b = each.b, m = each.m,
    share_there = figure.cell(each.m > 0 and each.b / each.m or nil), people_there = n(people[false][each.word]),
    odds = figure.cell(each.odds), z = figure.cell(each.z) }
end

local function group_table(group, settings, record, context)
  local here, there, people = counts_of(group, settings, record, context)
  local rows, columns, list = {}, {}, emphasis.compare(here, there)
  for i, each in ipairs(list) do
    rows[i] = row_of(each, people)
  end
  for i, key in ipairs(fields) do
    columns[i] = { key = key, title = context.words("emphasis.column." .. key), kind = i > 1 and "number" or "text" }
  end
  local first = list[1]
  return { id = "emphasis-" .. html.id(group.id), columns = columns, rows = rows,
    title = context.words("emphasis.table", { group = group.title }),
    notes = { context.words("emphasis.note") } }, first and first.n > 0 and first.m > 0
end

-- The words used more here, as many as are read at once; the files have all.
local function first_rows(t, context)
  local short = { id = t.id, title = t.title, columns = t.columns, rows = {}, notes = { t.notes[1] } }
  for _, row in ipairs(t.rows) do
    if #short.rows < SHOWN and row.z.text > 0 then
      short.rows[#short.rows + 1] = row
    end
  end
  short.notes[2] = context.words("emphasis.first", { n = #short.rows, all = #t.rows })
  return tables.html(short, context.words)
end

return function(record, context)
  local groups, settings, list, body = record.groups(), cloud.settings(context), {}, {}
  if #groups < 2 then
    return nil
  end
  for _, group in ipairs(groups) do
    local t, both = group_table(group, settings, record, context)
    list[#list + 1] = both and t or nil
    body[#body + 1] = { h("h2", { dir = "auto" }, group.title),
      both and first_rows(t, context) or h("p", nil, context.words("emphasis.none")) }
  end
  return {
    id = "emphasis", under = "labels", title = context.words("emphasis.title"), path = "emphasis.html", tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("emphasis.lead")), coded.caution(context),
      h("p", nil, context.words("emphasis.how")), body),
  }
end
