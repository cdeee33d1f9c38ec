-- SPDX-License-Identifier: MIT
--- What people's own questions are about, in the words that they wrote beside them: how broad and how deep. The topic
--- of what is sensitive is in no table; its questions are counted without it.
local html = require("html")
local text = require("calma.text")

local asked = {}

-- The questions of a group in order, each with the topic of its own or else of the conversation that it goes on from.
local function questions_of(group, record)
  return record.rows([[SELECT question.participant, question.after, question.sensitive,
      CASE question.topic WHEN '' THEN coalesce(transcript.topic, '') ELSE question.topic END AS topic
    FROM question JOIN speaker ON speaker.id = question.participant
      LEFT JOIN round ON round.id = question.round LEFT JOIN transcript ON transcript.id = question.after
    WHERE question.group_id = ?
    ORDER BY speaker.position, question.participant, round.position, question.round, question.step, question.n]],
    group.id)
end

-- One key for what differs by capital and small letters alone; what has no topic, and what is sensitive, apart.
local function key_of(question)
  if question.sensitive == 1 then
    return "sensitive"
  end
  return question.topic ~= "" and "topic " .. text.fold(question.topic) or "unnamed"
end

local function add(topic, question)
  local own = (topic.own[question.participant] or 0) + 1
  topic.people = topic.people + (own == 1 and 1 or 0)
  topic.own[question.participant] = own
  topic.longest = math.max(topic.longest, own)
  local kind = question.after and "further" or "begun"
  topic[kind] = topic[kind] + 1
end

-- By topic in the order of the alphabet, and last what has none to show.
local function topics_of(list, context)
  local map, named, rest = {}, {}, {}
  for _, question in ipairs(list) do
    local key = key_of(question)
    if not map[key] then
      local shown = key ~= "sensitive" and key ~= "unnamed"
      map[key] = { topic = shown and question.topic or context.words("asked." .. key), shown = shown,
        people = 0, begun = 0, further = 0, longest = 0, own = {} }
      table.insert(shown and named or rest, map[key])
    end
    add(map[key], question)
  end
  local out = context.sorted(named, function(topic) return topic.topic end)
  return table.move(context.sorted(rest, function(topic) return topic.topic end), 1, #rest, #out + 1, out)
end

-- About how many topics each person asked, from the fewest to the most; nil where nobody named one.
local function breadth(topics, context)
  local own, n, least, most = {}, 0, math.huge, 0
  for _, topic in ipairs(topics) do
    for person in pairs(topic.shown and topic.own or {}) do
      own[person] = (own[person] or 0) + 1
    end
  end
  for _, count in pairs(own) do
    n, least, most = n + 1, math.min(least, count), math.max(most, count)
  end
  if n == 0 then
    return nil
  end
  return context.words(least == most and "asked.same" or "asked.breadth", { n = n, least = least, most = most })
end

--- The table of one group, or nil where nobody asked anything.
function asked.table(group, record, context)
  local columns, rows = {}, {}
  for i, key in ipairs({ "topic", "people", "begun", "further", "longest" }) do
    columns[i] = { key = key, title = context.words("asked." .. key), kind = i > 1 and "number" or "text" }
  end
  local topics = topics_of(questions_of(group, record), context)
  for i, topic in ipairs(topics) do
    rows[i] = { topic = topic.topic, people = topic.people, begun = topic.begun, further = topic.further,
      longest = topic.longest }
  end
  local notes = { breadth(topics, context) }
  notes[#notes + 1] = context.words("asked.note")
  return #rows > 0 and { id = "asked-" .. html.id(group.id), title = context.words("asked.of", { group = group.title }),
    columns = columns, rows = rows, stack = true, notes = notes } or nil
end

return asked
