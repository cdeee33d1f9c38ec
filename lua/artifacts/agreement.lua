-- SPDX-License-Identifier: MIT
--- Agreement: where people of a group marked the same places, which labels stand together, how many different labels
--- there are and how evenly they are used. Mirrors for the talk: no person is named, and little agreement is no error.
local coded = require("coded")
local figure = require("figure")
local html = require("html")
local shared = require("shared")
local stats = require("calma.stats")
local tables = require("table")
local text = require("calma.text")

local h = html.element
local UP = ""
local SHOWN = 25 -- rows of a long table that are open
local MOST = 500 -- rows of a table that is in the page at all
local LEAST = 3  -- times that two labels met before a ratio is shown

local function sentences(context, keys)
  local out = {}
  for i, key in ipairs(keys) do
    out[i] = h("li", nil, context.words(key))
  end
  return h("ul", { class = "plain reading" }, out)
end

local function columns_of(prefix, numbers, texts, context)
  local columns = {}
  for _, list in ipairs({ { texts, "text" }, { numbers, "number" } }) do
    for _, key in ipairs(list[1]) do
      columns[#columns + 1] = { key = key, title = context.words(prefix .. key), kind = list[2] }
    end
  end
  return columns
end

-- Long tables unfold; very long ones are files.
local function shown(t, context)
  if #t.rows <= SHOWN then
    return tables.html(t, context.words)
  end
  if #t.rows > MOST then
    return coded.downloads(t, UP)
  end
  return h("details", nil, h("summary", nil, context.words("agreement.rows", { n = #t.rows, title = t.title })),
    tables.html(t, context.words))
end

-- ---- who marked the same places

local function turn_name(each, context)
  return context.words("agreement.turn", { title = coded.title(each.turn.conversation), n = each.turn.n })
end

local function link(each)
  return each.turn.conversation.page .. "#turn-" .. each.turn.n
end

-- Adds what stats found to each turn: {runs, dice, mean, alpha, shares}; shares[n + 1] is the share that n marked.
local function measure(turns)
  for _, each in ipairs(turns) do
    local found = stats.agreement(each.spans, each.turn.length)
    each.runs, each.dice, each.mean, each.alpha = found.runs, found.dice, found.mean, found.alpha
    each.shares = {}
    for n = 0, each.people do
      each.shares[n + 1] = 0
    end
    for _, run in ipairs(each.runs) do
      each.shares[run.people + 1] = each.shares[run.people + 1] + (run.stop - run.start) / each.turn.length
    end
  end
end

local function number_or_words(value, context)
  return value and figure.number(value) or context.words("agreement.nothing")
end

-- "6% of the text was marked by 3 people, 17% by 2, 77% by nobody."
local function shares_line(each, context)
  local parts = {}
  for n = each.people, 0, -1 do
    if each.shares[n + 1] > 0 then
      local key = #parts == 0 and "agreement.share" or n > 0 and "agreement.share.next" or "agreement.share.nobody"
      parts[#parts + 1] = context.words(key, { n = n, share = figure.percent(each.shares[n + 1], context) })
    end
  end
  return table.concat(parts, ", ") .. "."
end

local function strip(each, context)
  local function title(run)
    return context.words("agreement.run", { n = run.people, people = each.people, from = run.start, to = run.stop })
  end
  local name = turn_name(each, context)
  return h("figure", { class = "figure" },
    h("h4", { dir = "auto" }, h("a", { href = UP .. link(each) }, name)),
    figure.strip(each.runs, each.people, each.turn.length, name .. ". " .. shares_line(each, context), title),
    h("figcaption", nil,
      h("p", nil, context.words("agreement.n", { n = each.people }), " ", shares_line(each, context), " ",
        context.words("agreement.pair", { dice = number_or_words(each.mean, context),
          alpha = number_or_words(each.alpha, context) }))))
end

local function extremes(dice)
  local least, most
  for _, pair in ipairs(dice) do
    if pair.value then
      least = math.min(least or pair.value, pair.value)
      most = math.max(most or pair.value, pair.value)
    end
  end
  return least, most
end

local function turn_table(group, turns, context)
  local rows, none = {}, context.words("agreement.nothing")
  for i, each in ipairs(turns) do
    local least, most = extremes(each.dice)
    rows[i] = { conversation = { text = coded.title(each.turn.conversation), href = UP .. link(each) },
      turn = each.turn.n, people = each.people, coders = each.coders, pairs = #each.dice,
      mean = figure.cell(each.mean, none), least = figure.cell(least, none), most = figure.cell(most, none),
      alpha = figure.cell(each.alpha, none), unmarked = figure.cell(each.shares[1]) }
  end
  return { id = "agreement-" .. html.id(group.id), rows = rows,
    title = context.words("agreement.table", { group = group.title }),
    notes = { context.words("agreement.table.note") },
    columns = columns_of("agreement.column.", { "turn", "people", "coders", "pairs", "mean", "least", "most", "alpha",
      "unmarked" }, { "conversation" }, context) }
end

-- Pairs by how much they overlap, so that nobody can be known by their place.
local function pair_table(group, turns, context)
  local rows, none = {}, context.words("agreement.nothing")
  for _, each in ipairs(turns) do
    local values = {}
    for i, pair in ipairs(each.dice) do
      values[i] = pair.value or -1
    end
    table.sort(values, function(a, b) return a > b end)
    for i, value in ipairs(values) do
      rows[#rows + 1] = { conversation = { text = coded.title(each.turn.conversation), href = UP .. link(each) },
        turn = each.turn.n, pair = i, overlap = figure.cell(value >= 0 and value, none) }
    end
  end
  return { id = "overlap-" .. html.id(group.id), rows = rows,
    title = context.words("agreement.pairs", { group = group.title }),
    notes = { context.words("agreement.pairs.note") },
    columns = columns_of("agreement.column.", { "turn", "pair", "overlap" }, { "conversation" }, context) }
end

local function place_table(group, turns, context)
  local rows = {}
  for _, each in ipairs(turns) do
    for _, run in ipairs(each.runs) do
      rows[#rows + 1] = { conversation = each.turn.conversation.id, turn = each.turn.n, from = run.start, to = run.stop,
        marked = run.people, people = each.people }
    end
  end
  return { id = "places-" .. html.id(group.id), rows = rows,
    title = context.words("agreement.places", { group = group.title }),
    notes = { context.words("agreement.places.note") },
    columns = columns_of("agreement.column.", { "turn", "from", "to", "marked", "people" }, { "conversation" },
      context) }
end

local function totals(turns)
  local sum, n, lost = 0, 0, 0
  for _, each in ipairs(turns) do
    lost = lost + each.lost
    for _, pair in ipairs(each.dice) do
      sum, n = sum + (pair.value or 0), n + (pair.value and 1 or 0)
    end
  end
  return n > 0 and sum / n, n, lost
end

local function strips(turns, context)
  local out = {}
  for i, each in ipairs(turns) do
    out[i] = strip(each, context)
  end
  local all = h("div", { class = "strips" }, out)
  return #turns <= SHOWN and all
    or h("details", nil, h("summary", nil, context.words("agreement.strips", { n = #turns })), all)
end

local function places(group, workers, list, _, context)
  local turns = shared.turns(group)
  if #turns == 0 then
    return h("p", nil, context.words(#workers == 1 and "agreement.alone" or "agreement.unshared"))
  end
  measure(turns)
  local mean, pairs_n, lost = totals(turns)
  local t, pair, place = turn_table(group, turns, context), pair_table(group, turns, context),
    place_table(group, turns, context)
  for _, each in ipairs({ t, pair, place }) do
    list[#list + 1] = each
  end
  return html.join(
    h("p", nil, context.words("agreement.turns", { n = #turns }), " ",
      mean and context.words("agreement.mean", { n = pairs_n, mean = figure.number(mean) }), " ",
      lost > 0 and context.words("agreement.lost", { n = lost })),
    strips(turns, context), shown(t, context), shown(pair, context), coded.downloads(place, UP))
end

-- ---- labels that stand together

-- Label uses on known places of one line: the group's turns one behind the other.
local function uses_on_a_line(group, record)
  local starts, length, out = {}, 0, {}
  for _, transcript in ipairs(record.transcripts()) do
    for _, turn in ipairs(transcript.turns) do
      starts[turn.id], length = length, length + turn.length
    end
  end
  for _, coding in ipairs(record.codings()) do
    if coding.group_id == group.id and coding.anchored and coding.start and coding.stop and starts[coding.turn] then
      for _, use in ipairs(coding.uses) do
        local from = starts[coding.turn]
        out[#out + 1] = { key = text.fold(use.label), label = use.label, person = coding.participant,
          start = from + coding.start, stop = from + coding.stop }
      end
    end
  end
  table.sort(out, function(a, b) return a.start < b.start or a.start == b.start and a.key < b.key end)
  return out, length
end

local function meet(map, list, a, b)
  if a.key > b.key then
    a, b = b, a
  end
  map[a.key] = map[a.key] or {}
  local met = map[a.key][b.key]
  if not met then
    met = { a = a, b = b, times = 0, people = 0, seen = {} }
    map[a.key][b.key] = met
    list[#list + 1] = met
  end
  met.times = met.times + 1
  for _, use in ipairs({ a, b }) do
    met.people = met.people + (met.seen[use.person] and 0 or 1)
    met.seen[use.person] = true
  end
end

-- Every two uses of different labels that share a character, by pair of labels. `uses` are in order of their starts.
local function meetings(uses)
  local map, list, open = {}, {}, {}
  for _, use in ipairs(uses) do
    local still = {}
    for _, other in ipairs(open) do
      if other.stop > use.start then
        still[#still + 1] = other
        if other.key ~= use.key then
          meet(map, list, other, use)
        end
      end
    end
    still[#still + 1] = use
    open = still
  end
  return list
end

local function spans_by_label(uses)
  local spans = {}
  for _, use in ipairs(uses) do
    spans[use.key] = spans[use.key] or {}
    table.insert(spans[use.key], { use.start, use.stop })
  end
  return spans
end

-- Of the text under either label, the part under both; hidden where they met too seldom.
local function common_share(met, spans, length)
  if met.times < LEAST then
    return nil
  end
  local dice = stats.agreement({ spans[met.a.key], spans[met.b.key] }, length).mean
  return dice and dice / (2 - dice)
end

local function together_table(group, uses, length, context)
  local list, spans, rows = meetings(uses), spans_by_label(uses), {}
  list = context.sorted(list, function(met) return met.a.label .. " " .. met.b.label end)
  local places_of = {}
  for i, met in ipairs(list) do
    places_of[met] = i
  end
  table.sort(list, function(a, b)
    return a.times > b.times or a.times == b.times and places_of[a] < places_of[b]
  end)
  for i, met in ipairs(list) do
    rows[i] = { label = met.a.label, with = met.b.label, times = met.times, people = met.people,
      both = figure.cell(common_share(met, spans, length)) }
  end
  return { id = "together-" .. html.id(group.id), rows = rows,
    title = context.words("together.table", { group = group.title }), notes = { context.words("together.note") },
    columns = columns_of("together.", { "times", "people", "both" }, { "label", "with" }, context) }
end

-- The rows that are read first; the files have all.
local function first_rows(t, context)
  if #t.rows <= SHOWN then
    return tables.html(t, context.words)
  end
  local short = { id = t.id, title = t.title, columns = t.columns, rows = {},
    notes = { t.notes[1], context.words("together.first", { n = SHOWN, all = #t.rows }) } }
  for i = 1, SHOWN do
    short.rows[i] = t.rows[i]
  end
  return tables.html(short, context.words)
end

local function together(group, _, list, record, context)
  local uses, length = uses_on_a_line(group, record)
  local t = together_table(group, uses, length, context)
  if #t.rows == 0 then
    return h("p", nil, context.words("together.none"))
  end
  list[#list + 1] = t
  return html.join(h("p", nil, context.words("together.n", { n = #uses })), first_rows(t, context))
end

-- ---- how many different labels

local ways = {
  { id = "written", key = function(use) return use.label end },
  { id = "folded", key = function(use) return text.fold(use.label) end },
  { id = "focused", key = function(use) return text.fold(use.code_label) end },
}

-- Uses by label in the order of their first use, and the labels of each person as numbers.
local function count_labels(group, way, workers, record)
  local counts, number, people, place = {}, {}, {}, {}
  for i, person in ipairs(workers) do
    people[i], place[person] = {}, i
  end
  for _, coding in ipairs(record.codings()) do
    for _, use in ipairs(coding.group_id == group.id and coding.uses or {}) do
      local key = way.key(use)
      if not number[key] then
        counts[#counts + 1] = 0
        number[key] = #counts
      end
      counts[number[key]] = counts[number[key]] + 1
      table.insert(people[place[coding.participant]], number[key])
    end
  end
  return counts, people
end

local function used(counts, times)
  local n = 0
  for _, count in ipairs(counts) do
    n = n + (count == times and 1 or 0)
  end
  return n
end

local function total(counts)
  local n = 0
  for _, count in ipairs(counts) do
    n = n + count
  end
  return n
end

local function variety_table(group, workers, record, context)
  local rows, none = {}, context.words("agreement.nothing")
  for i, way in ipairs(ways) do
    local counts = count_labels(group, way, workers, record)
    local found = stats.diversity(counts)
    rows[i] = { way = context.words("variety." .. way.id), uses = total(counts), different = #counts,
      once = used(counts, 1), twice = used(counts, 2), effective = figure.cell(found.effective, none),
      evenness = figure.cell(found.evenness, none), unseen = figure.cell(found.chao1, none),
      coverage = figure.cell(found.coverage, none) }
  end
  return { id = "variety-" .. html.id(group.id), rows = rows, stack = true,
    title = context.words("variety.table", { group = group.title }), notes = { context.words("variety.note") },
    columns = columns_of("variety.",
      { "uses", "different", "once", "twice", "effective", "evenness", "unseen", "coverage" }, { "way" }, context) }
end

local function growth_table(group, curve, context)
  local rows = {}
  for i = 1, #curve.mean do
    rows[i] = { people = i, mean = figure.cell(curve.mean[i]), least = math.tointeger(curve.least[i]),
      most = math.tointeger(curve.most[i]) }
  end
  return { id = "growth-" .. html.id(group.id), rows = rows,
    title = context.words("growth.table", { group = group.title }),
    notes = { context.words("growth.note", { orders = curve.orders }) },
    columns = columns_of("growth.", { "people", "mean", "least", "most" }, {}, context) }
end

local function growth(group, workers, list, record, context)
  local counts, people = count_labels(group, ways[2], workers, record)
  local curve = #people >= 2 and stats.saturation(people, #counts)
  if not curve then
    return h("p", nil, context.words("growth.alone"))
  end
  local t = growth_table(group, curve, context)
  list[#list + 1] = t
  local label = context.words("growth.label", { n = #counts, people = context.words("people", { n = #people }) })
  return html.join(
    h("figure", { class = "figure" }, h("p", { class = "ends" }, h("span", nil, context.words("growth.top",
      { n = #counts }))), figure.curve(curve, label),
      h("p", { class = "ends" }, h("span", nil, context.words("people", { n = 1 })),
        h("span", nil, context.words("people", { n = #people }))),
      h("figcaption", nil, h("p", nil, label))),
    tables.html(t, context.words))
end

local function variety(group, workers, list, record, context)
  local t = variety_table(group, workers, record, context)
  list[#list + 1] = t
  return html.join(growth(group, workers, list, record, context), tables.html(t, context.words))
end

-- ---- who coded how much, without names

local function balance_row(group, workers, record, context)
  local counts, none = {}, context.words("agreement.nothing")
  for i, person in ipairs(workers) do
    counts[i] = 0
    for _, coding in ipairs(record.codings_by_person()[person] or {}) do
      counts[i] = counts[i] + #coding.uses
    end
  end
  local found = #counts >= 2 and stats.diversity(counts) or {}
  return { group = group.title, people = #counts, uses = total(counts), gini = figure.cell(found.gini, none),
    evenness = figure.cell(found.evenness, none) }
end

local function balance(groups, record, context)
  local rows = {}
  for i, group in ipairs(groups) do
    rows[i] = balance_row(group, shared.workers(group), record, context)
  end
  return { id = "balance", title = context.words("balance.table"), rows = rows, stack = true,
    notes = { context.words("balance.note") },
    columns = columns_of("balance.", { "people", "uses", "gini", "evenness" }, { "group" }, context) }
end

-- ---- the page

-- Each figure once, its reading first, then every group.
local figures = {
  { title = "agreement.same", show = places,
    how = { "agreement.how.strip", "agreement.how.dice", "agreement.how.alpha", "agreement.how.counts" } },
  { title = "together.title", show = together, how = { "together.how" } },
  { title = "variety.title", show = variety, how = { "growth.how", "variety.how.effective", "variety.how.evenness",
    "variety.how.unseen", "variety.how.coverage" } },
}

local function has_coded(workers, record)
  for _, person in ipairs(workers) do
    if record.codings_by_person()[person] then
      return true
    end
  end
  return false
end

local function section(each, list, record, context)
  local out = {}
  for i, group in ipairs(record.groups()) do
    local workers = shared.workers(group)
    out[i] = { h("h3", { dir = "auto" }, group.title), has_coded(workers, record)
      and each.show(group, workers, list, record, context) or h("p", nil, context.words("agreement.nobody")) }
  end
  return html.join(h("h2", nil, context.words(each.title)), sentences(context, each.how), out)
end

return function(record, context)
  local list, sections = {}, {}
  for i, each in ipairs(figures) do
    sections[i] = section(each, list, record, context)
  end
  local t = balance(record.groups(), record, context)
  list[#list + 1] = t
  return {
    id = "agreement", title = context.words("agreement.title"), path = "agreement.html", tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("agreement.lead")),
      h("p", { class = "caution" }, context.words("agreement.finding")), coded.caution(context), sections,
      h("h2", nil, context.words("balance.title")), sentences(context, { "balance.how" }),
      tables.html(t, context.words)),
  }
end
