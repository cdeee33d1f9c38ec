// SPDX-License-Identifier: MIT
// The moves of labels on a board: their order, what is taken back, where a label finds room, and what is printed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { FAR, GAP, asShown, freePlace, homeOf, inOrder, lastMove, placesOf, standing } = await load("steps/board/map/moves.ts");

const label = (name, x, y, more = {}) => ({ label: name, x, y, w: 100, h: 40, ...more });
const move = (n, name, x, y, more = {}) => ({ id: `m${n}`, kind: "move", n, label: name, x, y, by: "Ana", at: "2026-03-02T09:00:00Z", ...more });
const labels = [label("a", 0, 0), label("b", 300, 0), label("c", 0, 300)];
const at = (x, y) => ({ x, y });

test("the largest n comes last, then the later, then the larger id", () => {
  const list = [
    move(2, "a", 1, 1), move(1, "b", 1, 1), move(2, "a", 2, 2, { id: "m0", at: "2026-03-02T10:00:00Z" }), move(2, "c", 3, 3, { id: "a9" }),
  ];
  assert.deepEqual(inOrder(list).map(({ id }) => id), ["m1", "a9", "m2", "m0"]);
  assert.equal(list[0].id, "m2", "what is given stays as it was");
});

test("a label stands where its last move put it, and a label without one where the map has it", () => {
  assert.deepEqual(placesOf(labels, [move(1, "a", 5, 6), move(2, "a", 7, 8), move(3, "unknown", 1, 1)]), [at(7, 8), at(300, 0), at(0, 300)]);
});

test("undo goes back one move at a time, past what was taken back", () => {
  const moves = [move(1, "a", 5, 6), move(2, "b", 7, 8), move(3, "a", 9, 9)];
  const first = lastMove(labels, moves);
  assert.equal(first.move.id, "m3");
  assert.deepEqual(first.before, at(5, 6));
  const undone = moves.concat(move(4, "a", 5, 6, { undo: "m3" }));
  assert.deepEqual(standing(undone).map(({ id }) => id), ["m1", "m2"]);
  const second = lastMove(labels, undone);
  assert.equal(second.move.id, "m2");
  assert.deepEqual(second.before, at(300, 0), "where the map has it");
  const twice = undone.concat(move(5, "b", 300, 0, { undo: "m2" }), move(6, "a", 0, 0, { undo: "m1" }));
  assert.equal(lastMove(labels, twice), null, "nothing is left");
  assert.deepEqual(placesOf(labels, twice), labels.map(({ x, y }) => at(x, y)));
});

test("moves of labels that this map does not have are passed over", () => {
  assert.equal(lastMove(labels, [move(1, "gone", 5, 6)]), null);
  assert.equal(lastMove(labels, [move(1, "a", 5, 6), move(2, "gone", 5, 6)]).move.id, "m1");
});

test("a label that a board has moved before goes home to where the program had it", () => {
  assert.deepEqual(homeOf(label("a", 5, 6, { home: at(1, 2) })), at(1, 2));
  assert.deepEqual(homeOf(label("a", 5, 6)), at(5, 6));
});

const overlap = (a, b) => Math.abs(a.x - b.x) < 100 + GAP && Math.abs(a.y - b.y) < 40 + GAP;

test("a free place is taken as it is, in whole pixels", () => {
  const places = placesOf(labels, []);
  assert.deepEqual(freePlace(labels, places, 0, at(150.4, 150.6)), at(150, 151));
  assert.deepEqual(freePlace(labels, places, 0, at(1, 1)), at(1, 1), "over its own old place");
});

test("a label that falls on another one finds room beside it, and not far off", () => {
  const places = placesOf(labels, []);
  for (const wanted of [at(300, 0), at(310, 12), at(280, -30), at(0, 300)]) {
    const place = freePlace(labels, places, 0, wanted);
    assert.ok(!places.slice(1).some((other) => overlap(other, place)), JSON.stringify(place));
    assert.ok(Math.hypot(place.x - wanted.x, place.y - wanted.y) < 100, JSON.stringify(place));
  }
});

test("nothing is put farther off than the record takes", () => {
  const place = freePlace(labels, placesOf(labels, []), 0, at(1e9, -1e9));
  assert.deepEqual(place, at(FAR, -FAR));
});

test("what a board has shown stays where it was when its map is made anew, and what is new finds room", () => {
  const shown = labels.map(({ label: name, x, y }) => ({ label: name, x, y }));
  const anew = [label("a", 900, 900), label("b", -5, 7, { home: at(1, 2) }), label("c", 50, 50), label("d", 310, 5), label("e", 0, 290, { home: at(3, 4) })];
  const now = asShown(anew, shown, [move(1, "b", 40, 400)]);
  const place = (name) => now.find((one) => one.label === name);
  assert.deepEqual([place("a").x, place("a").y], [0, 0]);
  assert.deepEqual([place("b").x, place("b").y], [300, 0], "before the board's own move");
  assert.deepEqual([place("c").x, place("c").y], [0, 300]);
  assert.ok(!overlap(place("d"), place("b")), "the new one stands beside what was there");
  assert.deepEqual([place("e").x, place("e").y], [0, 290], "where another board has put it");
  assert.deepEqual(homeOf(place("b")), at(1, 2));
  assert.deepEqual(homeOf(place("a")), at(0, 0));
});

test("before the first move a board shows the map as it came", () => {
  assert.deepEqual(asShown(labels, [], []), labels);
});
