// SPDX-License-Identifier: MIT
// What packets carry for guessing what others noticed: shared passages alone, nobody's name, nobody's number, drawn by lot
// and the same each time; and never before anybody's coding is done.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { coded, codedStudy, people } from "../e2e/rounds.mjs";
import { run } from "../e2e/packet.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.CALMA || here("../../build/calma");
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const withGuess = (step = "guess { at_most = 12 }") => (text) => text.replace(/round "discuss" \{[^\n]*\}/, `round "discuss" { ${step} }`);

const dataOf = (study, id) => {
  const page = readFileSync(join(study, `out/packets/discuss/${id}.html`), "utf8");
  const data = JSON.parse(/id="calma-packet">([^<]*)</.exec(page)[1]);
  return { page, data, guess: data.steps.find(({ kind }) => kind === "guess").data };
};
const ids = Object.keys(people);
const labelsOf = (id) => coded[id].map(([, , label]) => label);

test("passages are of the shared conversations, that others marked; labels are theirs, each once", (t) => {
  const study = codedStudy(t, withGuess());
  for (const id of ids) {
    const { guess, data } = dataOf(study, id);
    const shared = new Set(data.conversations.filter(({ owner }) => owner === "baseline").map((one) => one.id));
    const others = ids.filter((one) => one !== id);
    assert.ok(guess.passages.length >= 4, `${id} has something to guess`);
    for (const { turn, quote, seen, own } of guess.passages) {
      assert.ok(shared.has(turn.replace(/\/\d+$/, "")), turn);
      assert.ok(others.some((one) => coded[one].some(([at, words]) => at === turn && words === quote)), `${quote} was marked by somebody else`);
      assert.ok(seen.length >= 1);
      assert.equal(new Set(seen.map(({ label }) => label)).size, seen.length, "each label once");
      for (const { label } of seen) assert.ok(others.some((one) => labelsOf(one).includes(label)), label);
      for (const label of own) assert.ok(labelsOf(id).includes(label), label);
    }
  }
});

test("marks of much the same words come together, and passages do not touch", (t) => {
  const { guess } = dataOf(codedStudy(t, withGuess()), "birch");
  const found = guess.passages.find(({ quote }) => quote.startsWith("Scientists have measured this since 1880"));
  assert.ok(found.seen.some(({ label }) => label === "names a source"));
  for (const [i, one] of guess.passages.entries())
    for (const other of guess.passages.slice(i + 1))
      assert.ok(one.turn !== other.turn || one.end <= other.start || other.end <= one.start, `${one.quote} and ${other.quote}`);
  const order = guess.passages.map(({ turn, start }) => [turn, start]);
  assert.deepEqual(order, [...order].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1])), "as they come when one reads");
});

test("no name, no id and no number of anybody else is in it", (t) => {
  const study = codedStudy(t, withGuess());
  for (const id of ids) {
    const { guess } = dataOf(study, id);
    const text = JSON.stringify(guess).toLowerCase();
    for (const [other, name] of Object.entries(people)) {
      assert.ok(!text.includes(other) && !text.includes(name.toLowerCase()), `${id}'s packet names ${other}`);
    }
    for (const passage of guess.passages) {
      assert.deepEqual(Object.keys(passage).sort(), ["end", "own", "prefix", "quote", "seen", "start", "suffix", "turn", "turn_sha256"]);
      for (const each of passage.seen) assert.deepEqual(Object.keys(each).sort(), ["label", "quote"]);
    }
  }
});

test("the lot is another one for each person, the same in each build, and at_most is the most", (t) => {
  const study = codedStudy(t, withGuess("guess { at_most = 2 }"));
  const places = (id) => JSON.stringify(dataOf(study, id).guess.passages.map(({ turn, start }) => [turn, start]));
  const before = ids.map(places);
  assert.ok(new Set(before).size > 1, "not everybody has the same");
  for (const id of ids) {
    const { passages } = dataOf(study, id).guess;
    assert.equal(passages.length, 2);
    assert.notEqual(passages[0].turn, passages[1].turn, "one of each conversation before a second of any");
  }
  const pages = ids.map((id) => dataOf(study, id).page);
  run(study, "build", "--round", "discuss");
  assert.deepEqual(ids.map((id) => dataOf(study, id).page), pages);
});

test("of a group of two nobody is shown what the other one wrote", (t) => {
  const study = codedStudy(t, withGuess());
  const text = readFileSync(join(study, "study.lua"), "utf8");
  const two = text.replace(/participants = \{[^\n]*\} \} \},/, 'participants = { participant { id = "amber" }, participant { id = "cedar" } } } },').replace(', own = transcripts "own.jsonl"', "");
  writeFileSync(join(study, "study.lua"), two);
  run(study, "build", "--round", "discuss");
  assert.deepEqual(dataOf(study, "amber").guess.passages, []);
});

test("before anything came back a packet says so", (t) => {
  const study = codedStudy(t, withGuess());
  for (const name of ["record.sqlite", "returned"]) rmSync(join(study, name), { recursive: true, force: true });
  run(study, "build", "--round", "discuss");
  assert.deepEqual(dataOf(study, "amber").guess.passages, []);
});

/** What `calma check` says of a study of these rounds. */
const problems = (rounds) => {
  const study = mkdtempSync(join(tmpdir(), "calma-guess-"));
  folders.push(study);
  cpSync(here("../../studies/minimal"), study, { recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path) });
  writeFileSync(join(study, "study.lua"), readFileSync(join(study, "study.lua"), "utf8").replace(/rounds = .*/, `rounds = { ${rounds} },`));
  const { stderr } = spawnSync(program, ["-C", study, "check", "--json"], { encoding: "utf8" });
  return stderr.trim().split("\n").filter((line) => line).map((line) => JSON.parse(line).code).filter((code) => code && !["provenance", "no-consent", "no-board"].includes(code));
};
const CODE = 'round "code" { code { baseline() }, cluster {} }';

test("it comes when all coding is done, and behind what people say alone", () => {
  assert.deepEqual(problems(`${CODE}, round "talk" { rank { top = 3, define = true }, guess {} }`), []);
  assert.deepEqual(problems(`${CODE}, round "talk" { guess {} }, round "again" { code { baseline() } }`), ["coding-ahead"]);
  assert.deepEqual(problems('round "code" { guess {}, code { baseline() } }'), ["coding-ahead", "nothing-shown"]);
  assert.deepEqual(problems('round "code" { code { baseline() }, guess {}, cluster {} }'), ["coding-ahead", "nothing-shown"]);
  assert.deepEqual(problems('round "code" { code { baseline() }, guess {} }'), ["nothing-shown"]);
  assert.deepEqual(problems(`${CODE}, round "talk" { guess {}, rank { top = 3, define = true } }`), ["naming-ahead"]);
  assert.deepEqual(problems(`${CODE}, round "talk" { guess {}, rank {} }`), [], "ranking the group's axes is no naming");
  assert.deepEqual(problems(`${CODE}, round "talk" { guess { at_most = 0 } }`), ["shape"]);
});

test("nothing of it is there unless a study names it", (t) => {
  const study = codedStudy(t);
  const page = readFileSync(join(study, "out/packets/discuss/amber.html"), "utf8");
  assert.ok(!/"kind":"guess"/.test(page));
  run(study, "report");
  assert.ok(!readFileSync(join(study, "out/report/index.html"), "utf8").includes("guesses.html"));
});
