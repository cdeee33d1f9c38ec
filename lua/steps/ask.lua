-- SPDX-License-Identifier: MIT
-- ask { at_least = 3, role = text "role.md", follow_up = true, sensitive = true, share = true }: questions of a
-- participant's own for the model, also to go on with conversations that they had before. The packet holds their own
-- conversations and nobody else's.
local plain = require("plain")

local LEAST = 1

local id = { type = "string", least = 1, most = 200, form = "line" }
local stamp = { type = "string", form = "stamp" }
local yes = { type = "boolean" }

local function optional(shape)
  local copy = { optional = true }
  for name, value in pairs(shape) do
    copy[name] = value
  end
  return copy
end

local function is_text(role)
  return type(role) == "table" and role.kind == "text"
end

local function check_role(role)
  if role == nil or type(role) == "string" and utf8.len(role) <= 2000 or is_text(role) then
    return nil
  end
  return { path = "/role", text = "must be text \"file.md\" or a text in quotation marks, of up to 2000 characters" }
end

local function check_most(options)
  local least = options.at_least or LEAST
  if options.at_most and options.at_most < least then
    return { path = "/at_most", text = "must not be less than at_least, which is " .. least }
  end
  return nil
end

return {
  needs = {
    type = "object",
    fields = {
      at_least = { type = "integer", most = 100, optional = true },
      at_most = { type = "integer", least = 1, most = 100, optional = true },
      role = { type = "any", optional = true },
      follow_up = optional(yes),
      sensitive = optional(yes),
      share = optional(yes),
    },
  },

  check = function(options)
    local problems = {}
    problems[#problems + 1] = check_role(options.role)
    problems[#problems + 1] = check_most(options)
    return problems
  end,

  packet = function(options, give)
    return {
      at_least = options.at_least or LEAST,
      at_most = options.at_most or 0,
      role = type(options.role) == "string" and options.role or "",
      documents = is_text(options.role) and give.documents({ options.role }) or plain.list({}),
      sensitive = options.sensitive or false,
      share = options.share or false,
      conversations = options.follow_up and give.conversations({ { source = "own" } }) or plain.list({}),
    }
  end,

  returns = {
    question = {
      type = "object",
      fields = {
        text = { type = "string", least = 1, most = 20000 },
        topic = { type = "string", least = 1, most = 200, form = "line", optional = true },
        n = { type = "integer", least = 1, most = 10000 },
        role = { type = "string", most = 2000, optional = true },
        sensitive = yes,
        share = yes,
        after = optional(id),
        at = stamp,
      },
    },
    enough = { type = "object", fields = { at = stamp } },
  },
}
