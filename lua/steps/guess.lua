-- SPDX-License-Identifier: MIT
-- guess { at_most = 6 }: a light step for after a person's own coding, off unless a study names it. Passages of the
-- shared conversations that others of the group marked; people guess what those noticed, and then see it. No points, no
-- names.
local plain = require("plain")

local MOST = 6

local line = { type = "string", least = 1, most = 300, form = "line" }
local stamp = { type = "string", form = "stamp" }
-- The turn, start and end of a passage.
local passage = { type = "string", least = 1, most = 360, form = "line" }

-- The first few of the lot, as they come when one reads.
local function chosen(passages, most)
  local out = table.move(passages, 1, math.min(most, #passages), 1, {})
  table.sort(out, function(a, b)
    if a.order ~= b.order then
      return a.order < b.order
    end
    return a.start < b.start
  end)
  for _, each in ipairs(out) do
    each.order = nil
    each.own, each.seen = plain.list(each.own), plain.list(each.seen)
  end
  return plain.list(out)
end

return {
  reveals = true,
  needs = {
    type = "object",
    fields = { at_most = { type = "integer", optional = true, least = 1, most = 12 } },
  },

  packet = function(options, give)
    local found = give.ask("guess")
    return {
      conversations = give.conversations({ { source = "baseline" } }),
      passages = found and chosen(found.passages, options.at_most or MOST),
    }
  end,

  returns = {
    guess = {
      type = "object",
      fields = {
        turn = line,
        turn_sha256 = { type = "string", form = "hex64" },
        start = { type = "integer" },
        ["end"] = { type = "integer" },
        quote = { type = "string", most = 10000 },
        prefix = { type = "string", most = 32 },
        suffix = { type = "string", most = 32 },
        text = { type = "string", least = 1, most = 20000 },
        at = stamp,
      },
    },
    shown = { type = "object", fields = { passage = passage, at = stamp } },
    match = {
      type = "object",
      fields = { passage = passage, match = { type = "string", words = { "same", "near", "none" } }, at = stamp },
    },
  },
}
