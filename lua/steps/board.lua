-- SPDX-License-Identifier: MIT
-- board { text "orientation.md" }: the facilitator's own packet, which runs a group's discussion and holds the log of
-- what the group decided. What comes back is described in docs/formats.md; sizes are limited, words of the log are not,
-- so that a board of a later version is kept.

local segments = { orientation = 10, segment1 = 15, segment2 = 15, segment3 = 30, segment4 = 60, segment5 = 15 }

local function optional(shape)
  shape.optional = true
  return shape
end

local function object(fields)
  return { type = "object", fields = fields }
end

local function list(of, most, least)
  return { type = "list", most = most, least = least, of = of }
end

local function words(...)
  return { type = "string", words = { ... } }
end

local line = { type = "string", most = 500, form = "line" }
local text = { type = "string", most = 20000 }
local key = { type = "string", least = 1, most = 600, form = "line" }
local stamp = { type = "string", form = "stamp" }
local count = { type = "integer", most = 1000000 }
local pixel = { type = "integer", least = -1000000, most = 1000000 }
local yes = { type = "boolean" }
local spans = list(object { from = stamp, to = { type = "string", most = 40, form = "line" } }, 10000)

local function fields()
  return object {
    name = optional { type = "string", most = 500, form = "line" },
    definition = optional { type = "string", most = 20000 },
    aliases = optional(list(line, 100)),
    poles = optional(list(line, 2)),
    applies = optional { type = "string", most = 20000 },
    related = optional(list(key, 1000)),
    from = optional(list(object { kind = { type = "string", least = 1, most = 64, form = "line" }, key = key }, 1000)),
  }
end

-- Only `id` must be there: it is enough to take an example away.
local example = object {
  id = key,
  turn = optional { type = "string", least = 1, most = 300, form = "line" },
  turn_sha256 = optional { type = "string", form = "hex64" },
  start = optional { type = "integer" },
  ["end"] = optional { type = "integer" },
  quote = optional { type = "string", most = 1000000 },
  prefix = optional { type = "string", most = 32 },
  suffix = optional { type = "string", most = 32 },
  elisions = optional(list(object { start = { type = "integer" }, ["end"] = { type = "integer" }, mark = line }, 1000)),
  coding = optional { type = "string", most = 600, form = "line" },
  source = optional { type = "string", most = 64, form = "line" },
}

local dissent = object {
  id = key,
  text = optional { type = "string", most = 20000 },
  alternative = optional { type = "string", most = 20000 },
  who = optional { type = "string", most = 500, form = "line" },
  consent = optional { type = "boolean" },
}

local decision = object {
  n = { type = "integer" },
  act = { type = "string", least = 1, most = 64, form = "line" },
  by = line,
  reason = text,
  at = stamp,
  axis = optional { type = "string", least = 1, most = 600, form = "line" },
  axes = optional(list(key, 1000)),
  name = optional { type = "string", most = 500, form = "line" },
  fields = optional(fields()),
  parts = optional(list(object { axis = key, fields = fields(), examples = list(key, 1000) }, 100)),
  example = optional(example),
  dissent = optional(dissent),
  size = optional { type = "integer", most = 1000 },
  decision = optional { type = "string", least = 1, most = 600, form = "line" },
}

-- A segment that study.lua gives no minutes has the usual ones.
local function minutes_of(given)
  local out = {}
  for name, usual in pairs(segments) do
    out[name] = given and given[name] or usual
  end
  return out
end

local function minutes_shape()
  local shape = {}
  for name in pairs(segments) do
    shape[name] = { type = "integer", most = 1440, optional = true }
  end
  return optional(object(shape))
end

return {
  who = "facilitator",
  list = "documents",
  needs = object {
    documents = optional(list(object { kind = words("text"), file = { type = "string" } }, 20)),
    minutes = minutes_shape(),
    anonymous = optional { type = "boolean" },
    sessions = optional(list(object {
      id = { type = "string", least = 1, most = 40, form = "id" },
      group = { type = "string", least = 1, most = 40 },
      title = optional { type = "string", most = 500, form = "line" },
      participants = optional(list({ type = "string", least = 1, most = 40 }, 1000, 1)),
    }, 100)),
  },

  packet = function(options, give)
    return {
      documents = give.documents(options.documents or {}),
      conversations = give.conversations({ { source = "baseline" } }),
      minutes = minutes_of(options.minutes),
      anonymous = options.anonymous or false,
      board = give.carry("board"),
    }
  end,

  returns = {
    session = object {
      format = words("", "room", "online", "mixed", "apart"), -- empty while nobody has said
      held = line,
      place = line,
      facilitator = line,
    },
    caveat = object { text = text, at = stamp },
    attendance = object {
      person = key,
      name = line,
      role = words("participant", "expert", "advocate", "observer", "facilitator"),
      here = yes,
      at = stamp,
    },
    segment = object {
      segment = words("orientation", "segment1", "segment2", "segment3", "segment4", "segment5"),
      budget = count,
      spans = spans,
    },
    talk = object {
      person = key,
      order = { type = "integer", least = -1000000, most = 1000000 },
      state = words("waiting", "speaking", "done", "passed"),
      shown = yes,
      spans = spans,
    },
    override = object { missing = list(key, 10000), reason = text, by = line, at = stamp },
    move = object {
      n = { type = "integer" },
      label = { type = "string", least = 1, most = 500 },
      x = pixel,
      y = pixel,
      by = line,
      at = stamp,
      undo = optional(key),
    },
    arrangement = object {
      labels = list(object { label = { type = "string", least = 1, most = 500 }, x = pixel, y = pixel }, 10000),
      at = stamp,
    },
    mapping = object { card = key, axes = list(key, 1000), by = line, at = stamp },
    minute = object {
      text = text,
      speaker = { type = "string", most = 600, form = "line" },
      consent = yes,
      axis = { type = "string", most = 600, form = "line" },
      about = words("discussion", "interview"),
      segment = { type = "string", most = 64, form = "line" },
      at = stamp,
    },
    decision = decision,
  },
}
