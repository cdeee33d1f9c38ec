// SPDX-License-Identifier: MIT
// The cards of the attributes: their order, their places, and what is missing before somebody may go on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { arrange, isWhole, lacking, listAttributes } = await load("steps/rank/list.ts");
const { shifted } = await load("order.ts");

const one = (id, rank, name = id, definition = "what it is") => ({ id, kind: "attribute", rank, name, definition, examples: [] });
const fresh = () => {
  let n = 0;
  return () => `new${++n}`;
};
const keys = (live, top = 3) => lacking(live, top).map(({ key }) => key);

test("by rank; equal ranks of two machines stand by id", () => {
  const list = [one("c", 2), one("b", 1), one("a", 2)];
  assert.deepEqual(listAttributes(list).map(({ id }) => id), ["b", "a", "c"]);
  assert.equal(list[0].id, "c", "what is given stays as it was");
});

test("there are as many cards as asked for", () => {
  assert.deepEqual(arrange([], [], 3, fresh()), ["new1", "new2", "new3"]);
  assert.deepEqual(arrange(["x"], [one("a", 1)], 2, fresh()), ["a", "x"]);
});

test("a card that is written into stays where it is, and empty ones around it too", () => {
  assert.deepEqual(arrange(["x", "y", "z"], [one("z", 3)], 3, fresh()), ["x", "y", "z"]);
  assert.deepEqual(arrange(["x", "y", "z"], [one("y", 2)], 3, fresh()), ["x", "y", "z"]);
});

test("a card that was taken out is empty and stays in its place", () => {
  assert.deepEqual(arrange(["a", "b", "c"], [one("a", 1), one("c", 3)], 3, fresh()), ["a", "b", "c"]);
});

test("an attribute that comes from a file takes the place of an empty card; more than asked for are all shown", () => {
  assert.deepEqual(arrange(["x", "y"], [one("a", 1)], 2, fresh()), ["a", "x"]);
  const four = ["a", "b", "c", "d"].map((id, at) => one(id, at + 1));
  assert.deepEqual(arrange(["a", "x", "y"], four, 3, fresh()), ["a", "b", "c", "d"]);
});

test("moving swaps two neighbours, and stops at both ends", () => {
  const cards = ["a", "b", "c"];
  assert.deepEqual(shifted(cards, 1, -1), ["b", "a", "c"]);
  assert.deepEqual(shifted(cards, 1, 1), ["a", "c", "b"]);
  assert.equal(shifted(cards, 0, -1), cards);
  assert.equal(shifted(cards, 2, 1), cards);
  assert.equal(shifted(cards, -1, 1), cards);
});

test("nothing is missing from three distinct names with definitions", () => {
  assert.deepEqual(keys([one("a", 1), one("b", 2), one("c", 3)]), []);
  assert.ok(isWhole(one("a", 1)));
});

test("each thing that is missing is said once", () => {
  const live = [one("a", 1, "", ""), one("b", 2, "", "said"), one("c", 3, "named", "")];
  assert.deepEqual(keys(live), ["rank.missing.both", "rank.missing.name", "rank.missing.definition"]);
  assert.deepEqual(keys([]), ["rank.missing.more"]);
  assert.deepEqual(lacking(live, 3).map(({ n }) => n), [1, 2, 3]);
  assert.equal(lacking([one("a", 1)], 3)[0].n, 2);
  assert.ok(!isWhole(live[2]));
});

test("one name twice is one too few, whatever its capitals and accents", () => {
  assert.deepEqual(keys([one("a", 1, "Clarté"), one("b", 2, "clarte "), one("c", 3)]), ["rank.missing.twice"]);
});

test("more than asked for must be chosen from", () => {
  assert.deepEqual(keys(["a", "b", "c", "d"].map((id, at) => one(id, at + 1))), ["rank.missing.many"]);
});
