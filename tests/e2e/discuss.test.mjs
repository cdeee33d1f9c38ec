// SPDX-License-Identifier: MIT
// The packet before the discussion in a real browser: somebody looks back at their own work and their group's, writes
// down three attributes by keys, saves; the record and the report hold exactly these.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { browsers, missing, startBrowser } from "./browser.mjs";
import { discussStudy, openDiscuss, press, rows, run, says } from "./packet.mjs";

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

const clean = async (page, where) => {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3)}`);
  });
  assert.deepEqual(found, [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${where}: the page scrolls sideways by ${wide}`);
};

/** Looks at all three parts. */
const lookBack = async (page) => {
  await says(page, "Before we meet");
  await press(page, "Your own work");
  await says(page, "Standing up to the question");
  await says(page, "I would have to spend a whole lesson undoing this half-sentence.");
  const marked = await page.evaluate(() => [...document.querySelectorAll(".review-pages mark")].map((one) => one.textContent).join("|"));
  assert.match(marked, /The Maya and later the Aztecs ground the seeds/);
  await press(page, "Your group");
  await says(page, "Topics that Lowland schools explored");
  const words = await page.evaluate(() =>
    [...document.querySelectorAll(".review-cloud svg")].map((svg) => svg.namespaceURI + " " + svg.querySelectorAll("path").length));
  assert.equal(words.length, 2);
  for (const one of words) assert.match(one, /^http:\/\/www\.w3\.org\/2000\/svg [1-9]/);
};

const cards = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".rank-card")].map((card) => ({
      name: card.querySelector("input[type=text]").value,
      definition: card.querySelector("textarea").value,
      examples: card.querySelectorAll(".rank-examples > li").length,
    })),
  );

const nextIsOpen = (page) =>
  page.evaluate(() => !document.querySelector(".foot .primary").disabled);

/** Goes on with Tab until what has the focus says `text`. */
const tabTo = async (page, text) => {
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const node = document.activeElement;
      return node.labels && node.labels[0] ? node.labels[0].textContent : node.textContent;
    });
    if (here.startsWith(text)) return;
  }
  throw new Error(`Tab does not lead to "${text}"`);
};

/** Three attributes without a mouse: one begun with a cluster, two written, the last moved up. */
const writeThree = async (page) => {
  assert.equal(await nextIsOpen(page), false, "nobody goes on without an answer");
  await page.evaluate(() => document.querySelector("h1").focus());
  await tabTo(page, "Standing up to the question");
  await page.keyboard.press("Enter");
  await tabTo(page, "Choose passages");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rank-choose");
  await page.keyboard.type("monsoon labour");
  await says(page, "0 passages.");
  await page.keyboard.press("Home");
  for (let n = 0; n < "monsoon ".length; n++) await page.keyboard.press("Delete");
  await says(page, "1 passage.");
  await page.keyboard.press("Tab");
  await page.keyboard.press(" ");
  await page.keyboard.press("Escape");
  for (const [name, definition] of [["Clear", "A pupil can say it again in their own words."], ["Names the dead", "How many, who, and who counted them."]]) {
    await tabTo(page, "Name it in a word or a few");
    await page.keyboard.type(name);
    await tabTo(page, "What do you mean by it?");
    await page.keyboard.type(definition);
  }
  await page.keyboard.down("Alt");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.up("Alt");
  await page.waitForSelector(".rank-done");
};

const standing = "Whether the tutor notices that a question already contains a mistake, and says so at once, kindly, before it " +
  "answers. A pupil who asks a wrong question needs it most and can defend himself least.";

const expected = [
  { name: "Standing up to the question", definition: standing, examples: 2 },
  { name: "Names the dead", definition: "How many, who, and who counted them.", examples: 0 },
  { name: "Clear", definition: "A pupil can say it again in their own words.", examples: 0 },
];

const checkRecord = (study) => {
  const items = rows(study, "item").filter(({ round }) => round === "discuss").map(({ body }) => body);
  const written = items.filter(({ kind, deleted }) => kind === "attribute" && !deleted).sort((a, b) => a.rank - b.rank);
  assert.deepEqual(
    written.map(({ name, definition, rank, examples }) => ({ name, definition, rank, examples: examples.length })),
    expected.map((one, at) => ({ ...one, rank: at + 1 })),
  );
  assert.deepEqual(items.filter(({ kind }) => kind === "viewed").map(({ id }) => id).sort(), ["group", "orientation", "personal"]);
  assert.deepEqual(rows(study, "problem"), []);
};

for (const name of browsers) {
  test(`${name}: three attributes, written before the discussion`, { skip: missing(name) }, async (t) => {
    const study = discussStudy(t);
    const browser = await startBrowser(name);
    t.after(() => browser.close());
    const page = await openDiscuss(browser, study);
    await lookBack(page);
    await press(page, "Next");
    await page.waitForSelector(".rank-card");
    await writeThree(page);
    assert.deepEqual(await cards(page), expected);
    assert.ok(await nextIsOpen(page));
    await press(page, "Next");
    const file = await browser.download(() => press(page, "Save my answers"));

    run(study, "import", file);
    checkRecord(study);
    assert.match(run(study, "status"), /p01 {8}\S+ {2}3 attributes\n/);
    run(study, "report");
    const table = readFileSync(join(study, "out/report/tables/first.csv"), "utf8");
    assert.equal(table.trim().split("\r\n").length, 4, "three rows under the titles");
    for (const { name: title, definition } of expected) {
      assert.ok(table.includes(title));
      assert.ok(table.includes(definition.slice(0, 40)));
    }
    const report = await browser.open(join(study, "out/report/first-cards.html"));
    assert.equal(await report.evaluate(() => document.querySelectorAll(".print-card").length), 3);
    assert.deepEqual(browser.problems, []);
    assert.deepEqual(browser.requests, []);
  });
}

const chrome = (title, work) =>
  test(`chrome: ${title}`, { skip: missing("chrome") }, async (t) => {
    const study = discussStudy(t);
    const browser = await startBrowser("chrome");
    t.after(() => browser.close());
    await work(browser, study);
    assert.deepEqual(browser.problems, []);
  });

for (const width of [320, 1280]) {
  chrome(`every page is sound at ${width} pixels`, async (browser, study) => {
    const page = await openDiscuss(browser, study, { width, height: 800 });
    await clean(page, "orientation");
    for (const part of ["Your own work", "Your group"]) {
      await press(page, part);
      await clean(page, part);
    }
    await press(page, "Next");
    await page.waitForSelector(".rank-card");
    await press(page, "How do we know this?");
    await clean(page, "cards");
    await press(page, "Choose passages");
    await clean(page, "passages");
  });
}

chrome("what is just being written moves with its card", async (browser, study) => {
  const page = await openDiscuss(browser, study);
  await press(page, "Next");
  await page.waitForSelector(".rank-card");
  await page.type(".rank-card:nth-child(3) input", "Third");
  await page.keyboard.down("Alt");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.up("Alt");
  assert.deepEqual((await cards(page)).map(({ name }) => name), ["Third", "", ""]);
  await page.evaluate(() => [...document.querySelectorAll(".rank-card")].pop().setAttribute("class", "rank-card last"));
  await page.click(".rank-card.last .rank-foot button");
  const order = await page.evaluate(() => [...document.querySelectorAll(".rank-card")].map((card) => card.matches(".last")));
  assert.deepEqual(order, [false, true, false], "an empty card moves as well");
});

chrome("taking out, undo, a reload, and having fewer", async (browser, study) => {
  const page = await openDiscuss(browser, study);
  await press(page, "Next");
  await press(page, "What is left out");
  await press(page, "Take out");
  assert.equal((await cards(page))[0].name, "");
  await press(page, "Undo");
  const [first] = await cards(page);
  assert.equal(first.name, "What is left out");
  await press(page, "I have fewer than 3");
  await page.waitForSelector(".rank-done");
  assert.ok(await nextIsOpen(page));
  page.on("dialog", (dialog) => dialog.accept()); // the browser asks, since nothing is in a file yet
  await page.reload();
  await page.waitForSelector("html[data-started]");
  await press(page, "Go on");
  await page.waitForSelector(".rank-card");
  assert.deepEqual((await cards(page))[0], first);
  assert.ok(await nextIsOpen(page));
});
