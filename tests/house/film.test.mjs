// SPDX-License-Identifier: MIT
// Films that a study names: where they come to lie, what goes by mail, and that everything goes on without them.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.CALMA || here("../../build/calma");
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** The minimal study with this step behind its consent, and files of so many bytes. */
const makeStudy = (step, films = {}) => {
  const study = mkdtempSync(join(tmpdir(), "calma-film-"));
  folders.push(study);
  cpSync(here("../../studies/minimal"), study, { recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path) });
  const text = readFileSync(join(study, "study.lua"), "utf8");
  writeFileSync(join(study, "study.lua"), text.replace('consent { text "consent.md" },', `consent { text "consent.md" }, ${step},`));
  writeFileSync(join(study, "film.md"), "# What it shows\n\n1. A hand.\n2. A table.\n");
  for (const [name, size] of Object.entries(films)) {
    writeFileSync(join(study, name), `film ${name}`);
    truncateSync(join(study, name), size);
  }
  return study;
};
const run = (study, ...words) => execFileSync(program, ["-C", study, ...words], { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });
const stepOf = (study) => {
  const page = readFileSync(join(study, "out/packets/code/a1.html"), "utf8");
  const data = JSON.parse(/id="calma-packet">([^<]*)</.exec(page)[1]);
  return { ...data.steps.find(({ kind }) => kind === "read").data, named: data.documents };
};
const problems = (step, films) => {
  const { stderr } = spawnSync(program, ["-C", makeStudy(step, films), "check", "--json"], { encoding: "utf8" });
  return stderr.trim().split("\n").filter((line) => line).map((line) => JSON.parse(line))
    .filter(({ code }) => code && code !== "provenance").map(({ file, line, path, code }) => `${file}:${line}:${path ?? ""} ${code}`);
};
const film = (fields) => `read { text "context.md", video { ${fields} } }`;
const WHOLE = film('file = "hand.webm", title = "A hand", storyboard = text "film.md"');
const listed = (zip) => execFileSync("unzip", ["-Z1", zip], { encoding: "utf8" }).trim().split("\n");
const inside = (zip, name) => execFileSync("unzip", ["-p", zip, name], { maxBuffer: 1 << 28 });

test("a small film lies beside the packets and in each zip, with its storyboard in the packet", () => {
  const study = makeStudy(WHOLE, { "hand.webm": 5000 });
  const said = run(study, "build", "--hand");
  assert.match(said, /1 film beside them, 5 kB/);
  const bytes = readFileSync(join(study, "hand.webm"));
  assert.ok(readFileSync(join(study, "out/packets/code/hand.webm")).equals(bytes));
  const { documents, videos, named } = stepOf(study);
  assert.deepEqual(videos, [{ document: documents[1], file: "hand.webm", title: "A hand", bytes: 5000 }]);
  assert.equal(named[documents[1]].id, "film.md");
  const zip = join(study, "out/hand/code/a1-code.zip");
  assert.deepEqual(listed(zip).filter((name) => !name.startsWith("a1-")), ["hand.webm"]);
  assert.ok(inside(zip, "hand.webm").equals(bytes));
  assert.match(inside(zip, "a1-code-README.txt").toString(), /hand\.webm is a film that belongs to these pages/);
  assert.ok(!existsSync(join(study, "out/hand/code/hand.webm")));
  assert.doesNotMatch(readFileSync(join(study, "out/hand/code/a1-code.txt"), "utf8"), /film/);
});

test("a film that mail would refuse lies beside the zips, and everybody is told", () => {
  const study = makeStudy(WHOLE, { "hand.webm": 12e6 });
  const { stdout, stderr } = spawnSync(program, ["-C", study, "build", "--hand"], { encoding: "utf8" });
  assert.match(stderr, /the film "hand\.webm" is 12 MB/);
  assert.match(stdout, /1 film is too large for mail/);
  assert.ok(existsSync(join(study, "out/packets/code/hand.webm")));
  assert.ok(existsSync(join(study, "out/hand/code/hand.webm")));
  const zip = join(study, "out/hand/code/a1-code.zip");
  assert.ok(!listed(zip).includes("hand.webm"));
  assert.match(inside(zip, "a1-code-README.txt").toString(), /also a film, hand\.webm\. It is too large for the zip file/);
  assert.match(readFileSync(join(study, "out/hand/code/a1-code.txt"), "utf8"), /a film, hand\.webm, which is too large for an e-mail/);
  assert.deepEqual(problems(WHOLE, { "hand.webm": 10e6 }), []);
});

test("without the file there is a warning, and packets with the storyboard alone", () => {
  assert.deepEqual(problems(WHOLE), ["study.lua:10: video-missing"]);
  const study = makeStudy(WHOLE);
  run(study, "build", "--hand");
  const { documents, videos, named } = stepOf(study);
  assert.equal(videos, undefined);
  assert.deepEqual(documents.map((n) => named[n].id), ["context.md", "film.md"]);
  assert.deepEqual(readdirSync(join(study, "out/packets/code")).sort(), ["a1.html", "a2.html", "a3.html"]);
});

test("a film that was changed is copied again, one that was not is left alone", () => {
  const study = makeStudy(WHOLE, { "hand.webm": 5000 });
  run(study, "build");
  const copy = join(study, "out/packets/code/hand.webm");
  writeFileSync(join(study, "hand.webm"), "x".repeat(5000));
  run(study, "build");
  assert.equal(readFileSync(copy, "utf8"), "x".repeat(5000));
});

test("the program brings a storyboard along in each of its languages", () => {
  const texts = new Set();
  for (const language of readdirSync(here("../../themes/base/training"))) {
    const study = makeStudy('read { video { file = "hand.webm", storyboard = text "calma:pipeline.md" } }', { "hand.webm": 9 });
    const lua = join(study, "study.lua");
    writeFileSync(lua, readFileSync(lua, "utf8").replace('language = "en"', `language = "${language}"`));
    run(study, "build", "--participant", "a1");
    const { documents, videos, named } = stepOf(study);
    assert.deepEqual([named[documents[0]].id, videos[0].document], ["calma:pipeline.md", documents[0]]);
    const page = readFileSync(join(study, "out/packets/code/a1.html"), "utf8");
    const [, shown] = new RegExp(`id="document-${documents[0]}">([\\s\\S]*?)</noscript>`).exec(page);
    assert.equal(shown.match(/<li/g).length, 7, `${language} has as many scenes as the others`);
    texts.add(shown);
  }
  assert.equal(texts.size, 6, "each language has its own");
});

test("what is wrong with a film is told with its place", () => {
  const board = 'storyboard = text "film.md"';
  const codes = (fields, films) => problems(film(fields), films).map((line) => line.replace(/^study\.lua:10:/, "").trim());
  assert.deepEqual(codes('file = "hand.webm"', { "hand.webm": 9 }), ["/documents/1/storyboard shape"]);
  assert.deepEqual(codes(board), ["/documents/1/file shape"]);
  for (const name of ["hand.exe", "hand.html", "my film.webm", "hand.webm.js", "con.webm", "हाथ.webm"]) {
    assert.deepEqual(codes(`file = "${name}", ${board}`, { [name]: 9 }), ["video-name"], name);
  }
  assert.deepEqual(codes(`file = "../hand.webm", ${board}`), ["path-outside"]);
  assert.deepEqual(codes(`file = "hand.webm", titel = "x", ${board}`, { "hand.webm": 9 }), ["field-unknown"]);
  const two = `read { video { file = "hand.webm", ${board} }, video { file = "HAND.webm", ${board} } }`;
  assert.deepEqual(problems(two, { "hand.webm": 9, "HAND.webm": 9 }), ["study.lua:10: video-twice"]);
});
