// SPDX-License-Identifier: MIT
// A packet on paper holds every word that its packet on a screen holds to be read, in every script, and nobody else's.

import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {cpSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";

const source = fileURLToPath(new URL("../../studies/history-tutor", import.meta.url));
const program = process.env.CALMA || fileURLToPath(new URL("../../build/calma", import.meta.url));
const study = mkdtempSync(join(tmpdir(), "calma-paper-"));
after(() => rmSync(study, {recursive: true}));
cpSync(source, study, {recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path)});
const run = (...words) => execFileSync(program, ["-C", study, ...words], {encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28});
run("import", join(study, "responses"));
const said = run("build", "--paper");
const folder = join(study, "out/paper");

/** The words of a PDF in reading order, one space between any two. */
const words = (round, person) =>
  execFileSync("pdftotext", ["-layout", join(folder, round, person + ".pdf"), "-"], {encoding: "utf8"}).replace(/\s+/g, " ");

test("each participant has a PDF for each round, and boards have none", () => {
  for (const [round, count] of [["ask", 10], ["code", 10], ["discuss", 9], ["rate", 9]]) {
    assert.equal(readdirSync(join(folder, round)).length, count, round);
  }
  assert.match(said, /38 PDFs to print/);
});

test("every line of a conversation is there, in its order and with its number", () => {
  const text = words("code", "p01");
  assert.match(text, /A\. Where chocolate comes from Question 1 1 Where does chocolate come from\?/);
  assert.match(text, /Answer 2 11 The plantations needed many workers\. Labour was provided/);
  assert.match(text, /1\. Religious differences between Hindus and Muslims/);
  assert.ok(text.includes("abolished in the colonies"));
});

test("Devanagari and Arabic are there as letters", () => {
  assert.ok(words("code", "p03").includes("नमक"));
  // Readers of PDF put spaces where Arabic letters do not join.
  assert.ok(words("code", "h03").replace(/[\s\u202a-\u202e]/g, "").includes("كانتشوارعهامضاءة"));
});

test("own conversations are on their owner's pages alone", () => {
  assert.ok(words("code", "p02").includes("Treaty of Versailles"));
  assert.ok(!words("code", "p01").includes("Treaty of Versailles"));
});

test("the sheets of the last round have the group's definitions and the words of the closing survey", () => {
  const text = words("rate", "p01");
  for (const name of ["Stands up to the question", "No staircase", "I would rather not rate this"]) assert.ok(text.includes(name), name);
  assert.ok(!text.includes("survey.ask."), "a key of the words is on paper");
});
