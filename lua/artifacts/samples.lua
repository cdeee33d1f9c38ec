-- SPDX-License-Identifier: MIT
--- Each group's axes with two sample interactions each: what was asked, and what of the answer shows the axis. The
--- definitions are the very cells that the table of all groups has.
local axiscard = require("axiscard")
local axislist = require("axislist")
local coded = require("coded")
local html = require("html")
local log = require("calma.log")
local tables = require("table")

local h = html.element
local SAMPLES = 2

-- What was taken back, or what its conversation does not say, is no sample of anything.
local function usable(axis)
  local out = {}
  for _, example in ipairs(axis.examples) do
    out[#out + 1] = not example.withdrawn and not example.differs and example or nil
  end
  return out
end

local function asked_cell(example, context)
  local asked = axiscard.asked(example.of)
  return asked and { text = asked.text, content = html.join(h("span", { class = "head" },
    context.words("axes.samples.asked")), h("span", { class = "quote", dir = "auto" }, coded.quote(asked.text, 400))) }
end

local function sample_cell(example, context)
  return { text = example.text, content = html.join(h("span", { class = "head" }, example.href
    and h("a", { href = example.href }, context.words("axes.samples.answer")) or context.words("axes.samples.answer")),
    h("span", { class = "quote", dir = "auto" }, coded.quote(example.text, math.huge))) }
end

local function columns_of(context)
  local columns = { { key = "label", title = context.words("axes.samples.label"), kind = "text", class = "label" },
    { key = "definition", title = context.words("axes.samples.definition"), kind = "text", class = "long",
      weight = 2 } }
  for i = 1, SAMPLES do
    columns[#columns + 1] = { key = "asked_" .. i, kind = "text", class = "asked",
      title = context.words("axes.samples.asked.n", { i = i }) }
    columns[#columns + 1] = { key = "sample_" .. i, kind = "text", class = "sample", weight = 2,
      title = context.words("axes.samples.sample.n", { i = i }) }
  end
  return columns
end

-- Which axes lack something. The terminal says it too: there is time yet to ask the group.
local function lack_note(group, context, level, key, lacks)
  local names = {}
  for _, axis in ipairs(group.axes) do
    names[#names + 1] = lacks(axis) and axis.name or nil
  end
  local said = #names > 0 and context.words(key, { n = #names, names = table.concat(names, "; ") }) or nil
  if said then
    log[level](said, "board-" .. group.id)
  end
  return said
end

local function has_few(axis)
  return #usable(axis) < SAMPLES
end

local function is_undefined(axis)
  return axis.definition == ""
end

local function sample_table(group, record, context)
  local rows, notes = {}, { context.words("axes.samples.note") }
  for i, axis in ipairs(group.axes) do
    rows[i] = { label = axis.name_cell, definition = axis.definition_cell }
    for k, example in ipairs(usable(axis)) do
      if k <= SAMPLES then
        rows[i]["asked_" .. k], rows[i]["sample_" .. k] = asked_cell(example, context), sample_cell(example, context)
      end
    end
  end
  notes[#notes + 1] = lack_note(group, context, "warning", "axes.samples.undefined", is_undefined)
  notes[#notes + 1] = lack_note(group, context, "note", "axes.samples.few", has_few)
  return { id = "axes-" .. html.id(group.id), title = context.words("axes.samples.table", { group = group.title }),
    class = "samples", stack = true, bound = true, columns = columns_of(context), rows = rows,
    notes = axislist.notes({ group }, record, context, notes) }
end

return function(record, context)
  local book = axislist.read(record, context)
  if not book or book.n == 0 then
    return nil
  end
  local list, body = {}, {}
  for _, group in ipairs(book.groups) do
    if #group.axes > 0 then
      list[#list + 1] = sample_table(group, record, context)
      body[#body + 1] = tables.html(list[#list], context.words)
    end
  end
  return {
    id = "samples", under = "axes", title = context.words("axes.samples.title"), path = "axes-samples.html",
    tables = list, html = html.join(h("p", { class = "lead" }, context.words("axes.samples.lead")), body),
  }
end
