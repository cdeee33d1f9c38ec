-- SPDX-License-Identifier: MIT
-- quiz {}: a few questions about what the training says.
-- quiz { threshold = 0.8, retries = 2, gate = true, { id = "...", ask = "...", options = { ... }, right = "...",
-- why = "..." } }: the study's own.
local quiz = require("quiz")

local function optional(shape)
  shape.optional = true
  return shape
end

local question = {
  type = "object",
  fields = {
    id = optional { type = "string", form = "id" },
    ask = optional { type = "string", least = 1, most = 2000 },
    kind = optional { type = "string", words = { "single", "multiple" } },
    options = optional { type = "list", most = 20, of = { type = "any" } },
    right = optional { type = "any" },
    why = optional { type = "string", least = 1, most = 5000 },
  },
}

local ids = { type = "list", most = 20, of = { type = "string", least = 1, most = 600, form = "line" } }
local stamp = { type = "string", form = "stamp" }

return {
  list = "questions",
  needs = {
    type = "object",
    fields = {
      questions = { type = "list", most = 100, of = question },
      threshold = optional { type = "any" },
      retries = optional { type = "integer", least = 0, most = 20 },
      gate = optional { type = "boolean" },
    },
  },

  check = quiz.problems,

  packet = function(options, give)
    return quiz.packet(options, give.study.language)
  end,

  returns = {
    answer = { type = "object", fields = { choices = ids, at = stamp } },
    try = {
      type = "object",
      fields = {
        n = { type = "integer", least = 1, most = 21 },
        answers = {
          type = "list", least = 1, most = 100,
          of = { type = "object", fields = { question = { type = "string", form = "id" }, choices = ids } },
        },
        right = { type = "integer", least = 0, most = 100 },
        of = { type = "integer", least = 1, most = 100 },
        passed = { type = "boolean" },
        flagged = { type = "boolean" },
        at = stamp,
      },
    },
  },
}
