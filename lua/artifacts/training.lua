-- SPDX-License-Identifier: MIT
--- What came of the training: how many people learned with which version of it, how many of the labels that they used
--- in earnest afterwards only describe, what the quizzes came to, and who says that they watched a film. A training is
--- known by the hash that its stages carry.
local coded = require("coded")
local descriptive = require("descriptive")
local few = require("few")
local figure = require("figure")
local html = require("html")
local json = require("calma.json")
local quiz = require("quiz")
local tables = require("table")
local trained = require("trained")
local trainingpeople = require("trainingpeople")

local h = html.element

-- ---- labels by training

local function label_row(version, describes)
  local row = { version = version, learned = 0, coded = 0, uses = 0, describing = 0, labels = {} }
  for _ in pairs(version.people) do
    row.learned = row.learned + 1
  end
  local people = {}
  for _, coding in ipairs(version.codings) do
    row.coded = row.coded + (people[coding.participant] and 0 or 1)
    people[coding.participant] = true
    for _, use in ipairs(coding.uses) do
      local found = describes(use.label)
      row.uses, row.describing = row.uses + 1, row.describing + (found and 1 or 0)
      row.labels[#row.labels + 1] = found and { label = use.label, href = coding.href } or nil
    end
  end
  return row
end

local function values(rows, key)
  local out = {}
  for i, row in ipairs(rows) do
    out[i] = row[key]
  end
  return out
end

-- What one training or none came to is part of all; all together is the study's own result.
local function cells(row, hide, context)
  local least = context.words("few", { n = few.LEAST })
  local function shown(value, hidden)
    return hidden and least or value
  end
  return { learned = row.total and row.learned or shown(row.learned, hide.learned),
    coded = shown(row.coded, hide.coded), uses = shown(row.uses, hide.coded),
    describing = shown(row.describing, hide.coded),
    rate = hide.coded and least or figure.cell(row.uses > 0 and row.describing / row.uses * 100 or nil, "") }
end

local function all_of(rows, people)
  local all = { total = true, learned = people, coded = people, uses = 0, describing = 0 }
  for _, row in ipairs(rows) do
    all.uses, all.describing = all.uses + row.uses, all.describing + row.describing
  end
  return all
end

local function count_people(versions, key)
  local people, n = {}, 0
  for _, version in ipairs(versions) do
    for _, participant in ipairs(trained.people_of(version, key)) do
      n = n + (people[participant] and 0 or 1)
      people[participant] = true
    end
  end
  return n
end

local function name_of(version, context)
  return version.training and version.training:sub(1, 12) or context.words("training.none")
end

local function version_rows(versions, describes, context)
  local rows, out = {}, {}
  for i, version in ipairs(versions) do
    rows[i] = label_row(version, describes)
  end
  local single = #rows < 2
  local learned, people = few.hidden(values(rows, "learned")), few.hidden(values(rows, "coded"))
  for i, row in ipairs(rows) do
    out[i] = cells(row, { learned = not single and learned[i], coded = not single and people[i] }, context)
    out[i].version, out[i].first = name_of(row.version, context), row.version.first or ""
  end
  if not single then
    local all = all_of(rows, count_people(versions, "people"))
    all.coded = count_people(versions, "codings")
    out[#out + 1] = cells(all, {}, context)
    out[#out].version, out[#out].first = context.words("training.all"), ""
  end
  return out, rows
end

local function version_table(rows, context)
  local columns = {}
  for i, key in ipairs({ "version", "first", "learned", "coded", "uses", "describing", "rate" }) do
    columns[i] = { key = key, title = context.words("training.column." .. key), kind = i < 3 and "text" or "number" }
  end
  return { id = "training", title = context.words("training.table"), columns = columns, rows = rows,
    notes = { context.words("training.note"), context.words("training.caution"),
      context.words("few.note", { n = few.LEAST }) } }
end

-- The labels that were counted, each once, so that anybody can see what the short list of words made of them.
local function describing_list(rows, context)
  local known, list, out = {}, {}, {}
  for _, row in ipairs(rows) do
    for _, each in ipairs(row.labels) do
      list[#list + 1] = not known[each.label] and each or nil
      known[each.label] = true
    end
  end
  for i, each in ipairs(context.sorted(list, function(entry) return entry.label end)) do
    out[i] = h("li", nil, h("a", { class = "code", href = each.href, dir = "auto" }, each.label))
  end
  return #out == 0 and h("p", nil, context.words("training.labels.none"))
    or { h("h3", nil, context.words("training.labels")), h("ul", { class = "labels" }, out) }
end

local function versions_part(record, context, list)
  local versions = trained.versions(record)
  if #versions == 0 then
    return h("p", nil, context.words("training.nobody"))
  end
  local rows, raw = version_rows(versions, descriptive.of(context.language), context)
  list[#list + 1] = version_table(rows, context)
  return { tables.html(list[#list], context.words), describing_list(raw, context) }
end

-- ---- quizzes

-- The ways through a quiz: for each try how many had it, had enough for the first time, and had not and no more tries.
local function try_rows(step, data)
  local rows = {}
  for n = 1, data.tries do
    rows[n] = { try = n, took = 0, passed = 0, flagged = 0 }
  end
  for _, tries in ipairs(step.people) do
    for n, try in ipairs(tries) do
      local row = rows[math.min(n, #rows)]
      row.took, row.passed = row.took + 1, row.passed + (try.passed and 1 or 0)
      row.flagged = row.flagged + (try.flagged and not tries.passed and 1 or 0)
    end
  end
  return rows
end

local function is_right(question, try)
  for _, answer in ipairs(try.answers) do
    if answer.question == question.id then
      return quiz.seal(question.id, answer.choices) == question.right
    end
  end
  return false
end

local function question_rows(step, data)
  local rows = {}
  for i, question in ipairs(data.questions) do
    local row = { question = question.ask, took = #step.people, first = 0, last = 0 }
    for _, tries in ipairs(step.people) do
      row.first = row.first + (is_right(question, tries[1]) and 1 or 0)
      row.last = row.last + (is_right(question, tries[#tries]) and 1 or 0)
    end
    rows[i] = row
  end
  return rows
end

local function quiz_table(id, kind, keys, rows, context, note)
  local columns = {}
  for i, key in ipairs(keys) do
    columns[i] = { key = key, title = context.words("training.column." .. kind .. "." .. key),
      kind = i > 1 and "number" or "text" }
  end
  return { id = kind .. "-" .. id, title = context.words("training." .. kind .. ".table"), columns = columns,
    rows = rows, notes = { note } }
end

local function quiz_part(step, context, list)
  local data = quiz.packet(json.decode(step.options), context.language)
  local title = h("h2", nil, context.words("training.quiz.of", {
    step = h("bdi", nil, step.title ~= "" and step.title or step.round_title) }))
  local rules = h("p", nil, context.words("training.quiz.rules", { need = data.need, total = #data.questions,
    tries = data.tries }), " ", context.words(data.gate and "training.quiz.gate" or "training.quiz.open"))
  if #step.people == 0 then
    return html.join(title, rules, h("p", nil, context.words("training.quiz.nobody")))
  end
  local id, found = html.id(step.round, step.id), trained.counts(step)
  local tries = quiz_table(id, "try", { "try", "took", "passed", "flagged" }, try_rows(step, data), context)
  local asked = quiz_table(id, "question", { "question", "took", "first", "last" }, question_rows(step, data), context,
    context.words("training.question.note"))
  table.move({ tries, asked }, 1, 2, #list + 1, list)
  return html.join(title, rules, h("p", nil, context.words("training.quiz.came", found)),
    tables.html(tries, context.words), tables.html(asked, context.words))
end

-- ---- films

local function films_part(record, context)
  local out = {}
  for _, film in ipairs(trained.films(record)) do
    out[#out + 1] = h("li", nil, context.words("training.film.said", { n = film.viewed, all = film.people,
      film = h("bdi", nil, film.title) }))
  end
  return #out > 0 and { h("h2", nil, context.words("training.films")), h("ul", nil, out) }
end

return function(record, context)
  if not trained.any(record) then
    return nil
  end
  local quizzes, practises = trained.quizzes(record), trained.practises(record)
  local list, parts = {}, {}
  parts[1] = practises and { h("h2", nil, context.words("training.versions")), versions_part(record, context, list) }
    or nil
  for _, step in ipairs(quizzes) do
    parts[#parts + 1] = quiz_part(step, context, list)
  end
  local people = (practises or #quizzes > 0) and trainingpeople(record, context, list)
  return { id = "training", title = context.words("training.title"), path = "training.html", tables = list,
    pages = people and { people } or {},
    html = html.join(h("p", { class = "lead" }, context.words("training.lead")), coded.caution(context), parts,
      films_part(record, context),
      people and h("p", nil, h("a", { href = people.path }, context.words("training.people.link")))) }
end
