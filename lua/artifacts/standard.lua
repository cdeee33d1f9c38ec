-- SPDX-License-Identifier: MIT
--- Which of a list of standard axes the groups' axes cover, and which of theirs no standard one covers. Each claim is a
--- person's, in standard.csv, and counts when a person confirmed it; both kinds of "nobody" are printed.
local alignment = require("alignment")
local axislist = require("axislist")
local html = require("html")
local tables = require("table")

local h = html.element

local function covering(standard, group, want)
  local out = {}
  for _, claim in ipairs(standard.claims) do
    out[#out + 1] = claim.group == group and claim.confirmed == want and claim.axis.name or nil
  end
  return #out > 0 and table.concat(out, "; ") or nil
end

local function any(standard, want)
  for _, claim in ipairs(standard.claims) do
    if claim.confirmed == want then
      return true
    end
  end
  return false
end

local function standing(standard, is_there, context)
  return context.words(not is_there and "axes.standard.unconfirmed" or any(standard, true) and "axes.standard.covered"
    or any(standard, false) and "axes.standard.claimed" or "axes.standard.uncovered")
end

-- A claim that nobody confirmed is shown as one, and covers nothing.
local function claimed(standard, groups)
  local out = {}
  for _, group in ipairs(groups) do
    out[#out + 1] = covering(standard, group, false)
  end
  return table.concat(out, "; ")
end

local function standard_table(list, is_there, groups, record, context)
  local rows = {}
  local columns = { { key = "standard", title = context.words("axes.standard.standard"), kind = "text" } }
  for _, group in ipairs(groups) do
    columns[#columns + 1] = { key = "group." .. group.id, title = group.title, kind = "text", weight = 2 }
  end
  columns[#columns + 1] = { key = "claimed", title = context.words("axes.standard.claims"), kind = "text" }
  columns[#columns + 1] = { key = "standing", title = context.words("axes.standard.standing"), kind = "text" }
  for i, standard in ipairs(list) do
    rows[i] = { standard = standard.name, claimed = claimed(standard, groups),
      standing = standing(standard, is_there, context) }
    for _, group in ipairs(groups) do
      rows[i]["group." .. group.id] = covering(standard, group, true)
    end
  end
  return { id = "standard", title = context.words("axes.standard.title"), columns = columns, rows = rows, stack = true,
    bound = true, class = "titled short", notes = axislist.notes(groups, record, context,
      { context.words(is_there and "axes.standard.note" or "axes.standard.default") }) }
end

local function covered_axes(list)
  local covered = {}
  for _, standard in ipairs(list) do
    for _, claim in ipairs(standard.claims) do
      covered[claim.axis] = covered[claim.axis] or claim.confirmed
    end
  end
  return covered
end

local function beyond_table(list, is_there, groups, record, context)
  local rows, covered = {}, covered_axes(list)
  for _, group in ipairs(groups) do
    for _, axis in ipairs(group.axes) do
      rows[#rows + 1] = not covered[axis] and { group = group.title, axis = axis.name_cell,
        definition = axis.definition_cell } or nil
    end
  end
  return { id = "standard-beyond", title = context.words("axes.standard.beyond"), rows = rows, stack = true,
    bound = true, class = "side titled", columns = {
      { key = "group", title = context.words("axes.column.group"), kind = "text" },
      { key = "axis", title = context.words("axes.column.axis"), kind = "text", class = "label" },
      { key = "definition", title = context.words("axes.column.definition"), kind = "text", class = "long",
        weight = 2.4 } },
    notes = axislist.notes(groups, record, context,
      { context.words(is_there and "axes.standard.beyond.note" or "axes.standard.default") }) }
end

return function(record, context)
  local book = axislist.read(record, context)
  if not book or book.n == 0 then
    return nil
  end
  local list, is_there = alignment.standard(book.groups)
  local t = standard_table(list, is_there, book.groups, record, context)
  local beyond = beyond_table(list, is_there, book.groups, record, context)
  return {
    id = "standard", under = "axes", title = t.title, path = "axes-standard.html", tables = { t, beyond },
    html = html.join(h("p", { class = "lead" }, context.words("axes.standard.lead")), tables.html(t, context.words),
      h("h2", nil, beyond.title), tables.html(beyond, context.words)),
  }
end
