-- SPDX-License-Identifier: MIT
--- How far each person agrees with the definitions that the group wrote: every rating as a dot without a name, and the
--- figures beside the dots. A rating belongs to the wording that was rated: those of an earlier one stand apart.
local coded = require("coded")
local few = require("few")
local figure = require("figure")
local html = require("html")
local outcome = require("outcome")
local stats = require("calma.stats")
local tables = require("table")
local words = require("words")

local h = html.element

local function columns_of(keys, numbers, context)
  local columns = {}
  for _, key in ipairs(keys) do
    columns[#columns + 1] = { key = key, title = context.words("ratings.column." .. key), kind = "text" }
  end
  for _, key in ipairs(numbers) do
    local step = math.type(key) == "integer"
    columns[#columns + 1] = { key = step and "step" .. key or key, kind = "number",
      title = step and tostring(key) or context.words("ratings.column." .. key) }
  end
  return columns
end

-- {"1", "2", ...} as keys of columns, between others.
local function with_steps(points, after)
  local keys = { "rated" }
  for i = 1, points do
    keys[#keys + 1] = i
  end
  table.move(after, 1, #after, #keys + 1, keys)
  return keys
end

-- ---- who said what about one axis

local function values_of(rows)
  local values = {}
  for i, row in ipairs(rows) do
    values[i] = row.value or false
  end
  return values
end

local function people_of(group, record)
  local out = {}
  for _, person in ipairs(record.people()) do
    out[#out + 1] = person.group_id == group.id and person or nil
  end
  return out
end

-- What people said of the axis as it is worded now, and what of it as it was worded before: {axis, now, old, left,
-- unseen}; left: how many sent the round and said nothing of it, unseen: how many have not sent it.
local function said_of(axis, group, step, record)
  local each, spoke = { axis = axis, now = {}, old = {}, left = 0, unseen = 0 }, {}
  for _, row in ipairs(step.rows) do
    if row.axis == axis.id then
      table.insert(row.current and each.now or each.old, row)
      spoke[row.person] = true
    end
  end
  for _, person in ipairs(people_of(group, record)) do
    local key = not spoke[person.id] and (step.heard[person.id] and "left" or "unseen")
    if key then
      each[key] = each[key] + 1
    end
  end
  return each
end

-- The table's row for a list of ratings.
local function figures_of(rows, points, context)
  local found, none = stats.ratings(values_of(rows), points), context.words("agreement.nothing")
  local row = { rated = #rows - found.missing, rather = found.missing, found = found,
    median = figure.cell(found.median, none), lower = figure.cell(found.lower, none),
    upper = figure.cell(found.upper, none), spread = figure.cell(found.median and found.upper - found.lower, none),
    consensus = figure.cell(found.consensus, none) }
  for i = 1, points do
    row["step" .. i] = math.tointeger(found.counts[i])
  end
  return row
end

-- ---- the picture of an axis

-- The words of both ends, as those who rated read them.
local function ends_of(step, context)
  local given, say = step.words or {}, words.make(context.language, "rate")
  local low, high = given[1] or "", given[#given] or ""
  return { context.words("ratings.end", { n = 1, text = low ~= "" and low or say("rate.word.low") }),
    context.words("ratings.end", { n = step.points, text = high ~= "" and high or say("rate.word.high") }) }
end

local function counted(row, points, context)
  local parts = {}
  for i = 1, points do
    parts[i] = context.words("ratings.count", { step = i, people = row["step" .. i] })
  end
  return table.concat(parts, ", ")
end

local function states_line(each, row, context)
  local parts = { context.words("ratings.n", { n = row.rated }) }
  for _, state in ipairs({ { "rather", row.rather }, { "left", each.left }, { "unseen", each.unseen } }) do
    parts[#parts + 1] = state[2] > 0 and context.words("ratings." .. state[1], { n = state[2] }) or nil
  end
  return table.concat(parts, " ")
end

local function figures_line(row, context)
  local found = row.found
  if not found.median then
    return context.words("ratings.no.figures")
  end
  return context.words("ratings.figures", { median = figure.number(found.median), lower = figure.number(found.lower),
    upper = figure.number(found.upper),
    consensus = found.consensus and figure.number(found.consensus) or context.words("agreement.nothing") })
end

-- Sorted, so that their order tells nobody who wrote what.
local function comments(rows, context)
  local list, out = {}, {}
  for _, row in ipairs(rows) do
    list[#list + 1] = row.comment and row.comment ~= "" and row.comment or nil
  end
  table.sort(list, function(a, b)
    local order = context.collate(a, b)
    return order < 0 or order == 0 and a < b
  end)
  for i, comment in ipairs(list) do
    out[i] = h("li", { dir = "auto" }, comment)
  end
  return #out > 0 and html.join(h("p", { class = "quiet" }, context.words("ratings.comments", { n = #out })),
    h("ul", { class = "comments" }, out))
end

local function earlier(each, points, context)
  if #each.old == 0 then
    return nil
  end
  local row, wordings = figures_of(each.old, points, context), {}
  for _, rating in ipairs(each.old) do
    if rating.wording and not wordings[rating.wording] then
      wordings[rating.wording] = true
      wordings[#wordings + 1] = h("p", { class = "definition", dir = "auto" }, rating.wording)
    end
  end
  return h("div", { class = "earlier" },
    h("p", { class = "quiet" }, context.words("ratings.earlier", { n = row.rated }), " ",
      row.rather > 0 and context.words("ratings.rather", { n = row.rather }), " ", counted(row, points, context), "."),
    wordings, comments(each.old, context))
end

local function axis_part(group, each, step, context)
  local row = figures_of(each.now, step.points, context)
  local name = outcome.name(group, each.axis.id)
  local ends = ends_of(step, context)
  return h("section", { class = "rated" }, h("h3", { dir = "auto" }, name),
    each.axis.definition ~= "" and h("p", { class = "definition", dir = "auto" }, each.axis.definition),
    h("figure", { class = "figure" },
      figure.dots(row.found.counts, row.found, name .. ". " .. counted(row, step.points, context)),
      figure.scale(step.points), h("p", { class = "ends" }, h("span", { dir = "auto" }, ends[1]),
        h("span", { dir = "auto" }, ends[2])),
      h("figcaption", nil, h("p", nil, states_line(each, row, context), " ", figures_line(row, context)))),
    comments(each.now, context), earlier(each, step.points, context))
end

-- ---- tables

local function group_table(group, all, step, suffix, context)
  local rows, texts = {}, { "axis" }
  for _, each in ipairs(all) do
    local row = figures_of(each.now, step.points, context)
    row.axis, row.left, row.unseen, row.wording = outcome.name(group, each.axis.id), each.left, each.unseen,
      context.words("ratings.now")
    rows[#rows + 1] = row
    if #each.old > 0 then
      local old = figures_of(each.old, step.points, context)
      old.axis, old.wording = row.axis, context.words("ratings.before")
      rows[#rows + 1], texts[2] = old, "wording"
    end
  end
  return { id = "ratings-" .. html.id(group.id) .. suffix, rows = rows, class = "dense",
    title = context.words("ratings.table", { group = group.title }),
    notes = { context.words("ratings.table.note") },
    columns = columns_of(texts, with_steps(step.points, { "rather", "left", "unseen", "median", "lower", "upper",
      "spread", "consensus" }), context) }
end

-- Raters of one axis by role, in the order of the roles' first people.
local function by_role(rows, roles)
  local of, order = {}, {}
  for _, row in ipairs(rows) do
    local role = row.value and roles[row.person] or nil
    if role and not of[role] then
      of[role] = {}
      order[#order + 1] = role
    end
    if role then
      table.insert(of[role], row)
    end
  end
  return of, order
end

local function role_rows(each, roles, name, points, context)
  local of, order = by_role(each.now, roles)
  local counts, rows = {}, {}
  for i, role in ipairs(order) do
    counts[i] = #of[role]
  end
  local hidden = few.hidden(counts)
  for i, role in ipairs(order) do
    rows[i] = hidden[i] and { rated = context.words("few", { n = few.LEAST }) }
      or figures_of(of[role], points, context)
    rows[i].axis, rows[i].role, rows[i].hidden = name, role, hidden[i]
  end
  return rows
end

-- Ratings by the role that people have in the roster; nil where no role has enough people to be shown.
local function role_table(group, all, step, suffix, context, record)
  local roles, rows, shown = {}, {}, false
  for row in record.each("SELECT id, role FROM speaker WHERE group_id = ?", group.id) do
    roles[row.id] = row.role and row.role ~= "" and row.role or context.words("role.none")
  end
  for _, each in ipairs(all) do
    for _, row in ipairs(role_rows(each, roles, outcome.name(group, each.axis.id), step.points, context)) do
      shown = shown or not row.hidden
      rows[#rows + 1] = row
    end
  end
  return shown and { id = "ratings-role-" .. html.id(group.id) .. suffix, rows = rows, class = "dense",
    title = context.words("ratings.roles", { group = group.title }),
    notes = { context.words("few.note", { n = few.LEAST }) },
    columns = columns_of({ "axis", "role" }, with_steps(step.points, { "median", "consensus" }), context) }
end

-- Ratings of axes that are no longer among the final ones.
local function strays(group, step, context)
  local found, n, names = outcome.of(group), {}, {}
  for _, row in ipairs(step.rows) do
    if not found.place[row.axis] then
      if not n[row.axis] then
        names[#names + 1] = row.axis
      end
      n[row.axis] = (n[row.axis] or 0) + 1
    end
  end
  local out = {}
  for i, id in ipairs(names) do
    out[i] = h("p", { class = "caution" }, context.words("ratings.stray",
      { n = n[id], axis = h("bdi", nil, outcome.name(group, id)) }))
  end
  return out
end

local function step_part(group, step, suffix, list, context, record)
  local all, parts = {}, {}
  for i, axis in ipairs(outcome.of(group).axes) do
    all[i] = said_of(axis, group, step, record)
    parts[i] = axis_part(group, all[i], step, context)
  end
  local t, roles = group_table(group, all, step, suffix, context), role_table(group, all, step, suffix, context, record)
  list[#list + 1], list[#list + 2] = t, roles or nil
  return html.join(strays(group, step, context), h("div", { class = "rateds" }, parts), tables.html(t, context.words),
    roles and tables.html(roles, context.words)
      or h("p", { class = "quiet" }, context.words("ratings.no.roles", { n = few.LEAST })))
end

local function section(group, list, context, record)
  local steps, out = outcome.ratings(group), {}
  for i, step in ipairs(steps) do
    out[i] = { #steps > 1 and h("p", { class = "quiet" }, context.words("ratings.step", { n = i, all = #steps })),
      step_part(group, step, i > 1 and "-" .. i or "", list, context, record) }
  end
  return { h("h2", { dir = "auto" }, group.title),
    #steps > 0 and out or h("p", nil, context.words("ratings.none")) }
end

return function(record, context)
  if not outcome.has("ratings") then
    return nil
  end
  local list, sections, how = {}, {}, {}
  for i, group in ipairs(record.groups()) do
    sections[i] = section(group, list, context, record)
  end
  for i, key in ipairs({ "dots", "median", "consensus", "missing" }) do
    how[i] = h("li", nil, context.words("ratings.how." .. key))
  end
  return { id = "ratings", under = "axes", title = context.words("ratings.title"), path = "ratings.html", tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("ratings.lead")),
      h("p", { class = "caution" }, context.words("ratings.finding")), coded.caution(context),
      h("ul", { class = "plain reading" }, how), sections) }
end
