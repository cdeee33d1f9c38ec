// SPDX-License-Identifier: MIT
// The rules for the packet's program: the program keeps them, and each is refused when broken.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";

const root = fileURLToPath(new URL("../..", import.meta.url));
const eslint = new ESLint({ cwd: root, overrideConfigFile: "tests/eslint.config.mjs" });
const messagesOf = async (code, file = "themes/base/app/x.ts") => {
  const [result] = await eslint.lintText(code, { filePath: `${root}${file}` });
  return result.messages.map((m) => m.message);
};

const broken = {
  fetch: 'fetch("x")',
  "window.fetch": 'window.fetch("x")',
  XMLHttpRequest: "new XMLHttpRequest()",
  WebSocket: 'new WebSocket("ws://x")',
  EventSource: 'new EventSource("x")',
  sendBeacon: 'navigator.sendBeacon("x")',
  RTCPeerConnection: "new RTCPeerConnection()",
  "a service worker": 'navigator.serviceWorker.register("x")',
  innerHTML: 'export const f = (n) => { n.innerHTML = "x"; }',
  outerHTML: 'export const f = (n) => { n.outerHTML = "x"; }',
  insertAdjacentHTML: 'export const f = (n) => n.insertAdjacentHTML("x", "y")',
  "document.write": 'document.write("x")',
  eval: 'eval("x")',
  Function: 'new Function("x")',
  "a timer with text": 'setTimeout("x()", 1)',
  "import()": 'import("x")',
  localStorage: 'localStorage.getItem("x")',
  "window.indexedDB": 'window.indexedDB.open("x")',
  replaceChildren: "export const f = (n) => n.replaceChildren()",
  structuredClone: "structuredClone({})",
  "a look behind": "export const r = /(?<=a)b/",
  "a style attribute": 'export const f = (n) => n.setAttribute("style", "x")',
  "an inline handler": 'export const f = (n) => n.setAttribute("onclick", "x")',
  console: 'console.log("x")',
  "a comment that turns a rule off": '/* eslint-disable */ fetch("x")',
};

for (const [name, code] of Object.entries(broken)) {
  test(`${name} is refused in the packet's program`, async () => {
    assert.notDeepEqual(await messagesOf(code), []);
  });
}

test("plain code is accepted", async () => {
  assert.deepEqual(await messagesOf('export const f = (node: Node, at: number): void => { node.textContent = `${at}`; };'), []);
});

test("the store may keep things, but still sends nothing", async () => {
  assert.deepEqual(await messagesOf('localStorage.getItem("x")', "themes/base/app/mirror.ts"), []);
  assert.notDeepEqual(await messagesOf('fetch("x")', "themes/base/app/mirror.ts"), []);
});

test("the packet's program keeps the rules", async () => {
  const results = await eslint.lintFiles(["themes/base/app/**/*.{ts,js}"]);
  assert.ok(results.length > 5);
  const found = results.flatMap((r) => r.messages.map((m) => `${r.filePath.slice(root.length)}:${m.line}: ${m.message}`));
  assert.deepEqual(found, []);
});

test("the packet's program has sound types", () => {
  const tsc = [`${root}tests/node_modules/typescript/bin/tsc`, "-p", `${root}tests/tsconfig.json`, "--pretty", "false"];
  try {
    execFileSync(process.execPath, tsc, { encoding: "utf8" });
  } catch (error) {
    assert.fail(error.stdout);
  }
});
