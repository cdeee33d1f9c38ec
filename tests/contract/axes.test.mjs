// SPDX-License-Identifier: MIT
// Both programs that replay decisions, the report's and the board's, come to the states of tests/contract/axes and to
// the same ones from decisions made at random.

import assert from "node:assert/strict";
import {readFileSync, readdirSync} from "node:fs";
import {test} from "node:test";
import {byApp, byLua, plain} from "../tools/replay.mjs";

const folder = new URL("axes/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
const cases = names.map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")));

// What an axis of a fixture does not say is empty.
const whole = (axis) => ({
  was: [], aliases: [], definition: "", poles: [], applies: "", related: [], examples: [], dissents: [], from: [], into: [],
  ...axis,
});
const expected = ({state, successors = {}, shown = []}) =>
  plain({
    state: {...state, axes: state.axes.map(whole), gone: state.gone.map(whole)},
    successors: Object.values(successors),
    shown: shown.map(({text}) => text),
  });
const asked = ({decisions, before, successors = {}, shown = []}) =>
  ({decisions, before, ask: {ids: Object.keys(successors), examples: shown.map(({example}) => example)}});

test("there is a fixture for every act and every code", () => {
  const words = new Set(cases.flatMap(({decisions, before = [], state}) =>
    [...decisions, ...before].map(({act}) => act).concat(state.problems.map(({code}) => code))));
  const acts = "create edit rename merge split retire example unexample dissent undissent order top adopt reopen undo";
  const codes = `axis-unknown axis-gone axis-exists axis-twice too-few name-missing reason-missing decision-unknown
    example-unknown dissent-unknown act-unknown`;
  for (const word of `${acts} ${codes}`.split(/\s+/)) assert.ok(words.has(word), word);
});

for (const [way, run] of [["lua/axes.lua", byLua], ["the board's program", byApp]]) {
  const made = run(cases.map(asked));
  const turned = run(cases.map((each) => asked({...each, decisions: each.decisions.slice().reverse()})));
  names.forEach((name, i) => {
    test(`${way}: ${name}: ${cases[i].why}`, () => {
      assert.deepEqual(made[i], expected(cases[i]));
      assert.deepEqual(turned[i], expected(cases[i]), "in whatever order they come");
    });
  });
}

// --- decisions made at random

const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const acts = "create create edit rename merge split retire example unexample dissent undissent order top adopt reopen undo undo".split(" ");
const wild = [null, true, -1, 1.5, 9007199254740993, "", "\u{1f600}", "\uffff", [], {}, ["a"], [null, "a"], { id: "e1" }, "__proto__", "constructor"];

// `hostile`: how often something is of any type at all.
const maker = (seed, hostile) => {
  const next = random(seed);
  const int = (n) => Math.floor(next() * n);
  const one = (list) => list[int(list.length)];
  const odd = (value) => (next() < hostile ? one(wild) : value);
  const axis = () => odd(`a${int(12)}`);
  const several = () => odd(Array.from({length: 12}, (_, i) => [next(), `a${i}`]).sort((a, b) => a[0] - b[0])
    .slice(0, int(4)).map(([, id]) => odd(id)).concat(next() < 0.05 ? ["a0"] : []));
  const list = (most, make) => odd(Array.from({length: int(most + 1)}, make));
  const origin = () => odd({kind: one(["card", "label"]), key: odd(`k${int(3)}`)});
  const fields = () => odd(Object.fromEntries([
    ["name", odd(one(["Clear", "Kind", "Ehrlich", " "]))], ["definition", odd(`means ${int(3)}`)], ["applies", odd("to all")],
    ["aliases", list(3, () => odd(`alias ${int(4)}`))], ["poles", odd(one([[], ["low", "high"], ["one"]]))],
    ["related", list(3, axis)], ["from", list(2, origin)],
  ].filter(() => next() < 0.6)));
  const elision = () => odd({start: odd(int(12)), end: odd(int(14)), mark: odd(one(["", "names"]))});
  const example = () => odd({id: odd(`e${int(4)}`), turn: odd("t/2"), start: odd(int(4)), end: odd(4 + int(10)),
    quote: odd("न\u{1f600}ab cd ef"), elisions: list(3, elision), source: odd("own")});
  const dissent = () => odd({id: odd(`d${int(3)}`), text: odd("no"), consent: odd(next() < 0.5)});
  const decision = (n, i) => ({
    id: odd(`d${i}`), clock: i, session: "s", kind: "decision", n: odd(n), at: odd(`2026-03-01T10:0${int(3)}:00Z`),
    by: "facilitator", act: odd(i < 9 ? "create" : one(acts)),
    reason: odd(next() < 0.1 ? "" : "so said the group"), axis: i < 9 ? odd(`a${i}`) : axis(), axes: several(), name: odd(one(["Clear", "Fair", "Kind"])),
    fields: i < 9 ? odd({name: odd(`Axis ${i}`)}) : fields(), size: odd(one([3, 5])),
    parts: list(3, () => odd({axis: axis(), fields: fields(), examples: list(2, () => odd(`e${int(4)}`))})),
    example: example(), dissent: dissent(), decision: odd(`d${int(i + 2)}`),
  });
  // Two boards that did not know of each other give the same n.
  return Array.from({length: 15 + int(40)}, (_, i) => decision(Math.max(1, i - int(2)), i));
};

const logs = (count, hostile) => Array.from({length: count}, (_, i) => maker(i * 7919 + hostile * 13, hostile));
const ids = Array.from({length: 12}, (_, i) => `a${i}`);
const inOrder = (log) => log.slice().sort((a, b) => a.n - b.n || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));

for (const [what, hostile] of [["decisions that a board makes", 0], ["decisions of any shape", 0.15]]) {
  test(`from ${what} both make the same`, () => {
    const given = logs(hostile ? 300 : 600, hostile).map((decisions) => ({
      decisions,
      ask: {ids, examples: decisions.map(({example}) => example).filter((each) => each && typeof each === "object")},
    }));
    const [one, other] = [byLua(given), byApp(given)];
    one.forEach((state, i) => assert.deepEqual(state, other[i], `log ${i}`));
    const done = one.filter(({state}) => Object.keys(state.gone).length && Object.keys(state.axes).length);
    assert.ok(done.length > given.length / 4, "most have axes that stay and axes that go");
  });
}

test("a round and the round after it make what both make together", () => {
  const given = logs(200, 0).map(inOrder);
  const all = byApp(given.map((decisions) => ({decisions})));
  const parts = given.map((log) => ({before: log.slice(0, log.length / 2), decisions: log.slice(log.length / 2).reverse()}));
  assert.deepEqual(byApp(parts), all);
  assert.deepEqual(byLua(parts), all);
});

test("taking the last decision back makes what was there before it", () => {
  const state = ({state: {axes, gone, tops, problems}}) => ({axes, gone, tops, problems});
  const given = logs(200, 0).map(inOrder);
  const without = given.map((log) => ({decisions: log.slice(0, -1)}));
  const undone = given.map((log) => ({
    decisions: [...log, {id: "last", n: 1000, act: "undo", decision: log[log.length - 1].id, at: "", reason: "", by: ""}],
  }));
  const again = undone.map(({decisions}) => ({
    decisions: [...decisions, {id: "later", n: 1001, act: "undo", decision: "last", at: "", reason: "", by: ""}],
  }));
  const whole = given.map((decisions) => ({decisions}));
  for (const run of [byLua, byApp]) {
    assert.deepEqual(run(undone).map(state), run(without).map(state));
    assert.deepEqual(run(again).map(state), run(whole).map(state));
  }
});
