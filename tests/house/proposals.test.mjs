// SPDX-License-Identifier: MIT
// What people say to proposals without a meeting: the report has every reason and no name, and files as Polis gives out.

import assert from "node:assert/strict";
import {readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {test} from "node:test";
import {copyStudy, rows, run, writeResponse} from "../e2e/packet.mjs";

const SAID = {
  p01: [["question", "support", ""], ["voice", "object", "It is about manners, \"half\" of it, at least."]],
  p02: [["question", "support", ""], ["voice", "unsure", "see above"]],
  p04: [["question", "object", "=cmd|' /C calc'!A0"]],
};

const items = (axes, said) => said.map(([name, stance, reason], n) =>
  ({id: "axis:" + axes[name], clock: n + 1, session: "B".repeat(22), kind: "stance", axis: axes[name], stance, reason, at: `2026-11-10T10:0${n}:00Z`}));

test("support and objections are told with their reasons, and given out as Polis does", async (t) => {
  const study = copyStudy(t, "history-tutor", (text) => text.replace('round "rate" {', 'round "say" { propose {} },\n    round "rate" {'));
  const folder = join(study, "responses");
  run(study, "import", ...readdirSync(folder).filter((name) => !name.includes("-rate.")).map((name) => join(folder, name)));
  const decisions = rows(study, "item").filter(({body}) => body.kind === "decision" && body.act === "create").map(({body}) => body);
  const axisNamed = (name) => decisions.find(({fields}) => fields.name === name).axis;
  const merged = rows(study, "item").find(({body}) => body.kind === "decision" && body.act === "merge" && body.fields.name === "A human voice").body.axis;
  const axes = {question: axisNamed("Standing up to the question"), voice: merged};
  for (const [who, said] of Object.entries(SAID)) {
    run(study, "import", writeResponse(study, study, who, {propose: {items: items(axes, said)}}, {round: "say"}));
  }
  run(study, "report");
  const report = (path) => readFileSync(join(study, "out/report", path), "utf8");
  const counts = JSON.parse(report("tables/proposals.json")).rows.map((row) => [row.axis, row.support, row.object, row.unsure, row.n]);
  assert.deepEqual(counts, [["Stands up to the question", 2, 1, 0, 3], ["A human voice", 0, 1, 1, 2]]);
  const reasons = JSON.parse(report("tables/proposals-said.json")).rows.map((row) => row.reason);
  assert.deepEqual(reasons.sort(), ["=cmd|' /C calc'!A0", "It is about manners, \"half\" of it, at least.", "see above"]);
  const page = report("proposals.html");
  for (const who of Object.keys(SAID)) assert.ok(!page.slice(page.indexOf("<main")).includes(who), who);

  const comments = report("polis/lowland/comments.csv").trim().split("\n");
  assert.equal(comments[0], "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body");
  assert.match(comments[1], /^1794304800,2026-11-10T10:00:00Z,0,0,2,1,1,"Stands up to the question: If a question rests/);
  assert.match(comments[2], /^1794304860,2026-11-10T10:01:00Z,1,0,0,1,1,"A human voice: /);
  const votes = report("polis/lowland/votes.csv").trim().split("\n");
  assert.equal(votes[0], "timestamp,datetime,comment-id,voter-id,vote");
  const voters = new Set(votes.slice(1).map((line) => line.split(",")[3]));
  assert.deepEqual([...voters].sort(), ["0", "1", "2"]);
  assert.deepEqual(votes.slice(1).map((line) => line.split(",").filter((_, n) => n === 2 || n === 4).join()).sort(), ["0,-1", "0,1", "0,1", "1,-1", "1,0"]);
});
