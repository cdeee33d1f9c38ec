-- SPDX-License-Identifier: MIT
--- What models were asked and what came of it: which one answered a conversation, with which settings; what goes on
--- from what; and how much each one answered, declined, left empty or cut off. For those who run a study: packets have
--- none of it.
local coded = require("coded")
local html = require("html")
local json = require("calma.json")

local h = html.element
local outcomes = {}

local KINDS = { "answered", "refused", "empty", "truncated" }

local function settings(transcript, context)
  local parts = {}
  if transcript.system ~= "" and transcript.system ~= "none" and transcript.system ~= "unknown" then
    parts[#parts + 1] = h("p", { class = "plain-text", dir = "auto" }, transcript.system)
  end
  if transcript.parameters ~= "" and transcript.parameters ~= "{}" then
    parts[#parts + 1] = h("p", { dir = "ltr" }, h("code", nil, transcript.parameters))
  end
  return #parts > 0 and h("details", nil, h("summary", nil, context.words("transcript.settings")), parts)
end

--- Who answered, and how they were asked.
function outcomes.provenance(transcript, context)
  local model = transcript.model ~= "" and transcript.model or context.words("unknown")
  local lines = { h("p", nil, context.words("transcript.model", { model = h("bdi", nil, model) })) }
  if transcript.asked_of ~= "" then
    lines[2] = h("p", nil, context.words("transcript.called", { id = h("bdi", nil, transcript.asked_of) }))
    lines[3] = h("p", nil, context.words("transcript.asked", { date = h("bdi", nil, transcript.created:sub(1, 10)) }))
  end
  return h("div", { class = "provenance" }, lines, transcript.asked_of ~= "" and settings(transcript, context))
end

--- What became of the last turn, where it is not simply an answer.
function outcomes.said(turn, context)
  local transcript = turn.conversation
  local last = transcript.turns[#transcript.turns]
  if turn ~= last or transcript.outcome == "" or transcript.outcome == "answered" then
    return nil
  end
  return h("p", { class = "quiet" }, context.words("outcome.said." .. transcript.outcome))
end

local function link(key, transcript, context, up)
  return h("p", { class = "quiet" }, context.words(key,
    { title = h("a", { href = up .. transcript.page, dir = "auto" }, coded.title(transcript)) }))
end

-- Lists of conversations by `key_of` each, made once for a report.
local made = {}
local function index(record, name, key_of)
  local list = record.transcripts()
  if not made[name] or made[name].list ~= list then
    local map = {}
    for _, transcript in ipairs(list) do
      local key = key_of(transcript)
      map[key] = map[key] or {}
      table.insert(map[key], transcript)
    end
    made[name] = { list = list, map = map }
  end
  return made[name].map
end

local function question_key(participant, round, step, id)
  return json.encode({ participant, round, step, id })
end

--- The conversations that a question became: one for each model that was asked.
function outcomes.of_question(question, record)
  local map = index(record, "questions", function(transcript)
    local of = transcript.question ~= "" and json.decode(transcript.question) or {}
    return of.id and question_key(of.participant, of.round, of.step, of.id) or ""
  end)
  return map[question_key(question.participant, question.round, question.step, question.id)] or {}
end

--- The ways to what a conversation goes on from, and to what goes on from it.
function outcomes.links(transcript, context, record, up)
  local before = index(record, "ids", function(each) return each.id end)[transcript.follows]
  local after = {}
  for i, next_one in ipairs(index(record, "follows", function(each) return each.follows end)[transcript.id] or {}) do
    after[i] = link("transcript.after", next_one, context, up)
  end
  return before and link("transcript.before", before[1], context, up), after
end

-- What each model was asked, by its id in the study.
local function by_model(record)
  local rows, map = {}, {}
  for _, transcript in ipairs(record.transcripts()) do
    local id = transcript.asked_of
    if id ~= "" and not map[id] then
      map[id] = { model = id, served = {}, answered = 0, refused = 0, empty = 0, truncated = 0 }
      rows[#rows + 1] = map[id]
    end
    if id ~= "" then
      map[id][transcript.outcome] = (map[id][transcript.outcome] or 0) + 1
      map[id].served[transcript.model] = true
    end
  end
  table.sort(rows, function(a, b) return a.model < b.model end)
  return rows
end

local function sorted_keys(set)
  local list = {}
  for key in pairs(set) do
    list[#list + 1] = key
  end
  table.sort(list)
  return list
end

--- How much came of asking each model; nil where none was asked.
function outcomes.table(context, record)
  local rows = by_model(record)
  if #rows == 0 then
    return nil
  end
  for _, row in ipairs(rows) do
    row.served = table.concat(sorted_keys(row.served), ", ")
  end
  local columns = { { key = "model", title = context.words("outcomes.model"), kind = "text" },
    { key = "served", title = context.words("outcomes.served"), kind = "text" } }
  for _, kind in ipairs(KINDS) do
    columns[#columns + 1] = { key = kind, title = context.words("outcome." .. kind), kind = "number" }
  end
  return { id = "models", title = context.words("outcomes.title"), columns = columns, rows = rows }
end

return outcomes
