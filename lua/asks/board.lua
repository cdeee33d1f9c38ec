-- SPDX-License-Identifier: MIT
--- What a board carries from the record: its people, what they wrote down and marked, and what was decided before:
--- BOARD of docs/formats.md. The board of a session of its own has what belongs to its people alone.
local answers = require("answers")
local axisview = require("axisview")
local boards = require("boards")
local keys = require("keys")
local list = require("plain").list
local map = require("asks/map")
local passages = require("passages")

local function round_position(record, round)
  return record.one("SELECT position FROM round WHERE id = ?", round).position
end

local function is_anonymous(record, where)
  return record.one([[SELECT count(*) AS n FROM step
    WHERE round = ? AND kind = 'board' AND options ->> 'anonymous']], where.round).n > 0
end

-- --- people and cards

-- The latest round so far that asks for Segment 1, or "".
local function first_round(record, where)
  local row = record.one([[SELECT step.round FROM step JOIN round ON round.id = step.round
    WHERE step.kind = 'rank' AND step.options ->> 'define' AND round.position <= ?
    ORDER BY round.position DESC LIMIT 1]], round_position(record, where.round))
  return row and row.round or ""
end

-- By participant: true for those who are at the board.
local function members_of(record, where)
  local members, declined = {}, {}
  for _, person in ipairs(record.declined()) do
    declined[person.id] = true
  end
  for row in record.each("SELECT participant FROM board_member WHERE board = ?", where.board.id) do
    members[row.participant] = not declined[row.participant]
  end
  return members
end

-- By participant: what there is of Segment 1, "in" or "fewer".
local function first_states(record, round)
  local states = {}
  for _, attribute in ipairs(record.attributes()) do
    states[attribute.participant] = attribute.round == round and "in" or states[attribute.participant]
  end
  for row in record.each("SELECT participant FROM fewer WHERE round = ?", round) do
    states[row.participant] = "fewer"
  end
  return states
end

local function sort_by_key(values)
  table.sort(values, function(a, b)
    return a.key < b.key
  end)
  return values
end

local function people_of(record, board)
  local out, states = {}, first_states(record, board.first)
  for row in record.each("SELECT id, name, role FROM participant WHERE group_id = ? ORDER BY position, id",
      board.group) do
    out[#out + 1] = board.members[row.id] and {
      key = keys.of("person", row.id), id = not board.anonymous and row.id or nil, role = row.role or "",
      name = not board.anonymous and (row.name or "") or nil, first = states[row.id] or "missing",
    } or nil
  end
  return list(board.anonymous and sort_by_key(out) or out)
end

local function agreed_to_be_named(record, round)
  local agreed = {}
  for row in record.each("SELECT participant, agreed FROM named WHERE round = ?", round) do
    agreed[row.participant] = row.agreed == 1
  end
  return agreed
end

-- Examples of a card. Whose conversation it is tells who it is: an anonymous board has those alone that everybody read.
local function examples_of(attribute, board)
  local out = {}
  for _, coding in ipairs(attribute.examples) do
    out[#out + 1] = (not board.anonymous or passages.shared_turns(board.group)[coding.turn]) and coding or nil
  end
  return out
end

local function cards_of(record, board)
  local out, agreed = {}, agreed_to_be_named(record, board.first)
  for _, attribute in ipairs(record.attributes()) do
    if board.members[attribute.participant] and attribute.round == board.first then
      out[#out + 1] = {
        key = keys.item("card", attribute), person = keys.of("person", attribute.participant), name = attribute.name,
        definition = attribute.definition, place = attribute.place,
        examples = passages.all(examples_of(attribute, board)),
        named = not board.anonymous and agreed[attribute.participant] or false,
      }
    end
  end
  return list(board.anonymous and sort_by_key(out) or out)
end

-- --- passages, decisions, sessions

-- What the board's people marked where everybody in the group reads, and what they took as examples.
local function passages_of(record, board)
  local out, seen, shared = {}, {}, passages.shared_turns(board.group)
  local function add(coding)
    if board.members[coding.participant] and not seen[coding] then
      out[#out + 1], seen[coding] = coding, true
    end
  end
  for _, coding in ipairs(record.codings()) do
    if shared[coding.turn] then
      add(coding)
    end
  end
  for _, attribute in ipairs(record.attributes()) do
    for _, coding in ipairs(attribute.round == board.first and examples_of(attribute, board) or {}) do
      add(coding)
    end
  end
  return passages.in_order(out)
end

-- As they came: what this program adds when it reads them is taken off.
local function decisions_before(record, where)
  local out = {}
  for i, decision in ipairs(boards.decisions(record, where.board.id, where.round)) do
    out[i] = {}
    for key, value in pairs(decision) do
      out[i][key] = value
    end
    out[i].round, out[i].step = nil, nil
  end
  return list(out)
end

-- Sessions of the same round count too: they come before the group's own meeting.
local function sessions_of(record, where)
  local out = {}
  local later = record.one("SELECT id FROM round WHERE position > ? ORDER BY position LIMIT 1",
    round_position(record, where.round))
  for _, board in ipairs(where.board.session == "" and boards.list(record) or {}) do
    if board.group_id == where.group and not board.main then
      out[#out + 1] = { board = board.id, title = board.title or "",
        axes = axisview(boards.state_of(record, board, later and later.id), where.group) }
    end
  end
  return list(out)
end

return {
  per = "participant",
  answer = function(record, context, where)
    local board = { group = where.group, anonymous = is_anonymous(record, where), first = first_round(record, where),
      members = members_of(record, where) }
    return {
      people = people_of(record, board), cards = cards_of(record, board), map = map.answer(record, context, where),
      passages = passages_of(record, board), before = decisions_before(record, where),
      sessions = sessions_of(record, where), answers = answers(record, where, board.members),
    }
  end,
}
