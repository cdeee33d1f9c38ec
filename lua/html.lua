-- SPDX-License-Identifier: MIT
--- HTML made from values. Strings and numbers are text and are escaped; only what this module returned is markup, so
--- that nothing a person or a model wrote can become markup by mistake.
local escape = require("calma.html").escape

local html = {}

local void = { br = true, hr = true, meta = true, img = true }

--- Marks a string as markup. For markup that this program itself has made.
function html.raw(markup)
  return { markup = markup }
end

local function add(out, child)
  if type(child) == "table" then
    if child.markup then
      out[#out + 1] = child.markup
    else
      for _, each in ipairs(child) do
        add(out, each)
      end
    end
  elseif child ~= nil and child ~= false then
    out[#out + 1] = escape(tostring(child))
  end
end

local function add_attributes(out, attributes)
  for name, value in pairs(attributes) do
    if value == true then
      out[#out + 1] = " " .. name
    elseif value then
      out[#out + 1] = " " .. name .. '="' .. escape(tostring(value)) .. '"'
    end
  end
end

--- html.element("p", {class = "lead"}, "text", markup, {list, of, both}) -> markup. False children are left out.
function html.element(name, attributes, ...)
  local out = { "<" .. name }
  add_attributes(out, attributes or {})
  out[#out + 1] = ">"
  if not void[name] then
    for i = 1, select("#", ...) do
      add(out, (select(i, ...)))
    end
    out[#out + 1] = "</" .. name .. ">"
  end
  return { markup = table.concat(out) }
end

--- Several children as one piece of markup.
function html.join(...)
  local out = {}
  for i = 1, select("#", ...) do
    add(out, (select(i, ...)))
  end
  return { markup = table.concat(out) }
end

--- The markup as a string. A plain string is taken as markup.
function html.string(markup)
  return type(markup) == "table" and html.join(markup).markup or markup or ""
end

--- An id that may stand in an attribute and behind '#': what is not a letter, a digit or '-' becomes _hh. The parts
--- are separated by dots, which no part holds: different parts make different ids.
function html.id(...)
  local parts = {}
  for i = 1, select("#", ...) do
    local part = tostring((select(i, ...)))
    local out = {}
    for k = 1, #part do
      local byte = part:byte(k)
      local plain = byte >= 48 and byte <= 57 or byte >= 65 and byte <= 90 or byte >= 97 and byte <= 122
        or byte == 45
      out[k] = plain and string.char(byte) or string.format("_%02x", byte)
    end
    parts[i] = table.concat(out)
  end
  return table.concat(parts, ".")
end

return html
