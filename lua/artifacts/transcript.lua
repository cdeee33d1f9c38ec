-- SPDX-License-Identifier: MIT
--- One page for each conversation: its text with everybody's passages on it, and the codes in the margin.
local coded = require("coded")
local html = require("html")
local marks = require("marks")
local outcomes = require("outcomes")
local tables = require("table")

local h = html.element
local UP = "../"

local function note(item, context, record)
  local coding = item.coding
  return h("li", { class = "note " .. item.class, id = item.note },
    h("a", { class = "number", href = "#" .. item.id }, item.number), " ",
    coded.codes(coding, context),
    h("a", { class = "who", href = UP .. record.person_pages()[coding.participant] }, coding.participant),
    coding.memo and coding.memo ~= "" and h("p", { class = "memo", dir = "auto" }, coding.memo))
end

local function notes(items, context, record)
  local out = {}
  for i, item in ipairs(items) do
    out[i] = note(item, context, record)
  end
  return #out > 0 and h("ul", { class = "margin" }, out)
end

-- Codings as passages to draw, and those whose quote is not where it should be; the numbers run through the page.
local function split(codings, page)
  local drawn, lost = {}, {}
  for _, coding in ipairs(codings) do
    local item = { coding = coding, start = coding.start, stop = coding.stop, class = coded.colour(coding.participant),
      id = coding.anchor, note = "note." .. coding.anchor }
    table.insert(coding.anchored and coding.start and coding.stop and drawn or lost, item)
  end
  for _, list in ipairs({ drawn, lost }) do
    for _, item in ipairs(list) do
      page.number = page.number + 1
      item.number = page.number
    end
  end
  return drawn, lost
end

local function text_of(turn, items, context, record)
  local strips, shown = marks.draw(turn.html, items)
  local out, missed = {}, {}
  for i, strip in ipairs(strips) do
    out[i] = h("div", { class = "strip" },
      h("div", { class = "text", dir = "auto", lang = turn.conversation.language or false }, html.raw(strip.markup)),
      notes(strip.passages, context, record))
  end
  for _, item in ipairs(items) do
    if not shown[item] then
      missed[#missed + 1] = item
    end
  end
  return out, missed
end

local function lost_list(items, context, record)
  local out = {}
  for i, item in ipairs(items) do
    out[i] = h("li", { class = "passage " .. item.class, id = item.id },
      h("p", { class = "quote", dir = "auto" }, coded.quote(item.coding.quote)),
      h("ul", { class = "margin" }, note(item, context, record)))
  end
  return #out > 0 and h("div", { class = "lost" }, h("h3", nil, context.words("turn.lost")),
    h("p", nil, context.words("turn.lost.how")), h("ul", nil, out))
end

-- The different codes of a turn, with how many people used each.
local function all_codes(codings, context)
  local people, list = {}, {}
  for _, coding in ipairs(codings) do
    for _, use in ipairs(coding.uses) do
      if not people[use.label] then
        people[use.label] = {}
        list[#list + 1] = use.label
      end
      people[use.label][coding.participant] = true
    end
  end
  local out = {}
  for i, label in ipairs(context.sorted(list, function(each) return each end)) do
    local n = 0
    for _ in pairs(people[label]) do
      n = n + 1
    end
    out[i] = h("li", nil, h("span", { class = "code", dir = "auto" }, label), " ", context.words("people", { n = n }))
  end
  return out
end

local function standing(turn, codings, context, record)
  local readers = record.readers()[turn.id]
  if not readers then
    return nil
  end
  local counts, parts = record.turn_counts(turn.id), {}
  for i, state in ipairs({ "coded", "nothing", "seen", "unseen" }) do
    parts[i] = h("li", nil, context.words("turn." .. state, { n = counts[state] }))
  end
  local codes = all_codes(codings, context)
  return h("div", { class = "standing" }, h("ul", { class = "states" }, parts),
    #codes > 0 and h("details", nil, h("summary", nil, context.words("turn.codes", { n = #codes })),
      h("ul", { class = "all-codes" }, codes)))
end

local function turn_section(turn, page, context, record)
  local codings = record.codings_by_turn()[turn.id] or {}
  local items, lost = split(codings, page)
  local text, missed = text_of(turn, items, context, record)
  for _, item in ipairs(missed) do
    lost[#lost + 1] = item
  end
  return h("section", { class = "turn " .. (turn.role == "user" and "prompt" or "answer"), id = "turn-" .. turn.n },
    h("h2", nil, context.words(turn.role == "user" and "turn.prompt" or "turn.answer", { n = turn.n })),
    text, outcomes.said(turn, context) or false, lost_list(lost, context, record),
    standing(turn, codings, context, record))
end

-- A turn that is not shown: what was made of it, without its words.
local function covered_section(turn, page, context, record)
  local codings = record.codings_by_turn()[turn.id] or {}
  local drawn, lost = split(codings, page)
  local items = {}
  for i, item in ipairs(table.move(lost, 1, #lost, #drawn + 1, drawn)) do
    items[i] = h("li", { class = "passage " .. item.class, id = item.id },
      h("p", { class = "quote" }, item.coding.quote), h("ul", { class = "margin" }, note(item, context, record)))
  end
  return h("section", { class = "turn " .. (turn.role == "user" and "prompt" or "answer"), id = "turn-" .. turn.n },
    h("h2", nil, context.words(turn.role == "user" and "turn.prompt" or "turn.answer", { n = turn.n })),
    #items > 0 and h("ul", nil, items), standing(turn, codings, context, record))
end

local function page_of(transcript, context, record)
  local page, sections = { number = 0 }, {}
  local before, after = outcomes.links(transcript, context, record, UP)
  local section = transcript.sensitive and covered_section or turn_section
  for i, turn in ipairs(transcript.turns) do
    sections[i] = section(turn, page, context, record)
  end
  return { path = transcript.page, title = coded.title(transcript), section = "transcript",
    html = html.join(
      h("h1", { dir = "auto" }, coded.title(transcript)), outcomes.provenance(transcript, context), before or false,
      h("p", { class = "how" }, context.words(transcript.sensitive and "transcript.sensitive" or "transcript.how")),
      sections, after, coded.caution(context)) }
end

local function counts_of(transcript, record)
  local codings, people, seen = 0, 0, {}
  for _, turn in ipairs(transcript.turns) do
    for _, coding in ipairs(record.codings_by_turn()[turn.id] or {}) do
      codings = codings + 1
      people = people + (seen[coding.participant] and 0 or 1)
      seen[coding.participant] = true
    end
  end
  return codings, people
end

local function listing(context, record)
  local rows = {}
  for i, transcript in ipairs(record.transcripts()) do
    local codings, people = counts_of(transcript, record)
    rows[i] = { title = { text = coded.title(transcript), href = UP .. transcript.page }, topic = transcript.topic,
      passages = codings, people = people }
  end
  local columns = {}
  for i, key in ipairs({ "title", "topic", "passages", "people" }) do
    columns[i] = { key = key, title = context.words("transcripts." .. key), kind = i > 2 and "number" or "text" }
  end
  return { id = "conversations", title = context.words("transcripts.title"), columns = columns, rows = rows,
    stack = true }
end

return function(record, context)
  local pages, t, asked = {}, listing(context, record), outcomes.table(context, record)
  for i, transcript in ipairs(record.transcripts()) do
    pages[i] = page_of(transcript, context, record)
  end
  return {
    id = "transcript", title = context.words("transcript.title"), path = "transcripts/index.html", pages = pages,
    tables = asked and { t, asked } or { t },
    html = html.join(h("p", { class = "lead" }, context.words("transcript.lead")),
      tables.html(t, context.words, UP), asked and tables.html(asked, context.words, UP)),
  }
end
