-- SPDX-License-Identifier: MIT
-- map {}: the labels of the group to explore, near to what they are linked with, and private notes on them.

return {
  needs = { type = "object", fields = {} },

  packet = function(_, give)
    return { map = give.carry("map") }
  end,

  returns = {
    mapnote = {
      type = "object",
      fields = {
        label = { type = "string", most = 500 },
        text = { type = "string", least = 1, most = 20000 },
        at = { type = "string", form = "stamp" },
      },
    },
  },
}
