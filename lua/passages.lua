-- SPDX-License-Identifier: MIT
--- Passages as packets carry them: what people marked, without who did.
local keys = require("keys")
local list = require("plain").list
local record = require("record")
local text = require("calma.text")

local AROUND = 32 -- characters before and after a passage that help to find it

local passages = {}

-- Whose conversation a passage is from, as its author sees it.
local function source_of(coding, turn)
  local owner = turn.conversation.owner or ""
  return owner == "" and "baseline" or owner == coding.participant and "own" or "others"
end

local function labels_of(coding)
  local out = {}
  for i, use in ipairs(coding.uses) do
    out[i] = use.label
  end
  return list(out)
end

--- A coding of lua/record.lua as {turn, turn_sha256, start, end, quote, prefix, suffix, labels, coding = its key,
--- source}; nil where it does not fit its turn, and where its author does not want it to be shown.
function passages.of(coding)
  local turn = record.turns()[coding.turn]
  if not coding.anchored or not turn or coding.sensitive then
    return nil
  end
  return {
    turn = coding.turn, turn_sha256 = turn.sha256, start = coding.start, ["end"] = coding.stop, quote = coding.quote,
    prefix = text.sub(turn.text, math.max(0, coding.start - AROUND), coding.start),
    suffix = text.sub(turn.text, coding.stop, coding.stop + AROUND),
    labels = labels_of(coding), coding = keys.item("coding", coding), source = source_of(coding, turn),
  }
end

--- Those of the codings that fit their turns, in the codings' order.
function passages.all(codings)
  local out = {}
  for _, coding in ipairs(codings) do
    out[#out + 1] = passages.of(coding)
  end
  return list(out)
end

local function is_before(a, b)
  if a.order ~= b.order then
    return a.order < b.order
  end
  local one, other = a.passage, b.passage
  if one.start ~= other.start then
    return one.start < other.start
  elseif one["end"] ~= other["end"] then
    return one["end"] > other["end"]
  end
  return one.coding < other.coding
end

--- The same in reading order, and by their keys where several are of the same words: nothing tells who marked them.
function passages.in_order(codings)
  local places, out = {}, {}
  for i, passage in ipairs(passages.all(codings)) do
    places[i] = { order = record.turns()[passage.turn].order, passage = passage }
  end
  table.sort(places, is_before)
  for i, each in ipairs(places) do
    out[i] = each.passage
  end
  return list(out)
end

local function count_readers(group_id, readers)
  local people, n = {}, 0
  for _, reader in ipairs(readers) do
    if reader.group_id == group_id and not people[reader.id] then
      people[reader.id], n = true, n + 1
    end
  end
  return n
end

local shared = {}

--- By turn's id: true where everybody who reads anything in the group was given it to read.
function passages.shared_turns(group_id)
  if not shared[group_id] then
    local all, turns = {}, {}
    for _, readers in pairs(record.readers()) do
      table.move(readers, 1, #readers, #all + 1, all)
    end
    local everybody = count_readers(group_id, all)
    for turn, readers in pairs(record.readers()) do
      turns[turn] = count_readers(group_id, readers) == everybody
    end
    shared[group_id] = turns
  end
  return shared[group_id]
end

return passages
