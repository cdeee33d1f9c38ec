// SPDX-License-Identifier: MIT
// Whom a study is meant for: answers that do not fit are shown to those who run it, and to nobody else; nothing follows.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeStudy, run, writeResponse } from "../e2e/packet.mjs";

const at = "2026-10-01T10:00:00Z";
const session = "B".repeat(22);
const program = process.env.CALMA ?? "build/calma";

const SURVEY = `survey { id = "first",
  { id = "reads", ask = "How well do you read?", kind = "scale", points = 5, eligible = { 4, 5 } },
  { id = "role", ask = "What are you?", kind = "multiple", options = { "pupil", { id = "t", text = "teacher" }, "parent" }, other = true, eligible = { "pupil", "t" } },
  { id = "subject", ask = "Which subject?", kind = "single", options = { "history", "art" }, when = { question = "role", is = { "t" } }, eligible = { "history" } },
  { id = "more", ask = "Anything else?", kind = "text" } }`;

const study = (t, survey = SURVEY) => makeStudy(t, {
  "study.lua": `return study { id = "who", title = "Who", language = "en", ethics = "none", context = text "text.md",
    groups = { group { id = "g", title = "Group", participants = { participant { id = "p1", role = "pupil", language = "hi" }, "p2", "p3", "p4", "p5", "p6" } } },
    rounds = { round "one" { title = "First", consent { text "text.md" }, ${survey} } } }`,
  "text.md": "A text.\n",
});

const send = (folder, participant, answers, accepted = true) => {
  const items = Object.entries(answers).map(([id, said], i) => ({ id, clock: i + 2, session, kind: "answer", at, ...said }));
  const consent = { id: "consent", clock: 1, session, kind: "consent", accepted, documents: [], at };
  run(folder, "import", writeResponse(folder, join(folder, "in"), participant, { consent: { items: [consent] }, first: { items } }, { round: "one" }));
};
const fits = { reads: { value: 5 }, role: { choices: ["parent", "pupil"] } };
const all = (folder) => {
  send(folder, "p1", fits);
  send(folder, "p2", { reads: { value: 3 }, role: { choices: ["other"], text: "<b>baker</b>" }, more: { text: "5" } });
  send(folder, "p3", { role: { choices: ["t"] } });
  send(folder, "p4", { reads: { value: 4 }, role: { choices: ["pupil"] }, subject: { choices: ["art"] } });
  send(folder, "p5", { reads: { value: 1 } }, false);
};

test("calma status names the questions by which somebody is not eligible, as text and as JSON", (t) => {
  const folder = study(t);
  all(folder);
  const line = (id) => run(folder, "status").split("\n").find((one) => one.trim().startsWith(id));
  assert.match(line("p2"), /not eligible by their answer to: reads, role$/);
  for (const id of ["p1", "p3", "p4", "p5", "p6"]) assert.doesNotMatch(line(id), /eligible/, `${id}: what was not asked, not answered or not agreed to is no answer`);
  const rows = run(folder, "status", "--json").trim().split("\n").map((one) => JSON.parse(one));
  assert.deepEqual(rows.map(({ participant, ineligible }) => [participant, ineligible]),
    [["p1", []], ["p2", ["reads", "role"]], ["p3", []], ["p4", []], ["p5", []], ["p6", []]]);
});

test("the report lists everybody: what the roster says, what came back, what to look at, and what was left out", (t) => {
  const folder = study(t);
  all(folder);
  run(folder, "report");
  const { rows } = JSON.parse(readFileSync(join(folder, "out/report/tables/roster.json"), "utf8"));
  assert.deepEqual(rows.map(({ participant, part, sent = "", eligible = "" }) => [participant, part, sent, eligible]), [
    ["p1", "Yes", "First", "Yes, by their answers."],
    ["p2", "Yes", "First", "Look at this: How well do you read? 3. Look at this: What are you? Something else: <b>baker</b>."],
    ["p3", "Yes", "First", "No answer: How well do you read? No answer: Which subject?"],
    ["p4", "Yes", "First", "Yes, by their answers."],
    ["p6", "Nothing has come yet", "", ""],
  ]);
  assert.deepEqual([rows[0].role, rows[0].language, rows[1].role], ["pupil", "hi", undefined]);
  const page = readFileSync(join(folder, "out/report/roster.html"), "utf8");
  assert.match(page, /1 person declined and is not listed/);
  assert.match(page, /There is 1 person with an answer to look at\./);
  assert.ok(!page.includes("<b>baker"), "what people write is text");
  assert.match(page, /Before you pass the report on, take out this page/);
});

test("an answer that was taken back flags nobody", (t) => {
  const folder = study(t);
  send(folder, "p1", { reads: { value: 1 } });
  send(folder, "p1", { reads: { deleted: true, clock: 9 } });
  assert.doesNotMatch(run(folder, "status"), /eligible/);
});

test("a packet says who reads the answer, and not which answers fit", (t) => {
  const folder = study(t);
  const page = readFileSync(join(folder, "out/packets/one/p1.html"), "utf8");
  const data = JSON.parse(/id="calma-packet">([^<]*)</.exec(page)[1]).steps[1].data;
  assert.ok(!JSON.stringify(data).includes("eligible"));
  assert.deepEqual(data.sections[0].questions.map(({ screens }) => screens ?? false), [true, true, true, false]);
});

test("eligible answers that are no answers are told with their place", (t) => {
  const folder = study(t);
  const text = readFileSync(join(folder, "study.lua"), "utf8");
  const wrong = text.replace("eligible = { 4, 5 }", "eligible = { 4, 6 }").replace('eligible = { "pupil", "t" }', 'eligible = { "teacher", "other" }')
    .replace('kind = "text"', 'kind = "text", eligible = { "x" }');
  writeFileSync(join(folder, "study.lua"), wrong);
  const check = spawnSync(program, ["-C", folder, "check", "--json"], { encoding: "utf8" });
  assert.deepEqual(check.stderr.trim().split("\n").map((line) => JSON.parse(line)).filter(({ code }) => code === "shape").map(({ path }) => path),
    ["/sections/0/eligible/1", "/sections/1/eligible/0", "/sections/3/eligible"]);
  assert.equal(check.status, 1);
});
