-- SPDX-License-Identifier: MIT
--- Turns that several people of a group coded, and who counts there: "not seen yet" is not "found nothing".
local record = require("record")

local shared = {}

-- Where a coding stands, or nil when its place is not known.
local function place(coding)
  return coding.anchored and coding.start and coding.stop and { coding.start, coding.stop }
end

-- By participant: {spans}, for those who coded the turn and whose every quote is not lost; and how many were lost.
local function coders_of(turn, group)
  local coders, list, lost = {}, {}, 0
  for _, coding in ipairs(record.codings_by_turn()[turn.id] or {}) do
    if coding.group_id == group.id then
      local span, person = place(coding), coding.participant
      coders[person] = coders[person] or { spans = {} }
      lost = lost + (span and 0 or 1)
      if span then
        table.insert(coders[person].spans, span)
      end
    end
  end
  for person, coder in pairs(coders) do
    list[#list + 1] = #coder.spans > 0 and person or nil
  end
  table.sort(list)
  return coders, list, lost
end

-- Those who looked and marked nothing.
local function lookers_of(turn, group, coders)
  local list, states = {}, record.turn_states()[turn.id] or {}
  for _, person in ipairs(record.people()) do
    local state = states[person.id]
    if person.group_id == group.id and not coders[person.id] and (state == "nothing" or state == "seen") then
      list[#list + 1] = person.id
    end
  end
  return list
end

--- Every turn that at least two people of the group coded, in the study's order: {turn, people, spans, coders, lost}.
--- spans: for each person who counts, a list of {start, end}: those who coded it (`coders` many) and then, with empty
--- lists, those who said that there is nothing to code, or have seen it. Who has not seen it or put it off does not
--- count, nor does who has only quotes that are not in the text; `lost` is how many quotes are not.
function shared.turns(group)
  local out = {}
  for _, transcript in ipairs(record.transcripts()) do
    for _, turn in ipairs(transcript.turns) do
      local coders, list, lost = coders_of(turn, group)
      if #list >= 2 then
        local spans = {}
        for i, person in ipairs(list) do
          spans[i] = coders[person].spans
        end
        for _ in ipairs(lookers_of(turn, group, coders)) do
          spans[#spans + 1] = {}
        end
        out[#out + 1] = { turn = turn, people = #spans, coders = #list, spans = spans, lost = lost }
      end
    end
  end
  return out
end

--- Ids of the speakers of a group who coded something, or said of some turn that they have seen it.
function shared.workers(group)
  local seen, out = {}, {}
  for _, states in pairs(record.turn_states()) do
    for person in pairs(states) do
      seen[person] = true
    end
  end
  for _, person in ipairs(record.people()) do
    if person.group_id == group.id and (seen[person.id] or record.codings_by_person()[person.id]) then
      out[#out + 1] = person.id
    end
  end
  return out
end

return shared
