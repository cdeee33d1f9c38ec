-- SPDX-License-Identifier: MIT
-- review { text "orientation.md" }: before the discussion people look back: at the texts, at their own work, and at
-- what their group explored.

-- The group's clouds as pictures of the packet.
local function place_clouds(group, give)
  for _, cloud in ipairs(group.clouds) do
    cloud.picture, cloud.svg = give.picture(cloud.svg), nil
  end
  return group
end

return {
  list = "documents",
  needs = {
    type = "object",
    fields = {
      documents = {
        type = "list", most = 20, optional = true,
        of = {
          type = "object",
          fields = { kind = { type = "string", words = { "text" } }, file = { type = "string" } },
        },
      },
    },
  },

  packet = function(options, give)
    local group = give.ask("group")
    return {
      documents = give.documents(options.documents or {}),
      conversations = give.conversations({ { source = "baseline" }, { source = "own" }, { source = "others" } }),
      personal = give.carry("personal"),
      group = group and place_clouds(group, give),
    }
  end,

  returns = {
    viewed = { type = "object", fields = { at = { type = "string", form = "stamp" } } },
  },
}
