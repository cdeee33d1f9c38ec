-- SPDX-License-Identifier: MIT
--- Plain lists.
local json = require("calma.json")

local plain = {}

--- The values as a list for packets, also where there are none.
function plain.list(values)
  return #values > 0 and values or json.decode("[]")
end

--- Where a value stands in a list, which may be nil; nil where it does not.
function plain.place(list, value)
  for i, each in ipairs(list or {}) do
    if each == value then
      return i
    end
  end
end

return plain
