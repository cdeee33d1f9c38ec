// SPDX-License-Identifier: MIT
// What somebody says to the group's axes: what is kept, what waits for more, and what keeps them on the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeDrafts } from "./load.mjs";

const { Desk } = await load("steps/propose/desk.ts");
const { makeBook } = await load("items.ts");

const axis = (id, name) => ({
  id, name, was: [], aliases: [], definition: "", definition_sha256: "", poles: [], applies: "", related: [], examples: [], dissents: [], state: "proposed",
});

const open = (axes = [axis("x", "Fair"), axis("y", "Clear")], book = makeBook("s", () => undefined), begun = {}) => {
  let n = 0;
  const items = book.of("propose");
  const desk = new Desk({
    step: { id: "propose", kind: "propose", title: "", data: { axes } }, items, words: (key) => key, readOnly: false,
    drafts: makeDrafts(begun), newId: () => `id${++n}`, now: () => "2026-03-02T09:00:00Z",
  });
  items.listen(() => desk.refresh());
  return { desk, items, book };
};
const lacks = (desk) => desk.lacks().map(({ key, name }) => [key, name]);

test("nothing said is no stance", () => {
  const { desk, items } = open();
  assert.equal(desk.chosen("x"), "");
  assert.deepEqual(items.all(), []);
  assert.deepEqual(desk.lacks(), [], "nobody has to say anything");
});

test("support and doubt are kept as they are, an objection only with its reason", () => {
  const { desk, items } = open();
  desk.say("x", "support", "");
  assert.equal(items.get("axis:x").stance, "support");
  desk.say("x", "object", "");
  assert.equal(items.get("axis:x"), undefined, "no longer support, and not yet an objection");
  assert.equal(desk.chosen("x"), "object");
  assert.ok(desk.isBare("x"));
  assert.deepEqual(lacks(desk), [["propose.missing.reason", "Fair"]]);
  desk.say("x", "object", "It is two things.");
  const { axis: about, stance, reason } = items.get("axis:x");
  assert.deepEqual([about, stance, reason], ["x", "object", "It is two things."]);
  assert.deepEqual(desk.lacks(), []);
  desk.say("y", "unsure", "");
  assert.equal(items.get("axis:y").stance, "unsure");
});

test("an objection whose reason is taken out is none any more", () => {
  const { desk, items } = open();
  desk.say("x", "object", "Why");
  desk.say("x", "object", "");
  assert.equal(items.get("axis:x"), undefined);
  assert.equal(desk.lacks().length, 1);
  desk.say("x", "", "");
  assert.equal(desk.chosen("x"), "");
  assert.deepEqual(desk.lacks(), []);
});

test("undo brings back what was said, whatever is chosen now", () => {
  const { desk, items } = open();
  desk.say("x", "support", "");
  desk.say("x", "object", "");
  items.undo();
  assert.equal(desk.chosen("x"), "support");
  assert.deepEqual(desk.lacks(), []);
});

test("other words need words and a reason, and are gone when they are empty", () => {
  const { desk, items } = open();
  const id = desk.open("amendment", "x");
  assert.deepEqual(desk.forms("amendment", "x"), [id]);
  assert.deepEqual(desk.forms("amendment", "y"), []);
  assert.deepEqual(desk.lacks(), [], "an empty form asks for nothing");
  const said = { axis: "x", name: "", definition: "", reason: "Shorter" };
  desk.write("amendment", id, said);
  assert.deepEqual(lacks(desk), [["propose.missing.words", "Fair"]]);
  desk.write("amendment", id, { ...said, name: "Just" });
  assert.deepEqual(desk.lacks(), []);
  desk.write("amendment", id, { ...said, name: "Just", reason: "" });
  assert.deepEqual(lacks(desk), [["propose.missing.amendment", "Fair"]]);
  assert.equal(items.get(id).name, "Just", "what was written is kept all the same");
  desk.write("amendment", id, { axis: "x", name: "", definition: "", reason: "" });
  assert.equal(items.get(id), undefined);
  assert.deepEqual(desk.forms("amendment", "x"), [id], "its form stays open");
  desk.remove("amendment", id);
  assert.deepEqual(desk.forms("amendment", "x"), []);
});

test("a wish is kept with two axes, and waits for the second", () => {
  const { desk, items } = open();
  const id = desk.open("wish");
  desk.write("wish", id, { axes: ["x"], name: "Both", reason: "" });
  assert.equal(items.get(id), undefined);
  assert.deepEqual(desk.wish(id), { axes: ["x"], name: "Both", reason: "" }, "what was written is not lost");
  assert.deepEqual(lacks(desk).map(([key]) => key), ["propose.missing.two"]);
  desk.write("wish", id, { axes: ["x", "y"], name: "Both", reason: "" });
  assert.deepEqual(items.get(id).axes, ["x", "y"]);
  assert.deepEqual(lacks(desk).map(([key]) => key), ["propose.missing.wish"]);
  desk.write("wish", id, { axes: ["x", "y"], name: "", reason: "The same" });
  assert.deepEqual(desk.lacks(), []);
  desk.write("wish", id, { axes: ["y"], name: "", reason: "The same" });
  assert.equal(items.get(id), undefined, "a wish for one axis is none");
  items.undo();
  assert.deepEqual(desk.wish(id).axes, ["x", "y"]);
});

test("a proposal needs its name and what is meant; examples are toggled", () => {
  const { desk, items } = open([]);
  const id = desk.open("proposal");
  desk.toggleExample(id, "c1");
  assert.deepEqual(items.get(id).examples, ["c1"]);
  assert.deepEqual(lacks(desk).map(([key]) => key), ["propose.missing.name"]);
  desk.write("proposal", id, { ...desk.proposal(id), name: "Warm" });
  assert.deepEqual(lacks(desk), [["propose.missing.definition", "Warm"]]);
  desk.write("proposal", id, { ...desk.proposal(id), definition: "It greets." });
  assert.deepEqual(desk.lacks(), []);
  desk.toggleExample(id, "c1");
  assert.deepEqual(items.get(id).examples, []);
});

test("what comes from a file is shown with what is here", () => {
  const { desk, items, book } = open();
  desk.say("x", "object", "");
  book.join("propose", [
    { id: "axis:x", clock: 99, session: "t", kind: "stance", axis: "x", stance: "unsure", reason: "", at: "" },
    { id: "w", clock: 99, session: "t", kind: "wish", axes: ["x", "y"], name: "", reason: "r", at: "" },
  ]);
  assert.equal(desk.chosen("x"), "unsure");
  assert.deepEqual(desk.forms("wish"), ["w"]);
  assert.equal(items.all("stance").length, 1);
});

test("what cannot be kept as an answer yet outlives the page", () => {
  const begun = {};
  const book = makeBook("s", () => undefined);
  const { desk } = open(undefined, book, begun);
  desk.say("x", "object", "");
  const id = desk.open("wish");
  desk.write("wish", id, { axes: ["x"], name: "Both", reason: "" });
  const again = open(undefined, book, begun).desk;
  assert.equal(again.chosen("x"), "object");
  assert.deepEqual(again.forms("wish"), [id]);
  assert.deepEqual(again.wish(id), { axes: ["x"], name: "Both", reason: "" });
  again.say("x", "object", "Why");
  again.write("wish", id, { axes: ["x", "y"], name: "Both", reason: "" });
  assert.deepEqual(begun, {}, "what is kept is no longer begun");
});
