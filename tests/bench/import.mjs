#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Responses imported per second, against jansson's parsing of the same bytes in the same run. The order is A B A B, so
// that a noisy machine is noisy for both; what counts is the ratio. `again` is the import of files that are known.
import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {dump, head, idOf, passage, points, withSum} from "../tools/response.mjs";

const calma = process.env.CALMA || "build/calma";
const people = Number(process.argv[2] || 1000);
const codings = 200;
const runs = 3;
const work = mkdtempSync(join(tmpdir(), "calma-bench-"));
const study = join(work, "study");
const inbox = join(work, "inbox");
const floor = join(work, "parse_floor");
execFileSync("cc", ["-O2", "-o", floor, "tests/bench/parse_floor.c", "-ljansson"]);
mkdirSync(study);
mkdirSync(inbox);

const answer = "In that year the harbour changed hands, and nobody asked those who worked in it. ".repeat(12);
const transcripts = Array.from({length: 20}, (_, t) => JSON.stringify({
  id: `t${t}`, model: "none", system: "none", created: "2026-03-01", source: "made for measuring",
  messages: [{role: "user", content: "What happened then?"}, {role: "assistant", content: `${t}. ${answer}`}],
}));
writeFileSync(join(study, "t.jsonl"), transcripts.join("\n") + "\n");
writeFileSync(join(study, "people.csv"), "id\n" + Array.from({length: people}, (_, i) => `p${i}`).join("\n") + "\n");
writeFileSync(join(study, "consent.md"), "You may stop at any time.\n");
writeFileSync(join(study, "study.lua"), `return study { id = "bench", title = "Bench", context = "A study for measuring.", ethics = "none",
  groups = { group { id = "all", participants = roster "people.csv", baseline = transcripts "t.jsonl" } },
  rounds = { round "code" { consent { text "consent.md" }, code { baseline() }, cluster {} } } }\n`);

const coding = (turns, session, person, n) => {
  const turn = turns[n % turns.length];
  const start = (n * 37 + person * 11) % (points(turn.text).length - 60);
  return {id: idOf(person, n), clock: n + 1, session, kind: "coding", ...passage(turn, start, start + 20 + (n % 30)),
    codes: [{label: `label ${(n * person) % 97}`}], at: "2026-03-01T10:40:00Z"};
};

const known = dump(study);
const turns = [...known.turns.values()].filter((turn) => turn.role === "assistant");
known.packets.forEach((packet, person) => {
  const session = idOf("session", person);
  const items = Array.from({length: codings}, (_, n) => coding(turns, session, person, n));
  const response = {...head(known, packet), response: idOf("response", person), session, revision: 1, parent: "",
    saved: "2026-03-01T10:42:00Z", steps: {code: {items}}};
  writeFileSync(join(inbox, `${packet.participant}.json`), JSON.stringify(withSum(response)));
});

const seconds = (run) => {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
};
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const bring = () => execFileSync(calma, ["-C", study, "import", inbox], {stdio: ["ignore", "ignore", "inherit"]});

const fresh = [], again = [], plain = [];
let said;
for (let i = 0; i < runs; i++) {
  rmSync(join(study, "record.sqlite"), {force: true});
  rmSync(join(study, "returned"), {recursive: true, force: true});
  fresh.push(seconds(bring));
  again.push(seconds(bring));
  said = JSON.parse(execFileSync(floor, [inbox], {encoding: "utf8"}));
  plain.push(said.seconds);
}
const items = known.packets.length * codings;
const held = execFileSync("sqlite3", [join(study, "record.sqlite"), "SELECT count(*) FROM item"], {encoding: "utf8"});
if (Number(held) !== items) throw new Error(`the record holds ${held.trim()} items and not ${items}`);
const f = median(fresh), p = median(plain), a = median(again);
console.log(`import: ${said.files} responses of ${Math.round(said.bytes / said.files / 1000)} kB: ${Math.round(said.files / f)} responses/s, ` +
  `${Math.round(said.bytes / f / 1e6)} MB/s; parsing by jansson ${Math.round(said.bytes / p / 1e6)} MB/s; ` +
  `${(f / p).toFixed(2)} times the parsing; known files: ${(a / p).toFixed(2)} times`);
rmSync(work, {recursive: true});
