-- SPDX-License-Identifier: MIT
--- What every table of axes is made from: the axes of each group as its board's decisions left them, each with what
--- belongs to it. A definition is one cell here, and all tables show that one.
local axes = require("axes")
local boards = require("boards")
local html = require("html")
local text = require("calma.text")

local h = html.element
local axislist = {}

-- ---- names and definitions as cells

local function also_names(list)
  local out = {}
  for i, name in ipairs(list) do
    out[i] = { i > 1 and " / ", h("bdi", nil, name) }
  end
  return #out > 0 and h("span", { class = "also" }, h("span", { class = "slash" }, " / "), out)
end

-- As the paper has it: "Fact / Power". What was not adopted says so wherever the name stands.
local function name_cell(axis, context)
  local all = table.concat({ axis.name, table.unpack(axis.also) }, " / ")
  local mark = axis.state ~= "adopted" and context.words("axes.proposed")
  return {
    text = mark and context.words("axes.marked", { name = all, mark = mark }) or all,
    content = html.join(h("a", { class = "name", href = axis.href }, h("bdi", nil, axis.name)),
      also_names(axis.also),
      mark and h("span", { class = "mark" }, " ", mark)),
  }
end

-- The lines of a text that hold anything.
local function lines_of(words)
  local lines, at = {}, 1
  while at do
    local stop = words:find("\n", at, true)
    local line = text.label(words:sub(at, stop and stop - 1))
    lines[#lines + 1] = line ~= "" and line or nil
    at = stop and stop + 1
  end
  return lines
end

-- A definition of several clauses has one line for each.
local function definition_cell(definition, context)
  local clauses = lines_of(definition)
  for i, clause in ipairs(clauses) do
    clauses[i] = h("span", { class = "clause", dir = "auto" }, clause)
  end
  return { text = definition, content = #clauses > 0 and html.join(clauses)
    or h("span", { class = "quiet" }, context.words("axes.undefined")) }
end

-- ---- who did what

-- By participant and by key: "expert" or "advocate", from the roster or from who was there.
local function roles_of(group, record)
  local roles, marked = {}, { expert = true, advocate = true }
  for person in record.each("SELECT id, role FROM participant WHERE group_id = ? ORDER BY id", group.id) do
    roles[person.id] = marked[person.role] and person.role or nil
  end
  for _, board in ipairs(group.boards) do
    for _, item in ipairs(boards.items(record, board, "attendance")) do
      roles[item.person] = marked[item.role] and item.role or roles[item.person]
    end
  end
  return roles
end

--- "expert" or "advocate" where a participant, or the key of one, was there as such.
function axislist.role(group, participant)
  return group.roles[participant] or group.roles[group.keys[participant] or ""]
end

-- ---- an axis and what belongs to it

local function codings_by_key(record)
  local map = {}
  for _, coding in ipairs(record.codings()) do
    map[boards.key("coding", coding.participant, coding.round, coding.step, coding.id)] = coding
  end
  return map
end

local function add_examples(axis, book, record)
  for i, example in ipairs(axis.examples) do
    local copy = {}
    for key, value in pairs(example) do
      copy[key] = value
    end
    copy.text, copy.by = axes.shown(example), book.codings[example.coding]
    copy.of = record.turns()[example.turn]
    copy.href = copy.by and copy.by.href or copy.of and copy.of.conversation.page .. "#turn-" .. copy.of.n
    axis.examples[i] = copy
  end
end

local function add_minutes(group, record)
  for _, board in ipairs(group.boards) do
    for _, minute in ipairs(boards.items(record, board, "minute")) do
      for _, id in ipairs(minute.consent and board.main and axes.successors(group.state, minute.axis) or {}) do
        table.insert(group.by_id[id].minutes, minute)
      end
    end
  end
end

local function copy_list(list)
  return table.move(list, 1, #list, 1, {})
end

local function new_axis(from, group, book, context, record)
  local axis = {
    id = from.id, group = group, name = from.name, was = from.was, also = from.aliases, state = from.state,
    definition = from.definition, poles = from.poles, applies = from.applies, related = from.related,
    examples = copy_list(from.examples), dissents = from.dissents, from = from.from, history = from.history,
    minutes = {}, anchor = html.id("axis", group.id, from.id),
  }
  axis.href = "axes.html#" .. axis.anchor
  axis.name_cell, axis.definition_cell = name_cell(axis, context), definition_cell(axis.definition, context)
  add_examples(axis, book, record)
  return axis
end

-- ---- the group

local function add_cards(group, record)
  group.cards, group.mapped = {}, {}
  for _, attribute in ipairs(record.attributes()) do
    if attribute.group_id == group.id then
      local key = boards.key("card", attribute.participant, attribute.round, attribute.step, attribute.id)
      group.cards[key] = attribute
      group.keys[attribute.participant] = boards.key("person", attribute.participant)
    end
  end
  for _, board in ipairs(group.boards) do
    for _, mapping in ipairs(board.main and boards.items(record, board, "mapping") or {}) do
      for _, id in ipairs(mapping.axes) do
        for _, live in ipairs(axes.successors(group.state, id)) do
          group.mapped[live] = group.mapped[live] or {}
          table.insert(group.mapped[live], mapping.card)
        end
      end
    end
  end
end

local function own_boards(group, record)
  local list = {}
  for _, board in ipairs(boards.list(record)) do
    if board.group_id == group.id then
      list[#list + 1] = board
    end
  end
  return list
end

local function find_gone(group, name)
  local out = {}
  for _, axis in ipairs(group.state.gone) do
    if axis.id == name or text.fold(axis.name) == text.fold(name) then
      for _, id in ipairs(axes.successors(group.state, axis.id)) do
        out[#out + 1] = group.by_id[id]
      end
    end
  end
  return out
end

local function new_group(from, book, context, record)
  local group = { id = from.id, title = from.title, axes = {}, by_id = {}, keys = {} }
  group.boards = own_boards(from, record)
  group.state = boards.state(record, group.id) or axes.replay({})
  for _, person in ipairs(record.people()) do
    group.keys[person.id] = boards.key("person", person.id)
  end
  group.roles = roles_of(group, record)
  for i, each in ipairs(group.state.axes) do
    group.axes[i] = new_axis(each, group, book, context, record)
    group.by_id[each.id] = group.axes[i]
  end
  add_cards(group, record)
  add_minutes(group, record)
  function group.successors(name)
    return find_gone(group, name)
  end
  return group
end

local known

--- read(record, context) -> {groups = {{id, title, axes, by_id, state, boards, cards, mapped, roles}, ...}, n}, or nil
--- where the study has no board. n: axes in all. An axis: {id, group, name, was, also, definition, name_cell,
--- definition_cell, poles, applies, related, examples, dissents, from, minutes, state, history, anchor, href}; its
--- examples are as in docs/formats.md, with `text` as it is shown, `href`, and, where they are known, `of` the turn and
--- `by` the coding.
function axislist.read(record, context)
  if known and known.context == context then
    return known.book
  end
  local book
  if #boards.list(record) > 0 then
    book = { groups = {}, n = 0, codings = codings_by_key(record) }
    for i, group in ipairs(record.groups()) do
      book.groups[i] = new_group(group, book, context, record)
      book.n = book.n + #book.groups[i].axes
    end
  end
  known = { context = context, book = book }
  return book
end

-- ---- notes that go with every table of axes

local function one_line(words)
  return table.concat(lines_of(words), " ")
end

local function people_note(group, record, context)
  local n = 0
  for _, person in ipairs(record.people()) do
    n = n + (person.group_id == group.id and 1 or 0)
  end
  return context.words("axes.note.group", { group = group.title, n = #group.axes,
    people = context.words("people", { n = n }) })
end

--- Adds what a group's facilitators say that readers must know: time lost, who was missing.
function axislist.add_caveats(notes, group, record, context)
  for _, board in ipairs(group.boards) do
    local caveats = copy_list(boards.items(record, board, "caveat"))
    table.sort(caveats, function(a, b) return a.at < b.at or a.at == b.at and a.id < b.id end)
    for _, caveat in ipairs(caveats) do
      local said = one_line(caveat.text)
      notes[#notes + 1] = said ~= ""
        and context.words("axes.note.caveat", { group = board.main and group.title or board.title, text = said }) or nil
    end
  end
end

--- What goes with a table of these groups' axes into every file: who made them, what went wrong, what they may be used
--- for, whom to ask. `first`: notes of the table's own, in front.
function axislist.notes(groups, record, context, first)
  local study, notes = record.study(), copy_list(first or {})
  for _, group in ipairs(groups) do
    notes[#notes + 1] = people_note(group, record, context)
  end
  notes[#notes + 1] = context.words("axes.note.people")
  for _, group in ipairs(groups) do
    axislist.add_caveats(notes, group, record, context)
  end
  local terms, contact = one_line(study.terms or ""), one_line(study.contact or "")
  notes[#notes + 1] = terms ~= "" and context.words("axes.note.terms", { terms = terms })
    or context.words("axes.note.no.terms")
  notes[#notes + 1] = contact ~= "" and context.words("axes.note.contact", { contact = contact }) or nil
  return notes
end

--- True where somebody who reads the tables finds out what they may be used for.
function axislist.has_terms(record)
  return one_line(record.study().terms or "") ~= ""
end

return axislist
