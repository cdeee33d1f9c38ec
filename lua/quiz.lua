-- SPDX-License-Identifier: MIT
--- The questions of a quiz: what is wrong with those of a study, what packets make of them, and the ones for studies
--- that bring none.
local plain = require("plain")
local survey = require("survey")
local text = require("calma.text")
local words = require("words")

local quiz = {}

quiz.THRESHOLD = 0.8
quiz.RETRIES = 2

-- --- the default questions: about which quality, about where on it, and about naming what matters

local DEFAULT = {
  { id = "part", options = { "describes", "matters", "both" }, right = "matters" },
  { id = "label", options = { "tips", "trust", "second" }, right = "trust" },
  { id = "axis", options = { "quality", "amount", "model" }, right = "quality" },
  { id = "position", options = { "same", "different", "wrong" }, right = "same" },
  { id = "unique", options = { "drop", "keep", "change" }, right = "keep" },
}

local function default(language)
  local say, out = words.make(language, "training"), {}
  for i, one in ipairs(DEFAULT) do
    local key = "training." .. one.id
    out[i] = { id = one.id, ask = say(key .. ".ask"), kind = "single", options = {}, right = one.right,
      why = say(key .. ".why") }
    for k, id in ipairs(one.options) do
      out[i].options[k] = { id = id, text = say(key .. "." .. id) }
    end
  end
  return out
end

-- --- what a study's questions must be

local FIELDS = { "id", "ask", "kind", "options", "right", "why" }

local function id_of(option)
  return type(option) == "table" and option.id or option
end

local function is_line(value)
  return type(value) == "string" and value ~= "" and #value <= 600 and not value:find("%c")
end

local function check_options(question, say)
  local seen = {}
  for i, option in ipairs(question.options or {}) do
    local id, path = id_of(option), "/options/" .. i - 1
    if not is_line(id) or type(option) == "table" and not is_line(option.text) then
      say(path, "must be a short text, or { id = \"...\", text = \"...\" }")
    elseif seen[id] then
      say(path, "is there twice: \"" .. id .. "\"")
    else
      seen[id] = true
    end
  end
  if #(question.options or {}) < 2 then
    say("/options", "needs two or more")
  end
  return seen
end

-- The ids of the right answers as a list, however they are written.
local function right_of(question)
  return type(question.right) == "table" and question.right or { question.right }
end

local function check_right(question, ids, say)
  local right, seen = right_of(question), {}
  if #right == 0 then
    return say("/right", "is missing: the id of the right answer, or a list of them")
  end
  if question.kind ~= "multiple" and #right > 1 then
    say("/right", "is more than one answer: that needs kind = \"multiple\"")
  end
  for _, id in ipairs(right) do
    if type(id) ~= "string" or not ids[id] then
      say("/right", "is no answer to this question: \"" .. tostring(id) .. "\"")
    elseif seen[id] then
      say("/right", "is there twice: \"" .. id .. "\"")
    end
    seen[id] = true
  end
end

local function check_question(question, before, say)
  survey.check_fields(question, before, say, FIELDS, { "id", "ask", "why" }, "a question of a quiz")
  before[question.id or ""] = true
  check_right(question, check_options(question, say), say)
end

--- Everything that is wrong with a quiz's options, beyond their shape: {path, text}, ...
function quiz.problems(options)
  local out, before = {}, {}
  local threshold = options.threshold
  if threshold ~= nil and (type(threshold) ~= "number" or threshold < 0 or threshold > 1) then
    out[1] = { path = "/threshold", text = "must be a part of the questions, from 0 to 1: 0.8" }
  end
  for i, question in ipairs(options.questions) do
    check_question(question, before, function(path, said)
      out[#out + 1] = { path = "/questions/" .. i - 1 .. path, text = said }
    end)
  end
  return out
end

-- --- what is made of them

local DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

-- Base64 of the bytes: what explains an answer is not to be read before it was given.
local function veil(said)
  local out = {}
  for i = 1, #said, 3 do
    local a, b, c = said:byte(i, i + 2)
    local n = a << 16 | (b or 0) << 8 | (c or 0)
    for k = 0, 3 do
      local digit = n >> (18 - 6 * k) & 63
      out[#out + 1] = k <= (c and 3 or b and 2 or 1) and DIGITS:sub(digit + 1, digit + 1) or "="
    end
  end
  return table.concat(out)
end

--- What stands in packets in the place of the right answers `ids` of a question. It keeps nobody out who wants in:
--- there are few answers to try.
function quiz.seal(id, ids)
  local sorted = {}
  for i, one in ipairs(ids) do
    sorted[i] = one
  end
  table.sort(sorted)
  return text.sha256("calma quiz\n" .. id .. "\n" .. table.concat(sorted, "\n") .. "\n")
end

local function packed(question)
  local out = {}
  for i, option in ipairs(question.options) do
    local own = type(option) == "table"
    out[i] = { id = own and option.id or option, text = own and option.text or option }
  end
  return { id = question.id, ask = question.ask, kind = question.kind or "single", options = out,
    right = quiz.seal(question.id, right_of(question)), why = veil(question.why) }
end

--- The data of a quiz's packets, in the study's language where the questions are the program's.
function quiz.packet(options, language)
  local given = #options.questions > 0 and options.questions or default(language)
  local out = {}
  for i, question in ipairs(given) do
    out[i] = packed(question)
  end
  return { questions = plain.list(out), need = math.ceil((options.threshold or quiz.THRESHOLD) * #out - 1e-9),
    tries = (options.retries or quiz.RETRIES) + 1, gate = options.gate or false }
end

return quiz
