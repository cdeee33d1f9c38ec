-- SPDX-License-Identifier: MIT
--- The map of a group's labels, for its packets of later rounds: who used a label, and how often, is not in it.
--- -> {labels = {{label, x, y, w, h, direction, annotations = {{quote, title}, ...},
---     nearest = {{label = index from 0, kind, one, other}, ...}, home = {x, y}}, ...} in the order of the alphabet,
---     view = {x, y, width, height}}
--- kind, one and other: of the link, as in labelmap; "" where it has no words.
--- x and y are the middle of a label in the frame that placed.lua describes, `view` is what of it there is to see;
--- `home`: where the program had a label that a board moved. Only passages that everybody in the group was given to
--- read are quoted.
local coded = require("coded")
local labelmap = require("labelmap")
local list = require("plain").list
local passages = require("passages")

local QUOTE = 600 -- characters of a quote

-- A passage that several people marked alike is there once.
local function annotations_of(label, shared, record)
  local out, seen = {}, {}
  for _, coding in ipairs(label.codings) do
    local key = coding.turn .. "\n" .. (coding.quote or "")
    if shared[coding.turn] and coding.anchored and not seen[key] then
      seen[key] = true
      out[#out + 1] = { quote = coded.short(coding.quote, QUOTE),
        title = coded.title(record.turns()[coding.turn].conversation) }
    end
  end
  return list(out)
end

-- The reason without its numbers: they would tell how many people used a label.
local function nearest_of(label)
  local out = {}
  for i, near in ipairs(label.nearest) do
    local link = near.link
    out[i] = { label = near.label.n - 1, kind = link.kind, one = link.one or "", other = link.other or "" }
  end
  return list(out)
end

return {
  per = "group",
  answer = function(record, context, where)
    local map = labelmap.make(record, context, where.group)
    local view, shared, labels = map.view or { x = 0, y = 0, w = 0, h = 0 }, passages.shared_turns(where.group), {}
    for i, label in ipairs(map.labels) do
      local box = label.box
      labels[i] = { label = label.text, x = box.x, y = box.y, w = box.w, h = box.h,
        direction = box.rtl and "rtl" or "ltr", annotations = annotations_of(label, shared, record),
        nearest = nearest_of(label), home = label.hand and label.home }
    end
    return { labels = list(labels), view = { x = view.x, y = view.y, width = view.w, height = view.h } }
  end,
}
