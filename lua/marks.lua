-- SPDX-License-Identifier: MIT
--- Passages drawn into the reading text of a turn (docs/formats.md, "Anchor text"): offsets are code points over the
--- turn's blocks joined by two line feeds. Passages may overlap: each has a lane for its underline.
local escape = require("calma.html").escape

local marks = {}

local LANES = 4

-- Length in bytes of the character at `at`: an entity is one character.
local function character(text, at)
  local byte = text:byte(at)
  if byte == 38 then
    return text:find(";", at, true) - at + 1
  end
  return byte < 0x80 and 1 or byte < 0xe0 and 2 or byte < 0xf0 and 3 or 4
end

-- The lowest lane that no earlier passage still needs where this one starts.
local function set_lanes(passages)
  local ends = {}
  for _, passage in ipairs(passages) do
    local lane = 0
    while ends[lane] and ends[lane] > passage.start do
      lane = lane + 1
    end
    ends[lane] = passage.stop
    passage.lane = lane % LANES
  end
end

local function cuts_of(passages)
  local seen, cuts = {}, {}
  for _, passage in ipairs(passages) do
    seen[passage.start], seen[passage.stop] = true, true
  end
  for offset in pairs(seen) do
    cuts[#cuts + 1] = offset
  end
  table.sort(cuts)
  return cuts
end

-- The number of a passage, once, where it has ended.
local function add_number(state, passage)
  if passage.stop <= state.at and state.shown[passage] and not state.numbered[passage] then
    state.numbered[passage] = true
    state.out[#state.out + 1] = string.format('<a class="number" href="#%s">%d</a>', escape(passage.note),
      passage.number)
  end
end

local function add_numbers(state)
  for _, passage in ipairs(state.active) do
    add_number(state, passage)
  end
end

-- Passages that cover the place where a piece starts; they come and go as the text is walked.
local function update_active(state)
  local active = {}
  for _, passage in ipairs(state.active) do
    if passage.stop > state.from then
      active[#active + 1] = passage
    else
      add_number(state, passage) -- it ended between two blocks
    end
  end
  while state.passages[state.next] and state.passages[state.next].start <= state.from do
    if state.passages[state.next].stop > state.from then
      active[#active + 1] = state.passages[state.next]
    end
    state.next = state.next + 1
  end
  state.active = active
end

-- One piece of text that the same passages cover from end to end.
local function add_piece(state, text)
  local open, close = {}, {}
  update_active(state)
  for i, passage in ipairs(state.active) do
    local first = not state.shown[passage]
    state.shown[passage] = true
    if first then
      table.insert(state.started, passage)
    end
    open[i] = string.format('<mark class="%s lane-%d"%s>', passage.class, passage.lane,
      first and ' id="' .. escape(passage.id) .. '"' or "")
    close[i] = "</mark>"
  end
  state.out[#state.out + 1] = table.concat(open) .. text .. table.concat(close)
end

local function flush(state, text, from, to)
  if to > from then
    add_piece(state, text:sub(from, to - 1))
    add_numbers(state)
  end
  state.from = state.at
end

local function add_text(state, text)
  local from, byte = 1, 1
  state.from = state.at
  while byte <= #text do
    while state.cuts[state.cut] and state.cuts[state.cut] <= state.at do
      flush(state, text, from, byte)
      from, state.cut = byte, state.cut + 1
    end
    byte = byte + character(text, byte)
    state.at = state.at + 1
  end
  flush(state, text, from, byte)
end

local void = { ["<br>"] = true, ["<hr>"] = true }

local function end_strip(state)
  state.strips[#state.strips + 1] = { markup = table.concat(state.out), passages = state.started }
  state.out, state.started = {}, {}
end

local function open_tag(state, tag)
  if tag == "<br>" and state.block then
    state.at = state.at + 1
  elseif not void[tag] then
    state.depth = state.depth + 1
    if tag:find(" data-s", 1, true) then
      state.at = state.blocks > 0 and state.at + 2 or state.at
      state.block, state.blocks = state.depth, state.blocks + 1
    end
  end
end

local function close_tag(state)
  if state.block == state.depth then
    state.block = nil
  end
  state.depth = state.depth - 1
end

local function add_tag(state, tag)
  local closing = tag:sub(2, 2) == "/"
  if not closing then
    open_tag(state, tag)
  end
  state.out[#state.out + 1] = tag
  if closing then
    close_tag(state)
  end
  if state.depth == 0 then
    end_strip(state)
  end
end

--- draw(markup, passages) -> strips, shown. `passages` are in reading order: {start, stop, class, id, note, number}.
--- A strip is {markup, passages}: one paragraph, list or the like, and the passages that start in it. `shown` has the
--- passages that were drawn as keys.
function marks.draw(markup, passages)
  set_lanes(passages)
  local state = { passages = passages, cuts = cuts_of(passages), cut = 1, at = 0, from = 0, depth = 0, blocks = 0,
    out = {}, started = {}, strips = {}, shown = {}, numbered = {}, active = {}, next = 1 }
  local at = 1
  while at <= #markup do
    local open = markup:find("<", at, true) or #markup + 1
    local text = markup:sub(at, open - 1)
    if text ~= "" and state.block then
      add_text(state, text)
    elseif text ~= "" then
      state.out[#state.out + 1] = text
    end
    local close = markup:find(">", open, true) or #markup
    if open <= #markup then
      add_tag(state, markup:sub(open, close))
    end
    at = close + 1
  end
  if #state.out > 0 then
    end_strip(state)
  end
  return state.strips, state.shown
end

return marks
