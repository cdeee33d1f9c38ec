-- SPDX-License-Identifier: MIT
--- One participant's own work, for their own packets of later rounds: nobody else's is in it.
--- -> {codings = {{id, turn, start, end, quote, codes = {label, ...}, memo}, ...} in reading order,
---     clusters = {{id, name, definition, poles, best, codes = {label, ...}}, ...} in their author's order}
local list = require("plain").list

local function labels(entries)
  local out = {}
  for i, entry in ipairs(entries) do
    out[i] = entry.label
  end
  return list(out)
end

local function codings_of(participant, record)
  local out = {}
  for _, coding in ipairs(record.codings_by_person()[participant] or {}) do
    if coding.anchored then
      out[#out + 1] = { id = coding.id, turn = coding.turn, start = coding.start, ["end"] = coding.stop,
        quote = coding.words, codes = labels(coding.uses), memo = coding.memo or "" }
    end
  end
  return list(out)
end

local function clusters_of(participant, record)
  local out = {}
  for _, cluster in ipairs(record.clusters()) do
    if cluster.participant == participant then
      out[#out + 1] = { id = cluster.id, name = cluster.name, definition = cluster.definition,
        poles = list(cluster.poles), best = cluster.best and cluster.best.id or "", codes = labels(cluster.codes) }
    end
  end
  return list(out)
end

return {
  per = "participant",
  answer = function(record, _, where)
    return { codings = codings_of(where.participant, record), clusters = clusters_of(where.participant, record) }
  end,
}
