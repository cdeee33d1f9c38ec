-- SPDX-License-Identifier: MIT
--- Before and after, person by person: each first name beside what the group made of it, and each person's two lists.
--- For those who run the study, since it says who rated what.
local changed = require("changed")
local coded = require("coded")
local figure = require("figure")
local html = require("html")
local outcome = require("outcome")
local stats = require("calma.stats")

local h = html.element

-- By axis, of the last step in which people rated: {own, comments: by person; values: of all}, on the wording as it is
-- now; earlier: by person, whether they rated a wording before it.
local function ratings_of(group)
  local steps, map = outcome.ratings(group), {}
  local step = steps[#steps]
  for _, row in ipairs(step and step.rows or {}) do
    map[row.axis] = map[row.axis] or { own = {}, values = {}, comments = {}, earlier = {} }
    map[row.axis].earlier[row.person] = not row.current
    if row.current then
      map[row.axis].own[row.person] = row.value or false
      map[row.axis].comments[row.person] = row.comment ~= "" and row.comment or nil
      table.insert(map[row.axis].values, row.value or false)
    end
  end
  return map, step and step.points or 5
end

local function own_rating(rated, person, context)
  local own = rated and rated.own[person]
  return own or context.words(own == false and "change.rather.not"
    or rated and rated.earlier[person] and "change.earlier" or "change.unrated")
end

-- One row for each first name and each axis that it went into.
local function view_rows(group, first, rated, points, context)
  local rows, found = {}, outcome.of(group)
  for _, name in ipairs(first.names) do
    for _, id in ipairs(name.axes and #name.axes > 0 and name.axes or { false }) do
      local here = id and found.place[id] and rated[id]
      local summary = here and stats.ratings(here.values, points) or {}
      rows[#rows + 1] = { first = name, group = group.title, person = first.person,
        name = changed.name(name.attribute, context), definition = name.attribute.definition,
        axis = id and changed.axes(group, { id }) or changed.became(group, name, context),
        meaning = id and found.by_id[id] and found.by_id[id].definition or nil,
        own = id and found.place[id] and own_rating(rated[id], first.person, context) or nil, median = summary.median,
        comment = here and here.comments[first.person] or nil,
        raters = here and #here.values - summary.missing or id and found.place[id] and 0 or nil }
    end
  end
  return rows
end

local view_keys = { "name", "definition", "axis", "meaning", "own", "comment", "#median", "#raters" }

local function view_table(rows, context)
  return { id = "views", title = context.words("change.views"), rows = rows, stack = true,
    notes = { context.words("change.views.note") },
    columns = changed.columns({ "group", "person", table.unpack(view_keys) }, context) }
end

-- What the group made of a first name, beside how far its author agrees with that.
local function view_of(row, context)
  return h("div", { class = "view" }, h("p", { dir = "auto" }, h("strong", nil, row.axis)),
    row.meaning and row.meaning ~= "" and h("p", { dir = "auto" }, row.meaning),
    row.own and h("p", { class = "quiet" }, context.words("change.view", { own = row.own,
      median = row.median and figure.number(row.median) or context.words("agreement.nothing"),
      n = row.raters or 0 })),
    row.comment and h("p", { class = "quote", dir = "auto" }, row.comment))
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
  return changed.joined(out)
end

local function people_row(group, each, compared, context)
  local names, none = {}, context.words("agreement.nothing")
  for i, name in ipairs(each.names) do
    names[i] = name.attribute and changed.name(name.attribute, context) or changed.axes(group, name.axes)
  end
  return { group = group.title, person = each.person, compared = context.words(compared.framing and "change.framed"
    or "change.compared"), first = changed.joined(names), last = last_list(group, each, context),
    kept = each.change.kept, new = each.change.new, dropped = each.change.dropped, unmapped = each.change.unmapped,
    common = each.overlap and each.overlap.common or none, chance = figure.cell(each.overlap and each.overlap.chance,
      none), alike = figure.cell(each.change.jaccard, none) }
end

local people_keys = { "compared", "first", "last", "#kept", "#new", "#dropped", "#unmapped", "#common", "#chance",
  "#alike" }

local function people_table(rows, context)
  return { id = "changes", title = context.words("change.people.table"), rows = rows, stack = true,
    notes = { context.words("change.people.note") },
    columns = changed.columns({ "group", "person", table.unpack(people_keys) }, context) }
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

local function person_part(group, first, views, all, context, record)
  local changes = {}
  for _, compared in ipairs(changed.of(group)) do
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

--- The page, whose tables are added to the list.
return function(record, context, list)
  local all, out = { views = {}, changes = {} }, {}
  for _, group in ipairs(record.groups()) do
    local rated, points = ratings_of(group)
    for _, first in ipairs(outcome.firsts(group)) do
      local views = view_rows(group, first, rated, points, context)
      out[#out + 1] = person_part(group, first, views, all, context, record)
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
