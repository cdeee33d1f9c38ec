-- SPDX-License-Identifier: MIT
--- What a board carries from the record: its people, what they wrote down, and what was decided before.
local list = require("plain").list

return {
  per = "participant",
  answer = function()
    return {
      people = list({}), cards = list({}), map = { labels = list({}), view = { width = 0, height = 0 } },
      passages = list({}), before = list({}), sessions = list({}), answers = list({}),
    }
  end,
}
