-- SPDX-License-Identifier: MIT
-- propose {}: the axes that the group has so far, without names, and what one person says to them: support, objection
-- with a reason or doubt, other words, a wish to put some together, and proposals of their own. For groups that never
-- meet, and between meetings; it can stand in as many rounds as the group needs.

local line = { type = "string", most = 500, form = "line" }
local text = { type = "string", most = 20000 }
local axis = { type = "string", least = 1, most = 600, form = "line" }
local stamp = { type = "string", form = "stamp" }

local function optional(shape)
  local copy = { optional = true }
  for name, value in pairs(shape) do
    copy[name] = value
  end
  return copy
end

return {
  needs = { type = "object", fields = {} },

  packet = function(_, give)
    return { axes = give.carry("axes"), personal = give.carry("personal") }
  end,

  returns = {
    stance = {
      type = "object",
      fields = {
        axis = axis,
        stance = { type = "string", words = { "support", "object", "unsure" } },
        reason = optional(text),
        at = stamp,
      },
    },
    amendment = {
      type = "object",
      fields = { axis = axis, name = optional(line), definition = optional(text), reason = text, at = stamp },
    },
    wish = {
      type = "object",
      fields = { axes = { type = "list", least = 2, most = 1000, of = axis }, name = line, reason = text, at = stamp },
    },
    proposal = {
      type = "object",
      fields = {
        name = line,
        definition = text,
        reason = text,
        examples = { type = "list", most = 100, of = axis },
        at = stamp,
      },
    },
  },
}
