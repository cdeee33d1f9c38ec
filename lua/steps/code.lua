-- SPDX-License-Identifier: MIT
-- code { baseline(), own() }: initial coding of conversations, in the participant's own words.
-- `prompts = true` lets people code the questions too; otherwise they are context.

local function optional(shape)
  shape.optional = true
  return shape
end

local code = {
  type = "object",
  fields = {
    label = { type = "string", least = 1, most = 500, form = "line" },
    manner = optional { type = "string", words = { "explicit", "implicit" } },
    valence = optional { type = "string", words = { "helpful", "unhelpful", "mixed" } },
    toward = optional { type = "string", most = 500 },
  },
}

local turn = { type = "string", least = 1, most = 300, form = "line" }

return {
  list = "sources",
  needs = {
    type = "object",
    fields = {
      sources = {
        type = "list", least = 1, most = 10,
        of = { type = "object", fields = { kind = { type = "string", words = { "source" } } } },
      },
      prompts = optional { type = "boolean" },
    },
  },

  packet = function(options, give)
    return { conversations = give.conversations(options.sources), prompts = options.prompts or false }
  end,

  returns = {
    coding = {
      type = "object",
      fields = {
        turn = turn,
        turn_sha256 = { type = "string", form = "hex64" },
        start = { type = "integer" },
        ["end"] = { type = "integer" },
        quote = { type = "string", most = 1000000 },
        prefix = { type = "string", most = 32 },
        suffix = { type = "string", most = 32 },
        codes = { type = "list", least = 1, most = 100, of = code },
        memo = optional { type = "string" },
        at = { type = "string", form = "stamp" },
      },
    },
    turn = {
      type = "object",
      fields = {
        turn = turn,
        turn_sha256 = { type = "string", form = "hex64" },
        state = { type = "string", words = { "seen", "nothing", "later" } },
        memo = optional { type = "string" },
      },
    },
    note = {
      type = "object",
      fields = { text = { type = "string" }, at = { type = "string", form = "stamp" } },
    },
  },
}
