-- SPDX-License-Identifier: MIT
--- The passages that stand behind an axis: its examples, those of the attributes that became it, those of the labels it
--- came from. Each once, with where its conversation came from.
local record = require("record")
local text = require("calma.text")

local support = {}

--- Where a conversation came from, for the one who marked it.
support.sources = { "baseline", "own", "others" }

-- Of the shared ones nobody is the owner.
local function source_of(turn, participant)
  local owner = turn.conversation.owner
  return (not owner or owner == "") and "baseline" or owner == participant and "own" or "others"
end

local function add(found, place)
  local key = place.turn .. "\1" .. place.start .. "\1" .. place.stop
  if not found.by_key[key] then
    found.by_key[key] = place
    found[#found + 1] = place
  end
  local seen = found.by_key[key]
  seen.ways[place.way] = true
end

local function add_coding(found, coding, way)
  local turn = record.turns()[coding.turn]
  if turn and coding.anchored and coding.start and coding.stop then
    add(found, { turn = coding.turn, start = coding.start, stop = coding.stop, way = way, ways = {}, href = coding.href,
      source = source_of(turn, coding.participant) })
  end
end

-- What somebody marked counts as they marked it, however little of it is shown.
local function add_examples(found, axis)
  for _, example in ipairs(axis.examples) do
    if example.by then
      add_coding(found, example.by, "example")
    elseif example.of and not example.differs and not example.withdrawn and example["end"] > example.start then
      local source = source_of(example.of)
      add(found, { turn = example.turn, start = example.start, stop = example["end"], way = "example", ways = {},
        href = example.href, source = source ~= "baseline" and example.source == "own" and "own" or source })
    end
  end
end

local function add_card(found, group, key)
  local card = group.cards[key]
  for _, coding in ipairs(card and card.examples or {}) do
    add_coding(found, coding, "card")
  end
end

local function add_label(found, group, label)
  for _, coding in ipairs(record.codings()) do
    for _, use in ipairs(coding.group_id == group.id and coding.uses or {}) do
      if text.label(use.label) == text.label(label) then
        add_coding(found, coding, "label")
      end
    end
  end
end

local known = {}

--- Every passage that an axis of lua/axislist.lua rests on, each place once: list of {turn, start, stop, source, ways,
--- href}; ways: by "example", "card", "label", what it came through.
function support.of(axis)
  if known[axis] then
    return known[axis]
  end
  local group, found, cards = axis.group, { by_key = {} }, {}
  add_examples(found, axis)
  for _, key in ipairs(group.mapped[axis.id] or {}) do
    cards[key] = true
    add_card(found, group, key)
  end
  for _, origin in ipairs(axis.from) do
    if origin.kind == "card" and not cards[origin.key] then
      add_card(found, group, origin.key)
    elseif origin.kind == "label" then
      add_label(found, group, origin.key)
    end
  end
  known[axis] = found
  return found
end

--- By source: how many passages; `through`: by way, how many; `n`: all.
function support.count(axis)
  local count = { n = 0, through = { example = 0, card = 0, label = 0 } }
  for _, source in ipairs(support.sources) do
    count[source] = 0
  end
  for _, place in ipairs(support.of(axis)) do
    count.n, count[place.source] = count.n + 1, count[place.source] + 1
    for way in pairs(place.ways) do
      count.through[way] = count.through[way] + 1
    end
  end
  return count
end

-- By turn: the passages as spans that do not touch, in order.
local function spans_by_turn(places)
  local map = {}
  for _, place in ipairs(places) do
    map[place.turn] = map[place.turn] or {}
    table.insert(map[place.turn], { place.start, place.stop })
  end
  for turn, spans in pairs(map) do
    table.sort(spans, function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
    local joined = {}
    for _, span in ipairs(spans) do
      local last = joined[#joined]
      if last and span[1] <= last[2] then
        last[2] = math.max(last[2], span[2])
      else
        joined[#joined + 1] = span
      end
    end
    map[turn] = joined
  end
  return map
end

local function meetings(a, b)
  local n, i, k = 0, 1, 1
  while a[i] and b[k] do
    n = n + (math.max(a[i][1], b[k][1]) < math.min(a[i][2], b[k][2]) and 1 or 0)
    if a[i][2] < b[k][2] then
      i = i + 1
    else
      k = k + 1
    end
  end
  return n
end

--- How many stretches of text stand behind both axes; of an axis and itself: behind it. Passages of one axis that touch
--- or overlap are one stretch. The same in both directions.
function support.common(one, other)
  local a, b, n = spans_by_turn(support.of(one)), spans_by_turn(support.of(other)), 0
  for turn, spans in pairs(a) do
    n = n + (b[turn] and meetings(spans, b[turn]) or 0)
  end
  return n
end

return support
