-- SPDX-License-Identifier: MIT
--- The opening page: what this study is, who was asked, what came back. Large enough to be projected.
local coded = require("coded")
local axislist = require("axislist")
local html = require("html")
local json = require("calma.json")
local outcome = require("outcome")
local questions = require("questions")
local quiz = require("quiz")
local tables = require("table")
local trained = require("trained")

local h = html.element

-- Every number for one group; asked = sent + not yet heard from.
local function counts_of(group, record)
  local row = record.one([[
    WITH sent AS (SELECT DISTINCT participant FROM file WHERE state = 'accepted' AND participant IS NOT NULL),
      refused AS (SELECT DISTINCT participant FROM consent WHERE NOT accepted)
    SELECT count(*) AS asked, count(sent.participant) AS sent, count(refused.participant) AS declined
    FROM participant LEFT JOIN sent ON sent.participant = participant.id
      LEFT JOIN refused ON refused.participant = participant.id
    WHERE participant.group_id = ?]], group.id)
  row.took_part = record.one([[SELECT count(DISTINCT live_item.participant) AS n FROM live_item
    WHERE live_item.group_id = ? AND step_kind IN ('code', 'cluster', 'ask')]], group.id).n
  row.questions = questions.count(group, record).questions
  row.passages, row.codes, row.clusters = 0, 0, 0
  for _, coding in ipairs(record.codings()) do
    if coding.group_id == group.id then
      row.passages, row.codes = row.passages + 1, row.codes + #coding.uses
    end
  end
  for _, cluster in ipairs(record.clusters()) do
    row.clusters = row.clusters + (cluster.group_id == group.id and 1 or 0)
  end
  return row
end

local fields = { "asked", "sent", "took_part", "declined", "questions", "passages", "codes", "clusters" }

local function group_table(context, record)
  local columns, rows = { { key = "group", title = context.words("overview.group"), kind = "text" } }, {}
  for _, key in ipairs(fields) do
    columns[#columns + 1] = (key ~= "questions" or questions.asked(record))
      and { key = key, title = context.words("overview." .. key), kind = "number" } or nil
  end
  for i, group in ipairs(record.groups()) do
    rows[i] = counts_of(group, record)
    rows[i].group = group.title
  end
  return { id = "groups", title = context.words("overview.table"), columns = columns, rows = rows,
    notes = { context.words("overview.note") } }
end

local function total(t, key)
  local n = 0
  for _, row in ipairs(t.rows) do
    n = n + row[key]
  end
  return n
end

local function figure(context, key, n)
  return h("li", nil, h("strong", nil, n), " ", context.words("overview.figure." .. key, { n = n }))
end

local function asks(record, kind)
  return record.one("SELECT count(*) AS n FROM step WHERE kind = ?", kind).n > 0
end

local function contents(context, record)
  local out, axes = {}, axislist.read(record, context)
  for _, entry in ipairs({ { "axes", axes and "axes.html" },
    { "side", axes and axes.n > 0 and "axes-side-by-side.html" }, { "ratings", outcome.has("ratings") },
    { "rankings", outcome.has("rankings") }, { "change", outcome.has("change") },
    { "proposals", asks(record, "propose") }, { "session", outcome.has("session") },
    { "survey", outcome.has("survey") }, { "training", trained.any(record) }, { "cloud", "cloud.html" },
    { "attributes", "attributes.html" }, { "first", record.ranks() and "first.html" }, { "labels", "labels.html" },
    { "answers", "answers.html" }, { "emphasis", #record.groups() > 1 and "emphasis.html" }, { "once", "once.html" },
    { "guess", asks(record, "guess") and "guesses.html" },
    { "map", "map.html" }, { "agreement", "agreement.html" }, { "topics", "topics.html" },
    { "transcript", "transcripts/index.html" }, { "people", "people/index.html" }, { "roster", "roster.html" },
    { "pay", record.study().pay and "pay.html" },
    { "hand", "by-hand.html" } }) do
    local path = entry[2] == true and entry[1] .. ".html" or entry[2]
    out[#out + 1] = path and h("li", nil, h("a", { href = path }, context.words(entry[1] .. ".title")),
      h("span", nil, context.words(entry[1] .. ".about")))
  end
  return h("ul", { class = "contents" }, out)
end

local function trouble(context, record)
  local n = record.one("SELECT count(*) AS n FROM file WHERE state = 'quarantined'").n
  local unmatched = record.one("SELECT count(*) AS n FROM coding WHERE NOT anchored").n
  if n + unmatched == 0 then
    local any = record.one("SELECT count(*) AS n FROM file").n > 0
    return h("p", { class = "quiet" }, context.words(any and "overview.no.trouble" or "overview.no.files"))
  end
  return h("p", { class = "trouble" }, context.words("overview.files", { n = n }), " ",
    context.words("overview.unmatched", { n = unmatched }), " ",
    h("a", { href = "problems.html" }, context.words("overview.trouble.link")))
end

-- What came of a quiz: how many, never who. Whoever passed in any try has passed.
local function quiz_said(step, context, record)
  local row = record.one([[
    WITH said AS (SELECT participant, max(body ->> 'passed') AS passed, max(body ->> 'flagged') AS flagged
      FROM live_item WHERE step_kind = 'quiz' AND kind = 'try' AND round = ?1 AND step = ?2 GROUP BY participant)
    SELECT count(*) AS n, coalesce(sum(passed), 0) AS passed,
      coalesce(sum(flagged AND NOT passed), 0) AS flagged FROM said]], step.round, step.id)
  local data = quiz.packet(json.decode(step.options), context.language)
  return row.n > 0 and h("p", nil, context.words("overview.quiz.said", { n = row.n, passed = row.passed,
    step = h("bdi", nil, step.title ~= "" and step.title or step.round_title), need = data.need,
    total = #data.questions }), row.flagged > 0 and {
      " ", context.words("overview.quiz.flagged", { n = row.flagged }) })
end

local function quizzes(context, record)
  local out = {}
  for _, step in ipairs(record.rows([[SELECT step.round, step.id, step.title, step.options,
      CASE round.title WHEN '' THEN round.id ELSE round.title END AS round_title
      FROM step JOIN round ON round.id = step.round WHERE step.kind = 'quiz'
      ORDER BY round.position, step.position]])) do
    out[#out + 1] = quiz_said(step, context, record) or nil
  end
  return out
end

local function heard_from(group, context)
  return context.words("overview.heard", { group = h("strong", { dir = "auto" }, group.group), n = group.took_part,
    asked = group.asked })
end

return function(record, context)
  local study, t, axes = record.study(), group_table(context, record), axislist.read(record, context)
  local groups = {}
  for i, row in ipairs(t.rows) do
    groups[i] = h("li", nil, heard_from(row, context))
  end
  return {
    id = "overview", title = study.title, path = "index.html", tables = { t },
    html = html.join(
      study.use_case and study.use_case ~= "" and h("p", { class = "lead", dir = "auto" }, study.use_case),
      h("ul", { class = "figures" }, figure(context, "people", total(t, "took_part")),
        questions.asked(record) and figure(context, "questions", total(t, "questions")),
        figure(context, "passages", total(t, "passages")), figure(context, "codes", total(t, "codes")),
        figure(context, "clusters", total(t, "clusters")),
        axes and axes.n > 0 and figure(context, "axes", axes.n)),
      h("ul", { class = "heard" }, groups),
      coded.caution(context),
      h("h2", nil, context.words("overview.contents")), contents(context, record),
      h("h2", nil, context.words("overview.who")),
      study.community and study.community ~= "" and h("p", { dir = "auto" }, context.words("overview.community",
        { community = study.community })),
      tables.html(t, context.words), quizzes(context, record), trouble(context, record),
      study.ethics and study.ethics ~= "" and h("p", { class = "quiet", dir = "auto" },
        context.words("overview.ethics", { ethics = study.ethics }))),
  }
end
