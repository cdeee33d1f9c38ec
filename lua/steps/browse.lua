-- SPDX-License-Identifier: MIT
-- browse { bank() }, browse { transcripts "bank.jsonl" } or browse { prompts "bank.csv" }: conversations that were had
-- before, to find by topic, by search and along their follow-ups. What was read in which order comes back.

local transcript = { type = "string", least = 1, most = 200, form = "line" }
local stamp = { type = "string", form = "stamp" }

return {
  list = "sources",
  needs = {
    type = "object",
    fields = {
      sources = {
        type = "list", least = 1, most = 20,
        of = {
          type = "object",
          fields = {
            kind = { type = "string", words = { "source", "transcripts", "prompts" } },
            file = { type = "string", optional = true },
          },
        },
      },
    },
  },

  packet = function(options, give)
    return { conversations = give.conversations(options.sources) }
  end,

  returns = {
    visit = {
      type = "object",
      fields = {
        transcript = transcript,
        n = { type = "integer", least = 1, most = 1000000 },
        from = { type = "string", most = 200, form = "line" },
        by = { type = "string", words = { "topic", "search", "follow", "pick" } },
        at = stamp,
      },
    },
    pick = { type = "object", fields = { transcript = transcript, at = stamp } },
  },
}
