-- SPDX-License-Identifier: MIT
--- What a word cloud counts and draws: settings, counts, the picture. Reports and packets show the same ones.
local log = require("calma.log")
local picture = require("calma.cloud")
local text = require("calma.text")

local cloud = {}

local MOST = 300 -- words in a picture, unless the study says otherwise

-- ---- settings: `report = {cloud = {...}}` of study.lua

local function setting(options, name, kind, otherwise)
  local value = options[name]
  if value == nil then
    return otherwise
  end
  if kind == "number" and math.type(value) ~= "integer" or type(value) ~= kind then
    log.warning("report.cloud." .. name .. " is not a " .. kind .. "; it is left out")
    return otherwise
  end
  return value
end

local function read_stop_words(list, fold)
  local set = {}
  for _, word in ipairs(list) do
    set[fold and text.fold(tostring(word)) or tostring(word)] = true
  end
  return set
end

--- The settings of the study, or those that stand where it says nothing.
function cloud.settings(context)
  local options = type(context.options.cloud) == "table" and context.options.cloud or {}
  local s = { by = setting(options, "by", "string", "word"), fold = setting(options, "fold", "boolean", true),
    stop_words = setting(options, "stop_words", "table", {}), least = setting(options, "least", "number", 1),
    most = setting(options, "most", "number", MOST) }
  if s.by ~= "word" and s.by ~= "phrase" then
    log.warning('report.cloud.by is neither "word" nor "phrase"; words are counted')
    s.by = "word"
  end
  s.most = math.max(1, math.min(s.most, 2000))
  s.stops = read_stop_words(s.stop_words, s.fold)
  return s
end

-- ---- counting

local function units(label, settings, context)
  label = settings.fold and text.fold(label) or label
  return settings.by == "phrase" and { label } or text.words(label, context.language)
end

local function add(counts, entry, settings, context)
  for _, unit in ipairs(units(entry.label, settings, context)) do
    if not settings.stops[unit] then
      local count = counts[unit] or { text = unit, count = 0, people = 0, by = {} }
      counts[unit] = count
      count.count = count.count + 1
      count.people = count.people + (count.by[entry.person] and 0 or 1)
      count.by[entry.person] = true
    end
  end
end

-- By count; where that is equal, as the language sorts.
local function ranked(counts, settings, context)
  local list = {}
  for _, count in pairs(counts) do
    if count.count >= settings.least then
      list[#list + 1] = count
    end
  end
  list = context.sorted(list, function(each) return each.text end)
  local places = {}
  for i, each in ipairs(list) do
    places[each] = i
  end
  table.sort(list, function(a, b)
    return a.count > b.count or a.count == b.count and places[a] < places[b]
  end)
  return list
end

-- What is counted: each use of a code on a passage, or each name of a cluster.
local sources = {
  initial = function(group, record)
    local list = {}
    for _, coding in ipairs(record.codings()) do
      for _, use in ipairs(coding.group_id == group.id and coding.uses or {}) do
        list[#list + 1] = { label = use.label, person = coding.participant }
      end
    end
    return list
  end,
  focused = function(group, record)
    local list = {}
    for _, cluster in ipairs(record.clusters()) do
      if cluster.group_id == group.id and cluster.name ~= "" then
        list[#list + 1] = { label = cluster.name, person = cluster.participant }
      end
    end
    return list
  end,
}

local function people_in(entries)
  local seen, n = {}, 0
  for _, entry in ipairs(entries) do
    n = n + (seen[entry.person] and 0 or 1)
    seen[entry.person] = true
  end
  return n
end

-- ---- showing

local function settings_line(settings, kind, entries, list, drawn, context)
  local words, stops = context.words, {}
  for _, word in ipairs(settings.stop_words) do
    stops[#stops + 1] = tostring(word)
  end
  return {
    words("cloud.n." .. kind, { n = #entries, people = words("people", { n = people_in(entries) }) }),
    words("cloud.by." .. settings.by), words(settings.fold and "cloud.fold" or "cloud.nofold"),
    #stops > 0 and words("cloud.stops", { n = #stops, list = table.concat(stops, ", ") }) or words("cloud.nostops"),
    words("cloud.least", { n = settings.least }),
    drawn < #list and words("cloud.drawn", { n = drawn, all = #list }) or words("cloud.all", { n = #list }),
  }
end

local function draw(list, settings, label)
  local words = {}
  for i = 1, math.min(#list, settings.most) do
    words[i] = list[i]
  end
  return picture.svg(words, { label = label })
end

--- The kinds of clouds: the codes that people gave to passages, the names of their clusters.
cloud.kinds = { "initial", "focused" }

--- make(group, kind, settings, record, context) -> {title, used, list, svg, notes}: `used` is how many uses there are,
--- `list` what they come to: {text, count, people}. Without anything in the list there is no picture and no note.
function cloud.make(group, kind, settings, record, context)
  local entries, counts = sources[kind](group, record), {}
  for _, entry in ipairs(entries) do
    add(counts, entry, settings, context)
  end
  local made = { title = context.words("cloud.of." .. kind, { group = group.title }), used = #entries,
    list = ranked(counts, settings, context) }
  if #made.list > 0 then
    local svg, drawn = draw(made.list, settings, made.title)
    made.svg, made.notes = svg, settings_line(settings, kind, entries, made.list, drawn, context)
  end
  return made
end

return cloud
