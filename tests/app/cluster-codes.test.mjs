// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { load } from "./load.mjs";

const { listClusters, listCodes } = await load("steps/cluster/codes.ts");
const folder = new URL("../contract/codes/", import.meta.url);
const points = (text) => Array.from(text, (c) => c.codePointAt(0).toString(16).padStart(6, "0")).join();
const order = (a, b) => (points(a) < points(b) ? -1 : 1);
const useOrder = (a, b) => (a.coding === b.coding ? order(a.label, b.label) : order(a.coding, b.coding));

const plain = (codes) =>
  codes
    .map(({ key, label, uses, clusters }) => ({
      key,
      label,
      uses: uses.slice().sort(useOrder),
      clusters: clusters.slice().sort(order),
    }))
    .sort((a, b) => order(a.key, b.key));

const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
assert.ok(names.length >= 10);
for (const name of names) {
  const { codings, items, codes, why } = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  test(`${name}: ${why}`, () => {
    assert.deepEqual(plain(listCodes(codings, items)), codes);
    assert.deepEqual(plain(listCodes(codings.slice().reverse(), items.slice().reverse())), codes);
  });
}

test("every use of a label is in exactly one code", () => {
  for (const name of names) {
    const { codings, items } = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
    const uses = listCodes(codings, items).flatMap((code) => code.uses.map((u) => `${u.coding} ${u.label}`));
    const live = codings.filter((c) => c.kind === "coding" && !c.deleted);
    const written = new Set(live.flatMap((c) => c.codes.map((code) => `${c.id} ${code.label}`)));
    assert.deepEqual(uses.slice().sort(), Array.from(written).sort());
  }
});

test("codes come by first use and keep their first words", () => {
  const coding = (id, ...labels) => ({ id, kind: "coding", clock: 1, session: "s", codes: labels.map((label) => ({ label })) });
  const uses = [{ coding: "c2", label: "b" }, { coding: "c1", label: "a" }];
  const items = [{ id: "r", kind: "code", clock: 2, session: "s", label: "both", uses, was: [] }];
  const codes = listCodes([coding("c1", "z", "a"), coding("c2", "b", "a")], items);
  assert.deepEqual(codes.map((c) => [c.label, c.was]), [["z", ["z"]], ["both", ["a", "b"]], ["a", ["a"]]]);
});

test("clusters come by order, then by id", () => {
  const cluster = (id, order, deleted) => ({ id, kind: "cluster", clock: 1, session: "s", order, deleted });
  const items = [cluster("b", 2), cluster("c", 1), cluster("a", 2), cluster("d", 0, true)];
  assert.deepEqual(listClusters(items).map((c) => c.id), ["c", "a", "b"]);
});
