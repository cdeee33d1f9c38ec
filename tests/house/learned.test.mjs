// SPDX-License-Identifier: MIT
// What the report says of the training: labels that only describe by the version that people learned with, the quiz by
// tries and questions, and nothing about part of a group that stands for fewer than five people.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { dump, head, idOf, passage, save, sha256, withSum } from "../tools/response.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.CALMA || here("../../build/calma");
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
const run = (study, ...words) => execFileSync(program, ["-C", study, ...words], { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });

const at = (day, hour = 10) => `2026-03-${day}T${hour}:00:00Z`;
const [FIRST, SECOND] = ["first", "second"].map(sha256);
const seal = (id, choice) => ({ question: id, choices: [choice] });

/** The minimal study with these people, in two rounds: training and a first coding, then another coding. */
const makeStudy = (people, steps = "practice {}, quiz {}") => {
  const study = mkdtempSync(join(tmpdir(), "calma-learned-"));
  folders.push(study);
  cpSync(here("../../studies/minimal"), study, { recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path) });
  const text = readFileSync(join(study, "study.lua"), "utf8")
    .replace(/participants = \{[\s\S]*?\} \} \},/, `participants = { ${people.map((id) => `participant { id = "${id}" }`).join(", ")} } },`)
    .replace(/rounds = .*/, `rounds = { round "code" { consent { text "consent.md" }, ${steps}, code { baseline() } }, round "again" { practice {}, code { baseline() } } },`);
  writeFileSync(join(study, "study.lua"), text);
  return study;
};

/** Sends in what somebody did in a round: by training, labels in earnest, tries. */
const send = (study, known, participant, round, { training, labels = [], tries = [], day = "20", practised = [], accepted = true }) => {
  const [turn] = [...known.turns.values()].filter(({ role }) => role === "assistant");
  const item = (id, clock, fields) => ({ id, clock, session: "B".repeat(22), ...fields });
  const coding = (label, i, step) => item(idOf(participant, round, step, label, String(i)), i + 1, { kind: "coding", ...passage(turn, i, i + 4), codes: [{ label }], at: at(day) });
  const steps = { code: { items: labels.map((label, i) => coding(label, i, "code")) } };
  if (round === "code") steps.consent = { items: [item("consent", 1, { kind: "consent", accepted, documents: [], at: at(day) })] };
  if (training) {
    steps.practice = { items: [
      item("introduction", 100, { kind: "stage", training, at: at(day, "09") }), item("coding", 101, { kind: "stage", training, at: at(day) }),
      ...practised.map((label, i) => coding(label, i, "practice")),
    ] };
  }
  if (tries.length) {
    steps.quiz = { items: tries.map((fields, i) => item(`try:${i + 1}`, i + 1, { kind: "try", n: i + 1, of: 5, at: at(day), answers: [seal("axis", "model")], ...fields })) };
  }
  const packet = known.packets.find((one) => one.participant === participant && one.round === round);
  save(join(study, "in"), withSum({ ...head(known, packet), response: "A".repeat(22), session: "B".repeat(22), revision: 1, parent: "", saved: at(day, 11), steps }));
};

const report = (study) => {
  if (existsSync(join(study, "in"))) run(study, "import", join(study, "in"));
  run(study, "report");
  const read = (path) => readFileSync(join(study, "out/report", path), "utf8");
  return {
    table: (id) => {
      const { columns, rows } = JSON.parse(read(`tables/${id}.json`));
      return rows.map((row) => columns.map(({ key }) => row[key] ?? ""));
    },
    text: (path) => read(path).replace(/<style>[\s\S]*?<\/style>/, "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " "),
    has: (path) => existsSync(join(study, "out/report", path)),
  };
};

const ids = (letter, n) => Array.from({ length: n }, (_, i) => `${letter}${i + 1}`);

test("labels that only describe are counted by the training before them", () => {
  const people = [...ids("a", 5), ...ids("b", 6)];
  const study = makeStudy(people), known = dump(study);
  for (const id of ids("a", 5)) send(study, known, id, "code", { training: FIRST, labels: ["Summary", "honest"], practised: ["introduction"] });
  for (const id of ids("b", 6)) send(study, known, id, "code", { training: SECOND, labels: ["keeps its word", "warm", "the second paragraph"], day: "22" });
  const { table, text } = report(study);
  assert.deepEqual(table("training"), [
    [FIRST.slice(0, 12), "2026-03-20", 5, 5, 10, 5, 50],
    [SECOND.slice(0, 12), "2026-03-22", 6, 6, 18, 6, 33.3333],
    ["all together", "", 11, 11, 28, 11, 39.2857],
  ]);
  const page = text("training.html");
  assert.match(page, /Labels counted as only describing Summary the second paragraph/);
  assert.ok(!/introduction \b/.test(page.replace(/\(introduction[^)]*\)/, "")), "a name from practice is no label of the study");
});

test("who practises again with a changed training counts for each round with the last one before it", () => {
  const study = makeStudy(ids("a", 6)), known = dump(study);
  for (const id of ids("a", 6)) {
    send(study, known, id, "code", { training: FIRST, labels: ["summary", "intro"] });
    rmSync(join(study, "in", `minimal-${id}-again.calma.json`), { force: true });
    send(study, known, id, "again", { training: SECOND, labels: ["honest"], day: "25" });
  }
  assert.deepEqual(report(study).table("training"), [
    [FIRST.slice(0, 12), "2026-03-20", 6, 6, 12, 12, 100],
    [SECOND.slice(0, 12), "2026-03-25", 6, 6, 6, 0, 0],
    ["all together", "", 6, 6, 18, 12, 66.6667],
  ]);
});

test("what stands for fewer than five people is hidden, and so is what would give it away", () => {
  const study = makeStudy([...ids("a", 8), ...ids("b", 2), ...ids("c", 7)]), known = dump(study);
  for (const id of ids("a", 8)) send(study, known, id, "code", { training: FIRST, labels: ["honest"] });
  for (const id of ids("b", 2)) send(study, known, id, "code", { training: SECOND, labels: ["Summary"], day: "22" });
  for (const id of ids("c", 7)) send(study, known, id, "code", { labels: ["warm"] });
  const least = "fewer than 5";
  assert.deepEqual(report(study).table("training").map((row) => row.filter((_, i) => i !== 1)), [
    [FIRST.slice(0, 12), least, 8, 8, 0, 0],
    [SECOND.slice(0, 12), least, least, least, least, least],
    ["without practice", 0, least, least, least, least],
    ["all together", 10, 17, 17, 2, 11.7647],
  ]);
});

test("who declined is in no count, and one training alone is the whole study's", () => {
  const study = makeStudy(ids("a", 3)), known = dump(study);
  send(study, known, "a1", "code", { training: FIRST, labels: ["Summary"] });
  send(study, known, "a2", "code", { training: FIRST, labels: ["Summary"], accepted: false });
  const { table, text } = report(study);
  assert.deepEqual(table("training"), [[FIRST.slice(0, 12), "2026-03-20", 1, 1, 1, 1, 100]]);
  assert.ok(!text("training-people.html").includes("a2"));
});

test("the quiz by tries, by questions, and person by person for those who run the study", () => {
  const study = makeStudy(ids("a", 4)), known = dump(study);
  const right = [seal("axis", "quality"), seal("position", "same")], wrong = [seal("axis", "model"), seal("position", "same")];
  const no = { right: 1, passed: false, flagged: false, answers: wrong };
  send(study, known, "a1", "code", { training: FIRST, tries: [{ right: 5, passed: true, flagged: false, answers: right }] });
  send(study, known, "a2", "code", { training: FIRST, tries: [no, { right: 4, passed: true, flagged: false, answers: right }] });
  send(study, known, "a3", "code", { training: FIRST, tries: [no, no, { ...no, flagged: true }] });
  send(study, known, "a4", "code", { training: FIRST, tries: [no] });
  const { table, text } = report(study);
  assert.deepEqual(table("try-code.quiz"), [["1", 4, 1, 0], ["2", 2, 1, 0], ["3", 1, 0, 1]]);
  const asked = table("question-code.quiz").map((row) => row.slice(1));
  assert.deepEqual([asked[2], asked[3]], [[4, 1, 2], [4, 4, 4]]);
  assert.match(text("training.html"), /4 of 5 right answers are enough\. Tries: 3\. .*Took it: 4\. Enough right answers: 2\. Not enough after the last try: 1\. Not enough yet, with tries left: 1\./);
  assert.deepEqual(table("training-people").map(([person, , , tries, best, outcome]) => [person, tries, best, outcome]), [
    ["a1", 1, 5, "enough"], ["a2", 2, 4, "enough"], ["a3", 3, 1, "not enough after the last try"], ["a4", 1, 1, "not enough yet"]]);
  assert.match(text("training-people.html"), /For those who run the study/);
  assert.ok(!/\ba3\b/.test(text("training.html")), "the page for all names nobody");
});

test("a study without training has no such page, and one that nobody answered says so", () => {
  const study = makeStudy(ids("a", 2), "read { text \"context.md\" }");
  writeFileSync(join(study, "study.lua"), readFileSync(join(study, "study.lua"), "utf8").replace('round "again" { practice {}, ', 'round "again" { '));
  const none = report(study);
  assert.ok(!none.has("training.html"));
  assert.ok(!none.text("index.html").includes("Training and quiz"));
  const early = report(makeStudy(ids("a", 2)));
  assert.match(early.text("training.html"), /Nobody has sent in practice or codes yet\..*Nobody has sent in answers yet\./);
});

test("how many say that they watched a film", () => {
  const film = 'read { text "context.md", video { file = "films/hand.webm", title = "A hand", storyboard = text "context.md" } }';
  const study = makeStudy(ids("a", 3), film);
  const known = dump(study);
  for (const [i, id] of ids("a", 3).entries()) {
    send(study, known, id, "code", {});
    if (i) continue;
    const path = join(study, "in", `minimal-${id}-code.calma.json`);
    const sent = JSON.parse(readFileSync(path, "utf8"));
    delete sent.sum;
    sent.steps.read = { items: [{ id: "video:hand.webm", clock: 1, session: "B".repeat(22), kind: "viewed", video: "hand.webm" }] };
    save(join(study, "in"), withSum(sent));
  }
  assert.match(report(study).text("training.html"), /A hand : 1 of 3 say that they watched it/);
});
