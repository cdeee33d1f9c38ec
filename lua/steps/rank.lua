-- SPDX-License-Identifier: MIT
-- rank { top = 3, define = true }: the attributes that matter most to a participant, in their own words and order, with
-- own passages as examples. The packet holds the participant's own work and nobody else's.
-- rank {}: their own order of the group's axes.
local adopted = require("adopted")
local plain = require("plain")

local text = { type = "string", most = 10000 }
local id = { type = "string", least = 1, most = 600, form = "line" }
local stamp = { type = "string", form = "stamp" }

local function own_words(options, give)
  return { top = options.top or 3, define = true, personal = give.carry("personal") }
end

local function axes(options, give)
  local framing = options.framing or ""
  local is_text = type(framing) == "table"
  return { top = options.top or 0, define = false, axes = adopted(give.ask("axes")),
    framing = is_text and "" or framing,
    documents = is_text and give.documents({ framing }) or plain.list({}) }
end

local function check_framing(framing, define)
  local kind = type(framing)
  if framing == nil or not define and (kind == "string" or kind == "table" and framing.kind == "text") then
    return {}
  end
  return { { path = "/framing", text = define and "goes with a ranking of axes, and not with define = true"
    or "must be text \"file.md\" or a text in quotation marks" } }
end

return {
  needs = {
    type = "object",
    fields = {
      top = { type = "integer", least = 1, most = 10, optional = true },
      define = { type = "boolean", optional = true },
      framing = { type = "any", optional = true },
    },
  },

  check = function(options)
    return check_framing(options.framing, options.define)
  end,

  packet = function(options, give)
    return (options.define and own_words or axes)(options, give)
  end,

  returns = {
    attribute = {
      type = "object",
      fields = {
        name = { type = "string", most = 500, form = "line" },
        definition = text,
        rank = { type = "integer", least = 1, most = 1000 },
        examples = { type = "list", most = 100, of = id },
      },
    },
    fewer = {
      type = "object",
      fields = { reason = { type = "string", most = 10000, optional = true }, at = stamp },
    },
    named = {
      type = "object",
      fields = { agreed = { type = "boolean" }, at = stamp },
    },
    ranking = {
      type = "object",
      fields = {
        places = { type = "list", least = 1, most = 1000, of = { type = "list", least = 1, most = 1000, of = id } },
        at = stamp,
      },
    },
  },
}
