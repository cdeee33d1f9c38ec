// SPDX-License-Identifier: MIT
// Files whose names are not text.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "node:test";

test("what is said of a file whose name is not UTF-8 is said with --json, too", () => {
  const folder = Buffer.from(mkdtempSync(`${tmpdir()}/calma-names-`));
  const path = Buffer.concat([folder, Buffer.from("/b"), Buffer.from([0xff]), Buffer.from("d.md")]);
  writeFileSync(path, "User: hi\nAssistant: ok\n");
  const { stderr } = spawnSync("sh", ["-c", `"$0" transcripts --json ${folder}/b*d.md`, process.env.CALMA ?? "build/calma"], { encoding: "utf8" });
  const said = stderr.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(said[0].file, `${folder}/b�d.md`);
  assert.equal(said[0].code, "chatlog-guessed");
});
