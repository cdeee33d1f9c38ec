// SPDX-License-Identifier: MIT
// Where a film beside a packet may lead: to a file of a plain name in the packet's own folder, and nowhere else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { besideAddress, megabytes } = await load("steps/read/film.ts");

test("a plain name of a film is an address beside a packet that was opened from a file", () => {
  for (const name of ["pipeline.webm", "Where_to-1.MP4", "a.b.m4v", "x.ogv"]) assert.equal(besideAddress(name, "file:"), name);
});

test("nothing else is", () => {
  const bad = ["", "http://x/y.webm", "//x/y.webm", "/etc/x.webm", "../x.webm", "a/b.webm", "a\\b.webm", "javascript:x.webm", "data:x.webm", ".webm",
    "x.webm#a", "x.webm?a", "x.html", "x.webm.html", "x.webm\n", " x.webm", "%2e%2e%2fx.webm", "x.exe", "نص.webm"];
  for (const name of bad) assert.equal(besideAddress(name, "file:"), "", name);
  for (const protocol of ["https:", "http:", "content:", "blob:"]) assert.equal(besideAddress("pipeline.webm", protocol), "", protocol);
});

test("a size is in whole megabytes, and never none", () => {
  assert.deepEqual([0, 400000, 1499999, 1500000, 123456789].map(megabytes), [1, 1, 1, 2, 123]);
});
