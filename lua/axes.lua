-- SPDX-License-Identifier: MIT
--- The axes of a group, made of its board's decisions by the rule in docs/formats.md. Pure: plain values in, plain
--- values out, and whatever is not as it should be is a problem and never an error. What packets do with decisions,
--- themes/base/app/steps/board/axes.ts, is the same; tests/contract/axes holds both to it.
--- An axis: {id, name, was, aliases, definition, poles, applies, related, examples, dissents, from, into, history,
--- state = "proposed", "adopted", "merged", "split" or "retired"}; history: ids of the decisions that made it so.
local acts = require("axes/acts")
local values = require("axes/values")

local word, table_of, whole = values.word, values.table_of, values.whole

local axes = {}

local LIVE = { proposed = true, adopted = true }

local function is_before(a, b)
  local x, y = a.decision, b.decision
  if whole(x.n) ~= whole(y.n) then
    return whole(x.n) < whole(y.n)
  elseif word(x.at) ~= word(y.at) then
    return word(x.at) < word(y.at)
  elseif word(x.id) ~= word(y.id) then
    return word(x.id) < word(y.id)
  end
  return a.place < b.place
end

local function usable(decisions)
  local out = {}
  for _, decision in ipairs(table_of(decisions)) do
    out[#out + 1] = type(decision) == "table" and decision.deleted ~= true and decision or nil
  end
  return out
end

--- The decisions of one round in the order in which they are replayed: a sorted copy.
function axes.sorted(decisions)
  local list, out = {}, {}
  for i, decision in ipairs(usable(decisions)) do
    list[i] = { decision = decision, place = i }
  end
  table.sort(list, is_before)
  for i, each in ipairs(list) do
    out[i] = each.decision
  end
  return out
end

-- By place: true where a decision is taken back; and for each undo whether there is what it takes back. An undo takes
-- back what stands before it, so that none can take back itself.
local function undone_of(decisions)
  local last, target, undone = {}, {}, {}
  for i, decision in ipairs(decisions) do
    if decision.act == "undo" then
      target[i] = last[word(decision.decision)]
    end
    if word(decision.id) ~= "" then
      last[decision.id] = i
    end
  end
  for i = #decisions, 1, -1 do
    if target[i] and not undone[i] then
      undone[target[i]] = true
    end
  end
  return undone, target
end

local function log_line(decision, undone)
  local line = {}
  for key, value in pairs(decision) do
    line[key] = value
  end
  line.undone = undone
  return line
end

local function empty()
  return { axes = {}, gone = {}, by_id = {}, tops = {}, problems = {}, log = {} }
end

--- Does what one decision says, or changes nothing and answers with a code and the axis that it is about. Not for an
--- `undo`, which takes replaying.
function axes.apply(state, decision)
  local act = acts[word(decision.act)]
  if not act then
    return "act-unknown", ""
  end
  return act(state, decision)
end

--- The state that decisions make: {axes = the live ones in their order, gone = those that were merged, split or
--- retired, in the order in which they went, by_id, tops = {["3"] = ids, ["5"] = ids} where there are any, problems =
--- {{decision, code, axis = an id or ""}, ...}, log = the decisions as they were replayed, each with `undone`}.
--- `before`: those of the rounds before, as they were replayed; the others are sorted here.
function axes.replay(decisions, before)
  local state, list = empty(), usable(before)
  table.move(axes.sorted(decisions), 1, #usable(decisions), #list + 1, list)
  local undone, target = undone_of(list)
  for i, decision in ipairs(list) do
    local code, about = nil, ""
    if not undone[i] and decision.act == "undo" then
      code = not target[i] and "decision-unknown" or nil
    elseif not undone[i] then
      code, about = axes.apply(state, decision)
    end
    if code then
      table.insert(state.problems, { decision = word(decision.id), code = code, axis = about })
    end
    state.log[i] = log_line(decision, undone[i] == true)
  end
  return state
end

--- The ids of the live axes that an axis has become: itself, or what it was merged or split into, and so on.
function axes.successors(state, id)
  local out, seen, left = {}, {}, { id }
  while #left > 0 do
    local axis = state.by_id[table.remove(left)]
    if axis and not seen[axis.id] then
      seen[axis.id] = true
      out[#out + 1] = LIVE[axis.state] and axis.id or nil
      for i = #axis.into, 1, -1 do
        left[#left + 1] = axis.into[i]
      end
    end
  end
  return out
end

local function cut(text, from, to)
  return text:sub(utf8.offset(text, from + 1), utf8.offset(text, to + 1) - 1)
end

--- The words of an example, with what is left out of them as "[…]" or "[mark]".
function axes.shown(example)
  local given = table_of(example)
  local quote, start = word(given.quote), whole(given.start)
  local length, out, at = utf8.len(quote), {}, 0
  for _, elision in ipairs(length and values.elisions_of(given) or {}) do
    local from, to = elision.start - start, elision["end"] - start
    if to <= length then
      out[#out + 1] = cut(quote, at, from)
      out[#out + 1] = "[" .. (values.blank(elision.mark) and "…" or elision.mark) .. "]"
      at = to
    end
  end
  return length and table.concat(out) .. cut(quote, at, length) or quote
end

return axes
