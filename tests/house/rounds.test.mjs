// SPDX-License-Identifier: MIT
// Coding in several rounds: all of it is kept, and a report can be of one round alone.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { conversations, makeStudy, rows, run, writeResponse } from "../e2e/packet.mjs";

const study = (t) => makeStudy(t, {
  "study.lua": `return study { id = "twice", title = "Twice", language = "en", ethics = "none", context = text "text.md",
    groups = { group { id = "g", title = "Group", participants = { "p1" }, baseline = transcripts "base.jsonl" } },
    rounds = { round "r1" { title = "First reading", consent { text "text.md" }, code { baseline() }, cluster {} }, round "r2" { code { baseline() }, cluster {} }, round "end" { survey {} } } }`,
  "text.md": "A text.\n",
  "base.jsonl": conversations(["bread", ["Why?", "Bread is old."]]),
});

const session = "B".repeat(22);
const at = "2026-10-01T10:00:00Z";
const code = (folder, round, label) => {
  const turn = rows(folder, "turn").find(({ id }) => id === "bread/2");
  const coding = { id: "c", clock: 1, session, kind: "coding", turn: turn.id, turn_sha256: turn.sha256, start: 0, end: 5, quote: "Bread", prefix: "",
    suffix: " is old.", codes: [{ label }], at };
  const cluster = [{ id: "k", clock: 2, session, kind: "cluster", name: `Cluster of ${label}`, definition: "", best: "", poles: [], order: 1 }];
  const steps = { code: { items: [coding] }, cluster: { items: cluster } };
  if (round === "r1") steps.consent = { items: [{ id: "consent", clock: 3, session, kind: "consent", accepted: true, documents: [], at }] };
  run(folder, "import", writeResponse(folder, join(folder, "in", round), "p1", steps, { round }));
};
const holds = (folder, report, words) => {
  const out = join(folder, "out", report);
  return readdirSync(out, { recursive: true }).some((name) => /\.(html|csv|json|svg)$/.test(name) && readFileSync(join(out, name), "utf8").includes(words));
};

test("two rounds of one person are both kept, and the table of codings tells them apart", (t) => {
  const folder = study(t);
  code(folder, "r1", "seen first");
  code(folder, "r2", "seen again");
  run(folder, "report");
  const table = JSON.parse(readFileSync(join(folder, "out/report/tables/codings.json"), "utf8"));
  assert.deepEqual(table.rows.map((row) => [row.round, row.code]), [["r1", "seen first"], ["r2", "seen again"]]);
});

test("a report of one round has that round's codes and clusters alone, and leaves the whole report as it is", (t) => {
  const folder = study(t);
  code(folder, "r1", "seen first");
  code(folder, "r2", "seen again");
  run(folder, "report");
  const whole = readFileSync(join(folder, "out/report/index.html"), "utf8");
  run(folder, "report", "--round", "r1");
  run(folder, "report", "--round", "r2");
  assert.deepEqual(["seen first", "seen again", "Cluster of seen first", "Cluster of seen again"].map((words) => ["report", "report-r1", "report-r2"].map((report) => holds(folder, report, words))),
    [[true, true, false], [true, false, true], [true, true, false], [true, false, true]]);
  assert.equal(readFileSync(join(folder, "out/report/index.html"), "utf8"), whole);
  assert.ok(holds(folder, "report-r1", "Twice · First reading"));
  assert.ok(holds(folder, "report-r2", "Twice · r2"));
  run(folder, "report");
  assert.equal(readFileSync(join(folder, "out/report/index.html"), "utf8"), whole, "the record was not touched");
});

test("a round in which nobody codes is refused with those in which people do", (t) => {
  const folder = study(t);
  for (const round of ["end", "nowhere"]) {
    const { status, stderr } = spawnSync(process.env.CALMA ?? "build/calma", ["-C", folder, "report", "--round", round], { encoding: "utf8" });
    assert.match(stderr, new RegExp(`there is no round "${round}" in which people code; those are: r1, r2`));
    assert.equal(status, 1);
  }
});
