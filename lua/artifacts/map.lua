-- SPDX-License-Identifier: MIT
--- The map of labels, a page for each group: every label once and all alike, what is linked standing near, and below it
--- every label with its passages and with the labels nearest to it, each with the reason.
local coded = require("coded")
local html = require("html")
local labelmap = require("labelmap")
local tables = require("table")

local h = html.element

local SIZE = labelmap.SIZE
local SHOWN = 15 -- pixels of every letter on the page, where nobody has made the picture larger or smaller
local EDGE = 3   -- pixels between a label and the frame that shows it as linked
local OPEN = 3   -- passages of a label that are open

-- ---- the picture

local function spot_id(label)
  return html.id("at", label.group, label.n)
end

local function entry_id(label)
  return html.id("label", label.group, label.n)
end

local function frame_path(box)
  return string.format("M%d %dh%dv%dh%dz", box.x - box.w // 2 - EDGE, box.y - box.h // 2 - EDGE, box.w + 2 * EDGE,
    box.h + 2 * EDGE, -box.w - 2 * EDGE)
end

-- Hidden until a label is pointed at, reached by the keyboard, or led to.
local function link_paths(label)
  local lines, ends = {}, {}
  for i, near in ipairs(label.nearest) do
    lines[i] = string.format("M%d %dL%d %d", label.box.x, label.box.y, near.label.box.x, near.label.box.y)
    ends[i] = frame_path(near.label.box)
  end
  return #lines > 0 and { h("path", { class = "lines", d = table.concat(lines), visibility = "hidden" }),
    h("path", { class = "ends", d = table.concat(ends), visibility = "hidden", fill = "none" }) }
end

local function text_lines(box)
  local out, pitch = {}, (box.h - 1.1 * SIZE) / #box.lines
  for i, line in ipairs(box.lines) do
    local y = box.y + (i - (#box.lines + 1) / 2) * pitch
    out[i] = h("text", { x = box.x, y = string.format("%.1f", y), dy = "0.35em",
      direction = box.rtl and "rtl" }, line)
  end
  return out
end

local function spot(label, path)
  local box = label.box
  return h("g", { class = "spot", id = spot_id(label) }, link_paths(label),
    h("a", { href = path .. "#" .. entry_id(label) }, h("title", nil, label.text),
      h("rect", { x = box.x - box.w // 2, y = box.y - box.h // 2, width = box.w, height = box.h, rx = 3,
        fill = "none", stroke = "currentColor" }),
      text_lines(box)), "\n")
end

local function draw(map, path, title)
  local spots, view = {}, map.view
  for i, label in ipairs(map.labels) do
    spots[i] = spot(label, path)
  end
  return h("svg", { xmlns = "http://www.w3.org/2000/svg", class = "map", width = view.w * SHOWN // SIZE,
    height = view.h * SHOWN // SIZE, viewBox = table.concat({ view.x, view.y, view.w, view.h }, " "),
    role = "group", ["aria-label"] = title,
    ["font-size"] = SIZE, ["font-family"] = "Noto Sans, sans-serif", ["text-anchor"] = "middle",
    direction = "ltr", fill = "currentColor" }, spots)
end

-- ---- the list

local function passage(coding)
  return h("li", nil, h("q", { dir = "auto" }, h("a", { href = coding.href }, coded.quote(coding.quote))), " ",
    h("span", { class = "who" }, coding.participant))
end

local function passages(label, context)
  local open, more = {}, {}
  for i, coding in ipairs(label.codings) do
    table.insert(i <= OPEN and open or more, passage(coding))
  end
  return { h("ul", { class = "plain" }, open), #more > 0 and h("details", nil,
    h("summary", nil, context.words("map.more")), h("ul", { class = "plain" }, more)) }
end

local function nearest(map, label, context)
  if #label.nearest == 0 then
    return h("p", { class = "quiet" }, context.words("map.unlinked"))
  end
  local out = {}
  for i, near in ipairs(label.nearest) do
    out[i] = h("li", nil, h("a", { href = "#" .. entry_id(near.label) }, h("bdi", nil, near.label.text)), " ",
      h("span", { class = "quiet" }, h("bdi", nil, labelmap.reason(map, near.link, context.words))))
  end
  return { h("p", { class = "quiet" }, context.words("map.nearest")), h("ul", { class = "plain" }, out) }
end

local function wordings(label, context)
  if #label.wordings == 1 then
    return nil
  end
  return h("p", { class = "quiet" }, context.words("map.wordings", { list = table.concat(label.wordings, "; ") }))
end

local function who(hand, context)
  return hand.by ~= "" and hand.by ~= "facilitator" and hand.by or context.words("map.facilitator")
end

local function placed_by(hand, context)
  return hand.file and context.words("map.placed.file", { file = hand.file })
    or context.words("map.placed.board", { by = who(hand, context), at = hand.at })
end

local function entry(map, label, context)
  return h("li", { class = "entry", id = entry_id(label) },
    h("div", { class = "name" }, h("h3", nil, h("bdi", nil, label.text)), wordings(label, context),
      h("p", { class = "links" }, h("a", { href = "#" .. spot_id(label) }, context.words("map.back")))),
    h("div", nil, passages(label, context), nearest(map, label, context),
      label.hand and h("p", { class = "quiet" }, h("bdi", nil, placed_by(label.hand, context)))))
end

-- ---- what it was made from

local function people_of(map)
  local seen, n = {}, 0
  for _, label in ipairs(map.labels) do
    for _, coding in ipairs(label.codings) do
      n = n + (seen[coding.participant] and 0 or 1)
      seen[coding.participant] = true
    end
  end
  return n
end

local function unlinked(map)
  local n = 0
  for _, label in ipairs(map.labels) do
    n = n + (#label.nearest == 0 and not label.hand and 1 or 0)
  end
  return n
end

local kinds = { "hand", "meaning", "place", "word" }

local function settings(map, context)
  local words, counts = context.words, {}
  for i, kind in ipairs(kinds) do
    counts[i] = words("map.kind." .. kind) .. " " .. map.counts[kind]
  end
  return {
    words("map.n", { n = #map.labels, people = words("people", { n = people_of(map) }) }),
    words("map.links", { n = #map.links, counts = table.concat(counts, ", ") }),
    words("map.hand", { n = map.placed }),
    map.kept > 0 and words("map.kept", { n = map.kept }) or "",
    map.model and words("map.model", { model = map.model, n = map.vectors }) or words("map.nomodel"),
    words(#map.stop_words > 0 and "map.stops" or "map.nostops", { n = #map.stop_words }),
    words("map.rim", { n = unlinked(map) }),
    #map.labels > labelmap.MOST and words("map.many", { n = labelmap.MOST }) or "",
    map.stress and words("map.stress", { stress = string.format("%.3f", map.stress) }) or words("map.nostress"),
  }
end

local function stop_words(map, context)
  if #map.stop_words > 0 then
    return context.words("map.stops.list", { list = table.concat(map.stop_words, ", ") })
  end
end

-- ---- tables: the places can be kept as map-<group>.csv, so the columns that are read back keep their names

local function place_table(map, id, title, context)
  local rows = {}
  for i, label in ipairs(map.labels) do
    rows[i] = { label = label.text, x = label.box.x, y = label.box.y,
      by = context.words(label.hand and "map.by.hand" or label.box.rim and "map.by.rim" or "map.by.links"),
      hand = label.hand and (label.hand.file or who(label.hand, context)), at = label.hand and label.hand.at }
  end
  return { id = id, title = title, rows = rows, notes = settings(map, context), columns = {
    { key = "label", title = "label", kind = "text" }, { key = "x", title = "x", kind = "number" },
    { key = "y", title = "y", kind = "number" },
    { key = "by", title = context.words("map.column.by"), kind = "text" },
    { key = "hand", title = context.words("map.column.hand"), kind = "text" },
    { key = "at", title = context.words("map.column.at"), kind = "text" } } }
end

-- What was done on the boards, in its order; nil where nothing was.
local function move_table(map, id, title, context)
  local rows, columns = {}, {}
  for i, move in ipairs(map.moves) do
    rows[i] = { at = move.at, hand = who(move, context), label = move.text, x = move.x, y = move.y,
      kind = context.words(move.back and "map.move.back" or "map.move.put"), board = move.board }
  end
  for i, key in ipairs({ "label", "kind", "hand", "at", "x", "y", "board" }) do
    local plain = key == "x" or key == "y" or key == "label"
    local column = "map.column." .. (key == "kind" and "move" or key)
    columns[i] = { key = key, title = plain and key or context.words(column),
      kind = (key == "x" or key == "y") and "number" or "text" }
  end
  return #rows > 0 and { id = id, title = title, rows = rows, columns = columns,
    notes = { context.words("map.moves.note") } } or nil
end

local function link_table(map, id, title, context)
  local rows, words = {}, context.words
  for i, link in ipairs(map.shown) do
    rows[i] = { one = map.labels[link.i].text, other = map.labels[link.j].text,
      kind = words("map.kind." .. link.kind), value = link.value and tonumber(string.format("%.3f", link.value)),
      reason = labelmap.reason(map, link, words) }
  end
  local columns = {}
  for i, key in ipairs({ "one", "other", "kind", "value", "reason" }) do
    columns[i] = { key = key, title = words("map.column." .. key), kind = key == "value" and "number" or "text" }
  end
  return { id = id, title = title, rows = rows, columns = columns,
    notes = { words("map.links.note"), stop_words(map, context) } }
end

-- ---- the page

local function body(map, group, path, result, context)
  local title = context.words("map.of", { group = group.title })
  if #map.labels == 0 then
    return h("p", nil, context.words("map.none"))
  end
  local id = "map-" .. html.id(group.id)
  local places = place_table(map, id, context.words("map.places", { group = group.title }), context)
  local links = link_table(map, id .. "-links", context.words("map.linked", { group = group.title }), context)
  local moves = move_table(map, id .. "-moves", context.words("map.moves", { group = group.title }), context)
  table.insert(result.tables, places)
  table.insert(result.tables, links)
  table.insert(result.tables, moves)
  local svg, entries = draw(map, path, title), {}
  table.insert(result.files, { path = id .. ".svg", bytes = html.string(svg) })
  for i, label in ipairs(map.labels) do
    entries[i] = entry(map, label, context)
  end
  return html.join(h("p", nil, h("a", { href = "#every" }, context.words("map.every"))),
    h("figure", { class = "picture" },
      h("div", { class = "map-view", tabindex = 0, role = "region", ["aria-label"] = title }, svg),
      h("figcaption", nil, h("p", nil, context.words("map.how")),
        h("p", { class = "settings" }, table.concat(settings(map, context), " ")),
        #map.stop_words > 0 and h("details", nil, h("summary", nil, context.words("map.stops.title")),
          h("p", { class = "settings" }, stop_words(map, context))),
        h("p", { class = "downloads" }, context.words("map.file", { file = h("a", { href = id .. ".svg" }, "SVG"),
          name = "map-" .. group.id .. ".csv" })),
        coded.downloads(places, ""), coded.downloads(links, ""), moves and coded.downloads(moves, ""))),
    moves and h("details", nil, h("summary", nil, moves.title), tables.html(moves, context.words)),
    h("h2", { id = "every" }, context.words("map.every")), h("ul", { class = "entries" }, entries))
end

local function group_page(group, path, result, record, context)
  local map = labelmap.make(record, context, group.id)
  for _, label in ipairs(map.labels) do
    label.group = group.id
  end
  return html.join(h("p", { class = "lead" }, context.words("map.lead")), coded.caution(context),
    body(map, group, path, result, context))
end

return function(record, context)
  local result = { id = "map", title = context.words("map.title"), path = "map.html",
    tables = {}, files = {}, pages = {} }
  local groups, items = record.groups(), {}
  if #groups == 1 then
    result.html = group_page(groups[1], result.path, result, record, context)
    return result
  end
  for i, group in ipairs(groups) do
    local path = "map-" .. html.id(group.id) .. ".html"
    local title = context.words("map.of", { group = group.title })
    items[i] = h("li", nil, h("a", { href = path }, title))
    table.insert(result.pages, { path = path, title = title, heading = title, section = "map",
      html = group_page(group, path, result, record, context) })
  end
  result.html = html.join(h("p", { class = "lead" }, context.words("map.lead")), coded.caution(context),
    h("ul", { class = "plain" }, items))
  return result
end
