#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The rounds around a discussion: packets and the board built of what everybody coded, a board's long log imported, the
// packets that carry the axes, the report. Each against a floor of the same run: its files written again as they are, or
// what comes back parsed by jansson. What counts is the ratio. `tests/bench/discuss.mjs [PEOPLE [DECISIONS]]`
import {execFileSync} from "node:child_process";
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {dump, head, idOf, passage, points, sha256, withSum} from "../tools/response.mjs";

const calma = process.env.CALMA || "build/calma";
const people = Number(process.argv[2] || 60);
const decisions = Number(process.argv[3] || 5000);
const codings = 100;
const axes = 20;
const examples = 2;
const work = mkdtempSync(join(tmpdir(), "calma-bench-"));
const study = join(work, "study");
const parse = join(work, "parse_floor");
const copy = join(work, "write_floor");
execFileSync("cc", ["-O2", "-o", parse, "tests/bench/parse_floor.c", "-ljansson"]);
execFileSync("cc", ["-O2", "-o", copy, "tests/bench/write_floor.c"]);
mkdirSync(study);

const seconds = (run) => {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
};
const verb = (...words) => execFileSync(calma, ["-C", study, ...words], {stdio: "ignore"});

// Prints how long a verb took beside the floor of the folder that it read or wrote.
const told = (name, took, floor, what) => {
  console.log(`${name}: ${took.toFixed(2)} s for ${(floor.bytes / 1e6).toFixed(1)} MB; ${what} ${(took / floor.seconds).toFixed(1)}`);
};
// All files below a folder in one, which is what the floor reads.
const flatten = (from, to) => {
  mkdirSync(to);
  readdirSync(from, {recursive: true}).map((name) => join(from, name)).filter((path) => statSync(path).isFile())
    .forEach((path, i) => copyFileSync(path, join(to, String(i))));
};
const againstWriting = (name, folder, run) => {
  const took = seconds(run);
  const flat = join(work, "flat"), to = join(work, "copy");
  flatten(folder, flat);
  mkdirSync(to);
  const floor = JSON.parse(execFileSync(copy, [flat, to], {encoding: "utf8"}));
  rmSync(flat, {recursive: true});
  rmSync(to, {recursive: true});
  told(name, took, floor, "times the writing of these files:");
};
const againstParsing = (name, folder, run) => {
  const took = seconds(run);
  told(name, took, JSON.parse(execFileSync(parse, [folder], {encoding: "utf8"})), "times the parsing:");
};

const answer = "In that year the harbour changed hands, and nobody asked those who worked in it. ".repeat(12);
const transcripts = Array.from({length: 20}, (_, t) => JSON.stringify({
  id: `t${t}`, model: "none", system: "none", created: "2026-03-01", source: "made for measuring",
  messages: [{role: "user", content: "What happened then?"}, {role: "assistant", content: `${t}. ${answer}`}],
}));
writeFileSync(join(study, "t.jsonl"), transcripts.join("\n") + "\n");
writeFileSync(join(study, "people.csv"), "id\n" + Array.from({length: people}, (_, i) => `p${i}`).join("\n") + "\n");
writeFileSync(join(study, "study.lua"), `return study { id = "bench", title = "Bench", context = "A study for measuring.", ethics = "none",
  terms = "none", risks = "none",
  groups = { group { id = "all", participants = roster "people.csv", baseline = transcripts "t.jsonl" } },
  rounds = { round "code" { code { baseline() } },
    round "discuss" { review {}, rank { top = 3, define = true }, map {}, board {} },
    round "rate" { rate {}, rank {}, survey {} } } }\n`);

const known = dump(study);
const turns = [...known.turns.values()].filter((turn) => turn.role === "assistant");
const stamp = "2026-03-01T10:40:00Z";
const words = Array.from({length: 60}, (_, i) => idOf("word", i).toLowerCase().replace(/[^a-z]/g, "").slice(0, 9));
const write = (inbox, round, participant, steps) => {
  const packet = known.packets.find((each) => each.round === round && each.participant === participant);
  const session = idOf("session", round, participant);
  const sorted = Object.fromEntries(Object.entries(steps).map(([id, items]) =>
    [id, {items: items.map((item, i) => ({clock: i + 1, session, ...item}))}]));
  mkdirSync(join(work, inbox), {recursive: true});
  writeFileSync(join(work, inbox, `${participant}.json`), JSON.stringify(withSum({...head(known, packet),
    response: idOf("response", round, participant), session, revision: 1, parent: "", saved: stamp, steps: sorted})));
};

const coding = (person, n) => {
  const turn = turns[n % turns.length];
  const start = (n * 37 + person * 11) % (points(turn.text).length - 60);
  const label = `${words[(n * person) % 60]} ${words[(n * 7 + person) % 60]}`;
  return {id: idOf(person, n), kind: "coding", ...passage(turn, start, start + 20 + (n % 30)), codes: [{label}], at: stamp};
};
const attribute = (person, n) => ({id: idOf("attribute", person, n), kind: "attribute", name: `${words[person % 60]} ${n}`,
  definition: "It says who worked there.", rank: n, examples: [idOf(person, n)]});

const meaning = (n) => `What was meant, in other words: ${n}.`;
const example = (n) => {
  const turn = turns[n % turns.length];
  return {id: idOf("example", n), ...passage(turn, n, n + 40), elisions: [], coding: "", source: "baseline"};
};
const decision = (n) => {
  const axis = idOf("axis", n % axes);
  const base = {id: idOf("decision", n), kind: "decision", n, by: "facilitator", reason: "It was said so.", at: stamp};
  if (n < axes) return {...base, act: "create", axis, fields: {name: `${words[n]} ${n}`, definition: meaning(n)}};
  if (n < axes * (1 + examples)) return {...base, act: "example", axis, example: example(n)};
  if (n % 5 === 1) return {...base, act: "rename", axis, name: `${words[n % 60]} ${n}`};
  if (n % 100 === 2) return {...base, act: "undo", decision: idOf("decision", n - 1)};
  return {...base, act: "edit", axis, fields: {definition: meaning(n)}};
};
const definitions = Array.from({length: decisions}, (_, n) => decision(n)).reduce((all, {axis, fields}) =>
  fields ? all.set(axis, fields.definition) : all, new Map());
const rating = (person, n) => ({id: `axis:${idOf("axis", n)}`, kind: "rating", axis: idOf("axis", n), value: (person + n) % 5 + 1,
  definition_sha256: sha256(definitions.get(idOf("axis", n))), at: stamp});

for (let p = 0; p < people; p++) {
  write("coded", "code", `p${p}`, {code: Array.from({length: codings}, (_, n) => coding(p, n))});
  write("first", "discuss", `p${p}`, {rank: [1, 2, 3].map((n) => attribute(p, n))});
  write("rated", "rate", `p${p}`, {rate: Array.from({length: axes}, (_, n) => rating(p, n)),
    rank: [{id: "ranking", kind: "ranking", places: Array.from({length: axes}, (_, n) => [idOf("axis", (n + p) % axes)]), at: stamp}]});
}
write("board", "discuss", "board-all", {board: Array.from({length: decisions}, (_, n) => decision(n))});

verb("import", join(work, "coded"), join(work, "first"));
console.log(`discuss: ${people} people, ${people * codings} codings, ${decisions} decisions about ${axes} axes`);
againstWriting("discuss: packets and board", join(study, "out/packets/discuss"), () => verb("build", "--round", "discuss"));
againstParsing("discuss: import of the board", join(work, "board"), () => verb("import", join(work, "board")));
againstWriting("discuss: packets of the round after", join(study, "out/packets/rate"), () => verb("build", "--round", "rate"));
verb("import", join(work, "rated"));
againstWriting("discuss: report", join(study, "out/report"), () => verb("report"));
rmSync(work, {recursive: true});
