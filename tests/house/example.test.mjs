// SPDX-License-Identifier: MIT
// The example study's responses are what their sources say, and the tool that makes them can say no.

import assert from "node:assert/strict";
import {execFileSync, spawnSync} from "node:child_process";
import {cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";
import {canonical, sha256} from "../tools/response.mjs";

const tool = fileURLToPath(new URL("../tools/make-responses.mjs", import.meta.url));
const study = fileURLToPath(new URL("../../studies/history-tutor", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "calma-example-"));
after(() => rmSync(folder, {recursive: true}));

const responses = readdirSync(join(study, "responses")).sort();
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

test("canonical JSON orders keys by code point and escapes only what it must", () => {
  const value = {"\u{1F600}": 1, "\uFFFD": [true, null], b: "\u0001\n/\u007F\u2028", a: -3};
  assert.equal(canonical(value), '{"a":-3,"b":"\\u0001\\n/\u007F\u2028","\uFFFD":[true,null],"\u{1F600}":1}');
  assert.throws(() => canonical([0.5]));
});

test("the answers are those that the sources make, and nothing is left to be asked", () => {
  const out = join(folder, "answers");
  execFileSync("node", [fileURLToPath(new URL("../tools/make-answers.mjs", import.meta.url)), study, out]);
  assert.deepEqual(readdirSync(out), ["model.jsonl"]);
  assert.equal(readFileSync(join(out, "model.jsonl"), "utf8"), readFileSync(join(study, "answers/model.jsonl"), "utf8"));
});

test("the responses are those that the sources make", () => {
  const out = join(folder, "out");
  execFileSync("node", [tool, study, out]);
  assert.deepEqual(readdirSync(out).sort(), responses);
  for (const name of responses) {
    assert.equal(readFileSync(join(out, name), "utf8"), readFileSync(join(study, "responses", name), "utf8"), name);
  }
});

test("each response carries the sum of its contents", () => {
  assert.ok(responses.length >= 9);
  for (const name of responses) {
    const {sum, ...rest} = read(join(study, "responses", name));
    assert.equal(sum, sha256(canonical(rest)), name);
  }
});

test("a quotation that is not there, or there twice, is an error that names it", () => {
  const copy = join(folder, "study");
  cpSync(study, copy, {recursive: true});
  const file = join(copy, "codings/p05.json");
  const source = read(file);
  source.codings[0].quote = "chocolate was invented on a Tuesday";
  source.codings[1].quote = "were";
  writeFileSync(file, JSON.stringify(source));
  const said = spawnSync("node", [tool, copy, join(folder, "none")], {encoding: "utf8"});
  assert.equal(said.status, 1);
  assert.match(said.stderr, /p05\.json: cocoa\/2: once is needed, and is there 0 times: chocolate was invented/);
  assert.match(said.stderr, /p05\.json: cocoa\/4: once is needed, and is there 2 times: were/);
  assert.doesNotMatch(said.stdout, /p05-code/);
});
