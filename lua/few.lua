-- SPDX-License-Identifier: MIT
--- Small cells. A figure about part of a group is shown only where at least five people stand behind it: in a group of
--- six, a role and an answer are a name. What a whole group said is the group's own result, and is not hidden.
local few = {}

--- People who must stand behind a part of a group.
few.LEAST = 5

local function is_small(n)
  return n > 0 and n < few.LEAST
end

-- Is `a` the better cell to hide beside a hidden one? Nobody is hidden only where nothing else is left.
local function hides_before(a, b)
  return not b or b == 0 and a > 0 or a > 0 and a < b
end

-- Where one cell alone is hidden the sum would give it away: hides another; true when it did.
local function cover(cells)
  local hidden, other = 0, nil
  for _, cell in ipairs(cells) do
    hidden = hidden + (cell.hidden and 1 or 0)
    if not cell.hidden and hides_before(cell.n, other and other.n) then
      other = cell
    end
  end
  if hidden == 1 and other then
    other.hidden = true
    return true
  end
  return false
end

local function column_of(grid, k)
  local out = {}
  for i, row in ipairs(grid) do
    out[i] = row[k]
  end
  return out
end

local function cover_all(grid)
  local again = true
  while again do
    again = false
    for _, row in ipairs(grid) do
      again = #row > 1 and cover(row) or again
    end
    for k = 1, #(grid[1] or {}) do
      again = #grid > 1 and cover(column_of(grid, k)) or again
    end
  end
end

--- Which cells of a table of counts are hidden, where the sums of its rows and columns are known: rows of booleans.
--- Cells of one to four people are, and where that is one alone in its row or column, the smallest other one too.
function few.grid(counts)
  local grid, hidden = {}, {}
  for i, row in ipairs(counts) do
    grid[i] = {}
    for k, n in ipairs(row) do
      grid[i][k] = { n = n, hidden = is_small(n) }
    end
  end
  cover_all(grid)
  for i, row in ipairs(grid) do
    hidden[i] = {}
    for k, cell in ipairs(row) do
      hidden[i][k] = cell.hidden
    end
  end
  return hidden
end

--- The same of a single row, whose sum is known.
function few.hidden(counts)
  return few.grid({ counts })[1]
end

return few
