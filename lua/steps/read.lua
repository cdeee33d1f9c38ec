-- SPDX-License-Identifier: MIT
-- read { text "context.md", video { file = "pipeline.webm", title = "...", storyboard = text "pipeline.md" } }: texts
-- to read, one after the other. A video lies beside the packet and is never needed: its storyboard is one of the texts.
local plain = require("plain")

local function text(optional)
  return { type = "object", optional = optional,
    fields = { kind = { type = "string", words = { "text" } }, file = { type = "string" } } }
end

local entry = {
  type = "object",
  fields = {
    kind = { type = "string", words = { "text", "video" } },
    file = { type = "string", least = 1 },
    title = { type = "string", optional = true, most = 200, form = "line" },
    storyboard = text(true),
  },
}

local function is_video(each)
  return each.kind == "video"
end

local function texts_of(documents)
  local out = {}
  for i, each in ipairs(documents) do
    out[i] = is_video(each) and each.storyboard or each
  end
  return out
end

-- Those that lie beside the packet, each with the place of its storyboard among the packet's documents.
local function videos_of(documents, places, give)
  local out = {}
  for i, each in ipairs(documents) do
    local found = is_video(each) and give.video(each)
    out[#out + 1] = found and { document = places[i], file = found.file, bytes = found.bytes,
      title = each.title or "" } or nil
  end
  return #out > 0 and plain.list(out) or nil
end

return {
  list = "documents",
  needs = {
    type = "object",
    fields = { documents = { type = "list", least = 1, most = 50, of = entry } },
  },

  check = function(options)
    local out = {}
    for i, each in ipairs(options.documents) do
      if is_video(each) and not each.storyboard then
        out[#out + 1] = { path = "/documents/" .. i - 1 .. "/storyboard",
          text = "is missing: what the film says, to read, since nobody has to watch it: "
            .. "storyboard = text \"film.md\"" }
      end
    end
    return out
  end,

  packet = function(options, give)
    local places = give.documents(texts_of(options.documents))
    return { documents = places, videos = videos_of(options.documents, places, give) }
  end,

  returns = {
    read = {
      type = "object",
      fields = { sha256 = { type = "string", form = "hex64" }, at = { type = "string", form = "stamp" } },
    },
    viewed = { type = "object", fields = { video = { type = "string", least = 1, most = 120, form = "line" } } },
  },
}
