-- SPDX-License-Identifier: MIT
--- The list of who is in the study, for those who run it: group, role and language as the roster has them, what came
--- back, and answers by which somebody is not eligible. Nothing follows from it by itself. Who declined is on no page.
local html = require("html")
local json = require("calma.json")
local survey = require("survey")
local tables = require("table")

local h = html.element

-- Everybody but those who declined, in the order of the roster, with what is known of them: sent (rounds), and "yes",
-- "open" or "unsent" as `part`.
local function everybody(record)
  return record.rows([[
    WITH heard AS (SELECT participant, group_concat(title, ', ') AS rounds FROM (
        SELECT DISTINCT file.participant, round.position,
          CASE round.title WHEN '' THEN round.id ELSE round.title END AS title
        FROM file JOIN round ON round.id = file.round WHERE file.state = 'accepted'
        ORDER BY file.participant, round.position) GROUP BY participant)
    SELECT participant.id, participant.role, participant.language, study_group.title AS group_title,
      heard.rounds AS sent,
      CASE WHEN heard.rounds IS NULL THEN 'unsent' WHEN participant.id IN (SELECT id FROM speaker) THEN 'yes'
        ELSE 'open' END AS part
    FROM participant LEFT JOIN study_group ON study_group.id = participant.group_id
      LEFT JOIN heard ON heard.participant = participant.id
    WHERE participant.id NOT IN (SELECT participant FROM consent WHERE NOT accepted)
    ORDER BY study_group.position, participant.group_id, participant.position, participant.id]])
end

-- The questions that say who is eligible, by key: {key, round, step, question}, in order.
local function screens_of(record)
  local out = {}
  for _, step in ipairs(record.rows([[SELECT step.round, step.id, step.options FROM step
      JOIN round ON round.id = step.round WHERE step.kind = 'survey' ORDER BY round.position, step.position]])) do
    for _, question in ipairs(survey.screens(json.decode(step.options).sections)) do
      out[#out + 1] = { round = step.round, step = step.id, question = question }
    end
  end
  return out
end

-- What somebody answered, in the words of the question.
local function answer_of(row, question, context)
  local parts = { row.value and tostring(row.value) or nil }
  for _, id in ipairs(row.choices and json.decode(row.choices) or {}) do
    local title = id == "other" and context.words("survey.other") or id
    for _, option in ipairs(question.options or {}) do
      title = option.id == id and survey.say(option.text, context.language) or title
    end
    parts[#parts + 1] = id == "other" and row.text and row.text ~= "" and title .. ": " .. row.text or title
  end
  return table.concat(parts, ", ")
end

local function said(person, screen, record)
  return record.one("SELECT * FROM screening WHERE participant = ? AND round = ? AND step = ? AND question = ?",
    person.id, screen.round, screen.step, screen.question.id)
end

-- Whether the question was put to them: what depends on another answer may not have been.
local function was_asked(person, screen, record)
  local answers = {}
  for row in record.each("SELECT * FROM answer WHERE participant = ? AND round = ? AND step = ?", person.id,
    screen.round, screen.step) do
    row.choices = row.choices and json.decode(row.choices) or {}
    answers[row.question] = row
  end
  return survey.asked(screen.question, answers)
end

-- Lines about one person; the second value tells whether any of them is to be looked at.
local function eligible(person, screens, context, record)
  local lines, flagged = {}, false
  for _, screen in ipairs(screens) do
    local row, ask = said(person, screen, record), survey.say(screen.question.ask, context.language)
    if row and row.fits == 0 then
      lines[#lines + 1] = context.words("roster.look", { question = ask,
        answer = answer_of(row, screen.question, context) })
      flagged = true
    elseif not row and was_asked(person, screen, record) then
      lines[#lines + 1] = context.words("roster.blank", { question = ask })
    end
  end
  return #lines > 0 and table.concat(lines, " ") or context.words("roster.fits"), flagged
end

local function row_of(person, screens, context, record)
  local row = { participant = person.id, group = person.group_title, role = person.role, language = person.language,
    part = context.words("roster.part." .. person.part), sent = person.sent }
  if person.part == "yes" and #screens > 0 then
    local text, flagged = eligible(person, screens, context, record)
    row.eligible = flagged and { text = text, content = h("strong", nil, text) } or text
    row.flagged = flagged
  end
  return row
end

local function roster_table(screens, context, record)
  local columns, rows = {}, {}
  for _, key in ipairs({ "participant", "group", "role", "language", "part", "sent", "eligible" }) do
    columns[#columns + 1] = (key ~= "eligible" or #screens > 0)
      and { key = key, title = context.words("roster." .. key), weight = key == "eligible" and 3 or 1 } or nil
  end
  for i, person in ipairs(everybody(record)) do
    rows[i] = row_of(person, screens, context, record)
  end
  return { id = "roster", title = context.words("roster.title"), columns = columns, rows = rows, stack = true,
    notes = { context.words("roster.note") } }
end

local function flags(t)
  local n = 0
  for _, row in ipairs(t.rows) do
    n = n + (row.flagged and 1 or 0)
  end
  return n
end

return function(record, context)
  local screens = screens_of(record)
  local t, declined = roster_table(screens, context, record), #record.declined()
  return { id = "roster", under = "person", title = t.title, path = "roster.html", tables = { t },
    html = html.join(h("p", { class = "lead" }, context.words("roster.lead")),
      h("p", { class = "caution" }, context.words("run.only", { file = "roster" })),
      #screens > 0 and h("p", nil, context.words("roster.flags", { n = flags(t) }), " ",
        context.words("roster.decide")),
      declined > 0 and h("p", nil, context.words("roster.declined", { n = declined })),
      tables.html(t, context.words)) }
end
