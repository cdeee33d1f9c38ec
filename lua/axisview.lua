-- SPDX-License-Identifier: MIT
--- Axes as packets and other boards see them: AXES of docs/formats.md. Nobody is named in it.
local axes = require("axes")
local coded = require("coded")
local list = require("plain").list
local passages = require("passages")
local record = require("record")
local sha256 = require("calma.text").sha256

local PROMPT = 600 -- characters of the question before an example

-- The question that a turn answers.
local function prompt_before(turn)
  local before = turn.conversation.turns[turn.n - 1]
  return before and before.role == "user" and coded.short(before.text, PROMPT) or ""
end

-- What was withdrawn, and what no turn says, is not shown. Where an example is from is told of conversations alone that
-- everybody in the group was given.
local function examples_of(axis, shared)
  local out = {}
  for _, example in ipairs(axis.examples) do
    local turn = shared[example.turn] and record.turns()[example.turn]
    if not example.withdrawn and not example.differs then
      out[#out + 1] = { text = axes.shown(example), title = turn and coded.title(turn.conversation) or "",
        prompt = turn and prompt_before(turn) or "" }
    end
  end
  return list(out)
end

local function dissents_of(axis)
  local out = {}
  for i, dissent in ipairs(axis.dissents) do
    out[i] = { text = dissent.text, alternative = dissent.alternative }
  end
  return list(out)
end

-- What it is related to now, whatever became of what it was related to.
local function related_of(state, axis)
  local out, seen = {}, { [axis.id] = true }
  for _, related in ipairs(axis.related) do
    for _, id in ipairs(axes.successors(state, related)) do
      out[#out + 1] = not seen[id] and id or nil
      seen[id] = true
    end
  end
  return list(out)
end

--- axisview(state of lua/boards.lua, group's id) -> the live axes in their order.
return function(state, group_id)
  local out, shared = {}, passages.shared_turns(group_id)
  for i, axis in ipairs(state.axes) do
    out[i] = {
      id = axis.id, name = axis.name, was = list(axis.was), aliases = list(axis.aliases), definition = axis.definition,
      definition_sha256 = sha256(axis.definition), poles = list(axis.poles), applies = axis.applies,
      related = related_of(state, axis), examples = examples_of(axis, shared), dissents = dissents_of(axis),
      state = axis.state,
    }
  end
  return list(out)
end
