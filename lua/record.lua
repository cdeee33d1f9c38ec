-- SPDX-License-Identifier: MIT
--- What artifacts ask the record. Answers are lists in a fixed order, read once and shared: nobody changes them.
--- Speakers only: who declined is in `declined()` and in no other list.
local html = require("html")
local json = require("calma.json")
local sql = require("calma.record")

local record = { rows = sql.rows, one = sql.one, each = sql.each }

local LEFT_OUT = "[…]"

local known = {}

-- Makes a function that computes once.
local function once(name, compute)
  record[name] = function()
    known[name] = known[name] or compute()
    return known[name]
  end
end

local function by(list, key)
  local map = {}
  for _, row in ipairs(list) do
    map[row[key]] = row
  end
  return map
end

local function push(map, key, value)
  map[key] = map[key] or {}
  table.insert(map[key], value)
end

-- A key of several parts that no other parts make: ids hold no control characters.
local function key_of(...)
  return table.concat({ ... }, "\1")
end

--- {id, title, language, direction, sha256, community, use_case, ethics, options}; options is `report` of study.lua.
once("study", function()
  local study = sql.one("SELECT * FROM study") or {}
  study.options = study.options and json.decode(study.options) or {}
  return study
end)

--- {id, title}
once("groups", function()
  return sql.rows("SELECT id, title FROM study_group ORDER BY position, id")
end)

--- {id, group_id, language}, by group and then as in the roster. Names stay in the roster.
once("people", function()
  return sql.rows([[SELECT speaker.id, speaker.group_id, speaker.language FROM speaker
    LEFT JOIN study_group ON study_group.id = speaker.group_id
    ORDER BY study_group.position, speaker.group_id, speaker.position, speaker.id]])
end)

-- A file's name that no other has, also where capital and small letters are one.
local function file_name(id, taken)
  local out = {}
  for i = 1, math.min(#id, 60) do
    local char = id:sub(i, i)
    local byte = char:byte()
    local plain = byte >= 48 and byte <= 57 or byte >= 65 and byte <= 90 or byte >= 97 and byte <= 122 or char == "_"
    out[i] = plain and char or "-"
  end
  local name, n = table.concat(out), 1
  local fresh = name == "" and "-" or name
  while taken[fresh:lower()] do
    n = n + 1
    fresh = name .. "-" .. n
  end
  taken[fresh:lower()] = true
  return fresh
end

--- By participant: the path of their page.
once("person_pages", function()
  local taken, pages = { index = true }, {}
  for _, person in ipairs(record.people()) do
    pages[person.id] = "people/" .. file_name(person.id, taken) .. ".html"
  end
  return pages
end)

-- Marks what answers a question that its author called sensitive, when it was put or since, and what goes on from that:
-- its words are on its author's page and on no other.
local function mark_sensitive(list, map)
  for _, transcript in ipairs(list) do
    transcript.sensitive = transcript.question ~= "" and sql.one([[SELECT coalesce(?2 ->> 'sensitive', 0) OR EXISTS (
        SELECT 1 FROM item WHERE participant = ?1 AND round = ?2 ->> 'round' AND step = ?2 ->> 'step'
          AND id = ?2 ->> 'id' AND body ->> 'sensitive') AS said]], transcript.owner, transcript.question).said == 1
  end
  for _, transcript in ipairs(list) do
    local from, steps = map[transcript.follows], 0
    while from and steps <= #list and not transcript.sensitive do
      transcript.sensitive, from, steps = from.sensitive, map[from.follows], steps + 1
    end
  end
end

--- {id, title, topic, language, model, system, owner, position, page, sensitive, turns}; turns: {id, n, role, html,
--- length, text, conversation: the transcript, order: the turn's place in the study}
once("transcripts", function()
  -- What came of the questions of somebody who takes part no more is theirs alone, unless others had coded it.
  local list = sql.rows([[SELECT * FROM transcript WHERE question = '' OR owner IN (SELECT id FROM speaker) OR EXISTS (
      SELECT 1 FROM coding JOIN turn ON turn.id = coding.turn WHERE turn.transcript = transcript.id)
    ORDER BY position, id]])
  local map, taken = by(list, "id"), { index = true }
  mark_sensitive(list, map)
  for i, transcript in ipairs(list) do
    transcript.turns = {}
    transcript.page = "transcripts/" .. file_name(string.format("%0" .. #tostring(#list) .. "d-%s", i, transcript.id),
      taken) .. ".html"
  end
  for turn in sql.each("SELECT * FROM turn ORDER BY transcript, n") do
    if map[turn.transcript] then
      table.insert(map[turn.transcript].turns, turn)
    end
  end
  local order = 0
  for _, transcript in ipairs(list) do
    for _, turn in ipairs(transcript.turns) do
      order = order + 1
      turn.conversation, turn.order = transcript, order
    end
  end
  return list
end)

--- By turn's id: the turn.
once("turns", function()
  local turns = {}
  for _, transcript in ipairs(record.transcripts()) do
    for _, turn in ipairs(transcript.turns) do
      turns[turn.id] = turn
    end
  end
  return turns
end)

-- By coding and label: the refined code that the use belongs to.
local function claims()
  local map = {}
  for row in sql.each([[SELECT participant, round, coding, label, code, code_label FROM claim WHERE rank = 1
      ORDER BY participant, round, step]]) do
    map[key_of(row.participant, row.round, row.coding, row.label)] = row
  end
  return map
end

-- By coding: its uses, {label, manner, valence, toward, code, code_label}.
local function uses()
  local claimed, map = claims(), {}
  for row in sql.each("SELECT * FROM label_use ORDER BY participant, round, step, id, n") do
    local claim = claimed[key_of(row.participant, row.round, row.id, row.label)]
    push(map, key_of(row.participant, row.round, row.step, row.id), {
      label = row.label, manner = row.manner, valence = row.valence, toward = row.toward,
      code = claim and claim.code or "label:" .. row.label, code_label = claim and claim.code_label or row.label,
    })
  end
  return map
end

local function add_order(codings)
  local places = {}
  for i, person in ipairs(record.people()) do
    places[person.id] = i
  end
  for _, coding in ipairs(codings) do
    local turn = record.turns()[coding.turn]
    coding.order = { turn and turn.order or math.huge, coding.start or 0, -(coding.stop or 0),
      places[coding.participant] or math.huge, coding.anchor }
  end
end

local function in_order(a, b)
  for i = 1, #a.order do
    if a.order[i] ~= b.order[i] then
      return a.order[i] < b.order[i]
    end
  end
  return false
end

--- Every coding in reading order, the longer first where two start together:
--- {participant, group_id, round, step, id, turn, start, stop, quote, words, memo, anchored, sensitive,
--- at, uses, anchor, href}; `anchor` is its id in its transcript's page, `href` the way there from the first folder;
--- `words` are what was marked, for its author; `quote` is the same for all, and says that of a sensitive
--- conversation something is left out.
once("codings", function()
  local of, list = uses(), {}
  for row in sql.each([[SELECT participant, group_id, round, step, id, turn, "start", "end" AS stop, quote, memo, at,
      anchored FROM coding ORDER BY participant, round, step, id]]) do
    row.uses = of[key_of(row.participant, row.round, row.step, row.id)] or {}
    row.anchored = row.anchored == 1
    row.anchor = html.id("passage", row.participant, row.round, row.step, row.id)
    local turn = record.turns()[row.turn]
    row.sensitive = turn ~= nil and turn.conversation.sensitive
    row.words, row.quote = row.quote, row.sensitive and LEFT_OUT or row.quote
    row.href = turn and turn.conversation.page .. "#" .. row.anchor or "problems.html#" .. row.anchor
    list[#list + 1] = row
  end
  add_order(list)
  table.sort(list, in_order)
  return list
end)

--- By turn's id: its codings, in order.
once("codings_by_turn", function()
  local map = {}
  for _, coding in ipairs(record.codings()) do
    push(map, coding.turn, coding)
  end
  return map
end)

--- By participant: their codings, in order.
once("codings_by_person", function()
  local map = {}
  for _, coding in ipairs(record.codings()) do
    push(map, coding.participant, coding)
  end
  return map
end)

-- By participant, round and code: the uses, {coding, label}.
local function uses_by_code()
  local map = {}
  for _, coding in ipairs(record.codings()) do
    for _, use in ipairs(coding.uses) do
      push(map, key_of(coding.participant, coding.round, use.code), { coding = coding, label = use.label })
    end
  end
  return map
end

-- The label of a code without uses, which only its key knows.
local function label_of(code, titles, person)
  if code:sub(1, 6) == "label:" then
    return code:sub(7)
  end
  return titles[key_of(person, code)]
end

local function code_titles()
  local titles = {}
  for row in sql.each([[SELECT participant, 'code:' || id AS code, body ->> 'label' AS label FROM live_item
      WHERE step_kind = 'cluster' AND kind = 'code' ORDER BY participant, round, step, id]]) do
    titles[key_of(row.participant, row.code)] = row.label
  end
  return titles
end

local function codes_of(cluster, members, of, titles)
  local codes = {}
  for _, code in ipairs(members) do
    local label = label_of(code, titles, cluster.participant)
    local list = of[key_of(cluster.participant, cluster.round, code)] or {}
    if label and #list > 0 then
      codes[#codes + 1] = { key = code, label = label, uses = list,
        anchor = html.id("code", cluster.participant, cluster.round, cluster.id, code) }
    end
  end
  return codes
end

local function best_of(cluster, codings)
  for _, coding in ipairs(codings) do
    if coding.id == cluster.best and coding.participant == cluster.participant and coding.round == cluster.round then
      return coding
    end
  end
end

--- Every cluster: {participant, group_id, round, step, id, name, definition, poles, best, codes, anchor, href}; best
--- is a coding or nil; codes: {key, label, anchor, uses = {{coding, label}, ...}}, the label being the first wording.
--- In the order in which their author has them.
once("clusters", function()
  local members, of, titles = {}, uses_by_code(), code_titles()
  for row in sql.each([[SELECT participant, round, step, cluster, code FROM member
      ORDER BY participant, round, step, id]]) do
    push(members, key_of(row.participant, row.round, row.step, row.cluster), row.code)
  end
  local list = sql.rows([[SELECT * FROM cluster
    ORDER BY participant, round, step, position, id]])
  for _, cluster in ipairs(list) do
    cluster.name, cluster.definition = cluster.name or "", cluster.definition or ""
    cluster.poles = cluster.poles and json.decode(cluster.poles) or {}
    cluster.best = best_of(cluster, record.codings_by_person()[cluster.participant] or {})
    local key = key_of(cluster.participant, cluster.round, cluster.step, cluster.id)
    cluster.codes = codes_of(cluster, members[key] or {}, of, titles)
    cluster.anchor = html.id("cluster", cluster.participant, cluster.round, cluster.step, cluster.id)
    cluster.href = "attributes.html#" .. cluster.anchor
  end
  return list
end)

-- The codings of a person that a list of ids names, in that order; what is gone is left out.
local function codings_named(participant, ids)
  local map, out = by(record.codings_by_person()[participant] or {}, "id"), {}
  for _, id in ipairs(ids) do
    out[#out + 1] = map[id]
  end
  return out
end

--- What people wrote down before the discussion, by group and person, each person's in their order: {participant,
--- group_id, round, step, id, name, definition, place, examples, anchor, href}; examples are codings, place is from 1.
once("attributes", function()
  local list = sql.rows([[SELECT attribute.* FROM attribute JOIN speaker ON speaker.id = attribute.participant
    LEFT JOIN study_group ON study_group.id = attribute.group_id LEFT JOIN round ON round.id = attribute.round
    ORDER BY study_group.position, attribute.group_id, speaker.position, speaker.id, round.position, attribute.round,
      attribute.step, place]])
  for _, attribute in ipairs(list) do
    attribute.name, attribute.definition = attribute.name or "", attribute.definition or ""
    attribute.examples = codings_named(attribute.participant,
      attribute.examples and json.decode(attribute.examples) or {})
    attribute.anchor = html.id("first", attribute.participant, attribute.round, attribute.step, attribute.id)
    attribute.href = "first.html#" .. attribute.anchor
  end
  return list
end)

--- True when the study asks people for the attributes that matter most to them.
function record.ranks()
  return sql.one("SELECT count(*) AS n FROM step WHERE kind = 'rank'").n > 0
end

-- What one person said about one turn; the strongest of several steps.
local strength = { nothing = 3, seen = 2, later = 1 }

--- By turn's id and participant: "nothing", "seen" or "later".
once("turn_states", function()
  local map = {}
  for row in sql.each("SELECT participant, turn, state FROM turn_state ORDER BY participant, round, step, turn") do
    map[row.turn] = map[row.turn] or {}
    local old = map[row.turn][row.participant]
    if not old or (strength[row.state] or 0) > strength[old] then
      map[row.turn][row.participant] = row.state
    end
  end
  return map
end)

--- By turn's id: the people whom it was given to, {id, group_id}, in their order: speakers, and those who have sent
--- nothing yet, since what they were given is not seen yet.
once("readers", function()
  local map = {}
  for row in sql.each([[
      WITH heard AS (SELECT DISTINCT participant FROM file WHERE state = 'accepted' AND participant IS NOT NULL)
      SELECT DISTINCT assigned.turn, participant.id, participant.group_id, study_group.position AS a,
        participant.position AS b
      FROM assigned JOIN participant ON participant.id = assigned.participant
        LEFT JOIN study_group ON study_group.id = participant.group_id
      WHERE participant.id IN (SELECT id FROM speaker) OR participant.id NOT IN (SELECT participant FROM heard)
      ORDER BY assigned.turn, a, participant.group_id, b, participant.id]]) do
    push(map, row.turn, { id = row.id, group_id = row.group_id })
  end
  return map
end)

local function coders_of(turn)
  local coders = {}
  for _, coding in ipairs(record.codings_by_turn()[turn] or {}) do
    coders[coding.participant] = true
  end
  return coders
end

--- How the people who were given a turn stand to it: {coded, nothing, seen, unseen}, numbers. Coded wins.
function record.turn_counts(turn)
  local counts = { coded = 0, nothing = 0, seen = 0, unseen = 0 }
  local coders, states = coders_of(turn), record.turn_states()[turn] or {}
  for _, person in ipairs(record.readers()[turn] or {}) do
    local state = coders[person.id] and "coded" or states[person.id] or "unseen"
    state = state == "later" and "seen" or state
    counts[state] = counts[state] + 1
  end
  return counts
end

--- Where people stand who said that they do not take part: {id, group_id}.
once("declined", function()
  return sql.rows([[SELECT DISTINCT participant.id, participant.group_id, participant.position FROM participant
    JOIN consent ON consent.participant = participant.id AND NOT consent.accepted
    ORDER BY participant.position, participant.id]])
end)

return record
