// SPDX-License-Identifier: MIT
// Guessing what others noticed: what is kept, and that a guess stays what it was once their labels were seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { Desk, keyOf } = await load("steps/guess/desk.ts");
const { makeBook } = await load("items.ts");

const passage = (turn, start, end, more = {}) => ({
  turn, turn_sha256: "0".repeat(64), start, end, quote: "q", prefix: "", suffix: "", own: [], seen: [{ label: "warm", quote: "q" }], ...more,
});
const PASSAGES = [passage("rain/2", 0, 4), passage("rain/2", 10, 14)];

const open = (data = { passages: PASSAGES }) => {
  const items = makeBook("s", () => undefined).of("guess");
  const desk = new Desk({ step: { id: "guess", kind: "guess", title: "", data }, items, words: (key) => key, readOnly: false, now: () => "2026-03-02T09:00:00Z" });
  return { desk, items, one: desk.asked[0], other: desk.asked[1] };
};

test("a guess is kept with its passage and no label of others, and can be taken back", () => {
  const { desk, items, one, other } = open();
  desk.write(one, "that it is kind");
  const { id, clock, session, ...kept } = items.all("guess")[0];
  assert.deepEqual([id, clock > 0, session], [`guess:${keyOf(one)}`, true, "s"]);
  const { own, seen, ...where } = one;
  assert.deepEqual([own, seen.length], [[], 1]);
  assert.deepEqual(kept, { kind: "guess", ...where, text: "that it is kind", at: "2026-03-02T09:00:00Z" });
  assert.equal(desk.guess(other), "");
  assert.equal(items.undo(), "guess.undo.text");
  assert.deepEqual(items.all(), []);
  desk.write(one, "x");
  desk.write(one, "");
  assert.deepEqual(items.all(), [], "nothing written is no guess");
});

test("what others wrote can be seen with a guess or without, and no undo makes it unseen", () => {
  const { desk, items, one, other } = open();
  desk.write(one, "kind");
  desk.show(one);
  desk.show(other);
  assert.equal(desk.shownCount, 2);
  desk.write(one, "exactly that label");
  assert.equal(desk.guess(one), "kind", "a guess stays as it was");
  desk.write(other, "late");
  assert.equal(desk.guess(other), "");
  while (items.canUndo()) items.undo();
  assert.equal(desk.isShown(one), true);
  const before = items.all().length;
  desk.show(one);
  assert.equal(items.all().length, before);
});

test("what people say of their guess is theirs to say, and to take back", () => {
  const { desk, items, one } = open();
  desk.show(one);
  assert.equal(desk.match(one), "");
  desk.say(one, "none");
  assert.deepEqual(items.all("match").map(({ id, passage: key, match }) => [id, key, match]), [[`match:${keyOf(one)}`, keyOf(one), "none"]]);
  desk.say(one, "");
  assert.equal(desk.match(one), "");
});

test("without a record there is nothing to guess", () => assert.deepEqual(open({}).desk.asked, []));
