-- SPDX-License-Identifier: MIT
-- cluster {}: focused coding of the codes made in a code step of the same round: `from = "code"` unless said otherwise.

local key = { type = "string", least = 1, most = 600, form = "line" }

return {
  needs = { type = "object", fields = { from = { type = "string", optional = true } } },

  packet = function(options)
    return { from = options.from or "code" }
  end,

  returns = {
    code = {
      type = "object",
      fields = {
        label = { type = "string", least = 1, most = 500, form = "line" },
        uses = {
          type = "list", most = 10000,
          of = { type = "object", fields = { coding = key, label = { type = "string", least = 1, most = 500 } } },
        },
        was = { type = "list", most = 1000, of = { type = "string", most = 600 } },
      },
    },
    cluster = {
      type = "object",
      fields = {
        name = { type = "string", most = 500, form = "line" },
        definition = { type = "string" },
        best = { type = "string", most = 600 },
        poles = { type = "list", most = 2, of = { type = "string", most = 500 } },
        order = { type = "integer", least = -9007199254740991 },
      },
    },
    member = { type = "object", fields = { cluster = key, code = key } },
  },
}
