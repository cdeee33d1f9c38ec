-- SPDX-License-Identifier: MIT
--- Words in the study's language where they are translated, or else in English: the report's, or another area's.
local asset = require("calma.asset")
local json = require("calma.json")

local function load(language, area)
  local text = asset.read("themes/base/strings/" .. language .. "/" .. area .. ".json")
  return text and json.decode(text)
end

-- From "pt-BR" to "pt": the words of the longest tag that has some, and that tag; or else none, and "en".
local function nearest(language, area)
  while language do
    local own = load(language, area)
    if own then
      return own, language
    end
    language = language:match("^(.*)-")
  end
  return {}, "en"
end

-- Puts values into "{name}". Where a value is markup the result is a list of text and markup, as lua/html.lua takes it.
local function fill(text, values)
  local parts, at = {}, 1
  while true do
    local open = text:find("{", at, true)
    local close = open and text:find("}", open, true)
    if not close then
      break
    end
    local value = values[text:sub(open + 1, close - 1)]
    parts[#parts + 1] = text:sub(at, open - 1)
    parts[#parts + 1] = value == nil and text:sub(open, close) or value
    at = close + 1
  end
  parts[#parts + 1] = text:sub(at)
  return parts
end

local function is_plain(parts)
  for _, part in ipairs(parts) do
    if type(part) == "table" then
      return false
    end
  end
  return true
end

--- make(language, area) -> words(key, values): the text of `key`; `key.one` or `key.other` by the number `values.n`
--- where those exist. A key without words shows itself. Answers too with the tag of the language that the words are in.
--- area: of the strings; "report" when not said.
local function make(language, area)
  area = area or "report"
  local english = load("en", area) or {}
  local own, spoken = nearest(language, area)
  local function find(key)
    return own[key] or english[key]
  end
  local function words(key, values)
    values = values or {}
    local plural = find(key .. ".other") and key .. (values.n == 1 and ".one" or ".other")
    local text = plural and find(plural) or find(key) or key
    local parts = fill(text, values)
    return is_plain(parts) and table.concat(parts) or parts
  end
  return words, spoken
end

return { make = make }
