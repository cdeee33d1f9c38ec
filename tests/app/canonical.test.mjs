// SPDX-License-Identifier: MIT
// Canonical JSON and its sum, against the fixtures that every reader of responses shares.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { load } from "./load.mjs";

const { canonical } = await load("canonical.ts");
const { sha256 } = await load("sha256.ts");
const { newId, now } = await load("ids.ts");

const folder = new URL("../contract/canonical/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const names = readdirSync(folder).filter((name) => name.endsWith(".in.json")).map((name) => name.slice(0, -8));

test("there are fixtures", () => assert.ok(names.length >= 7));

for (const name of names) {
  test(`canonical: ${name}`, () => {
    const document = JSON.parse(read(`${name}.in.json`));
    delete document.sum;
    const text = canonical(document);
    assert.equal(text, read(`${name}.out.json`));
    assert.equal(sha256(text), read(`${name}.sum`).trim());
    assert.equal(canonical(JSON.parse(text)), text);
  });
}

test("half a code point becomes the replacement character, in keys too", () => {
  assert.equal(canonical({ "\ud83d": "a\ude00b" }), '{"\ufffd":"a\ufffdb"}');
});

test("what is undefined is left out, what is no integer is refused", () => {
  assert.equal(canonical({ a: undefined, b: 1 }), '{"b":1}');
  for (const bad of [0.5, NaN, Infinity, 2 ** 53]) assert.throws(() => canonical({ bad }), RangeError);
});

test("SHA-256 agrees with another one at every length around a block", () => {
  for (let length = 0; length < 200; length++) {
    const text = "é".repeat(length) + "x";
    assert.equal(sha256(text), createHash("sha256").update(text).digest("hex"));
  }
});

test("ids are 22 characters and differ; times are to the second", () => {
  const ids = new Set(Array.from({ length: 500 }, newId));
  assert.equal(ids.size, 500);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{22}$/);
  assert.match(now(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});
