// SPDX-License-Identifier: MIT
// Who is here, when the cards may be opened, and who speaks when.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { attendeesOf } = await load("steps/board/attendees.ts");
const { openingOf, isOpen } = await load("steps/board/opening.ts");
const { agreed, begun, drawn, ended, moved, nextOf, paused, queueOf, shareOf } = await load("steps/board/queue.ts");

const person = (key, first, more = {}) => ({ key, id: key, name: "", role: "", first, ...more });
const dataOf = (people, anonymous = false) => ({
  documents: [], conversations: [], minutes: {}, anonymous,
  board: { people, cards: [], map: { labels: [] }, passages: [], before: [], sessions: [], answers: [] },
});
const here = (key, more = {}) =>
  ({ id: `here:${key}`, kind: "attendance", person: key, name: "", role: "participant", here: true, at: "2026-03-01T10:00:00Z", ...more });
const at = (minute) => `2026-03-01T10:${String(minute).padStart(2, "0")}:00Z`;

const three = dataOf([person("a", "in", { name: "Asha" }), person("b", "fewer"), person("c", "missing", { role: "expert" })]);

test("the group stands in its order, guests behind it, in the order in which they came", () => {
  const guests = [here("g2", { name: "Late", at: at(9), role: "observer" }), here("g1", { name: "Early", at: at(1), role: "expert" })];
  const all = attendeesOf(three, guests.concat(here("b")));
  assert.deepEqual(all.map(({ name, role, here: is, guest }) => [name, role, is, guest]), [
    ["Asha", "participant", false, false], ["b", "participant", true, false], ["c", "expert", false, false],
    ["Early", "expert", true, true], ["Late", "observer", true, true],
  ]);
  assert.deepEqual(all.map(({ first }) => first), ["in", "fewer", "missing", "none", "none"]);
});

test("an anonymous board knows nobody of the group: it counts seats", () => {
  const all = attendeesOf(dataOf([{ key: "a", role: "", first: "in" }], true), [here("x"), here("y"), here("z", { name: "Dr. Rao", role: "expert" })]);
  assert.deepEqual(all.map(({ key, number }) => [key, number]), [["x", 1], ["y", 2], ["z", 0]]);
});

test("who has left the group and has no name is not listed", () => {
  assert.deepEqual(attendeesOf(three, [here("gone"), here("a")]).map(({ key }) => key), ["a", "b", "c"]);
});

test("a role that is given on the board is the one that counts", () => {
  assert.equal(attendeesOf(three, [here("a", { role: "advocate" })])[0].role, "advocate");
  assert.equal(attendeesOf(three, [here("a", { role: "king" })])[0].role, "participant");
});

test("where no record was at hand there are only those who were added", () => {
  const { board, ...none } = three;
  assert.ok(board);
  assert.deepEqual(attendeesOf(none, [here("x", { name: "X" })]).map(({ name }) => name), ["X"]);
});

const opening = (data, items, overrides = [], apart = false) => openingOf(data, attendeesOf(data, items), overrides, apart);
const override = (...missing) => ({ id: "o", kind: "override", missing, reason: "the mail is down", by: "facilitator", at: at(1) });

test("the cards stay closed until everybody who is here has theirs in", () => {
  assert.equal(opening(three, []).state, "nobody");
  assert.equal(opening(three, [here("a"), here("b")]).state, "open", "fewer is an answer");
  assert.deepEqual(opening(three, [here("a"), here("c")]), { state: "closed", missing: ["c"] });
  assert.ok(!isOpen(opening(three, [here("c", { here: true })])));
});

test("an override opens them for those it names, and for nobody who comes later", () => {
  assert.equal(opening(three, [here("a"), here("c")], [override("c")]).state, "anyway");
  const guest = here("g", { name: "Came along" });
  assert.deepEqual(opening(three, [here("a"), here("c"), guest], [override("c")]), { state: "closed", missing: ["c", "g"] });
  assert.equal(opening(three, [here("a"), here("c"), guest], [override("c"), override("g")]).state, "anyway");
});

test("who was never asked for attributes keeps nothing closed", () => {
  const roles = ["expert", "advocate", "observer", "facilitator"];
  const guests = roles.map((role) => here(role, { name: role, role }));
  assert.equal(opening(three, guests.concat(here("a"))).state, "open");
  assert.equal(opening(three, [here("a"), here("c", { role: "observer" })]).state, "open", "nor does who only looks on");
});

test("a group that never meets waits for everybody", () => {
  assert.deepEqual(opening(three, [], [], true), { state: "closed", missing: ["c"] });
  const two = dataOf([person("a", "in"), person("b", "fewer")]);
  assert.equal(opening(two, [], [], true).state, "open");
});

test("an anonymous board waits for as many as are here", () => {
  const data = dataOf([person("a", "in"), person("b", "missing"), person("c", "fewer")], true);
  assert.equal(opening(data, [here("x"), here("y")]).state, "open");
  assert.deepEqual(opening(data, [here("x"), here("y"), here("z")]), { state: "closed", missing: ["b"] });
  assert.equal(opening(data, [here("x"), here("y"), here("z")], [override("b")]).state, "anyway");
  const full = dataOf([person("a", "in")], true);
  assert.deepEqual(opening(full, [here("x"), here("y")]), { state: "closed", missing: ["y"] }, "more seats than people");
  assert.deepEqual(opening(data, [], [], true), { state: "closed", missing: ["b"] });
});

const room = (...keys) => attendeesOf(dataOf(keys.map((key) => person(key, "in"))), keys.map((key) => here(key)));
const items = (queue) => queue.map((turn) => ({ id: `talk:${turn.person}`, kind: "talk", ...turn }));
const order = (queue) => queue.map(({ person: key }) => key).join("");

test("everybody who is here is in the queue once; those who look on are not", () => {
  const all = attendeesOf(three, [
    here("a"), here("b", { here: false }), here("c"), here("g", { name: "G", role: "advocate" }), here("o", { name: "O", role: "observer" }),
  ]);
  assert.equal(order(queueOf(all, [])), "acg");
  assert.deepEqual(queueOf(all, []).map((turn) => turn.order), [1, 2, 3]);
});

test("who comes later stands at the end; who leaves before their turn leaves the queue, who has spoken stays in it", () => {
  const before = moved(queueOf(room("a", "b", "c"), []), "c", -1);
  assert.equal(order(before), "acb");
  assert.equal(order(queueOf(room("d", "a", "b", "c"), items(before))), "acbd");
  const spoken = begun(before, "c", at(1));
  const left = attendeesOf(dataOf(["a", "b", "c"].map((key) => person(key, "in"))), [here("a")]);
  assert.equal(order(queueOf(left, items(spoken))), "ac");
});

test("one speaks at a time", () => {
  const first = begun(queueOf(room("a", "b"), []), "a", at(1));
  const second = begun(first, "b", at(4));
  assert.deepEqual(second.map(({ state, spans }) => [state, spans]), [
    ["done", [{ from: at(1), to: at(4) }]], ["speaking", [{ from: at(4), to: "" }]],
  ]);
  assert.equal(first[0].state, "speaking", "what is given stays as it was");
});

test("done, passed, and back again; a second turn adds to the first", () => {
  const one = begun(queueOf(room("a", "b"), []), "a", at(1));
  const done = ended(one, "a", "done", at(3));
  assert.deepEqual(done[0].spans, [{ from: at(1), to: at(3) }]);
  assert.equal(nextOf(done).person, "b");
  const passed = ended(done, "b", "passed", at(3));
  assert.equal(nextOf(passed), undefined);
  const back = ended(passed, "a", "waiting", at(5));
  assert.equal(nextOf(back).person, "a");
  assert.equal(begun(back, "a", at(6))[0].spans.length, 2);
});

test("the clock of who speaks stands still with the segment's", () => {
  const one = begun(queueOf(room("a", "b"), []), "a", at(1));
  const still = paused(one, true, at(2));
  assert.deepEqual(still[0], { person: "a", order: 1, state: "speaking", shown: false, spans: [{ from: at(1), to: at(2) }] });
  assert.deepEqual(paused(still, false, at(9))[0].spans[1], { from: at(9), to: "" });
  assert.equal(still[1].spans.length, 0);
});

test("moving stops at both ends; showing is said for one person", () => {
  const queue = queueOf(room("a", "b"), []);
  assert.equal(moved(queue, "a", -1), queue);
  assert.equal(moved(queue, "b", 1), queue);
  assert.equal(moved(queue, "x", 1), queue);
  assert.deepEqual(agreed(queue, "b", true).map(({ shown }) => shown), [false, true]);
});

test("a lot is drawn among those who wait, each of them once", () => {
  const queue = ended(begun(queueOf(room("a", "b", "c", "d"), []), "b", at(1)), "b", "done", at(2));
  const mixed = drawn(queue, () => 0);
  assert.equal(mixed[0].person, "b");
  assert.deepEqual(mixed.map(({ person: key }) => key).sort(), ["a", "b", "c", "d"]);
  assert.notEqual(order(mixed), "bacd");
  assert.deepEqual(mixed.map((turn) => turn.order), [1, 2, 3, 4]);
  assert.equal(order(drawn(queue, (n) => n - 1)), "bacd");
});

test("everybody's share is the budget over the people", () => {
  assert.equal(shareOf(30, 6), 300);
  assert.equal(shareOf(10, 3), 200);
  assert.equal(shareOf(0, 3), 0);
  assert.equal(shareOf(10, 0), 0);
});
