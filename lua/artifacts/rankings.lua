-- SPDX-License-Identifier: MIT
--- Rankings: the group's own first three and five, as it agreed on them. Beside them, and never merged into them, how
--- alike people rank the axes alone, and what seven ways to put their rankings together make of the same ballots.
local coded = require("coded")
local figure = require("figure")
local html = require("html")
local outcome = require("outcome")
local place_in = require("plain").place
local stats = require("calma.stats")
local tables = require("table")

local h = html.element
local TOP = 3

-- A key with # in front is a column of numbers.
local function columns_of(keys, context)
  local columns = {}
  for i, key in ipairs(keys) do
    local name = key:match("^#(.*)")
    columns[i] = { key = name or key, title = context.words("rankings.column." .. (name or key)),
      kind = name and "number" or "text" }
  end
  return columns
end

-- ---- the group's own

local function own_list(group, size, context)
  local ids, out = outcome.of(group).tops[size], {}
  for i, id in ipairs(ids or {}) do
    local gone = not outcome.of(group).place[id]
    out[i] = h("li", nil, h("bdi", nil, outcome.name(group, id)),
      gone and h("span", { class = "quiet" }, " ", context.words("rankings.gone")))
  end
  return h("div", nil, h("h4", nil, context.words("rankings.top", { n = size })),
    #out > 0 and h("ol", { class = "own-order" }, out) or h("p", { class = "quiet" }, context.words("rankings.no.top")))
end

-- What is in the three and not in the five is told, and not put right.
local function own_part(group, context)
  local tops, out = outcome.of(group).tops, {}
  for _, id in ipairs(tops[3] and tops[5] and tops[3] or {}) do
    out[#out + 1] = not place_in(tops[5], id) and outcome.name(group, id) or nil
  end
  return html.join(h("div", { class = "own-orders" }, own_list(group, 3, context), own_list(group, 5, context)),
    #out > 0 and h("p", { class = "caution" }, context.words("rankings.not.in.five",
      { axes = h("bdi", nil, table.concat(out, "; ")) })))
end

-- ---- what came back

local function state_of(ranking, axes)
  local state = { ties = 0, whole = 0, unknown = 0, twice = 0 }
  for _, each in ipairs(ranking.people) do
    local ranked, tied = 0, false
    for _, place in ipairs(each.places) do
      ranked, tied = ranked + #place, tied or #place > 1
    end
    state.ties = state.ties + (tied and 1 or 0)
    state.whole = state.whole + (ranked == axes and 1 or 0)
    state.unknown = state.unknown + (#each.unknown > 0 and 1 or 0)
    state.twice = state.twice + (#each.twice > 0 and 1 or 0)
  end
  state.part = #ranking.people - state.whole
  return state
end

local function state_lines(ranking, state, context)
  local said = { context.words("rankings.n", { n = #ranking.people }) }
  for _, key in ipairs({ "part", "ties" }) do
    said[#said + 1] = state[key] > 0 and context.words("rankings." .. key, { n = state[key] }) or nil
  end
  local out = { h("p", nil, table.concat(said, " ")) }
  for _, key in ipairs({ "unknown", "twice" }) do
    out[#out + 1] = state[key] > 0 and h("p", { class = "caution" }, context.words("rankings." .. key,
      { n = state[key] }))
  end
  return out
end

-- ---- how alike

-- W is for whole rankings of one list alone.
local function concordance_line(rows, context)
  local whole = {}
  for _, row in ipairs(rows) do
    local all = true
    for _, rank in ipairs(row) do
      all = all and rank
    end
    whole[#whole + 1] = all and row or nil
  end
  local found = #whole >= 2 and stats.concordance(whole) or {}
  return h("p", nil, found.w and context.words("rankings.w", { n = #whole, w = figure.number(found.w),
    chance = figure.number(found.chance), level = figure.number(found.level or 1), draws = found.draws })
    or context.words("rankings.no.w", { n = #whole }))
end

-- ---- each axis, in the group's order

local function place_text(place)
  return math.tointeger(place) and tostring(math.tointeger(place)) or string.format("%.1f", place)
end

-- "2", or "2–3" where the middle lies between two people.
local function median_text(found, i, none)
  local lower, upper = found.lower[i], found.upper[i]
  return not lower and none or place_text(lower) .. (upper ~= lower and "–" .. place_text(upper) or "")
end

-- The first and the last place that an axis has in the orders that agree most: "2", "2–3".
local function kemeny_place(kemeny, axis, none)
  if not kemeny or kemeny.count > #kemeny.orders then
    return none
  end
  local least, most
  for _, order in ipairs(kemeny.orders) do
    local place = place_in(order, axis)
    least, most = math.min(least or place, place), math.max(most or place, place)
  end
  return least == most and tostring(least) or least .. "–" .. most
end

local function stv_word(stv, i, context)
  if not stv then
    return context.words("agreement.nothing")
  elseif stv.taken[i] == 0 then
    return context.words("no")
  end
  local taken = math.tointeger(stv.taken[i])
  return taken == stv.ways and context.words("yes") or context.words("rankings.ways", { n = taken, ways = stv.ways })
end

local function ranked_by(rows, i)
  local n = 0
  for _, row in ipairs(rows) do
    n = n + (row[i] and 1 or 0)
  end
  return n
end

-- A whole number where it is one: shares of tied first places are not.
local function points(value)
  return math.tointeger(value) or figure.cell(value)
end

local function axis_table(group, id, rows, found, context)
  local out, none, own = {}, context.words("agreement.nothing"), outcome.of(group)
  for i, axis in ipairs(own.axes) do
    out[i] = { axis = outcome.name(group, axis.id), three = place_in(own.tops[3], axis.id),
      five = place_in(own.tops[5], axis.id), ranked = ranked_by(rows, i), median = median_text(found, i, none),
      firsts = points(found.firsts[i]), among = points(found.among[i]), borda = points(found.borda[i]),
      copeland = points(found.copeland[i]), schulze = math.tointeger(found.schulze[i]),
      kemeny = kemeny_place(found.kemeny, i, none), stv = stv_word(found.stv, i, context) }
  end
  return { id = "rankings-" .. id, rows = out, class = "dense",
    title = context.words("rankings.table", { group = group.title }),
    notes = { context.words("rankings.table.note", { n = #rows }) },
    columns = columns_of({ "axis", "#three", "#five", "#ranked", "median", "#firsts", "#among", "#borda", "#copeland",
      "kemeny", "#schulze", "stv" }, context) }
end

-- ---- each way, as an order

-- Names by a number of each axis, the most (or the least) first, the same number being a tie: "A > B = C".
local function order_by(names, numbers, least_first)
  local list = {}
  for i, name in ipairs(names) do
    if numbers[i] then
      list[#list + 1] = { name = name, number = least_first and numbers[i] or -numbers[i], place = i }
    end
  end
  table.sort(list, function(a, b) return a.number < b.number or a.number == b.number and a.place < b.place end)
  local out = {}
  for i, each in ipairs(list) do
    out[#out + 1] = i > 1 and (each.number == list[i - 1].number and " = " or " > ") or nil
    out[#out + 1] = each.name
  end
  return table.concat(out)
end

local function kemeny_orders(names, kemeny)
  local out = {}
  for i, order in ipairs(kemeny.orders) do
    local said = {}
    for k, axis in ipairs(order) do
      said[k] = names[axis]
    end
    out[i] = table.concat(said, " > ")
  end
  return table.concat(out, "; ")
end

local function stv_names(names, stv)
  local always, sometimes = {}, {}
  for i, name in ipairs(names) do
    if stv.taken[i] == stv.ways then
      always[#always + 1] = name
    elseif stv.taken[i] > 0 then
      sometimes[#sometimes + 1] = name .. " (" .. math.tointeger(stv.taken[i]) .. "/" .. stv.ways .. ")"
    end
  end
  table.move(sometimes, 1, #sometimes, #always + 1, always)
  return table.concat(always, ", ")
end

-- Means of the lower and the upper median.
local function middles(found)
  local out = {}
  for i, lower in ipairs(found.lower) do
    out[i] = lower and (lower + found.upper[i]) / 2
  end
  return out
end

local function order_table(group, id, found, context)
  local names, none, rows = {}, context.words("agreement.nothing"), {}
  for i, axis in ipairs(outcome.of(group).axes) do
    names[i] = outcome.name(group, axis.id)
  end
  local function add(way, order, note)
    rows[#rows + 1] = { way = context.words("rankings.way." .. way), order = order, remark = note }
  end
  add("firsts", order_by(names, found.firsts))
  add("among", order_by(names, found.among))
  add("median", order_by(names, middles(found), true))
  add("borda", order_by(names, found.borda))
  add("copeland", order_by(names, found.copeland))
  add("schulze", order_by(names, found.schulze, true))
  local kemeny, stv = found.kemeny, found.stv
  add("kemeny", kemeny and kemeny_orders(names, kemeny) or none, kemeny and context.words("rankings.agreements",
    { n = kemeny.count, shown = #kemeny.orders, agreements = math.tointeger(kemeny.agreements) })
    or context.words("rankings.kemeny.none"))
  add("stv", stv and stv_names(names, stv) or none, stv and context.words("rankings.stv.ways", { n = stv.ways })
    or context.words("rankings.stv.none"))
  return { id = "orders-" .. id, rows = rows, stack = true,
    title = context.words("rankings.orders", { group = group.title }),
    notes = { context.words("rankings.orders.note") },
    columns = columns_of({ "way", "order", "remark" }, context) }
end

-- ---- the page

local function ranking_part(group, ranking, suffix, list, context)
  local rows, n = outcome.ballots(group, ranking), #outcome.of(group).axes
  local state, id = state_of(ranking, n), html.id(group.id) .. suffix
  if n == 0 then
    return h("p", nil, context.words("rankings.no.axes"))
  end
  local found = stats.ballots(rows, nil, TOP)
  local axes, orders = axis_table(group, id, rows, found, context), order_table(group, id, found, context)
  list[#list + 1], list[#list + 2] = axes, orders
  local framing = ranking.framed and h("h4", nil, context.words("rankings.framed",
    { framing = h("bdi", nil, ranking.framing) }))
  return html.join(framing, state_lines(ranking, state, context), concordance_line(rows, context),
    tables.html(axes, context.words), tables.html(orders, context.words))
end

local function section(group, list, context)
  local main, framed = outcome.main_ranking(group)
  local out = { main and ranking_part(group, main, "", list, context) }
  for i, ranking in ipairs(framed) do
    out[#out + 1] = ranking_part(group, ranking, "-framed" .. i, list, context)
  end
  return { h("h2", { dir = "auto" }, group.title), h("h3", nil, context.words("rankings.own")),
    own_part(group, context), h("h3", nil, context.words("rankings.beside")),
    h("p", { class = "quiet" }, h("a", { href = "#how" }, context.words("rankings.how"))),
    (main or #framed > 0) and out or h("p", nil, context.words("rankings.none")) }
end

return function(record, context)
  if not outcome.has("rankings") then
    return nil
  end
  local list, sections, how = {}, {}, {}
  for i, group in ipairs(record.groups()) do
    sections[i] = section(group, list, context)
  end
  for i, key in ipairs({ "w", "median", "points", "pairs", "stv" }) do
    how[i] = h("li", nil, context.words("rankings.how." .. key))
  end
  return { id = "rankings", under = "axes", title = context.words("rankings.title"), path = "rankings.html",
    tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("rankings.lead")),
      h("p", { class = "caution" }, context.words("rankings.differ")), coded.caution(context), sections,
      h("h2", { id = "how" }, context.words("rankings.how")), h("ul", { class = "plain reading" }, how)) }
end
