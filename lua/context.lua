-- SPDX-License-Identifier: MIT
--- What an artifact is given beside the record, made from what C passes in.
local text = require("calma.text")
local record = require("record")
local words = require("words")

--- context(inputs) -> {words, spoken, language, direction, options, version, style, style_hash, topics, own,
---   collate, sorted}
---   words(key, values): the report's words; spoken, direction: the language they are really in
---   language: the study's; options: `report` of study.lua; topics: texts by group, "" for all
---   collate(a, b): -1, 0 or 1 as the study's language sorts; sorted(list, key): a sorted copy, ties in old order
return function(inputs)
  local study = record.study()
  local find, spoken = words.make(study.language or "en")
  local context = {
    words = find, spoken = spoken, language = study.language or "en",
    direction = text.direction(spoken), options = study.options, version = inputs.version, style = inputs.style,
    style_hash = inputs.style_hash, topics = inputs.topics or {}, own = inputs.own or {},
  }
  function context.collate(a, b)
    return text.collate(context.language, a, b)
  end
  function context.sorted(list, key)
    local places, copy = {}, {}
    for i, value in ipairs(list) do
      copy[i], places[value] = value, i
    end
    table.sort(copy, function(a, b)
      local order = text.collate(context.language, key(a), key(b))
      return order < 0 or order == 0 and places[a] < places[b]
    end)
    return copy
  end
  return context
end
