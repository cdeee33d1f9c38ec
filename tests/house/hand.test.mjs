// SPDX-License-Identifier: MIT
// What is handed out, unpacked by another program: the packet's own bytes, instructions that ask nothing of the
// network, and names and kinds of files that every stick and every mail provider takes.

import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";

const source = fileURLToPath(new URL("../../studies/history-tutor", import.meta.url));
const program = process.env.CALMA || fileURLToPath(new URL("../../build/calma", import.meta.url));
const study = mkdtempSync(join(tmpdir(), "calma-hand-"));
after(() => rmSync(study, {recursive: true}));
cpSync(source, study, {recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path)});
const run = (zone, ...words) => execFileSync(program, ["-C", study, ...words],
  {encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28, env: {...process.env, TZ: zone}});
run("UTC0", "import", join(study, "responses"));
const said = run("UTC0", "build", "--hand", "--paper");
const folder = join(study, "out/hand");
const rounds = readdirSync(folder);
const filesOf = (round) => readdirSync(join(folder, round));
const zips = rounds.flatMap((round) => filesOf(round).filter((name) => name.endsWith(".zip"))
  .map((name) => ({round, name, stem: name.slice(0, -4), id: name.slice(0, -(round.length + 5))})));
const unpack = (...words) => execFileSync("unzip", words, {maxBuffer: 1 << 28});
const pathOf = ({round, name}) => join(folder, round, name);
const inside = (zip, name) => unpack("-p", pathOf(zip), name);
const listed = (zip) => unpack("-Z1", pathOf(zip)).toString().trim().split("\n");

test("every packet and every board has a zip, every participant a mail", () => {
  assert.match(said, new RegExp(`${zips.length} zip files to hand out`));
  for (const round of rounds) {
    const packets = readdirSync(join(study, "out/packets", round)).map((name) => name.slice(0, -5)).sort();
    const here = zips.filter((zip) => zip.round === round);
    assert.deepEqual(here.map(({id}) => id).sort(), packets);
    for (const {stem, id} of here) assert.equal(existsSync(join(folder, round, `${stem}.txt`)), !id.startsWith("board-"), stem);
  }
});

test("unpacked, the packet and the PDF are those that were built, and no file is of another kind", () => {
  for (const zip of zips) {
    const {round, id, stem} = zip;
    unpack("-tqq", pathOf(zip));
    const pdf = join(study, "out/paper", round, `${id}.pdf`);
    const names = [`${stem}-README.html`, `${stem}-README.txt`, `${stem}.html`].concat(existsSync(pdf) ? `${stem}.pdf` : []);
    assert.deepEqual(listed(zip), names);
    assert.ok(inside(zip, `${stem}.html`).equals(readFileSync(join(study, "out/packets", round, `${id}.html`))), stem);
    if (existsSync(pdf)) assert.ok(inside(zip, `${stem}.pdf`).equals(readFileSync(pdf)), stem);
  }
});

test("names are good on FAT, and all of them can lie in one folder", () => {
  const names = rounds.flatMap(filesOf).concat(zips.flatMap(listed));
  for (const name of names) {
    assert.match(name, /^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(html|txt|pdf|zip)$/);
    assert.doesNotMatch(name, /^(con|prn|aux|nul|com[0-9]|lpt[0-9])\./i);
  }
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
});

test("the instructions name the files, hold nobody's work, and lead nowhere", () => {
  for (const zip of zips) {
    const html = inside(zip, `${zip.stem}-README.html`).toString(), text = inside(zip, `${zip.stem}-README.txt`).toString();
    for (const words of [html, text]) {
      for (const name of [`${zip.stem}.html`, `history-tutor-${zip.id}-${zip.round}.calma.json`, "Save my answers"]) {
        assert.ok(words.includes(name), `${zip.stem}: ${name}`);
      }
      assert.doesNotMatch(words.replace(/<style>.*<\/style>/s, ""), /https?:|\{\w+\}|hand\.|help\.|@/);
    }
    assert.doesNotMatch(html, /<script|<img|<link|<a\b|\bsrc=|\bhref=|url\(/);
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/);
  }
});

test("a mail says which zip to attach and which file to send back, and holds no address", () => {
  for (const {round, stem, id} of zips.filter((zip) => !zip.id.startsWith("board-"))) {
    const lines = readFileSync(join(folder, round, `${stem}.txt`), "utf8").split("\r\n");
    assert.match(lines[0], /^\ufeffSubject: A history tutor/);
    assert.equal(lines[1], "");
    const body = lines.slice(2).join("\n");
    for (const name of [`${stem}.zip`, `${stem}.html`, `${stem}-README.html`, `history-tutor-${id}-${round}.calma.json`]) {
      assert.ok(body.includes(name), `${stem}: ${name}`);
    }
    assert.doesNotMatch(body, /@|\{\w+\}/);
  }
});

test("built again elsewhere on earth, the zips are the same bytes", () => {
  const before = new Map(zips.map((zip) => [zip, readFileSync(pathOf(zip))]));
  rmSync(folder, {recursive: true});
  run("LINT-14", "build", "--hand", "--paper");
  for (const [zip, bytes] of before) assert.ok(readFileSync(pathOf(zip)).equals(bytes), zip.name);
});
