-- SPDX-License-Identifier: MIT
-- survey {}: what the method asks its participants at the end. survey { { title = "...", questions = { ... } } } or a
-- list of questions: the study's own.
local survey = require("survey")

local function optional(shape)
  shape.optional = true
  return shape
end

local function text(most)
  return optional { type = "string", most = most }
end

local function fields_of_question()
  return {
    id = optional { type = "string", form = "id" },
    ask = optional { type = "string", least = 1, most = 2000 },
    kind = optional { type = "string" },
    options = optional { type = "list", most = 100, of = { type = "any" } },
    points = optional { type = "integer", least = 2, most = 9 },
    low = text(200), high = text(200),
    other = optional { type = "boolean" }, profile = optional { type = "boolean" },
    eligible = optional { type = "list", least = 1, most = 100, of = { type = "any" } },
    when = optional {
      type = "object",
      fields = {
        question = { type = "string" },
        is = { type = "list", least = 1, most = 100, of = { type = "any" } },
      },
    },
  }
end

-- A section, or a question that stands alone.
local function fields_of_entry()
  local fields = fields_of_question()
  fields.title, fields.text = text(500), text(5000)
  fields.questions = optional {
    type = "list", least = 1, most = 200, of = { type = "object", fields = fields_of_question() },
  }
  return fields
end

return {
  list = "sections",
  needs = {
    type = "object",
    fields = { sections = { type = "list", most = 200, of = { type = "object", fields = fields_of_entry() } } },
  },

  check = function(options)
    return survey.problems(options.sections)
  end,

  packet = function(options)
    return { sections = survey.sections(options.sections) }
  end,

  returns = {
    answer = {
      type = "object",
      fields = {
        choices = optional {
          type = "list", most = 101, of = { type = "string", least = 1, most = 600, form = "line" },
        },
        value = optional { type = "integer", least = 1, most = 9 },
        text = optional { type = "string", most = 10000 },
        at = { type = "string", form = "stamp" },
      },
    },
  },
}
