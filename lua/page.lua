-- SPDX-License-Identifier: MIT
--- The frame of every page of the report: head, way around, foot. No page asks for anything outside itself.
local html = require("html")
local record = require("record")

local h = html.element
local page = {}

-- "../" for each folder above the page.
local function way_up(path)
  local up = ""
  for i = 1, #path do
    up = path:sub(i, i) == "/" and up .. "../" or up
  end
  return up
end

local function policy(context)
  return "default-src 'none'; style-src 'sha256-" .. context.style_hash
    .. "'; img-src data:; base-uri 'none'; form-action 'none'"
end

local function head(title, context)
  return h("head", nil, h("meta", { charset = "utf-8" }),
    h("meta", { ["http-equiv"] = "Content-Security-Policy", content = policy(context) }),
    h("meta", { name = "viewport", content = "width=device-width, initial-scale=1" }),
    h("meta", { name = "color-scheme", content = "light dark" }),
    h("title", nil, title), h("style", nil, html.raw(context.style)))
end

local function navigation(sections, current, up, context)
  local out = {}
  for i, section in ipairs(sections) do
    out[i] = h("li", nil, h("a", { href = up .. section.path, ["aria-current"] = section.id == current and "page" },
      section.short))
  end
  return h("nav", { ["aria-label"] = context.words("page.parts") }, h("ul", nil, out))
end

--- render({path, title, html, section}, sections, context) -> the file's bytes. `sections`: {id, path, short}.
function page.render(each, sections, context)
  local up, study = way_up(each.path), record.study()
  local heading = each.heading and h("h1", { dir = "auto" }, each.heading)
  local title = each.title ~= study.title and each.title .. " · " .. (study.title or "") or each.title
  return "<!DOCTYPE html>\n" .. html.string(h("html", { lang = context.spoken, dir = context.direction },
    head(title, context),
    h("body", { class = "page-" .. html.id(each.section) },
      h("a", { class = "skip", href = "#main" }, context.words("page.skip")),
      h("header", nil, h("p", { class = "study", dir = "auto" }, h("a", { href = up .. "index.html" }, study.title)),
        navigation(sections, each.section, up, context)),
      h("main", { id = "main" }, heading, html.raw(html.string(each.html))),
      h("footer", nil, h("p", nil, context.words("page.foot", { version = context.version })))))) .. "\n"
end

return page
