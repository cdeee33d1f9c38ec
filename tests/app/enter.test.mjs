// SPDX-License-Identifier: MIT
// What is typed from sheets of paper: places, labels, the lines that are meant, and the words of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { readPlace, plainDigits, readLabels, writeLabels, lastPiece, withLast } = await load("enter/place.ts");
const { findLines, findSheet, placeOf, rangeText, isFault } = await load("enter/sheet.ts");
const { findWords, nudge, wordsIn } = await load("enter/trim.ts");
const { joinEntered } = await load("entered.ts");

const place = (letter, from, to = from, words = "") => ({ letter, from, to, words });

test("a place is a letter and lines, however they are typed", () => {
  for (const text of ["A 12-14", "a12-14", " A  12 – 14 ", "A. 12—14", "A:12~14", "A 12..14", "A 12 / 14"])
    assert.deepEqual(readPlace(text), place("A", 12, 14), text);
  assert.deepEqual(readPlace("AB 7"), place("AB", 7));
  assert.deepEqual(readPlace("7"), place("", 7));
  assert.deepEqual(readPlace("7-9"), place("", 7, 9));
});

test("digits of other scripts are digits", () => {
  assert.deepEqual(readPlace("A ١٢-١٤"), place("A", 12, 14));
  assert.deepEqual(readPlace("B ۱۲"), place("B", 12));
  assert.deepEqual(readPlace("C १२–१४"), place("C", 12, 14));
  assert.deepEqual(readPlace("\u200fA ٣\u200f-٤"), place("A", 3, 4));
  assert.equal(plainDigits("٠٩ ०९ ৩ ๗ ９"), "09 09 3 7 9");
});

test("words behind the lines are kept as they are typed", () => {
  assert.deepEqual(readPlace("A 5-6 In 1519 .. court"), place("A", 5, 6, "In 1519 .. court"));
  assert.deepEqual(readPlace("5 १९४७ में"), place("", 5, 5, "१९४७ में"));
  assert.deepEqual(readPlace("A 5, words"), place("A", 5, 5, "words"));
});

test("what is only begun, or something else, is no place", () => {
  for (const text of ["", "A", "A -", "A b", "A 12-x", "twelve", "A 12-14-16", "A 12x"]) assert.equal(readPlace(text), null, text);
});

test("labels are parted by commas, and each is there once", () => {
  assert.deepEqual(readLabels("too sure, , no source,too sure "), ["too sure", "no source"]);
  assert.deepEqual(readLabels("متحيز، بلا مصدر"), ["متحيز", "بلا مصدر"]);
  assert.deepEqual(readLabels('"long, and boring", dry'), ["long, and boring", "dry"]);
  assert.deepEqual(readLabels("«oui, mais», non"), ["oui, mais", "non"]);
  assert.deepEqual(readLabels('says "maybe", often'), ['says "maybe"', "often"]);
  assert.deepEqual(readLabels(' "never closed, at all'), ['"never closed, at all']);
  assert.deepEqual(readLabels(" , "), []);
});

test("labels that are written are read back", () => {
  for (const labels of [["a"], ["long, and boring", "dry"], ["بلا، مصدر", "x"]]) assert.deepEqual(readLabels(writeLabels(labels)), labels);
});

test("the last piece is completed, and those before it stay", () => {
  assert.equal(lastPiece("too sure, no so"), "no so");
  assert.equal(lastPiece("too sure,"), "");
  assert.equal(withLast("too sure, no so", "no source"), "too sure, no source, ");
  assert.equal(withLast('"a, b", x', "y"), '"a, b", y, ');
  assert.equal(withLast("n", "no, never"), '"no, never", ');
});

// Conversation A: question 1; answer 2 to 4 with an empty line 3. Conversation B: question 1; answer 2.
const sheet = [
  { letter: "A", conversation: 0, turns: [{ turn: "a/1", sha256: "", lines: [0, 4] }, { turn: "a/2", sha256: "", lines: [0, 10, 11, 11, 12, 20] }] },
  { letter: "B", conversation: 1, turns: [{ turn: "b/1", sha256: "", lines: [0, 4] }, { turn: "b/2", sha256: "", lines: [0, 9] }] },
];
const codable = (turn) => turn.endsWith("/2");
const find = (text, letter = "") => findLines(sheet, readPlace(text), letter, codable);

test("lines are found by letter and number, or in the conversation of the row before", () => {
  const found = find("A 2-4");
  assert.equal(found.turn, "a/2");
  assert.deepEqual(found.lines.map(({ n, start, end }) => [n, start, end]), [[2, 0, 10], [3, 11, 11], [4, 12, 20]]);
  assert.equal(find("2", "B").turn, "b/2");
  assert.equal(find("A 4", "B").turn, "a/2");
  assert.equal(rangeText(found.lines), "2–4");
  assert.equal(rangeText(find("A 2").lines), "2");
});

test("what cannot be found says why", () => {
  const cases = {
    "2": { fault: "first", values: {} },
    "C 1": { fault: "letter", values: { letter: "C", first: "A", last: "B" } },
    "A 5": { fault: "line", values: { letter: "A", n: 5, last: 4 } },
    "A 0": { fault: "line", values: { letter: "A", n: 0, last: 4 } },
    "A 4-2": { fault: "order", values: { from: 4, to: 2 } },
    "A 1": { fault: "question", values: {} },
    "A 1-2": { fault: "answers", values: {} },
  };
  for (const [text, { fault, values }] of Object.entries(cases)) {
    const found = find(text);
    assert.ok(isFault(found), text);
    assert.deepEqual([found.fault, found.values], [fault, values], text);
  }
  assert.deepEqual(find("A 1-2").turns.map((one) => [one.turn, rangeText(one.lines)]), [["a/1", "1"], ["a/2", "2"]]);
  assert.deepEqual(find("A 1").turns.map((one) => [one.turn, rangeText(one.lines)]), [["a/2", "2–4"]]);
});

test("a passage is found on the sheets again, whatever part of a line it is", () => {
  assert.deepEqual(placeOf(sheet[0], { turn: "a/2", start: 3, end: 14 }).lines.map(({ n }) => n), [2, 3, 4]);
  assert.equal(placeOf(sheet[0], { turn: "a/2", start: 12, end: 13 }).letter, "A");
  assert.equal(placeOf(sheet[0], { turn: "z/2", start: 0, end: 3 }), null);
});

test("a sheet is known by its code, however it is spaced", () => {
  const sheets = [{ size: "A4", code: "004210" }, { size: "Letter", code: "884210" }];
  for (const typed of ["004210", "004-210", " 004 210 ", "٠٠٤٢١٠", "००४-२१०"]) assert.equal(findSheet(sheets, typed).size, "A4", typed);
  for (const typed of ["", "4210", "004211", "0042100"]) assert.equal(findSheet(sheets, typed), undefined, typed);
});

const text = "In 1519 the conqueror discovered chocolate at the court. He brought it to Europe.";
const whole = { start: 0, end: text.length };
const words = (typed) => {
  const found = findWords(text, whole, typed, "en");
  return typeof found === "string" ? found : text.slice(found.start, found.end);
};

test("lines are narrowed to the words that are typed", () => {
  assert.equal(words("discovered chocolate"), "discovered chocolate");
  assert.equal(words("DISCO choc"), "discovered chocolate");
  assert.equal(words("conqueror .. court"), "conqueror discovered chocolate at the court");
  assert.equal(words("he…europe"), "He brought it to Europe");
  assert.equal(words("the"), "twice");
  assert.equal(words("the court"), "the court");
  assert.equal(words("potato"), "words");
  assert.equal(words("court .. conqueror"), "words");
  assert.equal(words(".."), "words");
});

test("words of any script narrow them, and only inside the lines", () => {
  const hindi = "रोटी पुरानी है। लोग बस गए।";
  const found = findWords(hindi, { start: 0, end: Array.from(hindi).length }, "पुरानी", "hi");
  assert.equal(Array.from(hindi).slice(found.start, found.end).join(""), "पुरानी");
  assert.equal(findWords(text, { start: 0, end: 20 }, "Europe", "en"), "words");
});

test("an end moves by a word, and never past the other or out of the lines", () => {
  const bounds = wordsIn(text, whole, "en");
  const quote = ({ start, end }) => text.slice(start, end);
  const once = nudge(bounds, whole, whole, "start", 1);
  assert.equal(quote(once), text.slice(3));
  assert.deepEqual(nudge(bounds, whole, once, "start", -1), whole);
  assert.deepEqual(nudge(bounds, whole, whole, "start", -1), whole);
  const stop = nudge(bounds, whole, whole, "end", -1);
  assert.equal(quote(stop), text.slice(0, -1));
  assert.deepEqual(nudge(bounds, whole, stop, "end", 1), whole);
  const last = { start: bounds[bounds.length - 1].start, end: bounds[bounds.length - 1].end };
  assert.deepEqual(nudge(bounds, whole, last, "start", 1), last);
  const word = { start: bounds[1].start, end: bounds[1].end };
  assert.deepEqual(nudge(bounds, whole, word, "end", -1), word);
});

test("who typed is joined by session, and what is no such thing is left out", () => {
  const one = { session: "s1", by: "Amina", sheet: "123456", at: "2026-01-01T00:00:00Z" };
  const other = { ...one, session: "s2" };
  assert.deepEqual(joinEntered([one], [{ ...one, by: "Else" }, other]), [one, other]);
  for (const strange of [undefined, null, 3, {}, [null], [{ session: 4 }], ["s"]]) assert.deepEqual(joinEntered([one], strange), [one]);
});
