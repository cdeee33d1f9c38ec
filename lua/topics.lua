-- SPDX-License-Identifier: MIT
--- The topics that a group explored, as reports and packets show them.
local coded = require("coded")
local html = require("html")
local text = require("calma.text")

local PROMPT = 160

local topics = {}

-- True when somebody of the group was given a turn of the conversation, or coded one.
local function explored(transcript, group, record)
  for _, turn in ipairs(transcript.turns) do
    for _, person in ipairs(record.readers()[turn.id] or {}) do
      if person.group_id == group.id then
        return true
      end
    end
    for _, coding in ipairs(record.codings_by_turn()[turn.id] or {}) do
      if coding.group_id == group.id then
        return true
      end
    end
  end
  return false
end

local function first_prompt(transcript)
  for _, turn in ipairs(transcript.turns) do
    if turn.role == "user" then
      return { text = coded.short(text.label(turn.text), PROMPT), href = transcript.page .. "#turn-" .. turn.n }
    end
  end
end

local function add(topic, transcript, group, record, shared)
  topic.conversations = topic.conversations + 1
  if transcript.owner == "" or not shared and not transcript.sensitive then
    topic.prompt = topic.prompt or first_prompt(transcript)
  end
  for _, turn in ipairs(transcript.turns) do
    for _, coding in ipairs(record.codings_by_turn()[turn.id] or {}) do
      if coding.group_id == group.id then
        topic.codings = topic.codings + 1
        topic.people = topic.people + (topic.seen[coding.participant] and 0 or 1)
        topic.seen[coding.participant] = true
      end
    end
  end
end

local function topics_of(group, record, context, shared)
  local map, list = {}, {}
  for _, transcript in ipairs(record.transcripts()) do
    if explored(transcript, group, record) then
      local name = transcript.topic and transcript.topic ~= "" and transcript.topic or context.words("topics.unnamed")
      if not map[name] then
        map[name] = { topic = name, conversations = 0, codings = 0, people = 0, seen = {} }
        list[#list + 1] = map[name]
      end
      add(map[name], transcript, group, record, shared)
    end
  end
  return context.sorted(list, function(each) return each.topic end)
end

--- The table of one group. `shared`: no words of a conversation that belongs to one person alone are in it.
function topics.table(group, record, context, shared)
  local columns, rows = {}, {}
  for i, key in ipairs({ "topic", "conversations", "codings", "people", "prompt" }) do
    columns[i] = { key = key, title = context.words("topics." .. key), kind = i > 1 and i < 5 and "number" or "text" }
  end
  for i, topic in ipairs(topics_of(group, record, context, shared)) do
    rows[i] = { topic = topic.topic, conversations = topic.conversations, codings = topic.codings,
      people = topic.people, prompt = topic.prompt }
  end
  return { id = "topics-" .. html.id(group.id), title = context.words("topics.of", { group = group.title }),
    columns = columns, rows = rows, stack = true, notes = { context.words("topics.note") } }
end

return topics
