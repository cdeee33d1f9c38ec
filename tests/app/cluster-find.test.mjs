// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { find, passageCount } = await load("steps/cluster/find.ts");
const { fold } = await load("fold.ts");

const code = (label, codings = ["c1"], clusters = []) => ({
  key: `label:${label}`, label, was: [label], clusters, uses: codings.map((coding) => ({ coding, label })),
});
const labels = (codes, query, textOf = (c) => c.label, language = "en") =>
  find(codes, { text: "", looseOnly: false, sort: "first", ...query }, textOf, language).map((c) => c.label);

test("case, accents and Arabic vowel marks do not matter", () => {
  for (const [a, b] of [["É", "e"], ["ÅNGSTRÖM", "angstrom"], ["صِدْق", "صدق"], ["ΣΟΦΟΣ", "σοφός"], ["Straße", "STRASSE"], ["İyi", "iyi"]]) {
    assert.equal(fold(a), fold(b), `${a} ${b}`);
  }
});

test("vowel signs of Devanagari and nukta letters matter", () => {
  for (const [a, b] of [["काल", "कल"], ["कि", "की"], ["हिंदी", "हदी"]]) assert.notEqual(fold(a), fold(b));
});

test("every word is found somewhere in label, passage or memo; an empty query restores all", () => {
  const codes = [code("warm"), code("cold")];
  const textOf = (c) => `${c.label}\n${c.label === "warm" ? "Later, ENSLAVED people" : "ships"}\nmémo`;
  assert.deepEqual(labels(codes, { text: "memo ships" }, textOf), ["cold"]);
  assert.deepEqual(labels(codes, { text: "enslaved  WARM" }, textOf), ["warm"]);
  assert.deepEqual(labels(codes, { text: "warm ships" }, textOf), []);
  assert.deepEqual(labels(codes, { text: "  " }, textOf), ["warm", "cold"]);
});

test("the pile holds codes in no cluster", () => {
  const codes = [code("a", ["c1"], ["k1"]), code("b")];
  assert.deepEqual(labels(codes, { looseOnly: true }), ["b"]);
});

test("sorting by name follows the alphabet of the language, and does not change what it was given", () => {
  const codes = ["ö", "z", "a", "code 10", "code 9", "é"].map((label) => code(label));
  assert.deepEqual(labels(codes, { sort: "name" }), ["a", "code 9", "code 10", "é", "ö", "z"]);
  assert.deepEqual(labels(codes, { sort: "name" }, undefined, "sv"), ["a", "code 9", "code 10", "é", "z", "ö"]);
  assert.deepEqual(labels(codes, { sort: "name" }, undefined, "not a language").length, 6);
  assert.equal(codes[0].label, "ö");
});

test("sorting by count counts passages, not labels on them", () => {
  const twice = { ...code("twice"), uses: [{ coding: "c1", label: "x" }, { coding: "c1", label: "y" }] };
  const codes = [twice, code("two", ["c1", "c2"]), code("one")];
  assert.equal(passageCount(twice), 1);
  assert.deepEqual(labels(codes, { sort: "count" }), ["two", "twice", "one"]);
});
