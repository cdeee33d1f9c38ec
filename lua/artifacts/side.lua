-- SPDX-License-Identifier: MIT
--- The axes of all groups side by side, those alike in one row as the facilitator's alignment.csv says, and which ones
--- the groups share. An axis that no other group has stands alone in its row; none is left out.
local alignment = require("alignment")
local axislist = require("axislist")
local html = require("html")
local tables = require("table")

local h = html.element

-- ---- table 2

local function columns_of(groups, context)
  local columns = {}
  for _, group in ipairs(groups) do
    columns[#columns + 1] = { key = "axis." .. group.id, kind = "text", class = "label", weight = 1, over = group.title,
      short = context.words("axes.column.axis"), title = context.words("axes.side.axis", { group = group.title }) }
    columns[#columns + 1] = { key = "definition." .. group.id, kind = "text", class = "long", weight = 2.4,
      over = group.title, short = context.words("axes.column.definition"),
      title = context.words("axes.side.definition", { group = group.title }) }
  end
  return columns
end

local function titles(groups)
  local out = {}
  for i, group in ipairs(groups) do
    out[i] = group.title
  end
  return table.concat(out, ", ")
end

-- What was done to the order of the rows, and that only where something was done.
local function order_notes(found, groups, context)
  local notes = {}
  if #groups > 1 and not found.is_there then
    notes[1] = context.words("axes.side.unaligned")
  elseif #groups > 1 then
    notes[1] = context.words("axes.side.aligned")
  end
  if #found.reordered > 0 then
    notes[#notes + 1] = context.words("axes.side.reordered", { groups = titles(found.reordered) })
  end
  for _, row in ipairs(found.is_there and found.rows or {}) do
    if row.apart then
      notes[#notes + 1] = context.words("axes.side.apart")
      break
    end
  end
  return notes
end

local function proposed_note(groups, context)
  local n = 0
  for _, group in ipairs(groups) do
    for _, axis in ipairs(group.axes) do
      n = n + (axis.state ~= "adopted" and 1 or 0)
    end
  end
  return n > 0 and context.words("axes.side.proposed", { n = n }) or nil
end

-- A group that has not met yet has no columns; the notes name it.
local function with_axes(groups)
  local out = {}
  for _, group in ipairs(groups) do
    out[#out + 1] = #group.axes > 0 and group or nil
  end
  return out
end

local function side_table(found, groups, all, record, context)
  local rows, notes = {}, order_notes(found, groups, context)
  for i, row in ipairs(found.rows) do
    rows[i] = {}
    for _, group in ipairs(groups) do
      local axis = row.cells[group.id]
      rows[i]["axis." .. group.id] = axis and axis.name_cell
      rows[i]["definition." .. group.id] = axis and axis.definition_cell
    end
  end
  notes[#notes + 1] = proposed_note(groups, context)
  return { id = "axes-side-by-side", title = context.words("side.title"), class = "side titled", stack = true,
    bound = true, columns = columns_of(groups, context), rows = rows,
    notes = axislist.notes(all, record, context, notes) }
end

-- ---- what is shared

local function row_names(row, groups)
  local out = {}
  for _, group in ipairs(groups) do
    out[#out + 1] = row.cells[group.id] and row.cells[group.id].name or nil
  end
  return table.concat(out, " = ")
end

local function names(list, name)
  local out = {}
  for i, each in ipairs(list) do
    out[i] = name(each)
  end
  return table.concat(out, "; ")
end

local function shared_table(found, groups, all, record, context)
  local sorted, rows = alignment.sorted(found.rows, groups), {}
  local function of_row(row)
    return row_names(row, groups)
  end
  rows[1] = { who = context.words("axes.shared.all"), n = #sorted.shared, axes = names(sorted.shared, of_row) }
  rows[2] = #groups > 2 and { who = context.words("axes.shared.some"), n = #sorted.some,
    axes = names(sorted.some, of_row) } or nil
  for _, group in ipairs(groups) do
    local own = sorted.unique[group.id]
    rows[#rows + 1] = { who = context.words("axes.shared.only", { group = group.title }), n = #own,
      axes = names(own, function(axis) return axis.name end) }
  end
  return { id = "shared", title = context.words("axes.shared"), rows = rows, stack = true, bound = true,
    class = "titled short",
    notes = axislist.notes(all, record, context, { context.words("axes.shared.note") }), columns = {
      { key = "who", title = context.words("axes.shared.who"), kind = "text" },
      { key = "n", title = context.words("axes.shared.n"), kind = "number" },
      { key = "axes", title = context.words("axes.shared.axes"), kind = "text", weight = 3 } } }
end

-- The page says the notes once, below its first table.
local function without_notes(t)
  local copy = {}
  for key, value in pairs(t) do
    copy[key] = value
  end
  copy.notes = { t.notes[1] }
  return copy
end

return function(record, context)
  local book = axislist.read(record, context)
  if not book or book.n == 0 then
    return nil
  end
  local found, groups = alignment.read(book.groups), with_axes(book.groups)
  local side = side_table(found, groups, book.groups, record, context)
  local shared = #groups > 1 and found.is_there and shared_table(found, groups, book.groups, record, context)
  return {
    id = "side", under = "axes", title = context.words("side.title"), path = "axes-side-by-side.html",
    tables = { side, shared or nil },
    html = html.join(h("p", { class = "lead" }, context.words("axes.side.lead")), tables.html(side, context.words),
      shared and { h("h2", nil, shared.title), tables.html(without_notes(shared), context.words) }),
  }
end
