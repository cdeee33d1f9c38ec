// SPDX-License-Identifier: MIT
// Whatever a packet's texts hold, only the allowed elements become elements, and nothing is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";
import { outline } from "./tree.mjs";

const { parseHtml } = await load("html.ts");
const shape = (source) => outline(parseHtml(source));

test("the kind of HTML that packets hold", () => {
  assert.equal(
    shape('<section class="turn" data-turn="a/1" lang="en" dir="auto"><p data-s="3">a &lt;b&gt; &amp;amp; <em>c</em><br>d</p></section>'),
    'section[class=turn][data-turn=a/1][lang=en][dir=auto](p[data-s=3]("a <b> &amp; ", em("c"), br(), "d"))',
  );
  assert.equal(shape('<ol start="3"><li>x</li></ol><hr />'), 'ol[start=3](li("x")), hr()');
});

test("attribute values have their entities resolved", () => {
  assert.equal(shape('<p data-turn="&quot;&#39;&lt;">x</p>'), "p[data-turn=\"'<](\"x\")");
});

const hostile = [
  "<script>alert(1)</script>",
  '<img src="x" onerror="alert(1)">',
  "<img src=x onerror=alert(1)>",
  '<svg onload="alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  '<p onclick="alert(1)">x',
  '<p style="color:red">x',
  '<p class=x>',
  '<p class="a" id="b">',
  '<P CLASS="A">x',
  '<p\u0000class="a">x',
  '<p start="2">',
  '<iframe srcdoc="<p>x</p>">',
  "<!-- comment --><!doctype html><?php x ?>",
  "</p></section>text",
  "<",
  "<<<<p>",
  '<p class="a',
  "a < b > c & d &copy; &#x41; &lt",
  "<noscript><p>x</noscript>",
  '<meta http-equiv="refresh" content="0;url=http://example.org">',
];

const allowed = /^(section|div|p|h[1-6]|ul|ol|li|blockquote|pre|code|em|strong|span|br|hr)$/;
const attributes = /^(class|lang|dir|start|data-[a-z0-9-]+)$/;

const check = (node) => {
  if (node.nodeType === 1) {
    assert.match(node.nodeName.toLowerCase(), allowed);
    for (const name of node.attributes.keys()) assert.match(name, attributes);
  }
  node.childNodes.forEach(check);
};

for (const source of hostile) {
  test(`stays text: ${JSON.stringify(source)}`, () => check(parseHtml(source)));
}

test("what is not allowed is shown to the letter", () => {
  assert.equal(shape("<script>alert(1)</script>"), '"<script>alert(1)</script>"');
  assert.equal(shape('<p onclick="x">y</p>'), '"<p onclick=\\"x\\">y</p>"');
  assert.equal(shape("a < b & c &copy;"), '"a < b & c &copy;"');
});

test("unclosed and crossing tags nest without losing text", () => {
  assert.equal(shape("<p><em>a</p>b"), 'p(em("a</p>b"))');
  assert.equal(shape("<ul><li>a"), 'ul(li("a"))');
});

test("random pieces never throw and never make other elements", () => {
  const pieces = ["<", ">", "</", "p", " class=\"a\"", "\"", "&lt;", "&", "script", "<p>", "</p>", "<br>", "x", "=", "/", "\n", "😀"];
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let run = 0; run < 2000; run++) {
    let source = "";
    for (let i = 0; i < 30; i++) source += pieces[Math.floor(random() * pieces.length)];
    check(parseHtml(source));
  }
});

test("a long run of openings takes no time to speak of", () => {
  const start = Date.now();
  parseHtml("<".repeat(300000));
  parseHtml('<p class="'.repeat(30000));
  assert.ok(Date.now() - start < 3000);
});
