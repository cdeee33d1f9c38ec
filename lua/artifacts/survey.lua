-- SPDX-License-Identifier: MIT
--- What people answered to the questions about the process: counts, and open answers in their own words. What they say
--- of themselves is a table of its own, whose small cells are hidden.
local coded = require("coded")
local few = require("few")
local figure = require("figure")
local html = require("html")
local json = require("calma.json")
local stats = require("calma.stats")
local survey = require("survey")
local tables = require("table")
local text = require("calma.text")

local h = html.element
local CHOICES = { single = true, multiple = true }
local STATES = { "answered", "blank", "unasked", "unsent" }

-- ---- who answered what

local function filled(answer)
  return answer and (answer.value or answer.text and answer.text ~= "" or #answer.choices > 0) and answer or nil
end

-- By participant: their answers by question's id.
local function answers_of(step, record)
  local map = {}
  for row in record.each([[SELECT answer.* FROM answer JOIN speaker ON speaker.id = answer.participant
      WHERE round = ? AND step = ? ORDER BY speaker.position, speaker.id, question]], step.round, step.id) do
    row.choices = row.choices and json.decode(row.choices) or {}
    map[row.participant] = map[row.participant] or {}
    map[row.participant][row.question] = filled(row)
  end
  return map
end

local function heard_in(round, record)
  local heard = {}
  for row in record.each([[SELECT DISTINCT participant FROM file WHERE state = 'accepted' AND round = ?
      AND participant IS NOT NULL]], round) do
    heard[row.participant] = true
  end
  return heard
end

-- A person's answer to the question, and one of STATES.
local function state_of(person, question, step)
  local own = step.answers[person.id] or {}
  if not step.heard[person.id] and not step.answers[person.id] then
    return nil, "unsent"
  elseif not survey.asked(question, own) then
    return nil, "unasked"
  end
  return own[question.id], own[question.id] and "answered" or "blank"
end

-- ---- the rows of a question

local function other_option(question, context)
  return question.other and { id = "other", text = context.words("survey.other") } or nil
end

-- The answers that can be counted: {id, title}.
local function options_of(question, context)
  local out = {}
  for _, option in ipairs(CHOICES[question.kind] and question.options or {}) do
    out[#out + 1] = { id = option.id, title = survey.say(option.text, context.language) }
  end
  local other = other_option(question, context)
  out[#out + 1] = other and { id = other.id, title = other.text }
  for i = 1, question.kind == "scale" and question.points or 0 do
    local ends = i == 1 and question.low or i == question.points and question.high
    out[#out + 1] = { id = i, title = ends and ends ~= ""
      and context.words("ratings.end", { n = i, text = survey.say(ends, context.language) }) or tostring(i) }
  end
  return out
end

local function chose(answer, id)
  if answer.value == id then
    return true
  end
  for _, choice in ipairs(answer.choices) do
    if choice == id then
      return true
    end
  end
  return false
end

-- Counts of each row by group: rows are the options, then STATES.
local function count(question, options, step, groups, record)
  local counts, place = {}, {}
  for i = 1, #options + #STATES do
    counts[i] = {}
    for k, group in ipairs(groups) do
      counts[i][k], place[group.id] = 0, k
    end
  end
  for _, person in ipairs(record.people()) do
    local answer, state = state_of(person, question, step)
    local group = place[person.group_id]
    for i, option in ipairs(options) do
      counts[i][group] = counts[i][group] + (answer and chose(answer, option.id) and 1 or 0)
    end
    for i, each in ipairs(STATES) do
      counts[#options + i][group] = counts[#options + i][group] + (each == state and 1 or 0)
    end
  end
  return counts
end

local function sum(list)
  local n = 0
  for _, value in ipairs(list) do
    n = n + value
  end
  return n
end

-- Totals are what all said together; what each group said of it is a breakdown. `private`: totals are hidden too.
local function rows_of(question, options, counts, private, context)
  local rows, least = {}, context.words("few", { n = few.LEAST })
  local hidden = few.grid(table.move(counts, 1, #options, 1, {}))
  local totals = {}
  for i, row in ipairs(counts) do
    totals[i] = sum(row)
  end
  local covered = private and few.hidden(table.move(totals, 1, #options, 1, {})) or {}
  for i, row in ipairs(counts) do
    rows[i] = { question = survey.say(question.ask, context.language),
      answer = options[i] and options[i].title or context.words("survey." .. STATES[i - #options]),
      all = covered[i] and least or totals[i] }
    for k, n in ipairs(row) do
      rows[i]["group" .. k] = options[i] and hidden[i][k] and least or n
    end
  end
  return rows
end

local function columns_of(keys, groups, context)
  local columns = {}
  for i, key in ipairs(keys) do
    columns[i] = { key = key, title = context.words("survey.column." .. key),
      kind = key == "all" and "number" or "text" }
  end
  for k, group in ipairs(#groups > 1 and groups or {}) do
    columns[#columns + 1] = { key = "group" .. k, title = group.title, kind = "number" }
  end
  return columns
end

-- The groups, where any of their cells says more than that it is hidden.
local function told_groups(rows, groups)
  for _, row in ipairs(rows) do
    for k in ipairs(groups) do
      if math.type(row["group" .. k]) == "integer" and row["group" .. k] > 0 then
        return groups
      end
    end
  end
  return {}
end

-- ---- open answers

-- What was written, sorted, so that the order tells nobody who wrote what.
local function written(question, step, context, record)
  local list = {}
  for _, person in ipairs(record.people()) do
    local answer = state_of(person, question, step)
    list[#list + 1] = answer and answer.text ~= "" and answer.text or nil
  end
  table.sort(list, function(a, b)
    local order = context.collate(a, b)
    return order < 0 or order == 0 and a < b
  end)
  return list
end

local function quotes(list)
  local out = {}
  for i, answer in ipairs(list) do
    out[i] = h("li", { dir = "auto" }, answer)
  end
  return #out > 0 and h("ul", { class = "comments" }, out)
end

-- What people call themselves, in capital letters or small; what fewer than five say is put together.
local function self_described(question, step, list, context)
  local by, order, rest, rows = {}, {}, 0, {}
  for _, answer in ipairs(list) do
    local key = text.fold(text.label(answer))
    if not by[key] then
      by[key], order[#order + 1] = { title = answer, n = 0 }, key
    end
    by[key].n = by[key].n + 1
  end
  local function add(answer, n)
    rows[#rows + 1] = { question = survey.say(question.ask, context.language), answer = answer, all = n }
  end
  for _, key in ipairs(order) do
    if by[key].n >= few.LEAST then
      add(by[key].title, by[key].n)
    else
      rest = rest + by[key].n
    end
  end
  if rest > 0 then
    add(context.words("survey.rest", { n = few.LEAST }),
      rest < few.LEAST and context.words("few", { n = few.LEAST }) or rest)
  end
  table.move(rows, 1, #rows, #step.profile + 1, step.profile)
end

-- ---- a question

local function scale_figure(question, options, counts, context)
  local totals, values = {}, {}
  for i = 1, #options do
    totals[i] = sum(counts[i])
    for _ = 1, totals[i] do
      values[#values + 1] = i
    end
  end
  local found, said = stats.ratings(values, question.points), {}
  for i = 1, #options do
    said[i] = context.words("ratings.count", { step = i, people = totals[i] })
  end
  local ends = { options[1].title, options[#options].title }
  return h("figure", { class = "figure" }, figure.dots(found.counts, found, table.concat(said, ", ")),
    figure.scale(#options),
    h("p", { class = "ends" }, h("span", { dir = "auto" }, ends[1]), h("span", { dir = "auto" }, ends[2])),
    found.median and h("figcaption", nil, h("p", nil, context.words("survey.scale", { n = #values,
      median = figure.number(found.median), lower = figure.number(found.lower),
      upper = figure.number(found.upper) }))))
end

local function state_line(counts, options, context)
  local parts = {}
  for i, state in ipairs(STATES) do
    local n = sum(counts[#options + i])
    parts[#parts + 1] = (n > 0 or i == 1) and context.words("survey.n." .. state, { n = n }) or nil
  end
  return h("p", { class = "quiet" }, table.concat(parts, " "))
end

local function profile_question(question, step, options, counts, context, record)
  if question.kind == "text" then
    return self_described(question, step, written(question, step, context, record), context)
  end
  local rows = rows_of(question, options, counts, true, context)
  table.move(rows, 1, #options, #step.profile + 1, step.profile)
end

local function question_part(question, step, groups, context, record)
  local options = options_of(question, context)
  local counts = count(question, options, step, groups, record)
  if question.profile then
    return profile_question(question, step, options, counts, context, record)
  end
  local rows, ask = rows_of(question, options, counts, false, context), survey.say(question.ask, context.language)
  table.move(rows, 1, #rows, #step.rows + 1, step.rows)
  local list = written(question, step, context, record)
  for _, answer in ipairs(list) do
    step.open[#step.open + 1] = { question = ask, answer = answer }
  end
  local counted = table.move(rows, 1, #options, 1, {})
  return h("section", { class = "asked" }, h("h4", { dir = "auto" }, ask), state_line(counts, options, context),
    question.kind == "scale" and scale_figure(question, options, counts, context),
    #options > 0 and tables.html({ id = "survey", part = true, class = "small", rows = counted,
      title = context.words("survey.answers"), label = ask,
      columns = columns_of({ "answer", "all" }, told_groups(counted, groups), context) }, context.words),
    #options > 0 and #list > 0 and h("p", { class = "quiet" }, context.words("survey.words")), quotes(list))
end

-- ---- a step

local function section_part(section, step, groups, context, record)
  local out = {}
  for _, question in ipairs(section.questions) do
    out[#out + 1] = question_part(question, step, groups, context, record)
  end
  local title = section.title and section.title ~= "" and survey.say(section.title, context.language)
  return #out > 0 and { title and h("h3", { dir = "auto" }, title), out }
end

local function step_tables(step, id, groups, context)
  local note = { context.words("few.note", { n = few.LEAST }) }
  return { id = "survey-" .. id, title = context.words("survey.table"), rows = step.rows, notes = note, stack = true,
      columns = columns_of({ "question", "answer", "all" }, groups, context) },
    { id = "survey-open-" .. id, title = context.words("survey.open"), rows = step.open, stack = true,
      notes = { context.words("survey.open.note") }, columns = columns_of({ "question", "answer" }, {}, context) },
    { id = "composition-" .. id, title = context.words("survey.profile"), rows = step.profile, notes = note,
      stack = true, columns = columns_of({ "question", "answer", "all" }, groups, context) }
end

local function step_part(step, groups, list, context, record)
  step.rows, step.open, step.profile = {}, {}, {}
  step.answers, step.heard = answers_of(step, record), heard_in(step.round, record)
  local sections, out = survey.sections(json.decode(step.options).sections), {}
  for person, own in pairs(step.answers) do
    step.answers[person] = survey.given(sections, own)
  end
  for i, section in ipairs(sections) do
    out[i] = section_part(section, step, groups, context, record)
  end
  local t, open, profile = step_tables(step, html.id(step.round, step.id), groups, context)
  list[#list + 1] = t
  list[#list + 1] = #step.open > 0 and open or nil
  list[#list + 1] = #step.profile > 0 and profile or nil
  return html.join(h("h2", { dir = "auto" }, step.title ~= "" and step.title or context.words("survey.of",
      { round = step.round_title })), out, coded.downloads(t, ""), #step.open > 0 and coded.downloads(open, ""),
    #step.profile > 0 and { h("h3", nil, context.words("survey.profile")),
      h("p", nil, context.words("survey.profile.lead")), tables.html(profile, context.words) })
end

return function(record, context)
  local steps = record.rows([[SELECT step.round, step.id, step.title, step.options, round.title AS round_title
    FROM step JOIN round ON round.id = step.round WHERE step.kind = 'survey'
    ORDER BY round.position, step.position]])
  if #steps == 0 then
    return nil
  end
  local list, out = {}, {}
  for i, step in ipairs(steps) do
    out[i] = step_part(step, record.groups(), list, context, record)
  end
  return { id = "survey", title = context.words("survey.title"), path = "survey.html", tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("survey.lead")), coded.caution(context),
      h("p", { class = "caution" }, context.words("survey.representative")),
      h("p", { class = "quiet" }, context.words("survey.few", { n = few.LEAST })), out) }
end
