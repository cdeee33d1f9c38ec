-- SPDX-License-Identifier: MIT
-- rate { points = 5, words = { "not at all", "partly", "fully" }, position = true }: how far a participant agrees with
-- each of the group's definitions and, apart from it, where they stand between its poles.
local adopted = require("adopted")

local POINTS = 5

local axis = { type = "string", least = 1, most = 600, form = "line" }
local stamp = { type = "string", form = "stamp" }
local said = { type = "string", most = 10000, optional = true }

-- One word for each point, "" where there is none. `given` has one for each, or for the ends, or for ends and middle.
local function words_of(given, points)
  if given and #given == points then
    return given
  end
  local out = {}
  for i = 1, points do
    out[i] = ""
  end
  if given then
    out[1], out[points] = given[1], given[#given]
    if #given == 3 then
      out[(points + 1) // 2] = given[2]
    end
  end
  return out
end

return {
  needs = {
    type = "object",
    fields = {
      points = { type = "integer", least = 2, most = 9, optional = true },
      words = {
        type = "list", least = 2, most = 9, optional = true, of = { type = "string", most = 200, form = "line" },
      },
      position = { type = "boolean", optional = true },
    },
  },

  check = function(options)
    local points, words = options.points or POINTS, options.words
    local n = words and #words
    if not n or n == points or n == 2 or n == 3 and points % 2 == 1 then
      return {}
    end
    local middle = points % 2 == 1 and ", or three for the ends and the middle" or ""
    return { { path = "/words",
      text = "must be one word for each of the " .. points .. " points, or two for the ends" .. middle } }
  end,

  packet = function(options, give)
    local points = options.points or POINTS
    return { points = points, words = words_of(options.words, points), position = options.position or false,
      axes = adopted(give.ask("axes")) }
  end,

  returns = {
    rating = {
      type = "object",
      fields = {
        axis = axis,
        definition_sha256 = { type = "string", form = "hex64" },
        value = { type = "integer", least = 1, most = 9, optional = true },
        comment = said,
        at = stamp,
      },
    },
    position = {
      type = "object",
      fields = { axis = axis, value = { type = "integer", least = 1, most = 5 }, text = said, at = stamp },
    },
  },
}
