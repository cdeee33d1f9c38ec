-- SPDX-License-Identifier: MIT
--- The texts whose vectors tell which labels of a group are near in meaning (labelmap.texts). No packet carries them:
--- `calma run --embeddings` asks a model for their vectors.
--- -> {texts = {"label: quote", ...}}
local labelmap = require("labelmap")
local list = require("plain").list

return {
  per = "group",
  answer = function(record, context, where)
    return { texts = list(labelmap.texts(record, context, where.group)) }
  end,
}
