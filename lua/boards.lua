-- SPDX-License-Identifier: MIT
--- What came from boards. Answers are read once and shared: nobody changes them. `record` is lua/record.lua's; a board
--- is one of boards.list, or its id.
local axes = require("axes")
local json = require("calma.json")
local keys = require("keys")
local text = require("calma.text")

local boards = { key = keys.of }

local known = { lists = {}, items = {}, states = {} }

local function once(kind, key, compute)
  local map = known[kind]
  if map[key] == nil then
    map[key] = compute()
  end
  return map[key]
end

local function id_of(board)
  return type(board) == "table" and board.id or board
end

--- {{id, group_id, session, title, main}, ...} in the study's order; session is "" and main true where it is the
--- group's own board and not that of a session of its own.
function boards.list(record)
  return once("lists", "", function()
    local list = record.rows("SELECT id, group_id, session, title FROM board ORDER BY position, id")
    for _, board in ipairs(list) do
      board.main = board.session == ""
    end
    return list
  end)
end

--- A group's own board, or nil.
function boards.main(record, group_id)
  for _, board in ipairs(boards.list(record)) do
    if board.main and board.group_id == group_id then
      return board
    end
  end
end

--- What a board has of a kind, earlier rounds first, each as it came and with `round`, `step` and `id`.
function boards.items(record, board, kind)
  return once("items", id_of(board) .. "\n" .. kind, function()
    local list = {}
    for row in record.each([[SELECT board_item.round, board_item.step, board_item.id, board_item.body FROM board_item
        JOIN round ON round.id = board_item.round
        WHERE board_item.participant = ? AND board_item.kind = ? AND board_item.step_kind = 'board'
        ORDER BY round.position, board_item.round, board_item.step, board_item.id]], id_of(board), kind) do
      local item = json.decode(row.body)
      item.round, item.step, item.id = row.round, row.step, row.id
      list[#list + 1] = item
    end
    return list
  end)
end

local function places_of(record)
  local places = {}
  for row in record.each("SELECT id, position FROM round ORDER BY position") do
    places[row.id] = row.position
  end
  return places
end

--- A board's decisions in the order in which they are replayed; only those of rounds before `before_round`, where that
--- is said.
function boards.decisions(record, board, before_round)
  local places, rounds, out = places_of(record), {}, {}
  local last = before_round and places[before_round]
  for _, decision in ipairs(boards.items(record, board, "decision")) do
    if not last or places[decision.round] < last then
      if #rounds == 0 or rounds[#rounds].round ~= decision.round then
        rounds[#rounds + 1] = { round = decision.round }
      end
      table.insert(rounds[#rounds], decision)
    end
  end
  for _, round in ipairs(rounds) do
    local list = axes.sorted(round)
    table.move(list, 1, #list, #out + 1, out)
  end
  return out
end

-- Whether the turn holds the words that an example quotes.
local function differs(example, record)
  local turn = record.turns()[example.turn]
  return not turn or text.sub(turn.text, example.start, example["end"]) ~= example.quote
end

-- Says of each example whether its author took it back, and whether its turn says something else.
local function resolve(state, record)
  for _, axis in pairs(state.by_id) do
    for _, example in ipairs(axis.examples) do
      example.withdrawn = example.coding ~= "" and not keys.live_codings()[example.coding]
      example.differs = differs(example, record)
    end
  end
  return state
end

--- The axes that a board has made, as axes.replay has them, in all rounds or in those before `before_round`. Every
--- example says whether it is `withdrawn` (the coding it came from is not there any more, since it was taken back or
--- its author takes no part) and whether it `differs` (its turn is not there, or says something else).
function boards.state_of(record, board, before_round)
  return once("states", id_of(board) .. "\n" .. (before_round or ""), function()
    return resolve(axes.replay({}, boards.decisions(record, board, before_round)), record)
  end)
end

--- The same of a group's own board; no axes where the group has none.
function boards.state(record, group_id, before_round)
  local board = boards.main(record, group_id)
  return board and boards.state_of(record, board, before_round) or axes.replay({})
end

-- Seconds from a fixed moment to one like "2026-03-12T10:42:00Z", or nil.
local function seconds_of(stamp)
  local y, m, d, hour, minute, second =
    (type(stamp) == "string" and stamp or ""):match("^(%d%d%d%d)%-(%d%d)%-(%d%d)T(%d%d):(%d%d):(%d%d)")
  if not y then
    return nil
  end
  -- Days as if years began in March, so that the day of a leap year is the last.
  y, m = tonumber(y) - (tonumber(m) < 3 and 1 or 0), (tonumber(m) + 9) % 12
  local days = y * 365 + y // 4 - y // 100 + y // 400 + (m * 306 + 5) // 10 + tonumber(d)
  return ((days * 24 + tonumber(hour)) * 60 + tonumber(minute)) * 60 + tonumber(second)
end

--- The length of spans {from, to} in seconds; what still runs, or ends before it begins, does not count.
function boards.seconds(spans)
  local seconds = 0
  for _, span in ipairs(type(spans) == "table" and spans or {}) do
    local from, to = seconds_of(span.from), seconds_of(span.to)
    seconds = seconds + (from and to and math.max(0, to - from) or 0)
  end
  return seconds
end

return boards
