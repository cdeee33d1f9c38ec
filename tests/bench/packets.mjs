#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Packets built per second, against plain writing of the same bytes in the same run. The order is A B A B, so that a
// noisy machine is noisy for both; what counts is the ratio.
import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

const calma = process.env.CALMA || "build/calma";
const runs = 5;
const work = mkdtempSync(join(tmpdir(), "calma-bench-"));
const floor = join(work, "write_floor");
execFileSync("cc", ["-O2", "-o", floor, "tests/bench/write_floor.c"]);

const sentence = (n) => `In the year ${1500 + (n % 400)} the harbour changed hands and nobody asked those who worked in it. `;
const answer = (n) => `${sentence(n).repeat(4)}\n\n* **First**: ${sentence(n + 1)}\n* Second: *${sentence(n + 2).trim()}*\n\n${sentence(n + 3).repeat(3)}`;

const makeStudy = (people) => {
  const folder = join(work, `study-${people}`);
  mkdirSync(folder);
  const lines = [];
  for (let t = 0; t < 30; t++) {
    const messages = [];
    for (let m = 0; m < 6; m++) messages.push(m % 2 ? {role: "assistant", content: answer(t * 7 + m)} : {role: "user", content: "What happened then?"});
    lines.push(JSON.stringify({id: `t${t}`, model: "none", system: "none", created: "2026-03-01", source: "made for measuring", messages}));
  }
  writeFileSync(join(folder, "t.jsonl"), lines.join("\n") + "\n");
  writeFileSync(join(folder, "people.csv"), "id\n" + Array.from({length: people}, (_, i) => `p${i}`).join("\n") + "\n");
  writeFileSync(join(folder, "consent.md"), "You may stop at any time.\n");
  writeFileSync(join(folder, "study.lua"), `return study { id = "bench", title = "Bench", context = "A study for measuring.", ethics = "none",
  groups = { group { id = "all", participants = roster "people.csv", baseline = transcripts "t.jsonl" } },
  rounds = { round "code" { consent { text "consent.md" }, code { baseline() }, cluster {} } } }\n`);
  return folder;
};

const seconds = (run) => {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
};
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

for (const people of [100, 1000]) {
  const study = makeStudy(people);
  const packets = join(study, "out/packets/code");
  const copy = join(work, "copy");
  const build = () => execFileSync(calma, ["-C", study, "build"], {stdio: ["ignore", "ignore", "inherit"]});
  const built = [], plain = [], again = [];
  let said;
  for (let i = 0; i < runs; i++) {
    rmSync(join(study, "out"), {recursive: true, force: true});
    built.push(seconds(build));
    again.push(seconds(build));
    mkdirSync(copy);
    said = JSON.parse(execFileSync(floor, [packets, copy], {encoding: "utf8"}));
    plain.push(said.seconds);
    rmSync(copy, {recursive: true});
  }
  const b = median(built), p = median(plain), a = median(again);
  console.log(`packets: ${people} of ${Math.round(said.bytes / people / 1000)} kB: ${Math.round(people / b)} packets/s, ` +
    `${Math.round(said.bytes / b / 1e6)} MB/s written; plain writing ${Math.round(said.bytes / p / 1e6)} MB/s; ` +
    `${(b / p).toFixed(2)} of the floor; nothing changed: ${(a / b).toFixed(2)} of a build`);
}
rmSync(work, {recursive: true});
