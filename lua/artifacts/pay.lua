-- SPDX-License-Identifier: MIT
--- The pay sheet, for those who run a study that pays for time: everybody's minutes by step and in all, and what comes
--- of them. Who declined is on no page; whether they are paid is agreed with them.
local html = require("html")
local json = require("calma.json")
local pay = require("pay")
local tables = require("table")
local words_in = require("words")

local h = html.element

-- A step's own title, or else the one that packets show.
local function title_of(step, context)
  if step.title ~= "" then
    return step.title
  end
  local key = "step." .. step.kind
  for _, area in ipairs({ step.kind, "packet" }) do
    local said = words_in.make(context.language, area)(key)
    if said ~= key then
      return said
    end
  end
  return step.id
end

-- Steps in which anybody has minutes, in the order of the study; with several rounds the round's title goes first.
local function steps_of(context, record)
  local steps = record.rows([[SELECT step.round, step.id, step.kind, step.title,
      CASE round.title WHEN '' THEN round.id ELSE round.title END AS round_title
    FROM step JOIN round ON round.id = step.round
    WHERE EXISTS (SELECT 1 FROM active_time WHERE active_time.round = step.round AND active_time.step = step.id
      AND minutes > 0) ORDER BY round.position, step.position]])
  for i, step in ipairs(steps) do
    step.key, step.short = "step" .. i, title_of(step, context)
  end
  return steps
end

-- By round and step: a person's minutes; whether there are any; whether they switched the counting off in any round.
local function minutes_of(person, record)
  local map, logged = {}, false
  for row in record.each("SELECT round, step, minutes FROM active_time WHERE participant = ?", person.id) do
    map[row.round .. "\1" .. row.step], logged = row.minutes, true
  end
  return map, logged, record.one("SELECT count(*) AS n FROM time_off WHERE participant = ?", person.id).n > 0
end

local function state_of(person, logged, off)
  if not person.sent then
    return "unsent"
  elseif not person.speaks then
    return "open"
  end
  return off and "off" or logged and "counted" or "none"
end

-- What is not known is left empty, and is no nought.
local function row_of(person, steps, paid, context, record)
  local minutes, logged, off = minutes_of(person, record)
  local row = { participant = person.id, group = person.group_title, all = 0, rate = paid.rate,
    currency = paid.currency }
  for _, step in ipairs(steps) do
    row[step.key] = minutes[step.round .. "\1" .. step.id]
    row.all = row.all + (row[step.key] or 0)
  end
  local state = state_of(person, logged, off)
  row.state = context.words("pay.state." .. state)
  if state == "counted" or off and row.all > 0 then
    row.units = pay.amount(row.all, paid.rate, paid.digits)
    row.amount = pay.written(row.units, paid.digits)
  else
    row.all = nil
  end
  return row
end

local function people_of(record)
  return record.rows([[SELECT participant.id, study_group.title AS group_title,
      participant.id IN (SELECT id FROM speaker) AS speaks,
      EXISTS (SELECT 1 FROM file WHERE file.participant = participant.id AND state = 'accepted') AS sent
    FROM participant LEFT JOIN study_group ON study_group.id = participant.group_id
    WHERE participant.id NOT IN (SELECT participant FROM consent WHERE NOT accepted)
    ORDER BY study_group.position, participant.group_id, participant.position, participant.id]])
end

local function columns_of(steps, context)
  local columns = { { key = "participant", title = context.words("roster.participant") },
    { key = "group", title = context.words("roster.group") } }
  for _, step in ipairs(steps) do
    columns[#columns + 1] = { key = step.key, kind = "number", over = step.round_title, short = step.short,
      title = context.words("pay.step", { round = step.round_title, step = step.short }) }
  end
  for _, key in ipairs({ "all", "rate", "currency", "amount", "state" }) do
    columns[#columns + 1] = { key = key, title = context.words("pay." .. key),
      kind = key ~= "currency" and key ~= "state" and "number" or "text" }
  end
  return columns
end

local function pay_table(paid, context, record)
  local steps, rows = steps_of(context, record), {}
  for i, person in ipairs(people_of(record)) do
    person.sent, person.speaks = person.sent == 1, person.speaks == 1
    rows[i] = row_of(person, steps, paid, context, record)
  end
  -- Not a view of anybody's preferences: its notes are its own.
  return { id = "pay", title = context.words("pay.title"), columns = columns_of(steps, context), rows = rows,
    own = true, notes = { context.words("pay.note"), context.words("pay.rounded") } }
end

local function sum_line(t, paid, context)
  local people, minutes, units = 0, 0, 0
  for _, row in ipairs(t.rows) do
    people = people + (row.units and 1 or 0)
    minutes, units = minutes + (row.all or 0), units + (row.units or 0)
  end
  return h("p", nil, context.words("pay.sum", { n = people, minutes = minutes,
    amount = pay.written(units, paid.digits) .. "\u{a0}" .. paid.currency }))
end

return function(record, context)
  local paid = record.study().pay and json.decode(record.study().pay)
  if not paid then
    return nil
  end
  local t, declined = pay_table(paid, context, record), #record.declined()
  return { id = "pay", under = "person", title = t.title, path = "pay.html", tables = { t },
    html = html.join(h("p", { class = "lead" }, context.words("pay.lead",
        { rate = paid.rate .. "\u{a0}" .. paid.currency })),
      h("p", { class = "caution" }, context.words("run.only", { file = "pay" })), sum_line(t, paid, context),
      declined > 0 and h("p", nil, context.words("pay.declined", { n = declined })),
      tables.html(t, context.words)) }
end
