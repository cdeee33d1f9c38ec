-- SPDX-License-Identifier: MIT
-- rank { top = 3, define = true }: the attributes that matter most to a participant, in their own words and order, with
-- own passages as examples. The packet holds the participant's own work and nobody else's.

local text = { type = "string", most = 10000 }

return {
  needs = {
    type = "object",
    fields = {
      top = { type = "integer", least = 1, most = 10, optional = true },
      define = { type = "boolean", optional = true },
    },
  },

  packet = function(options, give)
    return { top = options.top or 3, define = options.define or false, personal = give.ask("personal") }
  end,

  returns = {
    attribute = {
      type = "object",
      fields = {
        name = { type = "string", most = 500, form = "line" },
        definition = text,
        rank = { type = "integer", least = 1, most = 1000 },
        examples = { type = "list", most = 100, of = { type = "string", least = 1, most = 600, form = "line" } },
      },
    },
    fewer = {
      type = "object",
      fields = {
        reason = { type = "string", most = 10000, optional = true },
        at = { type = "string", form = "stamp" },
      },
    },
  },
}
