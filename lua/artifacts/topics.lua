-- SPDX-License-Identifier: MIT
--- The topics that each group explored. What the facilitator wrote in topics.md or topics-<group>.md stands above.
local coded = require("coded")
local html = require("html")
local markdown = require("calma.markdown")
local tables = require("table")
local text = require("calma.text")

local h = html.element
local PROMPT = 160

local function written(group, context)
  local source = context.topics[group]
  return source and h("div", { class = "written", dir = "auto" }, html.raw(markdown.html(source, context.language)),
    h("p", { class = "quiet" }, context.words("topics.written")))
end

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

local function add(topic, transcript, group, record)
  topic.conversations = topic.conversations + 1
  topic.prompt = topic.prompt or first_prompt(transcript)
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

local function topics_of(group, record, context)
  local map, list = {}, {}
  for _, transcript in ipairs(record.transcripts()) do
    if explored(transcript, group, record) then
      local name = transcript.topic and transcript.topic ~= "" and transcript.topic or context.words("topics.unnamed")
      if not map[name] then
        map[name] = { topic = name, conversations = 0, codings = 0, people = 0, seen = {} }
        list[#list + 1] = map[name]
      end
      add(map[name], transcript, group, record)
    end
  end
  return context.sorted(list, function(each) return each.topic end)
end

local function topic_table(group, record, context)
  local columns, rows = {}, {}
  for i, key in ipairs({ "topic", "conversations", "codings", "people", "prompt" }) do
    columns[i] = { key = key, title = context.words("topics." .. key), kind = i > 1 and i < 5 and "number" or "text" }
  end
  for i, topic in ipairs(topics_of(group, record, context)) do
    rows[i] = { topic = topic.topic, conversations = topic.conversations, codings = topic.codings,
      people = topic.people, prompt = topic.prompt }
  end
  return { id = "topics-" .. html.id(group.id), title = context.words("topics.of", { group = group.title }),
    columns = columns, rows = rows, stack = true, notes = { context.words("topics.note") } }
end

return function(record, context)
  local sections, list = {}, {}
  for _, group in ipairs(record.groups()) do
    local t = topic_table(group, record, context)
    list[#list + 1] = t
    sections[#sections + 1] = html.join(h("h2", { dir = "auto" }, group.title), written(group.id, context),
      tables.html(t, context.words))
  end
  return {
    id = "topics", title = context.words("topics.title"), path = "topics.html", tables = list,
    html = html.join(h("p", { class = "lead" }, context.words("topics.lead")), written("", context), sections,
      coded.caution(context)),
  }
end
