// SPDX-License-Identifier: MIT
// Pictures are drawn only when they hold nothing but what packets know.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";
import { outline } from "./tree.mjs";

const { parseSvg } = await load("svg.ts");

test("a word cloud becomes nodes", () => {
  const source =
    '<svg xmlns="http://www.w3.org/2000/svg" class="cloud" viewBox="0 0 1 1" role="img" aria-label="a &amp; b">' +
    '<g transform="scale(0.1)">\n<g class="cloud-1"><title>x &lt; y: 6</title><path d="m1 1z"/></g>\n</g></svg>\n';
  assert.equal(
    outline(parseSvg(source)),
    'svg[class=cloud][viewBox=0 0 1 1][role=img][aria-label=a & b]' +
      '(g[transform=scale(0.1)](g[class=cloud-1](title("x < y: 6"), path[d=m1 1z]())))',
  );
});

const refused = [
  "",
  "words",
  "<g></g>",
  '<svg class="a">',
  "<svg></g></svg>",
  "<svg></svg><svg></svg>",
  "<svg></svg>words",
  "<svg><script>alert(1)</script></svg>",
  '<svg onload="alert(1)"></svg>',
  '<svg style="fill:red"></svg>',
  '<svg><use href="#x"/></svg>',
  '<svg><image href="http://example.org"/></svg>',
  "<svg><foreignObject></foreignObject></svg>",
  "<svg><!-- x --></svg>",
  "<svg><![CDATA[<script>]]></svg>",
  '<svg xmlns="http://example.org/"></svg>',
];

for (const source of refused) {
  test(`is not drawn: ${JSON.stringify(source)}`, () => assert.equal(parseSvg(source), null));
}

test("random pieces never throw", () => {
  const pieces = ["<", ">", "</", "svg", "g", ' class="a"', '"', "&lt;", "<svg>", "</svg>", "<g>", "</g>", "x", "/", "="];
  let seed = 11;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let run = 0; run < 2000; run++) {
    let source = "";
    for (let i = 0; i < 12; i++) source += pieces[Math.floor(random() * pieces.length)];
    const made = parseSvg(source);
    if (made) assert.match(outline(made), /^svg/);
  }
});
