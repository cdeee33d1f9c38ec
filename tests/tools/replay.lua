-- SPDX-License-Identifier: MIT
-- Replays decisions with lua/axes.lua. Reads a Lua list of {decisions, before, ask} from standard input, and writes one
-- line of JSON for each: {state, successors, shown}, by the ids and examples in `ask`; lists are objects there, their
-- keys being 1, 2, 3. Run from the root.
package.path = "lua/?.lua;" .. package.path
local axes = require("axes")

local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', function(char)
    return ("\\u%04x"):format(char:byte())
  end) .. '"'
end

local function write(value)
  if type(value) ~= "table" then
    return type(value) == "string" and quoted(value) or tostring(value)
  end
  local out = {}
  for key, each in pairs(value) do
    out[#out + 1] = quoted(tostring(key)) .. ":" .. write(each)
  end
  return "{" .. table.concat(out, ",") .. "}"
end

local function each_of(list, make)
  local out = {}
  for i, value in ipairs(list) do
    out[i] = make(value)
  end
  return out
end

for _, case in ipairs(load(io.read("a"), "=cases", "t", {})()) do
  local state = axes.replay(case.decisions, case.before)
  state.log = each_of(state.log, function(line)
    return { id = type(line.id) == "string" and line.id or "", undone = line.undone }
  end)
  local successors = each_of(case.ask.ids, function(id)
    return axes.successors(state, id)
  end)
  state.by_id = nil
  print(write({ state = state, successors = successors, shown = each_of(case.ask.examples, axes.shown) }))
end
