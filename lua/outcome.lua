-- SPDX-License-Identifier: MIT
--- What a group came to, and what its people say of it afterwards: the final axes, what became of the first names, how
--- each person ranks and rates. Read once for each group; nobody changes the answers.
local adopted = require("adopted")
local boards = require("boards")
local json = require("calma.json")
local keys = require("keys")
local record = require("record")
local sha256 = require("calma.text").sha256

local outcome = {}
local known = {}

-- What a study must ask for, so that there is such a page.
local NEEDS = {
  ratings = "kind = 'rate'", session = "kind = 'board'", survey = "kind = 'survey'",
  rankings = "kind = 'board' OR kind = 'rank' AND NOT coalesce(options ->> 'define', 0)",
  change = "kind IN ('board', 'rate') AND EXISTS (SELECT 1 FROM step WHERE kind = 'rank' AND options ->> 'define')",
}

--- Whether the report of the study has the page: "ratings", "rankings", "change", "session" or "survey".
function outcome.has(page)
  return record.one("SELECT count(*) AS n FROM step WHERE " .. NEEDS[page]).n > 0
end

-- Makes a function of a group that computes once for each.
local function once(name, compute)
  known[name] = {}
  outcome[name] = function(group)
    known[name][group.id] = known[name][group.id] or compute(group)
    return known[name][group.id]
  end
end

--- {axes, place, by_id, tops, state}: the adopted axes, or those proposed where none is adopted, in the board's order;
--- place: by id, from 1; by_id: the gone ones too; tops[3], tops[5]: ids of the group's own ranking, or nil.
once("of", function(group)
  local state = boards.state(record, group.id)
  local found = { axes = adopted(state.axes), place = {}, by_id = state.by_id, state = state,
    tops = { [3] = state.tops["3"], [5] = state.tops["5"] } }
  for i, axis in ipairs(found.axes) do
    found.place[axis.id] = i
  end
  return found
end)

-- The axis that "<board>/<axis>" names, of a session of its own.
local function elsewhere(group, key)
  for _, board in ipairs(boards.list(record)) do
    local head = board.id .. "/"
    if board.group_id == group.id and key:sub(1, #head) == head then
      return boards.state_of(record, board).by_id[key:sub(#head + 1)]
    end
  end
end

--- What an axis is called, however it ended, also where it is one of a session of its own; its id where it has no name.
function outcome.name(group, id)
  local axis = outcome.of(group).by_id[id] or elsewhere(group, id)
  return axis and axis.name ~= "" and axis.name or id
end

-- ---- the first names and what became of them

-- By "<board>/<axis>" of a session of its own: the ids of the axes that came of it.
local function taken_up(group)
  local map = {}
  for _, axis in ipairs(outcome.of(group).state.axes) do
    for _, origin in ipairs(axis.from) do
      if origin.kind == "axis" then
        map[origin.key] = map[origin.key] or {}
        table.insert(map[origin.key], axis.id)
      end
    end
  end
  return map
end

-- The axes of the group that those of a session of its own became; "<board>/<axis>" where none did.
local function led_on(ids, board, taken)
  local out, there = {}, {}
  for _, id in ipairs(ids) do
    local key = board.id .. "/" .. id
    for _, axis in ipairs(taken[key] or { key }) do
      out[#out + 1] = not there[axis] and axis or nil
      there[axis] = true
    end
  end
  return out
end

-- By card: {axes, by}. The group's own board wins over one of a session of its own, the later round over the earlier.
local function mappings(group)
  local map, taken, main = {}, taken_up(group), {}
  for _, board in ipairs(boards.list(record)) do
    for _, item in ipairs(board.group_id == group.id and boards.items(record, board, "mapping") or {}) do
      if board.main or not main[item.card] then
        main[item.card] = board.main
        map[item.card] = { by = item.by or "", axes = board.main and item.axes or led_on(item.axes, board, taken) }
      end
    end
  end
  return map
end

-- Of several steps that ask for first names, the first that somebody of the group answered.
local function first_step(group)
  for _, step in ipairs(record.rows([[SELECT step.round, step.id FROM step JOIN round ON round.id = step.round
      WHERE step.kind = 'rank' ORDER BY round.position, step.position]])) do
    for _, attribute in ipairs(record.attributes()) do
      if attribute.group_id == group.id and attribute.round == step.round and attribute.step == step.id then
        return step
      end
    end
  end
end

--- What each person wrote down before the discussion: list of {person, names}; names: list of {attribute, axes, by},
--- `axes` being what it became: a list of ids, empty for "none of them", nil where nobody has said yet.
once("firsts", function(group)
  local step, said, list, of = first_step(group), mappings(group), {}, {}
  for _, attribute in ipairs(record.attributes()) do
    if step and attribute.group_id == group.id and attribute.round == step.round and attribute.step == step.id then
      local person = attribute.participant
      if not of[person] then
        of[person] = { person = person, names = {} }
        list[#list + 1] = of[person]
      end
      local mapping = said[keys.item("card", attribute)]
      table.insert(of[person].names, { attribute = attribute, axes = mapping and mapping.axes,
        by = mapping and mapping.by })
    end
  end
  return list
end)

-- ---- rankings

-- One person's places as a list of places of axes, each once: {{1}, {3, 2}}; and what else stood in it.
local function places_of(row, found)
  local out, seen, unknown, twice = {}, {}, {}, {}
  for _, tied in ipairs(json.decode(row.places or "[]")) do
    local here = {}
    for _, id in ipairs(tied) do
      local place = found.place[id]
      if not place then
        unknown[#unknown + 1] = id
      elseif seen[place] then
        twice[#twice + 1] = id
      else
        here[#here + 1], seen[place] = place, true
      end
    end
    out[#out + 1] = #here > 0 and here or nil
  end
  return { person = row.participant, places = out, unknown = unknown, twice = twice }
end

-- The rank steps that ask for a ranking of axes; `framing`: the point of view that they ask people to take, a text that
-- is a file being shown by the step's title; `framed`: whether there is one.
local function ranking_steps()
  local out = record.rows([[SELECT step.round, step.id, step.title, step.options FROM step
    JOIN round ON round.id = step.round WHERE step.kind = 'rank' AND NOT coalesce(step.options ->> 'define', 0)
    ORDER BY round.position, step.position]])
  for _, step in ipairs(out) do
    local framing = json.decode(step.options).framing
    step.framed = framing ~= nil and framing ~= ""
    step.framing = type(framing) == "string" and framing or step.title
  end
  return out
end

--- Every step in which people of the group ranked the axes, in the study's order: {round, step, framed, framing,
--- people}; people: {person, places, unknown, twice}, places being lists of places of axes (outcome.of), tied in one
--- list.
once("rankings", function(group)
  local found, out = outcome.of(group), {}
  for _, step in ipairs(ranking_steps()) do
    local people = {}
    for row in record.each([[SELECT ranking.participant, places FROM ranking
        JOIN speaker ON speaker.id = ranking.participant WHERE ranking.group_id = ? AND round = ? AND step = ?
        ORDER BY speaker.position, speaker.id]], group.id, step.round, step.id) do
      people[#people + 1] = places_of(row, found)
    end
    out[#out + 1] = #people > 0 and { round = step.round, step = step.id, framed = step.framed,
      framing = step.framing, people = people } or nil
  end
  return out
end)

--- The ranking that counts beside the group's own: the last without another point of view; and those with one.
function outcome.main_ranking(group)
  local main, framed = nil, {}
  for _, ranking in ipairs(outcome.rankings(group)) do
    if ranking.framed then
      framed[#framed + 1] = ranking
    else
      main = ranking
    end
  end
  return main, framed
end

--- Ranks as calma.stats takes them: a row for each person, false where they did not rank an axis.
function outcome.ballots(group, ranking)
  local rows, n = {}, #outcome.of(group).axes
  for i, each in ipairs(ranking.people) do
    rows[i] = {}
    for k = 1, n do
      rows[i][k] = false
    end
    for place, tied in ipairs(each.places) do
      for _, axis in ipairs(tied) do
        rows[i][axis] = place
      end
    end
  end
  return rows
end

--- The axes among a person's first `top`, the best first. Who tied across the border has all of the tied.
function outcome.first_of(places, top)
  local out = {}
  for _, tied in ipairs(places) do
    if #out >= top then
      break
    end
    table.move(tied, 1, #tied, #out + 1, out)
  end
  return out
end

-- ---- ratings

-- By hash: a definition that some decision gave to an axis.
local function wordings(group)
  local map = {}
  local function add(fields)
    if type(fields) == "table" and type(fields.definition) == "string" then
      map[sha256(fields.definition)] = fields.definition
    end
  end
  for _, decision in ipairs(outcome.of(group).state.log) do
    add(decision.fields)
    for _, part in ipairs(type(decision.parts) == "table" and decision.parts or {}) do
      add(type(part) == "table" and part.fields)
    end
  end
  return map
end

--- Every step in which people of the group rated, in the study's order: {round, step, title, points, words, heard,
--- rows}; heard: by person, whether their file of that round came back; rows: {person, axis, value or nil, comment,
--- current, wording}. `current`: the definition is still the one that was rated; else `wording` is what it was, nil
--- where no decision has it.
once("ratings", function(group)
  local found, old, out = outcome.of(group), wordings(group), {}
  for _, step in ipairs(record.rows([[SELECT step.round, step.id AS step, step.title,
      coalesce(step.options ->> 'points', 5) AS points, step.options -> 'words' AS words
      FROM step JOIN round ON round.id = step.round WHERE step.kind = 'rate'
      ORDER BY round.position, step.position]])) do
    step.rows, step.heard = {}, {}
    step.words = step.words and json.decode(step.words)
    for row in record.each([[SELECT rating.*, rating.participant AS person FROM rating
        JOIN speaker ON speaker.id = rating.participant WHERE rating.group_id = ? AND round = ? AND step = ?
        ORDER BY speaker.position, speaker.id, axis]], group.id, step.round, step.step) do
      local axis = found.by_id[row.axis]
      row.current = found.place[row.axis] ~= nil and sha256(axis.definition) == row.definition_sha256
      row.wording = old[row.definition_sha256]
      table.insert(step.rows, row)
    end
    for row in record.each([[SELECT DISTINCT participant FROM file WHERE state = 'accepted' AND round = ?
        AND participant IS NOT NULL]], step.round) do
      step.heard[row.participant] = true
    end
    out[#out + 1] = #step.rows > 0 and step or nil
  end
  return out
end)

return outcome
