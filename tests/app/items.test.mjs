// SPDX-License-Identifier: MIT
// The join of items is a join; undo and redo survive a replay of the log.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { inBurst, makeBook, newer } = await load("items.ts");

const randomFrom = (seed) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const put = (items, id, fields = {}) =>
  items.change("put", (draft) => draft.put({ id, kind: "k", ...fields }));
const drop = (items, id) => items.change("drop", (draft) => draft.remove(id));
const dump = (book) =>
  JSON.stringify(book.steps().sort().map((step) => [step, book.states(step).sort((a, b) => (a.id < b.id ? -1 : 1))]));

const copy = (items) => JSON.parse(JSON.stringify(items));
const merge = (into, from) => from.steps().forEach((step) => into.join(step, copy(from.states(step))));
const merged = (...books) => {
  const book = makeBook("joiner", () => {});
  books.forEach((each) => merge(book, each));
  return dump(book);
};

/** A session of random changes, undos and redos, starting from what another session had. */
const session = (random, name, from) => {
  const book = makeBook(name, () => {});
  if (from) merge(book, from);
  for (let i = 0; i < 25; i++) {
    const items = book.of(["code", "cluster"][random(2)]);
    const id = "abcdef"[random(6)];
    const act = random(6);
    if (act < 3) put(items, id, { label: "wxyz"[random(4)] });
    else if (act === 3) drop(items, id);
    else if (act === 4) items.undo();
    else items.redo();
  }
  return book;
};

test("joining is commutative, associative and idempotent", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomFrom(seed);
    const base = session(random, "base");
    const [a, b, c] = ["a", "b", "c"].map((name) => session(random, name, base));
    const all = merged(a, b, c);
    assert.equal(merged(c, a, b), all);
    assert.equal(merged(b, b, c, a, c), all);
    const left = makeBook("l", () => {});
    merge(left, b);
    merge(left, c);
    assert.equal(merged(left, a), all);
  }
});

test("of two items with the same clock and session, the same one wins either way", () => {
  const one = { id: "x", clock: 3, session: "s", kind: "k", label: "a" };
  const two = { ...one, label: "b" };
  assert.equal(newer(one, two), newer(two, one));
  assert.equal(newer(one, { ...one, clock: 4 }).clock, 4);
  assert.equal(newer(one, { ...one, session: "t" }).session, "t");
});

test("the clock goes on from the largest known, for every item", () => {
  const book = makeBook("me", () => {});
  book.join("code", [{ id: "far", clock: 41, session: "other", kind: "k" }]);
  book.of("cluster").change("two", (draft) => {
    draft.put({ id: "a", kind: "k" });
    draft.put({ id: "b", kind: "k" });
  });
  assert.deepEqual(book.states("cluster").map((item) => item.clock), [42, 43]);
});

test("a deleted item is a state: it is kept, wins over what came before, and may come back", () => {
  const book = makeBook("me", () => {});
  const items = book.of("code");
  put(items, "a", { label: "x" });
  const old = copy(book.states("code"));
  drop(items, "a");
  assert.equal(items.get("a"), undefined);
  assert.deepEqual(items.all(), []);
  assert.deepEqual(book.states("code"), [{ id: "a", kind: "k", deleted: true, clock: 2, session: "me" }]);
  assert.equal(book.join("code", old), 0);
  assert.equal(items.get("a"), undefined);
  items.undo();
  assert.equal(items.get("a").label, "x");
});

test("a change that changes nothing is none", () => {
  const kept = [];
  const book = makeBook("me", (change) => kept.push(change));
  const items = book.of("code");
  put(items, "a", { label: "x" });
  put(items, "a", { label: "x" });
  drop(items, "never");
  assert.equal(kept.length, 1);
});

test("a change without a name is kept but not undone", () => {
  const book = makeBook("me", () => {});
  const items = book.of("code");
  put(items, "a");
  items.change("", (draft) => draft.put({ id: "seen", kind: "turn" }));
  assert.equal(items.undo(), "put");
  assert.ok(items.get("seen"));
  assert.equal(items.canUndo(), false);
});

test("what is recorded counts and stays: undo passes it over", () => {
  const kept = [];
  const book = makeBook("one", (change) => kept.push(change));
  const items = book.of("board");
  put(items, "a");
  items.record((draft) => draft.put({ id: "b", kind: "log" }));
  items.record((draft) => draft.put({ id: "b", kind: "log" }));
  assert.deepEqual(kept.map(({ way }) => way), ["do", "log"], "the same again is no change");
  assert.equal(items.undo(), "put");
  assert.equal(items.undo(), null);
  assert.equal(items.get("b").kind, "log");
  assert.equal(items.redo(), "put");
  const again = makeBook("two", () => {});
  kept.forEach((change) => again.replay(change));
  assert.equal(again.of("board").undo(), "put");
});

test("undo and redo, and a new change forgets what could be redone", () => {
  const book = makeBook("me", () => {});
  const items = book.of("code");
  put(items, "a", { label: "1" });
  put(items, "a", { label: "2" });
  assert.equal(items.undo(), "put");
  assert.equal(items.get("a").label, "1");
  assert.equal(items.redo(), "put");
  assert.equal(items.get("a").label, "2");
  items.undo();
  put(items, "b");
  assert.equal(items.redo(), null);
  items.undo();
  items.undo();
  assert.deepEqual(items.all(), []);
  assert.equal(items.undo(), null);
});

test("a replay of the log gives the same items and the same undo and redo", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const log = [];
    const random = randomFrom(seed);
    const live = makeBook("me", (change) => log.push(copy(change)));
    for (let i = 0; i < 30; i++) {
      const items = live.of("code");
      const act = random(5);
      if (act < 2) put(items, "abc"[random(3)], { n: random(9) });
      else if (act === 2) drop(items, "abc"[random(3)]);
      else if (act === 3) items.undo();
      else items.redo();
    }
    const again = makeBook("me", () => assert.fail("a replay is not a change"));
    log.forEach((change) => again.replay(change));
    assert.equal(dump(again), dump(live));
    const after = makeBook("me", () => {});
    log.forEach((change) => after.replay(change));
    for (const act of ["undo", "undo", "redo", "undo", "redo", "redo"]) {
      assert.equal(after.of("code")[act](), live.of("code")[act]());
      assert.equal(dump(after), dump(live));
    }
  }
});

test("answers taken over from a file can be undone, and listeners hear of them", () => {
  const book = makeBook("me", () => {});
  const items = book.of("code");
  put(items, "a", { label: "mine" });
  const heard = [];
  const stop = items.listen((ids) => heard.push([...ids].sort().join()));
  const news = [
    { id: "a", clock: 9, session: "other", kind: "k", label: "theirs" },
    { id: "b", clock: 8, session: "other", kind: "k" },
  ];
  assert.equal(book.join("code", news, "file.undo"), 2);
  assert.equal(book.join("code", news, "file.undo"), 0);
  assert.equal(items.undo(), "file.undo");
  assert.equal(items.get("a").label, "mine");
  assert.equal(items.get("b"), undefined);
  stop();
  items.redo();
  assert.deepEqual(heard, ["a,b", "a,b"]);
});

test("nothing changes while another tab has the work", () => {
  const book = makeBook("me", () => {});
  const items = book.of("code");
  put(items, "a");
  book.frozen = true;
  put(items, "b");
  assert.equal(items.undo(), null);
  assert.equal(items.canUndo(), false);
  assert.deepEqual(items.all().map((item) => item.id), ["a"]);
});

test("what a step does to its own object later does not reach what was kept", () => {
  const book = makeBook("me", () => {});
  const codes = [{ label: "x" }];
  put(book.of("code"), "a", { codes });
  codes[0].label = "y";
  assert.equal(book.of("code").get("a").codes[0].label, "x");
});

test("a pasted U+0000 never reaches an item, however deep", () => {
  const book = makeBook("one", () => {});
  put(book.of("code"), "a", { memo: "be\u0000fore", codes: [{ label: "x\u0000" }], at: 3, none: null });
  const item = book.of("code").get("a");
  assert.equal(item.memo, "before");
  assert.deepEqual(item.codes, [{ label: "x" }]);
  assert.equal(item.at, 3);
  assert.equal(item.none, null);
});

test("what is written in one burst is one change to undo, and still is after a replay of the log", () => {
  const log = [];
  const book = makeBook("one", (change) => log.push(copy(change)));
  const items = book.of("survey");
  const write = (burst, id, text) => inBurst(burst, () => put(items, id, { text }));
  const first = {};
  put(items, "a", { text: "before" });
  for (const text of ["b", "be", "beg"]) write(first, "a", text);
  write({}, "a", "another thought");
  assert.deepEqual(log.map(({ way }) => way), ["do", "do", "more", "more", "do"]);
  const again = makeBook("two", () => {});
  log.forEach((change) => again.replay(change));
  for (const { undo, get } of [items, again.of("survey")].map((one) => ({ undo: () => one.undo(), get: () => one.get("a") }))) {
    undo();
    assert.equal(get().text, "beg");
    undo();
    assert.equal(get().text, "before");
    undo();
    assert.equal(get(), undefined);
  }
  assert.equal(items.redo() && items.redo() && items.get("a").text, "beg");
});

test("a burst does not go on over another change, or into another item", () => {
  const log = [];
  const book = makeBook("one", (change) => log.push(change));
  const items = book.of("survey");
  const burst = {};
  const write = (id, text) => inBurst(burst, () => put(items, id, { text }));
  write("a", "1");
  put(items, "b", { text: "between" });
  write("a", "2");
  write("b", "3");
  items.undo();
  write("b", "4");
  assert.deepEqual(log.map(({ way }) => way), ["do", "do", "do", "do", "undo", "do"]);
});

test("a log whose beginning was cut off in the middle of a burst can still be undone", () => {
  const log = [];
  const book = makeBook("one", (change) => log.push(copy(change)));
  const burst = {};
  for (const text of ["1", "2", "3"]) inBurst(burst, () => put(book.of("survey"), "a", { text }));
  const again = makeBook("two", () => {});
  log.slice(1).forEach((change) => again.replay(change));
  again.of("survey").undo();
  assert.equal(again.of("survey").get("a").text, "1");
});
