// SPDX-License-Identifier: MIT
// A phone of 320 by 640: everything by tapping, nothing wider than the page, everything large enough for a thumb.

import assert from "node:assert/strict";
import { test } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { missing, startBrowser } from "./browser.mjs";
import { copyStudy, labelsKept, makeStudy, conversations, reportPages, rows, run, says, tap, tapText, typeCodes } from "./packet.mjs";

const phone = { width: 320, height: 640, touch: true };
const tall = 44;

/**
 * In a page: what is wider than the page, and what can be pressed but is low. Links in running text are left out: they
 * are as high as their line, which is what WCAG 2.1 (2.5.5) excepts.
 */
const measure = (least) => {
  const wide = [];
  const low = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) wide.push(`the page is ${page.scrollWidth} wide`);
  // A table or a picture may scroll inside a frame of its own.
  const scrolls = (node) => node && node !== document.body && (/auto|scroll|hidden/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  for (const node of document.body.querySelectorAll("*")) {
    const { left, right, width } = node.getBoundingClientRect();
    if (!width || !node.checkVisibility() || node.closest("svg, .unseen, .skip")) continue;
    if ((right > page.clientWidth + 1 || left < -1) && !scrolls(node.parentElement)) wide.push(`${node.localName}.${node.className}: ${Math.round(left)} to ${Math.round(right)}`);
  }
  const name = (node) => `${node.localName}.${node.className || node.type || ""} "${(node.textContent || node.value || "").trim().slice(0, 30)}"`;
  for (const node of document.querySelectorAll("button, summary, select, input, textarea, label.choice")) {
    if (!node.checkVisibility() || !node.getClientRects().length) continue;
    // A box or a round button is pressed with its label.
    const target = /^(checkbox|radio)$/.test(node.type) ? node.closest("label") || node : node;
    const { height } = target.getBoundingClientRect();
    if (height < least - 0.5) low.push(`${name(node)} is ${Math.round(height)} high`);
  }
  return { wide: wide.slice(0, 5), low };
};

const fits = async (page, where) => assert.deepEqual(await page.evaluate(measure, tall), { wide: [], low: [] }, where);

test("chrome: a packet on a phone of 320 by 640, by tapping alone", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "minimal");
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const page = await browser.open(join(study, "out/packets/code/a1.html"), phone);
  await page.waitForSelector("html[data-started]");
  await fits(page, "the first page");
  await tap(page, "Start");
  await fits(page, "consent");
  await tap(page, "Yes, I want to take part");
  await tap(page, "Next");
  await page.waitForSelector(".code-text");
  await fits(page, "the text");

  await tapText(page, "People have baked");
  await says(page, "Tap another sentence for more.");
  await fits(page, "a chosen sentence");
  await tapText(page, "The oldest crumbs");
  await tap(page, "Code this");
  await fits(page, "the form");
  await typeCodes(page, ["two sentences", "old"]);
  await fits(page, "the form with codes");
  await tap(page, "Keep");
  const [first] = rows(study, "turn").filter(({ role }) => role === "assistant");
  const quote = await page.evaluate(() => [...document.querySelectorAll("mark[data-coding]")].map((one) => one.textContent).join(""));
  assert.equal(quote, first.text.slice(0, first.text.indexOf("\n\n")), "both sentences are marked");

  await tap(page, "My codes");
  await says(page, "1 passage coded.");
  await fits(page, "the sheet of codes");
  await tap(page, "Change");
  await fits(page, "the form again");
  await tap(page, "Cancel");
  await tap(page, "Conversations");
  await fits(page, "the sheet of conversations");
  await tap(page, "Salt");
  await tap(page, "Nothing to code here");
  await says(page, "1 of 2 answers done");
  await tap(page, "Next");

  await page.waitForSelector(".cluster-slip");
  await fits(page, "the pile of codes");
  await tap(page, "two sentences");
  await tap(page, "Put in…");
  await fits(page, "the question where to put it");
  await page.type(".ask input", "Pairs");
  await tap(page, "Make this cluster");
  await tap(page, "Clusters (1)");
  await fits(page, "the clusters");
  await tap(page, "Next");
  await says(page, "Save your answers");
  await fits(page, "the last page");
  await tap(page, "Save my answers");
  await tap(page, "Check the file");
  await fits(page, "a dialog");
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll(".cluster-name")].map((one) => one.value)), []);
  assert.deepEqual(browser.problems, []);
});

test("chrome: long words and wide things stay within a phone's page", { skip: missing("chrome") }, async (t) => {
  const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);
  const study = makeStudy(t, {
    "study.lua": `return study { id = "wide", title = "${long}", language = "de", context = text "context.md", ethics = "${long}",
      groups = { group { id = "all", title = "${long}", participants = { participant { id = "a1", name = "${long}" } },
        baseline = transcripts "wide.jsonl" } },
      rounds = { round "code" { title = "${long}", consent { text "context.md" }, code { baseline() }, cluster {} } } }`,
    "context.md": `# ${long}\n\n\`\`\`\n${"x ".repeat(300)}\n\`\`\`\n\n${long}\n`,
    "wide.jsonl": conversations(["wide", ["?", `${long}\n\n\`\`\`\n${"code ".repeat(100)}\n\`\`\`\n\n- - - - ${long}\n\n> > > > ${long}`], { title: long, topic: long }]),
  });
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const page = await browser.open(join(study, "out/packets/code/a1.html"), phone);
  await page.waitForSelector("html[data-started]");
  await fits(page, "the first page");
  await tap(page, "Start");
  await tap(page, "Yes, I want to take part");
  await fits(page, "consent");
  await tap(page, "Next");
  await tap(page, "Code the whole answer");
  await typeCodes(page, [long, "kurz"]);
  await fits(page, "the form");
  await tap(page, "Keep");
  assert.deepEqual(await labelsKept(page), [long, "kurz"].sort());
  await fits(page, "the text");
  await tap(page, "My codes");
  await fits(page, "the sheet of codes");
  await tap(page, "Close");
  await tap(page, "Next");
  await fits(page, "the pile of codes");
  const file = await browser.download(() => tap(page, "Save my answers"));
  run(study, "import", file);
  run(study, "report");
  const read = await browser.open(reportPages(study)[0], phone);
  for (const path of reportPages(study)) {
    await read.goto(pathToFileURL(path).href);
    assert.deepEqual((await read.evaluate(measure, 0)).wide, [], path);
  }
});

test("chrome: no page of a report is wider than a phone", { skip: missing("chrome") }, async (t) => {
  const study = copyStudy(t, "history-tutor");
  run(study, "import", "studies/history-tutor/responses");
  run(study, "report");
  const browser = await startBrowser("chrome");
  t.after(() => browser.close());
  const pages = reportPages(study);
  const page = await browser.open(pages[0], phone);
  for (const path of pages) {
    await page.goto(pathToFileURL(path).href);
    const { wide, low } = await page.evaluate(measure, tall);
    assert.deepEqual(wide, [], path);
    assert.deepEqual(low, [], path);
  }
});
