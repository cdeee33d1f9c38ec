-- SPDX-License-Identifier: MIT
--- Pieces that several artifacts show: codes, passages with their codes, the table of codings, cautions.
local html = require("html")
local record = require("record")
local text = require("calma.text")

local h = html.element
local coded = {}

local QUOTE = 240

--- The first part of a long quote, so that a list can be read.
function coded.short(quote, most)
  most = most or QUOTE
  quote = quote or ""
  return text.length(quote) > most and text.sub(quote, 0, most - 1) .. "…" or quote
end

--- A quote with one line for each of its blocks.
function coded.quote(quote, most)
  return text.replace(coded.short(quote, most), "\n\n", "\n")
end

--- A title that is never empty.
function coded.title(transcript)
  return transcript.title and transcript.title ~= "" and transcript.title or transcript.id
end

--- The colour of a participant's marks: one of eight, by their place in the study.
function coded.colour(participant)
  for i, person in ipairs(record.people()) do
    if person.id == participant then
      return "by-" .. ((i - 1) % 8 + 1)
    end
  end
  return "by-8"
end

-- "implicit, unhelpful, toward the farmers": what was set, or nil.
local function nuance(use, context)
  local parts = {}
  for _, field in ipairs({ "manner", "valence" }) do
    if use[field] then
      parts[#parts + 1] = context.words(field .. "." .. use[field])
    end
  end
  if use.toward and use.toward ~= "" then
    parts[#parts + 1] = context.words("toward", { whom = use.toward })
  end
  return #parts > 0 and table.concat(parts, ", ") or nil
end

--- The codes of a coding, as they were written.
function coded.codes(coding, context)
  local out = {}
  for _, use in ipairs(coding.uses) do
    local more = nuance(use, context)
    out[#out + 1] = h("span", { class = "code", dir = "auto" }, use.label)
    out[#out + 1] = more and h("span", { class = "nuance" }, " (" .. more .. ")")
    out[#out + 1] = " "
  end
  return html.join(out)
end

--- A passage with its codes and memo; the quote leads to the conversation. `words` of the coding instead of its quote
--- are for its author's page.
function coded.passage(coding, context, up, words)
  return h("li", { class = "passage" },
    h("p", { class = "quote", dir = "auto" }, h("a", { href = up .. coding.href }, coded.quote(words or coding.quote))),
    h("p", { class = "codes" }, coded.codes(coding, context)),
    coding.memo and coding.memo ~= "" and h("p", { class = "memo", dir = "auto" }, coding.memo))
end

--- By participant, round and code: the names of the clusters that hold it.
local function cluster_names()
  local names = {}
  for _, cluster in ipairs(record.clusters()) do
    for _, code in ipairs(cluster.codes) do
      local key = html.id(cluster.participant, cluster.round, code.key)
      names[key] = names[key] and names[key] .. "; " .. cluster.name or cluster.name
    end
  end
  return names
end

local fields = { "group", "person", "round", "conversation", "turn", "start", "end", "quote", "code", "manner",
  "valence", "toward", "memo", "refined", "clusters", "matched" }
local numbers = { start = true, ["end"] = true }

-- Whether people code in more rounds than one.
local function in_rounds()
  return record.one("SELECT count(DISTINCT round) AS n FROM step WHERE kind = 'code'").n > 1
end

--- The table with one row for each use of a code: the unit that every count counts.
function coded.table(id, title, codings, context)
  local columns, rows, names = {}, {}, cluster_names()
  for _, key in ipairs(fields) do
    local shown = key ~= "round" or in_rounds()
    columns[#columns + 1] = shown and { key = key, title = context.words("codings." .. key),
      kind = numbers[key] and "number" or "text" } or nil
  end
  for _, coding in ipairs(codings) do
    local turn = record.turns()[coding.turn]
    for _, use in ipairs(coding.uses) do
      rows[#rows + 1] = {
        group = coding.group_id, person = coding.participant, round = coding.round,
        conversation = turn and turn.transcript,
        turn = coding.turn, start = coding.start, ["end"] = coding.stop, quote = coding.quote, code = use.label,
        manner = use.manner, valence = use.valence, toward = use.toward, memo = coding.memo,
        refined = use.code_label ~= use.label and use.code_label or nil,
        clusters = names[html.id(coding.participant, coding.round, use.code)],
        matched = context.words(coding.anchored and "yes" or "no"),
      }
    end
  end
  return { id = id, title = title, notes = { context.words("codings.note") }, columns = columns, rows = rows }
end

--- Links to the files of a table that is too wide for a page.
function coded.downloads(t, up)
  local links = {}
  for i, format in ipairs(require("table").formats) do
    links[i] = { i > 1 and ", ", h("a", { href = up .. "tables/" .. t.id .. "." .. format.ending }, format.title) }
  end
  return h("p", { class = "downloads" }, t.title, ": ", links, ".")
end

--- What every picture and table is not.
function coded.caution(context)
  return h("p", { class = "caution" }, context.words("caution"))
end

return coded
