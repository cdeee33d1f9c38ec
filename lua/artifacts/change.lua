-- SPDX-License-Identifier: MIT
--- Before and after: what people wrote down alone, what became of it, and how they rank the final axes. Counts of
--- people to talk about and no tests, since groups are small. Who is who stands on a page of its own.
local changed = require("changed")
local coded = require("coded")
local figure = require("figure")
local html = require("html")
local outcome = require("outcome")
local people_page = require("changepeople")
local place_in = require("plain").place
local stats = require("calma.stats")
local tables = require("table")

local h = html.element
local joined = changed.joined

-- ---- what became of the first names

local function has_gone(group, name)
  for _, id in ipairs(name.axes or {}) do
    if not outcome.of(group).place[id] then
      return true
    end
  end
  return false
end

local function mapping_table(group, context)
  local rows, gone = {}, false
  for _, first in ipairs(outcome.firsts(group)) do
    for _, name in ipairs(first.names) do
      gone = gone or has_gone(group, name)
      rows[#rows + 1] = { name = { text = changed.name(name.attribute, context), href = name.attribute.href },
        place = name.attribute.place, axes = changed.became(group, name, context),
        by = name.by == "facilitator" and context.words("map.facilitator") or name.by }
    end
  end
  return { id = "mapping-" .. html.id(group.id), rows = rows,
    title = context.words("change.mapping", { group = group.title }),
    notes = { context.words("change.mapping.note"), gone and context.words("change.mapping.gone") or nil },
    columns = changed.columns({ "name", "#place", "axes", "by" }, context) }
end

-- "Nobody has said yet what became of: ..."; "These became none of the axes: ..."
local function unmapped(group, context)
  local lists = { unsaid = {}, nothing = {} }
  for _, first in ipairs(outcome.firsts(group)) do
    for _, name in ipairs(first.names) do
      local list = not name.axes and lists.unsaid or #name.axes == 0 and lists.nothing
      if list then
        list[#list + 1] = changed.name(name.attribute, context)
      end
    end
  end
  local out = {}
  for i, key in ipairs({ "unsaid", "nothing" }) do
    out[i] = #lists[key] > 0 and h("p", { class = "caution" }, context.words("change.names." .. key,
      { n = #lists[key], names = h("bdi", nil, joined(lists[key])) }))
  end
  return out
end

-- ---- a group's comparison

local function axis_table(group, compared, context)
  local found, rows = outcome.of(group), {}
  for i, axis in ipairs(found.axes) do
    local row = { axis = outcome.name(group, axis.id), before = 0, after = 0, three = place_in(found.tops[3], axis.id),
      five = place_in(found.tops[5], axis.id) }
    for _, each in ipairs(compared.people) do
      row.before = row.before + (place_in(each.before, i) and 1 or 0)
      row.after = row.after + (place_in(each.last, i) and 1 or 0)
    end
    rows[i] = row
  end
  return { id = "change-" .. compared.id .. "-" .. html.id(group.id), rows = rows,
    title = context.words("change.axes", { group = group.title, n = #compared.people }),
    notes = { context.words(compared.framing and "change.axes.framed" or "change.axes.note") },
    columns = changed.columns({ "axis", "#before", "#after", "#three", "#five" }, context) }
end

local function shift_figure(t, all, context)
  local out = {}
  for i, row in ipairs(t.rows) do
    out[i] = h("li", nil, h("span", { dir = "auto" }, row.axis), figure.shift(row.before, row.after, all,
      context.words("change.figure.row", { axis = row.axis, before = row.before, after = row.after, all = all })))
  end
  return h("figure", { class = "figure" }, h("ul", { class = "shifts" }, out),
    h("p", { class = "ends" }, h("span", nil, 0), h("span", nil, context.words("people", { n = all }))),
    h("figcaption", nil, h("p", nil, context.words("change.figure", { n = all }))))
end

-- How many people kept none, one, two, ... of their list.
local function kept_table(group, compared, context)
  local rows, most = {}, changed.TOP
  for _, each in ipairs(compared.people) do
    most = math.max(most, each.change.kept)
  end
  for kept = 0, most do
    rows[kept + 1] = { kept = kept, people = 0 }
  end
  for _, each in ipairs(compared.people) do
    local row = rows[each.change.kept + 1]
    row.people = row.people + 1
  end
  return { id = "kept-" .. compared.id .. "-" .. html.id(group.id), rows = rows, class = "small",
    title = context.words("change.kept", { group = group.title, n = #compared.people }),
    notes = { context.words("change.kept.note") }, columns = changed.columns({ "#kept", "#people" }, context) }
end

local function mean_of(people, value)
  local sum, n = 0, 0
  for _, each in ipairs(people) do
    local number = value(each)
    if number then
      sum, n = sum + number, n + 1
    end
  end
  return n > 0 and sum / n or nil, n
end

-- How alike the lists of two people are on average.
local function likeness(people, key, numbers)
  local has = {}
  for i, each in ipairs(people) do
    has[i] = each[key]
  end
  return stats.likeness(has, numbers.n)
end

local function group_top(group)
  local found, out = outcome.of(group), {}
  for _, id in ipairs(found.tops[3] or {}) do
    out[#out + 1] = found.place[id]
  end
  return out
end

local function nearness(people, key, top, numbers)
  return mean_of(people, function(each)
    local overlap = #top > 0 and stats.overlap(each[key], top, numbers.n)
    return overlap and overlap.jaccard
  end)
end

local function alike_table(group, compared, context)
  local none, people, top = context.words("agreement.nothing"), compared.people, group_top(group)
  local function row(measure, value)
    return { measure = context.words("change.alike." .. measure), before = figure.cell(value("before"), none),
      after = figure.cell(value("last"), none) }
  end
  return { id = "alike-" .. compared.id .. "-" .. html.id(group.id),
    title = context.words("change.alike", { group = group.title, n = #people }), stack = true,
    notes = { context.words("change.alike.note") },
    columns = changed.columns({ "measure", "#before", "#after" }, context),
    rows = { row("pairs", function(key) return likeness(people, key, compared.numbers) end),
      row("group", function(key) return (nearness(people, key, top, compared.numbers)) end) } }
end

-- "On average 1.67 of the first three were in their list before; chance alone gives 1.12."
local function overlap_line(compared, context)
  local common, n = mean_of(compared.people, function(each) return each.overlap and each.overlap.common end)
  local chance = mean_of(compared.people, function(each) return each.overlap and each.overlap.chance end)
  return h("p", nil, common and context.words("change.overlap", { n = n, common = figure.number(common),
    chance = figure.number(chance) }) or context.words("change.overlap.none"))
end

local function shift_line(compared, context)
  local rose, same, fell = 0, 0, 0
  for _, each in ipairs(compared.people) do
    for _, shift in ipairs(each.shifts) do
      rose, same, fell = rose + (shift and shift > 0 and 1 or 0), same + (shift == 0 and 1 or 0),
        fell + (shift and shift < 0 and 1 or 0)
    end
  end
  return h("p", nil, context.words("change.moved", { rose = rose, same = same, fell = fell }))
end

local function comparison(group, compared, list, context)
  if #compared.people == 0 then
    return h("p", nil, context.words("change.nobody"))
  end
  local axes, kept, alike = axis_table(group, compared, context), kept_table(group, compared, context),
    alike_table(group, compared, context)
  for _, t in ipairs({ axes, kept, alike }) do
    list[#list + 1] = t
  end
  return html.join(shift_figure(axes, #compared.people, context), tables.html(axes, context.words),
    overlap_line(compared, context), shift_line(compared, context), tables.html(kept, context.words),
    tables.html(alike, context.words))
end

local function section(group, list, context)
  local firsts, main = outcome.firsts(group), outcome.main_ranking(group)
  local mapping, out = mapping_table(group, context), {}
  list[#list + 1] = #firsts > 0 and mapping or nil
  for i, compared in ipairs(changed.of(group)) do
    out[i] = { h("h3", nil, context.words(compared.framing and "change.framed" or "change.compared")),
      (compared.framing or "") ~= ""
        and h("p", nil, context.words("change.framing", { framing = h("bdi", nil, compared.framing) })),
      comparison(group, compared, list, context) }
  end
  return { h("h2", { dir = "auto" }, group.title),
    h("p", nil, context.words("change.n", { firsts = #firsts, last = main and #main.people or 0 })),
    h("h3", nil, context.words("change.names")),
    #firsts > 0 and { unmapped(group, context), tables.html(mapping, context.words) }
      or h("p", nil, context.words("change.no.names")), out }
end

return function(record, context)
  if not outcome.has("change") then
    return nil
  end
  local list, sections = {}, {}
  for i, group in ipairs(record.groups()) do
    sections[i] = section(group, list, context)
  end
  local people = people_page(record, context, list)
  return { id = "change", under = "axes", title = context.words("change.title"), path = "change.html", tables = list,
    pages = { people },
    html = html.join(h("p", { class = "lead" }, context.words("change.lead")),
      h("p", { class = "caution" }, context.words("change.small")), coded.caution(context),
      h("p", nil, h("a", { href = people.path }, context.words("change.people.link"))), sections) }
end
