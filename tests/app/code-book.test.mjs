// SPDX-License-Identifier: MIT
// What the coder writes, over the packet's own items: codes, states of turns, notes, and the way
// back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeDrafts } from "./load.mjs";

const { makeBook } = await load("items.ts");
const { Book } = await load("steps/code/book.ts");
const { placeOf } = await load("steps/code/begun.ts");

const turns = [
  [
    { id: "a/2", role: "assistant", sha256: "0" },
    { id: "a/4", role: "assistant", sha256: "0" },
  ],
  [{ id: "b/2", role: "assistant", sha256: "0" }],
];

/** A coder's book over fresh items; it follows them as the step does. */
const open = (readOnly = false, texts = {}) => {
  const items = makeBook("session", () => undefined).of("code");
  let n = 0;
  const context = { items, readOnly, newId: () => `id${++n}`, now: () => "2026-03-01T10:00:00Z" };
  const book = new Book(context, turns, (turn) => texts[turn] ?? "");
  const touched = [];
  items.listen((ids) => touched.push(...book.follow(ids)));
  return { book, items, touched, context };
};
const passage = (turn, start, end) => ({
  turn,
  turn_sha256: "0",
  start,
  end,
  quote: "q",
  prefix: "",
  suffix: "",
});
const written = (...labels) => ({ codes: labels.map((label) => ({ label })), memo: "" });

test("three codes on one passage stay three, with semicolons, commas and spaces in them", () => {
  const { book } = open();
  const id = book.add(passage("a/2", 3, 9), written("one; two", "three, four", " five"));
  assert.deepEqual(
    book.get(id).codes.map((code) => code.label),
    ["one; two", "three, four", " five"],
  );
  assert.equal(book.at("a/2", 3, 9).id, id);
  assert.equal(book.at("a/2", 3, 8), undefined);
});

test("what may be said of a code is absent until it is said; an emptied memo goes", () => {
  const { book } = open();
  const id = book.add(passage("a/2", 0, 4), written("x"));
  assert.deepEqual(Object.keys(book.get(id)).sort(), [
    "at",
    "clock",
    "codes",
    "end",
    "id",
    "kind",
    "prefix",
    "quote",
    "session",
    "start",
    "suffix",
    "turn",
    "turn_sha256",
  ]);
  book.edit(id, passage("a/2", 0, 4), {
    codes: [{ label: "x", manner: "implicit", toward: "growers" }],
    memo: "why",
  });
  assert.deepEqual(book.get(id).codes, [{ label: "x", manner: "implicit", toward: "growers" }]);
  assert.equal(book.get(id).memo, "why");
  book.edit(id, passage("a/2", 0, 4), { codes: [{ label: "x" }], memo: "  " });
  assert.equal("memo" in book.get(id), false);
});

test("every change can be undone and done again, and what is drawn follows", () => {
  const { book, items, touched } = open();
  const id = book.add(passage("a/2", 0, 4), written("x"));
  book.edit(id, passage("a/2", 2, 8), written("x"));
  assert.deepEqual(
    touched.slice(-2).map((one) => [one.start, one.end]),
    [
      [0, 4],
      [2, 8],
    ],
  );
  assert.equal(items.undo(), "code.undo.edit");
  assert.equal(book.get(id).start, 0);
  book.remove(id);
  assert.equal(book.get(id), undefined);
  assert.deepEqual(book.of("a/2"), []);
  assert.equal(items.undo(), "code.undo.delete");
  assert.equal(book.of("a/2").length, 1);
  items.undo();
  assert.equal(book.status("a/2"), "new");
  items.redo();
  assert.equal(book.status("a/2"), "coded");
});

test("nothing to code, later, seen and not seen are counted apart; nothing counts as done", () => {
  const { book } = open();
  assert.equal(book.toggle("a/2", "0", "nothing"), "nothing");
  assert.equal(book.toggle("a/4", "0", "later"), "later");
  book.seen([
    { id: "a/4", sha256: "0" },
    { id: "b/2", sha256: "0" },
  ]);
  assert.deepEqual(book.overall(), {
    coded: 0,
    nothing: 1,
    later: 1,
    seen: 1,
    new: 0,
    done: 1,
    total: 3,
  });
  assert.equal(book.tally(0).done, 1);
  assert.equal(book.toggle("a/2", "0", "nothing"), "seen");
  assert.equal(book.overall().done, 0);
});

test("to code a turn takes back that there is nothing to code, in the same change", () => {
  const { book, items } = open();
  book.toggle("a/2", "0", "nothing");
  book.add(passage("a/2", 0, 1), written("x"));
  assert.equal(book.turn("a/2").state, "seen");
  items.undo();
  assert.equal(book.turn("a/2").state, "nothing");
});

test("a memo on a turn keeps its state, and a state keeps the memo", () => {
  const { book } = open();
  book.memo("a/2", "0", "think again");
  assert.equal(book.turn("a/2").state, "seen");
  book.toggle("a/2", "0", "later");
  assert.deepEqual([book.turn("a/2").state, book.turn("a/2").memo], ["later", "think again"]);
  book.memo("a/2", "0", "");
  assert.deepEqual([book.turn("a/2").state, "memo" in book.turn("a/2")], ["later", false]);
});

test("that a turn was seen is kept, but is no step of undo", () => {
  const { book, items } = open();
  book.add(passage("a/2", 0, 1), written("x"));
  book.seen([{ id: "b/2", sha256: "0" }]);
  assert.equal(book.status("b/2"), "seen");
  assert.equal(items.undo(), "code.undo.add");
  assert.equal(book.status("b/2"), "seen");
});

test("a second tab writes nothing", () => {
  const { book, items } = open(true);
  book.seen([{ id: "b/2", sha256: "0" }]);
  book.memo("a/2", "0", "x");
  assert.deepEqual(items.all(), []);
});

test("own earlier codes carry the clock of their last use; a fresh packet has none", () => {
  const { book } = open();
  assert.deepEqual(book.used(), []);
  book.add(passage("a/2", 0, 1), written("old", "both"));
  book.add(passage("a/2", 2, 3), written("both"));
  assert.deepEqual(book.used(), [
    { label: "old", clock: 1 },
    { label: "both", clock: 2 },
  ]);
});

test("the same code has the same colour, unless the passages overlap; a coding keeps its own", () => {
  const { book, context } = open();
  const first = book.add(passage("a/2", 0, 10), written("x"));
  const over = book.add(passage("a/2", 5, 15), written("x"));
  const apart = book.add(passage("a/4", 0, 10), written("x"));
  assert.equal(book.colour(apart), book.colour(first));
  assert.notEqual(book.colour(over), book.colour(first));
  const before = book.colour(over);
  book.remove(first);
  book.edit(over, passage("a/2", 5, 12), written("x"));
  assert.equal(book.colour(over), before);
  assert.deepEqual(
    new Book(context, turns).of("a/2").map((one) => one.id),
    [over],
  );
});

test("what was deleted can be brought back later, without undoing what was done since", () => {
  const { book } = open();
  const first = book.add(passage("a/2", 0, 4), written("x"));
  const coding = book.get(first);
  book.remove(first);
  const second = book.add(passage("a/2", 6, 9), written("y"));
  book.restore(coding);
  assert.deepEqual(
    book
      .of("a/2")
      .map((one) => one.id)
      .sort(),
    [first, second],
  );
});

test("notes of the day come and go", () => {
  const { book, items } = open();
  book.addNote("  first \n");
  book.addNote("second");
  assert.deepEqual(
    book.notes().map((note) => note.text),
    ["first", "second"],
  );
  book.removeNote(book.notes()[0].id);
  assert.deepEqual(
    book.notes().map((note) => note.text),
    ["second"],
  );
  assert.equal(items.undo(), "code.undo.note.delete");
});

test("a coding whose text was changed keeps its place while its words do; else it is apart, and stays", () => {
  const { book, items } = open(false, { "a/2": "\u{1F35E} is old. Salt is older.", "a/4": "Nothing of it." });
  const old = (turn, quote, start) => ({ ...passage(turn, start, start + quote.length), turn_sha256: "other", quote });
  const kept = book.add(old("a/2", "is old", 2), written("here"));
  const moved = book.add(old("a/2", "Salt", 3), written("elsewhere"));
  const gone = book.add(old("a/4", "Salt", 0), written("gone"));
  const nowhere = book.add(old("z/2", "Salt", 0), written("nowhere"));
  assert.deepEqual(book.of("a/2").map(({ id }) => id), [kept]);
  assert.deepEqual(book.strays().map(({ id }) => id), [moved, gone, nowhere]);
  assert.deepEqual([book.isPlaced(kept), book.isPlaced(gone)], [true, false]);
  assert.equal(book.status("a/4"), "new", "nobody coded the text that is there now");
  book.remove(gone);
  assert.deepEqual(book.strays().map(({ id }) => id), [moved, nowhere]);
  items.undo();
  assert.equal(book.strays().length, 3);
});

test("what is begun about a passage outlives the book, until it is kept or thrown away", () => {
  const kept = {};
  const drafts = makeDrafts(kept);
  const begin = () => new Book({ ...open().context, drafts }, turns);
  const draft = { id: "", codes: [{ label: "one" }], memo: "", typed: "tw", quote: "q" };
  begin().unkept.set("a/2 3 9", draft);
  begin().unkept.set("a/4 0 1", draft);
  assert.deepEqual(begin().unkept.list().map(([at]) => at), ["a/2 3 9", "a/4 0 1"]);
  assert.deepEqual(begin().unkept.get("a/2 3 9"), draft);
  begin().unkept.delete("a/2 3 9");
  begin().unkept.delete("a/4 0 1");
  assert.deepEqual(kept, {});
});

test("words are found where they were, or else where they now stand first", () => {
  const points = Array.from("\u{1F35E} old, old, new");
  assert.equal(placeOf(points, 7, "old"), 7);
  assert.equal(placeOf(points, 3, "old"), 2);
  assert.equal(placeOf(points, 0, "\u{1F35E} o"), 0);
  assert.equal(placeOf(points, 2, "older"), -1);
});
