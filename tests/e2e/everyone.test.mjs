// SPDX-License-Identifier: MIT
// The first phase for everybody: all its steps by mouse, by keys alone and by finger, in two directions of writing; the
// record then holds what was entered, and nothing else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { everyStudy, said } from "./everyone.mjs";
import { finger, keyboard, mouse } from "./hands.mjs";
import { inItsWords, rows, run, takeFile } from "./packet.mjs";
import { firstRound } from "./tours.mjs";

const sizes = { mouse: {}, keyboard: {}, finger: { width: 320, height: 640, touch: true } };

/** What each step has in the record: its items without ids, times and what lies around a passage. */
const entered = (study) => {
  const left = ["id", "at", "session", "clock", "turn_sha256", "prefix", "suffix", "training", "sha256", "documents", "cluster"];
  const steps = {};
  for (const { step, body } of rows(study, "item")) {
    if (body.state === "seen" || body.kind === "stage") continue;
    (steps[step] ||= []).push(Object.fromEntries(Object.entries(body).filter(([key]) => !left.includes(key))));
  }
  return steps;
};

const coding = (turn, text, part, label) => {
  const from = [...text.slice(0, text.indexOf(part))].length;
  return { kind: "coding", turn, start: from, end: from + [...part].length, quote: part, codes: [{ label }] };
};

/** The answers to the program's own quiz, of which the last is not right. */
const quizzed = [["part", "matters"], ["label", "trust"], ["axis", "quality"], ["position", "same"], ["unique", "drop"]];

const sentences = (text) => text.split(/(?<=[.।؟?!])\s+/);

/** What a person who was asked for all of this has said. */
const expected = (study, language, words) => {
  const rice = JSON.parse(readFileSync(`themes/base/training/${language}/practice.jsonl`, "utf8")).messages[1].content;
  const turns = new Map(rows(study, "turn").map(({ id, text }) => [id, text]));
  const [one, two] = sentences(words.first[2]);
  return {
    consent: [{ kind: "consent", accepted: true }],
    read: [{ kind: "read" }],
    practice: [coding("calma-rice/2", rice, sentences(rice)[0], words.labels[0])],
    quiz: [
      ...quizzed.map(([, choice]) => ({ kind: "answer", choices: [choice] })),
      { kind: "try", n: 1, of: 5, right: 4, passed: true, flagged: false, answers: quizzed.map(([question, choice]) => ({ question, choices: [choice] })) },
    ],
    ask: [`${words.bank[0][1]} a@example.org`, words.bank[1][1]].map((text, n) =>
      ({ kind: "question", text, n: n + 1, role: words.role, sensitive: false, share: n === 1 })),
    browse: [
      { kind: "visit", transcript: "salt", n: 1, from: "", by: "topic" },
      { kind: "visit", transcript: "then", n: 2, from: "salt", by: "follow" },
      { kind: "pick", transcript: "then" },
    ],
    survey: [{ kind: "answer", choices: ["o2"] }, { kind: "answer", choices: ["o1", "o3"] }, { kind: "answer", value: 4 }, { kind: "answer", text: words.memo }],
    code: [
      coding("boil/2", turns.get("boil/2"), one, words.labels[0]),
      coding("boil/2", turns.get("boil/2"), two, words.labels[1]),
      coding("mud/2", turns.get("mud/2"), sentences(words.second[2])[0], words.labels[2]),
      { kind: "turn", turn: "mine/2", state: "nothing" },
    ],
    cluster: [
      { kind: "cluster", name: words.cluster, definition: words.meaning, best: "", poles: [], order: 1 },
      { kind: "member", code: `label:${words.labels[0]}` },
    ],
  };
};

const sameOrder = (value) => (Array.isArray(value) ? value.map(sameOrder)
  : value && typeof value === "object" ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sameOrder(value[key])])) : value);
const compared = (steps) =>
  Object.fromEntries(Object.entries(steps).map(([step, items]) => [step, items.map((one) => JSON.stringify(sameOrder(one))).sort()]));

for (const name of browsers)
  for (const language of ["en", "ar"])
    for (const hand of [mouse, keyboard, finger])
      test(`${name}: the first round by ${hand.name} in ${language}`, { skip: missing(name) }, async (t) => {
        const words = said[language];
        const study = everyStudy(t, language);
        const browser = await startBrowser(name);
        t.after(() => browser.close());
        const page = await browser.open(join(study, "out/packets/first/p1.html"), sizes[hand.name]);
        await firstRound(page, hand, words);
        const file = await browser.download(() => hand.press(page, ".steps-out .primary"));
        const whole = await inItsWords(page, "This file holds all your answers.");
        assert.equal(await takeFile(page, file), whole);
        run(study, "import", file);
        assert.deepEqual(rows(study, "problem"), []);
        assert.deepEqual(compared(entered(study)), compared(expected(study, language, words)));
        assert.deepEqual(browser.problems, []);
        assert.deepEqual(browser.requests, []);
      });
