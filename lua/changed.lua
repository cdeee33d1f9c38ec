-- SPDX-License-Identifier: MIT
--- What changed for each person of a group: the first names against their last ranking, and that against a ranking from
--- another point of view. With it the words that tell of first names.
local outcome = require("outcome")
local stats = require("calma.stats")

local changed = { TOP = 3 } -- of the last list: as many as people were first asked for
local TOP = changed.TOP

-- ---- in words

--- Several things in one cell.
function changed.joined(list)
  return table.concat(list, "; ")
end

--- What a person called an attribute.
function changed.name(attribute, context)
  return attribute.name ~= "" and attribute.name or context.words("first.unnamed")
end

--- The names of axes, with a dagger behind those that are not among the final ones.
function changed.axes(group, ids)
  local found, out = outcome.of(group), {}
  for i, id in ipairs(ids) do
    out[i] = outcome.name(group, id) .. (found.place[id] and "" or " †")
  end
  return changed.joined(out)
end

--- What became of a first name.
function changed.became(group, name, context)
  if not name.axes then
    return context.words("change.unsaid")
  end
  return #name.axes == 0 and context.words("change.nothing") or changed.axes(group, name.axes)
end

--- Columns of a table by their keys; one with # in front is of numbers.
function changed.columns(keys, context)
  local columns = {}
  for i, key in ipairs(keys) do
    local number = key:match("^#(.*)")
    columns[i] = { key = number or key, title = context.words("change.column." .. (number or key)),
      kind = number and "number" or "text" }
  end
  return columns
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

-- First names against the last ranking.
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

local known = {}

--- What is compared: list of {id, people, numbers, framing}, computed once for each group. The first is of first names
--- and the last ranking, the others have a `framing`. people: {person, names, last, places, change, shifts, before,
--- overlap}, change and overlap as calma.stats answers; numbers.n: how many different things their lists hold.
function changed.of(group)
  if not known[group.id] then
    local main, framed = outcome.main_ranking(group)
    local out = { first_and_last(group) }
    for i, each in ipairs(main and framed or {}) do
      out[#out + 1] = plain_and_framed(group, main, each, i)
    end
    known[group.id] = out
  end
  return known[group.id]
end

return changed
