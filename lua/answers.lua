-- SPDX-License-Identifier: MIT
--- What people said to their group's axes in `propose` steps, for the board: ANSWER of docs/formats.md. It names
--- nobody, and its order tells nobody.
local json = require("calma.json")
local keys = require("keys")
local list = require("plain").list
local passages = require("passages")

local fields = {
  stance = { "axis", "stance", "reason" },
  amendment = { "axis", "name", "definition", "reason" },
  wish = { "name", "reason" },
  proposal = { "name", "definition", "reason" },
}

-- The author's own codings that a proposal names, where everybody in the group reads: whose conversation it is would
-- tell who it is.
local function examples_of(record, row)
  local by_id, out, shared = {}, {}, passages.shared_turns(row.group_id)
  for _, coding in ipairs(record.codings_by_person()[row.participant] or {}) do
    by_id[coding.id] = coding
  end
  for _, id in ipairs(json.decode(row.examples)) do
    out[#out + 1] = by_id[id] and shared[by_id[id].turn] and by_id[id] or nil
  end
  return passages.all(out)
end

local function answer_of(record, kind, row)
  local answer = { kind = kind, round = row.round, reason = "" }
  for _, field in ipairs(fields[kind]) do
    answer[field] = row[field] or answer[field]
  end
  if kind == "wish" then
    answer.axes = list(json.decode(row.axes))
  elseif kind == "proposal" then
    answer.key, answer.examples = keys.item("answer", row), examples_of(record, row)
  end
  return answer
end

-- Rounds after the last that had a board, up to this one: a board takes up what people say in its own round, and
-- nothing is laid before two boards. -> the positions of that last one, -1 for none, and of this one
local function span_of(record, where)
  local this = record.one("SELECT position FROM round WHERE id = ?", where.round).position
  local last = record.one([[SELECT max(round.position) AS at FROM round JOIN step ON step.round = round.id
    WHERE step.kind = 'board' AND round.position < ?]], this)
  return last and last.at or -1, this
end

local function add_kind(out, kind, record, where, members)
  local from, to = span_of(record, where)
  for row in record.each("SELECT answer.*, round.position AS at_round FROM " .. kind .. [[ AS answer
      JOIN round ON round.id = answer.round
      WHERE answer.group_id = ? AND round.position > ? AND round.position <= ?]], where.group, from, to) do
    if members[row.participant] then
      local at = string.format("%09d\n%s\n%s", row.at_round, kind, keys.item("answer", row))
      out[#out + 1] = { key = at, answer = answer_of(record, kind, row) }
    end
  end
end

--- answers(record, where, members) -> the answers of the members, which are true by participant.
return function(record, where, members)
  local found, out = {}, {}
  for _, kind in ipairs({ "stance", "amendment", "wish", "proposal" }) do
    add_kind(found, kind, record, where, members)
  end
  table.sort(found, function(a, b)
    return a.key < b.key
  end)
  for i, each in ipairs(found) do
    out[i] = each.answer
  end
  return list(out)
end
