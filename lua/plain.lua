-- SPDX-License-Identifier: MIT
--- Plain data for packets.
local json = require("calma.json")

local plain = {}

--- The values as a list, also where there are none.
function plain.list(values)
  return #values > 0 and values or json.decode("[]")
end

return plain
