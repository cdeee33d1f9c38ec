-- SPDX-License-Identifier: MIT
--- Passages of the shared conversations that others of the group marked, for somebody who has coded: drawn by lot, the
--- same for the same record, with every label that others gave to these words. Nothing is chosen by how many marked it,
--- and no name and no number is in it.
--- -> {passages = {{turn, turn_sha256, start, end, quote, prefix, suffix, order: the turn's place in the study,
---     own = {label, ...}, seen = {{label, quote}, ...} in the order of the alphabet}, ...} in the order of the lot}
local coded = require("coded")
local list = require("plain").list
local passages = require("passages")
local text = require("calma.text")

local MOST = 30     -- passages
local LONGEST = 600 -- characters of one
local QUOTE = 600   -- characters of a quote that are shown
local TIMES = 4     -- how much longer a mark may be that is of much the same words
local LEAST = 2     -- others who have coded: of one alone everybody would know who it was

local function length(coding)
  return coding.stop - coding.start
end

-- Whether two marks are of much the same words: they share half of the shorter one, which is no small part of the longer.
local function is_on(one, other)
  local both = math.min(one.stop, other.stop) - math.max(one.start, other.start)
  local shorter, longer = math.min(length(one), length(other)), math.max(length(one), length(other))
  return one.turn == other.turn and both * 2 >= shorter and longer <= shorter * TIMES
end

local function touches(one, chosen)
  for _, other in ipairs(chosen) do
    if one.turn == other.turn and one.start < other.stop and other.start < one.stop then
      return true
    end
  end
  return false
end

local function codings_of_others(record, where)
  local shared, people, n, out = passages.shared_turns(where.group), {}, 0, {}
  for _, coding in ipairs(record.codings()) do
    if coding.group_id == where.group and coding.participant ~= where.participant then
      n = n + (people[coding.participant] and 0 or 1)
      people[coding.participant] = true
      out[#out + 1] = coding.anchored and shared[coding.turn] and coding or nil
    end
  end
  return n >= LEAST and out or {}
end

-- Each place once, in an order that nobody chose.
local function lots(codings, record, where)
  local known, out = {}, {}
  for _, coding in ipairs(codings) do
    local place = table.concat({ coding.turn, coding.start, coding.stop }, "\n")
    if length(coding) <= LONGEST and not known[place] then
      known[place] = true
      out[#out + 1] = { coding = coding,
        lot = text.sha256(table.concat({ "calma guess", record.study().id, where.participant, place }, "\n")) }
    end
  end
  table.sort(out, function(a, b) return a.lot < b.lot end)
  return out
end

-- One of each conversation before a second one of any; none of them touch.
local function drawn(candidates, record)
  local out, added = {}, true
  while added and #out < MOST do
    local had = {}
    added = false
    for _, each in ipairs(candidates) do
      local conversation = record.turns()[each.coding.turn].conversation.id
      if #out < MOST and not each.taken and not had[conversation] and not touches(each.coding, out) then
        out[#out + 1], each.taken, had[conversation], added = each.coding, true, true, true
      end
    end
  end
  return out
end

-- What was written on these words, each label once: by the participant, and by others.
local function labels_on(coding, codings, context)
  local known, out = {}, {}
  for _, other in ipairs(codings) do
    for _, use in ipairs(is_on(coding, other) and other.uses or {}) do
      out[#out + 1] = not known[use.label] and { label = use.label, quote = coded.short(other.quote, QUOTE) } or nil
      known[use.label] = true
    end
  end
  return context.sorted(out, function(entry) return entry.label end)
end

local function passage_of(coding, others, own, record, context)
  local out, names = passages.of(coding), {}
  for i, each in ipairs(labels_on(coding, own, context)) do
    names[i] = each.label
  end
  out.labels, out.coding, out.source = nil, nil, nil
  out.order, out.own = record.turns()[coding.turn].order, list(names)
  out.seen = list(labels_on(coding, others, context))
  return out
end

return {
  per = "participant",
  answer = function(record, context, where)
    local others, own, out = codings_of_others(record, where), {}, {}
    for _, coding in ipairs(record.codings_by_person()[where.participant] or {}) do
      own[#own + 1] = coding.anchored and coding or nil
    end
    for i, coding in ipairs(drawn(lots(others, record, where), record)) do
      out[i] = passage_of(coding, others, own, record, context)
    end
    return { passages = list(out) }
  end,
}
