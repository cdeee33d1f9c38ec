// SPDX-License-Identifier: MIT
// The bank of conversations: its topics and trees, what a search finds, and the path that somebody takes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { load } from "./load.mjs";

const { linkBank, rowsOf, topicsOf } = await load("steps/browse/bank.ts");
const { Texts } = await load("steps/browse/texts.ts");
const { Desk } = await load("steps/browse/desk.ts");
const { makeBook } = await load("items.ts");
globalThis.window ??= globalThis;

const one = (id, topic, follows) => ({ id, owner: "bank", title: `Title of ${id}`, topic, turns: 2, ...(follows ? { follows, follows_turn: 2 } : {}) });
const bank = [one("a", "Food"), one("b", ""), one("c", "Rivers"), one("d", "Food"), one("a1", "", "a"), one("a2", "Rivers", "a"), one("a11", "", "a1"), one("x", "Food", "gone")];
const link = (list = bank) => linkBank(list, list.map((_, at) => at));
const shape = (topic) => rowsOf(topic.roots).map(({ entry, depth }) => [entry.id, depth]);

test("topics stand as they first come, and what has none comes last", () => {
  assert.deepEqual(topicsOf(link()).map(({ name, count }) => [name, count]), [["Food", 5], ["Rivers", 2], ["", 1]]);
});

test("follow-ups stand below what they go on from; one of another topic stands in its own", () => {
  const [food, rivers] = topicsOf(link());
  assert.deepEqual(shape(food), [["a", 0], ["a1", 1], ["a11", 2], ["d", 0], ["x", 0]]);
  assert.deepEqual(shape(rivers), [["c", 0], ["a2", 0]]);
});

test("every conversation of the bank is in a row of its topic, once", () => {
  const rows = topicsOf(link()).flatMap((topic) => shape(topic).map(([id]) => id));
  assert.deepEqual(rows.sort(), bank.map(({ id }) => id).sort());
});

test("a chain of a thousand follow-ups is no trouble", () => {
  const chain = Array.from({ length: 1500 }, (_, n) => one(`n${n}`, n ? "" : "Deep", n ? `n${n - 1}` : undefined));
  const [topic] = topicsOf(link(chain));
  assert.equal(shape(topic)[1499][1], 1499);
});

test("follow-ups in a circle end", () => {
  const circle = [one("p", "", "q"), one("q", "", "p")];
  assert.deepEqual(rowsOf(topicsOf(link(circle)).flatMap(({ roots }) => roots)), []);
});

const said = { a: "It rises.", b: "زيتون", c: "नदी बहती है" };
const search = async (query, wait = true) => {
  let grown = 0;
  const texts = new Texts(link(), ({ id }) => said[id] || "", () => void grown++);
  texts.start();
  while (wait && !texts.isWhole) await delay(1);
  const ids = texts.find(query).map(({ id }) => id);
  texts.stop();
  return { ids, grown };
};

test("titles and topics are found at once, what was said when it has been gone through", async () => {
  assert.deepEqual((await search("rises", false)).ids, []);
  assert.deepEqual((await search("RIVERS title", false)).ids, ["c", "a2"]);
  const { ids, grown } = await search("RISES food");
  assert.deepEqual([ids, grown], [["a"], 1]);
});

test("a search is in any script", async () => {
  assert.deepEqual((await search("زَيتون")).ids, ["b"]);
  assert.deepEqual((await search("नदी")).ids, ["c"]);
  assert.deepEqual((await search("<img onerror")).ids, []);
});

const open = (readOnly = false, book = makeBook("s", () => undefined)) => {
  let n = 0;
  const items = book.of("browse");
  const desk = new Desk({ step: { data: { conversations: [0, 1, 2, 3, 4] } }, packet: { conversations: bank }, items, readOnly,
    newId: () => `id${++n}`, now: () => "2026-03-02T09:00:00Z" });
  return { desk, items, entry: (id) => desk.all.find((one) => one.id === id), book };
};
const path = (desk) => desk.path.map(({ n, transcript, from, by }) => [n, transcript, from, by]);

test("the path is kept with how they came and from where; the same again is no step", () => {
  const { desk, entry, items } = open();
  desk.visit(entry("a"), "topic");
  desk.visit(entry("a"), "topic");
  desk.visit(entry("a1"), "follow");
  desk.visit(entry("c"), "search");
  desk.visit(entry("a"), "pick");
  assert.deepEqual(path(desk), [[1, "a", "", "topic"], [2, "a1", "a", "follow"], [3, "c", "a1", "search"], [4, "a", "c", "pick"]]);
  assert.equal(desk.readCount, 3);
  assert.equal(items.canUndo(), false, "having read cannot be undone");
});

test("nothing is noted where nothing may be changed", () => {
  const { desk, entry } = open(true);
  desk.visit(entry("a"), "topic");
  assert.deepEqual(desk.path, []);
});

test("what somebody wants to come back to is taken back, and undone", () => {
  const { desk, items } = open();
  desk.pick("c", true);
  desk.pick("a", true);
  assert.deepEqual(desk.picked.map(({ id }) => id), ["a", "c"]);
  desk.pick("c", false);
  assert.deepEqual(desk.picked.map(({ id }) => id), ["a"]);
  items.undo();
  assert.ok(desk.isPicked("c"));
});

test("paths of two machines are put together in one order", () => {
  const { desk, entry, book } = open();
  desk.visit(entry("a"), "topic");
  book.join("browse", [{ id: "z", clock: 5, session: "t", kind: "visit", transcript: "c", n: 1, from: "", by: "search", at: "2026-03-01T09:00:00Z" }]);
  assert.deepEqual(path(desk).map(([, id]) => id), ["c", "a"]);
  desk.visit(entry("d"), "topic");
  assert.deepEqual(path(desk)[2], [2, "d", "a", "topic"]);
});
