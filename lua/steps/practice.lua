-- SPDX-License-Identifier: MIT
-- practice {}: initial and focused coding of a conversation that has nothing to do with the study, with the very same
-- tools; then somebody else's codings of it beside one's own. Nothing of it counts as the study's, or primes it.
-- practice { transcripts "cooking.jsonl", example = worked "cooking.json", introduction = text "coding.md",
-- analogy = text "analogy.md" }: the study's own conversation, example and texts. The analogy comes first: what people
-- know already, and what comes of their words. What is not said is the program's.
local cluster = require("steps/cluster")
local code = require("steps/code")
local json = require("calma.json")
local plain = require("plain")
local text = require("calma.text")

local function file(kind)
  return { type = "object", optional = true,
    fields = { kind = { type = "string", words = { kind } }, file = { type = "string" } } }
end

local conversation = file("transcripts")
conversation.optional = nil

local function shipped(kind, name)
  return { kind = kind, file = "calma:" .. name }
end

local function labels(list)
  local out = {}
  for i, label in ipairs(list) do
    out[i] = label
  end
  return plain.list(out)
end

-- The example as packets carry it: what its author wrote for themselves stays out.
local function example_of(document)
  local codings, clusters = {}, {}
  for i, one in ipairs(document.codings) do
    codings[i] = { turn = one.turn, quote = one.quote, codes = labels(one.codes), memo = one.memo or "" }
  end
  for i, one in ipairs(document.clusters or {}) do
    clusters[i] = { name = one.name, definition = one.definition or "", poles = labels(one.poles or {}),
      codes = labels(one.codes) }
  end
  return { codings = codings, clusters = plain.list(clusters) }
end

-- A training of the study's own is about things that its people know: nobody can say for them which.
local function is_own(options)
  return #options.transcripts > 0 or options.introduction ~= nil
end

local NO_ANALOGY = "is missing: this training is the study's own, and says nothing of what people know already (a chat "
  .. "program, a use that they can picture); write it: analogy = text \"analogy.md\", or take the general one: "
  .. "analogy = text \"calma:analogy.md\""

local function returns()
  local out = {
    stage = {
      type = "object",
      fields = { training = { type = "string", form = "hex64" }, at = { type = "string", form = "stamp" } },
    },
  }
  for _, step in ipairs({ code, cluster }) do
    for kind, shape in pairs(step.returns) do
      out[kind] = shape
    end
  end
  return out
end

return {
  list = "transcripts",
  needs = {
    type = "object",
    fields = {
      transcripts = { type = "list", most = 10, of = conversation },
      example = file("worked"),
      introduction = file("text"),
      analogy = file("text"),
    },
  },

  check = function(options)
    local out = {}
    if options.example and #options.transcripts == 0 then
      out[1] = { path = "/example",
        text = "goes with the conversations that it is about: transcripts \"file.jsonl\"" }
    end
    if is_own(options) and not options.analogy then
      out[#out + 1] = { path = "/analogy", grade = "warning", text = NO_ANALOGY }
    end
    return out
  end,

  complete = function(options)
    local own = #options.transcripts > 0
    return {
      introduction = options.introduction or shipped("text", "practice.md"),
      transcripts = own and options.transcripts or { shipped("transcripts", "practice.jsonl") },
      example = own and options.example or not own and shipped("worked", "practice.json") or nil,
      analogy = options.analogy or not is_own(options) and shipped("text", "analogy.md") or nil,
    }
  end,

  packet = function(options, give)
    local said = { give.text(options.introduction) or "", options.example and give.text(options.example) or "" }
    said[3] = options.analogy and give.text(options.analogy)
    return {
      documents = give.documents(options.analogy and { options.analogy, options.introduction }
        or { options.introduction }),
      conversations = give.conversations(options.transcripts),
      prompts = false,
      example = options.example and example_of(json.decode(said[2])) or nil,
      training = text.sha256(table.concat(said, "\n")),
    }
  end,

  returns = returns(),
}
