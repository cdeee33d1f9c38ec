-- SPDX-License-Identifier: MIT
--- Labels that say which part of an answer a passage is, and not what matters in it. The rule and the words are those
--- by which packets give hints in practice (themes/base/app/steps/practice/descriptive.ts); tests/contract/descriptive
--- holds both against each other.
local text = require("calma.text")
local words = require("words")

local descriptive = {}

local BETWEEN = {}
for _, code in utf8.codes(" \t\n\r\v\f\u{a0}\u{2028}\u{2029}\u{feff}0123456789.,;:!?()[]{}\"'“”‘’«»،؛؟।/\\|*#_–—-") do
  BETWEEN[code] = true
end
for _, zero in ipairs({ 0x660, 0x966 }) do
  for digit = 0, 9 do
    BETWEEN[zero + digit] = true
  end
end

-- A label's words as they are compared: without case, accents, numbers and punctuation.
local function words_of(label)
  local out, word = {}, {}
  for _, code in utf8.codes(text.bare(label) .. " ") do
    if not BETWEEN[code] then
      word[#word + 1] = utf8.char(code)
    elseif #word > 0 then
      out[#out + 1], word = table.concat(word), {}
    end
  end
  return out
end

local function set_of(list)
  local set = {}
  for _, word in ipairs(words_of(list)) do
    set[word] = true
  end
  return set
end

local function without(word, start)
  return word:sub(1, #start) == start and word:sub(#start + 1) or word
end

-- Arabic writes the article, and "and", onto the word.
local function holds(set, word)
  local noun = without(word, "وال")
  noun = noun == word and without(word, "ال") or noun
  return set[word] or set[noun] or set[without(word, "و")] or false
end

--- describer(names, beside) -> function(label): true where all its words are names of parts, but for those that may
--- stand beside them. Both lists are separated by spaces. A label without any name of a part never is.
function descriptive.describer(names, beside)
  local named, passed = set_of(names), set_of(beside)
  return function(label)
    local any = false
    for _, word in ipairs(words_of(label)) do
      local name = holds(named, word)
      if not name and not holds(passed, word) then
        return false
      end
      any = any or name
    end
    return any and true or false
  end
end

--- The same with a language's own words, as its packets have them.
function descriptive.of(language)
  local say = words.make(language, "practice")
  return descriptive.describer(say("practice.descriptive"), say("practice.descriptive.beside"))
end

return descriptive
