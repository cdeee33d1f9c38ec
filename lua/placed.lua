-- SPDX-License-Identifier: MIT
--- Where people put labels on the map of a group. What was said last, and most surely, counts:
---   1. a move on one of the group's boards: the last round's, there the largest n, then at, then the item's id
---   2. map-<group>.csv in the study's folder
---   3. the arrangement: the whole map as a board showed it when the first label was moved there. It keeps labels that
---      nobody touched where people saw them, whatever comes back afterwards
--- All of them, the packets and the report use one frame: pixels of a map whose letters are labelmap.SIZE high, x to
--- the right and y down. (0, 0) is the corner of the map that is laid out while nothing is placed.
local asset = require("calma.map")
local json = require("calma.json")
local log = require("calma.log")
local text = require("calma.text")

local FAR = 100000 -- pixels from (0, 0): what lies farther off is a slip

local placed, files = {}, {}

--- map-<group>.csv: its rows, none where there is no such file, and its name. Problems of it are said once.
function placed.file(group)
  if not files[group] then
    local rows, name = asset.placed(group)
    files[group] = { rows = rows or {}, name = name or "map-" .. group .. ".csv" }
  end
  return files[group].rows, files[group].name
end

-- A spreadsheet that keeps a table of this report has an apostrophe before what it would take for a formula.
local function find_label(by_key, label)
  label = text.label(label)
  local bare = label:sub(1, 1) == "'" and label:sub(2)
  return by_key[text.fold(label)] or bare and by_key[text.fold(bare)]
end

local function is_near(x, y)
  return math.abs(x) <= FAR and math.abs(y) <= FAR
end

-- ---- the study's folder

local function read_file(by_key, group)
  local rows, name = placed.file(group)
  for _, row in ipairs(rows) do
    local label = find_label(by_key, row.label)
    if not label or label.hand then
      log.warning(name .. ":" .. row.line .. ": " .. (label and "is placed before: " or "nobody in this group used: ")
        .. row.label)
    else
      label.hand = { x = row.x, y = row.y, file = name }
    end
  end
end

-- ---- boards

local function rows_of(record, group, kind)
  return record.rows([[SELECT board_item.participant AS board, board_item.round, board_item.step, board_item.id, body
    FROM board_item LEFT JOIN round ON round.id = board_item.round
    WHERE group_id = ? AND step_kind = 'board' AND kind = ?
    ORDER BY round.position, board_item.round, coalesce(body ->> 'n', 0), body ->> 'at', board_item.id,
      board_item.participant]], group, kind)
end

local function complain(row, problem, label)
  log.warning(row.board .. ", round " .. row.round .. ": /steps/" .. row.step .. "/" .. row.id .. ": " .. problem
    .. (label or ""))
end

-- The first board that showed a label had it where the program put it.
local function read_arrangements(record, by_key, group)
  for _, row in ipairs(rows_of(record, group, "arrangement")) do
    for _, one in ipairs(json.decode(row.body).labels or {}) do
      local label = find_label(by_key, one.label)
      if label and is_near(one.x, one.y) then
        label.shown = { x = one.x, y = one.y }
        label.home = label.home or label.shown
      end
    end
  end
end

-- -> {label, text, x, y, by, at, board, back = true where it takes another move back} in the order of the moves
local function read_moves(record, by_key, group)
  local moves, last = {}, {}
  for _, row in ipairs(rows_of(record, group, "move")) do
    local body = json.decode(row.body)
    local label = find_label(by_key, body.label)
    if not label then
      complain(row, "nobody in this group used: ", body.label)
    elseif not is_near(body.x, body.y) then
      complain(row, "lies outside of the map: ", body.label)
    else
      local move = { label = label, text = label.text, x = body.x, y = body.y, by = body.by or "", at = body.at,
        board = row.board, back = (body.undo or "") ~= "" }
      moves[#moves + 1], last[label] = move, move
    end
  end
  for label, move in pairs(last) do
    local home = label.home
    -- What was put back stands where the program has it, and is placed by nobody.
    label.hand = not (home and home.x == move.x and home.y == move.y) and move or label.hand
  end
  return moves
end

--- placed.read(record, by_key, group's id) -> the moves of the group's boards. Labels, by folded text in `by_key`, get
---   hand: {x, y} with `file`, or with by, at and board, where somebody put them
---   shown: {x, y} where a board showed them; home: {x, y} where the first board had them, before any move there
function placed.read(record, by_key, group)
  read_file(by_key, group)
  read_arrangements(record, by_key, group)
  return read_moves(record, by_key, group)
end

return placed
