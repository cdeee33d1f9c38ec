-- SPDX-License-Identifier: MIT
--- How a group's axes came about: every decision on its boards as a sentence, with who, when and why, and the words
--- before and after an edit.
local axes = require("axes")
local boards = require("boards")
local html = require("html")

local h = html.element
local axislog = {}

-- ---- sentences: the same words as plain text and with names that keep their own direction

local function plain(value)
  return type(value) == "table" and table.concat(value, ", ") or value
end

local function marked(value)
  if type(value) == "number" then
    return value
  end
  local out = {}
  for i, each in ipairs(type(value) == "table" and value or { value }) do
    out[i] = { i > 1 and ", ", h("bdi", nil, each) }
  end
  return html.join(out)
end

local function say(context, key, values)
  local texts, marks = {}, {}
  for name, value in pairs(values) do
    texts[name], marks[name] = plain(value), name == "n" and value or marked(value)
  end
  return { text = context.words(key, texts), content = html.join(context.words(key, marks)) }
end

-- ---- the state that a decision met

local function name_of(state, id)
  local axis = state.by_id[id]
  return axis and axis.name or tostring(id or "")
end

local function names_of(state, ids)
  local out = {}
  for i, id in ipairs(type(ids) == "table" and ids or {}) do
    out[i] = name_of(state, id)
  end
  return out
end

local function by_id(list, id)
  for _, each in ipairs(list) do
    if each.id == id then
      return each
    end
  end
end

local function id_of(value)
  return type(value) == "table" and value.id or nil
end

-- ---- one sentence for each act: sentence(decision, before, after, context)

local sentences = {}

function sentences.create(decision, _, after, context)
  return say(context, "axes.did.create", { name = name_of(after, decision.axis) })
end

function sentences.rename(decision, before, _, context)
  return say(context, "axes.did.rename", { old = name_of(before, decision.axis), name = plain(decision.name or "") })
end

function sentences.merge(decision, before, after, context)
  return say(context, "axes.did.merge",
    { names = names_of(before, decision.axes), name = name_of(after, decision.axis) })
end

function sentences.split(decision, before, after, context)
  local ids = {}
  for i, part in ipairs(type(decision.parts) == "table" and decision.parts or {}) do
    ids[i] = type(part) == "table" and part.axis or ""
  end
  return say(context, "axes.did.split", { name = name_of(before, decision.axis), names = names_of(after, ids) })
end

function sentences.top(decision, before, _, context)
  return say(context, "axes.did.top", { size = tostring(decision.size or ""), names = names_of(before, decision.axes) })
end

-- Acts that are told by the axis that they are done to.
for _, act in ipairs({ "edit", "retire", "example", "unexample", "dissent", "undissent" }) do
  sentences[act] = function(decision, before, _, context)
    return say(context, "axes.did." .. act, { name = name_of(before, decision.axis) })
  end
end

-- Acts that are told by the axes that they name.
for _, act in ipairs({ "order", "adopt", "reopen" }) do
  sentences[act] = function(decision, before, _, context)
    return say(context, "axes.did." .. act, { names = names_of(before, decision.axes) })
  end
end

-- ---- what an edit changed

-- A definition, an example or a list as text.
local function as_text(axis, key, state)
  local value = axis and axis[key]
  if key == "related" then
    value = names_of(state, value)
  end
  return type(value) == "table" and table.concat(value, "; ") or value or ""
end

local function edited(decision, before, after)
  local out = {}
  for _, key in ipairs({ "definition", "poles", "applies", "aliases", "related" }) do
    local old, new = as_text(before.by_id[decision.axis], key, before), as_text(after.by_id[decision.axis], key, after)
    if old ~= new then
      out[#out + 1] = { key = key, before = old, after = new }
    end
  end
  return out
end

-- What was put on an axis or taken away from it.
local function put(list, field, show)
  return function(decision, before, after)
    local old, new = before.by_id[decision.axis], after.by_id[decision.axis]
    local id = id_of(decision[field])
    local a, b = old and by_id(old[list], id), new and by_id(new[list], id)
    return { { key = field, before = a and show(a) or "", after = b and show(b) or "" } }
  end
end

local function dissent_text(dissent)
  local parts = {}
  parts[1] = dissent.text ~= "" and dissent.text or nil
  parts[#parts + 1] = dissent.alternative ~= "" and dissent.alternative or nil
  return table.concat(parts, " / ")
end

local function first_words(decision, _, after)
  local out, axis = {}, after.by_id[decision.axis]
  if axis and axis.definition ~= "" then
    out[1] = { key = "definition", before = "", after = axis.definition }
  end
  return out
end

local function parts_words(decision, _, after)
  local out = {}
  for _, part in ipairs(type(decision.parts) == "table" and decision.parts or {}) do
    local axis = type(part) == "table" and after.by_id[part.axis]
    out[#out + 1] = axis and { key = "definition", name = axis.name, before = "", after = axis.definition } or nil
  end
  return out
end

local changes = {
  create = first_words, merge = first_words, edit = edited, split = parts_words,
  example = put("examples", "example", axes.shown), unexample = put("examples", "example", axes.shown),
  dissent = put("dissents", "dissent", dissent_text), undissent = put("dissents", "dissent", dissent_text),
}

-- ---- the log

local function problems_of(state)
  local map = {}
  for _, problem in ipairs(state.problems) do
    map[problem.decision] = problem
  end
  return map
end

local function sentence_of(decision, before, after, context)
  local make = type(decision.act) == "string" and sentences[decision.act]
  return make and make(decision, before, after, context) or say(context, "axes.did.unknown", {})
end

local function entry_of(decision, before, after, context)
  return { id = decision.id, at = decision.at, by = decision.by, reason = decision.reason, undone = decision.undone,
    sentence = sentence_of(decision, before, after, context), changes = (changes[decision.act] or function()
      return {}
    end)(decision, before, after) }
end

-- An undo says again what it takes back: the last entry before it with that id.
local function undo_entry(decision, target, context)
  return { id = decision.id, at = decision.at, by = decision.by, reason = decision.reason, undone = decision.undone,
    changes = {}, sentence = target and say(context, "axes.did.undo", { what = target.sentence.text })
      or say(context, "axes.did.undo.unknown", {}) }
end

local function copied(axis)
  local copy = {}
  for key, value in pairs(axis) do
    copy[key] = type(value) == "table" and table.move(value, 1, #value, 1, {}) or value
  end
  return copy
end

-- What a decision is about as it met it. A decision changes the words of no other axis than its own.
local function met_by(decision, state)
  local axis, met = state.by_id[decision.axis], {}
  for _, ids in ipairs({ decision.axes or {}, axis and axis.related or {} }) do
    for _, id in ipairs(type(ids) == "table" and ids or {}) do
      met[id] = state.by_id[id]
    end
  end
  if axis then
    met[axis.id] = copied(axis)
  end
  return { by_id = met }
end

-- The state goes along from decision to decision; behind an undo it is made anew.
local function decisions_of(state, context)
  local entries, last, done, problems, now = {}, {}, {}, problems_of(state), nil
  for i, decision in ipairs(state.log) do
    if decision.act == "undo" then
      entries[i], now = undo_entry(decision, last[decision.decision or ""], context), nil
    else
      now = now or axes.replay({}, done)
      local before = met_by(decision, now)
      axes.apply(now, decision)
      entries[i] = entry_of(decision, before, now, context)
    end
    entries[i].problem = not decision.undone and problems[decision.id] or nil
    done[i], last[decision.id or ""] = decision, entries[i]
  end
  return entries
end

-- Everybody who signed one of these items, once.
local function signers(items)
  local out, there = {}, {}
  for _, item in ipairs(items) do
    local by = item.by and item.by ~= "" and item.by or "facilitator"
    out[#out + 1] = not there[by] and by or nil
    there[by] = true
  end
  return out
end

-- What was done on a board besides: Segment 1 opened early, labels moved.
local function other_acts(board, record, context)
  local out, moves = {}, boards.items(record, board, "move")
  for _, item in ipairs(boards.items(record, board, "override")) do
    out[#out + 1] = { id = item.id, at = item.at, by = item.by, reason = item.reason, changes = {},
      sentence = say(context, "axes.did.override", { n = #item.missing }) }
  end
  if #moves > 0 then
    local by = signers(moves)
    for i, each in ipairs(by) do
      by[i] = each == "facilitator" and #by > 1 and context.words("axes.log.facilitator") or each
    end
    out[#out + 1] = { changes = {}, by = table.concat(by, "; "),
      sentence = say(context, "axes.did.move", { n = #moves }) }
  end
  return out
end

--- read(group, record, context) -> list of {board, entries}; entries: {id, at, by, reason, undone, sentence = {text,
--- content}, changes = {{key, name, before, after}, ...}, problem = {code, axis}}. The group's own board comes first,
--- and sessions of their own behind it. `group` is one of lua/axislist.lua.
function axislog.read(group, record, context)
  local out = {}
  for _, board in ipairs(group.boards) do
    local entries = other_acts(board, record, context)
    for _, entry in ipairs(decisions_of(board.main and group.state or boards.state_of(record, board.id), context)) do
      entries[#entries + 1] = entry
    end
    out[#out + 1] = { board = board, entries = entries }
  end
  return out
end

return axislog
