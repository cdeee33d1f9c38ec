// SPDX-License-Identifier: MIT
// The plan of who codes what: practice is no part of it, and who declined changes nobody else's.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { conversations, makeStudy, run, writeResponse } from "../e2e/packet.mjs";

const own = (id, owner) => [id, ["Why?", `Of ${owner}.`], { owner, share: true }];
const study = (t, k = 2) => makeStudy(t, {
  "study.lua": `return study { id = "plan", title = "Plan", language = "en", ethics = "none", context = text "text.md", seed = 3,
    groups = { group { id = "g", title = "Group", participants = { "p1", "p2", "p3", "p4" }, baseline = transcripts "base.jsonl", own = transcripts "own.jsonl" } },
    rounds = { round "first" { consent { text "text.md" }, practice {} }, round "code" { code { baseline(), own(), others(${k}) } } } }`,
  "text.md": "A text.\n",
  "base.jsonl": conversations(["base", ["Why?", "So."]]),
  "own.jsonl": conversations(own("a", "p1"), own("b", "p2"), own("c", "p3"), own("d", "p4"), own("e", "p4")),
});
const plan = (folder) => JSON.parse(run(folder, "build", "--explain", "--json"));
const decline = (folder, id) => {
  const at = "2026-10-01T10:00:00Z";
  const consent = { id: "consent", clock: 1, session: "B".repeat(22), kind: "consent", accepted: false, documents: [], at };
  run(folder, "import", writeResponse(folder, join(folder, "in"), id, { consent: { items: [consent] } }, { round: "first" }));
};

test("a round in which people only practise is not in the plan", (t) => {
  assert.deepEqual(plan(study(t)).rounds.map(({ round }) => round), ["code"]);
});

test("who declined is marked, and nobody else's packet changes", (t) => {
  const folder = study(t);
  const before = plan(folder).rounds[0].groups[0];
  const packets = () => ["p1", "p3", "p4"].map((id) => readFileSync(join(folder, `out/packets/code/${id}.html`), "utf8"));
  const old = packets();
  decline(folder, "p2");
  const after = plan(folder).rounds[0].groups[0];
  assert.deepEqual(after.people.map(({ conversations: list }) => list), before.people.map(({ conversations: list }) => list));
  assert.deepEqual(after.people.filter(({ away }) => away).map(({ participant }) => participant), ["p2"]);
  const read = after.people.find(({ participant }) => participant === "p2").conversations.map(({ id }) => id);
  assert.deepEqual(after.conversations.filter(({ away }) => away).map(({ id, away }) => [id, away]), after.conversations.filter(({ id }) => read.includes(id)).map(({ id }) => [id, 1]));
  assert.match(run(folder, "build", "--explain"), /p2: \d conversations; declined, and gets none[\s\S]*base; 1 of them declined/);
  run(folder, "build");
  assert.deepEqual(packets(), old);
});

test("each shared conversation has k other readers, or it is said why not and what would do", (t) => {
  const readers = (folder) => plan(folder).rounds[0].groups[0].conversations.filter(({ share }) => share).map(({ readers: n }) => n - 1);
  const said = (folder) => spawnSync(process.env.CALMA ?? "build/calma", ["-C", folder, "check"], { encoding: "utf8" }).stderr.split("\n").filter((line) => /others\(/.test(line));
  const thin = study(t, 2);
  assert.ok(Math.min(...readers(thin)) < 2);
  assert.match(said(thin)[0], /note: others\(2\): \d of the 5 conversations .* are read by fewer than 2 others, since its 4 people read 2 each; others\(3\) gives each to 2/);
  const enough = study(t, 3);
  assert.ok(Math.min(...readers(enough)) >= 2);
});
