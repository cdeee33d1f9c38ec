// SPDX-License-Identifier: MIT
// Words are filled in, take the plural of the language, and exist for every key the program asks for.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { load } from "./load.mjs";

const { makeWords } = await load("words.ts");
const base = new URL("../../themes/base/", import.meta.url);

test("values and plurals", () => {
  const words = makeWords({ "a.one": "{n} code", "a.other": "{n} codes", b: "for {id}, {x}" }, "en");
  assert.deepEqual([words("a", { n: 1 }), words("a", { n: 0 }), words("a", { n: 2 })], ["1 code", "0 codes", "2 codes"]);
  assert.equal(words("b", { id: "p07" }), "for p07, {x}");
  assert.equal(words("no.such"), "no.such");
});

test("a language with more plural forms falls back to other", () => {
  const words = makeWords({ "a.few": "few {n}", "a.other": "other {n}" }, "ar");
  assert.deepEqual([words("a", { n: 3 }), words("a", { n: 1 })], ["few 3", "other 1"]);
  assert.equal(makeWords({ a: "x" }, "not a language")("a"), "x");
});

const sources = (folder) => readdirSync(new URL(folder, base), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? sources(`${folder}${entry.name}/`) : [`${folder}${entry.name}`]);

test("every key that the shell names has words", () => {
  const strings = JSON.parse(readFileSync(new URL("strings/en/shell.json", base), "utf8"));
  const known = (key) => key in strings || `${key}.other` in strings;
  const areas = /"((?:shell|state|start|resume|file|save|check|copy|remind|end|erased|consent)\.[a-z.]+[a-z])"/g;
  for (const path of sources("app/").filter((name) => name.endsWith(".ts"))) {
    for (const [, key] of readFileSync(new URL(path, base), "utf8").matchAll(areas)) {
      assert.ok(known(key), `${path}: ${key}`);
    }
  }
});
