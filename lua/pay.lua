-- SPDX-License-Identifier: MIT
--- What people are paid for their minutes. Whole numbers all the way: an amount is in the smallest unit of its
--- currency.
local pay = {}

-- "12.50" -> 1250, 100: the rate as a whole number, and how many of it make one unit of the currency.
local function parts_of(rate)
  local point = rate:find(".", 1, true)
  local whole = point and rate:sub(1, point - 1) or rate
  local rest = point and rate:sub(point + 1) or ""
  return math.tointeger(whole .. rest), math.tointeger(10 ^ #rest)
end

--- What `minutes` are paid at `rate` for an hour, in units of which 10^digits make one of the currency: cents, where
--- there are two digits. A half is rounded up. `rate` is in plain decimals.
function pay.amount(minutes, rate, digits)
  local number, scale = parts_of(rate)
  local hour, unit = 60 * scale, math.tointeger(10 ^ digits)
  local worked = minutes * number
  local whole, rest = worked // hour, worked % hour
  return whole * unit + (2 * rest * unit + hour) // (2 * hour)
end

--- An amount as it is written: 2550 with two digits is "25.50".
function pay.written(amount, digits)
  if digits == 0 then
    return tostring(amount)
  end
  local unit = math.tointeger(10 ^ digits)
  return string.format("%d.%0" .. digits .. "d", amount // unit, amount % unit)
end

return pay
