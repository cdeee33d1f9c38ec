// SPDX-License-Identifier: MIT
// Sheets of paper typed in by keyboard alone: what is printed is what is kept, and sheets of an older print are refused.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { conversations, keys, makeStudy, rows, run, says, tabTo, writeResponse } from "./packet.mjs";
import { dump, idOf, passage } from "../tools/response.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const definition = `return study {
  id = "typed", title = "On paper", language = "en", context = text "consent.md", ethics = "none",
  groups = { group { id = "class", title = "Our class", participants = { "amber", "birch" }, baseline = transcripts "talk.jsonl" } },
  rounds = { round "code" { consent { text "consent.md" }, read { text "consent.md" }, code { baseline() }, cluster {} },
    round "end" { survey {} } },
}
`;
const files = {
  "study.lua": definition,
  "consent.md": "# Taking part\n\nYou may say no.\n",
  "talk.jsonl": conversations(
    ["cocoa", ["Where is it from?",
      "In 1519 the conqueror discovered chocolate at the court, and he brought it to Europe, where sugar was added and it finally became delicious to everybody who could pay for it.\n\nToday a bar is cheap.",
      "Who worked there?", "Labour was provided by local people. Conditions were often difficult."],
    { title: "Chocolate", model: "m", system: "s", created: "2026-01-10", source: "written for this test" }],
    ["roti", ["रोटी कब से है?", "रोटी बहुत पुरानी है। लोग उससे बस गए।"],
      { title: "रोटी", language: "hi", model: "m", system: "s", created: "2026-01-10", source: "written for this test" }],
    ["rain", ["Why does it rain?", "Warm air lifts water from the sea.", "And snow?", "Then the air is cold."],
      { title: "Rain", model: "m", system: "s", created: "2026-01-10", source: "written for this test" }],
  ),
};

const sheetsOf = (path) => JSON.parse(/id="calma-sheet">(.*?)<\/script>/.exec(readFileSync(path, "utf8"))[1]).sheets;

/** The code at the foot of somebody's printed sheets, as a person reads it. */
const printedCode = (study, id) =>
  execFileSync("pdftotext", ["-layout", join(study, `out/paper/code/${id}.pdf`), "-"], { encoding: "utf8" }).match(/\d{3}-\d{3}/)[0];

const openSheets = async (browser, study, id, round = "code") => {
  run(study, "enter", id, "--round", round);
  const page = await browser.open(join(study, `out/enter/${round}/${id}.html`));
  await page.waitForSelector("html[data-gate]");
  return page;
};

const type = (page, text) => page.keyboard.type(text);

/** Through the first questions and to the first step. */
const enter = async (page, code) => {
  await type(page, "Amina");
  await keys(page, "Tab");
  await type(page, code);
  await keys(page, "Enter");
  await page.waitForSelector("html[data-started]");
  await tabTo(page, "Start");
  await keys(page, "Enter");
};

/** To the coding sheets, with consent given and signed. */
const pass = async (page, code) => {
  await enter(page, code);
  await says(page, "What is ticked on the sheet?");
  await tabTo(page, "They take part");
  await keys(page, " ");
  await keys(page, "Tab");
  await type(page, "3 March, a small sun");
  await tabTo(page, "Next");
  await keys(page, "Enter");
  await page.waitForFunction(() => document.activeElement && document.activeElement.id === "enter-place");
};

/** One row of the sheet. */
const row = async (page, place, labels, memo = "") => {
  await type(page, place);
  await keys(page, "Tab");
  await type(page, labels);
  if (memo) {
    await keys(page, "Tab");
    await type(page, memo);
  }
  await keys(page, "Enter");
};

const rowCount = (page, n) => page.waitForFunction((wanted) => document.querySelectorAll(".enter-rows > li").length === wanted, {}, n);
const complaint = (page, text) =>
  page.waitForFunction((wanted) => document.querySelector(".enter-error").textContent.replace(/[\u2066\u2069]/g, "").includes(wanted), { timeout: 5000 }, text);
const emptyField = async (page) => {
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await keys(page, "Backspace");
};

const textOf = (study, turn) => dump(study).turns.get(turn).text;

const save = (browser, page) =>
  browser.download(async () => {
    await page.keyboard.down("Control");
    await page.keyboard.press("s");
    await page.keyboard.up("Control");
  });

/** The codings, by the words of the printed lines. */
const checkRecord = (study, sheet) => {
  const items = rows(study, "item").map(({ body }) => body).filter(({ deleted }) => !deleted);
  const lineOf = (letter, n) => {
    const all = sheet.steps.code.find((one) => one.letter === letter).turns
      .flatMap(({ turn, lines }) => Array.from({ length: lines.length / 2 }, (_, i) => ({ turn, start: lines[2 * i], end: lines[2 * i + 1] })));
    return all[n - 1];
  };
  const codings = items.filter(({ kind }) => kind === "coding")
    .map(({ turn, start, end, quote, codes, memo }) => [turn, quote, codes.map(({ label }) => label), memo ?? "", Array.from(textOf(study, turn)).slice(start, end).join("")]);
  codings.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? 1 : -1));
  const third = lineOf("A", 3);
  const line = Array.from(textOf(study, third.turn)).slice(third.start, third.end).join("").trim();
  const expected = [
    ["cocoa/2", "conqueror discovered chocolate at the court", ["colonial view", "who is the hero"], "Cortés"],
    ["cocoa/2", line, ["too sure"], ""],
    ["cocoa/4", "Labour was provided by local people. Conditions were often difficult.", ["colonial view"], ""],
    ["roti/2", "पुरानी है। लोग उससे बस", ["पुरानी बात"], ""],
  ].map((one) => [...one, one[1]]);
  expected.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? 1 : -1));
  assert.deepEqual(codings, expected);
  assert.deepEqual(items.filter(({ kind }) => kind === "turn").map(({ turn, state }) => [turn, state]), [["rain/2", "nothing"]]);
  assert.deepEqual(items.filter(({ kind }) => kind === "note").map(({ text }) => text), ["They liked the roti, no line given."]);
  const [consent] = items.filter(({ kind }) => kind === "consent");
  assert.deepEqual([consent.accepted, consent.signed], [true, "3 March, a small sun"]);
  // Nothing says that the participant read on this screen.
  assert.deepEqual(items.filter(({ kind }) => kind === "read"), []);
  const [entered, ...more] = rows(study, "entered");
  assert.deepEqual([entered.by, entered.sheet, entered.participant, more.length], ["Amina", sheet.code, "amber", 0]);
  assert.ok(items.every(({ session }) => session === entered.session));
};

const checkReport = (study) => {
  run(study, "report");
  const page = (path) => readFileSync(join(study, "out/report", path), "utf8").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  assert.match(page("by-hand.html"), /Answers typed in from paper Our class 7 Amina/);
  assert.match(page("people/amber.html"), /7 answers were typed in from paper by Amina/);
};

for (const name of browsers) {
  test(`${name}: a sheet is typed in by keyboard alone, and the record holds exactly its passages`, { skip: missing(name) }, async (t) => {
    const study = makeStudy(t, files);
    run(study, "build", "--paper");
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await openSheets(browser, study, "amber");
    await pass(page, printedCode(study, "amber"));

    await row(page, "A 2 conqueror .. court", "colonial view, who is the hero", "Cortés");
    await rowCount(page, 1);
    await row(page, "a ३", "too sure");
    await rowCount(page, 2);
    // A part of a label, and the arrow to their own earlier one; the letter is that of the row before.
    await type(page, "6");
    await keys(page, "Tab");
    await type(page, "colo");
    await keys(page, "ArrowDown", "Enter", "Enter");
    await rowCount(page, 3);
    // Word by word: two from the start, one from the end.
    await type(page, "B 2");
    await keys(page, "ArrowDown", "ArrowDown", "Shift+ArrowUp", "Shift+ArrowUp", "Tab");
    await type(page, "पुराना");
    await keys(page, "Enter");
    await rowCount(page, 4);

    for (const [place, said] of [["A 3-9", "has no line 9"], ["A 5-3", "upside down"], ["A 2-6", "Answer 1: 2–4; Question 2: 5; Answer 2: 6"],
      ["Z 1", "no conversation Z"], ["A 1", "This is a question"], ["A 2 potato", "“potato” does not stand"]]) {
      await type(page, place);
      await complaint(page, said);
      await emptyField(page);
    }
    await row(page, "A 3", "too sure");
    await complaint(page, "row 2");
    await rowCount(page, 4);
    // In an empty row the arrow goes back to the last one.
    await page.focus("#enter-place");
    await emptyField(page);
    await keys(page, "ArrowUp");
    await says(page, "Change this row");
    await tabTo(page, ".enter-fields #enter-labels");
    await emptyField(page);
    await type(page, "पुरानी बात");
    await keys(page, "Enter");
    await says(page, "New row");
    // A row too many, and back.
    await row(page, "A 4", "a mistake");
    await rowCount(page, 5);
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    await rowCount(page, 4);
    await tabTo(page, '.enter-ticks [aria-label^="C, Answer 1"]');
    await keys(page, " ");
    await tabTo(page, ".enter-notes + textarea");
    await type(page, "They liked the roti, no line given.");
    await tabTo(page, "Keep the note");
    await keys(page, "Enter");
    const file = await save(browser, page);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);

    assert.match(run(study, "import", file), /1 file read: 1 imported/);
    checkRecord(study, sheetsOf(join(study, "out/enter/code/amber.html"))[0]);
    checkReport(study);
  });

  test(`${name}: a row that is being typed outlives the browser`, { skip: missing(name) }, async (t) => {
    const study = makeStudy(t, files);
    const profile = mkdtempSync(join(tmpdir(), "calma-enter-"));
    t.after(() => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
    let browser = await startBrowser(name, { profile });
    t.after(() => browser.close());
    let page = await openSheets(browser, study, "amber");
    const { code } = sheetsOf(join(study, "out/enter/code/amber.html"))[0];
    await pass(page, code);
    await row(page, "A 4", "kept");
    await rowCount(page, 1);
    await type(page, "2-3 sugar .. delicious");
    await keys(page, "Tab");
    await type(page, "half a wo");
    await delay(1000);
    browser.kill();

    browser = await startBrowser(name, { profile });
    page = await openSheets(browser, study, "amber");
    // Who typed before stands there already.
    await type(page, code);
    await keys(page, "Enter");
    await page.waitForSelector("html[data-started]");
    await tabTo(page, "Go on");
    await keys(page, "Enter");
    await page.waitForFunction(() => document.activeElement && document.activeElement.id === "enter-place");
    const fields = () => page.evaluate(() => ["place", "labels"].map((id) => document.getElementById(`enter-${id}`).value));
    assert.deepEqual(await fields(), ["2-3 sugar .. delicious", "half a wo"]);
    await tabTo(page, ".enter-fields #enter-labels");
    await keys(page, "End");
    await type(page, "rd");
    await keys(page, "Enter");
    await rowCount(page, 2);
    assert.deepEqual(await fields(), ["", ""]);
    assert.deepEqual(await page.$$eval(".enter-label", (all) => all.map((one) => one.textContent)), ["kept", "half a word"]);
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: what was typed in and what came from a device are put together`, { skip: missing(name) }, async (t) => {
    const study = makeStudy(t, files);
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await openSheets(browser, study, "amber");
    await pass(page, sheetsOf(join(study, "out/enter/code/amber.html"))[0].code);
    await row(page, "A 4", "typed");
    await rowCount(page, 1);
    const file = await save(browser, page);
    const known = dump(study);
    const turn = known.turns.get("rain/2");
    const own = { id: idOf("own"), clock: 2, session: "D".repeat(22), kind: "coding", ...passage(turn, 0, 8), codes: [{ label: "by device" }], at: "2026-03-01T10:00:00Z" };
    const other = writeResponse(study, study, "amber", { code: { items: [own] } });
    run(study, "import", other, file);
    const codings = rows(study, "item").filter(({ kind }) => kind === "coding");
    assert.deepEqual(codings.map(({ body }) => body.codes[0].label).sort(), ["by device", "typed"]);
    const [entered] = rows(study, "entered");
    assert.deepEqual(codings.filter(({ session }) => session === entered.session).map(({ body }) => body.codes[0].label), ["typed"]);
  });

  test(`${name}: sheets that were printed before the conversations changed are refused in words`, { skip: missing(name) }, async (t) => {
    const study = makeStudy(t, files);
    run(study, "build", "--paper");
    const old = printedCode(study, "amber");
    writeFileSync(join(study, "talk.jsonl"), files["talk.jsonl"].replace("Today a bar", "Nowadays a bar"));
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await openSheets(browser, study, "amber");
    await type(page, "Amina");
    await keys(page, "Enter");
    await complaint(page, "Type the code");
    await type(page, old);
    await keys(page, "Enter");
    await complaint(page, "something was changed after these sheets were printed");
    assert.ok(await page.$("#enter-code"));
    assert.equal(await page.$("html[data-started]"), null);
    // Nor can somebody else's be typed in under this name.
    await emptyField(page);
    run(study, "build", "--paper");
    await type(page, printedCode(study, "birch"));
    await keys(page, "Enter");
    await complaint(page, "whose sheets they are");
    // The sheets that are printed now are taken, of either size.
    await emptyField(page);
    run(study, "build", "--letter");
    assert.notEqual(printedCode(study, "amber"), old);
    await type(page, printedCode(study, "amber").replace("-", " "));
    await keys(page, "Enter");
    await page.waitForSelector("html[data-started]");
    assert.deepEqual(browser.problems, []);
  });
}

test("chrome: somebody who declined on paper, and answers to the closing questions", { skip: missing("chrome") }, async (t) => {
  const study = makeStudy(t, files);
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const codeOf = (id, round) => sheetsOf(join(study, `out/enter/${round}/${id}.html`))[1].code;
  const page = await openSheets(browser, study, "birch");
  await enter(page, codeOf("birch", "code"));
  await tabTo(page, "They take part");
  await keys(page, "ArrowDown");
  await says(page, "Nothing else is typed in");
  await tabTo(page, "Next");
  await keys(page, "Enter");
  await says(page, "This person does not take part");
  const declined = await save(browser, page);

  const end = await openSheets(browser, study, "amber", "end");
  await enter(end, codeOf("amber", "end"));
  await end.waitForSelector("main input[type=radio]");
  await end.focus("main input[type=radio]");
  await keys(end, " ");
  const answered = await save(browser, end);
  run(study, "import", declined, answered);
  const items = rows(study, "item").map(({ participant, round, body }) => [participant, round, body.kind, body.accepted ?? ""]);
  assert.deepEqual(items, [["amber", "end", "answer", ""], ["birch", "code", "consent", false]]);
  assert.deepEqual(rows(study, "entered").map(({ participant, round, by }) => [participant, round, by]), [["amber", "end", "Amina"], ["birch", "code", "Amina"]]);
  assert.throws(() => run(study, "enter", "birch", "--round", "end"), (error) => error.stderr.includes("declined"));
  assert.deepEqual(browser.problems, []);
});

test("chrome: axe finds nothing where sheets are typed in, and a second tab changes nothing", { skip: missing("chrome") }, async (t) => {
  const study = makeStudy(t, files);
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const page = await openSheets(browser, study, "amber");
  await page.evaluate(axe);
  const check = async (where) => {
    const found = await page.evaluate(async (tags) => {
      const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values: tags } });
      return violations.flatMap(({ id, nodes }) => nodes.map((one) => `${id}: ${one.html.slice(0, 120)}`));
    }, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]);
    assert.deepEqual(found, [], where);
  };
  await check("the first questions");
  const { code } = sheetsOf(join(study, "out/enter/code/amber.html"))[0];
  await pass(page, code);
  await row(page, "A 2", "one, other", "a thought");
  await rowCount(page, 1);
  await type(page, "A 2-6");
  await complaint(page, "more than one part");
  await check("a row that is wrong");
  await emptyField(page);
  await type(page, "B 2");
  await keys(page, "Tab");
  await type(page, "ot");
  await page.waitForFunction(() => document.querySelectorAll("#code-options li").length === 1);
  await check("an earlier label is offered");

  const second = await browser.open(join(study, "out/enter/code/amber.html"));
  await second.bringToFront();
  await second.waitForSelector("#enter-code");
  // Who typed before is there already.
  await second.keyboard.type(code);
  await second.keyboard.press("Enter");
  await second.waitForSelector("html[data-started]");
  await says(second, "also open in another tab");
  assert.deepEqual(browser.problems, []);
});

test("a round must be named where there are several, and whoever has no sheets is named", (t) => {
  const study = makeStudy(t, files);
  const fails = (status, text, ...args) =>
    assert.throws(() => run(study, "enter", ...args), (error) => error.status === status && error.stderr.includes(text));
  fails(2, "--round: code, end", "amber");
  fails(1, 'no participant "nobody"', "nobody", "--round", "code");
  fails(1, 'no round "later"', "amber", "--round", "later");
  fails(2, "enter wants PARTICIPANT", "--round", "code");
  const said = run(study, "enter", "amber", "birch", "--round", "code").split("\n");
  assert.deepEqual(said.slice(0, 2), ["amber", "birch"].map((id) => join(study, `out/enter/code/${id}.html`)));
});
