// SPDX-License-Identifier: MIT
// What packets of the round after the discussion hold: the axes that are adopted, or all while none is; scales, framings
// and questions as the study says, or the method's own in every language.

import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";
import {sha256, withSum} from "../tools/response.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.CALMA || here("../../build/calma");
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, {recursive: true})));

const AFTER = /rate \{ points = 5, position = true \},\s*rank \{\},\s*survey \{\},/;

/** The steps of p01's packet of the last round; `steps` replaces those of the study, `decide` changes the board's decisions. */
const packet = ({steps, decide, imports = true, language = "en"} = {}) => {
  const study = mkdtempSync(join(tmpdir(), "calma-after-"));
  folders.push(study);
  cpSync(here("../../studies/history-tutor"), study, {
    recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path),
  });
  const run = (...words) => execFileSync(program, ["-C", study, ...words], {encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28});
  const definition = readFileSync(join(study, "study.lua"), "utf8");
  assert.match(definition, AFTER);
  writeFileSync(join(study, "study.lua"),
    definition.replace(AFTER, (all) => steps || all).replace('language = "en"', `language = "${language}"`));
  writeFileSync(join(study, "veil.md"), "Suppose that you do not know *who you are*.");
  const board = join(study, "responses/history-tutor-board-lowland-discuss.calma.json");
  if (decide) {
    const response = JSON.parse(readFileSync(board, "utf8"));
    delete response.sum;
    response.steps.board.items = decide(response.steps.board.items);
    writeFileSync(board, JSON.stringify(withSum(response)));
  }
  const names = readdirSync(join(study, "responses")).filter((name) => /-(ask|code|discuss)\./.test(name));
  if (imports) run("import", ...names.map((name) => join(study, "responses", name)));
  run("build", "--round", "rate", "--participant", "p01");
  const page = readFileSync(join(study, "out/packets/rate/p01.html"), "utf8");
  const block = (id) => JSON.parse(new RegExp(`id="${id}">([^<]*)<`).exec(page)[1]);
  const data = block("calma-packet");
  return {page, data, words: block("calma-strings"), of: (id) => data.steps.find((step) => step.id === id).data};
};

const example = packet();
const ids = (step) => step.axes.map(({id}) => id);

test("adopted axes alone are rated and ranked, in the group's order", () => {
  const {axes} = example.of("rate");
  assert.equal(axes.length, 6);
  assert.ok(axes.every(({state}) => state === "adopted"));
  assert.deepEqual(ids(example.of("rank")), ids(example.of("rate")));
  for (const axis of axes) assert.equal(axis.definition_sha256, sha256(axis.definition));
});

const isAdoption = ({kind, act}) => kind === "decision" && act === "adopt";

test("of axes of which some are adopted, the others are left out", () => {
  const two = packet({decide: (items) => items.map((item) => (isAdoption(item) ? {...item, axes: item.axes.slice(1, 3)} : item))});
  assert.equal(two.of("rate").axes.length, 2);
  assert.ok(two.of("rate").axes.every(({id}) => ids(example.of("rate")).includes(id)));
  assert.deepEqual(ids(two.of("rank")), ids(two.of("rate")));
});

test("while none is adopted, all are there", () => {
  const none = packet({decide: (items) => items.filter((item) => !isAdoption(item))});
  assert.ok(none.of("rate").axes.length >= 6);
  assert.ok(none.of("rate").axes.every(({state}) => state === "proposed"));
  assert.deepEqual(ids(none.of("rank")), ids(none.of("rate")));
});

test("before anything came back there is a group without axes, and the packet is there all the same", () => {
  const {of} = packet({imports: false});
  assert.deepEqual(of("rate").axes || [], []);
  assert.deepEqual(of("rank").axes || [], []);
});

test("a scale has one word for each point, whether the study gives the ends, the middle too, or all", () => {
  const given = (words, points) => packet({steps: `rate { points = ${points}, words = { ${words} } },`}).of("rate");
  assert.deepEqual(given('"no", "yes"', 4).words, ["no", "", "", "yes"]);
  assert.deepEqual(given('"no", "half", "yes"', 5).words, ["no", "", "half", "", "yes"]);
  assert.deepEqual(given('"a", "b", "c"', 3).words, ["a", "b", "c"]);
  assert.deepEqual(example.of("rate").words, ["", "", "", "", ""], "without words: the interface's");
});

test("a ranking may stand under a text, and more than one may be asked for", () => {
  const {data, of, page} = packet({
    steps: 'rank { top = 3 }, rank { id = "veil", framing = text "veil.md" }, rank { id = "said", framing = "In short." },',
  });
  assert.deepEqual([of("rank").top, of("rank").framing, of("rank").documents], [3, "", []]);
  assert.deepEqual([of("said").top, of("said").framing, of("said").documents], [0, "In short.", []]);
  const [n] = of("veil").documents;
  assert.equal(data.documents[n].id, "veil.md");
  assert.match(page, new RegExp(`id="document-${n}">[^]*?<em>who you are</em>`));
});

const questionsOf = (sections) => sections.flatMap(({questions}) => questions);

test("questions in a row are a section of their own, and options without an id are their own", () => {
  const {sections} = packet({
    steps: `survey {
      { id = "role", ask = "Who?", kind = "single", options = { "a pupil", { id = "t", text = "a teacher" } }, other = true, profile = true },
      { id = "often", ask = "How often?", kind = "scale", low = "never", high = "daily" },
      { title = "Then", text = "Think back.", questions = { { id = "why", ask = "Why?", kind = "text", when = { question = "often", is = { 4, "5" } } } } },
      { id = "last", ask = "And now?", kind = "multiple", options = { "x", "y" } },
    },`,
  }).of("survey");
  assert.deepEqual(sections.map(({title, text, questions}) => [title, text, questions.map(({id}) => id)]),
    [["", "", ["role", "often"]], ["Then", "Think back.", ["why"]], ["", "", ["last"]]]);
  const [role, often, why] = questionsOf(sections);
  assert.deepEqual(role, {
    id: "role", ask: "Who?", kind: "single", other: true, profile: true,
    options: [{id: "a pupil", text: "a pupil"}, {id: "t", text: "a teacher"}],
  });
  assert.deepEqual(often, {id: "often", ask: "How often?", kind: "scale", points: 5, low: "never", high: "daily"});
  assert.deepEqual(why.when, {question: "often", is: ["4", "5"]});
});

const keysIn = (value) =>
  typeof value === "string" ? (value.startsWith("@") ? [value.slice(1)] : [])
    : value && typeof value === "object" ? Object.values(value).flatMap(keysIn) : [];

for (const language of readdirSync(here("../../themes/base/strings"))) {
  test(`the closing survey says everything in ${language}, and asks for what comes before`, () => {
    const {of, words} = packet({language});
    const {sections} = of("survey");
    const keys = keysIn(sections);
    assert.ok(keys.length > 40);
    for (const key of keys) assert.ok(words[key], `no words for ${key}`);
    const own = JSON.parse(readFileSync(here(`../../themes/base/strings/${language}/survey.json`), "utf8"));
    for (const key of keys) assert.equal(words[key], own[key], "not in its language");
    const before = new Set();
    for (const {id, when} of questionsOf(sections)) {
      assert.ok(!before.has(id), `${id} is there twice`);
      assert.ok(!when || before.has(when.question), `${id} asks for what comes later`);
      before.add(id);
    }
    // The paper's questions: how far there was consensus, why not, what was learnt, what was used.
    for (const id of ["consensus", "obstacles", "satisfied", "learnt", "material"]) assert.ok(before.has(id), id);
    const {options} = questionsOf(sections).find(({id}) => id === "obstacles");
    for (const id of ["time", "own"]) assert.ok(options.some((option) => option.id === id), `no reason "${id}"`);
  });
}

test("what was answered before its question ceased to be asked is counted nowhere", () => {
  const study = mkdtempSync(join(tmpdir(), "calma-after-"));
  folders.push(study);
  cpSync(here("../../studies/history-tutor"), study, {
    recursive: true, filter: (path) => !/\/(out|returned|record\.sqlite[^/]*)$/.test(path),
  });
  const run = (...words) => execFileSync(program, ["-C", study, ...words], {encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28});
  const count = () => {
    run("report");
    const {rows} = JSON.parse(readFileSync(join(study, "out/report/tables/survey-rate.survey.json"), "utf8"));
    const of = (answer) => rows.find((row) => row.question.startsWith("What stood in the way") && row.answer === answer).all;
    return [of("There was too little time"), of("Was not asked")];
  };
  run("import", join(study, "responses"));
  const [time, unasked] = count();
  const names = readdirSync(join(study, "responses")).filter((name) => /-rate\./.test(name));
  const read = (name) => JSON.parse(readFileSync(join(study, "responses", name), "utf8"));
  const answer = ({steps}, id) => steps.survey.items.find((item) => item.id === id);
  const name = names.find((one) => ((answer(read(one), "obstacles") || {}).choices || []).includes("time"));
  const response = read(name);
  delete response.sum;
  Object.assign(answer(response, "consensus"), {value: 5, clock: 100000}); // and the answer to "what stood in the way" stays
  writeFileSync(join(study, "again.json"), JSON.stringify(withSum(response)));
  run("import", join(study, "again.json"));
  assert.deepEqual(count(), [time - 1, unasked + 1]);
});
