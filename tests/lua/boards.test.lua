-- SPDX-License-Identifier: MIT
-- Spans of a board's clocks, and decisions of several rounds. What C offers is stood in for.
package.path = "lua/?.lua;" .. package.path
for _, name in ipairs({ "calma.json", "calma.text", "keys" }) do
  package.loaded[name] = { of = function() end, decode = function(body) return body() end }
end
local boards = require("boards")

local n = 0
local function check(name, ok)
  n = n + 1
  print((ok and "ok " or "not ok ") .. n .. " - " .. name)
end

local function span(from, to)
  return { from = from, to = to }
end

check("an hour and a second", boards.seconds({ span("2026-03-12T10:00:00Z", "2026-03-12T11:00:01Z") }) == 3601)
check("several spans add up", boards.seconds({ span("2026-03-12T10:00:00Z", "2026-03-12T10:00:10Z"),
  span("2026-03-12T10:05:00Z", "2026-03-12T10:05:20Z") }) == 30)
check("over midnight, a leap day and a new year",
  boards.seconds({ span("2024-02-28T23:59:59Z", "2024-03-01T00:00:00Z") }) == 86401 and boards.seconds({ span("2025-12-31T23:59:00Z", "2026-01-01T00:00:00Z") }) == 60)
check("what still runs, runs backwards or is no time does not count", boards.seconds({ span("2026-03-12T10:00:00Z", ""),
  span("2026-03-12T10:00:00Z", "2026-03-12T09:00:00Z"), span("soon", "later"), {} }) == 0 and boards.seconds(nil) == 0)

-- A record of three rounds; rows come as SQL sorts them.
local function decision(round, id, order)
  return { round = round, step = "board", id = id, body = function()
    return { n = order, at = "" }
  end }
end
local rows = { decision("first", "a", 7), decision("first", "b", 2), decision("second", "c", 1),
  decision("third", "d", 0) }
local record = {
  each = function(sql)
    local list = sql:find("FROM round ORDER", 1, true) and { { id = "first", position = 1 },
      { id = "second", position = 2 }, { id = "third", position = 3 } } or rows
    local i = 0
    return function()
      i = i + 1
      return list[i]
    end
  end,
}
local function ids(list)
  local out = {}
  for i, each in ipairs(list) do
    out[i] = each.id
  end
  return table.concat(out, " ")
end

check("decisions come by round, then by n", ids(boards.decisions(record, "board-ash")) == "b a c d")
check("only rounds before", ids(boards.decisions(record, "board-ash", "second")) == "b a"
  and ids(boards.decisions(record, "board-ash", "first")) == "")
print("1.." .. n)
