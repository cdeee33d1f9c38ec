// SPDX-License-Identifier: MIT
// Offsets are code points of the anchor text, whatever the script and however marks cut the nodes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";
import { split, textNodes } from "./tree.mjs";

const { parseHtml } = await load("html.ts");
const anchor = await load("anchor.ts");
const points = await load("codepoints.ts");

const turn = (inside) =>
  parseHtml(`<section class="turn" data-turn="t/2" data-sha256="ab">${inside}</section>`).firstChild;

const samples = {
  emoji: turn('<p data-s="">a 😀 b 👩🏽‍🏫 c</p><p data-s="">d</p>'),
  devanagari: turn('<p data-s="14">क्षत्रिय था। दृष्टि <em>क्षेत्र</em>।</p><ul><li data-s="">नमक</li></ul>'),
  arabic: turn('<p data-s="">نصٌّ <strong>عربي</strong> طويل</p>'),
  breaks: turn('<p data-s="">one<br>two<br><br>three</p><pre><code data-s="">x\n  y</code></pre>'),
  lists: turn('<ul><li><p data-s="">a</p><ul><li data-s="">b</li><li><p data-s="">c</p></li></ul></li></ul><hr><p data-s="">d</p>'),
  empty: turn('<p data-s=""></p><p data-s="">x</p><p data-s=""></p><p data-s="">y</p>'),
};

test("the anchor text joins blocks by two line feeds and reads br as one", () => {
  assert.equal(anchor.anchorText(samples.breaks), "one\ntwo\n\nthree\n\nx\n  y");
  assert.equal(anchor.anchorText(samples.lists), "a\n\nb\n\nc\n\nd");
  assert.equal(anchor.anchorText(samples.empty), "x\n\ny");
});

test("blocks are counted in code points", () => {
  const [first, second] = anchor.blocks(samples.emoji);
  assert.equal(first.end, Array.from(first.text).length);
  assert.equal(second.start, first.end + 2);
});

for (const [name, sample] of Object.entries(samples)) {
  test(`${name}: every offset goes to a point and back`, () => {
    const length = Array.from(anchor.anchorText(sample)).length;
    const gaps = new Set(anchor.blocks(sample).map((block) => block.end + 1));
    for (let offset = 0; offset <= length; offset++) {
      if (gaps.has(offset)) continue;
      const start = anchor.offsetToPoint(sample, offset);
      assert.equal(anchor.pointToOffset(sample, start.node, start.offset), offset);
      // A range that ends where a block starts ends with the block before.
      const end = anchor.offsetToPoint(sample, offset, true);
      const expected = gaps.has(offset - 1) ? offset - 2 : offset;
      assert.equal(anchor.pointToOffset(sample, end.node, end.offset), expected);
    }
  });

  test(`${name}: a point never splits a code point`, () => {
    const length = Array.from(anchor.anchorText(sample)).length;
    for (let offset = 0; offset <= length; offset++) {
      const { node, offset: at } = anchor.offsetToPoint(sample, offset);
      if (node.nodeType === 3) assert.equal(points.splitsPair(node.nodeValue, at), false);
    }
  });
}

test("marks that cut text nodes change no offset", () => {
  const marked = turn('<p data-s="">a 😀 b c</p>');
  const before = anchor.anchorText(marked);
  const rest = split(textNodes(marked)[0], 4);
  split(rest, 1);
  assert.equal(anchor.anchorText(marked), before);
  assert.equal(anchor.pointToOffset(marked, rest, 1), 4);
  const start = anchor.offsetToPoint(marked, 3);
  assert.deepEqual([start.node, start.offset], [rest, 0]);
  const end = anchor.offsetToPoint(marked, 3, true);
  assert.equal(end.node.nodeValue, "a 😀");
});

test("positions on elements and outside blocks", () => {
  const { lists } = samples;
  const [list] = lists.childNodes;
  assert.equal(anchor.pointToOffset(lists, lists, 0), 0);
  assert.equal(anchor.pointToOffset(lists, list.childNodes[0], 1), 3, "between the item's text and its list");
  assert.equal(anchor.pointToOffset(lists, lists, 3), 10, "after everything");
  const paragraph = samples.breaks.childNodes[0];
  assert.equal(anchor.pointToOffset(samples.breaks, paragraph, 1), 3, "before the br");
  assert.equal(anchor.pointToOffset(samples.breaks, paragraph, 2), 4, "after the br");
});

test("a range's span is trimmed, and empty when only white space", () => {
  const sample = turn('<p data-s="">one 😀 two</p><p data-s="">three</p>');
  const [first, second] = textNodes(sample);
  const range = (a, i, b, j) => ({ startContainer: a, startOffset: i, endContainer: b, endOffset: j });
  assert.deepEqual(anchor.spanOf(sample, range(first, 3, first, 7)), { start: 4, end: 5 });
  assert.deepEqual(anchor.spanOf(sample, range(first, 7, second, 0)), { start: 6, end: 9 });
  assert.equal(anchor.spanOf(sample, range(first, 3, first, 4)), null);
});

test("sentences come from the marks of each block", () => {
  const sample = turn('<p data-s="7 14">First. Second 😀. </p><p data-s="">Third.</p>');
  const text = Array.from(anchor.anchorText(sample));
  const found = anchor.sentences(sample).map(({ start, end }) => text.slice(start, end).join(""));
  assert.deepEqual(found, ["First.", "Second", "😀.", "Third."]);
});

test("a passage holds its quote and up to 32 code points around it", () => {
  const sample = turn(`<p data-s="">${"😀".repeat(40)}middle${"é".repeat(40)}</p>`);
  const found = anchor.passage(sample, 40, 46);
  assert.deepEqual(found, {
    turn: "t/2", turn_sha256: "ab", start: 40, end: 46, quote: "middle",
    prefix: "😀".repeat(32), suffix: "é".repeat(32),
  });
  assert.equal(anchor.passage(sample, 0, 2).prefix, "");
});

const texts = { en: "It's 3 o'clock, 😀 well-known.", hi: "क्षत्रिय की दृष्टि", th: "สวัสดีชาวโลก", ar: "نصٌّ عربي" };

const spell = (language) => {
  const all = Array.from(texts[language]);
  return anchor.wordBounds(texts[language], language).map(({ start, end }) => all.slice(start, end).join(""));
};

test("words by the segmenter", () => {
  assert.deepEqual(spell("en"), ["It's", "3", "o'clock", "well", "known"]);
  assert.deepEqual(spell("hi"), ["क्षत्रिय", "की", "दृष्टि"]);
  assert.ok(spell("th").length >= 2);
});

test("words where there is no segmenter", () => {
  const { Segmenter } = Intl;
  delete Intl.Segmenter;
  try {
    assert.deepEqual(spell("en"), ["It's", "3", "o'clock", "well", "known"]);
    assert.deepEqual(spell("hi"), ["क्षत्रिय", "की", "दृष्टि"]);
    assert.deepEqual(spell("ar"), ["نصٌّ", "عربي"]);
    assert.equal(spell("th").join(""), texts.th);
  } finally {
    Intl.Segmenter = Segmenter;
  }
});

test("code points: order and cutting", () => {
  assert.ok(points.compare("\uffff", "😀") < 0);
  assert.ok(points.compare("a", "b") < 0 && points.compare("ab", "a") > 0 && points.compare("", "") === 0);
  assert.equal(points.cut("a😀b", 1, 2), "😀");
  assert.equal(points.count("a😀b", 2), 1, "an index inside a pair counts what is before the pair");
});
