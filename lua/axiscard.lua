-- SPDX-License-Identifier: MIT
--- One axis as the page shows it: its names, its definition, what it is told apart by, its examples with the way to
--- their passages, who saw it otherwise, what was said about it, where it came from.
local axislist = require("axislist")
local boards = require("boards")
local coded = require("coded")
local html = require("html")
local record = require("record")

local h = html.element
local axiscard = {}

local function label(context, key)
  return h("dt", nil, context.words(key))
end

-- Expert and advocate are said, since they were asked in for what they know.
local function role_mark(group, participant, context)
  local role = participant and axislist.role(group, participant)
  return role and h("span", { class = "mark" }, " ", context.words("axes.role." .. role))
end

-- ---- names

local function quiet_line(context, key, names)
  return #names > 0 and h("p", { class = "who", dir = "auto" }, context.words(key,
    { names = table.concat(names, ", ") }))
end

-- Its place among the group's first three, or else first five.
local function place_line(axis, context)
  for _, size in ipairs({ "3", "5" }) do
    for place, id in ipairs(axis.group.state.tops[size] or {}) do
      if id == axis.id then
        return h("p", { class = "who" }, context.words("axes.place." .. size, { place = place }))
      end
    end
  end
end

local function names(axis, context)
  return h("div", { class = "name" },
    h("h3", nil, h("bdi", nil, axis.name)), quiet_line(context, "axes.also", axis.also),
    quiet_line(context, "axes.was", axis.was),
    h("p", { class = "who" }, context.words("axes.state." .. axis.state)), place_line(axis, context))
end

-- ---- what it is

local function relations(axis, context)
  local out = {}
  for _, id in ipairs(axis.related) do
    local other = axis.group.by_id[id]
    if other then
      out[#out + 1] = { #out > 0 and ", ", h("a", { href = "#" .. other.anchor }, h("bdi", nil, other.name)) }
    end
  end
  return #out > 0 and { label(context, "axes.related"), h("dd", nil, out) }
end

-- What tells it apart; how much of it somebody wants is no part of it.
local function marks(axis, context)
  local poles = #axis.poles == 2 and { label(context, "axes.poles"), h("dd", { class = "poles" },
    h("bdi", nil, axis.poles[1]), " ↔ ", h("bdi", nil, axis.poles[2])) }
  local applies = axis.applies ~= "" and { label(context, "axes.applies"), h("dd", { dir = "auto" }, axis.applies) }
  local related = relations(axis, context)
  return (poles or applies or related) and h("dl", { class = "facts" }, poles, applies, related)
end

-- ---- examples

local function trouble_of(example, context)
  local key = example.withdrawn and "axes.example.withdrawn" or example.differs and "axes.example.differs"
  return key and h("p", { class = "caution" }, context.words(key))
end

--- The question that an answer was given to, or nil.
function axiscard.asked(turn)
  local asked
  for _, other in ipairs(turn and turn.conversation.turns or {}) do
    asked = other.n < turn.n and other.role == "user" and other or asked
  end
  return turn and turn.role ~= "user" and asked or nil
end

--- An example: what is shown of it, the way to all of it, and whose it is.
function axiscard.example(example, group, context)
  local whole = #example.elisions > 0 and h("details", nil, h("summary", nil, context.words("axes.example.whole")),
    h("p", { class = "quote", dir = "auto" }, coded.quote(example.quote, math.huge)))
  local turn = example.of
  return h("blockquote", { class = "example" },
    h("p", { class = "quote", dir = "auto" }, coded.quote(example.text, math.huge)), whole,
    h("p", { class = "source" }, example.href and h("a", { href = example.href, dir = "auto" }, turn
      and context.words("agreement.turn", { title = coded.title(turn.conversation), n = turn.n }) or example.turn)
      or example.turn, role_mark(group, example.by and example.by.participant, context)),
    trouble_of(example, context))
end

local function examples(axis, context)
  local out = {}
  for i, example in ipairs(axis.examples) do
    out[i] = axiscard.example(example, axis.group, context)
  end
  return #out > 0 and out or h("p", { class = "quiet" }, context.words("axes.no.examples"))
end

-- ---- who saw it otherwise, and what was said

local function known_person(who)
  for _, person in ipairs(record.people()) do
    if who == person.id or who == boards.key("person", person.id) then
      return person.id
    end
  end
end

-- A name only with consent; that somebody was there as an expert is no name.
local function signature(who, consent, group, context)
  local person = known_person(who)
  local name = consent and (person or who) or ""
  local role = role_mark(group, person or who, context)
  return (name ~= "" or role) and h("p", { class = "source" }, h("bdi", nil, name), role)
end

local function dissents(axis, context)
  local out = {}
  for i, dissent in ipairs(axis.dissents) do
    out[i] = h("div", { class = "dissent" }, h("h4", nil, context.words("axes.dissent")),
      dissent.text ~= "" and h("p", { dir = "auto" }, dissent.text),
      dissent.alternative ~= "" and { h("p", { class = "quiet" }, context.words("axes.alternative")),
        h("p", { class = "definition", dir = "auto" }, dissent.alternative) },
      signature(dissent.who, dissent.consent, axis.group, context))
  end
  return out
end

local function minutes(axis, context)
  local out = {}
  for i, minute in ipairs(axis.minutes) do
    out[i] = h("blockquote", { class = "said" }, h("p", { class = "quote", dir = "auto" }, minute.text),
      h("p", { class = "source" }, context.words(minute.about == "interview" and "axes.said.after" or "axes.said"),
        role_mark(axis.group, minute.speaker, context)))
  end
  return out
end

-- ---- where it came from: {words, name, href, more, participant}

local origins = {}

function origins.card(key, axis, context)
  local card = axis.group.cards[key]
  return card and { words = context.words("axes.from.card"), href = card.href, participant = card.participant,
    name = card.name ~= "" and card.name or context.words("first.unnamed") }
end

function origins.label(key, _, context)
  return { words = context.words("axes.from.label"), name = key }
end

function origins.axis(key, axis, context)
  local at = key:find("/", 1, true)
  local board, id = key:sub(1, (at or 1) - 1), key:sub((at or 0) + 1)
  for _, other in ipairs(axis.group.boards) do
    local found = other.id == board and boards.state_of(record, board).by_id[id]
    if found then
      return { words = context.words("axes.from.axis"), name = found.name, more = other.title }
    end
  end
end

function origins.answer(_, _, context)
  return { words = context.words("axes.from.answer") }
end

--- What an axis came from, each once: {words, name, href, more, participant}; name, href, more and participant where
--- there are any.
function axiscard.origins(axis, context)
  local out, seen = {}, {}
  local function add(kind, key)
    local find = not seen[kind .. key] and origins[kind]
    seen[kind .. key] = true
    out[#out + 1] = find and find(key, axis, context) or nil
  end
  for _, origin in ipairs(axis.from) do
    add(origin.kind, origin.key)
  end
  for _, key in ipairs(axis.group.mapped[axis.id] or {}) do
    add("card", key)
  end
  return out
end

local function origin_line(origin, axis, context)
  local name = origin.name and h("bdi", nil, origin.name)
  return h("li", nil, origin.words, " ", origin.href and h("a", { href = origin.href }, name) or name,
    origin.more and { " (", h("bdi", nil, origin.more), ")" }, role_mark(axis.group, origin.participant, context))
end

-- The way to each decision that made the axis what it is.
local function decisions(axis, context)
  local links, board = {}, boards.main(record, axis.group.id)
  for i, id in ipairs(axis.history) do
    links[i] = { " ", h("a", { class = "to", href = "axes-log.html#" .. html.id("decision", board.id, id) }, i) }
  end
  return h("p", nil, context.words("axes.log.link", { n = #axis.history }), h("span", { class = "links" }, links))
end

local function came_from(axis, context)
  local out = {}
  for i, origin in ipairs(axiscard.origins(axis, context)) do
    out[i] = origin_line(origin, axis, context)
  end
  return h("details", { class = "origins" }, h("summary", nil, context.words("axes.from")),
    #out > 0 and h("ul", { class = "plain" }, out) or h("p", { class = "quiet" }, context.words("axes.from.none")),
    decisions(axis, context))
end

--- The whole entry. Where nothing was adopted yet it says so.
function axiscard.entry(axis, context)
  return h("article", { class = "attribute axis", id = axis.anchor }, names(axis, context),
    h("div", nil, h("p", { class = "definition" }, axis.definition_cell.content), marks(axis, context),
      examples(axis, context), dissents(axis, context), minutes(axis, context), came_from(axis, context)))
end

return axiscard
