-- SPDX-License-Identifier: MIT
-- read { text "context.md", text "coding.md" }: texts to read, one after the other.

return {
  list = "documents",
  needs = {
    type = "object",
    fields = {
      documents = {
        type = "list", least = 1, most = 50,
        of = {
          type = "object",
          fields = { kind = { type = "string", words = { "text" } }, file = { type = "string" } },
        },
      },
    },
  },

  packet = function(options, give)
    return { documents = give.documents(options.documents) }
  end,

  returns = {
    read = {
      type = "object",
      fields = { sha256 = { type = "string", form = "hex64" }, at = { type = "string", form = "stamp" } },
    },
  },
}
