-- SPDX-License-Identifier: MIT
--- What each axis rests on, by where the conversations came from: the ones everybody got, people's own, others'.
local axislist = require("axislist")
local html = require("html")
local support = require("support")
local tables = require("table")

local h = html.element
local fields = { "baseline", "own", "others", "n", "example", "card", "label" }

local function columns_of(context)
  local columns = { { key = "group", title = context.words("axes.column.group"), kind = "text" },
    { key = "axis", title = context.words("axes.column.axis"), kind = "text" } }
  for _, key in ipairs(fields) do
    columns[#columns + 1] = { key = key, title = context.words("axes.support." .. key), kind = "number" }
  end
  columns[#columns + 1] = { key = "mark", title = context.words("axes.support.mark"), kind = "text" }
  return columns
end

local function mark_of(count)
  return count.n == 0 and "axes.support.nothing" or count.baseline == count.n and "axes.support.only" or nil
end

local function row_of(axis, context)
  local count = support.count(axis)
  local mark = mark_of(count)
  return { group = axis.group.title, axis = { text = axis.name, href = axis.href }, baseline = count.baseline,
    own = count.own, others = count.others, n = count.n, example = count.through.example, card = count.through.card,
    label = count.through.label, mark = mark and context.words(mark) }
end

return function(record, context)
  local book = axislist.read(record, context)
  if not book or book.n == 0 then
    return nil
  end
  local rows = {}
  for _, group in ipairs(book.groups) do
    for _, axis in ipairs(group.axes) do
      rows[#rows + 1] = row_of(axis, context)
    end
  end
  local t = { id = "support", title = context.words("axes.support.title"), columns = columns_of(context), rows = rows,
    stack = true, bound = true, class = "titled tight",
    notes = axislist.notes(book.groups, record, context, { context.words("axes.support.note") }) }
  return {
    id = "support", under = "axes", title = t.title, path = "axes-support.html", tables = { t },
    html = html.join(h("p", { class = "lead" }, context.words("axes.support.lead")), tables.html(t, context.words)),
  }
end
