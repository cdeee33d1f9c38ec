// SPDX-License-Identifier: MIT
// The coder's numbers: overlapping passages, the margin, labels, progress, letters, the caret's
// moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { segments, lanes, pickColour } = await load("steps/code/spans.ts");
const { stack } = await load("steps/code/stack.ts");
const { tidy, ownWords, suggest, distinct } = await load("steps/code/label.ts");
const { fold } = await load("fold.ts");
const { statusOf, tally, turnsOf } = await load("steps/code/progress.ts");
const { snap, trimmed, boundariesByRule } = await load("steps/code/grapheme.ts");
const moves = await load("steps/code/moves.ts");

const span = (id, start, end) => ({ id, start, end });
const points = (text) => Array.from(text);

test("crossing passages are cut where they cross, the longest outside", () => {
  const found = segments([span("a", 2, 8), span("b", 5, 20)], 0, 30);
  assert.deepEqual(found, [
    { start: 2, end: 5, ids: ["a"] },
    { start: 5, end: 8, ids: ["b", "a"] },
    { start: 8, end: 20, ids: ["b"] },
  ]);
});

test("a nested passage and one that begins where another ends", () => {
  const found = segments([span("out", 0, 10), span("in", 3, 5), span("next", 10, 12)], 0, 12);
  assert.deepEqual(
    found.map((one) => [one.start, one.end, one.ids.join("+")]),
    [
      [0, 3, "out"],
      [3, 5, "out+in"],
      [5, 10, "out"],
      [10, 12, "next"],
    ],
  );
});

test("a passage over several blocks is clipped to each; one that only touches a block is not in it", () => {
  const all = [span("a", 5, 25), span("b", 10, 12), span("empty", 14, 14)];
  assert.deepEqual(segments(all, 12, 20), [{ start: 12, end: 20, ids: ["a"] }]);
  assert.deepEqual(segments(all, 25, 30), []);
});

test("what is chosen lies on top, however long it is", () => {
  const found = segments([span("", 0, 10), span("a", 2, 4)], 0, 10);
  assert.deepEqual(
    found.map((one) => one.ids),
    [[""], ["a", ""], [""]],
  );
});

test("every point of a block is covered by exactly the passages over it", () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let round = 0; round < 50; round++) {
    const all = Array.from({ length: 12 }, (_, i) => {
      const start = random(60);
      return span("s" + i, start, start + 1 + random(30));
    });
    const found = segments(all, 10, 70);
    for (let at = 10; at < 70; at++) {
      const here = found.filter((one) => one.start <= at && at < one.end);
      const want = all
        .filter((one) => one.start <= at && at < one.end)
        .map((one) => one.id)
        .sort();
      assert.ok(here.length <= 1);
      assert.deepEqual(here.length ? here[0].ids.slice().sort() : [], want);
    }
  }
});

test("lines of overlapping passages stand side by side, and a free lane is used again", () => {
  const extents = [
    { top: 0, bottom: 30 },
    { top: 10, bottom: 20 },
    { top: 20, bottom: 40 },
    { top: 30, bottom: 50 },
  ];
  assert.deepEqual(lanes(extents), [0, 1, 1, 0]);
});

test("a colour gives way to a neighbour's, and wraps around", () => {
  assert.equal(pickColour(3, new Set()), 3);
  assert.equal(pickColour(8, new Set([8, 1])), 2);
  assert.equal(pickColour(5, new Set([1, 2, 3, 4, 5, 6, 7, 8])), 5);
});

test("notes that fit stand level with their passages", () => {
  assert.deepEqual(
    stack(
      [
        { top: 10, height: 20 },
        { top: 100, height: 20 },
      ],
      6,
    ),
    [10, 100],
  );
});

test("notes that collide share the shift and never overlap, nor leave the page at the top", () => {
  assert.deepEqual(
    stack(
      [
        { top: 100, height: 20 },
        { top: 100, height: 20 },
      ],
      0,
    ),
    [90, 110],
  );
  assert.deepEqual(
    stack(
      [
        { top: 0, height: 30 },
        { top: 5, height: 30 },
        { top: 200, height: 10 },
      ],
      5,
    ),
    [0, 35, 200],
  );
  const many = Array.from({ length: 300 }, (_, i) => ({
    top: Math.floor(i / 7) * 40,
    height: 15 + (i % 5) * 9,
  }));
  const tops = stack(many, 6);
  tops.forEach((top, i) =>
    assert.ok(i === 0 ? top >= 0 : top >= tops[i - 1] + many[i - 1].height + 5),
  );
  assert.deepEqual(stack([], 6), []);
});

test("a code is trimmed and in NFC, and keeps its semicolons, commas and inner spaces", () => {
  assert.equal(tidy("  Cafe\u0301; bitter,  sweet \n"), "Café; bitter,  sweet");
});

test("search does not mind case, accents, nukta or vowel points", () => {
  assert.equal(fold("ÉCOLE"), fold("ecole"));
  assert.equal(fold("क़ानून"), fold("कानून"));
  assert.equal(fold("كَتَبَ"), fold("كتب"));
  assert.notEqual(fold("कि"), fold("का"));
});

test("a passage's own words: one line, no outer quotes or full stop, cut at a word", () => {
  assert.equal(ownWords("“The price\n of  it.”"), "The price of it");
  assert.equal(ownWords("नमक बनाया।"), "नमक बनाया");
  assert.equal(ownWords("..."), "...");
  const long = ownWords("one two three four five six seven eight nine ten eleven twelve thirteen");
  assert.equal(long, "one two three four five six seven eight nine ten eleven…");
  assert.ok(Array.from(ownWords("x".repeat(200))).length === 60);
});

test("suggestions: those that begin with it first, then the latest, never one that is there already", () => {
  const used = [
    { label: "Trade", clock: 3 },
    { label: "free trade", clock: 9 },
    { label: "tradition", clock: 5 },
    { label: "x", clock: 20 },
  ];
  assert.deepEqual(suggest(used, "trad", []), ["tradition", "Trade", "free trade"]);
  assert.deepEqual(suggest(used, "", [{ label: "x" }], 2), ["free trade", "tradition"]);
  assert.deepEqual(suggest([], "a", []), []);
});

test("repeated and empty codes are left out, the first one with what was said of it stays", () => {
  const codes = [
    { label: "a", manner: "implicit" },
    { label: "" },
    { label: "a" },
    { label: "a;b" },
  ];
  assert.deepEqual(distinct(codes), [{ label: "a", manner: "implicit" }, { label: "a;b" }]);
});

test("a turn with codings is coded whatever is said of it; without a word it was not seen", () => {
  assert.equal(statusOf(1, { state: "nothing" }), "coded");
  assert.equal(statusOf(0, { state: "nothing" }), "nothing");
  assert.equal(statusOf(0, { state: "seen" }), "seen");
  assert.equal(statusOf(0, undefined), "new");
});

test("done is coded or nothing; seen, later and not seen are not", () => {
  const count = tally(["coded", "coded", "nothing", "later", "seen", "new"]);
  assert.deepEqual(count, { coded: 2, nothing: 1, later: 1, seen: 1, new: 1, done: 3, total: 6 });
});

test("turns are read from the source, and text that looks like a turn is none", () => {
  const source =
    '<section class="turn" data-turn="a&amp;b/1" data-role="user" data-sha256="0" dir="auto"><p data-s="">' +
    "&lt;section class=&quot;turn&quot; data-turn=&quot;x/9&quot;&gt;</p></section>" +
    '<section class="turn" data-turn="a&amp;b/2" data-role="assistant" data-sha256="1"></section>';
  assert.deepEqual(turnsOf(source), [
    { id: "a&b/1", role: "user", sha256: "0" },
    { id: "a&b/2", role: "assistant", sha256: "1" },
  ]);
});

test("the ends of a passage never fall inside what a reader sees as one letter", () => {
  const family = points("a 👩‍👩‍👧 b");
  assert.equal(snap(family, 4, "back"), 2);
  assert.equal(snap(family, 4, "on"), 7);
  const hindi = points("क्षत्रिय");
  for (const at of [1, 2]) assert.equal(snap(hindi, at, "back"), 0);
  assert.equal(snap(points("e\u0301t"), 1, "on"), 2);
  const flags = points("🇫🇷🇮🇳");
  assert.equal(snap(flags, 1, "on"), 2);
  assert.equal(snap(flags, 3, "back"), 2);
  assert.equal(snap(points("word"), 2, "on"), 2);
});

test("without the browser's segmenter the same letters stay whole", () => {
  assert.deepEqual(boundariesByRule(points("क्षत्रिय")), [0, 3, 7, 8]);
  assert.deepEqual(boundariesByRule(points("e\u0301👍🏽x")), [0, 2, 4, 5]);
  assert.deepEqual(boundariesByRule(points("🇫🇷🇮🇳")), [0, 2, 4]);
});

test("white space at the ends is not part of a passage; nothing else is nothing", () => {
  assert.deepEqual(trimmed(points("  ab \n"), 0, 6), { start: 2, end: 4 });
  assert.equal(trimmed(points("a \n\n b"), 1, 5), null);
  assert.deepEqual(trimmed(points("abc"), 9, -4), { start: 0, end: 3 });
});

const words = [span("", 0, 3), span("", 4, 7), span("", 8, 11)];

test("the caret goes from word to word, and from the last one nowhere", () => {
  assert.equal(moves.startAfter(words, 0), 4);
  assert.equal(moves.startBefore(words, 6), 4);
  assert.equal(moves.endAfter(words, 3), 7);
  assert.equal(moves.startAfter(words, 8), null);
  assert.equal(moves.unitAt(words, 3).start, 4);
  assert.equal(moves.unitAt(words, 50).start, 8);
});

test("S takes the sentence, then the next one too; a half-chosen sentence is completed first", () => {
  const take = (at, chosen) => {
    const unit = moves.takeSentence(words, at, chosen);
    return [unit.start, unit.end];
  };
  assert.deepEqual(take(5, null), [4, 7]);
  assert.deepEqual(take(7, { start: 4, end: 7 }), [4, 11]);
  assert.deepEqual(take(6, { start: 5, end: 6 }), [4, 7]);
  assert.deepEqual(take(11, { start: 8, end: 11 }), [8, 11]);
});

test("a tap takes a sentence, a second one extends to it, inside a longer choice it takes one, again none", () => {
  assert.deepEqual(moves.tapSentence(words[1], null), words[1]);
  assert.deepEqual(moves.tapSentence(words[2], words[0]), { start: 0, end: 11 });
  assert.deepEqual(moves.tapSentence(words[1], { start: 0, end: 11 }), words[1]);
  assert.equal(moves.tapSentence(words[1], { start: 4, end: 7 }), null);
});

test("a label is one line of at most 500 code points, whatever is pasted", () => {
  assert.equal(tidy(" a\tb\u0001\r\nc "), "a b c");
  assert.equal(Array.from(tidy("😀".repeat(600))).length, 500);
  assert.equal(tidy("x".repeat(499) + " y z"), "x".repeat(499));
});
