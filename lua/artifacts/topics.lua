-- SPDX-License-Identifier: MIT
--- The topics that each group explored. What the facilitator wrote in topics.md or topics-<group>.md stands above.
local asked = require("asked")
local coded = require("coded")
local html = require("html")
local markdown = require("calma.markdown")
local tables = require("table")
local topics = require("topics")

local h = html.element

local function written(group, context)
  local source = context.topics[group]
  return source and h("div", { class = "written", dir = "auto" }, html.raw(markdown.html(source, context.language)),
    h("p", { class = "quiet" }, context.words("topics.written")))
end

return function(record, context)
  local sections, list = {}, {}
  for _, group in ipairs(record.groups()) do
    local t = topics.table(group, record, context)
    local own = asked.table(group, record, context)
    list[#list + 1] = t
    list[#list + 1] = own
    sections[#sections + 1] = html.join(h("h2", { dir = "auto" }, group.title), written(group.id, context),
      tables.html(t, context.words), own and tables.html(own, context.words))
  end
  return {
    id = "topics", title = context.words("topics.title"), path = "topics.html", tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("topics.lead")), written("", context), sections,
      coded.caution(context)),
  }
end
