-- SPDX-License-Identifier: MIT
--- One page for each participant with their own work and nobody else's, and a table of their codings.
local browsed = require("browsed")
local coded = require("coded")
local html = require("html")
local questions = require("questions")

local h = html.element
local UP = "../"

-- The conversations that this person was given, in the study's order.
local function conversations_of(person, record)
  local list = {}
  for _, transcript in ipairs(record.transcripts()) do
    local turns = {}
    for _, turn in ipairs(transcript.turns) do
      for _, reader in ipairs(record.readers()[turn.id] or {}) do
        if reader.id == person.id then
          turns[#turns + 1] = turn
        end
      end
    end
    if #turns > 0 then
      list[#list + 1] = { transcript = transcript, turns = turns }
    end
  end
  return list
end

local function state_counts(person, turns, record)
  local counts = { coded = 0, nothing = 0, seen = 0, unseen = 0 }
  for _, turn in ipairs(turns) do
    local state = (record.turn_states()[turn.id] or {})[person.id] or "unseen"
    for _, coding in ipairs(record.codings_by_turn()[turn.id] or {}) do
      state = coding.participant == person.id and "coded" or state
    end
    state = state == "later" and "seen" or state
    counts[state] = counts[state] + 1
  end
  return counts
end

local function conversation_list(person, context, record)
  local out = {}
  for i, each in ipairs(conversations_of(person, record)) do
    local counts, parts = state_counts(person, each.turns, record), {}
    for _, state in ipairs({ "coded", "nothing", "seen", "unseen" }) do
      if counts[state] > 0 then
        parts[#parts + 1] = context.words("person." .. state, { n = counts[state] })
      end
    end
    out[i] = h("li", nil, h("a", { href = UP .. each.transcript.page, dir = "auto" }, coded.title(each.transcript)),
      h("span", { class = "quiet" }, " ", table.concat(parts, ", ")))
  end
  return #out > 0 and h("ul", { class = "plain" }, out) or h("p", nil, context.words("person.none"))
end

local function passage_list(codings, context, record)
  local out, heading = {}, nil
  for _, coding in ipairs(codings) do
    local turn = record.turns()[coding.turn]
    local transcript = turn and turn.conversation
    if transcript and transcript ~= heading then
      out[#out + 1] = h("li", { class = "between" }, h("h3", nil, h("bdi", nil, coded.title(transcript))))
      heading = transcript
    end
    out[#out + 1] = coded.passage(coding, context, UP, coding.words)
  end
  return #out > 0 and h("ul", { class = "passages" }, out) or h("p", nil, context.words("person.no.passages"))
end

local function cluster_list(person, context, record)
  local out = {}
  for _, cluster in ipairs(record.clusters()) do
    if cluster.participant == person.id then
      local codes = {}
      for i, code in ipairs(cluster.codes) do
        codes[i] = { h("span", { class = "code", dir = "auto" }, code.label), " " }
      end
      out[#out + 1] = h("li", { class = "cluster" },
        h("h3", nil, h("a", { href = UP .. cluster.href, dir = "auto" },
          cluster.name ~= "" and cluster.name or context.words("cluster.unnamed"))),
        cluster.definition ~= "" and h("p", { dir = "auto" }, cluster.definition),
        h("p", { class = "codes" }, codes))
    end
  end
  return #out > 0 and h("ul", { class = "plain" }, out) or h("p", nil, context.words("person.no.clusters"))
end

local function note_list(person, record)
  local out = {}
  for row in record.each("SELECT text FROM note WHERE participant = ? ORDER BY at, round, step, id", person.id) do
    out[#out + 1] = h("li", { class = "memo", dir = "auto" }, row.text)
  end
  for row in record.each([[SELECT turn, memo FROM turn_state WHERE participant = ? AND memo <> ''
      ORDER BY round, step, turn]], person.id) do
    local turn = record.turns()[row.turn]
    out[#out + 1] = h("li", { class = "memo", dir = "auto" }, row.memo, " ",
      turn and h("a", { href = UP .. turn.conversation.page .. "#turn-" .. turn.n }, coded.title(turn.conversation)))
  end
  return out
end

local function map_notes(person, context, record)
  local out = {}
  for row in record.each([[SELECT body ->> 'label' AS label, body ->> 'text' AS text FROM live_item
      WHERE step_kind = 'map' AND kind = 'mapnote' AND participant = ? ORDER BY label, round, step, id]], person.id) do
    out[#out + 1] = h("li", { class = "memo" },
      row.label ~= "" and h("span", { class = "code", dir = "auto" }, row.label)
        or h("span", { class = "quiet" }, context.words("person.notes.whole")), " ", h("bdi", nil, row.text))
  end
  return out
end

-- Whether somebody else typed in, from paper, some of what is theirs.
local function typed_in(person, context, record)
  local out = {}
  for row in record.each([[SELECT count(*) AS n, by FROM typed
      WHERE participant = ? AND kind <> 'member' GROUP BY by ORDER BY by]], person.id) do
    out[#out + 1] = h("p", { class = "quiet" }, context.words("person.entered", { n = row.n, by = row.by }))
  end
  return out
end

local function group_title(id, record)
  for _, group in ipairs(record.groups()) do
    if group.id == id then
      return group.title
    end
  end
  return id
end

local function page_of(person, context, record)
  local path = record.person_pages()[person.id]
  local codings = record.codings_by_person()[person.id] or {}
  local name = path:sub(#"people/" + 1, -#".html" - 1)
  local t = coded.table("codings-" .. name, context.words("person.table", { person = person.id }), codings, context)
  local notes, on_map = note_list(person, record), map_notes(person, context, record)
  return { path = path, title = context.words("person.page", { person = person.id }), section = "person",
    html = html.join(
      h("h1", { class = coded.colour(person.id) }, context.words("person.page", { person = person.id })),
      h("p", { class = "lead" }, context.words("person.lead", { group = group_title(person.group_id, record) })),
      typed_in(person, context, record),
      questions.list(person, context, record) or false, browsed.list(person, context, record) or false,
      h("h2", nil, context.words("person.conversations")), conversation_list(person, context, record),
      h("h2", nil, context.words("person.passages", { n = #codings })), passage_list(codings, context, record),
      #codings > 0 and coded.downloads(t, UP),
      h("h2", nil, context.words("person.clusters")), cluster_list(person, context, record),
      #notes > 0 and { h("h2", nil, context.words("person.notes")), h("ul", { class = "plain" }, notes) },
      #on_map > 0 and { h("h2", nil, context.words("person.notes.map")), h("ul", { class = "plain" }, on_map) }) }, t
end

local function listing(context, record)
  local out = {}
  for _, group in ipairs(record.groups()) do
    local people = {}
    for _, person in ipairs(record.people()) do
      if person.group_id == group.id then
        people[#people + 1] = h("li", nil, h("a", { class = coded.colour(person.id),
          href = UP .. record.person_pages()[person.id] }, person.id),
          h("span", { class = "quiet" }, " ", context.words("passages",
            { n = #(record.codings_by_person()[person.id] or {}) })))
      end
    end
    out[#out + 1] = { h("h2", { dir = "auto" }, group.title),
      #people > 0 and h("ul", { class = "people" }, people) or h("p", nil, context.words("person.nobody")) }
  end
  return out
end

return function(record, context)
  local pages, tables = {}, {}
  for i, person in ipairs(record.people()) do
    pages[i], tables[i] = page_of(person, context, record)
  end
  return {
    id = "person", title = context.words("people.title"), path = "people/index.html", pages = pages, tables = tables,
    html = html.join(h("p", { class = "lead" }, context.words("people.lead")), listing(context, record)),
  }
end
