-- SPDX-License-Identifier: MIT
--- Warns of what does not fit on boards and in what people said of their axes: each once, where it is first, and not
--- of too many. In English, as everything that the program says in a terminal.
local boardproblems = require("boardproblems")
local coded = require("coded")
local log = require("calma.log")
local words = require("words")

local MOST = 20 -- lines; a page of the report has them all
local ID = 60   -- characters of an item's id

local function say(problem, find)
  local said = problem.text
  if problem.n > 1 then
    said = said .. " " .. find("problems.board.also", { n = problem.n - 1 })
  end
  local path = problem.step and "/" .. problem.step .. "/" .. coded.short(problem.id, ID) or ""
  local file = problem.round and problem.round .. "/" .. problem.who or problem.who
  log[problem.level](said, file, path)
end

-- What is wrong in the same way in many places, as a definition that many people rated before it changed, is said once.
local function each_once(problems, find)
  local out, known = {}, {}
  for _, problem in ipairs(problems) do
    local text = boardproblems.text(problem, find)
    local same = known[text]
    if same then
      same.n = same.n + 1
    else
      problem.text, problem.n, known[text] = text, 1, problem
      out[#out + 1] = problem
    end
  end
  return out
end

-- Warnings first: a note never takes a warning's place.
local function in_order(problems, least)
  local out = {}
  for _, level in ipairs(least == "note" and { "warning", "note" } or { "warning" }) do
    for _, problem in ipairs(problems) do
      out[#out + 1] = problem.level == level and problem or nil
    end
  end
  return out
end

--- `least`: "note", or "warning" where notes are not asked for.
return function(record, least)
  local find = words.make("en")
  local problems = each_once(in_order(boardproblems.list(record), least), find)
  for i = 1, math.min(#problems, MOST) do
    say(problems[i], find)
  end
  if #problems > MOST then
    log.note(find("problems.board.more", { n = #problems - MOST }), "record.sqlite")
  end
end
