-- SPDX-License-Identifier: MIT
--- The axes of a group as the boards of the rounds before have left them, for its packets. No name is in it.
local axisview = require("axisview")
local boards = require("boards")

return {
  per = "group",
  answer = function(record, _, where)
    return axisview(boards.state(record, where.group, where.round), where.group)
  end,
}
