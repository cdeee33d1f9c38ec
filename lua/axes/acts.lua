-- SPDX-License-Identifier: MIT
--- What each act of a decision does to the axes: acts.<act>(state, decision) does it, or changes nothing and answers
--- with a code and the axis that it is about.
local values = require("axes/values")

local word, table_of, whole = values.word, values.table_of, values.whole

local LIVE = { proposed = true, adopted = true }

-- --- axes

local function set_fields(axis, fields)
  for _, key in ipairs({ "definition", "applies" }) do
    axis[key] = type(fields[key]) == "string" and fields[key] or axis[key]
  end
  for key, read in pairs({ aliases = values.words, related = values.words, from = values.origins }) do
    axis[key] = type(fields[key]) == "table" and read(fields[key]) or axis[key]
  end
  local poles = {}
  for i, pole in ipairs(table_of(fields.poles)) do
    poles[i] = word(pole)
  end
  if type(fields.poles) == "table" and (#poles == 0 or #poles == 2) then
    axis.poles = poles
  end
end

local function new_axis(id, name, fields)
  local axis = {
    id = id, name = name, was = {}, aliases = {}, definition = "", poles = {}, applies = "", related = {},
    examples = {}, dissents = {}, state = "proposed", from = {}, into = {}, history = {},
  }
  set_fields(axis, fields)
  return axis
end

local function note(axis, decision)
  table.insert(axis.history, word(decision.id))
end

local function add(state, axis, decision)
  state.by_id[axis.id] = axis
  note(axis, decision)
end

-- The axis goes: it becomes "merged", "split" or "retired", and others may stand where it stood.
local function leave(state, axis, how, into, decision)
  axis.state, axis.into = how, into
  note(axis, decision)
  table.insert(state.gone, axis)
end

local function axes_named(state, ids)
  local out = {}
  for i, id in ipairs(ids) do
    out[i] = state.by_id[id]
  end
  return out
end

local function place(state, axis, others)
  local out = {}
  for _, each in ipairs(state.axes) do
    if each == axis then
      table.move(others, 1, #others, #out + 1, out)
    else
      out[#out + 1] = each
    end
  end
  state.axes = out
end

-- --- what can be wrong: each answers with the code and the axis that it is about, or with nothing

local function not_live(state, id)
  local axis = state.by_id[id]
  if not axis then
    return "axis-unknown", id
  elseif not LIVE[axis.state] then
    return "axis-gone", id
  end
end

local function not_fresh(state, id)
  if id == "" then
    return "axis-unknown", id
  elseif state.by_id[id] then
    return "axis-exists", id
  end
end

local function no_name(name, id)
  if values.blank(name) then
    return "name-missing", id
  end
end

local function no_reason(decision, id)
  if values.blank(word(decision.reason)) then
    return "reason-missing", id
  end
end

-- The first code that a list of checks, {function, its arguments}, comes upon.
local function first_of(...)
  for _, check in ipairs({ ... }) do
    local code, id = check[1](check[2], check[3], check[4])
    if code then
      return code, id
    end
  end
end

-- -> ids, nil and nil; or nil, the code and the axis.
local function targets(state, value, least)
  local ids, seen = {}, {}
  for i, each in ipairs(table_of(value)) do
    local id = word(each)
    local code = not_live(state, id) or seen[id] and "axis-twice"
    if code then
      return nil, code, id
    end
    ids[i], seen[id] = id, true
  end
  if #ids < least then
    return nil, "too-few", ids[1] or ""
  end
  return ids
end

-- --- acts: each does what the decision says, or answers with a code and the axis that it is about

local acts = {}

function acts.create(state, decision)
  local id, fields = word(decision.axis), table_of(decision.fields)
  local code, about = first_of({ not_fresh, state, id }, { no_name, word(fields.name), id })
  if code then
    return code, about
  end
  local axis = new_axis(id, fields.name, fields)
  add(state, axis, decision)
  table.insert(state.axes, axis)
end

function acts.edit(state, decision)
  local id = word(decision.axis)
  local code, about = not_live(state, id)
  if code then
    return code, about
  end
  local axis = state.by_id[id]
  local definition = axis.definition
  set_fields(axis, table_of(decision.fields))
  axis.state = axis.definition == definition and axis.state or "proposed"
  note(axis, decision)
end

function acts.rename(state, decision)
  local id, name = word(decision.axis), word(decision.name)
  local code, about = first_of({ not_live, state, id }, { no_name, name, id }, { no_reason, decision, id })
  if code then
    return code, about
  end
  local axis = state.by_id[id]
  if axis.name ~= name then
    axis.was = values.without(axis.was, { [name] = true, [axis.name] = true }, values.itself)
    table.insert(axis.was, axis.name)
    axis.name, axis.state = name, "proposed"
  end
  note(axis, decision)
end

-- One axis of several: what `fields` does not say comes from them.
local function merged(list, id, name, fields)
  local axis, parts = new_axis(id, name, {}), { [id] = true }
  for _, each in ipairs(list) do
    parts[each.id] = true
    values.join(values.join(axis.was, each.was, values.itself), { each.name }, values.itself)
    for _, key in ipairs({ "aliases", "related" }) do
      values.join(axis[key], each[key], values.itself)
    end
    values.join(axis.examples, each.examples, values.id_of)
    values.join(axis.dissents, each.dissents, values.id_of)
    values.join(axis.from, each.from, values.origin_key)
    axis.definition = axis.definition == "" and each.definition or axis.definition
    axis.applies = axis.applies == "" and each.applies or axis.applies
    axis.poles = #axis.poles == 0 and each.poles or axis.poles
  end
  local from = axis.from
  set_fields(axis, fields)
  axis.from = values.join(from, axis.from, values.origin_key)
  axis.was = values.without(axis.was, { [name] = true }, values.itself)
  axis.related = values.without(axis.related, parts, values.itself)
  return axis
end

function acts.merge(state, decision)
  local ids, code, about = targets(state, decision.axes, 2)
  if not ids then
    return code, about
  end
  local id, fields, list = word(decision.axis), table_of(decision.fields), axes_named(state, ids)
  local name = type(fields.name) == "string" and fields.name or list[1].name
  code, about = first_of({ not_fresh, state, id }, { no_name, name, id }, { no_reason, decision, id })
  if code then
    return code, about
  end
  local axis = merged(list, id, name, fields)
  for i, each in ipairs(list) do
    place(state, each, i == 1 and { axis } or {})
    leave(state, each, "merged", { id }, decision)
  end
  add(state, axis, decision)
end

-- `taken`: by id, true where a part before this one has it.
local function not_a_part(state, part, taken, old)
  local id = word(part.axis)
  local code, about = not_fresh(state, id)
  if not code and taken[id] then
    code, about = "axis-twice", id
  end
  if not code then
    code, about = no_name(word(table_of(part.fields).name), id)
  end
  for _, example in ipairs(values.words(part.examples)) do
    if not code and not values.index_of(old.examples, example) then
      code, about = "example-unknown", id
    end
  end
  return code, about
end

local function parts_of(decision)
  local parts = {}
  for i, part in ipairs(table_of(decision.parts)) do
    parts[i] = table_of(part)
  end
  return parts
end

local function no_parts(state, parts, old)
  local taken = {}
  for _, part in ipairs(parts) do
    local code, about = not_a_part(state, part, taken, old)
    if code then
      return code, about
    end
    taken[part.axis] = true
  end
  if #parts < 2 then
    return "too-few", old.id
  end
end

local function new_part(old, part, taken)
  local axis = new_axis(part.axis, part.fields.name, part.fields)
  for i, id in ipairs(values.words(part.examples)) do
    axis.examples[i], taken[id] = old.examples[values.index_of(old.examples, id)], true
  end
  if type(part.fields.from) ~= "table" then
    values.join(axis.from, old.from, values.origin_key)
  end
  return axis
end

function acts.split(state, decision)
  local id = word(decision.axis)
  local code, about = not_live(state, id)
  if code then
    return code, about
  end
  local old, parts = state.by_id[id], parts_of(decision)
  code, about = first_of({ no_parts, state, parts, old }, { no_reason, decision, id })
  if code then
    return code, about
  end
  local new, ids, taken = {}, {}, {}
  for i, part in ipairs(parts) do
    new[i], ids[i] = new_part(old, part, taken), part.axis
    add(state, new[i], decision)
  end
  old.examples = values.without(old.examples, taken, values.id_of)
  place(state, old, new)
  leave(state, old, "split", ids, decision)
end

function acts.retire(state, decision)
  local id = word(decision.axis)
  local code, about = first_of({ not_live, state, id }, { no_reason, decision, id })
  if code then
    return code, about
  end
  place(state, state.by_id[id], {})
  leave(state, state.by_id[id], "retired", {}, decision)
end

-- The four acts that put something on an axis or take it away.
local function make_put(list, field, read, code)
  return function(state, decision)
    local id, value = word(decision.axis), table_of(decision[field])
    local wrong, about = not_live(state, id)
    if wrong or word(value.id) == "" then
      return wrong or code, about or id
    end
    values.put(state.by_id[id][list], read(value))
    note(state.by_id[id], decision)
  end
end

local function make_take(list, field, code)
  return function(state, decision)
    local id, value = word(decision.axis), table_of(decision[field])
    local wrong, about = not_live(state, id)
    local axis = state.by_id[id]
    local at = not wrong and values.index_of(axis[list], word(value.id))
    if not at then
      return wrong or code, about or id
    end
    table.remove(axis[list], at)
    note(axis, decision)
  end
end

acts.example = make_put("examples", "example", values.example_of, "example-unknown")
acts.unexample = make_take("examples", "example", "example-unknown")
acts.dissent = make_put("dissents", "dissent", values.dissent_of, "dissent-unknown")
acts.undissent = make_take("dissents", "dissent", "dissent-unknown")

function acts.order(state, decision)
  local ids, code, about = targets(state, decision.axes, 1)
  if not ids then
    return code, about
  end
  state.axes = values.join(axes_named(state, ids), state.axes, values.id_of)
end

-- The list may be empty: a ranking is taken back so.
function acts.top(state, decision)
  local size = whole(decision.size)
  if size ~= 3 and size ~= 5 then
    return "act-unknown", ""
  end
  local ids, code, about = targets(state, decision.axes, 0)
  if not ids then
    return code, about
  end
  state.tops[tostring(size)] = ids
end

local function set_states(state, ids, decision, to)
  for _, axis in ipairs(axes_named(state, ids)) do
    axis.state = to
    note(axis, decision)
  end
end

function acts.adopt(state, decision)
  local ids, code, about = targets(state, decision.axes, 1)
  if not ids then
    return code, about
  end
  set_states(state, ids, decision, "adopted")
end

function acts.reopen(state, decision)
  local ids, code, about = targets(state, decision.axes, 1)
  if ids then
    code, about = no_reason(decision, ids[1])
  end
  if code then
    return code, about
  end
  set_states(state, ids, decision, "proposed")
end


return acts
