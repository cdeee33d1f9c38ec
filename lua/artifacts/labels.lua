-- SPDX-License-Identifier: MIT
--- Every label that anybody used, none left out: the table of labels by group and type, the list with the way to each
--- passage, and the file with one row for each use.
local case = require("calma.case")
local coded = require("coded")
local html = require("html")
local tables = require("table")
local text = require("calma.text")

local h = html.element

-- ---- every label of a group, by type

local function add(map, list, label, person)
  if not map[label] then
    map[label] = { label = label, uses = 0, people = 0, seen = {}, codings = {}, manner = {}, valence = {} }
    list[#list + 1] = map[label]
  end
  local entry = map[label]
  entry.uses = entry.uses + 1
  entry.people = entry.people + (entry.seen[person] and 0 or 1)
  entry.seen[person] = true
  return entry
end

local function count(counts, key)
  if key then
    counts[key] = (counts[key] or 0) + 1
  end
end

local function by_label(entry)
  return entry.label
end

local gather = {
  initial = function(group, record, context)
    local map, list = {}, {}
    for _, coding in ipairs(record.codings()) do
      for _, use in ipairs(coding.group_id == group.id and coding.uses or {}) do
        local entry = add(map, list, use.label, coding.participant)
        table.insert(entry.codings, coding)
        count(entry.manner, use.manner)
        count(entry.valence, use.valence)
      end
    end
    return context.sorted(list, by_label)
  end,
  focused = function(group, record, context)
    local map, list = {}, {}
    for _, cluster in ipairs(record.clusters()) do
      if cluster.group_id == group.id and cluster.name ~= "" then
        table.insert(add(map, list, cluster.name, cluster.participant).codings, cluster)
      end
    end
    return context.sorted(list, by_label)
  end,
}

local kinds = { "initial", "focused" }

-- ---- table 1: group, label type, example annotations

-- Labels that differ in capital letters only are one here; the list below keeps each as it was written. In a page each
-- keeps its own direction.
local function quoted(entries, stem, context)
  local seen, out, marked = {}, {}, {}
  for _, entry in ipairs(entries) do
    local label = case.upper(entry.label, context.language)
    if not seen[label] and (not stem or text.fold(label):find(stem, 1, true)) then
      seen[label] = true
      out[#out + 1] = '"' .. label .. '"'
      marked[#marked + 1] = { #marked > 0 and ", ", h("bdi", nil, out[#out]) }
    end
  end
  if #out == 0 then
    return context.words("labels.none")
  end
  return { text = table.concat(out, ", "), content = html.join(marked) }
end

local function label_table(id, title, stem, groups, context)
  local rows, note = {}, stem and "labels.stem.note" or "labels.table.note"
  for _, group in ipairs(groups) do
    for _, kind in ipairs(kinds) do
      rows[#rows + 1] = { group = group.title, type = context.words("labels.type." .. kind),
        labels = quoted(group[kind], stem, context) }
    end
  end
  return { id = id, title = title, rows = rows, stack = true, notes = { context.words(note, { stem = stem }) },
    columns = { { key = "group", title = context.words("labels.group"), kind = "text" },
      { key = "type", title = context.words("labels.type"), kind = "text" },
      { key = "labels", title = context.words("labels.examples"), kind = "text" } } }
end

-- ---- the list

local function places(entry)
  local out = {}
  for i, coding in ipairs(entry.codings) do
    out[i] = { i > 1 and ", ", h("a", { href = coding.href }, coding.participant) }
  end
  return { text = tostring(#entry.codings), content = html.join(out) }
end

local function list_table(group, kind, context)
  local rows = {}
  for i, entry in ipairs(group[kind]) do
    rows[i] = { label = entry.label, uses = entry.uses, people = entry.people, places = places(entry) }
  end
  return { id = "labels-" .. html.id(group.id) .. "-" .. kind,
    title = context.words("labels.list." .. kind, { group = group.title }), rows = rows, columns = {
      { key = "label", title = context.words("labels.label"), kind = "text" },
      { key = "uses", title = context.words("labels.uses"), kind = "number" },
      { key = "people", title = context.words("labels.people"), kind = "number" },
      { key = "places", title = context.words("labels.places." .. kind), kind = "text" } } }
end

-- ---- manner and valence, where anybody set them

local nuances = { "explicit", "implicit", "helpful", "unhelpful", "mixed" }

local function nuance_row(group, entry)
  local row, any = { group = group.title, label = entry.label, uses = entry.uses }, false
  for _, key in ipairs(nuances) do
    row[key] = entry.manner[key] or entry.valence[key]
    any = any or row[key] ~= nil
  end
  return any and row
end

local function nuance_table(groups, context)
  local rows, columns = {}, { { key = "group", title = context.words("labels.group"), kind = "text" },
    { key = "label", title = context.words("labels.label"), kind = "text" },
    { key = "uses", title = context.words("labels.uses"), kind = "number" } }
  for _, key in ipairs(nuances) do
    columns[#columns + 1] = { key = key, title = context.words("labels." .. key), kind = "number" }
  end
  for _, group in ipairs(groups) do
    for _, entry in ipairs(group.initial) do
      rows[#rows + 1] = nuance_row(group, entry) or nil
    end
  end
  return { id = "nuances", title = context.words("labels.nuances"), columns = columns, rows = rows,
    notes = { context.words("labels.nuances.note") } }
end

local function read_groups(record, context)
  local groups = {}
  for i, group in ipairs(record.groups()) do
    groups[i] = { id = group.id, title = group.title }
    for _, kind in ipairs(kinds) do
      groups[i][kind] = gather[kind](group, record, context)
    end
  end
  return groups
end

local function stem_of(context)
  local options = context.options.labels
  local stem = type(options) == "table" and options.stem
  return type(stem) == "string" and stem ~= "" and text.fold(stem) or nil
end

-- Pages about labels that are found from here.
local function more(context, record)
  local out = {}
  for _, page in ipairs({ "answers", "emphasis", "once" }) do
    out[#out + 1] = (page ~= "emphasis" or #record.groups() > 1) and h("li", nil, h("a", { href = page .. ".html" },
      context.words(page .. ".title")), h("span", nil, context.words(page .. ".about"))) or nil
  end
  return h("ul", { class = "contents" }, out)
end

return function(record, context)
  local groups, list, body, stem = read_groups(record, context), {}, {}, stem_of(context)
  local function show(t)
    list[#list + 1] = t
    body[#body + 1] = tables.html(t, context.words)
  end
  show(label_table("labels", context.words("labels.table"), nil, groups, context))
  if stem then
    show(label_table("labels-stem", context.words("labels.stem", { stem = stem }), stem, groups, context))
  end
  body[#body + 1] = h("h2", nil, context.words("labels.every"))
  for _, group in ipairs(groups) do
    for _, kind in ipairs(kinds) do
      if #group[kind] > 0 then
        show(list_table(group, kind, context))
      end
    end
  end
  local nuanced = nuance_table(groups, context)
  if #nuanced.rows > 0 then
    body[#body + 1] = h("h2", nil, context.words("labels.nuances.title"))
    show(nuanced)
  end
  local codings = coded.table("codings", context.words("codings.title"), record.codings(), context)
  list[#list + 1] = codings
  return {
    id = "labels", title = context.words("labels.title"), path = "labels.html", tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("labels.lead")), coded.caution(context),
      more(context, record), body, coded.downloads(codings, "")),
  }
end
