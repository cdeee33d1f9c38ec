// SPDX-License-Identifier: MIT
// What people say their questions are about: counted for the group, with how broad and how deep, and named to nobody.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { conversations, copyStudy, makeStudy, reportPages, rows, run, writeResponse } from "../e2e/packet.mjs";

const at = "2026-10-01T10:00:00Z";
const session = "B".repeat(22);
const hostile = '<img src=x onerror="document.title=1">';

const study = (t) => makeStudy(t, {
  "study.lua": `return study { id = "asking", title = "Asking", language = "en", ethics = "none", context = text "context.md",
    groups = { group { id = "g", title = "Group", participants = { "p01", "p02", "p03" }, own = transcripts "own.jsonl" } },
    rounds = { round "ask" { ask { follow_up = true, sensitive = true, share = true } }, round "look" { review {} } } }`,
  "context.md": "A tutor.",
  "own.jsonl": conversations(["o1", ["Why?", "So."], { owner: "p01", title: "One", topic: "Trade" }]),
});

const ask = (folder, participant, ...questions) => {
  const items = questions.map((question, i) => ({ id: `q${i}`, clock: i + 1, session, kind: "question", n: i + 1, sensitive: false, share: false, at, ...question }));
  run(folder, "import", writeResponse(folder, join(folder, "in"), participant, { ask: { items } }, { round: "ask" }));
};
const table = (folder, id) => JSON.parse(readFileSync(join(folder, "out/report/tables", `${id}.json`), "utf8"));
const LABEL = "हमारा नज़रिया"; // what p03 of the example says of an answer that is not to be shown
const ROWS = ["topic", "people", "begun", "further", "longest"];

test("topics of questions are counted for the group: how many people, how many conversations, how far they went", (t) => {
  const folder = study(t);
  ask(folder, "p01", { text: "a", topic: "Trade" }, { text: "b", topic: "trade" }, { text: "c", after: "o1" }, { text: "d", topic: hostile });
  ask(folder, "p02", { text: "e", topic: "TRADE" }, { text: "f" }, { text: "g", topic: "My village", sensitive: true });
  run(folder, "report");
  const { rows, notes } = table(folder, "asked-g");
  assert.deepEqual(rows.map((row) => ROWS.map((key) => row[key])), [
    [hostile, 1, 1, 0, 1], ["Trade", 2, 3, 1, 3], ["Marked as sensitive, topic not shown", 1, 1, 0, 1], ["No topic given", 1, 1, 0, 1],
  ]);
  assert.equal(notes[0], "Each of 2 people asked about 1 to 2 topics.");
  const pages = reportPages(folder);
  const holds = (words) => pages.filter((page) => readFileSync(page, "utf8").includes(words)).map((page) => page.split("/report/")[1]);
  assert.deepEqual(holds("My village"), ["people/p02.html"], "what is sensitive is on its author's page alone");
  assert.deepEqual(holds(hostile), [], "what people write is text");
  assert.ok(holds("Trade").includes("topics.html"));
});

test("the group's packets show the same, without names; where nobody asked there is no table", (t) => {
  const folder = study(t);
  const group = () => {
    run(folder, "build", "--round", "look");
    const page = readFileSync(join(folder, "out/packets/look/p03.html"), "utf8");
    return JSON.parse(/id="calma-packet">([^<]*)</.exec(page)[1]).steps[0].data.group;
  };
  ask(folder, "p03");
  assert.equal(group().asked, undefined);
  ask(folder, "p01", { text: "a", topic: "Trade" });
  const { asked } = group();
  assert.deepEqual(asked.rows, [["Trade", "1", "1", "0", "1"]]);
  assert.ok(!/p01/.test(JSON.stringify(asked)));
});

test("no word of a conversation that answers a sensitive question is on any page but its author's", (t) => {
  const folder = copyStudy(t, "history-tutor");
  run(folder, "import", join(folder, "responses"));
  run(folder, "report");
  const [secret] = rows(folder, "item").filter(({ kind, body }) => kind === "question" && body.sensitive).map(({ body }) => body.text);
  const quoted = (words) => reportPages(folder).filter((page) => readFileSync(page, "utf8").includes(words)).map((page) => page.split("/report/")[1]);
  assert.ok(secret.length > 20, "the example has a sensitive question");
  assert.ok(quoted("was napoleon a hero").includes("topics.html"), "others are quoted");
  const marked = rows(folder, "item").find(({ kind, body }) => kind === "coding" && body.turn && body.turn.startsWith("q-") && body.codes[0].label === LABEL);
  for (const words of [secret, marked.body.quote]) {
    assert.deepEqual(quoted(words).map((page) => page.split("/")[0]), ["people"], words);
  }
  const files = readdirSync(join(folder, "out/report"), { recursive: true }).filter((name) => /\.(csv|json|md|tex)$/.test(name));
  assert.ok(files.length > 50);
  for (const name of files) assert.ok(!readFileSync(join(folder, "out/report", name), "utf8").includes(marked.body.quote), name);
  const labels = JSON.parse(readFileSync(join(folder, "out/report/tables/codings.json"), "utf8")).rows.filter((row) => row.quote === "[…]");
  assert.deepEqual(labels.map(({ person, code }) => [person, code]), [["p03", LABEL]], "the code is there, without the words");
});
