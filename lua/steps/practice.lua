-- SPDX-License-Identifier: MIT
-- practice {}: initial and focused coding of a conversation that has nothing to do with the study, with the very same
-- tools; then somebody else's codings of it beside one's own. Nothing of it counts as the study's, or primes it.
-- practice { transcripts "cooking.jsonl", example = worked "cooking.json", introduction = text "coding.md" }: the
-- study's own conversation, example and text. What is not said is the program's.
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
    },
  },

  check = function(options)
    if options.example and #options.transcripts == 0 then
      return { { path = "/example",
        text = "goes with the conversations that it is about: transcripts \"file.jsonl\"" } }
    end
    return {}
  end,

  complete = function(options)
    local own = #options.transcripts > 0
    return {
      introduction = options.introduction or shipped("text", "practice.md"),
      transcripts = own and options.transcripts or { shipped("transcripts", "practice.jsonl") },
      example = own and options.example or not own and shipped("worked", "practice.json") or nil,
    }
  end,

  packet = function(options, give)
    local said = { give.text(options.introduction) or "", options.example and give.text(options.example) or "" }
    return {
      documents = give.documents({ options.introduction }),
      conversations = give.conversations(options.transcripts),
      prompts = false,
      example = options.example and example_of(json.decode(said[2])) or nil,
      training = text.sha256(table.concat(said, "\n")),
    }
  end,

  returns = returns(),
}
