// SPDX-License-Identifier: MIT
// Somebody's own questions: what is kept, in which order, and what seems to lead to a person.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { Desk, listQuestions } = await load("steps/ask/desk.ts");
const { tracesIn } = await load("steps/ask/private.ts");
const { makeBook } = await load("items.ts");

const conversations = [{ id: "o1", owner: "own", title: "One", topic: "", turns: 2 }];

const open = (more = {}, book = makeBook("s", () => undefined)) => {
  let n = 0;
  let minute = 0;
  const items = book.of("ask");
  const data = { at_least: 2, at_most: 0, role: "", documents: [], sensitive: true, share: true, conversations: [0], ...more };
  const desk = new Desk({
    step: { id: "ask", kind: "ask", title: "", data }, packet: { conversations, documents: [{ id: "role.md", sha256: "" }] }, items,
    words: (key) => key, readOnly: false, newId: () => `id${++n}`, now: () => `2026-03-02T09:${String(minute++).padStart(2, "0")}:00Z`,
  });
  items.listen(() => desk.refresh());
  return { desk, items, book };
};
const write = (desk, text, after) => {
  const id = desk.open(after);
  desk.describe(id, "ask.undo.text", { text });
  return id;
};
const texts = (items) => listQuestions(items.all("question")).map(({ n, text }) => [n, text]);

test("one empty card waits, and is no question", () => {
  const { desk, items } = open();
  assert.equal(desk.cards.length, 1);
  assert.deepEqual(items.all(), []);
  assert.equal(desk.lacks(), 2);
});

test("nothing is given to others unless its author says so", () => {
  const { desk, items } = open();
  const id = write(desk, "Why?");
  const { text, sensitive, share, after, role } = items.get(id);
  assert.deepEqual([text, sensitive, share, after, role], ["Why?", false, false, undefined, undefined]);
  desk.describe(id, "", { share: true });
  assert.equal(items.get(id).share, true);
});

test("what is sensitive is not shared, whatever was said before", () => {
  const { desk, items } = open();
  const id = write(desk, "Why?");
  desk.describe(id, "", { share: true });
  desk.describe(id, "", { sensitive: true });
  assert.deepEqual([items.get(id).sensitive, items.get(id).share], [true, false]);
  desk.describe(id, "", { share: true });
  assert.equal(items.get(id).share, false);
});

test("what was chosen on an empty card is kept with its first words", () => {
  const { desk, items } = open();
  const [id] = desk.cards;
  desk.describe(id, "", { sensitive: true });
  assert.equal(items.get(id), undefined);
  desk.describe(id, "", { text: "Why?" });
  assert.equal(items.get(id).sensitive, true);
});

test("a question without words is none, and its card stays", () => {
  const { desk, items } = open();
  const id = write(desk, "Why?", "o1");
  desk.describe(id, "", { text: "" });
  assert.equal(items.get(id), undefined);
  assert.ok(desk.cards.includes(id));
  assert.equal(desk.fields(id).after, "o1");
});

test("a question goes on from a conversation", () => {
  const { desk, items } = open();
  const id = write(desk, "And then?", "o1");
  assert.equal(items.get(id).after, "o1");
  desk.describe(id, "", { after: "" });
  assert.equal("after" in items.get(id), false);
});

test("the role that stood above is kept with the words, not with a move", () => {
  const { desk, items, book } = open({ role: "A pupil", documents: [] });
  const one = write(desk, "One");
  write(desk, "Two");
  const before = items.get(one);
  assert.equal(before.role, "A pupil");
  const later = open({ role: "", documents: [0] }, book);
  later.desk.move(one, 1);
  assert.deepEqual([later.items.get(one).n, later.items.get(one).role, later.items.get(one).at], [2, "A pupil", before.at]);
  later.desk.describe(one, "", { text: "One more" });
  assert.equal(later.items.get(one).role, "role.md");
});

test("what a question is about is kept with it, whether it was said before or after the words", () => {
  const { desk, items } = open();
  const [first] = desk.cards;
  desk.describe(first, "", { topic: "Trade" });
  assert.equal(items.get(first), undefined);
  desk.describe(first, "", { text: "Why?" });
  assert.equal(items.get(first).topic, "Trade");
  desk.describe(first, "", { topic: "" });
  assert.equal("topic" in items.get(first), false);
});

test("only their own topics are offered, each once: of their questions and of their conversations of before", () => {
  const { desk } = open();
  desk.before[0].thread.topic = "Bread";
  desk.describe(write(desk, "a"), "", { topic: "Trade" });
  desk.describe(write(desk, "b"), "", { topic: "Trade" });
  write(desk, "c");
  assert.deepEqual(desk.topics(), ["Trade", "Bread"]);
  desk.before[0].thread.topic = "";
});

test("the order changes, and undo brings it back", () => {
  const { desk, items } = open();
  write(desk, "a");
  write(desk, "b");
  const third = write(desk, "c");
  assert.ok(desk.move(third, -1));
  assert.deepEqual(texts(items), [[1, "a"], [2, "c"], [3, "b"]]);
  assert.equal(desk.move(desk.cards[0], -1), false);
  items.undo();
  assert.deepEqual(texts(items), [[1, "a"], [2, "b"], [3, "c"]]);
});

test("a question is taken back, and undo brings it where it was", () => {
  const { desk, items } = open();
  write(desk, "a");
  const second = write(desk, "b");
  desk.remove(second);
  assert.deepEqual(texts(items), [[1, "a"]]);
  assert.deepEqual(desk.cards.length, 1);
  items.undo();
  assert.deepEqual(texts(items), [[1, "a"], [2, "b"]]);
  assert.equal(desk.cards[1], second);
});

test("enough is as many as asked for, or the word that there are no more", () => {
  const { desk } = open();
  write(desk, "a");
  assert.equal(desk.lacks(), 1);
  desk.sayEnough(true);
  assert.equal(desk.lacks(), 0);
  desk.sayEnough(false);
  write(desk, "b");
  assert.equal(desk.lacks(), 0);
});

test("no more cards than there is room for", () => {
  const { desk } = open({ at_least: 1, at_most: 2 });
  write(desk, "a");
  assert.equal(desk.isFull, false);
  write(desk, "b");
  assert.equal(desk.isFull, true);
});

test("questions of two machines stand by place, then id", () => {
  const { desk, book, items } = open();
  const brought = (id, n) => ({ id, clock: 9, session: "t", kind: "question", text: id, n, sensitive: false, share: false, at: "" });
  book.join("ask", [brought("y", 1), brought("x", 1), brought("w", 2)]);
  assert.deepEqual(texts(items).map(([, text]) => text), ["x", "y", "w"]);
  assert.deepEqual(desk.cards.slice(0, 3), ["x", "y", "w"]);
});

const mail = ["me@example.org", "Write to p.rao+a@mail.school.in now", "मुझे रमेश@उदाहरण.भारत पर लिखो", "me @ example.org"];
const phones = [
  "+91 98765 43210", "0098 21 1234567", "(030) 123-456-78", "98765.43210", "555 1234",
  "+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧", "۰۹۱۲ ۳۴۵ ۶۷۸۹", "९८७६५ ४३२१०", "\u2067+966 50 123 4567\u2069",
];
const nothing = [
  "", "Why did it end in 1947?", "Between 1914-1918 and 1939–1945?", "On 15.8.1947, or 1947-08-15?", "१९१४-१९१८ में क्या हुआ?",
  "بين ١٩١٤ - ١٩١٨", "What does @ mean?", "1,000,000 people or 10 000?", "a@b", "12 of 345 in 6",
];

test("what looks like an address for mail is told", () => {
  for (const text of mail) assert.deepEqual(tracesIn(text), ["mail"], text);
});

test("what looks like a phone number is told, in the digits of every script", () => {
  for (const text of phones) assert.deepEqual(tracesIn(text), ["phone"], text);
});

test("years, dates and amounts are left alone", () => {
  for (const text of nothing) assert.deepEqual(tracesIn(text), [], text);
});

test("a long text is looked through at once", () => {
  const started = Date.now();
  tracesIn("1 ".repeat(2) + "a@".repeat(10000) + "x".repeat(20000) + "(1 ".repeat(5000));
  assert.ok(Date.now() - started < 1000);
});
