-- SPDX-License-Identifier: MIT
--- What people said to their group's axes without a meeting, round by round: support, objections with their reasons,
--- other wordings, wishes to merge, new proposals. Nobody is named, and nothing is decided by how many they are.
local boards = require("boards")
local html = require("html")
local json = require("calma.json")
local polis = require("polis")
local tables = require("table")

local h = html.element
local STANCES = { "support", "object", "unsure" }

local function rows_of(record, kind, group)
  return record.rows([[SELECT answer.*, strftime('%s', answer.at) AS seconds FROM ]] .. kind .. [[ AS answer
    JOIN round ON round.id = answer.round WHERE answer.group_id = ?
    ORDER BY round.position, answer.at, answer.id, answer.participant]], group.id)
end

local function read(record, group)
  local said = { group = group, state = boards.state(record, group.id) }
  for _, kind in ipairs({ "stance", "amendment", "wish", "proposal" }) do
    said[kind] = rows_of(record, kind, group)
    said.any = said.any or #said[kind] > 0
  end
  return said
end

local function name_of(said, axis, context)
  local found = said.state.by_id[axis]
  return found and found.name or context.words("proposals.unknown")
end

local function names_of(said, ids, context)
  local names = {}
  for i, id in ipairs(ids) do
    names[i] = context.words("proposals.quoted", { name = name_of(said, id, context) })
  end
  return table.concat(names, context.words("proposals.comma"))
end

-- ---- the tables

local function columns(context, keys, numbers)
  local out = {}
  for i, key in ipairs(keys) do
    out[i] = { key = key, title = context.words("proposals.column." .. key),
      kind = numbers[key] and "number" or "text" }
  end
  return out
end

-- By round and axis, in the order in which they were first spoken of.
local function counted(said)
  local map, list = {}, {}
  for _, stance in ipairs(said.stance) do
    local key = stance.round .. "\n" .. stance.axis
    if not map[key] then
      map[key] = { round = stance.round, axis = stance.axis, support = 0, object = 0, unsure = 0, n = 0 }
      list[#list + 1] = map[key]
    end
    map[key].n = map[key].n + 1
    map[key][stance.stance] = (map[key][stance.stance] or 0) + 1
  end
  return list
end

local function stance_table(all, context)
  local t = { id = "proposals", title = context.words("proposals.table"), rows = {},
    notes = { context.words("proposals.note") },
    columns = columns(context, { "group", "round", "axis", "support", "object", "unsure", "n" },
      { support = true, object = true, unsure = true, n = true }) }
  for _, said in ipairs(all) do
    for _, row in ipairs(counted(said)) do
      t.rows[#t.rows + 1] = { group = said.group.title, round = row.round, axis = name_of(said, row.axis, context),
        support = row.support, object = row.object, unsure = row.unsure, n = row.n }
    end
  end
  return t
end

-- What each remark is about, and what it says.
local remarks = {
  stance = function(said, row, context)
    return { about = name_of(said, row.axis, context), kind = row.stance, text = "" }
  end,
  amendment = function(said, row, context)
    local parts = {}
    parts[#parts + 1] = row.name ~= "" and row.name or nil
    parts[#parts + 1] = row.definition ~= "" and row.definition or nil
    return { about = name_of(said, row.axis, context), kind = "amendment", text = table.concat(parts, ": ") }
  end,
  wish = function(said, row, context)
    return { about = names_of(said, json.decode(row.axes), context), kind = "wish", text = row.name or "" }
  end,
  proposal = function(_, row)
    return { about = row.name, kind = "proposal", text = row.definition or "" }
  end,
}

local function remark_table(all, context)
  local t = { id = "proposals-said", title = context.words("proposals.said"), rows = {},
    notes = { context.words("proposals.said.note") },
    columns = columns(context, { "group", "round", "about", "kind", "text", "reason" }, {}) }
  for _, said in ipairs(all) do
    for _, kind in ipairs({ "stance", "amendment", "wish", "proposal" }) do
      for _, row in ipairs(said[kind]) do
        local remark = remarks[kind](said, row, context)
        if kind ~= "stance" or (row.reason or "") ~= "" then
          t.rows[#t.rows + 1] = { group = said.group.title, round = row.round, about = remark.about,
            kind = context.words("proposals.kind." .. remark.kind), text = remark.text, reason = row.reason or "" }
        end
      end
    end
  end
  return t
end

-- ---- files for other programs

local function body_of(said, context)
  return function(axis)
    local found = said.state.by_id[axis]
    return found and found.name .. ": " .. found.definition or context.words("proposals.unknown")
  end
end

local function known_stances(said)
  local out = {}
  for _, stance in ipairs(said.stance) do
    for _, known in ipairs(STANCES) do
      out[#out + 1] = stance.stance == known and stance or nil
    end
  end
  return out
end

local function polis_files(all, context)
  local files, links = {}, {}
  for _, said in ipairs(all) do
    if #said.stance > 0 then
      local folder = "polis/" .. said.group.id .. "/"
      local comments, votes = polis.files(known_stances(said), body_of(said, context))
      files[#files + 1] = { path = folder .. "comments.csv", bytes = comments }
      files[#files + 1] = { path = folder .. "votes.csv", bytes = votes }
      links[#links + 1] = h("li", { dir = "auto" }, said.group.title, ": ",
        h("a", { href = folder .. "comments.csv" }, "comments.csv"), ", ",
        h("a", { href = folder .. "votes.csv" }, "votes.csv"))
    end
  end
  return files, links
end

return function(record, context)
  if record.one("SELECT count(*) AS n FROM step WHERE kind = 'propose'").n == 0 then
    return nil
  end
  local all = {}
  for _, group in ipairs(record.groups()) do
    local said = read(record, group)
    all[#all + 1] = said.any and said or nil
  end
  local stances, said = stance_table(all, context), remark_table(all, context)
  local files, links = polis_files(all, context)
  return {
    id = "proposals", title = context.words("proposals.title"), tables = { stances, said }, files = files,
    html = html.join(h("p", { class = "lead" }, context.words("proposals.lead")),
      #all == 0 and h("p", nil, context.words("proposals.none"))
        or { tables.html(stances, context.words), tables.html(said, context.words) },
      #links > 0 and { h("p", nil, context.words("proposals.polis")), h("ul", nil, links) }),
  }
end
