-- SPDX-License-Identifier: MIT
--- Word clouds: for each group one of the codes people gave to passages and one of the names of their clusters, each
--- with its settings, n, and the counts it is drawn from.
local cloud = require("cloud")
local coded = require("coded")
local html = require("html")
local tables = require("table")

local h = html.element

local SHOWN = 25 -- rows of the count table that are open

local function count_table(id, title, list, notes, context)
  local rows = {}
  for i, each in ipairs(list) do
    rows[i] = { word = each.text, count = each.count, people = each.people }
  end
  return { id = id, title = title, notes = notes, rows = rows, columns = {
    { key = "word", title = context.words("cloud.word"), kind = "text" },
    { key = "count", title = context.words("cloud.count"), kind = "number" },
    { key = "people", title = context.words("cloud.people"), kind = "number" } } }
end

-- The first rows stay open, the rest unfold.
local function shown_table(t, context)
  if #t.rows <= SHOWN then
    return tables.html(t, context.words)
  end
  return h("details", nil, h("summary", nil, context.words("cloud.counts", { n = #t.rows })),
    tables.html(t, context.words))
end

local function section(group, kind, settings, result, record, context)
  local made = cloud.make(group, kind, settings, record, context)
  local heading = h("h2", { dir = "auto" }, made.title)
  if not made.svg then
    return html.join(heading, h("p", nil, context.words(made.used == 0 and "cloud.none" or "cloud.cut")))
  end
  local id = "cloud-" .. html.id(group.id) .. "-" .. kind
  local t = count_table(id, made.title, made.list, made.notes, context)
  table.insert(result.tables, t)
  table.insert(result.files, { path = id .. ".svg", bytes = made.svg })
  return html.join(heading, h("figure", { class = "picture" }, html.raw(made.svg),
    h("figcaption", nil, h("p", nil, context.words("cloud.how")),
      h("p", { class = "settings" }, table.concat(made.notes, " ")),
      h("p", { class = "downloads" }, context.words("cloud.file", {
        file = h("a", { href = id .. ".svg" }, "SVG"), passages = h("a", { href = "labels.html" },
          context.words("cloud.passages")) })))),
    shown_table(t, context))
end

return function(record, context)
  local settings = cloud.settings(context)
  local result = { id = "cloud", title = context.words("cloud.title"), path = "cloud.html", tables = {}, files = {} }
  local sections = {}
  for _, kind in ipairs(cloud.kinds) do
    for _, group in ipairs(record.groups()) do
      sections[#sections + 1] = section(group, kind, settings, result, record, context)
    end
  end
  result.html = html.join(h("p", { class = "lead" }, context.words("cloud.lead")), coded.caution(context), sections)
  return result
end
