// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { listClusters, listCodes } = await load("steps/cluster/codes.ts");
const operations = await load("steps/cluster/operations.ts");
const { makeBook } = await load("items.ts");

/** A desk whose codings carry these labels: {c1: ["a", "b"]}. */
const setUp = (labels) => {
  const book = makeBook("S", () => {});
  const [source, items] = [book.of("code"), book.of("cluster")];
  source.change("add", (draft) => {
    for (const id of Object.keys(labels)) {
      draft.put({ id, kind: "coding", codes: labels[id].map((label) => ({ label })), at: "" });
    }
  });
  let ids = 0;
  const codes = () => listCodes(source.all("coding"), items.all());
  return {
    desk: { items, newId: () => `id${++ids}` },
    items,
    source,
    codes,
    code: (label) => codes().find((code) => code.label === label),
    view: () => codes().map((c) => [c.label, c.uses.map((u) => `${u.coding}:${u.label}`).join(), c.clusters.join()]),
  };
};

/** Undoing leaves what was before, redoing what came after. */
const undoes = (t, before) => {
  const after = t.view();
  t.items.undo();
  assert.deepEqual(t.view(), before);
  t.items.redo();
  assert.deepEqual(t.view(), after);
};

test("renaming claims the uses, keeps the clusters and the first words, and is one change", () => {
  const t = setUp({ c1: ["a"], c2: ["a", "b"] });
  const k = operations.create(t.desk, "K", t.codes(), [t.code("a")]);
  const before = t.view();
  const key = operations.rename(t.desk, t.code("a"), "alpha");
  assert.deepEqual(t.view(), [["alpha", "c1:a,c2:a", k], ["b", "c2:b", ""]]);
  assert.equal(t.code("alpha").key, key);
  assert.deepEqual(t.code("alpha").was, ["a"]);
  assert.deepEqual(t.source.get("c1").codes, [{ label: "a" }]);
  undoes(t, before);
  operations.rename(t.desk, t.code("alpha"), "beta");
  assert.equal(t.code("beta").key, key);
  assert.deepEqual(t.items.get(key.slice(5)).was, ["a", "alpha"]);
});

test("merging joins uses and clusters and leaves no claim behind", () => {
  const t = setUp({ c1: ["a", "b"], c2: ["b"], c3: ["c"] });
  operations.rename(t.desk, t.code("b"), "bee");
  const k1 = operations.create(t.desk, "K1", t.codes(), [t.code("a")]);
  const k2 = operations.create(t.desk, "K2", t.codes(), [t.code("bee")]);
  const before = t.view();
  operations.merge(t.desk, [t.code("a"), t.code("bee")], "both");
  assert.deepEqual(t.view(), [["both", "c1:a,c1:b,c2:b", `${k1},${k2}`], ["c", "c3:c", ""]]);
  assert.equal(t.items.all("code").length, 1);
  assert.equal(t.items.all("member").length, 2);
  assert.deepEqual(t.items.all("code")[0].was, ["a", "b", "bee", "id1"]);
  undoes(t, before);
});

test("splitting takes uses from first words and from a refined code alike", () => {
  const t = setUp({ c1: ["a"], c2: ["a"], c3: ["a"] });
  const k = operations.create(t.desk, "K", t.codes(), [t.code("a")]);
  const uses = (label, ...at) => at.map((n) => t.code(label).uses[n]);
  operations.split(t.desk, t.code("a"), uses("a", 1, 2), "later");
  assert.deepEqual(t.view(), [["a", "c1:a", k], ["later", "c2:a,c3:a", k]]);
  const before = t.view();
  operations.split(t.desk, t.code("later"), uses("later", 1), "last");
  assert.deepEqual(t.view(), [["a", "c1:a", k], ["later", "c2:a", k], ["last", "c3:a", k]]);
  const claims = t.items.all("code").map((item) => item.uses.length);
  assert.deepEqual(claims, [1, 1]);
  undoes(t, before);
});

test("going back to first words takes a merged code apart in its clusters", () => {
  const t = setUp({ c1: ["a", "b"], c2: ["b"] });
  const k = operations.create(t.desk, "K", t.codes(), [t.code("a")]);
  operations.merge(t.desk, t.codes(), "both");
  const before = t.view();
  operations.restore(t.desk, t.code("both"));
  assert.deepEqual(t.view(), [["a", "c1:a", k], ["b", "c1:b,c2:b", k]]);
  assert.equal(t.items.all("code").length, 0);
  undoes(t, before);
});

test("a code may be in several clusters, leave one and move to another", () => {
  const t = setUp({ c1: ["a"], c2: ["b"] });
  const k1 = operations.create(t.desk, "K1", t.codes(), t.codes());
  const k2 = operations.create(t.desk, "K2", t.codes(), []);
  operations.put(t.desk, t.codes(), k2);
  assert.deepEqual(t.view(), [["a", "c1:a", `${k1},${k2}`], ["b", "c2:b", `${k1},${k2}`]]);
  operations.take(t.desk, t.codes(), [t.code("a")], k1);
  assert.deepEqual(t.code("a").clusters, [k2]);
  const before = t.view();
  operations.move(t.desk, t.codes(), [t.code("a")], k2, k1);
  assert.deepEqual(t.code("a").clusters, [k1]);
  undoes(t, before);
});

test("the best example stays while one code of the cluster has its passage", () => {
  const t = setUp({ c1: ["a", "b"] });
  const k = operations.create(t.desk, "K", t.codes(), t.codes());
  operations.describe(t.desk, k, "cluster.undo.best", { best: "c1" });
  operations.take(t.desk, t.codes(), [t.code("a")], k);
  assert.equal(t.items.get(k).best, "c1");
  operations.take(t.desk, t.codes(), [t.code("b")], k);
  assert.equal(t.items.get(k).best, "");
  t.items.undo();
  assert.equal(t.items.get(k).best, "c1");
});

test("describing changes what is named and keeps what it does not know", () => {
  const t = setUp({ c1: ["a"] });
  t.items.change("x", (draft) => draft.put({ id: "k", kind: "cluster", name: "", definition: "", best: "", poles: [], order: 1, later: 7 }));
  operations.describe(t.desk, "k", "cluster.undo.poles", { poles: ["warm", "cold"] });
  const { poles, later } = t.items.get("k");
  assert.deepEqual([poles, later], [["warm", "cold"], 7]);
  operations.describe(t.desk, "gone", "cluster.undo.name", { name: "n" });
  assert.equal(t.items.all("cluster").length, 1);
});

test("deleting a cluster frees its codes, and only from it", () => {
  const t = setUp({ c1: ["a"], c2: ["b"] });
  const k1 = operations.create(t.desk, "K1", t.codes(), t.codes());
  const k2 = operations.create(t.desk, "K2", t.codes(), [t.code("b")]);
  const before = t.view();
  operations.remove(t.desk, k1);
  assert.deepEqual(t.view(), [["a", "c1:a", ""], ["b", "c2:b", k2]]);
  undoes(t, before);
});

test("clusters move by one place and stop at the ends", () => {
  const t = setUp({ c1: ["a"] });
  const ids = ["x", "y", "z"].map((name) => operations.create(t.desk, name, t.codes(), []));
  const names = () => listClusters(t.items.all()).map((cluster) => cluster.name).join("");
  assert.equal(operations.reorder(t.desk, ids[2], -1), true);
  assert.equal(names(), "xzy");
  assert.equal(operations.reorder(t.desk, ids[0], -1), false);
  assert.equal(operations.reorder(t.desk, ids[1], 1), false);
  assert.equal(operations.reorder(t.desk, ids[0], 1), true);
  assert.equal(names(), "zxy");
});

for (const label of ["x".repeat(700), "tab\there", "two\nlines"]) {
  test(`a label that does not fit into a member's id goes into clusters as a refined code: ${label.slice(0, 9)}`, () => {
    const t = setUp({ c1: [label] });
    const k = operations.create(t.desk, "K", t.codes(), t.codes());
    assert.deepEqual(t.view(), [[label, `c1:${label}`, k]]);
    assert.ok(t.items.all("member").every((member) => /^[^\n\t]{1,600}$/.test(member.id)));
    operations.restore(t.desk, t.code(label));
    assert.deepEqual(t.view(), [[label, `c1:${label}`, ""]]);
    operations.put(t.desk, t.codes(), k);
    assert.deepEqual(t.view(), [[label, `c1:${label}`, k]]);
  });
}
