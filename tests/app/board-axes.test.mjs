// SPDX-License-Identifier: MIT
// The axes on the board: what is left out of an example, what a line of the log says, what an axis lacks, what a tap takes,
// and that moving things about is one line of the log.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeDrafts } from "./load.mjs";

const { leaveOut, pieces, printed, putBack, stretch } = await load("steps/board/axes/elide.ts");
const { lacksOf, nextNumber, outside, standingOf, takenBackBy } = await load("steps/board/axes/facts.ts");
const { shifted } = await load("order.ts");
const { editedFields, sentences } = await load("steps/board/axes/tell.ts");
const { View, viewAt } = await load("steps/board/axes/view.ts");
const { findPassages } = await load("steps/board/axes/picker.ts");
const { tapped, wordEnd } = await load("steps/board/axes/reading.ts");
const { mappedTo } = await load("steps/board/axes/mappings.ts");
const { linesOf } = await load("steps/board/axes/parts.ts");
const { Book } = await load("steps/board/axes/book.ts");
const { shown } = await load("steps/board/axes.ts");

/** A log whose lines are numbered and dated in their order. */
const log = (...deeds) =>
  deeds.map((deed, i) => ({ id: `d${i + 1}`, kind: "decision", n: i + 1, by: "Ana", reason: "", at: `2026-10-20T10:00:0${i % 10}Z`, ...deed }));
const create = (axis, name = axis) => ({ act: "create", axis, fields: { name } });
const merge = (axis, axes, name = axis) => ({ act: "merge", axis, axes, fields: { name }, reason: "They are one." });
const undo = (decision) => ({ act: "undo", decision });

// --- words left out

const quote = "The 🌍 is round, for instance like a ball, as everybody knows.";
const example = (elisions = [], start = 100) => ({ start, end: start + Array.from(quote).length, quote, elisions });

test("offsets of what is left out count code points of the turn", () => {
  const at = quote.indexOf("for instance");
  const chosen = stretch(example(), at - 1, at + 26);
  assert.deepEqual(chosen, { start: 100 + at - 1, end: 100 + at + 24 }, "one less: the globe is one code point, and white space is not chosen");
  const elisions = leaveOut(example(), chosen.start, chosen.end, "examples");
  assert.equal(printed(example(elisions)), "The 🌍 is round, [examples] as everybody knows.");
  assert.equal(shown(example(elisions)), printed(example(elisions)), "the report prints the same");
});

test("what is left out without a word reads […]; it can be put back", () => {
  const elisions = leaveOut(example(), 100, 105, "");
  assert.equal(printed(example(elisions)).slice(0, 6), "[…] is");
  assert.deepEqual(pieces(example(elisions)).map(({ elision }) => elision), [0, -1]);
  assert.equal(printed(example(putBack(elisions, 0))), quote);
});

test("leaving out across what is out already makes one of both, in order, and keeps the word", () => {
  const first = leaveOut(example(), 104, 105, "symbol");
  const more = leaveOut(example(first), 100, 108, "");
  assert.deepEqual(more, [{ start: 100, end: 108, mark: "symbol" }]);
  const apart = leaveOut(example(first), 100, 103, "");
  assert.deepEqual(apart, [{ start: 100, end: 103, mark: "" }, { start: 104, end: 105, mark: "symbol" }]);
});

test("nothing chosen leaves nothing out, and something has to be left to read", () => {
  assert.equal(stretch(example(), 3, 4), null, "a space is no word");
  assert.equal(leaveOut(example(), 100, 100 + quote.length, ""), null);
  assert.equal(leaveOut(example(), 5, 9, ""), null, "not in the passage");
  const edges = leaveOut(example(), 90, 103, "");
  assert.deepEqual(edges, [{ start: 100, end: 103, mark: "" }], "only what is in the passage");
});

// --- what is said of axes

test("proposed, adopted, changed since, and reopened are told apart", () => {
  const view = (...deeds) => new View(log(create("a"), ...deeds), []);
  const standing = (v) => standingOf(v.log, v.get("a"));
  const edit = { act: "edit", axis: "a", fields: { definition: "Other." } };
  assert.equal(standing(view()), "proposed");
  assert.equal(standing(view({ act: "adopt", axes: ["a"] })), "adopted");
  assert.equal(standing(view({ act: "adopt", axes: ["a"] }, edit)), "changed");
  assert.equal(standing(view({ act: "adopt", axes: ["a"] }, { act: "reopen", axes: ["a"], reason: "Why not." })), "proposed");
  assert.equal(standing(view({ act: "adopt", axes: ["a"] }, undo("d2"))), "proposed", "an adoption that was taken back was none");
});

test("an axis lacks a definition, and examples while there are fewer than two", () => {
  const one = { quote: "x" };
  assert.deepEqual(lacksOf({ definition: " ", examples: [] }), ["definition", "examples"]);
  assert.deepEqual(lacksOf({ definition: "What.", examples: [one] }), ["example"]);
  assert.deepEqual(lacksOf({ definition: "What.", examples: [one, one] }), []);
});

test("an axis that was merged and split on is followed to what is there now", () => {
  const parts = [{ axis: "x", fields: { name: "x" }, examples: [] }, { axis: "y", fields: { name: "y" }, examples: [] }];
  const view = new View(log(create("a"), create("b"), create("c"), merge("m", ["a", "b"]),
    { act: "split", axis: "m", parts, reason: "Two." }, { act: "retire", axis: "c", reason: "No." }), []);
  assert.deepEqual(view.followers("a"), ["x", "y"]);
  assert.deepEqual(view.followers("c"), []);
  assert.equal(view.nameOf("c"), "c", "what is gone keeps its name");
  assert.equal(view.get("c"), undefined);
});

test("the number of a line is one more than the largest, whatever else stands there", () => {
  assert.equal(nextNumber([]), 1);
  assert.equal(nextNumber([{ n: 7 }, { n: 3 }, { n: "9" }, {}]), 8);
});

test("three outside of five, and moving by one place", () => {
  assert.deepEqual(outside(["a", "b"], ["b", "c"]), ["a"]);
  const list = ["a", "b", "c"];
  assert.deepEqual(shifted(list, 2, -1), ["a", "c", "b"]);
  assert.equal(shifted(list, 0, -1), list);
  assert.equal(shifted(list, 3, 1), list);
});

// --- the log

const told = (lines) => {
  const { log: replayed } = new View(lines, []);
  const stands = new Set(replayed.filter(({ undone }) => !undone).map(({ id }) => id));
  return sentences(replayed, stands, (list) => list.join(" + "), "?");
};

test("each line is told with the names of its time", () => {
  const rename = { act: "rename", axis: "a", name: "Candour", reason: "Better." };
  const says = told(log(create("a", "Honesty"), rename, { act: "adopt", axes: ["a"] }, undo("d2"), { act: "retire", axis: "a", reason: "No." }));
  assert.deepEqual(says.get("d2").values, { name: "Honesty", next: "Candour" });
  assert.equal(says.get("d4").values.n, 2, "an undo names the line that it takes back");
  assert.equal(says.get("d5").values.name, "Honesty", "a rename that was taken back names nothing");
});

test("a merge names what became one, and a replaced example is no new one", () => {
  const passage = { id: "e", turn: "t/2", start: 0, end: 4, quote: "Cold", elisions: [] };
  const says = told(log(create("a"), create("b"), { act: "example", axis: "a", example: passage },
    { act: "example", axis: "a", example: { ...passage, elisions: [{ start: 0, end: 1, mark: "" }] } }, merge("m", ["a", "b"], "Both")));
  assert.equal(says.get("d3").key, "axis.log.example");
  assert.equal(says.get("d4").key, "axis.log.example.again");
  assert.equal(says.get("d4").text, "[…]old");
  assert.deepEqual(says.get("d5").values, { names: "a + b", name: "Both" });
});

test("lines that nobody knows, or that name nothing, are told as such", () => {
  const says = told(log({ act: "vote", axis: "a" }, { act: "retire", axis: "gone", reason: "x" }, { act: "order" }, { act: "split" }, undo("zz")));
  assert.equal(says.get("d1").key, "axis.log.unknown");
  assert.equal(says.get("d2").values.name, "?");
  assert.equal(says.get("d3").text, "");
  assert.equal(says.get("d5").values.n, 0);
});

test("whatever a file held in a line, it is told and replayed without an error", () => {
  const odd = [null, 7, "x", true, [], {}, [null], [7], [{}], { length: 3 }];
  const acts = ["create", "edit", "rename", "merge", "split", "retire", "example", "unexample", "dissent", "undissent", "order", "top", "adopt", "reopen", "undo"];
  const lines = log(create("a"), ...acts.flatMap((act) => odd.map((given) => ({
    act, axis: given, axes: given, fields: given, parts: given, example: given, dissent: given, name: given, decision: given, size: given, reason: given,
  }))));
  const says = told(lines);
  assert.equal(says.size, new Set(lines.map(({ id }) => id)).size);
  for (const { text, values } of says.values()) {
    assert.equal(typeof text, "string");
    for (const value of Object.values(values)) assert.match(typeof value, /^(string|number)$/);
  }
});

test("what was taken away is told with its words", () => {
  const passage = { id: "e", turn: "t/2", start: 0, end: 4, quote: "Cold", elisions: [] };
  const says = told(log(create("a"), { act: "example", axis: "a", example: passage }, { act: "unexample", axis: "a", example: { id: "e" } }));
  assert.equal(says.get("d3").text, "Cold");
});

test("an edit says which fields it changed", () => {
  assert.deepEqual(editedFields({ fields: { poles: [], definition: "x", other: 1 } }), ["definition", "poles"]);
});

test("who took a line back; an undo that was itself taken back took nothing", () => {
  const lines = (...more) => new View(log(create("a"), create("b"), undo("d1"), ...more), []).log;
  assert.equal(takenBackBy(lines(), "d1").id, "d3");
  assert.equal(takenBackBy(lines(undo("d3")), "d1"), undefined);
});

test("the state after a line knows nothing of later ones, nor of their undoing", () => {
  const before = log(create("a", "From before"));
  const own = log(create("b"), merge("m", ["a", "b"]), undo("d2")).map((one) => ({ ...one, id: `o${one.id}`, n: one.n + 1, decision: one.decision && `o${one.decision}` }));
  const { log: all } = new View(own, before);
  assert.deepEqual(viewAt(all, 1, before).live.map(({ id }) => id), ["a"]);
  assert.deepEqual(viewAt(all, 3, before).live.map(({ id }) => id), ["m"], "before it was taken back");
  assert.deepEqual(viewAt(all, 4, before).live.map(({ id }) => id), ["a", "b"]);
});

// --- finding and choosing passages

test("passages are found by their words, their labels and the conversation's title", () => {
  const passages = [{ turn: "cocoa/2", quote: "The Maya ground the seeds", labels: ["who works"] }, { turn: "war/2", quote: "Ships sailed", labels: ["vagueness"] }];
  const find = (query) => findPassages(passages, query, ({ turn }) => (turn.startsWith("cocoa") ? "Où vient le cacao" : "War")).length;
  assert.equal(find(""), 2);
  assert.equal(find("MAYA works"), 1, "every word, wherever it stands");
  assert.equal(find("ou cacao"), 1, "accents are no hindrance");
  assert.equal(find("maya ships"), 0);
});

test("a tap takes a sentence, the next goes on to it, and one inside begins anew", () => {
  const [a, b, c] = [{ start: 0, end: 10 }, { start: 11, end: 20 }, { start: 21, end: 30 }];
  assert.deepEqual(tapped(null, b), b);
  assert.deepEqual(tapped(b, c), { start: 11, end: 30 });
  assert.deepEqual(tapped({ start: 11, end: 30 }, a), { start: 0, end: 30 });
  assert.deepEqual(tapped({ start: 0, end: 30 }, b), b);
});

test("the end of a choice goes on and back by words", () => {
  assert.equal(wordEnd("One two three", "en", 3, 1), 7);
  assert.equal(wordEnd("One two three", "en", 7, -1), 3);
  assert.equal(wordEnd("One two three", "en", 13, 1), 13);
});

test("not said, none of them, and some axes are three things", () => {
  assert.equal(mappedTo(undefined), null);
  assert.deepEqual(mappedTo({ axes: [] }), []);
  assert.deepEqual(mappedTo({ axes: ["a", "b"] }), ["a", "b"]);
});

test("other names are lines that can be read back: each once, none too long, not too many", () => {
  assert.deepEqual(linesOf(" Proof \n\nProof\n\tSources\u0007all"), ["Proof", "Sources all"]);
  assert.equal(Array.from(linesOf("🌍".repeat(700))[0]).length, 500);
  assert.equal(linesOf(Array.from({ length: 150 }, (_, i) => `n${i}`).join("\n")).length, 100);
});

// --- writing the log

const makeBook = (kept = [], begun = {}) => {
  globalThis.window = globalThis;
  globalThis.document = { documentElement: { dir: "ltr" } };
  let id = kept.length;
  const items = {
    all: () => kept.slice(),
    get: () => undefined,
    record: (edit) => edit({ put: (item) => kept.push(JSON.parse(JSON.stringify(item))), remove: () => assert.fail("a line of the log is never removed") }),
  };
  const step = { items, drafts: makeDrafts(begun), words: (key) => key, packet: { conversations: [] }, readOnly: false, newId: () => `id${++id}`, now: () => "2026-10-20T10:00:00Z" };
  const book = new Book({ step, words: step.words, by: "facilitator", data: {}, cards: [] });
  return { book, kept };
};

test("axes that are moved about are one line of the log, and none where nothing changed in the end", () => {
  const { book, kept } = makeBook();
  book.decide(create("a"), create("b"), create("c"));
  book.hold("order", { act: "order", axes: ["b", "a", "c"] });
  book.hold("order", { act: "order", axes: ["b", "c", "a"] });
  assert.deepEqual(book.view.live.map(({ id }) => id), ["b", "c", "a"], "it is seen at once");
  assert.equal(kept.length, 3);
  book.settle();
  assert.deepEqual(kept.slice(3).map(({ act, axes, n }) => [act, axes, n]), [["order", ["b", "c", "a"], 4]]);
  book.hold("order", { act: "order", axes: ["a", "b", "c"] });
  book.hold("order", { act: "order", axes: ["b", "c", "a"] });
  book.settle();
  assert.equal(kept.length, 4);
});

test("what is being moved is written before the next decision, and every line says who", () => {
  const { book, kept } = makeBook();
  book.decide(create("a"), create("b"));
  book.decider = "The group";
  book.hold("top 3", { act: "top", size: 3, axes: ["b"] });
  book.decide(merge("m", ["a", "b"]));
  assert.deepEqual(kept.map(({ act, n, by }) => [act, n, by]),
    [["create", 1, "facilitator"], ["create", 2, "facilitator"], ["top", 3, "The group"], ["merge", 4, "The group"]]);
  assert.deepEqual(book.view.problems, []);
});

test("what is held back when a machine dies is written once the board opens again, and who decides is known", async () => {
  const begun = {};
  const { book, kept } = makeBook([], begun);
  book.decide(create("a"), create("b"));
  book.setDecider("The group");
  book.hold("edit a definition", { act: "edit", axis: "a", fields: { definition: "half" } }, 20000);
  book.hold("edit a definition", { act: "edit", axis: "a", fields: { definition: "half a thought" } }, 20000);
  assert.equal(kept.length, 2, "it is no line of the log yet");
  const again = makeBook(kept, begun).book;
  assert.equal(again.view.get("a").definition, "half a thought", "it is seen at once");
  await new Promise((done) => setTimeout(done));
  assert.deepEqual(kept.slice(2).map(({ act, fields, by }) => [act, fields.definition, by]), [["edit", "half a thought", "The group"]]);
  assert.equal(begun.held, undefined);
  again.hold("edit a definition", { act: "edit", axis: "a", fields: { definition: "half a thought" } });
  again.settle();
  assert.equal(kept.length, 3, "what the axis says already is no line");
});
