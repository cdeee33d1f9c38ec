-- SPDX-License-Identifier: MIT
--- Small pictures and numbers as the report shows them. The pictures hold no text, so that they can be any width;
--- themes/base/style/figures.css gives them their colours.
local html = require("html")

local h = html.element
local figure = {}

local WIDTH = 1000 -- units across; the picture is stretched to its place

local function attribute(number)
  return string.format("%.2f", number)
end

--- A number with two decimals, as it is read.
function figure.number(value)
  local text = string.format("%.2f", value)
  if text == "-0.00" then
    return "0.00"
  end
  return value < 0 and "−" .. text:sub(2) or text
end

--- A share as a whole percentage; what is more than nothing is never 0%.
function figure.percent(value, context)
  local whole = math.floor(value * 100 + 0.5)
  return whole == 0 and value > 0 and context.words("percent.least") or whole .. "%"
end

--- A cell of a table (lua/table.lua): two decimals on the page, four in the files; `otherwise` where there is no value.
function figure.cell(value, otherwise)
  if not value then
    return otherwise
  end
  return { text = tonumber(string.format("%.4f", value)) + 0.0, content = figure.number(value) }
end

--- How many people marked each place of a text. `runs`: {start, stop, people}; `people`: how many count; `label`: what
--- it shows, for those who do not see it; title(run) -> what one place says.
function figure.strip(runs, people, length, label, title)
  local bars = {}
  for i, run in ipairs(runs) do
    local share = run.people / people
    bars[i] = run.people > 0 and h("rect", { x = attribute(run.start / length * WIDTH),
      width = attribute((run.stop - run.start) / length * WIDTH), y = attribute(40 * (1 - share)),
      height = attribute(40 * share), ["fill-opacity"] = attribute(0.35 + 0.65 * share) },
      h("title", nil, title(run)))
  end
  return h("svg", { class = "strip-figure", viewBox = "0 0 " .. WIDTH .. " 40", preserveAspectRatio = "none",
    role = "img", ["aria-label"] = label }, bars)
end

-- "x,y" for each value, the first person on the left edge, `most` at the top.
local function points(values, most)
  local out = {}
  for i, value in ipairs(values) do
    out[i] = attribute((i - 1) / (#values - 1) * WIDTH) .. "," .. attribute(300 * (1 - value / most))
  end
  return out
end

local function reversed(list)
  local out = {}
  for i = #list, 1, -1 do
    out[#out + 1] = list[i]
  end
  return out
end

--- A line with the band around it. `curve`: {mean, least, most}, lists of at least two numbers.
function figure.curve(curve, label)
  local top = curve.most[#curve.most]
  local band = table.concat(points(curve.most, top), " ") .. " "
    .. table.concat(reversed(points(curve.least, top)), " ")
  return h("svg", { class = "curve-figure", viewBox = "0 0 " .. WIDTH .. " 300", preserveAspectRatio = "none",
    role = "img", ["aria-label"] = label }, h("polygon", { points = band }),
    h("polyline", { points = table.concat(points(curve.mean, top), " "), ["vector-effect"] = "non-scaling-stroke" }))
end

local STEP, ROOM = 100, 140 -- units across for each step of a scale; the most units up for its dots

-- How far apart dots stand, so that the tallest column fits, and how many stand beside each other.
local function dot_size(most)
  for pitch = 22, 4, -1 do
    local beside = (STEP - 12) // pitch
    if (most + beside - 1) // beside * pitch <= ROOM then
      return pitch, beside
    end
  end
  return 3, (STEP - 12) // 3
end

local function column_of_dots(step, n, pitch, beside, floor)
  local out = {}
  for k = 0, n - 1 do
    local row, in_row = k // beside, math.min(beside, n - k // beside * beside)
    out[k + 1] = h("circle", { r = attribute(pitch * 0.4), cy = attribute(floor - pitch * (row + 0.5)),
      cx = attribute((step - 0.5) * STEP + (k % beside - (in_row - 1) / 2) * pitch) })
  end
  return out
end

local function line(x1, y1, x2, y2, class)
  return h("line", { x1 = attribute(x1), y1 = attribute(y1), x2 = attribute(x2), y2 = attribute(y2), class = class })
end

--- Every answer on a scale as a dot above its step, and under them a line from the lower to the upper hinge with a
--- tick at the median. `counts`: for each step; `summary`: {lower, median, upper} or {}; `label`: what it shows, for
--- those who do not see it.
function figure.dots(counts, summary, label)
  local most, out = 1, {}
  for _, n in ipairs(counts) do
    most = math.max(most, math.tointeger(n))
  end
  local pitch, beside = dot_size(most)
  local floor = (most + beside - 1) // beside * pitch + 2
  for step, n in ipairs(counts) do
    out[step] = column_of_dots(step, math.tointeger(n), pitch, beside, floor)
  end
  local function x(value)
    return (value - 0.5) * STEP
  end
  return h("svg", { class = "dots-figure", viewBox = "0 0 " .. STEP * #counts .. " " .. floor + 20, role = "img",
    ["aria-label"] = label }, out, line(0, floor, STEP * #counts, floor, "floor"),
    summary.median and { line(x(summary.lower), floor + 10, x(summary.upper), floor + 10, "spread"),
      line(x(summary.median), floor + 4, x(summary.median), floor + 16, "middle") })
end

--- The numbers of a scale's steps, each below its dots.
function figure.scale(steps)
  local out = {}
  for i = 1, steps do
    out[i] = h("span", nil, i)
  end
  return h("p", { class = "scale", ["aria-hidden"] = "true" }, out)
end

--- One quantity before and after, both from 0 to `all`: an open ring and a full dot, with a line between them.
function figure.shift(before, after, all, label)
  local function x(value)
    return 12 + (WIDTH / 2 - 24) * value / math.max(all, 1)
  end
  return h("svg", { class = "shift-figure", viewBox = "0 0 " .. WIDTH // 2 .. " 24", role = "img",
    ["aria-label"] = label }, line(x(0), 12, x(all), 12, "floor"), line(x(before), 12, x(after), 12, "way"),
    h("circle", { class = "after", r = 6, cx = attribute(x(after)), cy = 12 }),
    h("circle", { class = "before", r = 9, cx = attribute(x(before)), cy = 12 }))
end

return figure
