-- SPDX-License-Identifier: MIT
--- What people read of the bank, and in which order. It stands on their own page.
local html = require("html")

local h = html.element
local browsed = {}

local function title(row)
  return h("bdi", nil, row.title and row.title ~= "" and row.title or row.transcript)
end

local function note(row, context)
  return h("span", { class = "quiet" }, " ", context.words("browsed.by." .. row.by),
    row.topic and row.topic ~= "" and { " · ", h("bdi", nil, row.topic) })
end

local function path(person, context, record)
  local out = {}
  for row in record.each([[SELECT visit.*, transcript.title, transcript.topic FROM visit
      LEFT JOIN transcript ON transcript.id = visit.transcript LEFT JOIN round ON round.id = visit.round
      WHERE participant = ? ORDER BY round.position, visit.round, step, n]], person.id) do
    out[#out + 1] = h("li", nil, title(row), note(row, context))
  end
  return out
end

local function picks(person, record)
  local out = {}
  for row in record.each([[SELECT DISTINCT pick.transcript, transcript.title FROM pick
      LEFT JOIN transcript ON transcript.id = pick.transcript WHERE participant = ?
      ORDER BY transcript.position, pick.transcript]], person.id) do
    out[#out + 1] = h("li", nil, title(row))
  end
  return out
end

--- What one person read, in their order, and what they would come back to; nil where they read nothing.
function browsed.list(person, context, record)
  local visits, picked = path(person, context, record), picks(person, record)
  return (#visits > 0 or #picked > 0) and { h("h2", nil, context.words("browsed.title")), h("ol", nil, visits),
    #picked > 0 and { h("h3", nil, context.words("browsed.picks")), h("ul", { class = "plain" }, picked) } } or nil
end

return browsed
