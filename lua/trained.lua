-- SPDX-License-Identifier: MIT
--- Who learned what, from the record: versions of the training with the codings that came after them, tries of quizzes,
--- films. Speakers only.
local json = require("calma.json")

local trained = {}

--- True when the study has a practice step.
function trained.practises(record)
  return record.one("SELECT count(*) AS n FROM step WHERE kind = 'practice'").n > 0
end

--- True when there is anything to say of training, quizzes or films.
function trained.any(record)
  return trained.practises(record) or #trained.quizzes(record) > 0 or #trained.films(record) > 0
end

local known -- by participant: {training, at, position}, in the order of rounds and steps

-- A training that somebody opened again after it was changed has the place of the last one that they opened.
local function learned(record)
  if not known then
    known = {}
    for row in record.each([[SELECT stage.participant, stage.body ->> 'training' AS training, stage.body ->> 'at' AS at,
          round.position
        FROM live_item AS stage JOIN round ON round.id = stage.round
          JOIN step ON step.round = stage.round AND step.id = stage.step
        WHERE stage.step_kind = 'practice' AND stage.kind = 'stage'
        ORDER BY stage.participant, round.position, step.position, at, stage.clock, stage.id]]) do
      known[row.participant] = known[row.participant] or {}
      table.insert(known[row.participant], row)
    end
  end
  return known
end

local function positions(record)
  local out = {}
  for _, round in ipairs(record.rows("SELECT id, position FROM round")) do
    out[round.id] = round.position
  end
  return out
end

-- The training before a coding: the last one that its author opened by its round; nil for none.
local function before(coding, position, record)
  local found
  for _, each in ipairs(learned(record)[coding.participant] or {}) do
    found = each.position <= position and each.training or found
  end
  return found
end

local function add_people(of, record)
  for participant, list in pairs(learned(record)) do
    for _, each in ipairs(list) do
      local version = of[each.training] or { training = each.training, first = each.at, people = {}, codings = {} }
      of[each.training], version.people[participant] = version, true
      version.first = each.at < version.first and each.at or version.first
    end
  end
end

local function is_earlier(a, b)
  if a.first ~= b.first then
    return a.first < b.first
  end
  return a.training < b.training
end

--- {training, first: the day on which it was first opened, people = {[id] = true}, codings in earnest after it}, the
--- earliest first; behind them, without training and first, codings of people who had opened none.
function trained.versions(record)
  local of, out, round = {}, {}, positions(record)
  local none = { people = {}, codings = {} }
  add_people(of, record)
  for _, coding in ipairs(record.codings()) do
    local training = before(coding, round[coding.round] or 0, record)
    table.insert((training and of[training] or none).codings, coding)
  end
  for _, version in pairs(of) do
    out[#out + 1] = version
  end
  table.sort(out, is_earlier)
  for _, version in ipairs(out) do
    version.first = version.first:sub(1, 10)
  end
  out[#out + 1] = #none.codings > 0 and none or nil
  return out
end

--- Ids of those who are in a version's `people` or are authors of its `codings`, each once, in their order.
function trained.people_of(version, key)
  local set, out = {}, {}
  if key == "people" then
    set = version.people
  else
    for _, coding in ipairs(version.codings) do
      set[coding.participant] = true
    end
  end
  for participant in pairs(set) do
    out[#out + 1] = participant
  end
  return out
end

--- By participant: the last training that they opened, or nil.
function trained.last(record)
  local out = {}
  for participant, list in pairs(learned(record)) do
    out[participant] = list[#list].training
  end
  return out
end

-- ---- quizzes

-- By person their tries in order: {{n, answers, right, of, passed, flagged}, ..., participant, passed: in any of them}.
local function tries_of(step, record)
  local by, out = {}, {}
  for row in record.each([[SELECT live_item.participant, live_item.body FROM live_item
      JOIN speaker ON speaker.id = live_item.participant
      LEFT JOIN study_group ON study_group.id = speaker.group_id
      WHERE step_kind = 'quiz' AND kind = 'try' AND round = ? AND step = ?
      ORDER BY study_group.position, speaker.position, speaker.id, live_item.body ->> 'n', live_item.id]],
      step.round, step.id) do
    local try, own = json.decode(row.body), by[row.participant]
    if not own then
      own = { participant = row.participant, passed = false }
      by[row.participant], out[#out + 1] = own, own
    end
    own[#own + 1], own.passed = try, own.passed or try.passed
  end
  return out
end

--- Every quiz of the study: {round, id, title, round_title, options, people = {tries of a person, ...}}.
function trained.quizzes(record)
  local out = record.rows([[SELECT step.round, step.id, step.title, step.options,
      CASE round.title WHEN '' THEN round.id ELSE round.title END AS round_title
    FROM step JOIN round ON round.id = step.round WHERE step.kind = 'quiz' ORDER BY round.position, step.position]])
  for _, step in ipairs(out) do
    step.people = tries_of(step, record)
  end
  return out
end

--- What somebody's tries came to: "passed", "flagged" or "open".
function trained.outcome(tries)
  local last = tries[#tries]
  return tries.passed and "passed" or last.flagged and "flagged" or "open"
end

--- How many people a quiz had, and what came of it: {n, passed, flagged, open}.
function trained.counts(step)
  local counts = { n = #step.people, passed = 0, flagged = 0, open = 0 }
  for _, tries in ipairs(step.people) do
    local outcome = trained.outcome(tries)
    counts[outcome] = counts[outcome] + 1
  end
  return counts
end

-- ---- films

local function count_people(record, query, ...)
  return record.one(query, ...).n
end

local function film_of(video, step, record)
  local name = video.file:gsub("^.*/", "")
  return { title = video.title and video.title ~= "" and video.title or video.file,
    viewed = count_people(record, [[SELECT count(DISTINCT participant) AS n FROM live_item
      WHERE round = ? AND step = ? AND kind = 'viewed' AND id = ?]], step.round, step.id, "video:" .. name),
    people = count_people(record, [[SELECT count(DISTINCT file.participant) AS n FROM file
      JOIN speaker ON speaker.id = file.participant WHERE state = 'accepted' AND round = ?]], step.round) }
end

--- Films of the study's read steps: {title, viewed: people who say that they watched it, people: who sent that round}.
function trained.films(record)
  local steps, out = record.rows([[SELECT round, id, options FROM step WHERE kind = 'read'
    ORDER BY round, position]]), {}
  for _, step in ipairs(steps) do
    for _, each in ipairs(json.decode(step.options).documents or {}) do
      out[#out + 1] = each.kind == "video" and film_of(each, step, record) or nil
    end
  end
  return out
end

return trained
