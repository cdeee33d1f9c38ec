// SPDX-License-Identifier: MIT
// Conversations that grew over rounds are shown as one.

import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./load.mjs";

const { threadsOf, lastOf } = await load("threads.ts");

const piece = (id, follows, more = {}) => Object.assign({ id, owner: "own", title: id, topic: "", turns: 2 }, follows ? { follows } : {}, more);
const shown = (all, numbers = all.map((_, at) => at)) =>
  threadsOf(all, numbers).map(({ own, before }) => [own.map((at) => all[at].id), before.map(({ at, turns }) => `${all[at].id}:${turns}`)]);

test("a piece that goes on behind the last turn becomes one with what it goes on from", () => {
  const all = [piece("a"), piece("a2", "a", { follows_turn: 2 }), piece("b"), piece("a3", "a2")];
  assert.deepEqual(shown(all), [[["a", "a2", "a3"], []], [["b"], []]]);
  assert.equal(lastOf(all, threadsOf(all, [0, 1, 2, 3])[0]), "a3");
});

test("of two that go on from one place, the second shows what was said before", () => {
  const all = [piece("a"), piece("a2", "a"), piece("x", "a2"), piece("y", "a2"), piece("y2", "y")];
  assert.deepEqual(shown(all), [[["a", "a2", "x"], []], [["y", "y2"], ["a:2", "a2:2"]]]);
});

test("one that goes on in the middle shows only what was said until there", () => {
  const all = [piece("a", "", { turns: 6 }), piece("m", "a", { follows_turn: 2 })];
  assert.deepEqual(shown(all), [[["a"], []], [["m"], ["a:2"]]]);
});

test("what goes on from a conversation that is not in the step has it before it; what is not in the packet is not told", () => {
  const all = [piece("a"), piece("a2", "a"), piece("z", "gone")];
  assert.deepEqual(shown(all, [1, 2]), [[["a2"], ["a:2"]], [["z"], []]]);
});

test("a thread has its beginning's title, and the first topic that was given", () => {
  const all = [piece("a"), piece("a2", "a", { topic: "Food" })];
  const [{ title, topic }] = threadsOf(all, [0, 1]);
  assert.deepEqual([title, topic], ["a", "Food"]);
});

test("a circle ends", () => {
  const all = [piece("a", "b"), piece("b", "a"), piece("c", "c")];
  assert.equal(threadsOf(all, [0, 1, 2]).flatMap(({ own }) => own).length, 3);
});
