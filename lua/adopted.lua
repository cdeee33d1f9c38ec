-- SPDX-License-Identifier: MIT
--- Which of a group's axes people rate and rank.

--- adopted(axes) -> the adopted ones where there is one, or else all; in their order. `axes` are as lua/asks/axes.lua
--- answers them; nil stays nil.
return function(axes)
  local out = {}
  for _, axis in ipairs(axes or {}) do
    if axis.state == "adopted" then
      out[#out + 1] = axis
    end
  end
  return #out > 0 and out or axes
end
