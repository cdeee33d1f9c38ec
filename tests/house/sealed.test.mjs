// SPDX-License-Identifier: MIT
// What people write down before the discussion is sealed: no packet holds anybody's but its own participant's work.

import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";
import {dump, head, save, withSum} from "../tools/response.mjs";

const source = fileURLToPath(new URL("../../studies/history-tutor", import.meta.url));
const program = process.env.CALMA || fileURLToPath(new URL("../../build/calma", import.meta.url));
const study = mkdtempSync(join(tmpdir(), "calma-sealed-"));
after(() => rmSync(study, {recursive: true}));
cpSync(source, study, {recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path)});
const run = (...words) => execFileSync(program, ["-C", study, ...words], {encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28});

const pagesOf = (rounds) => rounds.flatMap((round) =>
  readdirSync(join(study, "out/packets", round)).map((name) => ({
    id: name.replace(".html", ""), round,
    text: readFileSync(join(study, "out/packets", round, name), "utf8"),
  })),
);

// Nobody has rated, ranked or answered yet.
const responses = readdirSync(join(study, "responses")).map((name) => join(study, "responses", name));
run("import", ...responses.filter((name) => !name.includes("-rate.")));
run("build");
const unrated = pagesOf(["code", "discuss", "rate"]);

// Everything is in the record, also everybody's attributes, when the packets are built.
run("import", ...responses);
run("build");
const items = run("dump").trim().split("\n").map((line) => JSON.parse(line)).filter((row) => row.row === "item");
const all = pagesOf(["code", "discuss", "rate"]);
const isBoard = ({id}) => id.startsWith("board-");
const packets = all.filter((one) => one.round === "discuss" && !isBoard(one));
const boards = all.filter(isBoard);
const written = (kind) => items.filter(({body}) => body.kind === kind && !body.deleted);
const inData = (text) => JSON.stringify(text).slice(1, -1).replace(/</g, "\\u003c");

test("the record has what must stay sealed", () => {
  assert.equal(packets.length, 9, "who declined has none");
  assert.equal(written("attribute").length, 20);
});

test("no packet holds the attributes that somebody else wrote down", () => {
  for (const {participant, body} of written("attribute")) {
    for (const {id, text} of packets) {
      if (id === participant) continue;
      assert.ok(!text.includes(inData(body.definition)), `${id} holds a definition of ${participant}`);
      // A label on the group's map may happen to read like somebody's attribute.
      const elsewhere = text.split(`"label":"${inData(body.name)}"`).join("");
      assert.ok(!elsewhere.includes(`"${inData(body.name)}"`), `${id} holds a name of ${participant}`);
      assert.ok(!text.includes(body.id), `${id} holds an item of ${participant}`);
    }
  }
});

test("each packet holds its participant's clusters and passages, and nobody else's", () => {
  for (const kind of ["cluster", "coding"]) {
    for (const {participant, body} of written(kind)) {
      for (const {id, text} of packets) {
        assert.equal(text.includes(`"${body.id}"`), id === participant, `${kind} of ${participant} in the packet of ${id}`);
      }
    }
  }
});

test("nobody's packet holds a private note on the map", () => {
  assert.equal(written("mapnote").length, 1);
  for (const {body} of written("mapnote")) {
    for (const {id, text} of packets) assert.ok(!text.includes(inData(body.text)), `${id} holds a note`);
  }
});

test("no participant's packet holds anything of a board's but the axes that were made on it", () => {
  const brought = items.filter(({participant}) => participant.startsWith("board-"));
  assert.ok(brought.length > 50);
  for (const {id, round, text: page} of all.filter((one) => !isBoard(one))) {
    const place = `${id} in ${round}`;
    const text = page.slice(page.indexOf('id="calma-packet"'), page.indexOf('id="calma-strings"'));
    assert.ok(text.length > 100);
    assert.ok(!/"id":"board-|"board":|"cards":|"minutes":/.test(text), `${place} holds data of a board`);
    for (const {body} of brought) {
      assert.ok(!text.includes(`"${body.id}"`), `${place} holds the ${body.kind} ${body.id}`);
      if (["minute", "caveat"].includes(body.kind)) assert.ok(!text.includes(inData(body.text)), `${place} holds a ${body.kind}`);
    }
  }
});

test("a board holds its own group's work and no other's, and nobody's own conversations", () => {
  const groups = new Map(run("dump").trim().split("\n").map((line) => JSON.parse(line))
    .filter((row) => row.row === "participant").map((row) => [row.id, row.group]));
  assert.equal(boards.length, 3);
  for (const {id, text} of boards) {
    for (const {participant, body} of written("attribute")) {
      if (id.startsWith(`board-${groups.get(participant)}`)) continue;
      assert.ok(!text.includes(inData(body.definition)), `${id} holds a definition of ${participant}`);
    }
    assert.ok(!text.includes('"owner":"own"'), `${id} holds somebody's own conversation`);
  }
});

test("who said no has no packet after it, and is in nobody's", () => {
  assert.ok(!packets.some(({id}) => id === "p05"));
  for (const {body} of items.filter(({participant}) => participant === "p05")) {
    if (body.kind !== "coding") continue;
    for (const {id, text} of packets) assert.ok(!text.includes(`"${body.id}"`), `${id} holds what p05 marked`);
  }
});

test("no packet and no board shows that anybody has rated, ranked, or answered at the end", () => {
  for (const kind of ["rating", "position", "ranking", "answer"]) assert.ok(written(kind).length > 5, `no ${kind} to seal`);
  assert.deepEqual(all.map(({id, round}) => [id, round]), unrated.map(({id, round}) => [id, round]));
  all.forEach(({id, round, text}, n) => assert.ok(text === unrated[n].text, `${id} in ${round} knows of it`));
});

test("nobody's question is in another's packet, whatever its author said about sharing", (t) => {
  const asking = mkdtempSync(join(tmpdir(), "calma-asking-"));
  t.after(() => rmSync(asking, {recursive: true}));
  const own = ["a1", "a2"].map((owner) => JSON.stringify({id: `of-${owner}`, owner, messages: [
    {role: "user", content: `Asked by ${owner}`}, {role: "assistant", content: `Said to ${owner}`}]}));
  const write = (name, text) => writeFileSync(join(asking, name), text);
  write("own.jsonl", own.join("\n") + "\n");
  write("context.md", "A tutor.");
  write("study.lua", `return study { id = "asking", title = "Asking", language = "en", ethics = "none", context = text "context.md",
    groups = { group { id = "g", title = "G", participants = { "a1", "a2", "a3" }, own = transcripts "own.jsonl" } },
    rounds = { round "ask" { ask { sensitive = true, share = true } },
      round "again" { ask { follow_up = true }, code { own() }, review {}, map {} } } }`);
  const here = (...words) => execFileSync(program, ["-C", asking, ...words], {encoding: "utf8", stdio: "pipe"});
  const known = dump(asking);
  const question = (id, more) => ({id, clock: 1, session: "B".repeat(22), kind: "question", text: `words-of-${id}`, n: 1,
    sensitive: false, share: false, at: "2026-10-01T10:00:00Z", ...more});
  const packet = known.packets.find((one) => one.participant === "a1" && one.round === "ask");
  const items = [question("plain"), question("open", {n: 2, share: true}), question("secret", {n: 3, sensitive: true}), question("on", {n: 4, after: "of-a1"})];
  const name = save(asking, withSum({...head(known, packet), response: "A".repeat(22), session: "B".repeat(22), revision: 1, parent: "",
    saved: "2026-10-01T10:00:00Z", steps: {ask: {items}}}));
  here("import", join(asking, name));
  here("build");
  assert.equal(here("dump").split("words-of-").length - 1, 4, "the record has them");
  for (const round of ["ask", "again"]) {
    for (const file of readdirSync(join(asking, "out/packets", round))) {
      const text = readFileSync(join(asking, "out/packets", round, file), "utf8");
      assert.ok(!text.includes("words-of-"), `${file} of ${round} holds a question`);
      for (const owner of ["a1", "a2"]) {
        assert.equal(text.includes(`Said to ${owner}`), round === "again" && file === `${owner}.html`, `${owner}'s conversation in ${file} of ${round}`);
      }
    }
  }
});

test("nobody's path through the bank is in another's packet, and the bank is the same for all of a group", (t) => {
  const bank = mkdtempSync(join(tmpdir(), "calma-bank-"));
  t.after(() => rmSync(bank, {recursive: true}));
  const write = (name, text) => writeFileSync(join(bank, name), text);
  const line = (id, more) => JSON.stringify({id, messages: [{role: "user", content: "?"}, {role: "assistant", content: `Said in ${id}`}], ...more});
  write("bank.jsonl", [line("one"), line("two", {follows: "one"}), line("hers", {owner: "a2", follows: "one"})].join("\n"));
  write("study.lua", `return study { id = "bank", title = "Bank", language = "en", ethics = "none", context = "A tutor.",
    groups = { group { id = "g", participants = { "a1", "a2" } } },
    rounds = { round "look" { browse { transcripts "bank.jsonl" } }, round "again" { browse { transcripts "bank.jsonl" } } } }`);
  const here = (...words) => execFileSync(program, ["-C", bank, ...words], {encoding: "utf8", stdio: "pipe"});
  const known = dump(bank);
  const packet = known.packets.find((one) => one.participant === "a1" && one.round === "look");
  const session = "B".repeat(22);
  const at = "2026-10-01T10:00:00Z";
  const items = [{id: "path-of-a1", clock: 1, session, kind: "visit", transcript: "one", n: 1, from: "", by: "topic", at},
    {id: "pick:one", clock: 2, session, kind: "pick", transcript: "one", at}];
  here("build");
  const pages = () => ["look", "again"].flatMap((round) => readdirSync(join(bank, "out/packets", round)).sort()
    .map((file) => [`${round}/${file}`, readFileSync(join(bank, "out/packets", round, file), "utf8")]));
  const before = pages();
  const name = save(bank, withSum({...head(known, packet), response: "A".repeat(22), session, revision: 1, parent: "", saved: at,
    steps: {browse: {items}}}));
  here("import", join(bank, name));
  here("build");
  assert.ok(here("dump").includes("path-of-a1"));
  assert.deepEqual(pages(), before);
  for (const [file, text] of before) {
    assert.ok(text.includes("Said in one") && text.includes("Said in two"), file);
    assert.equal(text.includes("Said in hers"), file.endsWith("a2.html"), `what belongs to a2, in ${file}`);
  }
});
