-- SPDX-License-Identifier: MIT
--- What people decided, moved or wrote that is in this report, beside what follows from the responses by themselves:
--- of each kind how often, by whom, and the page that shows it.
local alignment = require("alignment")
local axislist = require("axislist")
local boards = require("boards")
local html = require("html")
local outcome = require("outcome")
local placed = require("placed")
local tables = require("table")

local h = html.element

-- Where a page is, and the key of its title.
local function map_page(group, record)
  return #record.groups() == 1 and "map.html" or "map-" .. html.id(group.id) .. ".html", "map.title"
end

local function log_page(group)
  return "axes-log.html#log." .. html.id(group.id), "axes.log.title"
end

local function change_page()
  if outcome.has("change") then
    return "change.html", "change.title"
  end
  return "axes.html", "axes.title"
end

local function session_page()
  return "session.html", "session.title"
end

-- What a board holds: its kind of item, and the page that shows it.
local kinds = {
  { kind = "decision", page = log_page }, { kind = "mapping", page = change_page }, { kind = "move", page = map_page },
  { kind = "override", page = session_page }, { kind = "caveat", page = session_page },
}

-- In the files the page's path, on the page its title.
local function link(context, href, title)
  return { text = href, content = html.join(h("a", { href = href }, context.words(title))) }
end

-- On the page a date keeps to one line.
local function day(stamp)
  local text = stamp:sub(1, 10)
  return { text = text, content = html.join((text:gsub("-", "\u{2011}"))) }
end

local function who(item, context)
  local by = item.by or ""
  return by ~= "" and by ~= "facilitator" and by or context.words("map.facilitator")
end

-- Everybody who did one of them, in the order of the first, and when the last was done.
local function signed(items, context)
  local names, known, last = {}, {}, ""
  for _, item in ipairs(items) do
    local name = who(item, context)
    names[#names + 1] = not known[name] and name or nil
    known[name] = true
    last = (item.at or "") > last and item.at or last
  end
  return table.concat(names, ", "), day(last)
end

local function add(rows, context, what, row)
  row.what = context.words("hand.what." .. what)
  rows[#rows + 1] = row.n > 0 and row or nil
end

local function add_board(rows, board, group, record, context)
  for _, each in ipairs(kinds) do
    local items = boards.items(record, board, each.kind)
    local by, last = signed(items, context)
    add(rows, context, each.kind, { group = board.main and group.title or board.title, n = #items, by = by,
      last = last, see = link(context, each.page(group, record)) })
  end
end

-- What stood on paper and was typed in: how many answers, by whom, and who answered so.
local function add_typed(rows, group, record, context)
  local n, names, last = 0, {}, ""
  for row in record.each([[SELECT count(*) AS n, by, max(at) AS at FROM typed
      WHERE group_id = ? AND kind <> 'member' GROUP BY by ORDER BY by]], group.id) do
    n, last = n + row.n, row.at > last and row.at or last
    names[#names + 1] = row.by
  end
  add(rows, context, "entered", { group = group.title, n = n, by = table.concat(names, ", "), last = day(last),
    see = link(context, "people/index.html", "people.title") })
end

local function add_group(rows, group, record, context)
  add_typed(rows, group, record, context)
  for _, board in ipairs(boards.list(record)) do
    if board.group_id == group.id then
      add_board(rows, board, group, record, context)
    end
  end
  local labels, name = placed.file(group.id)
  add(rows, context, "placed", { group = group.title, n = #labels, by = name,
    see = link(context, map_page(group, record)) })
  add(rows, context, "topics", { group = group.title, n = context.topics[group.id] and 1 or 0,
    by = "topics-" .. group.id .. ".md", see = link(context, "topics.html", "topics.title") })
end

-- The facilitator's lists: their first line has names of columns.
local function add_list(rows, what, name, page, title, context)
  add(rows, context, what, { n = math.max(#alignment.lines(name) - 1, 0), by = name, see = link(context, page, title) })
end

local function rows_of(record, context)
  local rows, book = {}, axislist.read(record, context)
  for _, group in ipairs(record.groups()) do
    add_group(rows, group, record, context)
  end
  add(rows, context, "topics", { n = context.topics[""] and 1 or 0, by = "topics.md",
    see = link(context, "topics.html", "topics.title") })
  if book and book.n > 0 then
    add_list(rows, "alignment", alignment.ALIGNMENT, "axes-side-by-side.html", "side.title", context)
    add_list(rows, "standard", alignment.STANDARD, "axes-standard.html", "axes.standard.title", context)
  end
  return rows
end

-- What the study says of its own changes: a paragraph for each line.
local function changes(record, context)
  local lines = {}
  for line in (record.study().changes or ""):gmatch("[^\r\n]+") do
    lines[#lines + 1] = h("p", { dir = "auto" }, line)
  end
  return #lines > 0 and { h("h2", nil, context.words("hand.changes")), lines }
end

return function(record, context)
  local columns = {}
  local weights = { what = 2, group = 1.4, by = 1.6, last = 1.3, see = 1.8 }
  for i, key in ipairs({ "what", "group", "n", "by", "last", "see" }) do
    columns[i] = { key = key, title = context.words("hand.column." .. key), weight = weights[key],
      kind = key == "n" and "number" or "text" }
  end
  local t = { id = "by-hand", title = context.words("hand.title"), columns = columns, rows = rows_of(record, context),
    stack = true, class = "titled", notes = { context.words("hand.note") } }
  return {
    id = "hand", under = "session", title = t.title, path = "by-hand.html", tables = { t },
    html = html.join(h("p", { class = "lead" }, context.words("hand.lead")), #t.rows > 0
      and tables.html(t, context.words) or h("p", nil, context.words("hand.none")), changes(record, context)),
  }
end
