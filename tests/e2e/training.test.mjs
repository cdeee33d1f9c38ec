// SPDX-License-Identifier: MIT
// The training in a real browser: practice by keys and by mouse with the program's own conversation, hints for names that
// only describe, the worked example beside one's own, the quiz and its gate; and nothing of it in the real coding.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { browsers, missing, startBrowser } from "./browser.mjs";
import {
  begin, codeByKeys, copyStudy, keys, labelsKept, mark, press, reportPages, rows, run, says, saysNoMore, tabTo, takeFile, writeCodes,
} from "./packet.mjs";

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const shots = process.env.SHOTS;

const clean = async (page, where) => {
  await page.evaluate(axe);
  await page.evaluate(() => (document.querySelector(".toast").hidden = true));
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3)}`);
  });
  assert.deepEqual(found, [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${where}: ${wide} pixels too wide`);
};

/** With SHOTS set: what the page looks like, at three widths. */
const shoot = async (page, name) => {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  for (const width of [320, 768, 1280]) {
    await page.setViewport({ width, height: 900 });
    await page.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewport({ width: 1280, height: 900 });
};

const STEPS = "code { baseline() }, cluster {}";

/** A study that trains before it codes. */
const trained = (t, quiz = "quiz { gate = true }", change = (text) => text) =>
  copyStudy(t, "minimal", (text) => change(text.replace(STEPS, `practice {}, ${quiz}, ${STEPS}`)));

const packetOf = (study) => join(study, "out/packets/code/a1.html");

const start = async (t, name, study) => {
  const browser = await startBrowser(name);
  t.after(() => browser.close());
  const page = await browser.open(packetOf(study));
  await begin(page);
  await page.waitForSelector("main.step-practice");
  return { browser, page };
};

const stage = (page) => page.$eval(".step-host", (host) => host.getAttribute("data-stage"));
const hinted = (page) => page.$$eval(".practice-hint:not([hidden]) li > span", (list) => list.map((one) => one.textContent));
const optionsShown = (page) => page.evaluate(() => [...document.querySelectorAll("#code-options li")].map((one) => one.textContent));
const nextOpen = (page) => page.$eval(".foot button.primary", (button) => !button.disabled);
const pick = (page, question, option) => page.click(`.quiz .choices:nth-of-type(${question + 1}) .choice:nth-of-type(${option + 1}) input`);
const RIGHT = [1, 1, 0, 0, 1];

for (const name of browsers) {
  test(`${name}: practice, its hint, and the example beside it`, { skip: missing(name) }, async (t) => {
    const study = trained(t);
    const { browser, page } = await start(t, name, study);
    await says(page, "Think of salt.");
    await clean(page, "the introduction");
    await shoot(page, "practice-introduction");

    await press(page, "Compare with somebody else");
    await says(page, "First name a passage or two yourself.");
    assert.ok(!(await page.evaluate(() => document.querySelector("main").innerText)).includes("tired evening"), "the example waits");

    await press(page, "Name what matters");
    assert.equal(await stage(page), "coding");
    await codeByKeys(page, ["Summary"]);
    await page.waitForSelector(".practice-hint li");
    assert.deepEqual(await hinted(page), ["Summary"]);
    await says(page, "“Summary” says which part this is.");
    await shoot(page, "practice-hint");
    await clean(page, "the coder with a hint");
    await mark(page, 0, "How much is right");
    await writeCodes(page, ["admits its limits"]);
    assert.deepEqual(await hinted(page), ["Summary"], "a name for what matters is asked nothing");
    assert.deepEqual(await labelsKept(page), ["Summary", "admits its limits"], "a hint changes nothing");

    await press(page, "Change it");
    await page.waitForFunction(() => !document.querySelector(".code-editor").hidden);
    await page.click(".code-chip .code-label");
    await page.waitForFunction(() => document.activeElement.id === "code-field");
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    await writeCodes(page, ["comforts me"]);
    await page.waitForFunction(() => document.querySelector(".practice-hint").hidden);

    await press(page, "Go on: put names together");
    await page.waitForSelector(".cluster-slip");
    await clean(page, "the clusters");
    await page.focus(".cluster-slip input");
    await keys(page, " ", "p");
    await page.waitForSelector(".ask");
    await page.keyboard.type("How it speaks to me");
    await keys(page, "Enter");
    await page.waitForSelector(".cluster-sheet textarea");
    await shoot(page, "practice-clusters");

    await press(page, "Go on: see what somebody else wrote");
    await says(page, "fits a tired evening");
    await says(page, "How it speaks to me");
    const beside = await page.evaluate(() => [...document.querySelectorAll(".practice-columns")].map((one) =>
      [...one.children].map((column) => column.innerText)));
    assert.equal(beside.length, 3, "two answers and the groups");
    assert.match(beside[0][0], /comforts me[\s\S]*admits its limits/, "own, in the order of the text");
    assert.match(beside[0][1], /fits a tired evening[\s\S]*leaves room for taste/);
    assert.match(beside[1][0], /Nothing named here/);
    assert.equal(await page.$$eval(".practice-beside input, .practice-beside textarea, .practice-beside button", (list) => list.length), 0);
    await clean(page, "the example");
    await shoot(page, "practice-example");
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: nothing of the practice is in the real coding, in any view, or in the report`, { skip: missing(name) }, async (t) => {
    const secret = "zwielicht";
    const study = trained(t, "quiz {}");
    const { browser, page } = await start(t, name, study);
    await press(page, "Name what matters");
    await codeByKeys(page, [secret, "Introduction"]);
    await press(page, "Go on: put names together");
    await page.focus(".cluster-slip input");
    await keys(page, " ", "p");
    await page.waitForSelector(".ask");
    await page.keyboard.type(`${secret} group`);
    await keys(page, "Enter");
    await page.waitForSelector(".cluster-sheet textarea");
    await press(page, "Next");
    await page.waitForSelector("main.step-quiz");
    await press(page, "Next");
    await page.waitForSelector("main.step-code");

    await page.focus(".code-text");
    await keys(page, "s", "Enter");
    await page.waitForFunction(() => document.activeElement.id === "code-field");
    for (const letter of ["", "z", "I"]) {
      if (letter) await page.keyboard.type(letter);
      assert.deepEqual(await optionsShown(page), [], `"${letter}" offers nothing`);
      if (letter) await page.keyboard.press("Backspace");
    }
    await writeCodes(page, ["Summary"]);
    assert.equal(await page.$(".practice-hint"), null);
    assert.ok(!(await page.$eval(".toast", (node) => node.innerText)).includes("says which part"), "no hint in earnest");
    assert.deepEqual(await labelsKept(page), ["Summary"]);
    await press(page, "Next");
    await page.waitForSelector("main.step-cluster");
    assert.deepEqual(await page.$$eval(".cluster-slip", (slips) => slips.map((one) => one.innerText).filter((text) => /zwielicht/.test(text))), []);
    await press(page, "Next");
    const file = await browser.download(() => press(page, "Save my answers"));
    run(study, "import", file);
    const items = rows(study, "item");
    const of = (step, kind) => items.filter((row) => row.step === step && row.body.kind === kind).map(({ body }) => body);
    assert.deepEqual(of("practice", "coding").map(({ codes }) => codes.map(({ label }) => label)), [[secret, "Introduction"]]);
    assert.equal(of("practice", "cluster").length, 1);
    assert.deepEqual(of("code", "coding").map(({ codes }) => codes[0].label), ["Summary"], "kept as written");
    assert.deepEqual(of("practice", "stage").map(({ id }) => id).sort(), ["clustering", "coding", "introduction"]);
    assert.match(of("practice", "stage")[0].training, /^[0-9a-f]{64}$/);
    assert.deepEqual(rows(study, "problem"), []);
    const [status] = run(study, "status", "--json").trim().split("\n").map((line) => JSON.parse(line)).filter(({ participant }) => participant === "a1");
    assert.deepEqual([status.assigned, status.codings], [3, 1], "practice is no work that is counted");
    run(study, "report");
    const pages = reportPages(study);
    assert.ok(pages.length > 10);
    for (const path of pages) assert.ok(!/zwielicht|Rice from yesterday/.test(readFileSync(path, "utf8")), `${path} holds the practice`);

    const again = await browser.open(packetOf(study));
    await again.waitForSelector("html[data-started]");
    await takeFile(again, file);
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: the quiz explains, can be tried again, and lets on only who passed or tried enough`, { skip: missing(name) }, async (t) => {
    const study = trained(t, "quiz { gate = true, retries = 1 }");
    const { browser, page } = await start(t, name, study);
    await press(page, "Next");
    await page.waitForSelector("main.step-quiz");
    await clean(page, "the quiz");
    await shoot(page, "quiz");
    assert.equal(await nextOpen(page), false);
    await press(page, "Look at my answers");
    await says(page, "5 questions have no answer yet.");
    for (let n = 0; n < 5; n++) {
      await tabTo(page, `.quiz .choices:nth-of-type(${n + 1}) input`);
      await keys(page, " ");
    }
    await press(page, "Look at my answers");
    await says(page, "2 of 5 are right.");
    await says(page, "Nothing is left out because only one person saw it.");
    await clean(page, "the quiz, looked at");
    await shoot(page, "quiz-wrong");
    assert.equal(await nextOpen(page), false, "the gate holds");
    await press(page, "Try again");
    await saysNoMore(page, "2 of 5 are right.");
    assert.equal(await page.$$eval(".quiz input:checked", (list) => list.length), 2, "what was right stays");
    for (const n of [0, 1, 4]) await pick(page, n, RIGHT[n]);
    await press(page, "Look at my answers");
    await says(page, "5 of 5 are right. That is enough.");
    assert.equal(await nextOpen(page), true);
    await shoot(page, "quiz-passed");
    await press(page, "Next");
    await page.waitForSelector("main.step-code");
    run(study, "import", await browser.download(() => press(page, "Save")));
    const tries = rows(study, "item").filter(({ body }) => body.kind === "try").map(({ body }) => body);
    assert.deepEqual(tries.map(({ n, right, of, passed, flagged }) => [n, right, of, passed, flagged]), [[1, 2, 5, false, false], [2, 5, 5, true, false]]);
    assert.deepEqual(rows(study, "problem"), []);
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: after the last try everybody goes on, and that is flagged`, { skip: missing(name) }, async (t) => {
    const study = trained(t, "quiz { gate = true, retries = 0 }");
    const { browser, page } = await start(t, name, study);
    await press(page, "Next");
    await page.waitForSelector("main.step-quiz");
    for (let n = 0; n < 5; n++) await pick(page, n, 2);
    await press(page, "Look at my answers");
    await says(page, "0 of 5 are right.");
    await says(page, "was not explained well enough");
    assert.equal(await nextOpen(page), true);
    await press(page, "Next");
    run(study, "import", await browser.download(() => press(page, "Save")));
    const [{ body }] = rows(study, "item").filter((row) => row.body.kind === "try");
    assert.deepEqual([body.passed, body.flagged, body.n], [false, true, 1]);
    run(study, "report");
    const page1 = readFileSync(join(study, "out/report/index.html"), "utf8");
    assert.match(page1, /0 of 1/, "how many passed");
    assert.deepEqual(browser.problems, []);
  });

  for (const [language, direction] of [["ar", "rtl"], ["hi", "ltr"]]) {
    test(`${name}: the training in ${language}`, { skip: missing(name) }, async (t) => {
      const study = trained(t, "quiz {}", (text) => text.replace('language = "en"', `language = "${language}"`));
      const { browser, page } = await start(t, name, study);
      const words = JSON.parse(readFileSync(`themes/base/strings/${language}/practice.json`, "utf8"));
      const [generic] = words["practice.descriptive"].split(" ");
      assert.equal(await page.evaluate(() => document.documentElement.dir || "ltr"), direction);
      assert.ok(!/[a-z]{4}/.test((await page.$eval(".document", (node) => node.innerText)).replace("ChatGPT", "")), "no English is left");
      await shoot(page, `practice-introduction-${language}`);
      await press(page, "Name what matters");
      await codeByKeys(page, [generic]);
      await page.waitForSelector(".practice-hint li");
      assert.deepEqual(await hinted(page), [generic]);
      await shoot(page, `practice-hint-${language}`);
      await clean(page, `the hint in ${language}`);
      await press(page, "Compare with somebody else");
      await page.waitForSelector(".practice-beside");
      await shoot(page, `practice-example-${language}`);
      await clean(page, `the example in ${language}`);
      await press(page, "Next");
      await page.waitForSelector("main.step-quiz");
      assert.ok(!/[a-z]{4}/.test(await page.$eval(".quiz", (node) => node.innerText)), "no English is left in the quiz");
      for (let n = 0; n < 5; n++) await pick(page, n, RIGHT[n]);
      await press(page, "Look at my answers");
      await page.waitForSelector(".quiz-said.right");
      assert.equal(await page.$$eval(".quiz-said.right", (list) => list.length), 5, "the same answers are right in every language");
      await shoot(page, `quiz-${language}`);
      await clean(page, `the quiz in ${language}`);
      assert.deepEqual(browser.problems, []);
    });
  }
}
