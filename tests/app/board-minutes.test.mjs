// SPDX-License-Identifier: MIT
// The minutes: their order, and what a filter shows of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { inOrder, passes } = await load("steps/board/minutes.ts");
const { minuteOf } = await load("steps/board/note.ts");

const item = (id, at, more = {}) => ({ id, clock: 1, session: "s", kind: "minute", text: id, at, ...more });

test("notes stand in the order in which they were begun, those of one second as they came", () => {
  const list = [item("z", "2026-03-01T10:00:05Z"), item("a", "2026-03-01T10:00:05Z"), item("m", "2026-03-01T10:00:01Z")];
  assert.deepEqual(inOrder(list).map(({ id }) => id), ["m", "z", "a"]);
  assert.equal(list[0].id, "z", "what is given stays as it was");
});

test("a note that says less than it could is read as saying nothing: nobody agreed to be quoted by silence", () => {
  const minute = minuteOf(item("x", "2026-03-01T10:00:00Z", { consent: "yes", speaker: 3, about: "elsewhere" }));
  assert.deepEqual(minute, { text: "x", speaker: "", consent: false, axis: "", about: "discussion", segment: "", at: "2026-03-01T10:00:00Z" });
});

test("a filter shows all notes, those on one axis, or those on none", () => {
  const [one, none] = [minuteOf(item("x", "", { axis: "a" })), minuteOf(item("y", ""))];
  const shown = (filter) => [one, none].filter((minute) => passes(minute, filter)).map(({ text }) => text);
  assert.deepEqual([shown(""), shown("a"), shown("b"), shown("-")], [["x", "y"], ["x"], [], ["y"]]);
});
