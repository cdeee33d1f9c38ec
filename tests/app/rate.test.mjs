// SPDX-License-Identifier: MIT
// What somebody said of the axes, an order of axes, and which questions are asked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { stateOf, tally } = await load("steps/rate/list.ts");
const { placeOf, shift, shuffle, without } = await load("steps/rank/places.ts");
const { asked, chosenOf } = await load("steps/survey/asked.ts");

const axis = { id: "a", definition_sha256: "now" };
const rating = (definition_sha256, value) => ({ kind: "rating", axis: "a", definition_sha256, value });

test("not rated yet, rather not, rated, and rated in another wording are four states", () => {
  assert.equal(stateOf(axis, undefined), "open");
  assert.equal(stateOf(axis, rating("now")), "skipped");
  assert.equal(stateOf(axis, rating("now", 1)), "rated");
  assert.equal(stateOf(axis, rating("before", 1)), "earlier");
  assert.equal(stateOf(axis, rating("before")), "earlier");
});

test("answered and left out are counted apart; an earlier wording is still open", () => {
  assert.deepEqual(tally(["rated", "skipped", "earlier", "open", "rated"]), { rated: 2, skipped: 1, open: 2 });
  assert.deepEqual(tally([]), { rated: 0, skipped: 0, open: 0 });
});

test("what is not ranked goes to the end, and never further", () => {
  assert.deepEqual(shift([], "a", -1), [["a"]]);
  assert.deepEqual(shift([["a"]], "b", -1), [["a"], ["b"]]);
  const places = [["a"]];
  assert.equal(shift(places, "b", 1), places);
});

test("up and down swap places, and stop at both ends", () => {
  const places = [["a"], ["b"], ["c"]];
  assert.deepEqual(shift(places, "b", -1), [["b"], ["a"], ["c"]]);
  assert.deepEqual(shift(places, "b", 1), [["a"], ["c"], ["b"]]);
  assert.equal(shift(places, "a", -1), places);
  assert.equal(shift(places, "c", 1), places);
  assert.deepEqual(places, [["a"], ["b"], ["c"]], "what is given stays as it was");
});

test("one of several that are tied gets a place of its own; the others stay tied", () => {
  const places = [["a", "b", "c"], ["d"]];
  assert.deepEqual(shift(places, "b", -1), [["b"], ["a", "c"], ["d"]]);
  assert.deepEqual(shift(places, "b", 1), [["a", "c"], ["b"], ["d"]]);
  assert.deepEqual(shift(places, "d", -1), [["d"], ["a", "b", "c"]]);
  assert.deepEqual(shift([["d"], ["a", "b"]], "b", 1), [["d"], ["a"], ["b"]]);
});

test("an id taken out leaves no empty place", () => {
  assert.deepEqual(without([["a"], ["b", "c"]], (id) => id === "a"), [["b", "c"]]);
  assert.deepEqual(without([["a"], ["b", "c"]], (id) => id === "c"), [["a"], ["b"]]);
  assert.equal(placeOf([["a"], ["b", "c"]], "c"), 1);
  assert.equal(placeOf([["a"]], "z"), -1);
});

test("everybody begins with an order of their own, and always with the same", () => {
  const axes = Array.from({ length: 12 }, (_, n) => ({ id: `axis-${n}` }));
  const orders = ["p01", "p02", "p03"].map((seed) => shuffle(axes, seed).map(({ id }) => id).join());
  assert.equal(new Set(orders).size, 3);
  assert.equal(shuffle(axes.slice().reverse(), "p01").map(({ id }) => id).join(), orders[0], "whatever order they come in");
  assert.deepEqual(shuffle(axes, "p01").map(({ id }) => id).sort(), axes.map(({ id }) => id).sort());
});

test("each place comes first for some: the shuffle favours none", () => {
  const axes = ["a", "b", "c", "d"].map((id) => ({ id }));
  const first = { a: 0, b: 0, c: 0, d: 0 };
  for (let n = 0; n < 400; n++) first[shuffle(axes, `seed ${n}`)[0].id]++;
  for (const times of Object.values(first)) assert.ok(times > 60 && times < 140, JSON.stringify(first));
});

const questions = [
  { id: "far", kind: "scale", points: 5 },
  { id: "why", kind: "multiple", when: { question: "far", is: ["1", "2"] } },
  { id: "time", kind: "text", when: { question: "why", is: ["time"] } },
];
const askedWith = (answers) => [...asked(questions, (id) => answers[id])];

test("a question with a condition is asked while the other answer is, or holds, one of its values", () => {
  assert.deepEqual(askedWith({}), ["far"]);
  assert.deepEqual(askedWith({ far: { value: 3 } }), ["far"]);
  assert.deepEqual(askedWith({ far: { value: 2 } }), ["far", "why"]);
  assert.deepEqual(askedWith({ far: { value: 2 }, why: { choices: ["own", "time"] } }), ["far", "why", "time"]);
});

test("an answer to what is not asked asks for nothing", () => {
  assert.deepEqual(askedWith({ far: { value: 3 }, why: { choices: ["time"] } }), ["far"]);
});

test("an answer on a scale is its number as text; one in words alone holds nothing", () => {
  assert.deepEqual(chosenOf({ value: 4 }), ["4"]);
  assert.deepEqual(chosenOf({ choices: ["a", "other"], text: "x" }), ["a", "other"]);
  assert.deepEqual(chosenOf({ text: "x" }), []);
  assert.deepEqual(chosenOf(undefined), []);
});
