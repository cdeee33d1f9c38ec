-- SPDX-License-Identifier: MIT
--- Mentioned by one: every code, every cluster name and every attribute that one person of a group alone has. A number
--- of people says nothing about how much something matters.
local coded = require("coded")
local html = require("html")
local text = require("calma.text")

local h = html.element

local function add(map, list, name, person, href)
  local key = text.fold(name)
  if not map[key] then
    map[key] = { name = name, person = person, href = href, alone = true }
    list[#list + 1] = map[key]
  end
  map[key].alone = map[key].alone and map[key].person == person
end

-- What people of a group said, by kind: name, who, and the way there.
local kinds = {
  { id = "code", each = function(record, group, take)
    for _, coding in ipairs(record.codings()) do
      for _, use in ipairs(coding.group_id == group.id and coding.uses or {}) do
        take(use.label, coding.participant, coding.href)
      end
    end
  end },
  { id = "cluster", each = function(record, group, take)
    for _, cluster in ipairs(record.clusters()) do
      if cluster.group_id == group.id and cluster.name ~= "" then
        take(cluster.name, cluster.participant, cluster.href)
      end
    end
  end },
  { id = "attribute", each = function(record, group, take)
    for _, attribute in ipairs(record.attributes()) do
      if attribute.group_id == group.id and attribute.name ~= "" then
        take(attribute.name, attribute.participant, attribute.href)
      end
    end
  end },
}

local function alone_in(group, kind, record, context)
  local map, list, out = {}, {}, {}
  kind.each(record, group, function(name, person, href)
    add(map, list, name, person, href)
  end)
  for _, entry in ipairs(list) do
    out[#out + 1] = entry.alone and entry or nil
  end
  return context.sorted(out, function(entry) return entry.name end)
end

local function columns_of(context)
  local columns = {}
  for i, key in ipairs({ "group", "kind", "name", "person" }) do
    columns[i] = { key = key, title = context.words("once.column." .. key), kind = "text" }
  end
  return columns
end

local function list_of(entries)
  local out = {}
  for i, entry in ipairs(entries) do
    out[i] = h("li", nil, h("a", { class = "code", href = entry.href, dir = "auto" }, entry.name))
  end
  return h("ul", { class = "labels" }, out)
end

return function(record, context)
  local rows, body = {}, {}
  for _, group in ipairs(record.groups()) do
    body[#body + 1] = h("h2", { dir = "auto" }, group.title)
    for _, kind in ipairs(kinds) do
      local entries = alone_in(group, kind, record, context)
      for _, entry in ipairs(entries) do
        rows[#rows + 1] = { group = group.title, kind = context.words("once.kind." .. kind.id),
          name = { text = entry.name, href = entry.href }, person = entry.person }
      end
      body[#body + 1] = #entries > 0 and { h("h3", nil, context.words("once.kind." .. kind.id)),
        h("p", { class = "quiet" }, context.words("once.n", { n = #entries })), list_of(entries) }
    end
  end
  local t = { id = "once", title = context.words("once.title"), columns = columns_of(context), rows = rows,
    notes = { context.words("once.note") } }
  return {
    id = "once", under = "labels", title = t.title, path = "once.html", tables = { t },
    html = html.join(h("p", { class = "lead" }, context.words("once.lead")), coded.caution(context), body,
      #rows > 0 and coded.downloads(t, "") or h("p", nil, context.words("once.none"))),
  }
end
