-- SPDX-License-Identifier: MIT
--- What could not be used as it came, and why: nothing is left out in silence.
local boardproblems = require("boardproblems")
local boards = require("boards")
local coded = require("coded")
local html = require("html")
local tables = require("table")

local h = html.element

local function columns_of(prefix, keys, context)
  local columns = {}
  for i, key in ipairs(keys) do
    columns[i] = { key = key, title = context.words(prefix .. key), kind = "text" }
  end
  return columns
end

local function file_table(record, context)
  local rows = {}
  for row in record.each([[SELECT sha256, participant, reason, explanation FROM file WHERE state = 'quarantined'
      ORDER BY sha256]]) do
    rows[#rows + 1] = { file = "returned/" .. row.sha256, person = row.participant,
      reason = row.explanation or row.reason }
  end
  return { id = "problem-files", title = context.words("problems.files"), rows = rows, stack = true,
    columns = columns_of("problems.", { "file", "person", "reason" }, context) }
end

-- The page has the start of a long quote, the files all of it. A passage on a turn that is not in the study is shown
-- nowhere else, so what leads to it leads here.
local function quote_cell(coding, record)
  local short = coded.quote(coding.quote)
  return { text = coding.quote or "",
    content = record.turns()[coding.turn] and h("a", { href = coding.href }, short)
      or h("span", { id = coding.anchor }, short) }
end

local function quote_table(record, context)
  local rows = {}
  for _, coding in ipairs(record.codings()) do
    if not coding.anchored then
      local codes = {}
      for i, use in ipairs(coding.uses) do
        codes[i] = use.label
      end
      rows[#rows + 1] = { person = coding.participant, turn = coding.turn, quote = quote_cell(coding, record),
        codes = table.concat(codes, "; ") }
    end
  end
  return { id = "problem-quotes", title = context.words("problems.quotes"), rows = rows, stack = true,
    columns = columns_of("problems.", { "person", "turn", "quote", "codes" }, context) }
end

local function item_table(record, context)
  local rows = {}
  for row in record.each([[SELECT * FROM item_problem
      WHERE participant IN (SELECT id FROM speaker UNION SELECT id FROM board)
      ORDER BY participant, round, step, id, code]]) do
    rows[#rows + 1] = { person = row.participant, round = row.round, step = row.step, item = coded.short(row.id, 60),
      reason = row.explanation or row.code }
  end
  return { id = "problem-items", title = context.words("problems.items"), rows = rows, stack = true,
    columns = columns_of("problems.", { "person", "round", "step", "item", "reason" }, context) }
end

-- What boards decided, and what people said of their axes, where it does not fit.
local function board_table(record, context)
  local rows = {}
  for _, problem in ipairs(boardproblems.list(record)) do
    rows[#rows + 1] = { who = problem.who, round = problem.round, step = problem.step,
      item = problem.id and coded.short(problem.id, 60), reason = boardproblems.text(problem, context.words) }
  end
  return #boards.list(record) > 0 and { id = "problem-boards", title = context.words("problems.boards"), rows = rows,
    stack = true,
    columns = columns_of("problems.", { "who", "reason", "round", "step", "item" }, context) } or nil
end

local function tables_of(record, context)
  return { file_table(record, context), quote_table(record, context), item_table(record, context),
    board_table(record, context) }
end

return function(record, context)
  local list, body = tables_of(record, context), {}
  for _, t in ipairs(list) do
    body[#body + 1] = #t.rows > 0 and tables.html(t, context.words)
      or { h("h2", nil, t.title), h("p", nil, context.words("problems.none")) }
  end
  return {
    id = "problems", title = context.words("problems.title"), path = "problems.html", tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("problems.lead")), body),
  }
end
