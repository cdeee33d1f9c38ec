-- SPDX-License-Identifier: MIT
-- consent { text "consent.md" }: the participant agrees or declines before anything else.
-- `optional = true` lets them go on without answering.

local documents = {
  type = "list", least = 1, most = 20,
  of = { type = "object", fields = { kind = { type = "string", words = { "text" } }, file = { type = "string" } } },
}

return {
  list = "documents",
  needs = { type = "object", fields = { documents = documents, optional = { type = "boolean", optional = true } } },

  packet = function(options, give)
    return {
      documents = give.documents(options.documents),
      optional = options.optional or false,
      ethics = give.study.ethics,
    }
  end,

  returns = {
    consent = {
      type = "object",
      fields = {
        accepted = { type = "boolean" },
        documents = { type = "list", most = 20, of = { type = "string", form = "hex64" } },
        at = { type = "string", form = "stamp" },
        signed = { type = "string", most = 500, form = "line", optional = true }, -- on paper
      },
    },
  },
}
