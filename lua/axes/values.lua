-- SPDX-License-Identifier: MIT
--- What decisions carry, read so that the type is right whatever came, and lists whose values are there once.
local values = {}

local SAFE = 9007199254740991 -- the largest whole number that every reader of JSON keeps

local function word(value)
  return type(value) == "string" and value or ""
end

local function table_of(value)
  return type(value) == "table" and value or {}
end

local function whole(value)
  local n = type(value) == "number" and math.tointeger(value)
  return n and n >= -SAFE and n <= SAFE and n or 0
end

function values.blank(text)
  for i = 1, #text do
    if text:byte(i) > 32 then
      return false
    end
  end
  return true
end

-- --- what lists are joined by

function values.itself(value)
  return value
end

function values.id_of(value)
  return value.id
end

function values.origin_key(origin)
  return origin.kind .. "\n" .. origin.key
end

-- Adds to the list those of `more` whose key it does not have yet; -> the list.
function values.join(list, more, key)
  local there = {}
  for _, value in ipairs(list) do
    there[key(value)] = true
  end
  for _, value in ipairs(more) do
    if not there[key(value)] then
      there[key(value)] = true
      list[#list + 1] = value
    end
  end
  return list
end

-- The values whose key is not among those that are left out.
function values.without(list, left_out, key)
  local out = {}
  for _, value in ipairs(list) do
    if not left_out[key(value)] then
      out[#out + 1] = value
    end
  end
  return out
end

function values.index_of(list, id)
  for i, value in ipairs(list) do
    if value.id == id then
      return i
    end
  end
end

-- Replaces the value with the same id, or adds it.
function values.put(list, value)
  list[values.index_of(list, value.id) or #list + 1] = value
end

-- --- what decisions carry

function values.words(value)
  local out = {}
  for _, each in ipairs(table_of(value)) do
    out[#out + 1] = type(each) == "string" and each or nil
  end
  return values.join({}, out, values.itself)
end

function values.origins(value)
  local out = {}
  for _, each in ipairs(table_of(value)) do
    local origin = { kind = word(table_of(each).kind), key = word(table_of(each).key) }
    out[#out + 1] = origin.kind ~= "" and origin.key ~= "" and origin or nil
  end
  return values.join({}, out, values.origin_key)
end

-- Those that lie inside the passage, in order, and do not overlap.
function values.elisions_of(example)
  local out, at, last = {}, whole(example.start), whole(example["end"])
  for _, each in ipairs(table_of(example.elisions)) do
    local from, to = whole(table_of(each).start), whole(table_of(each)["end"])
    if from >= at and to > from and to <= last then
      out[#out + 1], at = { start = from, ["end"] = to, mark = word(each.mark) }, to
    end
  end
  return out
end

function values.example_of(value)
  return {
    id = word(value.id), turn = word(value.turn), turn_sha256 = word(value.turn_sha256), start = whole(value.start),
    ["end"] = whole(value["end"]), quote = word(value.quote), prefix = word(value.prefix), suffix = word(value.suffix),
    elisions = values.elisions_of(value), coding = word(value.coding), source = word(value.source),
  }
end

function values.dissent_of(value)
  return { id = word(value.id), text = word(value.text), alternative = word(value.alternative), who = word(value.who),
    consent = value.consent == true }
end

values.word, values.table_of, values.whole = word, table_of, whole

return values
