-- SPDX-License-Identifier: MIT
--- Training and quizzes person by person, so that what was not understood can be explained again. For those who run the
--- study; how people code is no part of it.
local html = require("html")
local tables = require("table")
local trained = require("trained")

local h = html.element

local function tries_by_person(step)
  local by = {}
  for _, tries in ipairs(step.people) do
    by[tries.participant] = tries
  end
  return by
end

local function best_of(tries)
  local best = 0
  for _, try in ipairs(tries) do
    best = math.max(best, try.right)
  end
  return best
end

local function row_of(person, step, tries, trainings, context, record)
  local training = trainings[person.id]
  local row = { person = { text = person.id, href = record.person_pages()[person.id] },
    training = training and training:sub(1, 12) or context.words("training.none") }
  if step then
    row.quiz = step.title ~= "" and step.title or step.round_title
    row.tries, row.right = tries and #tries or 0, tries and best_of(tries) or ""
    row.outcome = context.words("training.outcome." .. (tries and trained.outcome(tries) or "none"))
  end
  return row
end

local function rows_of(context, record)
  local rows, trainings, steps = {}, trained.last(record), trained.quizzes(record)
  local by = {}
  for i, step in ipairs(steps) do
    by[i] = tries_by_person(step)
  end
  for _, person in ipairs(record.people()) do
    for i = 1, math.max(1, #steps) do
      rows[#rows + 1] = row_of(person, steps[i], steps[i] and by[i][person.id], trainings, context, record)
    end
  end
  return rows, #steps > 0
end

--- The page, whose table is added to the list.
return function(record, context, list)
  local rows, quizzed = rows_of(context, record)
  local columns = {}
  for i, key in ipairs(quizzed and { "person", "training", "quiz", "tries", "right", "outcome" }
    or { "person", "training" }) do
    columns[i] = { key = key, title = context.words("training.column.person." .. key),
      kind = (key == "tries" or key == "right") and "number" or "text" }
  end
  local title = context.words("training.people")
  local t = { id = "training-people", title = title, columns = columns, rows = rows,
    notes = { context.words("training.people.note") } }
  list[#list + 1] = t
  return { path = "training-people.html", title = title, heading = title, section = "training",
    html = html.join(h("p", { class = "lead" }, context.words("training.people.lead")),
      h("p", { class = "caution" }, context.words("training.people.caution")), tables.html(t, context.words)) }
end
