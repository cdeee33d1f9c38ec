-- SPDX-License-Identifier: MIT
--- The axes: what each group came to, with definitions, examples and dissent; which of them rest on the same text; and,
--- on a page of its own, how they came about.
local axiscard = require("axiscard")
local axislist = require("axislist")
local axislog = require("axislog")
local boards = require("boards")
local coded = require("coded")
local html = require("html")
local log = require("calma.log")
local outcome = require("outcome")
local support = require("support")
local tables = require("table")

local h = html.element

local function columns_of(prefix, keys, numbers, context)
  local columns = {}
  for i, key in ipairs(keys) do
    columns[i] = { key = key, title = context.words(prefix .. key), kind = numbers[key] and "number" or "text" }
  end
  return columns
end

-- ---- every axis as a row

local fields = { "group", "axis", "also", "was", "state", "definition", "pole_one", "pole_two", "applies", "related",
  "examples", "marked", "dissents", "from", "id" }

local function dissent_texts(axis)
  local out = {}
  for _, dissent in ipairs(axis.dissents) do
    for _, each in ipairs({ dissent.text, dissent.alternative }) do
      out[#out + 1] = each ~= "" and each or nil
    end
  end
  return table.concat(out, "; ")
end

local function related_names(axis)
  local out = {}
  for _, id in ipairs(axis.related) do
    out[#out + 1] = axis.group.by_id[id] and axis.group.by_id[id].name or nil
  end
  return table.concat(out, "; ")
end

-- "An attribute (expert); a label".
local function origin_names(axis, context)
  local out = {}
  for _, origin in ipairs(axiscard.origins(axis, context)) do
    local role = origin.participant and axislist.role(axis.group, origin.participant)
    local parts = { origin.name or origin.words }
    parts[#parts + 1] = origin.more and "(" .. origin.more .. ")" or nil
    parts[#parts + 1] = role and context.words("axes.role." .. role) or nil
    out[#out + 1] = table.concat(parts, " ")
  end
  return table.concat(out, "; ")
end

-- Examples that an expert or an advocate marked.
local function marked_examples(axis)
  local n = 0
  for _, example in ipairs(axis.examples) do
    n = n + (example.by and axislist.role(axis.group, example.by.participant) and 1 or 0)
  end
  return n
end

local function axis_row(axis, context)
  return { group = axis.group.title, axis = { text = axis.name, href = axis.href },
    also = table.concat(axis.also, "; "), was = table.concat(axis.was, "; "),
    state = context.words("axes.state." .. axis.state),
    definition = axis.definition_cell, pole_one = axis.poles[1], pole_two = axis.poles[2], applies = axis.applies,
    related = related_names(axis), examples = #axis.examples, marked = marked_examples(axis),
    dissents = dissent_texts(axis), from = origin_names(axis, context), id = axis.id }
end

local function axis_table(book, record, context)
  local rows = {}
  for _, group in ipairs(book.groups) do
    for _, axis in ipairs(group.axes) do
      rows[#rows + 1] = axis_row(axis, context)
    end
  end
  return { id = "axes", title = context.words("axes.title"), rows = rows, bound = true,
    notes = axislist.notes(book.groups, record, context),
    columns = columns_of("axes.column.", fields, { examples = true, marked = true }, context) }
end

-- ---- which axes rest on the same text

local function together_table(group, context)
  local columns = { { key = "axis", title = context.words("axes.column.axis"), kind = "text" } }
  local rows = {}
  for i, axis in ipairs(group.axes) do
    columns[i + 1] = { key = "n" .. i, title = axis.name, kind = "number" }
    rows[i] = { axis = { text = axis.name, href = "#" .. axis.anchor } }
    for k, other in ipairs(group.axes) do
      local n = support.common(axis, other)
      rows[i]["n" .. k] = { text = n, content = h("span", { class = i == k and "itself" or n == 0 and "quiet" }, n) }
    end
  end
  return { id = "axes-together-" .. html.id(group.id), class = "matrix", columns = columns, rows = rows,
    title = context.words("axes.together", { group = group.title }), notes = { context.words("axes.together.note") } }
end

-- ---- the group

local function top_list(group, size, context)
  local out = {}
  for i, id in ipairs(group.state.tops[size] or {}) do
    local axis = group.by_id[id]
    out[i] = h("li", nil, axis and h("a", { href = "#" .. axis.anchor }, h("bdi", nil, axis.name)) or id)
  end
  return #out > 0 and h("div", { class = "top" }, h("h3", nil, context.words("axes.top." .. size)), h("ol", nil, out))
end

-- What a smaller session came to by itself, and what became of it.
local function session_rows(group, board, record)
  local became, rows = {}, {}
  for _, axis in ipairs(group.axes) do
    for _, origin in ipairs(axis.from) do
      if origin.kind == "axis" then
        became[origin.key] = became[origin.key] and became[origin.key] .. "; " .. axis.name or axis.name
      end
    end
  end
  for i, axis in ipairs(boards.state_of(record, board).axes) do
    rows[i] = { axis = axis.name, definition = axis.definition, became = became[board.id .. "/" .. axis.id] }
  end
  return rows
end

local function session_tables(group, context, record, list)
  local out = {}
  for _, board in ipairs(group.boards) do
    local rows = not board.main and session_rows(group, board, record) or {}
    if #rows > 0 then
      list[#list + 1] = { id = "axes-of-" .. html.id(board.id), rows = rows, stack = true, bound = true, class = "side",
        title = context.words("axes.session", { title = board.title, group = group.title }),
        notes = axislist.notes({ group }, record, context, { context.words("axes.session.note") }), columns = {
          { key = "axis", title = context.words("axes.column.axis"), kind = "text", class = "label" },
          { key = "definition", title = context.words("axes.column.definition"), kind = "text", class = "long",
            weight = 2.4 },
          { key = "became", title = context.words("axes.column.became"), kind = "text", class = "label" } } }
      out[#out + 1] = tables.html(list[#list], context.words)
    end
  end
  return out
end

local function group_section(group, context, record, list)
  local entries = {}
  for i, axis in ipairs(group.axes) do
    entries[i] = axiscard.entry(axis, context)
  end
  local t = #group.axes > 1 and together_table(group, context)
  list[#list + 1] = t or nil
  return { h("h2", { dir = "auto" }, group.title),
    #entries > 0 and h("p", nil, context.words("axes.n", { n = #entries }))
      or h("p", nil, context.words("axes.none")),
    #entries > 0 and h("div", { class = "tops" }, top_list(group, "3", context), top_list(group, "5", context)),
    #entries > 0 and h("div", { class = "attributes" }, entries), t and tables.html(t, context.words),
    session_tables(group, context, record, list) }
end

local ways_on = {
  { path = "axes-side-by-side.html", title = "side.title", about = "side.about" },
  { path = "axes-samples.html", title = "axes.samples.title", about = "axes.samples.about" },
  { path = "axes-support.html", title = "axes.support.title", about = "axes.support.about" },
  { path = "axes-standard.html", title = "axes.standard.title", about = "axes.standard.about" },
  { page = "ratings", path = "ratings.html", title = "ratings.title", about = "ratings.about" },
  { page = "rankings", path = "rankings.html", title = "rankings.title", about = "rankings.about" },
  { page = "change", path = "change.html", title = "change.title", about = "change.about" },
  { path = "axes-log.html", title = "axes.log.title", about = "axes.log.about", always = true },
}

local function ways(book, context)
  local out = {}
  for _, way in ipairs(ways_on) do
    local there = way.page and outcome.has(way.page) or not way.page and (book.n > 0 or way.always)
    out[#out + 1] = there and h("li", nil, h("a", { href = way.path }, context.words(way.title)),
      h("span", nil, context.words(way.about))) or nil
  end
  return h("ul", { class = "contents" }, out)
end

-- ---- how they came about

local function change_lines(entry, context)
  local out = {}
  for _, change in ipairs(entry.changes) do
    local title = context.words("axes.change." .. change.key)
    out[#out + 1] = h("div", { class = "change" }, h("p", { class = "quiet" }, title,
      change.name and { ": ", h("bdi", nil, change.name) }),
      change.before ~= "" and h("p", { class = "quote", dir = "auto" }, h("del", nil, coded.quote(change.before))),
      change.after ~= "" and h("p", { class = "quote", dir = "auto" }, h("ins", nil, coded.quote(change.after))))
  end
  return out
end

local function who_did(entry, context)
  return entry.by and entry.by ~= "" and entry.by ~= "facilitator" and entry.by or context.words("axes.log.facilitator")
end

-- "2026-11-02 15:00" of a stamp, as it was written down: nobody knows where the clock stood.
local function when(stamp)
  return stamp and #stamp >= 16 and stamp:sub(1, 10) .. " " .. stamp:sub(12, 16) or stamp
end

local function standing(entry, context)
  return entry.undone and context.words("axes.log.undone")
    or entry.problem and context.words("axes.log.not.done", { why = context.words("axes.problem."
      .. entry.problem.code) }) or nil
end

local function entry_line(entry, board, context)
  local state = standing(entry, context)
  return h("li", { id = entry.id and html.id("decision", board.id, entry.id), class = entry.undone and "undone" },
    h("p", { class = "did" }, entry.sentence.content, state and h("span", { class = "mark" }, " ", state)),
    entry.reason and entry.reason ~= "" and h("p", { class = "reason", dir = "auto" },
      context.words("axes.log.reason", { reason = entry.reason })),
    change_lines(entry, context),
    h("p", { class = "source" }, h("bdi", nil, who_did(entry, context)),
      entry.at and entry.at ~= "" and { " · ", h("bdi", nil, when(entry.at)) }))
end

-- One side of what an edit changed, each part under its name.
local function side_of(entry, side, context)
  local out = {}
  for _, change in ipairs(entry.changes) do
    out[#out + 1] = change[side] ~= "" and context.words("axes.log.change", { what = change.name
      or context.words("axes.change." .. change.key), words = change[side] }) or nil
  end
  return table.concat(out, "; ")
end

local function log_section(group, record, context, rows)
  local out = { h("h2", { dir = "auto", id = "log." .. html.id(group.id) }, group.title) }
  for _, part in ipairs(axislog.read(group, record, context)) do
    local lines = {}
    for i, entry in ipairs(part.entries) do
      lines[i] = entry_line(entry, part.board, context)
      rows[#rows + 1] = { group = group.title, board = part.board.title, n = i, at = entry.at,
        by = who_did(entry, context), what = entry.sentence.text, before = side_of(entry, "before", context),
        after = side_of(entry, "after", context), reason = entry.reason, standing = standing(entry, context) }
    end
    out[#out + 1] = not part.board.main and h("h3", { dir = "auto" }, part.board.title)
    out[#out + 1] = #lines > 0 and h("ol", { class = "log" }, lines) or h("p", nil, context.words("axes.log.none"))
  end
  return out
end

local log_fields = { "group", "board", "n", "at", "by", "what", "before", "after", "reason", "standing" }

local function log_page(book, record, context, list)
  local rows, out = {}, {}
  for i, group in ipairs(book.groups) do
    out[i] = log_section(group, record, context, rows)
  end
  local t = { id = "axis-log", title = context.words("axes.log.title"), rows = rows, bound = true,
    notes = axislist.notes(book.groups, record, context, { context.words("axes.log.note") }),
    columns = columns_of("axes.log.column.", log_fields, { n = true }, context) }
  list[#list + 1] = t
  return { path = "axes-log.html", title = context.words("axes.log.title"), heading = context.words("axes.log.title"),
    section = "axes",
    html = html.join(h("p", { class = "lead" }, context.words("axes.log.lead")), out,
      coded.downloads(t, "")) }
end

return function(record, context)
  local book = axislist.read(record, context)
  if not book then
    return nil
  end
  if book.n > 0 and not axislist.has_terms(record) then
    log.warning("no terms of use are set (terms = text \"terms.md\"): the tables of axes say so", "study.lua")
  end
  local list, sections = {}, {}
  for i, group in ipairs(book.groups) do
    sections[i] = group_section(group, context, record, list)
  end
  local all = axis_table(book, record, context)
  list[#list + 1] = all
  return {
    id = "axes", title = context.words("axes.title"), path = "axes.html", tables = list,
    pages = { log_page(book, record, context, list) },
    html = html.join(h("p", { class = "lead" }, context.words("axes.lead")),
      h("p", { class = "caution" }, context.words("axes.note.people")), ways(book, context), sections,
      coded.downloads(all, "")),
  }
end
