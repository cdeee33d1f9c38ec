-- SPDX-License-Identifier: MIT
--- The keys by which boards speak of people, of what they wrote down and of what they marked, so that no id of theirs
--- is needed: docs/formats.md says how they are made.
local record = require("record")
local sha256 = require("calma.text").sha256

local DIGITS = 16

local keys = {}

--- keys.of("person", participant), or of "card", "coding" and "answer" with the item's round, step and id as well.
function keys.of(kind, participant, ...)
  local parts = { "calma " .. kind, record.study().id, participant, ... }
  return sha256(table.concat(parts, "\n") .. "\n"):sub(1, DIGITS)
end

--- Of an item with participant, round, step and id, such as a coding of lua/record.lua.
function keys.item(kind, item)
  return keys.of(kind, item.participant, item.round, item.step, item.id)
end

local live

--- By key: true for every coding that is there now, not for those that were taken back or whose author takes no part
--- any more.
function keys.live_codings()
  if not live then
    live = {}
    for row in record.each([[SELECT participant, round, step, id FROM live_item
        WHERE step_kind = 'code' AND kind = 'coding']]) do
      live[keys.item("coding", row)] = true
    end
  end
  return live
end

return keys
