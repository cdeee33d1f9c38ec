-- SPDX-License-Identifier: MIT
--- What people guessed that others of their group had noticed, passage by passage, beside the group's labels there.
--- Nobody is named, matched or compared.
local coded = require("coded")
local html = require("html")
local tables = require("table")

local h = html.element

-- ---- from the record

-- Guesses of a group by passage, in reading order: {turn, start, stop, quote, guesses = {text, ...}}.
local function passages_of(group, record, context)
  local by, out = {}, {}
  for row in record.each([[SELECT body ->> 'turn' AS turn, body ->> 'start' AS "start", body ->> 'end' AS stop,
      body ->> 'quote' AS quote, body ->> 'text' AS text
      FROM live_item WHERE step_kind = 'guess' AND kind = 'guess' AND group_id = ?
      ORDER BY participant, round, step, id]],
      group.id) do
    local key = row.turn .. "\n" .. row.start .. "\n" .. row.stop
    local turn = record.turns()[row.turn]
    if not by[key] then
      by[key] = { turn = row.turn, start = row.start, stop = row.stop, quote = row.quote, guesses = {},
        order = turn and turn.order or math.huge, conversation = turn and turn.conversation }
      out[#out + 1] = by[key]
    end
    table.insert(by[key].guesses, row.text)
  end
  for _, passage in ipairs(out) do
    passage.guesses = context.sorted(passage.guesses, tostring)
  end
  table.sort(out, function(a, b)
    if a.order ~= b.order then
      return a.order < b.order
    end
    return a.start ~= b.start and a.start < b.start or a.start == b.start and a.stop < b.stop
  end)
  return out
end

-- Every label of the group on these words, each once, with the way to one of its passages.
local function labels_on(passage, group, record, context)
  local known, list, out = {}, {}, {}
  for _, coding in ipairs(record.codings_by_turn()[passage.turn] or {}) do
    local touches = coding.anchored and coding.start < passage.stop and passage.start < coding.stop
    for _, use in ipairs(coding.group_id == group.id and touches and coding.uses or {}) do
      list[#list + 1] = not known[use.label] and { label = use.label, href = coding.href } or nil
      known[use.label] = true
    end
  end
  for i, each in ipairs(context.sorted(list, function(entry) return entry.label end)) do
    out[i] = h("li", nil, h("a", { class = "code", href = each.href, dir = "auto" }, each.label))
  end
  return #out > 0 and h("ul", { class = "labels" }, out)
end

local function count(group, record)
  local row = record.one([[
    WITH mine AS (SELECT participant, kind, body ->> 'match' AS said FROM live_item
      WHERE step_kind = 'guess' AND group_id = ?)
    SELECT count(DISTINCT participant) AS people, coalesce(sum(kind = 'shown'), 0) AS shown,
      coalesce(sum(kind = 'guess'), 0) AS guessed, coalesce(sum(said = 'same'), 0) AS same,
      coalesce(sum(said = 'near'), 0) AS near, coalesce(sum(said = 'none'), 0) AS none FROM mine]], group.id)
  row.unsaid = math.max(0, row.shown - row.same - row.near - row.none)
  return row
end

-- ---- the page

local function columns_of(keys, numbers, context)
  local columns = {}
  for i, key in ipairs(keys) do
    columns[i] = { key = key, title = context.words("guess.column." .. key),
      kind = numbers and i > 1 and "number" or "text" }
  end
  return columns
end

-- `before`: the passage above it, whose conversation is named already where it is the same.
local function passage_part(passage, before, group, record, context)
  local guesses = {}
  for i, guess in ipairs(passage.guesses) do
    guesses[i] = h("li", { dir = "auto" }, guess)
  end
  return h("section", { class = "asked" },
    passage.conversation and not (before and before.conversation == passage.conversation)
      and h("h3", { dir = "auto" }, coded.title(passage.conversation)),
    h("blockquote", { dir = "auto" }, h("p", { class = "quote" }, coded.quote(passage.quote))),
    h("h4", nil, context.words("guess.labels")), labels_on(passage, group, record, context),
    h("h4", nil, context.words("guess.guesses")), h("ul", { class = "comments" }, guesses))
end

local function group_part(group, rows, record, context)
  local out, before = {}, nil
  for _, passage in ipairs(passages_of(group, record, context)) do
    out[#out + 1], before = passage_part(passage, before, group, record, context), passage
    for _, guess in ipairs(passage.guesses) do
      rows[#rows + 1] = { group = group.title, guess = guess, passage = passage.quote,
        conversation = passage.conversation and coded.title(passage.conversation) or passage.turn }
    end
  end
  return { h("h2", { dir = "auto" }, group.title),
    #out > 0 and out or h("p", { class = "quiet" }, context.words("guess.noguess")) }
end

local function counts_table(record, context)
  local rows = {}
  for _, group in ipairs(record.groups()) do
    local row = count(group, record)
    row.group = group.title
    rows[#rows + 1] = row.people > 0 and row or nil
  end
  return { id = "guess-counts", title = context.words("guess.counts"), rows = rows,
    columns = columns_of({ "group", "people", "shown", "guessed", "same", "near", "none", "unsaid" }, true, context),
    notes = { context.words("guess.counts.note") } }
end

return function(record, context)
  if record.one("SELECT count(*) AS n FROM step WHERE kind = 'guess'").n == 0 then
    return nil
  end
  local counts, rows, out = counts_table(record, context), {}, {}
  for i, group in ipairs(record.groups()) do
    out[i] = group_part(group, rows, record, context)
  end
  local t = { id = "guesses", title = context.words("guess.table"), rows = rows, stack = true,
    columns = columns_of({ "group", "conversation", "passage", "guess" }, false, context),
    notes = { context.words("guess.note") } }
  return {
    id = "guess", under = "labels", title = context.words("guess.title"), path = "guesses.html", tables = { counts, t },
    html = html.join(h("p", { class = "lead" }, context.words("guess.lead")), coded.caution(context),
      h("p", { class = "caution" }, context.words("guess.caution")),
      #counts.rows == 0 and h("p", nil, context.words("guess.nobody"))
        or { tables.html(counts, context.words), out, coded.downloads(t, "") }),
  }
end
