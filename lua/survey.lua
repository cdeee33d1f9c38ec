-- SPDX-License-Identifier: MIT
--- The questions of a survey: what is wrong with those of a study, what packets and reports make of them, and the
--- closing survey of studies that bring none. The shape of a SECTION is in docs/formats.md.
local plain = require("plain")
local words = require("words")

local survey = {}

-- --- the closing survey

-- The words of a default question: a key of the interface's, marked as one.
local AREA = "survey.ask."
local function key(name)
  return "@" .. AREA .. name
end

local function options(question, ids)
  local out = {}
  for i, id in ipairs(ids) do
    out[i] = { id = id, text = key(question .. "." .. id) }
  end
  return out
end

local function scale(id, ends)
  return { id = id, ask = key(id), kind = "scale", points = 5, low = key(ends .. ".low"), high = key(ends .. ".high") }
end

local function choice(id, kind, ids, more)
  local question = { id = id, ask = key(id), kind = kind, options = options(id, ids) }
  for name, value in pairs(more or {}) do
    question[name] = value
  end
  return question
end

local function open(id)
  return { id = id, ask = key(id), kind = "text" }
end

-- What the paper asked people afterwards: sections 4, A.2 and A.4.1; feeling represented and calling the outcome fair
-- come from Moral Graph Elicitation.
local function closing()
  return {
    { title = key("discussion"), text = "", questions = {
      scale("consensus", "far"),
      choice("obstacles", "multiple", { "time", "own", "others", "words", "matter", "unheard", "format" },
        { other = true, when = { question = "consensus", is = { "1", "2", "3", "4" } } }),
      scale("satisfied", "satisfied"), scale("represented", "far"), scale("fair", "far"),
      choice("changed", "single", { "much", "some", "none" }), open("change"),
      scale("apart", "hard"),
    } },
    { title = key("process"), text = "", questions = {
      open("learnt"),
      choice("material", "multiple", { "own", "summary", "map", "video", "none" }, { other = true }),
      open("missing"), open("next"),
    } },
    { title = key("you"), text = key("you.text"), questions = {
      { id = "gender", ask = key("gender"), kind = "text", profile = true },
      choice("use", "single", { "never", "sometimes", "weekly", "daily" }, { profile = true }),
    } },
  }
end

-- --- what a study's questions must be

local FIELDS = { "id", "ask", "kind", "options", "points", "low", "high", "other", "when", "profile",
  "eligible" }
local CHOICES = { single = true, multiple = true }
local KINDS = { "single", "multiple", "scale", "text" }

local function id_of(option)
  return type(option) == "table" and option.id or option
end

local function is_line(text)
  return type(text) == "string" and text ~= "" and #text <= 600 and not text:find("%c")
end

local function check_options(question, say)
  local seen = question.other and { other = true } or {}
  for i, option in ipairs(question.options) do
    local id, path = id_of(option), "/options/" .. i - 1
    if not is_line(id) or type(option) == "table" and not is_line(option.text) then
      say(path, "must be a short text, or { id = \"...\", text = \"...\" }")
    elseif seen[id] then
      say(path, "is there twice: \"" .. id .. "\"")
    else
      seen[id] = true
    end
  end
end

local function check_kind(question, say)
  if question.kind and not plain.place(KINDS, question.kind) then
    return say("/kind", "must be one of " .. table.concat(KINDS, ", "))
  end
  if CHOICES[question.kind] and #(question.options or {}) < 2 then
    say("/options", "needs two or more")
  elseif CHOICES[question.kind] then
    check_options(question, say)
  end
  for _, field in ipairs({ "options", "other" }) do
    if question[field] and not CHOICES[question.kind] then
      say("/" .. field, "goes with kind = \"single\" or \"multiple\"")
    end
  end
  for _, field in ipairs({ "points", "low", "high" }) do
    if question[field] and question.kind ~= "scale" then
      say("/" .. field, "goes with kind = \"scale\"")
    end
  end
end

-- Ids that an answer to the question can have.
local function answers_of(question)
  local out = { question.other and "other" or nil }
  for _, option in ipairs(CHOICES[question.kind] and question.options or {}) do
    out[#out + 1] = id_of(option)
  end
  for i = 1, question.kind == "scale" and (question.points or 5) or 0 do
    out[#out + 1] = tostring(i)
  end
  return out
end

-- Ids as they are written, and as answers have them: points of a scale are texts there.
local function ids_of(list)
  local out = {}
  for i, id in ipairs(list) do
    out[i] = type(id) == "number" and tostring(id) or id
  end
  return out
end

local function check_ids(list, question, path, whose, say)
  for i, id in ipairs(ids_of(list)) do
    if not plain.place(answers_of(question), id) then
      say(path .. "/" .. i - 1, "is no answer to " .. whose)
    end
  end
end

local function check_eligible(question, say)
  if question.eligible and question.kind == "text" then
    say("/eligible", "goes with kind = \"single\", \"multiple\" or \"scale\"")
  elseif question.eligible then
    check_ids(question.eligible, question, "/eligible", "this question", say)
  end
end

local function check_when(question, before, say)
  local when = question.when
  local other = when and before[when.question]
  if when and not other then
    say("/when/question", "must be the id of a question that comes before")
  elseif when then
    check_ids(when.is, other, "/when/is", "\"" .. when.question .. "\"", say)
  end
end

--- What any question must be: with fields that are known, with those that are needed, and with an id of its own.
--- `before`: questions by id; `whose`: what knows the fields.
function survey.check_fields(question, before, say, fields, needed, whose)
  for name in pairs(question) do
    if not plain.place(fields, name) then
      say("/" .. name, "is not known: " .. whose .. " knows " .. table.concat(fields, ", "))
    end
  end
  for _, name in ipairs(needed) do
    if not question[name] then
      say("/" .. name, "is missing")
    end
  end
  if question.id and before[question.id] then
    say("/id", "is there twice: \"" .. question.id .. "\"")
  end
end

local function check_question(question, before, say)
  survey.check_fields(question, before, say, FIELDS, { "id", "ask", "kind" }, "a question")
  check_kind(question, say)
  check_eligible(question, say)
  check_when(question, before, say)
  if question.id then
    before[question.id] = question
  end
end

local function check_section(section, before, say)
  for name in pairs(section) do
    if not plain.place({ "title", "text", "questions" }, name) then
      say("/" .. name, "is not known: a section knows title, text, questions")
    end
  end
  if not section.questions then
    say("/questions", "is missing")
  end
  for i, question in ipairs(section.questions or {}) do
    check_question(question, before, function(path, text)
      say("/questions/" .. i - 1 .. path, text)
    end)
  end
end

--- Everything that is wrong with `sections` of a step's options, beyond their shape: {path, text}, ...
function survey.problems(sections)
  local out, before = {}, {}
  for i, entry in ipairs(sections) do
    local is_section = entry.questions or entry.title and not entry.ask
    local check = is_section and check_section or check_question
    check(entry, before, function(path, text)
      out[#out + 1] = { path = "/sections/" .. i - 1 .. path, text = text }
    end)
  end
  return out
end

-- --- what is made of them

-- Which answers make somebody eligible is for those who run the study: packets have only that somebody looks.
local function normal(question)
  local out = { id = question.id, ask = question.ask, kind = question.kind, low = question.low, high = question.high,
    other = question.other or nil, profile = question.profile or nil,
    screens = question.eligible and true or nil }
  out.points = question.kind == "scale" and (question.points or 5) or nil
  if question.when then
    out.when = { question = question.when.question, is = ids_of(question.when.is) }
  end
  if question.options then
    out.options = {}
    for i, option in ipairs(question.options) do
      local own = type(option) == "table"
      out.options[i] = { id = own and option.id or option, text = own and option.text or option }
    end
  end
  return out
end

--- The SECTIONs of a step's options: the study's, where questions in a row without a section are one; or else the
--- closing survey.
function survey.sections(given)
  local out, loose = {}, nil
  for _, entry in ipairs(given or {}) do
    if entry.questions or not loose then
      out[#out + 1] = { title = entry.questions and entry.title or "", text = entry.questions and entry.text or "",
        questions = {} }
    end
    local questions = out[#out].questions
    for _, question in ipairs(entry.questions or { entry }) do
      questions[#questions + 1] = normal(question)
    end
    loose = not entry.questions
  end
  for _, section in ipairs(out) do
    section.questions = plain.list(section.questions)
  end
  return #out > 0 and out or closing()
end

--- The questions of a step's options that say who is eligible, in order.
function survey.screens(given)
  local out = {}
  for _, section in ipairs(survey.sections(given)) do
    for _, question in ipairs(section.questions) do
      out[#out + 1] = question.screens and question or nil
    end
  end
  return out
end

--- Whether a question was asked of somebody: `answers` holds their answers by question's id, {choices, value, text}.
--- What was answered before the condition ceased to hold is no answer.
function survey.asked(question, answers)
  local when = question.when
  local answer = when and answers[when.question]
  if not answer then
    return not when
  end
  for _, id in ipairs(when.is) do
    if answer.value and tostring(answer.value) == id or plain.place(answer.choices or {}, id) then
      return true
    end
  end
  return false
end

--- The answers to questions that were asked: one to a question that was not asks for nothing.
function survey.given(sections, answers)
  local out = {}
  for _, section in ipairs(sections) do
    for _, question in ipairs(section.questions) do
      if survey.asked(question, out) then
        out[question.id] = answers[question.id]
      end
    end
  end
  return out
end

local find = {} -- by language

--- A question's text in a language: what begins with "@" is a key of the interface's words, where it is one.
function survey.say(text, language)
  if text:sub(1, 1) ~= "@" then
    return text
  end
  find[language] = find[language] or words.make(language, "survey")
  local name = text:sub(2)
  local said = find[language](name)
  return said == name and text or said
end

return survey
