// SPDX-License-Identifier: MIT
// For everybody: no violation of WCAG 2.1 AA that a program can find, in light and dark; the whole way by keys; large
// text; right to left; letters that are more than one character.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { browsers, missing, startBrowser } from "./browser.mjs";
import {
  begin, codeByKeys, conversations, copyStudy, focusOn, keys, makeStudy, mark, press, reportPages, rows, run, says,
  tabTo, writeCodes,
} from "./packet.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

const start = async (t, name, options) => {
  const browser = await startBrowser(name, options);
  t.after(() => browser.close());
  return browser;
};

/** What axe finds on the page as it stands, in light and in dark, in words. */
const violations = async (page) => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = new Set();
  for (const value of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    const list = await page.evaluate(async (tags) => {
      const { violations: all } = await window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
      return all.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((one) => `${id}: ${one.html.slice(0, 120)} (${one.any.concat(one.all)[0]?.message ?? ""})`));
    }, rules);
    for (const one of list) found.add(`${value}: ${one}`);
  }
  await page.emulateMediaFeatures([]);
  return [...found];
};

const check = async (page, where) => assert.deepEqual(await violations(page), [], where);
const closeDialog = (page) => page.keyboard.press("Escape");

test("chrome: axe finds nothing on any page of a packet", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "minimal");
  const browser = await start(t, "chrome");
  const page = await browser.open(join(study, "out/packets/code/a1.html"));
  await page.waitForSelector("html[data-started]");
  await check(page, "the first page");
  await page.evaluate(() => document.body.appendChild(document.createElement("button")));
  assert.notDeepEqual(await violations(page), [], "a button without a name is found");
  await page.evaluate(() => document.body.lastElementChild.remove());
  await press(page, "Welcome");
  await check(page, "the list of steps");
  await closeDialog(page);
  await press(page, "Start");
  await check(page, "consent");
  await press(page, "No, I do not want to take part");
  await check(page, "consent refused");
  await press(page, "Yes, I want to take part");
  await press(page, "Next");
  await page.waitForSelector(".code-text");
  await check(page, "the text");
  await mark(page, 0, "14,000 years");
  await page.waitForFunction(() => document.activeElement.id === "code-field");
  await page.keyboard.type("first");
  await page.keyboard.press("Enter");
  await press(page, "More");
  await press(page, "Why this code?");
  await check(page, "the form");
  await press(page, "Keep");
  await codeByKeys(page, ["second", "third"]);
  await check(page, "marks and margin");
  await page.focus(".code-text");
  await keys(page, "ArrowRight", "s");
  await check(page, "a chosen sentence");
  await page.keyboard.press("Escape");
  await press(page, "All my codes");
  await check(page, "the list of codes");
  await press(page, "All my codes");
  await page.focus(".code-text");
  await page.keyboard.press("?");
  await page.waitForSelector(".dialog");
  await check(page, "the help with keys");
  await closeDialog(page);
  await press(page, "Next");
  await page.waitForSelector(".cluster-slip");
  await check(page, "the codes as slips");
  await focusOn(page, ".cluster-slip input");
  await keys(page, " ", "p");
  await page.waitForSelector(".ask");
  await check(page, "the question where to put it");
  await page.keyboard.type("A cluster");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".cluster-sheet textarea");
  await press(page, "These are opposites");
  await press(page, "Choose the best example…");
  await check(page, "the question for the best example");
  await closeDialog(page);
  await check(page, "a cluster");
  await press(page, "Next");
  await check(page, "the last page");
  await browser.download(() => press(page, "Save my answers"));
  await check(page, "the last page, saved");
  await press(page, "Copy as text instead");
  await check(page, "the answers as text");
  assert.deepEqual(browser.problems, []);
});

test("chrome: axe finds nothing on a packet of 320 pixels or in a second tab", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "minimal");
  const browser = await start(t, "chrome");
  const path = join(study, "out/packets/code/a1.html");
  const page = await browser.open(path, { width: 320, height: 640 });
  await begin(page);
  await check(page, "the text");
  await press(page, "Conversations");
  await check(page, "the sheet of conversations");
  await press(page, "Close");
  await codeByKeys(page, ["narrow"]);
  await press(page, "My codes");
  await check(page, "the sheet of codes");
  await press(page, "Close");
  await press(page, "Next");
  await page.waitForSelector(".cluster-slip");
  await check(page, "the pile");
  const second = await browser.open(path);
  await says(second, "Open in another tab");
  await check(second, "a second tab");
});

test("chrome: axe finds nothing on any page of a report", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "history-tutor");
  run(study, "import", "studies/history-tutor/responses");
  run(study, "report");
  const browser = await start(t, "chrome");
  const pages = reportPages(study);
  const page = await browser.open(pages[0]);
  // Pages of a folder are made by one function: the first, the last and those between in turn stand for all.
  for (const path of pages.filter((one, i) => !/(transcripts|people)\/\w/.test(one) || i % 4 === 0)) {
    await page.goto(pathToFileURL(path).href);
    await check(page, path);
  }
});

for (const name of browsers) {
  test(`${name}: the whole way by keys alone`, { skip: missing(name) }, async (t) => {
    const study = copyStudy(t, "minimal");
    const browser = await start(t, name);
    const page = await browser.open(join(study, "out/packets/code/a1.html"));
    await page.waitForSelector("html[data-started]");
    await tabTo(page, "Start");
    await page.keyboard.press("Enter");
    await tabTo(page, "Yes, I want to take part");
    await page.keyboard.press(" ");
    await tabTo(page, "Next");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".code-text");
    await tabTo(page, ".code-text");
    await keys(page, "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter");
    await writeCodes(page, ["by keys"]);
    await keys(page, "?");
    await page.waitForSelector(".dialog");
    await keys(page, "Escape");
    assert.equal(await page.evaluate(() => document.activeElement.className), "code-text", "the focus comes back");
    await tabTo(page, "Next conversation");
    await keys(page, "Enter");
    await says(page, "worth its weight in gold");
    await tabTo(page, ".code-text");
    await keys(page, "n", "]", "n");
    await says(page, "3 of 3 answers done");
    await tabTo(page, "Next");
    await keys(page, "Enter");
    await page.waitForSelector(".cluster-slip");
    await tabTo(page, ".cluster-slip input");
    await keys(page, " ", "p");
    await page.waitForSelector(".ask");
    await page.keyboard.type("All of it");
    await keys(page, "Enter");
    await page.waitForSelector(".cluster-sheet textarea");
    await tabTo(page, ".cluster-sheet textarea");
    await page.keyboard.type("What was done by keys.");
    await tabTo(page, "Next");
    await keys(page, "Enter");
    await says(page, "Save your answers");
    await tabTo(page, "Save my answers");
    const file = await browser.download(() => page.keyboard.press("Enter"));
    run(study, "import", file);
    const bodies = rows(study, "item").map(({ body }) => body);
    assert.deepEqual(bodies.filter(({ kind }) => kind === "coding").map(({ quote, codes }) => [quote, codes]), [["have baked", [{ label: "by keys" }]]]);
    assert.equal(bodies.find(({ kind }) => kind === "cluster").definition, "What was done by keys.");
    assert.equal(bodies.filter(({ state }) => state === "nothing").length, 2);
    assert.deepEqual(browser.problems, []);
  });
}

/** In a page: buttons whose words do not fit, and text that is cut. */
const cutOff = () => {
  const cut = [];
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) cut.push("the page");
  for (const node of document.querySelectorAll("button, summary, h1, h2, h3, label, p, li, dd, dt")) {
    if (!node.checkVisibility() || !node.getClientRects().length || node.closest(".unseen")) continue;
    const { overflowX, overflowY } = getComputedStyle(node);
    const hides = (value) => value === "hidden" || value === "clip";
    const over = node.scrollWidth > node.clientWidth + 2 && node.clientWidth > 0;
    const under = node.scrollHeight > node.clientHeight + 2 && node.clientHeight > 0;
    const spills = node.localName === "button" && over;
    if (spills || (over && hides(overflowX)) || (under && hides(overflowY))) cut.push(`${node.localName} ${node.textContent.slice(0, 40)}`);
  }
  return cut;
};

/** A profile of somebody who set chromium's type to twice its size. */
const largeType = (t) => {
  const profile = mkdtempSync(join(tmpdir(), "calma-large-"));
  t.after(() => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  mkdirSync(join(profile, "Default"));
  writeFileSync(join(profile, "Default/Preferences"), JSON.stringify({ webkit: { webprefs: { default_font_size: 32 } } }));
  return profile;
};

test("chrome: text of twice the size loses nothing at 640 pixels", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "minimal");
  const browser = await start(t, "chrome", { profile: largeType(t) });
  const page = await browser.open(join(study, "out/packets/code/a1.html"), { width: 640, height: 800 });
  const large = async (where) => assert.deepEqual(await page.evaluate(cutOff), [], where);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
  await page.waitForSelector("html[data-started]");
  await large("the first page");
  await press(page, "Start");
  await press(page, "Yes, I want to take part");
  await large("consent");
  await press(page, "Next");
  await page.waitForSelector(".code-text");
  await large("the text");
  const width = await page.evaluate(() => document.querySelector(".code-text").clientWidth);
  assert.ok(width > 500, `the text has the page to itself: ${width}`);
  await codeByKeys(page, ["a code", "another one that is rather long, with many words"]);
  await large("marks");
  await page.focus(".code-text");
  await keys(page, "Home", "s", "Enter");
  await large("the form");
  await keys(page, "Escape");
  await press(page, "My codes");
  await large("the list");
  await press(page, "Close");
  await press(page, "Next");
  await page.waitForSelector(".cluster-slip");
  await large("the pile");
  await press(page, "another one");
  await press(page, "Put in…");
  await large("a question");
  await page.keyboard.type("Cluster");
  await keys(page, "Enter");
  await press(page, "Clusters (1)");
  await large("a cluster");
  await press(page, "Next");
  await large("the last page");
});

const arabic = "الخبز قديم جدا. كان الناس يخبزون على الحجارة الساخنة.\n\nثم تعلموا زراعة القمح.";

for (const name of browsers) {
  test(`${name}: a study from right to left`, { skip: missing(name) }, async (t) => {
    const study = makeStudy(t, {
      "study.lua": `return study { id = "rtl", title = "الخبز والملح", language = "ar", context = text "context.md", ethics = "-",
        groups = { group { id = "all", title = "الكل", participants = { participant { id = "a1" } }, baseline = transcripts "rtl.jsonl" } },
        rounds = { round "code" { consent { text "context.md" }, code { baseline() }, cluster {} } } }`,
      "context.md": "# الخبز\n\nأسئلة عن الخبز.\n",
      "rtl.jsonl": conversations(["khubz", ["متى؟", arabic], { language: "ar", title: "خبز" }]),
    });
    const browser = await start(t, name);
    const page = await browser.open(join(study, "out/packets/code/a1.html"));
    await page.waitForSelector("html[data-started]");
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ["ar", "rtl"]);
    assert.match(await page.evaluate(() => document.body.innerText), /ستمرّ بهذه الخطوات/);
    await begin(page);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), "rtl");
    await page.focus(".code-text");
    await keys(page, "Home", "ArrowLeft", "Shift+ArrowLeft", "Enter");
    await writeCodes(page, ["قديم"]);
    const places = await page.evaluate(() => {
      const at = (selector) => document.querySelector(selector).getBoundingClientRect();
      return { rail: at(".code-rail").left, text: at(".code-text").left, notes: at(".code-notes .code-label").left, right: at(".code-text").right };
    });
    assert.ok(places.rail > places.text, "the conversations stand at the start side, which is the right");
    assert.ok(places.notes < places.text, "the margin stands at the end side, which is the left");
    await page.focus(".code-text");
    await keys(page, "End", "ArrowRight", "ArrowUp", "s", "Enter");
    await page.waitForFunction(() => document.activeElement.id === "code-field");
    const box = await page.evaluate(() => {
      const { left, right } = document.querySelector(".code-editor").getBoundingClientRect();
      return { left, right, width: innerWidth };
    });
    assert.ok(box.left >= 0 && box.right <= box.width, "the form is on the screen");
    assert.ok(box.right > places.text && box.left < places.right, "and at the text");
    if (process.env.CALMA_SHOTS) await page.screenshot({ path: join(process.env.CALMA_SHOTS, `rtl-${name}.png`) });
    await keys(page, "Escape");
    await press(page, "Next");
    await page.waitForSelector(".cluster-slip");
    if (process.env.CALMA_SHOTS) await page.screenshot({ path: join(process.env.CALMA_SHOTS, `rtl-cluster-${name}.png`) });
    const file = await browser.download(() => press(page, "Save my answers"));
    run(study, "import", file);
    const [coding] = rows(study, "item").map(({ body }) => body).filter(({ kind }) => kind === "coding");
    assert.equal(coding.quote, "قديم", "left is onward");
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: a study in a language without words for the page`, { skip: missing(name) }, async (t) => {
    const study = makeStudy(t, {
      "study.lua": `return study { id = "ur", title = "روٹی", language = "ur", context = text "context.md", ethics = "-",
        groups = { group { id = "all", title = "سب", participants = { participant { id = "a1" } }, baseline = transcripts "ur.jsonl" } },
        rounds = { round "code" { read { text "context.md" }, code { baseline() } } } }`,
      "context.md": "# روٹی\n\nروٹی کے بارے میں سوال۔\n",
      "ur.jsonl": conversations(["roti", ["کب؟", "روٹی بہت پرانی ہے۔"], { language: "ur", title: "روٹی" }]),
    });
    const browser = await start(t, name);
    const page = await browser.open(join(study, "out/packets/code/a1.html"));
    await page.waitForSelector("html[data-started]");
    const of = (selector) =>
      page.$eval(selector, (node) => [node.closest("[lang]").lang, getComputedStyle(node).direction]);
    await press(page, "Start");
    assert.deepEqual(await of("body"), ["en", "ltr"], "English words run as English does");
    assert.deepEqual(await of(".document"), ["ur", "rtl"], "the study's text as its language does");
    await press(page, "Next");
    await page.waitForSelector('.turn[data-role="assistant"]');
    assert.deepEqual(await of('.turn[data-role="assistant"]'), ["ur", "rtl"]);
    assert.deepEqual(browser.problems, []);
  });

  test(`${name}: a passage never splits a letter; its quote is its slice of the text`, { skip: missing(name) }, async (t) => {
    const text = "नमस्ते क्षत्रिय लोग 👩‍👩‍👧‍👦👍🏽 और e\u0301te\u0301 🇮🇳🇩🇪 हैं। दूसरा वाक्य 😀 यहाँ है।";
    const study = makeStudy(t, {
      "study.lua": `return study { id = "letters", title = "Letters", language = "hi", context = text "context.md", ethics = "-",
        groups = { group { id = "all", title = "All", participants = { participant { id = "a1" } }, baseline = transcripts "hi.jsonl" } },
        rounds = { round "code" { code { baseline() } } } }`,
      "context.md": "x\n",
      "hi.jsonl": conversations(["hi", ["?", text], { language: "hi", title: "हि" }]),
    });
    const browser = await start(t, name);
    const page = await browser.open(join(study, "out/packets/code/a1.html"));
    await page.waitForSelector("html[data-started]");
    await press(page, "Start");
    const units = [2, 9, 19, 22, 26, 30, 35, 39, 42, 60];
    for (const [i, from] of units.entries()) {
      // A selection that begins and ends between any two UTF-16 units, as a shaky hand makes it.
      await page.evaluate((at) => {
        const node = document.createTreeWalker(document.querySelector('.turn[data-role="assistant"]'), NodeFilter.SHOW_TEXT);
        const parts = [];
        for (let one = node.nextNode(); one; one = node.nextNode()) parts.push(one);
        const find = (offset) => {
          let left = offset;
          const part = parts.find((one) => left <= one.data.length || ((left -= one.data.length), false));
          return [part, left];
        };
        getSelection().setBaseAndExtent(...find(at), ...find(at + 3));
        const target = document.querySelector(".code-text");
        target.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "mouse" }));
        document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true, button: 0, detail: 1 }));
      }, from);
      await writeCodes(page, [`label ${i}`]);
    }
    const file = await browser.download(() => press(page, "Save my answers"));
    run(study, "import", file);
    assert.deepEqual(rows(study, "problem"), []);
    const turn = rows(study, "turn").find(({ role }) => role === "assistant");
    const points = Array.from(turn.text);
    const edges = new Set([0]);
    for (const { segment } of new Intl.Segmenter("hi", { granularity: "grapheme" }).segment(turn.text)) edges.add([...edges].pop() + Array.from(segment).length);
    const codings = rows(study, "item").map(({ body }) => body).filter(({ kind }) => kind === "coding");
    assert.ok(codings.length >= units.length - 3, `${codings.length} passages`);
    for (const { start: from, end, quote } of codings) {
      assert.equal(points.slice(from, end).join(""), quote);
      assert.ok(edges.has(from) && edges.has(end), `"${quote}" begins and ends between letters`);
    }
    assert.deepEqual(browser.problems, []);
  });
}
