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

local MOST = 12     -- passages
local LONGEST = 600 -- characters of one
local QUOTE = 600   -- characters of a quote that are shown
local TIMES = 4     -- how much longer a mark may be that is of much the same words
local POOL = 400    -- places of a group that are in the lot
local LEAST = 2     -- others who have coded: of one alone everybody would know who it was

local function length(coding)
  return coding.stop - coding.start
end

local function lot_of(record, whose, key)
  return text.sha256(table.concat({ "calma guess", record.study().id, whose, key }, "\n"))
end

local function is_drawn_before(a, b)
  return a.lot < b.lot
end

-- Whether two marks are of much the same words: they share half of the shorter one, which is no small part of the
-- longer.
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

-- Places of a group that may be shown, each once, in an order that nobody chose; and how many people have coded.
local function make_pool(group, record)
  local shared, people, places, pool = passages.shared_turns(group), {}, {}, { coders = 0 }
  for _, coding in ipairs(record.codings()) do
    local mine = coding.group_id == group
    if mine and not people[coding.participant] then
      people[coding.participant], pool.coders = true, pool.coders + 1
    end
    if mine and coding.anchored and shared[coding.turn] and length(coding) <= LONGEST then
      local key = table.concat({ coding.turn, coding.start, coding.stop }, "\n")
      if not places[key] then
        places[key] = { coding = coding, key = key, lot = lot_of(record, group, key), authors = {} }
        pool[#pool + 1] = places[key]
      end
      places[key].authors[coding.participant] = true
    end
  end
  pool.people = people
  table.sort(pool, is_drawn_before)
  return pool
end

local pools = {}

local function pool_of(group, record)
  pools[group] = pools[group] or make_pool(group, record)
  return pools[group]
end

local function is_of_another(place, participant)
  for author in pairs(place.authors) do
    if author ~= participant then
      return true
    end
  end
  return false
end

-- The first of the group's lot that somebody else marked, in this participant's own lot.
local function candidates_for(where, record)
  local pool, out = pool_of(where.group, record), {}
  if pool.coders - (pool.people[where.participant] and 1 or 0) < LEAST then
    return {}
  end
  for i = 1, math.min(#pool, POOL) do
    out[#out + 1] = is_of_another(pool[i], where.participant)
      and { coding = pool[i].coding, lot = lot_of(record, where.participant, pool[i].key) } or nil
  end
  table.sort(out, is_drawn_before)
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
      if #out < MOST and not each.gone and not had[conversation] then
        each.gone = true -- taken now, or never to be: what touches a passage goes on touching it
        if not touches(each.coding, out) then
          out[#out + 1], had[conversation], added = each.coding, true, true
        end
      end
    end
  end
  return out
end

local ranks -- by label: its place in the alphabet, once for all packets

local function rank_labels(record, context)
  local known, labels = {}, {}
  for _, coding in ipairs(record.codings()) do
    for _, use in ipairs(coding.uses) do
      labels[#labels + 1] = not known[use.label] and use.label or nil
      known[use.label] = true
    end
  end
  ranks = {}
  for i, label in ipairs(context.sorted(labels, tostring)) do
    ranks[label] = i
  end
end

local function is_before(a, b)
  return ranks[a.label] < ranks[b.label]
end

local function add_labels(into, coding)
  for _, use in ipairs(coding.uses) do
    local new = not into.known[use.label]
    into.list[#into.list + 1] = new and { label = use.label, quote = coded.short(coding.quote, QUOTE) } or nil
    into.known[use.label] = true
  end
end

-- What was written on these words, each label once: by the participant, and by the others of the group.
local function labels_on(coding, where, record, context)
  local own, seen = { list = {}, known = {} }, { list = {}, known = {} }
  for _, other in ipairs(record.codings_by_turn()[coding.turn]) do
    if other.group_id == where.group and other.anchored and is_on(coding, other) then
      add_labels(other.participant == where.participant and own or seen, other)
    end
  end
  if not ranks then
    rank_labels(record, context)
  end
  table.sort(own.list, is_before)
  table.sort(seen.list, is_before)
  return own.list, seen.list
end

local function passage_of(coding, where, record, context)
  local out, names = passages.of(coding), {}
  local own, seen = labels_on(coding, where, record, context)
  for i, each in ipairs(own) do
    names[i] = each.label
  end
  out.labels, out.coding, out.source = nil, nil, nil
  out.order, out.own, out.seen = record.turns()[coding.turn].order, list(names), list(seen)
  return out
end

return {
  per = "participant",
  answer = function(record, context, where)
    local out = {}
    for i, coding in ipairs(drawn(candidates_for(where, record), record)) do
      out[i] = passage_of(coding, where, record, context)
    end
    return { passages = list(out) }
  end,
}
