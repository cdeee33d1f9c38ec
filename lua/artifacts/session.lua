-- SPDX-License-Identifier: MIT
--- How the discussion went: who took part from round to round, who was there, how long it took, what was done otherwise
--- than planned, and what was said that may be quoted. No person is named.
local boards = require("boards")
local coded = require("coded")
local few = require("few")
local figure = require("figure")
local html = require("html")
local json = require("calma.json")
local outcome = require("outcome")
local questions = require("questions")
local stats = require("calma.stats")
local tables = require("table")

local h = html.element
local ROLES = { "participant", "expert", "advocate", "observer", "facilitator" }
local SEGMENTS = { "orientation", "segment1", "segment2", "segment3", "segment4", "segment5" }

local function columns_of(texts, numbers, context)
  local columns = {}
  for _, list in ipairs({ { texts, "text" }, { numbers, "number" } }) do
    for _, key in ipairs(list[1]) do
      columns[#columns + 1] = { key = key, title = context.words("session.column." .. key), kind = list[2] }
    end
  end
  return columns
end

-- Minutes with at most one decimal, as a clock on a wall tells them.
local function told(minutes)
  local tenths = math.floor(minutes * 10 + 0.5)
  return tenths % 10 == 0 and tenths // 10 or tenths / 10
end

local function minutes_of(spans)
  return math.floor(boards.seconds(spans) / 60 + 0.5)
end

-- Items of several rounds have one id each: the last round's.
local function latest(items)
  local out, place = {}, {}
  for _, item in ipairs(items) do
    if not place[item.id] then
      out[#out + 1] = item
      place[item.id] = #out
    end
    out[place[item.id]] = item
  end
  return out
end

local function board_title(board, group, context)
  if board.main then
    return group.title
  end
  return context.words("session.own", { group = group.title,
    title = board.title and board.title ~= "" and board.title or board.session })
end

-- ---- from round to round

-- How many packets there were, how many people sent the round, and how many of them take part and did something.
local function phases_of(group, record)
  return record.rows([[
    SELECT round.id, round.title,
      (SELECT count(*) FROM packet JOIN participant ON participant.id = packet.participant
        WHERE packet.round = round.id AND packet.group_id = ?1) AS given,
      (SELECT count(DISTINCT file.participant) FROM file JOIN participant ON participant.id = file.participant
        WHERE file.round = round.id AND file.state = 'accepted' AND participant.group_id = ?1) AS back,
      (SELECT count(DISTINCT participant) FROM live_item
        WHERE round = round.id AND group_id = ?1 AND step_kind <> 'consent') AS part
    FROM round ORDER BY round.position]], group.id)
end

local function attrition_table(groups, context, record)
  local rows = {}
  for _, group in ipairs(groups) do
    for _, phase in ipairs(phases_of(group, record)) do
      rows[#rows + 1] = { group = group.title, round = phase.title ~= "" and phase.title or phase.id,
        given = phase.given, back = phase.back, part = phase.part }
    end
  end
  return { id = "attrition", title = context.words("session.attrition"), rows = rows,
    notes = { context.words("session.attrition.note") },
    columns = columns_of({ "group", "round" }, { "given", "back", "part" }, context) }
end

-- "Reading and coding 11 → Before the discussion 6"
local function attrition_lines(groups, context, record)
  local out, arrow = {}, context.direction == "rtl" and "←" or "→"
  for i, group in ipairs(groups) do
    local steps = {}
    for k, phase in ipairs(phases_of(group, record)) do
      local on = k > 1 and h("span", { class = "arrow", ["aria-hidden"] = "true" }, arrow, " ")
      steps[k] = h("li", nil, on, h("strong", nil, phase.part), " ",
        h("span", { dir = "auto" }, phase.title ~= "" and phase.title or phase.id))
    end
    out[i] = h("div", nil, h("h3", { dir = "auto" }, group.title),
      h("ol", { class = "phases", ["aria-label"] = context.words("session.phases", { group = group.title }) }, steps))
  end
  return out
end

-- ---- who the groups are

local function people_by_role(group, record)
  local n, order = {}, {}
  for row in record.each("SELECT coalesce(role, '') AS role FROM speaker WHERE group_id = ? ORDER BY role", group.id) do
    if not n[row.role] then
      order[#order + 1] = row.role
    end
    n[row.role] = (n[row.role] or 0) + 1
  end
  return n, order
end

local function targets_of(group, record)
  local row = record.one("SELECT roles FROM study_group WHERE id = ?", group.id)
  return row and json.decode(row.roles or "[]") or {}
end

-- The roles that a group was to have, then the others.
local function role_rows(group, context, record)
  local n, order = people_by_role(group, record)
  local names, wanted, counts, rows = {}, {}, {}, {}
  for _, role in ipairs(targets_of(group, record)) do
    names[#names + 1], wanted[role] = role, true
  end
  for _, role in ipairs(order) do
    names[#names + 1] = not wanted[role] and role or nil
  end
  for i, role in ipairs(names) do
    counts[i] = n[role] or 0
  end
  local hidden = few.hidden(counts)
  for i, role in ipairs(names) do
    hidden[i] = hidden[i] and counts[i] > 0 -- that nobody is there is said in any case
    rows[i] = { group = group.title, role = role ~= "" and role or context.words("role.none"),
      wanted = context.words(wanted[role] and "yes" or "no"), missing = wanted[role] and counts[i] == 0,
      people = hidden[i] and context.words("few", { n = few.LEAST }) or counts[i] }
  end
  return rows
end

local function role_part(groups, list, context, record)
  local rows, missing = {}, {}
  for _, group in ipairs(groups) do
    for _, row in ipairs(role_rows(group, context, record)) do
      rows[#rows + 1] = row
      missing[#missing + 1] = row.missing and h("p", { class = "caution" },
        context.words("session.role.missing", { group = h("bdi", nil, group.title), role = h("bdi", nil, row.role) }))
        or nil
    end
  end
  local t = { id = "roles", title = context.words("session.roles"), rows = rows,
    notes = { context.words("few.note", { n = few.LEAST }) },
    columns = columns_of({ "group", "role", "wanted" }, { "people" }, context) }
  list[#list + 1] = t
  return html.join(h("p", nil, context.words("survey.representative")), missing, tables.html(t, context.words))
end

-- ---- one session

local function facts(board, context, record)
  local items = boards.items(record, board, "session")
  local out = {}
  for _, session in ipairs(items) do
    for _, key in ipairs({ "format", "held", "place", "facilitator" }) do
      local value = session[key]
      if value and value ~= "" then
        out[#out + 1] = { h("dt", nil, context.words("session." .. key)),
          h("dd", { dir = "auto" }, key == "format" and context.words("session.format." .. value) or value) }
      end
    end
  end
  return #out > 0 and h("dl", { class = "facts" }, out) or h("p", { class = "quiet" }, context.words("session.unsaid"))
end

local function caveats(board, context, record)
  local out = {}
  for _, caveat in ipairs(boards.items(record, board, "caveat")) do
    out[#out + 1] = h("p", { class = "caution", dir = "auto" }, caveat.text)
  end
  return #out > 0 and { h("h3", nil, context.words("session.caveats")), out } or nil
end

local function attendance(board, group, context, record)
  local rows, of = {}, {}
  for i, role in ipairs(ROLES) do
    rows[i] = { role = context.words("session.role." .. role), here = 0, away = 0, guests = 0 }
    of[role] = rows[i]
  end
  for _, item in ipairs(latest(boards.items(record, board, "attendance"))) do
    local row = of[item.role]
    local key = item.here and "here" or "away"
    row[key] = row[key] + 1
    row.guests = row.guests + (item.here and item.name ~= "" and 1 or 0)
  end
  local shown = {}
  for _, row in ipairs(rows) do
    shown[#shown + 1] = row.here + row.away > 0 and row or nil
  end
  return { id = "attendance-" .. html.id(board.id),
    title = context.words("session.of", { session = board_title(board, group, context),
      what = context.words("session.attendance") }), rows = shown,
    columns = columns_of({ "role" }, { "here", "away", "guests" }, context) }
end

-- Segments of all rounds: minutes add up, the budget is the last that was set.
local function segments_of(board, record)
  local map, runs = {}, false
  for _, item in ipairs(boards.items(record, board, "segment")) do
    local found = map[item.segment] or { minutes = 0 }
    found.budget, found.minutes = item.budget, found.minutes + minutes_of(item.spans)
    map[item.segment] = found
    for _, span in ipairs(item.spans) do
      runs = runs or span.to == ""
    end
  end
  return map, runs
end

local function time_table(board, group, context, record)
  local map, runs = segments_of(board, record)
  local rows, budget, minutes = {}, 0, 0
  for _, name in ipairs(SEGMENTS) do
    local found = map[name]
    if found then
      rows[#rows + 1] = { segment = context.words("session.segment." .. name), budget = found.budget,
        minutes = found.minutes, over = found.minutes - found.budget }
      budget, minutes = budget + found.budget, minutes + found.minutes
    end
  end
  if #rows > 1 then
    rows[#rows + 1] = { segment = context.words("session.all"), budget = budget, minutes = minutes,
      over = minutes - budget }
  end
  return { id = "time-" .. html.id(board.id),
    title = context.words("session.of", { session = board_title(board, group, context),
      what = context.words("session.time") }), rows = rows,
    notes = { runs and context.words("session.runs") or nil },
    columns = columns_of({ "segment" }, { "budget", "minutes", "over" }, context) }
end

-- Minutes of each who spoke, the longest first, so that they tell no name.
local function talk_table(board, group, context, record)
  local minutes, rows, passed = {}, {}, 0
  for _, item in ipairs(latest(boards.items(record, board, "talk"))) do
    local spoke = boards.seconds(item.spans)
    passed = passed + (item.state == "passed" and 1 or 0)
    minutes[#minutes + 1] = spoke > 0 and spoke / 60 or nil
  end
  table.sort(minutes, function(a, b) return a > b end)
  for i, value in ipairs(minutes) do
    rows[i] = { talk = i, minutes = told(value) }
  end
  return { id = "talks-" .. html.id(board.id),
    title = context.words("session.of", { session = board_title(board, group, context),
      what = context.words("session.talks") }), rows = rows, class = "small",
    columns = columns_of({}, { "talk", "minutes" }, context) }, minutes, passed
end

local function talk_part(board, group, list, context, record)
  local t, minutes, passed = talk_table(board, group, context, record)
  if #minutes == 0 then
    return nil
  end
  list[#list + 1] = t
  local even = #minutes >= 2 and stats.diversity(minutes).evenness
  return html.join(h("p", nil, context.words("session.spoke", { n = #minutes, most = told(minutes[1]),
    least = told(minutes[#minutes]),
    even = even and figure.number(even) or context.words("agreement.nothing") }), " ",
    passed > 0 and context.words("session.passed", { n = passed })), tables.html(t, context.words))
end

local function overrides(board, context, record)
  local out = {}
  for _, item in ipairs(boards.items(record, board, "override")) do
    out[#out + 1] = h("li", nil, context.words("session.override", { n = #item.missing,
      reason = h("bdi", nil, item.reason),
      by = item.by ~= "" and h("bdi", nil, item.by) or context.words("session.somebody") }))
  end
  return #out > 0 and { h("h3", nil, context.words("session.overrides")), h("ul", { class = "plain" }, out) } or nil
end

-- ---- what was said

-- By key: the role in which somebody was there.
local function roles_here(board, record)
  local map = {}
  for _, item in ipairs(boards.items(record, board, "attendance")) do
    map[item.person] = item.role
  end
  return map
end

local function minute_row(item, board, group, roles, context, record)
  local axis = item.axis ~= "" and boards.state_of(record, board).by_id[item.axis] or nil
  local role = roles[item.speaker]
  return { session = board_title(board, group, context), about = context.words("session.about." .. item.about),
    segment = item.segment ~= "" and context.words("session.segment." .. item.segment) or nil,
    role = role and context.words("session.role." .. role) or nil, axis = axis and axis.name or nil, text = item.text }
end

-- What may be quoted, and how much may not, by what it is about.
local function said_on(board, group, context, record)
  local roles, rows, kept = roles_here(board, record), {}, { discussion = 0, interview = 0 }
  for _, item in ipairs(boards.items(record, board, "minute")) do
    if item.consent then
      rows[#rows + 1] = minute_row(item, board, group, roles, context, record)
    else
      kept[item.about] = kept[item.about] + 1
    end
  end
  return rows, kept
end

local function said_part(board, group, said, context, record)
  local rows, kept = said_on(board, group, context, record)
  local out, quiet = {}, {}
  for i, row in ipairs(rows) do
    local from = {}
    for _, key in ipairs({ "role", "segment", "axis" }) do
      from[#from + 1] = row[key]
    end
    from[#from + 1] = row.about ~= context.words("session.about.discussion") and row.about or nil
    out[i] = h("li", nil, h("p", { class = "quote", dir = "auto" }, row.text),
      #from > 0 and h("p", { class = "quiet", dir = "auto" }, table.concat(from, ", ")))
  end
  for _, about in ipairs({ "discussion", "interview" }) do
    quiet[#quiet + 1] = kept[about] > 0 and h("p", { class = "quiet" }, context.words("session.kept." .. about,
      { n = kept[about] })) or nil
  end
  table.move(rows, 1, #rows, #said + 1, said)
  return #out + #quiet > 0 and { h("h3", nil, context.words("session.said")), h("ul", { class = "comments" }, out),
    quiet } or nil
end

-- ---- size, format and what came of it

local function outcome_row(board, group, context, record)
  local state, format = boards.state_of(record, board), {}
  local row = { session = board_title(board, group, context), here = 0, minutes = 0, four = 0, axes = #state.axes,
    defined = 0, dissents = 0 }
  for _, session in ipairs(boards.items(record, board, "session")) do
    format[#format + 1] = session.format ~= "" and context.words("session.format." .. session.format) or nil
  end
  for _, item in ipairs(latest(boards.items(record, board, "attendance"))) do
    row.here = row.here + (item.here and item.role ~= "observer" and item.role ~= "facilitator" and 1 or 0)
  end
  local segments = segments_of(board, record)
  for name, segment in pairs(segments) do
    row.minutes, row.four = row.minutes + segment.minutes, name == "segment4" and segment.minutes or row.four
  end
  for _, axis in ipairs(state.axes) do
    row.defined, row.dissents = row.defined + (axis.definition ~= "" and 1 or 0), row.dissents + #axis.dissents
  end
  row.format = #format > 0 and table.concat(format, ", ") or nil
  return row
end

local function outcome_table(rows, context)
  return { id = "sessions", title = context.words("session.outcome"), rows = rows, stack = true,
    notes = { context.words("session.outcome.note") },
    columns = columns_of({ "session", "format" }, { "here", "minutes", "four", "axes", "defined", "dissents" },
      context) }
end

-- ---- the page

local function has_any(board, record)
  return record.one("SELECT count(*) AS n FROM board_item WHERE participant = ?", board.id).n > 0
end

local function board_part(board, group, list, said, context, record)
  if not has_any(board, record) then
    return { h("h2", { dir = "auto" }, board_title(board, group, context)),
      h("p", nil, context.words("session.none")) }
  end
  local there, time = attendance(board, group, context, record), time_table(board, group, context, record)
  list[#list + 1] = #there.rows > 0 and there or nil
  list[#list + 1] = #time.rows > 0 and time or nil
  return html.join(h("h2", { dir = "auto" }, board_title(board, group, context)), facts(board, context, record),
    caveats(board, context, record), #there.rows > 0 and tables.html(there, context.words),
    #time.rows > 0 and tables.html(time, context.words), talk_part(board, group, list, context, record),
    overrides(board, context, record), said_part(board, group, said, context, record))
end

local function board_parts(groups, list, context, record)
  local out, rows, said = {}, {}, {}
  for _, group in ipairs(groups) do
    for _, board in ipairs(boards.list(record)) do
      if board.group_id == group.id then
        out[#out + 1] = board_part(board, group, list, said, context, record)
        rows[#rows + 1] = has_any(board, record) and outcome_row(board, group, context, record) or nil
      end
    end
  end
  if #said > 0 then
    list[#list + 1] = { id = "minutes", title = context.words("session.said"), rows = said, stack = true,
      notes = { context.words("session.said.note") },
      columns = columns_of({ "session", "about", "segment", "role", "axis", "text" }, {}, context) }
  end
  return out, rows
end

return function(record, context)
  if not outcome.has("session") then
    return nil
  end
  local groups, list = record.groups(), {}
  local attrition = attrition_table(groups, context, record)
  list[1] = attrition
  local roles = role_part(groups, list, context, record)
  local parts, rows = board_parts(groups, list, context, record)
  local came = outcome_table(rows, context)
  list[#list + 1] = #rows > 0 and came or nil
  return { id = "session", title = context.words("session.title"), path = "session.html", tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("session.lead")), coded.caution(context),
      h("h2", nil, context.words("session.attrition")), attrition_lines(groups, context, record),
      questions.asked(record) and questions.lines(groups, context, record),
      tables.html(attrition, context.words), h("h2", nil, context.words("session.roles")), roles, parts,
      #rows > 0 and { h("h2", nil, context.words("session.outcome")), tables.html(came, context.words) }) }
end
