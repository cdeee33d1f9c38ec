-- SPDX-License-Identifier: MIT
--- Before and after: what people wrote down alone, what became of it, and how they rank the final axes. Counts of
--- people to talk about and no tests, since groups are small. Who is who stands on a page of its own.
local coded = require("coded")
local figure = require("figure")
local html = require("html")
local outcome = require("outcome")
local stats = require("calma.stats")
local tables = require("table")

local h = html.element
local TOP = 3 -- of the last list: as many as people were first asked for

local function columns_of(keys, context)
  local columns = {}
  for i, key in ipairs(keys) do
    local name, kind = key:match("^#(.*)"), "number"
    columns[i] = { key = name or key, title = context.words("change.column." .. (name or key)),
      kind = name and kind or "text" }
  end
  return columns
end

local function joined(list, between)
  return table.concat(list, between or "; ")
end

local function name_of(attribute, context)
  return attribute.name ~= "" and attribute.name or context.words("first.unnamed")
end

-- ---- one person's two lists

-- What the first names became, as numbers: final axes by their place, what is gone behind them, and each name that
-- became nothing behind those, since it stays itself. -> links for stats.change, numbers each once
local function numbers_of(names, found, numbers)
  local links, set, there = {}, {}, {}
  local function add(key)
    local number = found.place[key] or numbers[key]
    if not number then
      numbers.n = numbers.n + 1
      number, numbers[key] = numbers.n, numbers.n
    end
    if not there[number] then
      there[number], set[#set + 1] = true, number
    end
    return number
  end
  for i, name in ipairs(names) do
    for _, id in ipairs(name.axes or {}) do
      links[#links + 1] = { i, add(id) }
    end
    if #(name.axes or {}) == 0 then
      add(name)
    end
  end
  return links, set
end

-- By axis: its place in the ranking, tied axes sharing the mean of theirs.
local function mid_places(places)
  local mid, before = {}, 0
  for _, tied in ipairs(places) do
    for _, axis in ipairs(tied) do
      mid[axis] = before + (#tied + 1) / 2
    end
    before = before + #tied
  end
  return mid
end

-- From the first names that stats.change knows to places that know of ties.
local function shifts_of(change, last, places)
  local out, mid = {}, mid_places(places)
  for i, axis in ipairs(last) do
    out[i] = change.shifts[i] and change.shifts[i] + i - mid[axis]
  end
  return out
end

-- {person, names, last, places, change, shifts, before, overlap}: `before` and `last` are numbers of what they had.
local function person_change(person, names, places, found, numbers)
  local last = outcome.first_of(places, TOP)
  local links, before = numbers_of(names, found, numbers)
  local change = stats.change(#names, last, links)
  local axes = {}
  for _, number in ipairs(before) do
    axes[#axes + 1] = number <= #found.axes and number or nil
  end
  return { person = person, names = names, last = last, places = places, change = change, before = before,
    shifts = shifts_of(change, last, places),
    overlap = #axes > 0 and #last > 0 and stats.overlap(axes, last, #found.axes) or nil }
end

-- ---- the two things that are compared

-- First names against the last ranking. -> {people, asked, with: how many have the first list, the last, both}
local function first_and_last(group)
  local found, ranking = outcome.of(group), outcome.main_ranking(group)
  local of, list, numbers = {}, {}, { n = #found.axes }
  for _, each in ipairs(ranking and ranking.people or {}) do
    of[each.person] = each
  end
  for _, first in ipairs(outcome.firsts(group)) do
    local each = of[first.person]
    list[#list + 1] = each and person_change(first.person, first.names, each.places, found, numbers) or nil
  end
  return { id = "last", people = list, numbers = numbers }
end

-- The last ranking against one from another point of view: there each axis is its own first name.
local function plain_and_framed(group, main, framed, n)
  local found, of, list, numbers = outcome.of(group), {}, {}, {}
  numbers.n = #found.axes
  for _, each in ipairs(main.people) do
    of[each.person] = each
  end
  for _, each in ipairs(framed.people) do
    local names = {}
    for i, axis in ipairs(of[each.person] and outcome.first_of(of[each.person].places, TOP) or {}) do
      names[i] = { axes = { found.axes[axis].id } }
    end
    list[#list + 1] = of[each.person] and person_change(each.person, names, each.places, found, numbers) or nil
  end
  return { id = "framed" .. n, people = list, numbers = numbers, framing = framed.framing }
end

-- ---- what became of the first names

local function axis_names(group, ids)
  local found, out = outcome.of(group), {}
  for i, id in ipairs(ids) do
    out[i] = outcome.name(group, id) .. (found.place[id] and "" or " †")
  end
  return joined(out)
end

local function became(group, name, context)
  if not name.axes then
    return context.words("change.unsaid")
  end
  return #name.axes == 0 and context.words("change.nothing") or axis_names(group, name.axes)
end

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
      rows[#rows + 1] = { name = { text = name_of(name.attribute, context), href = name.attribute.href },
        place = name.attribute.place, axes = became(group, name, context), by = name.by }
    end
  end
  return { id = "mapping-" .. html.id(group.id), rows = rows,
    title = context.words("change.mapping", { group = group.title }),
    notes = { context.words("change.mapping.note"), gone and context.words("change.mapping.gone") or nil },
    columns = columns_of({ "name", "#place", "axes", "by" }, context) }
end

-- "Nobody has said yet what became of: ..."; "These became none of the axes: ..."
local function unmapped(group, context)
  local lists = { unsaid = {}, nothing = {} }
  for _, first in ipairs(outcome.firsts(group)) do
    for _, name in ipairs(first.names) do
      local list = not name.axes and lists.unsaid or #name.axes == 0 and lists.nothing
      if list then
        list[#list + 1] = name_of(name.attribute, context)
      end
    end
  end
  local out = {}
  for i, key in ipairs({ "unsaid", "nothing" }) do
    out[i] = #lists[key] > 0 and h("p", { class = "caution", dir = "auto" }, context.words("change.names." .. key,
      { n = #lists[key], names = joined(lists[key]) }))
  end
  return out
end

-- ---- a group's comparison

local function place_in(list, id)
  for i, each in ipairs(list or {}) do
    if each == id then
      return i
    end
  end
end

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
    columns = columns_of({ "axis", "#before", "#after", "#three", "#five" }, context) }
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
  local rows, most = {}, TOP
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
    notes = { context.words("change.kept.note") }, columns = columns_of({ "#kept", "#people" }, context) }
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
    notes = { context.words("change.alike.note") }, columns = columns_of({ "measure", "#before", "#after" }, context),
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

local function comparisons_of(group)
  local main, framed = outcome.main_ranking(group)
  local out = { first_and_last(group) }
  for i, each in ipairs(main and framed or {}) do
    out[#out + 1] = plain_and_framed(group, main, each, i)
  end
  return out
end

local function section(group, list, context)
  local firsts, main = outcome.firsts(group), outcome.main_ranking(group)
  local mapping, out = mapping_table(group, context), {}
  list[#list + 1] = #firsts > 0 and mapping or nil
  for i, compared in ipairs(comparisons_of(group)) do
    out[i] = { h("h3", nil, context.words(compared.framing and "change.framed" or "change.compared")),
      (compared.framing or "") ~= ""
        and h("p", { dir = "auto" }, context.words("change.framing", { framing = compared.framing })),
      comparison(group, compared, list, context) }
  end
  return { h("h2", { dir = "auto" }, group.title),
    h("p", nil, context.words("change.n", { firsts = #firsts, last = main and #main.people or 0 })),
    h("h3", nil, context.words("change.names")),
    #firsts > 0 and { unmapped(group, context), tables.html(mapping, context.words) }
      or h("p", nil, context.words("change.no.names")), out }
end

-- ---- each person beside their group

-- By axis: {own: by person, values: of all}, of the last step in which people rated, on the wording as it is now.
local function ratings_of(group)
  local steps, map = outcome.ratings(group), {}
  local step = steps[#steps]
  for _, row in ipairs(step and step.rows or {}) do
    if row.current then
      map[row.axis] = map[row.axis] or { own = {}, values = {} }
      map[row.axis].own[row.person] = row.value or false
      table.insert(map[row.axis].values, row.value or false)
    end
  end
  return map, step and step.points or 5
end

local function own_rating(rated, person, context)
  local own = rated and rated.own[person]
  return own or context.words(own == false and "change.rather.not" or "change.unrated")
end

-- One row for each first name and each axis that it went into.
local function view_rows(group, first, context)
  local rated, points = ratings_of(group)
  local rows, found = {}, outcome.of(group)
  for _, name in ipairs(first.names) do
    for _, id in ipairs(name.axes and #name.axes > 0 and name.axes or { false }) do
      local here = id and found.place[id] and rated[id]
      local summary = here and stats.ratings(here.values, points) or {}
      rows[#rows + 1] = { first = name, group = group.title, person = first.person,
        name = name_of(name.attribute, context), definition = name.attribute.definition,
        axis = id and axis_names(group, { id }) or became(group, name, context),
        meaning = id and found.by_id[id] and found.by_id[id].definition or nil,
        own = id and found.place[id] and own_rating(rated[id], first.person, context) or nil, median = summary.median,
        raters = here and #here.values - summary.missing or nil }
    end
  end
  return rows
end

local view_keys = { "name", "definition", "axis", "meaning", "own", "#median", "#raters" }

local function view_table(rows, context)
  return { id = "views", title = context.words("change.views"), rows = rows, stack = true,
    notes = { context.words("change.views.note") },
    columns = columns_of({ "group", "person", table.unpack(view_keys) }, context) }
end

-- What the group made of a first name, beside how far its author agrees with that.
local function view_of(row, context)
  return h("div", { class = "view" }, h("p", { dir = "auto" }, h("strong", nil, row.axis)),
    row.meaning and row.meaning ~= "" and h("p", { dir = "auto" }, row.meaning),
    row.own and h("p", { class = "quiet" }, context.words("change.view", { own = row.own,
      median = row.median and figure.number(row.median) or context.words("agreement.nothing"),
      n = row.raters or 0 })))
end

-- A first name on the one side, what became of it on the other.
local function view_parts(rows, context)
  local names, out = {}, {}
  for _, row in ipairs(rows) do
    local last = names[#names]
    if not last or last.row.first ~= row.first then
      last = { row = row, views = {} }
      names[#names + 1] = last
    end
    table.insert(last.views, view_of(row, context))
  end
  for i, each in ipairs(names) do
    local definition = each.row.definition
    out[i] = h("div", { class = "views" }, h("div", nil, h("h3", { dir = "auto" }, each.row.name),
      h("p", { class = definition == "" and "quiet", dir = "auto" },
        definition ~= "" and definition or context.words("first.no.definition"))), h("div", nil, each.views))
  end
  return out
end

local function signed(shift)
  if not shift then
    return nil
  end
  local text = shift == math.floor(shift) and string.format("%d", math.abs(math.tointeger(shift) or 0))
    or string.format("%.1f", math.abs(shift))
  return shift > 0 and "+" .. text or shift < 0 and "−" .. text or "0"
end

local function last_list(group, each, context)
  local out = {}
  for i, axis in ipairs(each.last) do
    local shift = signed(each.shifts[i])
    out[i] = outcome.name(group, outcome.of(group).axes[axis].id) .. " (" .. (shift or context.words("change.new"))
      .. ")"
  end
  return joined(out)
end

local function people_row(group, each, compared, context)
  local names, none = {}, context.words("agreement.nothing")
  for i, name in ipairs(each.names) do
    names[i] = name.attribute and name_of(name.attribute, context) or axis_names(group, name.axes)
  end
  return { group = group.title, person = each.person, compared = context.words(compared.framing and "change.framed"
    or "change.compared"), first = joined(names), last = last_list(group, each, context), kept = each.change.kept,
    new = each.change.new, dropped = each.change.dropped, unmapped = each.change.unmapped,
    common = each.overlap and each.overlap.common or none, chance = figure.cell(each.overlap and each.overlap.chance,
      none), alike = figure.cell(each.change.jaccard, none) }
end

local people_keys = { "compared", "first", "last", "#kept", "#new", "#dropped", "#unmapped", "#common", "#chance",
  "#alike" }

local function people_table(rows, context)
  return { id = "changes", title = context.words("change.people.table"), rows = rows, stack = true,
    notes = { context.words("change.people.note") },
    columns = columns_of({ "group", "person", table.unpack(people_keys) }, context) }
end

-- A person's two lists, and what is between them.
local function change_part(row, each, context)
  local said = { kept = row.kept, new = row.new, dropped = row.dropped, unmapped = row.unmapped }
  said.common, said.chance = row.common, each.overlap and figure.number(each.overlap.chance) or row.chance
  said.alike = each.change.jaccard and figure.number(each.change.jaccard) or row.alike
  return { h("h3", nil, row.compared), h("dl", { class = "facts" },
    h("dt", nil, context.words("change.column.first")), h("dd", { dir = "auto" }, row.first),
    h("dt", nil, context.words("change.column.last")), h("dd", { dir = "auto" }, row.last)),
    h("p", nil, context.words("change.person.counts", said)) }
end

local function person_part(group, first, all, context, record)
  local changes, views = {}, view_rows(group, first, context)
  for _, compared in ipairs(comparisons_of(group)) do
    for _, each in ipairs(compared.people) do
      if each.person == first.person then
        local row = people_row(group, each, compared, context)
        all.changes[#all.changes + 1], changes[#changes + 1] = row, change_part(row, each, context)
      end
    end
  end
  table.move(views, 1, #views, #all.views + 1, all.views)
  return h("section", { class = "sheet" },
    h("h2", nil, h("a", { href = record.person_pages()[first.person] }, first.person)), view_parts(views, context),
    #changes > 0 and changes or h("p", nil, context.words("change.person.unranked")))
end

local function people_page(record, context, list)
  local all, out = { views = {}, changes = {} }, {}
  for _, group in ipairs(record.groups()) do
    for _, first in ipairs(outcome.firsts(group)) do
      out[#out + 1] = person_part(group, first, all, context, record)
    end
  end
  local views, changes = view_table(all.views, context), people_table(all.changes, context)
  list[#list + 1], list[#list + 2] = views, changes
  local title = context.words("change.people")
  return { path = "change-people.html", title = title, heading = title, section = "change-people",
    html = html.join(h("p", { class = "lead" }, context.words("change.people.lead")),
      h("p", { class = "caution" }, context.words("change.people.caution")),
      h("p", { class = "note-line" }, context.words("change.views.note"), " ", context.words("change.people.note")),
      coded.downloads(views, ""), coded.downloads(changes, ""), out) }
end

return function(record, context)
  if record.one("SELECT count(*) AS n FROM step WHERE kind IN ('board', 'rate')").n == 0 or not record.ranks() then
    return nil
  end
  local list, sections = {}, {}
  for i, group in ipairs(record.groups()) do
    sections[i] = section(group, list, context)
  end
  local people = people_page(record, context, list)
  return { id = "change", title = context.words("change.title"), path = "change.html", tables = list,
    pages = { people },
    html = html.join(h("p", { class = "lead" }, context.words("change.lead")),
      h("p", { class = "caution" }, context.words("change.small")), coded.caution(context),
      h("p", nil, h("a", { href = people.path }, context.words("change.people.link"))), sections) }
end
