-- SPDX-License-Identifier: MIT
--- Candidate attributes: every cluster that somebody made in focused coding, with its definition, its best example
--- and its codes, each leading to its passages.
local coded = require("coded")
local html = require("html")

local h = html.element

local function name_of(cluster, context)
  return cluster.name ~= "" and cluster.name or context.words("cluster.unnamed")
end

-- A code with its passages; the first wordings where they differ from the code's name now.
local function code_line(code, context)
  local links, wordings, seen = {}, {}, {}
  for i, use in ipairs(code.uses) do
    links[i] = { " ", h("a", { href = use.coding.href, class = "to" }, i) }
    if use.label ~= code.label and not seen[use.label] then
      seen[use.label] = true
      wordings[#wordings + 1] = use.label
    end
  end
  return h("li", { id = code.anchor }, h("span", { class = "code", dir = "auto" }, code.label),
    #wordings > 0 and h("span", { class = "quiet", dir = "auto" }, " ", context.words("attributes.was",
      { labels = table.concat(wordings, ", ") })),
    h("span", { class = "links" }, links))
end

local function best_example(cluster, context)
  local coding = cluster.best
  if not coding then
    return h("p", { class = "quiet" }, context.words("attributes.no.best"))
  end
  return h("blockquote", { dir = "auto" }, h("p", { class = "quote" },
    h("a", { href = coding.href }, coded.quote(coding.quote, 600))))
end

local function cluster_entry(cluster, context, record)
  local codes = {}
  for i, code in ipairs(cluster.codes) do
    codes[i] = code_line(code, context)
  end
  local poles = cluster.poles
  return h("article", { class = "attribute", id = cluster.anchor },
    h("div", { class = "name" }, h("h3", nil, h("bdi", nil, name_of(cluster, context))),
      h("p", { class = "who" }, h("a", { href = record.person_pages()[cluster.participant] }, cluster.participant))),
    h("div", nil, cluster.definition ~= "" and h("p", { class = "definition", dir = "auto" }, cluster.definition)
      or h("p", { class = "quiet" }, context.words("attributes.no.definition")),
    #poles == 2 and h("p", { class = "poles", dir = "auto" }, context.words("attributes.poles",
      { one = h("span", { dir = "auto" }, poles[1]), two = h("span", { dir = "auto" }, poles[2]) })),
    best_example(cluster, context),
    #codes > 0 and h("ul", { class = "codes" }, codes)
      or h("p", { class = "quiet" }, context.words("attributes.no.codes"))))
end

local fields = { "group", "person", "name", "definition", "pole_one", "pole_two", "example", "codes", "wordings" }

local function table_row(cluster, group)
  local codes, wordings = {}, {}
  for i, code in ipairs(cluster.codes) do
    codes[i] = code.label
    for _, use in ipairs(code.uses) do
      wordings[#wordings + 1] = use.label
    end
  end
  return { group = group.title, person = cluster.participant, name = cluster.name, definition = cluster.definition,
    pole_one = cluster.poles[1], pole_two = cluster.poles[2], example = cluster.best and cluster.best.quote,
    codes = table.concat(codes, "; "), wordings = table.concat(wordings, "; ") }
end

local function new_table(context)
  local columns = {}
  for i, key in ipairs(fields) do
    columns[i] = { key = key, title = context.words("attributes.column." .. key), kind = "text" }
  end
  return { id = "attributes", title = context.words("attributes.title"), columns = columns, rows = {},
    notes = { context.words("attributes.note") } }
end

local function group_section(group, t, context, record)
  local own, entries = {}, {}
  for _, cluster in ipairs(record.clusters()) do
    if cluster.group_id == group.id then
      own[#own + 1] = cluster
    end
  end
  for i, cluster in ipairs(context.sorted(own, function(each) return each.name end)) do
    entries[i] = cluster_entry(cluster, context, record)
    table.insert(t.rows, table_row(cluster, group))
  end
  return { h("h2", { dir = "auto" }, group.title),
    #entries > 0 and h("div", { class = "attributes" }, entries)
      or h("p", nil, context.words("attributes.none")) }
end

return function(record, context)
  local t, sections = new_table(context), {}
  for i, group in ipairs(record.groups()) do
    sections[i] = group_section(group, t, context, record)
  end
  return {
    id = "attributes", title = context.words("attributes.title"), path = "attributes.html", tables = { t },
    html = html.join(h("p", { class = "lead" }, context.words("attributes.lead")), coded.caution(context), sections,
      coded.downloads(t, "")),
  }
end
