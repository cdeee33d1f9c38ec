// SPDX-License-Identifier: MIT
// The way from one label of the map to the next, the search, and the scales.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { nearestTo, nextScale, search, toward, viewAround, wholeScale } = await load("steps/map/plane.ts");

const at = (x, y) => ({ x, y });
const right = at(1, 0);
const left = at(-1, 0);
const up = at(0, -1);
const down = at(0, 1);

test("an arrow leads to the nearest label in its direction", () => {
  const labels = [at(0, 0), at(100, 0), at(50, 0), at(0, 80), at(-10, -200)];
  assert.equal(toward(labels, 0, right), 2);
  assert.equal(toward(labels, 2, right), 1);
  assert.equal(toward(labels, 0, down), 3);
  assert.equal(toward(labels, 0, up), 4);
  assert.equal(toward(labels, 1, left), 2);
});

test("what lies straight ahead comes before what is nearer but aside", () => {
  assert.equal(toward([at(0, 0), at(30, 60), at(100, 0)], 0, right), 2);
  assert.equal(toward([at(0, 0), at(30, 60)], 0, right), 1, "aside is better than nowhere");
});

test("there is no way on at the rim, nor between labels in one place", () => {
  assert.equal(toward([at(0, 0), at(-5, 0)], 0, right), -1);
  assert.equal(toward([at(0, 0), at(0, 0)], 0, right), -1);
  assert.equal(toward([at(0, 0)], 0, down), -1);
});

test("the label nearest to a point, the first of equals", () => {
  assert.equal(nearestTo([at(0, 0), at(10, 10), at(11, 10)], at(10, 9)), 1);
  assert.equal(nearestTo([at(0, 0), at(2, 0)], at(1, 0)), 0);
  assert.equal(nearestTo([], at(0, 0)), -1);
});

test("a search finds every word, without case and accents, and nothing for nothing", () => {
  const labels = [{ label: "Très vague" }, { label: "vague about dates" }, { label: "एक ही कारण" }, { label: "<b>bold</b>" }];
  assert.deepEqual(search(labels, "VAGUE"), [0, 1]);
  assert.deepEqual(search(labels, "dates vag"), [1]);
  assert.deepEqual(search(labels, "tres"), [0]);
  assert.deepEqual(search(labels, "कारण"), [2]);
  assert.deepEqual(search(labels, "<b>"), [3]);
  assert.deepEqual(search(labels, "  "), []);
  assert.deepEqual(search(labels, "nowhere"), []);
});

test("scales go in steps, and end", () => {
  assert.equal(nextScale(1, 1), 1.4);
  assert.equal(nextScale(1, -1), 0.7);
  assert.equal(nextScale(0.6, -1), 0.5);
  assert.equal(nextScale(0.6, 1), 0.7);
  assert.equal(nextScale(2, 1), 2);
  assert.equal(nextScale(0.1, -1), 0.1);
});

test("the whole map fits, and is never made larger than life", () => {
  assert.equal(wholeScale({ width: 1000, height: 400 }, 500, 400), 0.5);
  assert.equal(wholeScale({ width: 1000, height: 800 }, 1000, 200), 0.25);
  assert.equal(wholeScale({ width: 100, height: 80 }, 1000, 800), 1);
});

test("a view goes around all labels, wherever they stand", () => {
  const labels = [{ w: 100, h: 40 }, { w: 60, h: 20 }];
  assert.deepEqual(viewAround(labels, [at(0, 0), at(-200, 300)], 10), { x: -240, y: -30, width: 300, height: 350 });
});
