-- SPDX-License-Identifier: MIT
--- Before the discussion: the attributes that each person wrote down alone, as cards with definitions and passages, as
--- a table, and as pages to print.
local coded = require("coded")
local html = require("html")

local h = html.element
local QUOTE = 600

local function name_of(attribute, context)
  return attribute.name ~= "" and attribute.name or context.words("first.unnamed")
end

local function definition_of(attribute, context)
  return attribute.definition ~= "" and h("p", { class = "definition", dir = "auto" }, attribute.definition)
    or h("p", { class = "quiet" }, context.words("first.no.definition"))
end

local function example_list(attribute, context)
  local out = {}
  for i, coding in ipairs(attribute.examples) do
    out[i] = h("blockquote", { dir = "auto" }, h("p", { class = "quote" },
      h("a", { href = coding.href }, coded.quote(coding.quote, QUOTE))))
  end
  return #out > 0 and out or h("p", { class = "quiet" }, context.words("first.no.examples"))
end

local function entry(attribute, context, record)
  return h("article", { class = "attribute", id = attribute.anchor },
    h("div", { class = "name" }, h("h3", nil, h("bdi", nil, name_of(attribute, context))),
      h("p", { class = "who" }, h("a", { href = record.person_pages()[attribute.participant] }, attribute.participant),
        ", ", context.words("first.place", { n = attribute.place }))),
    h("div", nil, definition_of(attribute, context), example_list(attribute, context)))
end

-- A page to print: nobody's name stands on it.
local function print_card(attribute, context)
  return h("article", { class = "print-card" }, h("h2", { dir = "auto" }, name_of(attribute, context)),
    definition_of(attribute, context), example_list(attribute, context))
end

local fields = { "group", "person", "place", "name", "definition", "examples" }

local function new_table(context)
  local columns = {}
  for i, key in ipairs(fields) do
    columns[i] = { key = key, title = context.words("first.column." .. key),
      kind = key == "place" and "number" or "text" }
  end
  return { id = "first", title = context.words("first.title"), columns = columns, rows = {},
    notes = { context.words("first.note") } }
end

local function table_row(attribute, group)
  local quotes = {}
  for i, coding in ipairs(attribute.examples) do
    quotes[i] = coded.quote(coding.quote, QUOTE)
  end
  return { group = group.title, person = attribute.participant, place = attribute.place, name = attribute.name,
    definition = attribute.definition, examples = table.concat(quotes, "; ") }
end

-- By participant: true, or the reason they gave for having fewer.
local function fewer_of(group, record)
  local map = {}
  for row in record.each("SELECT participant, reason FROM fewer WHERE group_id = ? ORDER BY participant", group.id) do
    map[row.participant] = row.reason
  end
  return map
end

local function state_lines(group, own, context, record)
  local seen, missing, lines, fewer, n = {}, {}, {}, fewer_of(group, record), 0
  for _, attribute in ipairs(own) do
    seen[attribute.participant] = true
  end
  for _, person in ipairs(record.people()) do
    local reason = fewer[person.id]
    if person.group_id == group.id and (seen[person.id] or reason) then
      n = n + 1
      lines[#lines + 1] = reason and h("p", { class = "quiet", dir = "auto" }, context.words(
        reason == "" and "first.fewer" or "first.fewer.why", { person = person.id, reason = reason }))
    elseif person.group_id == group.id then
      missing[#missing + 1] = person.id
    end
  end
  return html.join(n > 0 and h("p", nil, context.words("first.in", { n = n })), lines,
    n > 0 and #missing > 0 and h("p", { class = "caution" }, context.words("first.missing",
      { people = table.concat(missing, ", ") })))
end

local function group_section(group, t, cards, context, record)
  local own, entries = {}, {}
  for _, attribute in ipairs(record.attributes()) do
    if attribute.group_id == group.id then
      own[#own + 1] = attribute
      entries[#entries + 1] = entry(attribute, context, record)
      table.insert(cards, print_card(attribute, context))
      table.insert(t.rows, table_row(attribute, group))
    end
  end
  return { h("h2", { dir = "auto" }, group.title), state_lines(group, own, context, record),
    #entries > 0 and h("div", { class = "attributes" }, entries) or h("p", nil, context.words("first.none")) }
end

return function(record, context)
  if not record.ranks() then
    return nil
  end
  local t, sections, cards = new_table(context), {}, {}
  for i, group in ipairs(record.groups()) do
    sections[i] = group_section(group, t, cards, context, record)
  end
  return {
    id = "first", title = context.words("first.title"), path = "first.html", tables = { t },
    pages = { { path = "first-cards.html", title = context.words("first.cards"), section = "first-cards",
      html = html.join(h("div", { class = "card-lead" }, h("h1", nil, context.words("first.cards")),
        h("p", { class = "lead" }, context.words("first.cards.lead"))), cards) } },
    html = html.join(h("p", { class = "lead" }, context.words("first.lead")),
      #cards > 0 and h("p", nil, h("a", { href = "first-cards.html" }, context.words("first.cards.link"))),
      sections, coded.downloads(t, "")),
  }
end
