// SPDX-License-Identifier: MIT
// Minutes of a study that pays for time: when they count, where they go, and what becomes of two machines.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { TimeLog } = await load("time.ts");
const { wholeNumber } = await load("timeview.ts");
const { makeBook } = await load("items.ts");

const STEPS = ["consent", "code"];

/** One opening of a packet; `pass(seconds)` lets time go by in ticks of five seconds. */
const open = (book = makeBook("s".repeat(22), () => undefined), name = "one") => {
  const page = { at: 0, active: true };
  const log = new TimeLog(book, STEPS, { now: () => page.at, active: () => page.active }, () => name, () => undefined);
  const pass = (seconds) => {
    for (let i = 0; i < seconds; i += 5) {
      page.at += 5000;
      log.tick();
    }
  };
  return { book, log, page, pass };
};
const items = (book, step) => book.of(step).all("time").map(({ id, minutes }) => [id, minutes]);

test("a minute is kept when it is whole, in the step in which most of it passed", () => {
  const { book, log, pass } = open();
  log.enter("consent");
  pass(55);
  assert.equal(log.total(), 0);
  log.enter("code");
  pass(5);
  assert.deepEqual(items(book, "consent"), [["time:one", 1]]);
  pass(120);
  assert.deepEqual([log.minutes("consent"), log.minutes("code"), log.total()], [1, 2, 3]);
  assert.deepEqual(Object.keys(book.of("code").get("time:one")).sort(), ["clock", "id", "kind", "minutes", "session"]);
});

test("nothing counts on pages that are no step, while nobody does anything, while the machine sleeps, or in a second tab", () => {
  const { book, log, page, pass } = open();
  pass(120);
  log.enter("code");
  page.active = false;
  pass(120);
  page.active = true;
  page.at += 3600000;
  log.tick();
  assert.equal(log.total(), 0);
  book.frozen = true;
  pass(120);
  assert.equal(log.total(), 0);
});

test("a pause and a switch stop it; the switch is kept and stays", () => {
  const { book, log, pass } = open();
  log.enter("code");
  log.pause(true);
  assert.equal(log.mode, "paused");
  pass(120);
  log.pause(false);
  pass(60);
  assert.equal(log.total(), 1);
  log.turn(false);
  pass(120);
  assert.equal(log.total(), 1);
  const again = open(book, "two");
  assert.equal(again.log.mode, "off");
  again.log.enter("code");
  again.pass(120);
  assert.equal(again.log.total(), 1);
  again.log.write("code", 40);
  assert.equal(again.log.total(), 40, "what they write themselves is kept");
  again.log.turn(true);
  again.pass(60);
  assert.equal(again.log.total(), 41);
});

test("each opening has an item of its own, and they add up, from two machines too", () => {
  const here = open();
  here.log.enter("code");
  here.pass(120);
  const there = open(makeBook("t".repeat(22), () => undefined), "there");
  there.log.enter("code");
  there.pass(180);
  for (const step of STEPS) here.book.join(step, there.book.states(step));
  for (const step of STEPS) here.book.join(step, there.book.states(step));
  assert.equal(here.log.minutes("code"), 5);
  assert.deepEqual(items(here.book, "code"), [["time:one", 2], ["time:there", 3]]);
});

test("a correction counts from what stood there, below what this opening counted too, and never below nothing", () => {
  const first = open();
  first.log.enter("code");
  first.pass(600);
  const { log, book, pass } = open(first.book, "two");
  log.write("code", 4);
  assert.deepEqual(items(book, "code"), [["time:one", 10], ["time:two", -6]]);
  log.enter("code");
  pass(60);
  assert.equal(log.minutes("code"), 5);
  book.join("code", [{ id: "time:else", clock: 99, session: "u".repeat(22), kind: "time", minutes: -20 }]);
  assert.equal(log.minutes("code"), 0);
  log.write("code", 3);
  assert.equal(log.minutes("code"), 3);
});

test("taken out is taken out, and goes on from nothing", () => {
  const { log, book, pass } = open();
  log.enter("code");
  pass(120);
  log.wipe();
  assert.equal(log.total(), 0);
  assert.deepEqual(book.states("code").map(({ id, deleted, minutes }) => [id, deleted, minutes]), [["time:one", true, undefined]]);
  pass(60);
  assert.equal(log.total(), 1);
});

test("Undo of the step leaves minutes alone", () => {
  const { log, book, pass } = open();
  const code = book.of("code");
  code.change("a note", (draft) => draft.put({ id: "n", kind: "note", text: "a" }));
  log.enter("code");
  pass(60);
  log.write("code", 7);
  code.undo();
  assert.equal(code.get("n"), undefined);
  assert.equal(log.minutes("code"), 7);
  assert.equal(code.canUndo(), false);
});

test("a whole number is one in every script's digits", () => {
  assert.deepEqual(["12", " 7 ", "١٢", "۱۲", "१२", "0"].map(wholeNumber), [12, 7, 12, 12, 12, 0]);
  assert.deepEqual(["", "1.5", "-1", "12345", "ten", "1e3"].map(wholeNumber), [null, null, null, null, null, null]);
});
