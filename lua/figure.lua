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

return figure
