// SPDX-License-Identifier: MIT
// Rounds without a meeting: what people say goes to the board without their names, what the board makes of it goes to
// everybody without anybody's, and no round takes anything of an earlier one away.

import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";
import {dump, head, idOf, save, withSum} from "../tools/response.mjs";

const program = process.env.CALMA || fileURLToPath(new URL("../../build/calma", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "calma-propose-"));
after(() => rmSync(folder, {recursive: true}));

const people = {"ines-1": "Ines Quellmann", "omar-2": "Omar Tischendorf", "uma-3": "Uma Federspiel"};
const rounds = ["one", "two", "three"];
writeFileSync(join(folder, "study.lua"), `return study { id = "tiny", title = "Tiny", language = "en", ethics = "none",
  context = text "text.md", terms = "None.", risks = "None.",
  groups = { group { id = "ash", title = "Ash", baseline = transcripts "base.jsonl",
    participants = { ${Object.entries(people).map(([id, name]) => `participant { id = "${id}", name = "${name}" }`)} } } },
  rounds = { ${rounds.map((id) => `round "${id}" { propose {}, board {} }`)} } }
`);
writeFileSync(join(folder, "text.md"), "A text.\n");
writeFileSync(join(folder, "base.jsonl"), JSON.stringify({id: "bread", messages: [
  {role: "user", content: "What of bread?"}, {role: "assistant", content: "Bread is old."}]}) + "\n");

const run = (...words) => execFileSync(program, ["-C", folder, ...words], {encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28});
const known = dump(folder);
const at = "2026-03-12T10:00:00Z";
const respond = (participant, round, step, items) => {
  const packet = known.packets.find((one) => one.participant === participant && one.round === round);
  const said = items.map((item, i) => ({clock: i + 1, session: idOf("session"), at, ...item}));
  const out = join(folder, "in", round);
  const name = save(out, withSum({...head(known, packet), response: idOf(participant, round), session: idOf("session"),
    revision: 1, parent: "", saved: at, steps: {[step]: {items: said}}}));
  return run("import", join(out, name));
};
const decide = (round, ...acts) =>
  respond("board-ash", round, "board", acts.map((act, i) => ({id: `${round}-${i}`, kind: "decision", n: i + 1, by: "Omar Tischendorf", reason: "", ...act})));
const data = (round, id, kind) => {
  const text = readFileSync(join(folder, "out/packets", round, `${id}.html`), "utf8");
  return JSON.parse(/id="calma-packet">(.*?)<\/script>/s.exec(text)[1]).steps.find((step) => step.kind === kind).data;
};
const answers = (round) => data(round, "board-ash", "board").board.answers;

// The first round proposes, the second says what it thinks of it, the third sees what became of that.
respond("ines-1", "one", "propose", [
  {id: "p1", kind: "proposal", name: "Plain words", definition: "A child follows.", reason: "Nobody does.", examples: []}]);
decide("one",
  {act: "create", axis: "plain", fields: {name: "Plain words", definition: "A child follows."}},
  {act: "create", axis: "kind", fields: {name: "Kind", definition: "It greets."}});
respond("omar-2", "two", "propose", [
  {id: "axis:plain", kind: "stance", axis: "plain", stance: "object", reason: "Plain for whom?"},
  {id: "a1", kind: "amendment", axis: "plain", name: "Plain for all", definition: "", reason: "Says for whom."},
  {id: "w1", kind: "wish", axes: ["plain", "kind"], name: "", reason: "Both are manners."}]);
respond("uma-3", "two", "propose", [{id: "axis:plain", kind: "stance", axis: "plain", stance: "unsure", reason: ""}]);
decide("two",
  {act: "rename", axis: "plain", name: "Plain for all", reason: "Omar Tischendorf objected"},
  {act: "dissent", axis: "plain", dissent: {id: "d1", text: "Plain for whom?", alternative: "", who: "Omar Tischendorf", consent: true}});
respond("omar-2", "three", "propose", [{id: "axis:plain", kind: "stance", axis: "plain", stance: "support", reason: ""}]);
run("build");

test("each board has what was said in its own round, without who said it", () => {
  assert.deepEqual(answers("one").map(({kind, name}) => [kind, name]), [["proposal", "Plain words"]]);
  assert.deepEqual(answers("two").map(({kind}) => kind).sort(), ["amendment", "stance", "stance", "wish"]);
  assert.deepEqual(answers("three").map(({kind, stance}) => [kind, stance]), [["stance", "support"]]);
  for (const round of rounds) {
    const said = JSON.stringify(answers(round));
    for (const [id, name] of Object.entries(people)) assert.ok(!said.includes(id) && !said.includes(name), `${round}: ${id}`);
  }
});

test("packets show the proposals so far", () => {
  assert.deepEqual(data("one", "uma-3", "propose").axes, []);
  assert.deepEqual(data("two", "uma-3", "propose").axes.map(({name, state}) => [name, state]), [["Plain words", "proposed"], ["Kind", "proposed"]]);
  const [plain] = data("three", "uma-3", "propose").axes;
  assert.deepEqual([plain.name, plain.was, plain.dissents], ["Plain for all", ["Plain words"], [{text: "Plain for whom?", alternative: ""}]]);
});

test("no packet names who proposed, objected or decided", () => {
  let read = 0;
  for (const round of rounds) {
    for (const file of readdirSync(join(folder, "out/packets", round)).filter((name) => !name.startsWith("board-"))) {
      const text = readFileSync(join(folder, "out/packets", round, file), "utf8");
      for (const [id, name] of Object.entries(people)) {
        if (file !== `${id}.html`) assert.ok(!text.includes(id) && !text.includes(name), `${round}/${file} names ${id}`);
      }
      assert.ok(!text.includes("objected"), `${round}/${file} has the reason of a decision`);
      assert.ok(!text.includes("Nobody does."), `${round}/${file} has the reason of a proposal`);
      read++;
    }
  }
  assert.equal(read, rounds.length * Object.keys(people).length);
});

test("what somebody said in an earlier round stays beside what they say now", () => {
  const rows = run("dump").trim().split("\n").map((line) => JSON.parse(line));
  const said = rows.filter(({row, participant, id}) => row === "item" && participant === "omar-2" && id === "axis:plain");
  assert.deepEqual(said.map(({round, body}) => [round, body.stance]).sort(), [["three", "support"], ["two", "object"]]);
});
