-- SPDX-License-Identifier: MIT
--- What people would ask the model. Their words stand on their author's page alone; elsewhere they are counted.
local html = require("html")
local outcomes = require("outcomes")

local h = html.element
local UP = "../"
local questions = {}

--- True when the study asks people for questions of their own.
function questions.asked(record)
  return record.one("SELECT count(*) AS n FROM step WHERE kind = 'ask'").n > 0
end

--- How many questions a group has, and of how many people: {questions, people}.
function questions.count(group, record)
  return record.one([[SELECT count(*) AS questions, count(DISTINCT participant) AS people FROM question
    WHERE group_id = ?]], group.id)
end

-- The title of a conversation, or its id where the study has it no longer.
local function title_of(id, record)
  local row = record.one("SELECT title FROM transcript WHERE id = ?", id)
  return row and row.title ~= "" and row.title or id
end

-- The ways to what models answered.
local function answers(row, context, record)
  local out = {}
  for i, transcript in ipairs(outcomes.of_question(row, record)) do
    out[i] = h("p", { class = "quiet" }, h("a", { href = UP .. transcript.page },
      context.words("questions.answer", { model = h("bdi", nil, transcript.model) })))
  end
  return out
end

local function item(row, context, record)
  local notes = {}
  notes[#notes + 1] = row.topic ~= ""
    and context.words("questions.topic", { topic = h("bdi", nil, row.topic) }) or nil
  notes[#notes + 1] = row.after
    and context.words("questions.after", { title = h("bdi", nil, title_of(row.after, record)) }) or nil
  notes[#notes + 1] = row.sensitive == 1 and context.words("questions.sensitive") or nil
  notes[#notes + 1] = row.share == 1 and context.words("questions.share") or nil
  for i, note in ipairs(notes) do
    notes[i] = h("p", { class = "quiet" }, note)
  end
  return h("li", nil, h("p", { dir = "auto" }, row.text), notes, answers(row, context, record))
end

--- What one person asked, round by round in their order; nil where they asked nothing.
function questions.list(person, context, record)
  local out = {}
  for row in record.each([[SELECT question.* FROM question LEFT JOIN round ON round.id = question.round
      WHERE participant = ? ORDER BY round.position, question.round, step, n]], person.id) do
    out[#out + 1] = item(row, context, record)
  end
  return #out > 0 and { h("h2", nil, context.words("questions.title")), h("ol", nil, out) } or nil
end

--- One sentence for each group, with what is counted.
function questions.lines(groups, context, record)
  local out = {}
  for i, group in ipairs(groups) do
    local n = questions.count(group, record)
    out[i] = h("p", nil, context.words("questions.count",
      { group = h("bdi", nil, group.title), n = n.questions, people = n.people }))
  end
  return out
end

return questions
