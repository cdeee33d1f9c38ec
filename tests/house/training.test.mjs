// SPDX-License-Identifier: MIT
// What packets hold of the training, in every language; what is wrong with a study's own, told with its place; and that
// nothing of it is the study's.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { load } from "../app/load.mjs";
import { head, dump, save, sha256, withSum } from "../tools/response.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.CALMA || here("../../build/calma");
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
const { seal, unveil } = await load("steps/quiz/grade.ts");

const STEPS = "code { baseline() }, cluster {}";

/** A study that trains with these steps before it codes, and has these files. */
const makeStudy = (steps, { language = "en", files = {}, change = (text) => text } = {}) => {
  const study = mkdtempSync(join(tmpdir(), "calma-training-"));
  folders.push(study);
  cpSync(here("../../studies/minimal"), study, { recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path) });
  const text = readFileSync(join(study, "study.lua"), "utf8");
  assert.ok(text.includes(STEPS));
  const made = text.replace(STEPS, `${steps}, ${STEPS}`).replace('language = "en"', `language = "${language}"`);
  writeFileSync(join(study, "study.lua"), change(made));
  for (const [name, data] of Object.entries(files)) writeFileSync(join(study, name), typeof data === "string" ? data : JSON.stringify(data));
  return study;
};
const run = (study, ...words) => execFileSync(program, ["-C", study, ...words], { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });

const packet = (steps, more) => {
  const study = makeStudy(steps, more);
  run(study, "build", "--participant", "a1");
  const page = readFileSync(join(study, "out/packets/code/a1.html"), "utf8");
  const block = (id) => JSON.parse(new RegExp(`id="${id}">([^<]*)<`).exec(page)[1]);
  const data = block("calma-packet");
  return { study, page, data, of: (id) => data.steps.find((step) => step.id === id).data };
};

/** What `calma check` says of a study, as `file:path: code`, without warnings of where conversations are from. */
const problems = (steps, more) => {
  const { stderr } = spawnSync(program, ["-C", makeStudy(steps, more), "check", "--json"], { encoding: "utf8" });
  return stderr.trim().split("\n").filter((line) => line).map((line) => JSON.parse(line))
    .filter(({ code }) => code && code !== "provenance")
    .map(({ file, path, code }) => `${file}:${path ?? ""}: ${code}`);
};

const shipped = (language, name) => readFileSync(here(`../../themes/base/training/${language}/${name}`), "utf8");

const trainingOf = (language) => sha256(["practice.md", "practice.json", "analogy.md"].map((name) => shipped(language, name)).join("\n"));

for (const language of readdirSync(here("../../themes/base/training"))) {
  test(`practice {} and quiz {} bring everything in ${language}`, () => {
    const { data, page, of } = packet("practice {}, quiz {}", { language });
    const practice = of("practice");
    const worked = JSON.parse(shipped(language, "practice.json"));
    assert.deepEqual(practice.example.codings.map(({ quote }) => quote), worked.codings.map(({ quote }) => quote));
    assert.deepEqual(practice.example.clusters.map(({ name }) => name), worked.clusters.map(({ name }) => name));
    assert.equal(practice.training, trainingOf(language));
    assert.deepEqual(practice.conversations.map((n) => data.conversations[n].owner), ["practice"]);
    assert.deepEqual(practice.documents.map((n) => data.documents[n].id), ["calma:analogy.md", "calma:practice.md"]);
    const { questions, need, tries, gate } = of("quiz");
    assert.deepEqual([questions.length, need, tries, gate], [5, 4, 3, false]);
    assert.ok(["axis", "position"].every((id) => questions.some((one) => one.id === id)), "which quality, and how much of it, are asked");
    for (const { id, options, right, why } of questions) {
      assert.equal(options.filter((option) => seal(id, [option.id]) === right).length, 1, `${id} has one right answer`);
      assert.ok(unveil(why).length > 20);
      assert.ok(!page.includes(unveil(why)), `what explains ${id} is not in the packet to be read`);
      for (const { text } of options) assert.ok(!text.startsWith("training."), `${text} has words`);
    }
    assert.ok(!page.includes("training.part"), "the words of the answers are no words of the interface");
  });
}

test("a language without a training of its own has the English one", () => {
  const { of } = packet("practice {}, quiz {}", { language: "nl-BE" });
  assert.equal(of("practice").training, trainingOf("en"));
});

const tea = `${JSON.stringify({ id: "tea", model: "m", system: "s", created: "c", source: "s", topic: "Tea",
  messages: [{ role: "user", content: "How?" }, { role: "assistant", content: "Boil *water*. Then wait." }] })}\n`;
const example = (change = {}) => ({ format: "calma/worked@1", codings: [{ turn: "tea/2", quote: "Boil water.", codes: ["plain"] }],
  clusters: [{ name: "Short", codes: ["plain"] }], ...change });
const OWN = 'practice { transcripts "tea.jsonl", example = worked "tea.json", introduction = text "tea.md", analogy = text "like.md" }';

test("a study's own conversation, example and text take the place of the program's", () => {
  const { of, data } = packet(OWN, { files: { "tea.jsonl": tea, "tea.json": example(), "tea.md": "# Tea", "like.md": "Like tea." } });
  assert.deepEqual(of("practice").conversations.map((n) => data.conversations[n].id), ["tea"]);
  assert.deepEqual(of("practice").documents.map((n) => data.documents[n].id), ["like.md", "tea.md"]);
  assert.equal(of("practice").training, sha256(`# Tea\n${JSON.stringify(example())}\nLike tea.`));
  assert.deepEqual(of("practice").example, {
    codings: [{ turn: "tea/2", quote: "Boil water.", codes: ["plain"], memo: "" }],
    clusters: [{ name: "Short", definition: "", poles: [], codes: ["plain"] }],
  });
  const alone = packet('practice { transcripts "tea.jsonl" }', { files: { "tea.jsonl": tea } });
  assert.equal(alone.of("practice").example, undefined, "an example of another conversation would be none");
  assert.deepEqual(alone.of("practice").documents.map((n) => alone.data.documents[n].id), ["calma:practice.md"]);
});

const said = (list, of) => list.filter((line) => line.startsWith(of));

test("what is wrong with a worked example is told with its place, all at once", () => {
  const wrong = example({
    codings: [{ turn: "tea/2", quote: "Boil *water*.", codes: ["plain"] }, { turn: "tea/9", quote: "x", codes: ["a"] },
      { turn: "tea/1", quote: "How?", codes: ["a"] }, { turn: "bread/2", quote: "Bread", codes: ["a"] }],
    clusters: [{ name: "Short", codes: ["plain", "nowhere"] }],
  });
  const files = { "tea.jsonl": tea, "tea.json": wrong, "tea.md": "T", "like.md": "L" };
  assert.deepEqual(said(problems(OWN, { files }), "tea.json"), [
    "tea.json:/codings/0/quote: worked-quote", "tea.json:/codings/1/turn: worked-turn", "tea.json:/codings/2/turn: worked-turn",
    "tea.json:/codings/3/turn: worked-turn", "tea.json:/clusters/0/codes: worked-code",
  ]);
  const of = (document) => said(problems(OWN, { files: { ...files, "tea.json": document } }), "tea.json");
  assert.deepEqual(of(example()), []);
  assert.deepEqual(of({ format: "calma/worked@9", codings: [] }), ["tea.json:: worked-version"]);
  assert.deepEqual(of({ codings: [{ turn: "tea/2", quote: "", codes: [] }] }), ["tea.json:/codings/0/quote: shape", "tea.json:/codings/0/codes: shape"]);
  assert.deepEqual(of('{"codings": [')[0].replace(/:[^:]*$/, ""), "tea.json:");
});

test("a training of the study's own without an analogy is warned of, and the program's has one", () => {
  const files = { "tea.jsonl": tea, "tea.json": example(), "tea.md": "T", "like.md": "L" };
  const warned = (step) => problems(step, { files }).filter((line) => line.includes("analogy"));
  assert.deepEqual(warned(OWN), []);
  assert.deepEqual(warned("practice {}"), []);
  for (const step of ['practice { transcripts "tea.jsonl" }', 'practice { introduction = text "tea.md" }', OWN.replace(', analogy = text "like.md"', "")]) {
    assert.deepEqual(warned(step), ["study.lua:/analogy: step"], step);
  }
  const general = 'practice { transcripts "tea.jsonl", analogy = text "calma:analogy.md" }';
  assert.deepEqual(problems(general, { files }), []);
  const { of, data } = packet(general, { files });
  assert.deepEqual(of("practice").documents.map((n) => data.documents[n].id), ["calma:analogy.md", "calma:practice.md"]);
  const { of: bare } = packet('practice { transcripts "tea.jsonl" }', { files });
  assert.equal(bare("practice").training, sha256(`${shipped("en", "practice.md")}\n`), "what is not there is in no hash");
});

test("what people practise with must not be what the study is about", () => {
  const files = { "tea.jsonl": tea, "tea.json": example(), "tea.md": "T", "like.md": "L" };
  assert.deepEqual(problems(OWN, { files }), []);
  assert.deepEqual(problems('practice { transcripts "conversations.jsonl", analogy = text "calma:analogy.md" }'), ["study.lua:: practice-shared"]);
  const twin = tea.replace('"id":"tea"', '"id":"salt"');
  assert.ok(problems('practice { transcripts "tea.jsonl" }', { files: { "tea.jsonl": twin } }).includes("tea.jsonl:: transcript-twice"));
  const baseline = (text) => text.replace('baseline = transcripts "conversations.jsonl"', 'baseline = { transcripts "conversations.jsonl", transcripts "black.jsonl" }');
  const close = { ...files, "black.jsonl": tea.replace('"id":"tea"', '"id":"black"').replace('"Tea"', '"TEA"') };
  assert.deepEqual(problems(OWN, { files: close, change: baseline }), ["tea.jsonl:: practice-topic"]);
  assert.deepEqual(problems('practice { example = worked "tea.json" }', { files }).filter((line) => /example/.test(line)), ["study.lua:/example: shape"]);
  assert.ok(problems('practice { transcripts "../tea.jsonl" }').includes("study.lua:: path-outside"));
});

test("what is wrong with a quiz is told with its place, all at once", () => {
  const wrong = `quiz { threshold = 8, retries = 99,
    { id = "a", ask = "A?", options = { "x", "y" }, right = "z", why = "w" },
    { id = "a", ask = "A?", options = { "x", "x" }, right = { "x" }, why = "w" },
    { id = "b", kind = "single", options = { "x", "y" }, right = { "x", "y" }, colour = "red" },
    { id = "c", ask = "C?", options = { "x" }, why = "w" } }`;
  assert.deepEqual(problems(wrong), ["study.lua:/retries: shape"], "the shape comes first");
  assert.deepEqual(problems(wrong.replace("retries = 99,", "")), [
    "/threshold", "/questions/0/right", "/questions/1/id", "/questions/1/options/1", "/questions/2/colour", "/questions/2/ask",
    "/questions/2/why", "/questions/2/right", "/questions/3/options", "/questions/3/right",
  ].map((path) => `study.lua:${path}: shape`));
});

test("a study's own questions: several right answers, and how many are enough", () => {
  const { of, page } = packet(`quiz { threshold = 0.5, retries = 0, gate = true,
    { id = "a", ask = "A?", kind = "multiple", options = { { id = "x", text = "Ex" }, "y", "z" }, right = { "y", "x" }, why = "zwielicht \\u{1F33E}" },
    { id = "b", ask = "B?", options = { "x", "y" }, right = "y", why = "v" }, { id = "c", ask = "C?", options = { "x", "y" }, right = "y", why = "v" } }`);
  const { questions, need, tries, gate } = of("quiz");
  assert.deepEqual([need, tries, gate], [2, 1, true]);
  assert.deepEqual(questions[0].options, [{ id: "x", text: "Ex" }, { id: "y", text: "y" }, { id: "z", text: "z" }]);
  assert.equal(questions[0].right, seal("a", ["x", "y"]));
  assert.equal(unveil(questions[0].why), "zwielicht \u{1f33e}");
  assert.ok(!page.includes("zwielicht"));
});

test("practice is in no turn of the dump", () => {
  const { study } = packet("practice {}");
  const turns = run(study, "dump").trim().split("\n").map((line) => JSON.parse(line)).filter(({ row }) => row === "turn");
  assert.ok(turns.length > 3);
  assert.deepEqual(turns.filter(({ id }) => id.startsWith("calma-")), []);
});

/** The report's opening page after these tries came back: by participant, lists of [passed, flagged]. */
const reported = (tries, language) => {
  const study = makeStudy("quiz { retries = 1 }", { language });
  const known = dump(study);
  for (const [participant, list] of Object.entries(tries)) {
    const items = list.map(([passed, flagged], i) => ({
      id: `try:${i + 1}`, clock: i + 1, session: "B".repeat(22), kind: "try", n: i + 1, answers: [{ question: "part", choices: ["both"] }],
      right: passed ? 5 : 1, of: 5, passed, flagged, at: "2026-03-20T10:40:00Z",
    }));
    const consent = { id: "consent", clock: 9, session: "B".repeat(22), kind: "consent", accepted: true, documents: [], at: "2026-03-20T10:40:00Z" };
    save(join(study, "in"), withSum({
      ...head(known, known.packets.find((one) => one.participant === participant)), response: "A".repeat(22), session: "B".repeat(22),
      revision: 1, parent: "", saved: "2026-03-20T10:42:00Z", steps: { consent: { items: [consent] }, quiz: { items } },
    }));
  }
  if (Object.keys(tries).length) run(study, "import", join(study, "in"));
  run(study, "report");
  return readFileSync(join(study, "out/report/index.html"), "utf8").replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
};

test("the report says how many passed, in whichever try, and never who", () => {
  const page = reported({ a1: [[false, false], [true, false]], a2: [[false, false], [false, true]], a3: [[true, false]] });
  assert.match(page, /2 of 3 who took the quiz “code” had enough right answers \(4 of 5\)\. One did not after the last try/);
  assert.ok(!/\ba2\b[^.]*(quiz|try)/.test(page));
  assert.ok(!reported({}).includes("who took the quiz"), "nothing is said where nobody took it");
  assert.match(reported({ a1: [[false, false]] }), /0 of 1 who took the quiz/);
});
