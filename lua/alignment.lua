-- SPDX-License-Identifier: MIT
--- The facilitator's two lists: which axes of different groups belong side by side (alignment.csv), and which axes of
--- a list from elsewhere the groups' axes cover (standard.csv). People wrote them, so nothing here guesses: what cannot
--- be found is named with its line, and what they leave out comes behind.
local log = require("calma.log")
local sheet = require("calma.sheet")
local text = require("calma.text")

local ALIGNMENT, STANDARD = "alignment.csv", "standard.csv"
local alignment, files = { ALIGNMENT = ALIGNMENT, STANDARD = STANDARD }, {}

--- A list as it stands: {{text, ..., line}, ...}; none where there is no file, or where it cannot be read, which is an
--- error that is said once.
function alignment.lines(name)
  files[name] = files[name] or sheet.read(name) or {}
  return files[name]
end

-- Names are the same as people read them, capital letters and spaces at the ends aside.
local function fold(name)
  return text.fold(text.label(name))
end

-- A spreadsheet that keeps a table of this report has an apostrophe before what it would take for a formula.
local function spellings(name)
  return name:sub(1, 1) == "'" and { name, name:sub(2) } or { name }
end

-- In this order: whoever is called so now, by id, was called so, is also called so.
local ways = {
  function(axis, name) return fold(axis.name) == fold(name) end,
  function(axis, name) return axis.id == name end,
  function(axis, name)
    for _, former in ipairs(axis.was) do
      if fold(former) == fold(name) then
        return true
      end
    end
  end,
  function(axis, name)
    for _, other in ipairs(axis.also) do
      if fold(other) == fold(name) then
        return true
      end
    end
  end,
}

local function matches(axes, is, name)
  local found = {}
  for _, axis in ipairs(axes) do
    if is(axis, name) then
      found[#found + 1] = axis
    end
  end
  return found
end

--- The axis of a group that somebody calls `name`; or nil and the axes that could be meant, if there are several.
function alignment.find(group, name)
  for _, is in ipairs(ways) do
    for _, spelling in ipairs(spellings(name)) do
      local found = matches(group.axes, is, spelling)
      if #found > 0 then
        return #found == 1 and found[1] or nil, found
      end
    end
  end
  return nil, group.successors(name)
end

local function names(axes)
  local out = {}
  for i, axis in ipairs(axes) do
    out[i] = axis.name
  end
  return table.concat(out, ", ")
end

-- `lost`: what becomes of a name that nobody is found for.
local function find_or_say(group, name, file, line, lost)
  local axis, several = alignment.find(group, name)
  if axis then
    return axis
  end
  if #several == 1 then
    log.warning(group.id .. ': "' .. name .. '" became "' .. several[1].name .. '"; that is taken', file, line)
    return several[1]
  end
  local why = #several > 1 and ': "' .. name .. '" may mean any of: ' .. names(several)
    or ' has no axis "' .. name .. '"'
  log.warning(group.id .. why .. "; " .. lost, file, line)
end

-- ---- alignment.csv

-- Column by group's id. Groups without a column have nothing aligned.
local function columns_of(titles, groups)
  local by_id, columns = {}, {}
  for _, group in ipairs(groups) do
    by_id[group.id] = group
  end
  for i, title in ipairs(titles) do
    local group = by_id[title]
    if not group then
      log.warning('the study has no group "' .. title .. '"; the column is passed over', ALIGNMENT, titles.line)
    elseif columns[title] then
      log.warning('has two columns "' .. title .. '"; the second is passed over', ALIGNMENT, titles.line)
    else
      columns[title] = i
    end
  end
  return columns
end

local function read_row(row, columns, groups, taken)
  local cells, any = {}, false
  for _, group in ipairs(groups) do
    local name = text.label(columns[group.id] and row[columns[group.id]] or "")
    local axis = name ~= "" and find_or_say(group, name, ALIGNMENT, row.line, "the cell is left empty") or nil
    if axis and taken[axis] then
      log.warning(group.id .. ': "' .. axis.name .. '" is in line ' .. taken[axis] .. " too; the cell is left empty",
        ALIGNMENT, row.line)
    elseif axis then
      cells[group.id], taken[axis], any = axis, row.line, true
    end
  end
  return any and { cells = cells, line = row.line } or nil
end

local function left_out(groups, taken)
  local rows = {}
  for _, group in ipairs(groups) do
    for _, axis in ipairs(group.axes) do
      if not taken[axis] then
        rows[#rows + 1] = { cells = { [group.id] = axis }, apart = true }
      end
    end
  end
  return rows
end

local function say_left_out(rows, groups)
  for _, group in ipairs(groups) do
    local list = {}
    for _, row in ipairs(rows) do
      list[#list + 1] = row.cells[group.id]
    end
    if #list > 0 then
      log.warning(group.id .. ": in no row, and so below the others: " .. names(list), ALIGNMENT)
    end
  end
end

local function order_of(group, rows)
  local at, last = {}, 0
  for i, axis in ipairs(group.axes) do
    at[axis] = i
  end
  for _, row in ipairs(rows) do
    local place = row.cells[group.id] and at[row.cells[group.id]]
    if place and place < last then
      return true
    end
    last = place or last
  end
  return false
end

--- read(groups) -> {rows = {{cells = axis by group's id, apart}, ...}, is_there, reordered = groups whose own order is
--- another}. Groups: {id, title, axes, successors}. `apart`: in no row of the file. Without a file that says anything
--- every axis is.
function alignment.read(groups)
  local file, taken, rows = alignment.lines(ALIGNMENT), {}, {}
  local columns = file[1] and columns_of(file[1], groups) or {}
  for i = 2, #file do
    rows[#rows + 1] = read_row(file[i], columns, groups, taken)
  end
  local rest, reordered, is_there = left_out(groups, taken), {}, #rows > 0
  if is_there then
    say_left_out(rest, groups)
  end
  for _, row in ipairs(rest) do
    rows[#rows + 1] = row
  end
  for _, group in ipairs(groups) do
    reordered[#reordered + 1] = order_of(group, rows) and group or nil
  end
  return { rows = rows, is_there = is_there, reordered = reordered }
end

--- Axes by whether another group has one beside them: {shared = rows with axes of all groups, some = rows with axes of
--- several but not of all, unique = axes by group's id}.
function alignment.sorted(rows, groups)
  local out = { shared = {}, some = {}, unique = {} }
  for _, group in ipairs(groups) do
    out.unique[group.id] = {}
  end
  for _, row in ipairs(rows) do
    local n, one = 0, nil
    for _, group in ipairs(groups) do
      n, one = n + (row.cells[group.id] and 1 or 0), row.cells[group.id] and group or one
    end
    local list = n == #groups and n > 1 and out.shared or n > 1 and out.some or out.unique[one.id]
    list[#list + 1] = n > 1 and row or row.cells[one.id]
  end
  return out
end

-- ---- standard.csv

local usual = { "helpfulness", "harmlessness", "honesty", "toxicity", "quality" }

local function column(titles, name)
  for i, title in ipairs(titles) do
    if title == name then
      return i
    end
  end
  log.warning('must name the column "' .. name .. '" in its first line', STANDARD, titles.line)
end

local function confirmed(word)
  word = fold(word)
  return word ~= "" and word ~= "no" and word ~= "0" and word ~= "false"
end

local function find_group(id, groups)
  for _, group in ipairs(groups) do
    if group.id == id then
      return group
    end
  end
end

local function read_claim(row, at, groups)
  local id, name = text.label(row[at.group] or ""), text.label(row[at.axis] or "")
  if name == "" then
    return nil
  end
  local group = find_group(id, groups)
  if not group then
    log.warning('the study has no group "' .. id .. '"; the line is passed over', STANDARD, row.line)
    return nil
  end
  local axis = find_or_say(group, name, STANDARD, row.line, "the line is passed over")
  return axis and { group = group, axis = axis, confirmed = confirmed(row[at.confirmed] or ""), line = row.line }
end

-- The standard axes in the order in which the file first has them, and what is said to cover each; nil where the file
-- cannot be used.
local function read_claims(file, groups)
  local list, by_name, at = {}, {}, {}
  for _, name in ipairs({ "standard", "group", "axis", "confirmed" }) do
    at[name] = column(file[1] or { line = 1 }, name)
    if not at[name] then
      return nil
    end
  end
  for i = 2, #file do
    local name = text.label(file[i][at.standard] or "")
    if name ~= "" then
      if not by_name[fold(name)] then
        by_name[fold(name)] = { name = name, claims = {} }
        list[#list + 1] = by_name[fold(name)]
      end
      table.insert(by_name[fold(name)].claims, read_claim(file[i], at, groups))
    end
  end
  return list
end

--- standard(groups) -> list of {name, claims = {{group, axis, confirmed}, ...}}, is_there. Without the file the usual
--- names with nothing said of them.
function alignment.standard(groups)
  local file, list = alignment.lines(STANDARD), {}
  local claims = file[1] and read_claims(file, groups)
  if claims then
    return claims, true
  end
  for i, name in ipairs(usual) do
    list[i] = { name = name, claims = {} }
  end
  return list, false
end

return alignment
