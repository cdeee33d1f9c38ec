-- SPDX-License-Identifier: MIT
--- Answer by answer: what different people wrote beside the same answers, all of it, with how many different labels
--- that makes and how far the marked places are the same.
local figure = require("figure")
local coded = require("coded")
local html = require("html")
local shared = require("shared")
local stats = require("calma.stats")
local text = require("calma.text")

local h = html.element

-- The labels that people of a group wrote beside a turn, as they were written: {label, href, people}.
local function labels_of(turn, group, record, context)
  local by_label, list, uses = {}, {}, 0
  for _, coding in ipairs(record.codings_by_turn()[turn.id] or {}) do
    for _, use in ipairs(coding.group_id == group.id and coding.uses or {}) do
      local entry = by_label[use.label]
      if not entry then
        entry = { label = use.label, href = coding.href, n = 0, people = {} }
        by_label[use.label], list[#list + 1] = entry, entry
      end
      uses = uses + 1
      entry.n = entry.n + (entry.people[coding.participant] and 0 or 1)
      entry.people[coding.participant] = true
    end
  end
  return context.sorted(list, function(entry) return entry.label end), uses
end

local function different(labels)
  local seen, n = {}, 0
  for _, entry in ipairs(labels) do
    local key = text.fold(entry.label)
    n, seen[key] = n + (seen[key] and 0 or 1), true
  end
  return n
end

-- By turn's id: how many people count, how many coded, the mean overlap of two of them.
local function overlaps(group)
  local map = {}
  for _, each in ipairs(shared.turns(group)) do
    map[each.turn.id] = { people = each.people, coders = each.coders,
      mean = stats.agreement(each.spans, each.turn.length).mean }
  end
  return map
end

local function coders_of(labels)
  local seen, n = {}, 0
  for _, entry in ipairs(labels) do
    for person in pairs(entry.people) do
      n, seen[person] = n + (seen[person] and 0 or 1), true
    end
  end
  return n
end

local function read(turn, group, found, record, context)
  local labels, uses = labels_of(turn, group, record, context)
  return { turn = turn, group = group, labels = labels, uses = uses, coders = coders_of(labels),
    different = different(labels), mean = found[turn.id] and found[turn.id].mean }
end

local function quoted(labels)
  local out = {}
  for i, entry in ipairs(labels) do
    out[i] = '"' .. entry.label .. '"'
  end
  return table.concat(out, ", ")
end

local function row_of(each, context)
  local turn = each.turn
  return {
    conversation = { text = coded.title(turn.conversation), href = turn.conversation.page .. "#turn-" .. turn.n },
    turn = turn.n, group = each.group.title, coders = each.coders, uses = each.uses, different = each.different,
    overlap = figure.cell(each.mean, context.words("agreement.nothing")), labels = quoted(each.labels) }
end

local function group_part(each, context)
  local out = {}
  for i, entry in ipairs(each.labels) do
    out[i] = h("li", nil, h("a", { class = "code", href = entry.href, dir = "auto" }, entry.label),
      entry.n > 1 and h("span", { class = "quiet" }, " ", context.words("people", { n = entry.n })))
  end
  return h("div", { class = "voices" }, h("h3", { dir = "auto" }, each.group.title),
    h("p", { class = "quiet" }, context.words("answers.n", { n = each.different,
      people = context.words("people", { n = each.coders }) }), " ",
      each.mean and context.words("answers.overlap", { overlap = figure.number(each.mean) })
        or context.words("answers.no.overlap")),
    h("ul", { class = "labels" }, out))
end

local function turn_section(turn, parts, context)
  local name = context.words("agreement.turn", { title = coded.title(turn.conversation), n = turn.n })
  return h("section", { class = "answer-codes" }, h("h2", { dir = "auto" },
    h("a", { href = turn.conversation.page .. "#turn-" .. turn.n }, name)),
    h("p", { class = "quote", dir = "auto" }, coded.quote(turn.text, 240)), parts)
end

local fields = { "conversation", "turn", "group", "coders", "uses", "different", "overlap", "labels" }
local numbers = { turn = true, coders = true, uses = true, different = true, overlap = true }

local function new_table(context)
  local columns = {}
  for i, key in ipairs(fields) do
    columns[i] = { key = key, title = context.words("answers.column." .. key),
      kind = numbers[key] and "number" or "text", weight = key == "labels" and 4 or 1 }
  end
  return { id = "answers", title = context.words("answers.title"), columns = columns, rows = {},
    notes = { context.words("answers.note") } }
end

return function(record, context)
  local t, body, found = new_table(context), {}, {}
  for _, group in ipairs(record.groups()) do
    found[group.id] = overlaps(group)
  end
  for _, transcript in ipairs(record.transcripts()) do
    local is_baseline = not transcript.owner or transcript.owner == ""
    for _, turn in ipairs(is_baseline and transcript.turns or {}) do
      local parts = {}
      for _, group in ipairs(record.groups()) do
        local each = read(turn, group, found[group.id], record, context)
        if each.uses > 0 then
          parts[#parts + 1], t.rows[#t.rows + 1] = group_part(each, context), row_of(each, context)
        end
      end
      body[#body + 1] = #parts > 0 and turn_section(turn, parts, context) or nil
    end
  end
  return {
    id = "answers", under = "labels", title = t.title, path = "answers.html", tables = { t },
    html = html.join(h("p", { class = "lead" }, context.words("answers.lead")), coded.caution(context),
      #body > 0 and body or h("p", nil, context.words("answers.none")), coded.downloads(t, "")),
  }
end
