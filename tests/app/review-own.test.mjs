// SPDX-License-Identifier: MIT
// What a packet of a later round brings of its participant's own work, and how it is found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { findOwn, ownOf, sourceOf, transcriptOf } = await load("steps/review/own.ts");

const coding = (id, turn, quote, codes, memo = "") => ({ id, turn, start: 0, end: 1, quote, codes, memo });
const packet = { conversations: [{ id: "bread", title: "Bread and stones" }, { id: "a/b", title: "" }] };
const source = sourceOf(packet, (key) => key);
const codings = [
  coding("1", "bread/2", "Flat bread on hot stones", ["long ago"]),
  coding("2", "a/b/4", "Sel", ["d’où ça vient"], "très vague"),
];
const found = (query) => findOwn(codings, query, source).map(({ id }) => id);

test("a packet that was built before anything came back has an empty list", () => {
  assert.deepEqual(ownOf({ data: {} }), { codings: [], clusters: [] });
});

test("the transcript is what stands before the turn's number", () => {
  assert.equal(transcriptOf("bread/2"), "bread");
  assert.equal(transcriptOf("a/b/4"), "a/b");
  assert.equal(source.titleOf(codings[0]), "Bread and stones");
  assert.equal(source.titleOf(codings[1]), "a/b");
});

test("every word of a search is in the passage, a code, the memo or the title", () => {
  assert.deepEqual(found(""), ["1", "2"]);
  assert.deepEqual(found("HOT ago stones"), ["1"]);
  assert.deepEqual(found("tres ou"), ["2"]);
  assert.deepEqual(found("bread vague"), []);
});
