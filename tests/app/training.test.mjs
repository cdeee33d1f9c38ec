// SPDX-License-Identifier: MIT
// What the training works out: which names only describe, what stands beside what, and what a try comes to.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { load } from "./load.mjs";

const { describer } = await load("steps/practice/descriptive.ts");
const { exampleOf, ownGroups, ownOf } = await load("steps/practice/beside.ts");
const { graded, isRight, seal, unveil } = await load("steps/quiz/grade.ts");

const read = (path) => JSON.parse(readFileSync(new URL(`../../themes/base/${path}`, import.meta.url), "utf8"));
const inLanguage = (language) => {
  const words = read(`strings/${language}/practice.json`);
  return describer(words["practice.descriptive"], words["practice.descriptive.beside"]);
};

const contract = new URL("../contract/descriptive/", import.meta.url);
const SAMPLES = readdirSync(contract).filter((name) => name.endsWith(".json")).map((name) => JSON.parse(readFileSync(new URL(name, contract), "utf8")));
assert.equal(SAMPLES.length, 6);

for (const { language, yes, no } of SAMPLES) {
  test(`names that only say which part it is are told from names for what matters, in ${language}`, () => {
    const describes = inLanguage(language);
    for (const label of yes) assert.equal(describes(label), true, label);
    for (const label of no) assert.equal(describes(label), false, label);
  });

  test(`no name of the worked example in ${language} only describes`, () => {
    const describes = inLanguage(language);
    const { codings, clusters } = read(`training/${language}/practice.json`);
    assert.ok(codings.length > 4);
    for (const label of codings.flatMap(({ codes }) => codes).concat(clusters.map(({ name }) => name))) assert.equal(describes(label), false, label);
  });
}

const said = (turn, quote, ...codes) => ({ turn, quote, codes, memo: "" });

test("the example of a turn comes in the order of its text", () => {
  const example = { codings: [said("t/2", "two", "b"), said("t/4", "one", "x"), said("t/2", "one", "a"), said("t/2", "two", "c")], clusters: [] };
  assert.deepEqual(exampleOf(example, "t/2", "one and two").map(({ codes }) => codes[0]), ["a", "b", "c"]);
  assert.deepEqual(exampleOf(example, "t/6", "one and two"), []);
});

const coding = (id, start, end, ...labels) => ({
  id, kind: "coding", clock: start + 1, session: "s", turn: "t/2", start, end, quote: `q${start}`, codes: labels.map((label) => ({ label })),
});

test("one's own codings come in the order of the text, the longer first, each with all its names", () => {
  const all = [coding("c", 5, 9, "late"), coding("a", 0, 4, "short"), coding("b", 0, 9, "long", "wide"), { ...coding("d", 0, 1, "else"), turn: "t/4" }];
  assert.deepEqual(ownOf(all, "t/2").map(({ codes }) => codes), [["long", "wide"], ["short"], ["late"]]);
  assert.equal(ownOf([{ ...all[0], memo: "why" }], "t/2")[0].memo, "why");
});

test("one's own groups are worked out of the practice's own store", () => {
  const items = [
    coding("a", 0, 4, "one", "two"),
    { id: "k", kind: "cluster", clock: 3, session: "s", name: "Both", definition: "d", poles: ["x", "y"], best: "", order: 1 },
    { id: "k+label:one", kind: "member", clock: 4, session: "s", cluster: "k", code: "label:one" },
  ];
  assert.deepEqual(ownGroups(items), [{ name: "Both", definition: "d", poles: ["x", "y"], codes: ["one"] }]);
  assert.deepEqual(ownGroups(items.slice(0, 1)), []);
});

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

test("answers are sealed with their question, whatever their order, by code point", () => {
  assert.equal(seal("q", ["b", "a"]), sha256("calma quiz\nq\na\nb\n"));
  assert.equal(seal("q", ["\u{1f33e}", "\uff5e"]), sha256("calma quiz\nq\n\uff5e\n\u{1f33e}\n"));
  assert.notEqual(seal("q", ["a"]), seal("r", ["a"]));
  const question = { id: "q", kind: "multiple", right: seal("q", ["a", "b"]) };
  assert.deepEqual([["b", "a"], ["a"], ["a", "b", "c"], []].map((choices) => isRight(question, choices)), [true, false, false, false]);
});

test("what explains an answer comes back as it was written", () => {
  for (const text of ["Because.", "क्योंकि नमक", "لأن 🌾"]) assert.equal(unveil(Buffer.from(text).toString("base64")), text);
});

test("a try passes with enough right answers, and only the last one that does not is flagged", () => {
  const questions = ["a", "b", "c"].map((id) => ({ id, right: seal(id, ["yes"]) }));
  const give = (...list) => list.map((choice, i) => ({ question: "abc"[i], choices: [choice] }));
  const rules = { need: 2, tries: 2 };
  assert.deepEqual(graded(questions, give("yes", "no", "no"), 1, rules), { right: 1, of: 3, passed: false, flagged: false });
  assert.deepEqual(graded(questions, give("yes", "no", "no"), 2, rules), { right: 1, of: 3, passed: false, flagged: true });
  assert.deepEqual(graded(questions, give("yes", "yes", "no"), 2, rules), { right: 2, of: 3, passed: true, flagged: false });
  assert.deepEqual(graded(questions, [], 1, rules), { right: 0, of: 3, passed: false, flagged: false });
});
