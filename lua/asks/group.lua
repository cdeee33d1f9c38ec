-- SPDX-License-Identifier: MIT
--- What a group explored and how often it used which words, for its packets of later rounds. No name is in it.
--- -> {topics = {titles, rows, notes}, asked = the same or nil, clouds = {{title, notes, svg}, ...},
---   written = {html, ...}, codings}
local asked = require("asked")
local cloud = require("cloud")
local list = require("plain").list
local markdown = require("calma.markdown")
local tables = require("table")
local topics = require("topics")

local function clouds_of(group, record, context)
  local settings, out = cloud.settings(context), {}
  for _, kind in ipairs(cloud.kinds) do
    local made = cloud.make(group, kind, settings, record, context)
    if made.svg then
      out[#out + 1] = { title = made.title, svg = made.svg, notes = list(made.notes) }
    end
  end
  return list(out)
end

-- A table as packets show it: texts alone.
local function plain_table(t)
  local titles, rows = {}, {}
  for i, column in ipairs(t.columns) do
    titles[i] = column.title
  end
  for n, row in ipairs(t.rows) do
    rows[n] = {}
    for i, column in ipairs(t.columns) do
      rows[n][i] = tostring(tables.value(row[column.key]))
    end
  end
  return { title = t.title, titles = list(titles), rows = list(rows), notes = list(t.notes) }
end

local function written_for(group, context)
  local out = {}
  for _, name in ipairs({ "", group.id }) do
    local source = context.topics[name]
    out[#out + 1] = source and markdown.html(source, context.language)
  end
  return list(out)
end

local function count_codings(group, record)
  local n = 0
  for _, coding in ipairs(record.codings()) do
    n = n + (coding.group_id == group.id and 1 or 0)
  end
  return n
end

return {
  per = "group",
  answer = function(record, context, where)
    local group
    for _, each in ipairs(record.groups()) do
      group = each.id == where.group and each or group
    end
    local own = asked.table(group, record, context)
    return { topics = plain_table(topics.table(group, record, context, true)), asked = own and plain_table(own),
      clouds = clouds_of(group, record, context),
      written = written_for(group, context),
      codings = count_codings(group, record) }
  end,
}
