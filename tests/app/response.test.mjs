// SPDX-License-Identifier: MIT
// A response is read back as it was written, from any file it may come back in, and refused with its reason.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

// Older versions of node have none.
globalThis.navigator ??= { userAgent: "", maxTouchPoints: 0 };

const { makeResponse, readResponse, isRefusal, fileName } = await load("response.ts");
const { toCopy } = await load("copied.ts");
const { deviceOf } = await load("device.ts");
const { makeBook } = await load("items.ts");
const { canonical } = await load("canonical.ts");
const { sha256 } = await load("sha256.ts");

const packet = {
  format: "calma/packet@1", packet: "a".repeat(64), version: "0.1.0",
  study: { id: "history", title: "T", sha256: "b".repeat(64), language: "en", direction: "ltr" },
  participant: { id: "p07", check: "K", name: "" }, group: { id: "g", title: "G" },
  round: { id: "code", title: "Code" }, steps: [], documents: [], conversations: [],
};
const meta = { response: "r", revision: 2, parent: "c".repeat(64), entered: [] };
const book = makeBook("s", () => {});
book.of("code").change("put", (draft) => draft.put({ id: "a", kind: "coding", quote: "</script><b>😀\u2028" }));

const response = makeResponse(packet, book, meta, "s", "2026-03-01T10:42:00Z");
const text = canonical(response);
const problem = (source, to = packet) => {
  const found = readResponse(source, to);
  return isRefusal(found) ? found.problem : "";
};
const altered = (change) => {
  const other = { ...JSON.parse(text), ...change, sum: undefined };
  return canonical({ ...other, sum: sha256(canonical(other)) });
};

test("what was written is read back, with its lineage", () => {
  assert.deepEqual(readResponse(text, packet), JSON.parse(text));
  assert.equal(response.revision, 3);
  assert.equal(response.parent, meta.parent);
  assert.equal(response.steps.code.items[0].quote, "</script><b>😀\u2028");
});

test("a byte order mark, other line ends, another order and unknown fields do no harm", () => {
  assert.equal(problem(`\ufeff${text}\r\n`), "");
  assert.equal(problem(JSON.stringify(JSON.parse(text), null, 2).replace(/\n/g, "\r\n")), "");
  assert.equal(problem(altered({ later: { a: 1 } })), "");
});

test("a page that the browser saved is a response", () => {
  const state = text.replace(/</g, "\\u003c");
  const page = (attributes) => `<!DOCTYPE html>\r\n<html><body><script ${attributes}>${state}</script><script>1</script>`;
  assert.equal(problem(page('type="application/json" id="calma-state"')), "");
  assert.equal(problem(page('id="calma-state" type="application/json"')), "");
  assert.equal(problem('<html><script type="application/json" id="calma-state"></script></html>'), "file.empty");
  assert.equal(problem("<html><p>hello</p></html>"), "file.notours");
});

test("what is no response to this packet is refused with the reason", () => {
  assert.equal(problem(""), "file.empty");
  assert.equal(problem("hello"), "file.notours");
  assert.equal(problem("[1]"), "file.notours");
  assert.equal(problem('{"a":1}'), "file.notours");
  assert.equal(problem("null"), "file.notours");
  assert.equal(problem(text.slice(0, -40)), "file.cut");
  assert.equal(problem(altered({ format: "calma/response@2" })), "file.version");
  assert.equal(problem(altered({ format: "calma/sealed@1" })), "file.sealed");
  assert.equal(problem(altered({ format: "calma/packet@1" })), "file.notours");
  assert.equal(problem(altered({ study: "other" })), "file.study");
  assert.equal(problem(altered({ participant: "p08" })), "file.participant");
  assert.equal(problem(altered({ round: "rate" })), "file.round");
  assert.equal(problem(altered({ packet: "d".repeat(64) })), "file.altered");
  assert.equal(problem(text.replace("p07", "p08")), "file.participant");
  assert.equal(problem(text.replace("coding", "codino")), "file.altered");
});

test("items of a strange shape are refused, however well they are summed", () => {
  const item = response.steps.code.items[0];
  const strange = [null, 1, { ...item, id: 3 }, { ...item, clock: -1 }, { ...item, clock: 2 ** 52 }, { ...item, kind: null }];
  for (const each of strange) assert.equal(problem(altered({ steps: { code: { items: [each] } } })), "file.altered");
  for (const steps of [null, [], { code: null }, { code: { items: {} } }]) {
    assert.equal(problem(altered({ steps })), Array.isArray(steps) ? "" : "file.altered");
  }
});

test("the file's name is plain ASCII", () => {
  assert.equal(fileName(packet), "history-p07-code.calma.json");
  const odd = { ...packet, participant: { id: "../पी 7" } };
  assert.match(fileName(odd), /^[A-Za-z0-9_-]+\.calma\.json$/);
});

test("text that was copied is found again in a letter, quoted, with other line ends and words around it", () => {
  const copied = toCopy(text);
  assert.ok(copied.split("\n").every((line) => line.length <= 64 && /^[\x20-\x7e]*$/.test(line)));
  assert.equal(problem(copied), "");
  assert.equal(problem(`\ufeffDear all,\r\nhere.\r\n${copied.replace(/\n/g, "\r\n> ")}\r\nBest, \u0923`), "");
  assert.equal(problem(copied.replace(/-----/g, "")), "", "a mark may lose its hyphens");
  assert.equal(problem(copied.slice(0, copied.indexOf("-----END"))), "file.cut");
  const at = copied.indexOf("\n") + 99;
  assert.match(problem(copied.slice(0, at) + (copied[at] === "A" ? "B" : "A") + copied.slice(at + 1)), /^file\.(altered|cut|participant|study|notours|round)$/);
});

test("a machine is told as coarse as can be", () => {
  const agents = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0": "computer, Firefox",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36": "computer, Chrome",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0": "computer, Edge",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36": "phone, Chrome",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36": "tablet, Chrome",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1": "phone, Safari",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15": "computer, Safari",
    "something": "computer",
  };
  for (const [agent, said] of Object.entries(agents)) assert.equal(deviceOf(agent, false), said);
  assert.equal(deviceOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15", true), "tablet, Safari");
});
