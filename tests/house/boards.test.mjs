// SPDX-License-Identifier: MIT
// What boards and the packets after them carry from the record, and what is said of what does not fit: a study of two
// boards, responses to them, and everybody's answers.

import assert from "node:assert/strict";
import {execFileSync, spawnSync} from "node:child_process";
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";
import {dump, head, idOf, passage, save, sha256, withSum} from "../tools/response.mjs";

process.env.CALMA ||= fileURLToPath(new URL("../../build/calma", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "calma-boards-"));
after(() => rmSync(root, {recursive: true}));

const people = {"ines-1": "Ines Quellmann", "omar-2": "Omar Tischendorf", "uma-3": "Uma Federspiel", "lea-5": "Lea Marquardt", "zoe-4": "Zoe Never"};
const study = (anonymous) => `return study { id = "tiny", title = "Tiny", language = "en", ethics = "none",
  context = text "text.md",
  groups = { group { id = "ash", title = "Ash", baseline = transcripts "base.jsonl", own = transcripts "own.jsonl",
    participants = { ${Object.entries(people).map(([id, name]) => `participant { id = "${id}", name = "${name}", role = "pupil" }`)} } } },
  rounds = {
    round "code" { consent { text "text.md" }, code { baseline(), own() } },
    round "talk" { rank { top = 3, define = true }, board { anonymous = ${anonymous === true},
      sessions = { { id = "young", group = "ash", title = "The young", participants = { "ines-1", "omar-2" } } } } },
    round "say" { propose {} },
    round "again" { board { anonymous = ${anonymous === true} } },
    round "rate" { rate {}, rank {} } } }
`;
const conversation = (id, answer, owner) => JSON.stringify({id, title: `About ${id}`, owner, messages: [
  {role: "user", content: `What of ${id}?`}, {role: "assistant", content: answer}]}) + "\n";

const make = (anonymous) => {
  const folder = join(root, String(anonymous));
  mkdirSync(folder);
  writeFileSync(join(folder, "study.lua"), study(anonymous));
  writeFileSync(join(folder, "text.md"), "A text.\n");
  writeFileSync(join(folder, "base.jsonl"), conversation("bread", "Bread is old. It made people settle down."));
  writeFileSync(join(folder, "own.jsonl"), conversation("of-omar-2", "Tea came from the east by ship.", "omar-2"));
  return folder;
};

// ---- responses

const at = "2026-03-12T10:00:00Z";
const base = (kind, id) => ({id, clock: 1, session: idOf("session"), kind, at});
const key = (kind, ...parts) => sha256(["calma " + kind, "tiny", ...parts].join("\n") + "\n").slice(0, 16);
const respond = (folder, known, participant, round, steps, revision = 1) => {
  const packet = known.packets.find((one) => one.participant === participant && one.round === round);
  const out = join(folder, `in-${revision}`);
  return save(out, withSum({...head(known, packet), response: idOf(participant, round), session: idOf("session", String(revision)),
    revision, parent: "", saved: at, steps: Object.fromEntries(Object.entries(steps).map(([id, items]) => [id, {items}]))}));
};
const consent = (accepted, clock = 1) => ({...base("consent", "consent"), clock, accepted, documents: []});
const coding = (known, id, turn, start, end, label) =>
  ({...base("coding", id), ...passage(known.turns.get(turn), start, end), codes: [{label}]});
const attribute = (id, name, rank, ...examples) => ({...base("attribute", id), name, definition: `${name}, said at length.`, rank, examples});

let n = 0;
const decision = (act, fields) => ({...base("decision", `d${++n}`), n, act, by: "", reason: "so said the group", ...fields});
const example = (known, id, start, end, fields) =>
  ({id, ...passage(known.turns.get("bread/2"), start, end), elisions: [], coding: "", source: "baseline", ...fields});
const minute = (id, axis) => ({...base("minute", id), text: "Said aloud.", speaker: "", consent: true, axis, about: "discussion", segment: "segment3"});
const mapping = (card, ...axes) => ({...base("mapping", `card:${card}`), card, axes, by: ""});

const cardOf = (participant, id) => key("card", participant, "talk", "rank", id);
const decisions = (known) => [
  decision("create", {axis: "plain", fields: {name: "Plain words", definition: "Old words.", related: ["fair", "plain", "never"]}}),
  decision("create", {axis: "fair", fields: {name: "Fair"}}),
  decision("create", {axis: "kind", fields: {name: "Kind"}}),
  decision("create", {axis: "lost", fields: {name: "Lost"}}),
  decision("example", {axis: "plain", example: example(known, "e1", 0, 13)}),
  decision("example", {axis: "plain", example: example(known, "e2", 14, 41, {coding: key("coding", "uma-3", "code", "code", "c1")})}),
  decision("example", {axis: "plain", example: example(known, "e3", 0, 5, {quote: "Wheat"})}),
  decision("example", {axis: "plain", example: example(known, "e4", 0, 13, {elisions: [{start: 6, end: 8, mark: ""}], coding: key("coding", "ines-1", "code", "code", "c1")})}),
  decision("dissent", {axis: "plain", dissent: {id: "x1", text: "Two things.", alternative: "Short", who: "Ines Quellmann", consent: true}}),
  decision("top", {size: 3, axes: ["plain", "fair", "lost"]}),
  decision("top", {size: 5, axes: ["plain", "fair"]}),
  decision("merge", {axes: ["fair", "kind"], axis: "both", fields: {name: "Fair and kind"}}),
  decision("retire", {axis: "lost"}),
  decision("edit", {axis: "fair", fields: {definition: "Too late."}}),
  decision("edit", {axis: "plain", fields: {definition: "New words."}}),
];

const answerAll = (folder, known) => {
  n = 0;
  const own = {"omar-2": [coding(known, "c2", "of-omar-2/2", 0, 3, "tea")]};
  for (const person of ["ines-1", "omar-2", "uma-3", "lea-5"]) {
    respond(folder, known, person, "code", {consent: [consent(true)],
      code: [coding(known, "c1", "bread/2", 0, person === "uma-3" ? 41 : 5, `label of ${person.slice(0, 1)}`), ...(own[person] || [])]});
  }
  respond(folder, known, "ines-1", "talk", {rank: [attribute("x1", "Clarity", 1, "c1"), {...base("named", "named"), agreed: true}]});
  respond(folder, known, "omar-2", "talk", {rank: [attribute("x1", "Warmth", 1, "c2", "c1"), {...base("fewer", "fewer")}]});
  respond(folder, known, "lea-5", "talk", {rank: [attribute("x1", "Patience", 1, "c1")]});
  respond(folder, known, "uma-3", "talk", {rank: [attribute("x1", "Depth", 1, "c1")]});
  respond(folder, known, "board-ash-young", "talk", {board: [decision("create", {axis: "y1", fields: {name: "Young and plain"}})]});
  respond(folder, known, "board-ash", "talk", {board: [...decisions(known), minute("m1", "never"), minute("m2", "fair"), minute("m3", ""), minute("m4", "nowhere"),
    mapping(cardOf("ines-1", "x1"), "plain", "fair"), mapping(cardOf("omar-2", "x1"), "lost", "never"), mapping("0000000000000000", "plain")]});
  respond(folder, known, "ines-1", "say", {propose: [
    {...base("stance", "axis:plain"), axis: "plain", stance: "object", reason: "I find it vague."},
    {...base("wish", "w1"), axes: ["plain", "both"], name: "All", reason: "They are one."}]});
  respond(folder, known, "omar-2", "say", {propose: [
    {...base("amendment", "m1"), axis: "plain", name: "Plainer", reason: "Shorter."},
    {...base("proposal", "p1"), name: "Smells of tea", definition: "As it says.", reason: "Nobody said it.", examples: ["c2", "c1"]}]});
  const rating = (axis, definition, value) => ({...base("rating", `axis:${axis}`), axis, definition_sha256: sha256(definition), value});
  respond(folder, known, "ines-1", "rate", {
    rate: [rating("plain", "Old words.", 4), rating("both", "", 2), rating("fair", "", 1), rating("lost", "", 1), rating("never", "", 5)],
    rank: [{...base("ranking", "ranking"), places: [["plain", "both"], ["plain"], ["fair"], ["never"]]}]});
};

const run = (folder, ...words) => spawnSync(process.env.CALMA, ["-C", folder, ...words], {encoding: "utf8", maxBuffer: 1 << 28});
const open = (anonymous) => {
  const folder = make(anonymous);
  const known = dump(folder);
  answerAll(folder, known);
  const first = run(folder, "import", join(folder, "in-1"));
  // Somebody says no afterwards.
  respond(folder, known, "uma-3", "code", {consent: [consent(false, 9)]}, 2);
  const second = run(folder, "import", join(folder, "in-2"));
  execFileSync(process.env.CALMA, ["-C", folder, "build"], {stdio: "pipe"});
  return {folder, known, first, second, text: (round, id) => readFileSync(join(folder, "out/packets", round, id + ".html"), "utf8")};
};

const named = open(false);
const anonymous = open(true);
const dataOf = (text) => JSON.parse(text.match(/id="calma-packet">(.*?)<\/script>/s)[1]);
const step = (side, round, id, kind) => dataOf(side.text(round, id)).steps.find((one) => one.kind === kind).data;
const board = (side, round, id) => step(side, round, id, "board").board;

// ---- boards

test("a board has its people, also those who sent nothing, and nobody who said no", () => {
  const {people: there} = board(named, "talk", "board-ash");
  assert.deepEqual(there.map(({id, name, role, first}) => [id, name, role, first]), [
    ["ines-1", "Ines Quellmann", "pupil", "in"], ["omar-2", "Omar Tischendorf", "pupil", "fewer"],
    ["lea-5", "Lea Marquardt", "pupil", "in"], ["zoe-4", "Zoe Never", "pupil", "missing"]]);
  assert.equal(there[0].key, key("person", "ines-1"));
});

test("cards are what people wrote, with their own passages, and say whether they may be named", () => {
  const {cards} = board(named, "talk", "board-ash");
  assert.deepEqual(cards.map((card) => [card.key, card.person, card.name, card.place, card.named]), [
    [cardOf("ines-1", "x1"), key("person", "ines-1"), "Clarity", 1, true],
    [cardOf("omar-2", "x1"), key("person", "omar-2"), "Warmth", 1, false],
    [cardOf("lea-5", "x1"), key("person", "lea-5"), "Patience", 1, false]]);
  const [tea, bread] = cards[1].examples;
  assert.deepEqual([tea.quote, tea.source, tea.labels, tea.suffix], ["Tea", "own", ["tea"], " came from the east by ship."]);
  assert.deepEqual([bread.quote, bread.source, bread.coding], ["Bread", "baseline", key("coding", "omar-2", "code", "code", "c1")]);
});

test("passages are those that everybody was given to read, and examples of cards", () => {
  const {passages} = board(named, "talk", "board-ash");
  assert.deepEqual(passages.map(({turn, labels}) => [turn, labels[0]]).sort(), [
    ["bread/2", "label of i"], ["bread/2", "label of l"], ["bread/2", "label of o"], ["of-omar-2/2", "tea"]]);
});

test("the board of a session has its people's alone", () => {
  const {people: there, cards, passages, sessions} = board(named, "talk", "board-ash-young");
  assert.deepEqual(there.map(({id}) => id), ["ines-1", "omar-2"]);
  assert.deepEqual(cards.map(({name}) => name), ["Clarity", "Warmth"]);
  assert.deepEqual(passages.map(({labels}) => labels[0]).sort(), ["label of i", "label of o", "tea"]);
  assert.deepEqual(sessions, []);
  assert.deepEqual(board(named, "talk", "board-ash").sessions.map((one) => [one.board, one.title, one.axes[0].name]), [
    ["board-ash-young", "The young", "Young and plain"]]);
});

test("a later board has the decisions of the rounds before as they came, and what people answered, not who", () => {
  assert.deepEqual(board(named, "talk", "board-ash").before, []);
  const {before, answers} = board(named, "again", "board-ash");
  assert.deepEqual(before.map(({n: order, act}) => [order, act]).sort((a, b) => a[0] - b[0]), before.map(({n: order, act}) => [order, act]));
  n = 1;
  assert.deepEqual(before, decisions(named.known));
  assert.deepEqual(answers.map(({kind}) => kind), ["amendment", "proposal", "stance", "wish"]);
  const [amendment, proposal, stance, wish] = answers;
  assert.deepEqual(amendment, {kind: "amendment", round: "say", axis: "plain", name: "Plainer", reason: "Shorter."});
  assert.deepEqual([proposal.key, proposal.name, proposal.examples.map(({quote}) => quote)], [key("answer", "omar-2", "say", "propose", "p1"), "Smells of tea", ["Bread"]]);
  assert.deepEqual(stance, {kind: "stance", round: "say", axis: "plain", stance: "object", reason: "I find it vague."});
  assert.deepEqual(wish, {kind: "wish", round: "say", axes: ["plain", "both"], name: "All", reason: "They are one."});
});

test("an anonymous board names nobody: no id, no name, no conversation of one's own, no order that tells", () => {
  for (const [round, id] of [["talk", "board-ash"], ["talk", "board-ash-young"], ["again", "board-ash"]]) {
    const data = board(anonymous, round, id);
    data.before = []; // what the facilitator wrote is theirs
    for (const [person, name] of Object.entries(people)) {
      assert.ok(!JSON.stringify(data).includes(person), `${round} ${id} holds ${person}`);
      assert.ok(!JSON.stringify(data).includes(name), `${round} ${id} holds ${name}`);
    }
    const keys = (list) => list.map((each) => each.key);
    assert.deepEqual(keys(data.people), keys(data.people).slice().sort());
    assert.deepEqual(keys(data.cards), keys(data.cards).slice().sort());
    assert.ok(data.cards.length >= 2 && data.cards.every((card) => card.examples.length === 1 && !card.named));
    assert.deepEqual(Object.keys(data.people[0]).sort(), ["first", "key", "role"]);
  }
});

// ---- packets of people

test("nobody's packet holds what somebody else wrote before the discussion or answered to the axes", () => {
  const written = {"ines-1": ["Clarity, said", "vague", "They are one"], "omar-2": ["Warmth, said", "Plainer", "Smells of tea"], "uma-3": ["Depth, said"], "lea-5": ["Patience, said"]};
  for (const round of ["talk", "say", "rate"]) {
    for (const reader of Object.keys(people).filter((id) => id !== "uma-3")) { // who said no has no packet
      const text = named.text(round, reader);
      for (const [writer, words] of Object.entries(written)) {
        for (const word of words) assert.ok(!text.includes(word), `${round}: ${reader} reads "${word}" of ${writer}`);
        if (writer !== reader) assert.ok(!text.includes(writer) && !text.includes(people[writer]), `${round}: ${reader} reads of ${writer}`);
      }
    }
  }
});

test("axes come with the words of now, with examples that still hold, and name nobody", () => {
  const axes = step(named, "rate", "zoe-4", "rate").axes;
  assert.deepEqual(axes.map(({id, name, was, state}) => [id, name, was, state]), [
    ["plain", "Plain words", [], "proposed"], ["both", "Fair and kind", ["Fair", "Kind"], "proposed"]]);
  const [plain] = axes;
  assert.equal(plain.definition_sha256, sha256("New words."));
  assert.deepEqual(plain.related, ["both"]);
  assert.deepEqual(plain.examples, [
    {text: "Bread is old.", title: "About bread", prompt: "What of bread?"}, {text: "Bread [\u2026] old.", title: "About bread", prompt: "What of bread?"}]);
  assert.deepEqual(plain.dissents, [{text: "Two things.", alternative: "Short"}]);
  assert.deepEqual(step(named, "say", "zoe-4", "propose").axes, axes);
});

// ---- what does not fit

const expected = [
  "A decision could not be done: the axis is no longer there (Fair).",
  "An example of “Plain words” was taken back by the person who marked it. It is in no packet.",
  "An example of “Plain words” quotes words that its conversation does not have. It is in no packet.",
  "The group's ranking has “Fair”, which became Fair and kind.",
  "The group's ranking has “Lost”, which is no longer there.",
  "The group's ranking has “Fair”, which became Fair and kind.",
  "The group's list of its first 5 has 2.",
  "“Lost” is among the group's first three and not among its first five.",
  "Something from before the discussion is no longer there, and was put to: Plain words.",
  "“Clarity” was put to “Fair”, which became Fair and kind.",
  "“Warmth” was put to “Lost”, which is no longer there.",
  "“Warmth” was put to an axis that never was there (never).",
  "A note is about an axis that never was there (never).",
  "A note is about an axis that never was there (nowhere).",
  "These share a place and are read as tied: Plain words, Fair and kind.",
  "“Plain words” is in a ranking twice; its first place counts.",
  "A ranking has “Fair”, which is no longer there. It is left out.",
  "A ranking has an axis that never was there (never). It is left out.",
  "The definition of “Plain words” has changed since it was rated.",
  "A rating is of “Fair”, which became Fair and kind.",
  "A rating is of “Lost”, which is no longer there.",
  "A rating is of an axis that never was there (never).",
];

test("what does not fit is in the report, each with its place", () => {
  execFileSync(process.env.CALMA, ["-C", named.folder, "report"], {stdio: "pipe"});
  const {rows} = JSON.parse(readFileSync(join(named.folder, "out/report/tables/problem-boards.json"), "utf8"));
  assert.deepEqual(rows.map(({reason}) => reason).sort(), expected.slice().sort());
  for (const row of rows) assert.ok(row.who && row.round && row.step && row.item, JSON.stringify(row));
  const row = rows.find(({reason}) => reason.startsWith("A decision"));
  assert.deepEqual([row.who, row.round, row.step, row.item], ["board-ash", "talk", "board", "d15"]);
});

test("ratings that come back before the board's file are not called wrong", () => {
  const folder = make("early");
  const known = dump(folder);
  answerAll(folder, known);
  const said = run(folder, "import", ...["ines-1-code", "ines-1-rate"].map((name) => join(folder, "in-1", `tiny-${name}.calma.json`)));
  assert.equal(said.stderr, "");
  assert.match(run(folder, "report").stderr, /^board-ash: note: Nothing was decided on this board, or it has not come back: what people rate and rank cannot be read yet\.$/m);
});

const grades = (text) => text.split("\n").filter((line) => expected.some((words) => line.includes(words))).map((line) => line.match(/ (warning|note): /)[1]);

test("an import says what loses something, and leaves notes to the report", () => {
  assert.match(named.first.stderr, /talk\/board-ash:\/board\/d15: warning: A decision could not be done/);
  assert.match(named.first.stderr, /rate\/ines-1:\/rank\/ranking: warning: “Plain words” is in a ranking twice/);
  assert.doesNotMatch(named.first.stderr, /taken back/);
  assert.match(named.second.stderr, /board\/d7: warning: An example of “Plain words” was taken back/);
  assert.deepEqual(grades(named.second.stderr), Array(18).fill("warning"));
  assert.doesNotMatch(named.second.stderr, /: note: /);
  const ranked = named.second.stderr.split("\n").filter((line) => line.includes("The group's ranking has “Fair”"));
  assert.deepEqual(ranked.map((line) => line.split(": warning: ")[1]), ["The group's ranking has “Fair”, which became Fair and kind. The same is in one more place."]);
  assert.equal(run(named.folder, "import", join(named.folder, "in-2")).stderr, "", "nothing new, nothing said again");
});

test("a report says both, warnings first, at most twenty lines", () => {
  const {stderr} = run(named.folder, "report");
  assert.deepEqual(grades(stderr), [...Array(18).fill("warning"), "note", "note"]);
  assert.match(stderr, /record\.sqlite: note: There is one more such line/);
});
