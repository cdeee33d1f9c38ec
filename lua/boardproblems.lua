-- SPDX-License-Identifier: MIT
--- What does not fit in what boards decided and in what people said of their axes afterwards. Each is located, and
--- none stops the rest: its sentence says what is left out, or how it is read.
local axes = require("axes")
local boards = require("boards")
local json = require("calma.json")
local keys = require("keys")
local sha256 = require("calma.text").sha256

local boardproblems = {}

-- A problem of an item; `code` is the end of its words' key.
local function add(out, who, item, code, values, level)
  out[#out + 1] = { who = who, round = item.round, step = item.step, id = item.id, code = code, values = values or {},
    level = level or "warning" }
end

local function name_of(state, id)
  local axis = state.by_id[id]
  return axis and axis.name or id
end

local function names_of(state, ids)
  local out = {}
  for i, id in ipairs(ids) do
    out[i] = name_of(state, id)
  end
  return table.concat(out, ", ")
end

-- Of an axis that is named where only live ones help: nothing, or the end of a code and its values.
local function not_live(state, id)
  local axis, live = state.by_id[id], axes.successors(state, id)
  if not axis then
    return "unknown", { axis = id }
  elseif live[1] ~= id then
    return #live > 0 and "became" or "retired", { axis = axis.name, others = names_of(state, live) }
  end
end

-- --- decisions

local function find_decision(state, id)
  for _, decision in ipairs(state.log) do
    if decision.id == id then
      return decision
    end
  end
end

local function add_replay(out, board, state)
  for _, problem in ipairs(state.problems) do
    local values = { why = "axes.problem." .. problem.code, axis = name_of(state, problem.axis) }
    add(out, board.id, find_decision(state, problem.decision) or { id = problem.decision },
      problem.axis == "" and "decision" or "decision.axis", values)
  end
end

-- By id of an example: the decision that made it what it is.
local function makers_of(state)
  local makers = {}
  for _, decision in ipairs(state.log) do
    local example = type(decision.example) == "table" and decision.example.id
    if decision.act == "example" and not decision.undone and type(example) == "string" then
      makers[example] = decision
    end
  end
  return makers
end

local function add_examples(out, board, state)
  local makers = makers_of(state)
  for _, axis in ipairs(state.axes) do
    for _, example in ipairs(axis.examples) do
      local code = example.withdrawn and "withdrawn" or example.differs and "differs"
      if code then
        add(out, board.id, makers[example.id] or {}, code, { axis = axis.name })
      end
    end
  end
end

-- By size: the decision that the group's ranking is from.
local function top_decisions(state)
  local tops, failed = {}, {}
  for _, problem in ipairs(state.problems) do
    failed[problem.decision] = true
  end
  for _, decision in ipairs(state.log) do
    if decision.act == "top" and not decision.undone and not failed[decision.id] then
      tops[tostring(decision.size)] = decision
    end
  end
  return tops
end

local function add_tops(out, board, state)
  local decisions = top_decisions(state)
  for _, size in ipairs({ "3", "5" }) do
    local ids = state.tops[size] or {}
    for _, id in ipairs(ids) do
      local code, values = not_live(state, id)
      if code then
        add(out, board.id, decisions[size], "top." .. code, values)
      end
    end
    if #ids > 0 and #ids ~= tonumber(size) then
      add(out, board.id, decisions[size], "top.count", { size = size, n = #ids }, "note")
    end
  end
end

local function add_within(out, board, state)
  local five, decisions = {}, top_decisions(state)
  for _, id in ipairs(state.tops["5"] or {}) do
    five[id] = true
  end
  for _, id in ipairs(state.tops["5"] and #state.tops["5"] > 0 and state.tops["3"] or {}) do
    if not five[id] then
      add(out, board.id, decisions["3"], "top.within", { axis = name_of(state, id) }, "note")
    end
  end
end

-- --- what else a board has

local function cards_of(record)
  local cards = {}
  for _, attribute in ipairs(record.attributes()) do
    cards[keys.item("card", attribute)] = attribute
  end
  return cards
end

local function add_mappings(out, board, state, record, cards)
  for _, mapping in ipairs(boards.items(record, board, "mapping")) do
    if not cards[mapping.card] then
      add(out, board.id, mapping, "mapping.card", { axis = names_of(state, mapping.axes) })
    end
    for _, id in ipairs(mapping.axes) do
      local code, values = not_live(state, id)
      if code and cards[mapping.card] then
        values.card = cards[mapping.card].name
        add(out, board.id, mapping, "mapping." .. code, values)
      end
    end
  end
end

local function add_minutes(out, board, state, record)
  for _, minute in ipairs(boards.items(record, board, "minute")) do
    if minute.axis ~= "" and not state.by_id[minute.axis] then
      add(out, board.id, minute, "minute.unknown", { axis = minute.axis })
    end
  end
end

-- --- what people said afterwards

local function add_place(out, row, tied, state, seen)
  for _, id in ipairs(tied) do
    local code, values = not_live(state, id)
    if code then
      add(out, row.participant, row, "ranking." .. (code == "unknown" and code or "gone"), values)
    elseif seen[id] then
      add(out, row.participant, row, "ranking.twice", { axis = name_of(state, id) })
    end
    seen[id] = true
  end
  if #tied > 1 then
    add(out, row.participant, row, "ranking.tied", { axis = names_of(state, tied) }, "note")
  end
end

local function add_rankings(out, group, state, record)
  for row in record.each([[SELECT participant, round, step, 'ranking' AS id, places FROM ranking WHERE group_id = ?
      ORDER BY participant, round, step]], group.id) do
    local seen = {}
    for _, tied in ipairs(json.decode(row.places)) do
      add_place(out, row, tied, state, seen)
    end
  end
end

local function add_ratings(out, group, state, record)
  for row in record.each([[SELECT participant, round, step, 'axis:' || axis AS id, axis, definition_sha256 FROM rating
      WHERE group_id = ? ORDER BY participant, round, step, axis]], group.id) do
    local code, values = not_live(state, row.axis)
    if code then
      add(out, row.participant, row, "rating." .. code, values)
    elseif sha256(state.by_id[row.axis].definition) ~= row.definition_sha256 then
      add(out, row.participant, row, "rating.changed", { axis = name_of(state, row.axis) })
    end
  end
end

local function count(record, group, view)
  return record.one("SELECT count(*) AS n FROM " .. view .. " WHERE group_id = ?", group.id).n
end

-- Files come in any order: where there is no decision yet, nothing can be said of each rating.
local function add_said(out, group, record)
  local board, state = boards.main(record, group.id), boards.state(record, group.id)
  if board and #state.log == 0 then
    local said = count(record, group, "rating") + count(record, group, "ranking")
    if said > 0 then
      add(out, board.id, {}, "empty", {}, "note")
    end
  elseif board then
    add_rankings(out, group, state, record)
    add_ratings(out, group, state, record)
  end
end

--- {{who = a board's or a participant's id, round, step, id, code, values, level = "warning" or "note"}, ...}: of each
--- board in the study's order, then of each group's rankings and ratings; round, step and id are nil where it is about
--- a whole board. None where the study has no board.
function boardproblems.list(record)
  local out, cards = {}, #boards.list(record) > 0 and cards_of(record)
  for _, board in ipairs(boards.list(record)) do
    local state = boards.state_of(record, board)
    add_replay(out, board, state)
    add_examples(out, board, state)
    add_tops(out, board, state)
    add_within(out, board, state)
    add_mappings(out, board, state, record, cards)
    add_minutes(out, board, state, record)
  end
  for _, group in ipairs(cards and record.groups() or {}) do
    add_said(out, group, record)
  end
  return out
end

--- A problem as a sentence.
function boardproblems.text(problem, words)
  local values = {}
  for key, value in pairs(problem.values) do
    values[key] = key == "why" and words(value) or value
  end
  return words("problems.board." .. problem.code, values)
end

return boardproblems
