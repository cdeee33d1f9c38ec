-- SPDX-License-Identifier: MIT
--- The map of a group's labels: every label once, what links any two of them, and where each stands. Only what people
--- did, or what the study's folder holds, links labels; for any two the strongest kind of evidence counts:
---   hand       both were placed by hand (placed.lua), one being among the three placed ones nearest to the
---              other, and nearer than a third of the longest way between two placed ones
---   meaning    both have vectors in embeddings.jsonl (for "label: quote" of their passages, or else the bare label)
---   place      different people gave them to the same characters: the cosine of the two coverings, a character
---              counting once for each person; at least 0.1
---   word       they share a word, or words that begin alike: the cosine of their words, rare ones counting more; at
---              least 0.25. Two words begin alike when one goes on where the other ends, with at least 4 letters shared
---              and at most 4 more, or when they share at least 5 letters and 3 in 5 of the longer one.
--- Words of fewer than 3 bytes, stop words, and words in more than a quarter of 20 labels or more link nothing.
local asset = require("calma.map")
local overlap = require("calma.overlap")
local plain = require("plain")
local placed = require("placed")
local text = require("calma.text")

local NEAR, FAR = 0.1, 1.6       -- of wanted distances, as src/report/map.h has them
local LEAST_PLACE, LEAST_WORD = 0.1, 0.25
local MARGIN = 16                -- pixels around all labels
local NEAREST = 5                -- links of a label that are shown
local HAND_NEAREST = 3

local STOP_WORDS = { en = {
  "about", "all", "also", "and", "any", "are", "because", "been", "but", "can", "could", "did",
  "does", "for", "from", "had", "has", "have", "her", "him", "his", "how", "into", "its", "just",
  "more", "most", "much", "not", "only", "other", "our", "out", "own", "she", "should", "some",
  "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
  "those", "too", "very", "was", "were", "what", "when", "which", "who", "why", "will", "with",
  "would", "you", "your"
} }

--- MOST: labels that are laid out by their links, in the order of the alphabet; more stand at the rim.
--- SIZE: of the letters, in pixels. One size for packets and the report: what is placed in one stands so in the other.
local labelmap = { MOST = 1500, SIZE = 20 }

local WIDEST, LINES = 214, 5 -- pixels of a line, and lines of a label: what is longer ends in an ellipsis
local FIXED_MOST = 2000 -- labels of which all keep the place where a board showed them

-- ---- labels

local function push(list, value)
  list[#list + 1] = value
end

-- A label with all its wordings, the first in reading order in front, and its uses.
local function add_use(found, coding, use)
  local key = text.fold(use.label)
  if not found[key] then
    found[key] = { key = key, text = use.label, wordings = {}, codings = {} }
    push(found.list, found[key])
  end
  local label = found[key]
  if not plain.place(label.wordings, use.label) then
    push(label.wordings, use.label)
  end
  if label.codings[#label.codings] ~= coding then
    push(label.codings, coding)
  end
end

local function read_labels(record, context, group)
  local found = { list = {} }
  for _, coding in ipairs(record.codings()) do
    for _, use in ipairs(coding.group_id == group and coding.uses or {}) do
      add_use(found, coding, use)
    end
  end
  local labels, by_key = context.sorted(found.list, function(label) return label.text end), {}
  for i, label in ipairs(labels) do
    label.n, by_key[label.key] = i, label
  end
  return labels, by_key
end

-- ---- links: pairs of labels by their numbers, the first evidence that is added stays

local function pair_key(i, j)
  return math.min(i, j) * 1000000 + math.max(i, j)
end

local function add_link(map, i, j, link)
  local key = pair_key(i, j)
  if i ~= j and not map.by_pair[key] then
    link.i, link.j = math.min(i, j), math.max(i, j)
    map.by_pair[key] = link
    push(map.links, link)
  end
end

local function in_order(a, b)
  return a.d < b.d or a.d == b.d and (a.i < b.i or a.i == b.i and a.j < b.j)
end

-- Sums by pair, kept in the order in which pairs were met.
local function new_sums()
  return { list = {}, by_pair = {} }
end

local function sum_of(sums, i, j)
  local key = pair_key(i, j)
  if not sums.by_pair[key] then
    sums.by_pair[key] = { i = math.min(i, j), j = math.max(i, j), sum = 0 }
    push(sums.list, sums.by_pair[key])
  end
  return sums.by_pair[key]
end

-- ---- by hand

local function list_hand(labels)
  local hands = {}
  for _, label in ipairs(labels) do
    hands[#hands + 1] = label.hand and label
  end
  return hands
end

local function add_hand(map, hands)
  local pairs_of, most = {}, 0
  for i, a in ipairs(hands) do
    for j = 1, #hands do
      local b = hands[j]
      local way = math.sqrt((a.hand.x - b.hand.x) ^ 2 + (a.hand.y - b.hand.y) ^ 2)
      pairs_of[i] = pairs_of[i] or {}
      if a ~= b then
        push(pairs_of[i], { i = a.n, j = b.n, d = way })
      end
      most = math.max(most, way)
    end
  end
  for _, list in ipairs(pairs_of) do
    table.sort(list, in_order)
    for k = 1, math.min(HAND_NEAREST, #list) do
      if list[k].d < most / 3 then
        add_link(map, list[k].i, list[k].j, { kind = "hand", d = NEAR + (FAR - NEAR) * list[k].d / most })
      end
    end
  end
end

-- ---- by meaning

local function texts_of(label)
  local quoted = {}
  for _, coding in ipairs(label.codings) do
    for _, use in ipairs(coding.uses) do
      if text.fold(use.label) == label.key and coding.quote and not coding.sensitive then
        push(quoted, use.label .. ": " .. coding.quote)
      end
    end
  end
  return { quoted, label.wordings }
end

--- The texts whose vectors the map of a group looks for, each once: of a label its passages, or else itself.
function labelmap.texts(record, context, group)
  local labels, seen, out = read_labels(record, context, group), {}, {}
  for i = 1, math.min(#labels, labelmap.MOST) do
    local quoted, wordings = table.unpack(texts_of(labels[i]))
    for _, each in ipairs(quoted[1] and quoted or wordings) do
      if not seen[each] then
        seen[each] = true
        push(out, each)
      end
    end
  end
  return out
end

-- Models differ in what they call near: the nearest two labels of the group are at NEAR, the farthest at FAR.
local function add_meaning(map, labels)
  local texts = {}
  for i = 1, math.min(#labels, labelmap.MOST) do
    texts[i] = texts_of(labels[i])
  end
  local found = asset.cosines(texts)
  if not found then
    return
  end
  local least, most = 2, -2
  for _, pair in ipairs(found.pairs) do
    least, most = math.min(least, pair.cosine), math.max(most, pair.cosine)
  end
  map.model, map.vectors = found.model, 0
  for _, is_found in ipairs(found.found) do
    map.vectors = map.vectors + (is_found and 1 or 0)
  end
  for _, pair in ipairs(found.pairs) do
    local far = most > least and (most - pair.cosine) / (most - least) or 0.5
    add_link(map, pair.i, pair.j, { kind = "meaning", d = NEAR + (FAR - NEAR) * far, value = pair.cosine })
  end
end

-- ---- by place

-- A number from 1 for every text, in the order in which they come.
local function numbering()
  local numbers, n = {}, 0
  return function(key)
    if not numbers[key] then
      n = n + 1
      numbers[key] = n
    end
    return numbers[key]
  end
end

-- Adds to the list the stretches that people gave the label, joined where those of one person touch.
local function add_stretches(list, label, turn_number, person_number)
  local last = {}
  for _, coding in ipairs(label.codings) do
    local key = coding.participant .. "\1" .. coding.turn
    local one = last[key]
    if coding.anchored and one and coding.start <= one.stop then
      one.stop = math.max(one.stop, coding.stop)
    elseif coding.anchored then
      last[key] = { label = label.n, turn = turn_number(coding.turn), person = person_number(coding.participant),
        start = coding.start, stop = coding.stop }
      push(list, last[key])
    end
  end
end

local function stretches_of(labels)
  local list, turn_number, person_number = {}, numbering(), numbering()
  for _, label in ipairs(labels) do
    add_stretches(list, label, turn_number, person_number)
  end
  return list
end

local function add_place(map, labels)
  for _, pair in ipairs(overlap.pairs(stretches_of(labels), #labels, LEAST_PLACE)) do
    add_link(map, pair.i, pair.j, { kind = "place", d = math.max(NEAR, 1 - pair.cosine), value = pair.cosine })
  end
end

-- How many people gave either label to characters to which somebody else gave the other one.
local function count_people(one, other)
  local by_turn, people, n = {}, {}, 0
  local function add(person)
    if not people[person] then
      people[person], n = true, n + 1
    end
  end
  for _, coding in ipairs(one.codings) do
    by_turn[coding.turn] = by_turn[coding.turn] or {}
    push(by_turn[coding.turn], coding.anchored and coding or nil)
  end
  for _, b in ipairs(other.codings) do
    for _, a in ipairs(b.anchored and by_turn[b.turn] or {}) do
      if a.participant ~= b.participant and a.start < b.stop and b.start < a.stop then
        add(a.participant)
        add(b.participant)
      end
    end
  end
  return n
end

-- ---- by words

--- True when two folded words begin alike, as the head of this file says.
function labelmap.alike(a, b)
  local long, short = math.max(text.length(a), text.length(b)), math.min(text.length(a), text.length(b))
  local same = 0
  while same < short and text.sub(a, same, same + 1) == text.sub(b, same, same + 1) do
    same = same + 1
  end
  return a == b or same == short and same >= 4 and long - same <= 4 or same >= 5 and same * 5 >= long * 3
end

local function stop_words(context)
  local options = type(context.options.map) == "table" and context.options.map or {}
  local own = type(options.stop_words) == "table" and options.stop_words
  local list, set = own or STOP_WORDS[context.language:sub(1, 2)] or {}, {}
  for _, word in ipairs(list) do
    set[text.fold(tostring(word))] = true
  end
  return list, set
end

-- By label: its words, each once. And all words, in byte order.
local function read_words(labels, stops, language)
  local words, all, seen = {}, {}, {}
  for i, label in ipairs(labels) do
    words[i] = {}
    for _, word in ipairs(text.words(label.key, language)) do
      if #word >= 3 and not stops[word] and not plain.place(words[i], word) then
        push(words[i], word)
        if not seen[word] then
          seen[word] = true
          push(all, word)
        end
      end
    end
  end
  table.sort(all)
  return words, all
end

-- By word: the first word, in byte order, that it begins like. Words that begin alike stand together.
local function read_families(all)
  local heads, head = {}, nil
  for _, word in ipairs(all) do
    head = head and labelmap.alike(head, word) and head or word
    heads[word] = head
  end
  return heads
end

-- By family, in byte order: {labels = numbers, word = by label the word it has}.
local function gather_families(words, heads)
  local list, by_head = {}, {}
  for i, of_label in ipairs(words) do
    for _, word in ipairs(of_label) do
      local head = heads[word]
      if not by_head[head] then
        by_head[head] = { head = head, labels = {}, word = {} }
        push(list, by_head[head])
      end
      local family = by_head[head]
      if not family.word[i] then
        family.word[i] = word
        push(family.labels, i)
      end
    end
  end
  table.sort(list, function(a, b) return a.head < b.head end)
  return list
end

local function weigh(families, n)
  local kept = {}
  for _, family in ipairs(families) do
    local known = #family.labels
    if known * 4 <= n or n < 20 then
      family.weight = (1 + math.log(n / known)) ^ 2
      push(kept, family)
    end
  end
  return kept
end

-- The rarest word that two labels share is the reason that is told.
local function share(sum, family, i, j)
  sum.sum = sum.sum + family.weight
  if not sum.weight or family.weight > sum.weight then
    sum.weight, sum.one, sum.other = family.weight, family.word[i], family.word[j]
  end
end

local function add_word(map, labels, context)
  local list, set = stop_words(context)
  map.stop_words = list
  local words, all = read_words(labels, set, context.language)
  local sums, own = new_sums(), {}
  for _, family in ipairs(weigh(gather_families(words, read_families(all)), #labels)) do
    for a, i in ipairs(family.labels) do
      own[i] = (own[i] or 0) + family.weight
      for b = a + 1, #family.labels do
        share(sum_of(sums, i, family.labels[b]), family, i, family.labels[b])
      end
    end
  end
  for _, sum in ipairs(sums.list) do
    local cosine = sum.sum / math.sqrt(own[sum.i] * own[sum.j])
    if cosine >= LEAST_WORD then
      add_link(map, sum.i, sum.j, { kind = "word", d = math.max(NEAR, 1 - cosine), value = cosine, one = sum.one,
        other = sum.other })
    end
  end
end

-- ---- the nearest of each label, and what is shown

local function other_end(link, i)
  return link.i == i and link.j or link.i
end

--- For each label its links, the nearest first, at most NEAREST; all that are shown anywhere have `shown`.
local function find_nearest(map)
  local of = {}
  table.sort(map.links, in_order)
  for i = 1, #map.labels do
    of[i] = {}
  end
  for _, link in ipairs(map.links) do
    for _, i in ipairs({ link.i, link.j }) do
      if #of[i] < NEAREST then
        push(of[i], { link = link, label = map.labels[other_end(link, i)] })
        link.shown = true
      end
    end
  end
  for i, label in ipairs(map.labels) do
    label.nearest = of[i]
  end
end

-- Counts the links of each kind, and gathers those that are shown.
local function gather_links(map)
  map.counts, map.shown = { hand = 0, meaning = 0, place = 0, word = 0 }, {}
  for _, link in ipairs(map.links) do
    map.counts[link.kind] = map.counts[link.kind] + 1
    if link.shown then
      link.people = link.kind == "place" and count_people(map.labels[link.i], map.labels[link.j]) or nil
      push(map.shown, link)
    end
  end
end

-- ---- places

-- Where nothing is placed, the corner of the picture is (0, 0).
local function frame(map)
  local left, top, right, bottom = math.huge, math.huge, -math.huge, -math.huge
  for _, label in ipairs(map.labels) do
    local box = label.box
    left, right = math.min(left, box.x - box.w // 2), math.max(right, box.x + box.w // 2)
    top, bottom = math.min(top, box.y - box.h // 2), math.max(bottom, box.y + box.h // 2)
  end
  if #map.labels == 0 then
    return
  end
  local view = { x = left - MARGIN, y = top - MARGIN, w = right - left + 2 * MARGIN, h = bottom - top + 2 * MARGIN }
  if map.placed == 0 and map.kept == 0 then
    for _, label in ipairs(map.labels) do
      label.box.x, label.box.y = label.box.x - view.x, label.box.y - view.y
    end
    view.x, view.y = 0, 0
  end
  map.view = view
end

local function read_fixed(map)
  local fixed = {}
  map.kept = 0
  for i, label in ipairs(map.labels) do
    local place = label.hand or #map.labels <= FIXED_MOST and label.shown
    if place then
      push(fixed, { i = i, x = place.x, y = place.y })
      map.kept = map.kept + (label.hand and 0 or 1)
    end
  end
  return fixed
end

local function lay_out(map)
  local texts, links, fixed = {}, {}, read_fixed(map)
  for i, label in ipairs(map.labels) do
    texts[i] = label.text
  end
  for _, link in ipairs(map.links) do
    if link.i <= labelmap.MOST and link.j <= labelmap.MOST then
      push(links, link)
    end
  end
  local style = { size = labelmap.SIZE, most = WIDEST, lines = LINES, fixed = fixed }
  local boxes, stress = asset.layout(texts, links, style)
  for i, label in ipairs(map.labels) do
    label.box = boxes[i]
    label.box.rim = label.box.rim or not label.hand and #label.nearest == 0
  end
  map.stress = (#links > 0 or #fixed > 1) and stress or nil
  frame(map)
end

local function make(record, context, group)
  local labels, by_key = read_labels(record, context, group)
  local map = { labels = labels, links = {}, by_pair = {} }
  map.moves = placed.read(record, by_key, group)
  local hands = list_hand(labels)
  map.placed = #hands
  add_hand(map, hands)
  add_meaning(map, labels)
  add_place(map, labels)
  add_word(map, labels, context)
  map.by_pair = nil
  find_nearest(map)
  gather_links(map)
  lay_out(map)
  return map
end

local known = {}

--- labelmap.make(record, context, group's id) -> a map, made once and shared: nobody changes it.
---   labels: in the order of the alphabet, {n, text, key, wordings, codings, nearest = {{link, label}, ...},
---     box = {x, y, w, h, lines, rtl, rim}} and hand, shown, home as placed.lua has them
---   links: {i, j, d, kind} with `value` (a cosine), `one` and `other` (kind word)
---   shown: those of `links` that are among a label's nearest, with `people` (kind place)
---   counts: how many links of each kind
---   stress: nil where nothing is linked; view: {x, y, w, h} around all labels, nil without labels
---   moves: of the group's boards, in their order; placed: how many labels stand where somebody put them; kept: how
---     many others stand where a board showed them; model, vectors, stop_words: what it was made from
function labelmap.make(record, context, group)
  known[group] = known[group] or make(record, context, group)
  return known[group]
end

--- Why two labels are linked, in words.
function labelmap.reason(map, link, words)
  if link.kind == "word" then
    return link.one == link.other and words("map.reason.word", { word = link.one })
      or words("map.reason.stem", { one = link.one, other = link.other })
  end
  return words("map.reason." .. link.kind, { n = link.people, model = map.model,
    value = link.value and string.format("%.2f", link.value) })
end

return labelmap
