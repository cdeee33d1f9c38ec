// SPDX-License-Identifier: MIT
// What the board writes down: clocks and turns as a log that no undo takes back, and names as the room may see them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { makeBook } = await load("items.ts");
const { Desk, speakersOf } = await load("steps/board/desk.ts");
const { begun, moved } = await load("steps/board/queue.ts");

const people = ["a", "b", "c"].map((key) => ({ key, id: key, name: "", role: key === "c" ? "expert" : "", first: "in" }));
const card = (key, person) => ({ key, person, name: key, definition: "", place: 1, named: false, examples: [] });

/** A desk on an empty book, with the three people ticked as here, and a time that tests may set. */
const make = () => {
  const items = makeBook("session", () => {}).of("board");
  let n = 0;
  const clock = { now: "2026-03-01T10:00:00Z" };
  const words = (key, values) => (values ? `${key} ${Object.values(values).join(" ")}` : key);
  const step = { items, words, readOnly: false, newId: () => `id${++n}`, now: () => clock.now };
  const board = { people, cards: [card("z", "a"), card("m", "b"), card("x", "a")], map: { labels: [] }, passages: [], before: [], sessions: [], answers: [] };
  const desk = new Desk(step, { documents: [], conversations: [], minutes: { segment3: 6 }, anonymous: false, board });
  for (const { key } of people) {
    items.change("here", (draft) => draft.put({ id: `here:${key}`, kind: "attendance", person: key, name: "", role: key === "c" ? "expert" : "participant", here: true, at: clock.now }));
  }
  return { desk, items, clock };
};
const order = (desk) => desk.queue.map(({ person }) => person).join("");

test("an order holds although nobody’s place was written before", () => {
  const { desk } = make();
  desk.setQueue(moved(desk.queue, "c", -1));
  assert.equal(order(desk), "acb");
  desk.setQueue(moved(desk.queue, "c", -1));
  assert.equal(order(desk), "cab");
});

test("a presentation sets its segment running, and a pause of the segment stops who speaks", () => {
  const { desk, clock } = make();
  desk.setQueue(begun(desk.queue, "b", clock.now), "segment3");
  assert.equal(desk.running, "segment3");
  clock.now = "2026-03-01T10:02:00Z";
  desk.run("");
  assert.equal(desk.running, "");
  const [speaker] = desk.queue.filter(({ state }) => state === "speaking");
  assert.deepEqual([speaker.person, speaker.spans], ["b", [{ from: "2026-03-01T10:00:00Z", to: "2026-03-01T10:02:00Z" }]]);
  clock.now = "2026-03-01T10:10:00Z";
  desk.run("segment3");
  assert.equal(desk.queue.find(({ person }) => person === "b").spans[1].to, "");
});

test("undo takes back who is here, and leaves clocks and turns alone", () => {
  const { desk, items, clock } = make();
  desk.run("segment1");
  desk.setQueue(begun(desk.queue, "a", clock.now));
  assert.equal(items.undo(), "here");
  assert.equal(desk.attendees.find(({ key }) => key === "c").here, false);
  assert.equal(desk.running, "segment1");
  assert.equal(desk.queue[0].state, "speaking");
});

test("a clock that is started writes nothing about people", () => {
  const { desk, items } = make();
  desk.run("segment2");
  assert.deepEqual(items.all("talk"), []);
});

test("cards stand in the order of their keys, by nobody", () => {
  assert.deepEqual(make().desk.cards.map(({ key }) => key), ["m", "x", "z"]);
});

test("names carry their role; who is not known any more has words of their own", () => {
  const { desk } = make();
  assert.equal(desk.titleOfKey("a"), "a");
  assert.equal(desk.titleOfKey("c"), "board.marked c board.role.expert");
  assert.equal(desk.titleOfKey("nobody"), "board.unknown");
  assert.equal(desk.by, "facilitator");
});

test("those who are here can be chosen first, and each once", () => {
  const { desk, items } = make();
  items.change("here", (draft) => draft.put({ ...items.get("here:a"), here: false }));
  assert.deepEqual(speakersOf(desk).map(({ key }) => key), ["b", "c", "a"]);
});
