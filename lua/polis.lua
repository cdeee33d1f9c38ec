-- SPDX-License-Identifier: MIT
--- What people of a group said to proposals, as the two files in which Polis gives out a conversation: comments.csv and
--- votes.csv. A comment is an axis, in the words that it has now; a vote is a stance: 1 to support, -1 to object, 0 to
--- be unsure (Polis itself has written agreement as -1 in places: look at the counts beside the comments). Seconds
--- since 1970; people and comments are numbers that tell nothing.
local keys = require("keys")

local polis = {}

local VOTES = { support = 1, object = -1, unsure = 0 }

-- A field as Polis quotes it.
local function quoted(text)
  return '"' .. text:gsub('"', '""'):gsub("%s+", " ") .. '"'
end

-- Numbers from 0, in the order of the keys: not in that of the roster.
local function voter_numbers(stances)
  local people, numbers = {}, {}
  for _, stance in ipairs(stances) do
    if not numbers[stance.participant] then
      numbers[stance.participant] = 0
      people[#people + 1] = { id = stance.participant, key = keys.of("person", stance.participant) }
    end
  end
  table.sort(people, function(a, b) return a.key < b.key end)
  for i, person in ipairs(people) do
    numbers[person.id] = i - 1
  end
  return numbers
end

-- By axis: its number, the stances to it, and when it was first spoken of.
local function comments_of(stances)
  local map, list = {}, {}
  for _, stance in ipairs(stances) do
    local comment = map[stance.axis]
    if not comment then
      comment = { axis = stance.axis, n = #list, support = 0, object = 0, unsure = 0, seconds = stance.seconds,
        at = stance.at }
      map[stance.axis], list[#list + 1] = comment, comment
    end
    comment[stance.stance] = (comment[stance.stance] or 0) + 1
  end
  return list, map
end

--- polis.files(stances, body) -> comments, votes: the bytes of the two files. `stances`: {participant, axis, stance,
--- at, seconds}, in the order in which they were said; body(axis) -> the words of an axis.
function polis.files(stances, body)
  local comments, by_axis = comments_of(stances)
  local voters, rows = voter_numbers(stances), {}
  for i, comment in ipairs(comments) do
    rows[i] = table.concat({ comment.seconds, comment.at, comment.n, 0, comment.support, comment.object, 1,
      quoted(body(comment.axis)) }, ",") .. "\n"
  end
  local votes = {}
  for i, stance in ipairs(stances) do
    votes[i] = table.concat({ stance.seconds, stance.at, by_axis[stance.axis].n, voters[stance.participant],
      VOTES[stance.stance] or 0 }, ",") .. "\n"
  end
  return "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n" .. table.concat(rows),
    "timestamp,datetime,comment-id,voter-id,vote\n" .. table.concat(votes)
end

return polis
